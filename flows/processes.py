"""Work in processes of its own: two Polars engines of one thread each read a third more than one engine of two."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from functools import cache
from typing import Any, ParamSpec, TypeVar

from flows.clock import Clock, Span, running, timed_run
from flows.errors import WartaError

P = ParamSpec("P")
R = TypeVar("R")

# Of a worker. Extraction makes thousands of short-lived frames: memory that goes back to the system and comes again for
# each of them costs a twentieth of the time, so Polars' allocator keeps for ten seconds what it has freed; and loky,
# which replaces a worker that has grown by 300 MB, is told how much a batch may need.
# The stack of Polars' threads is as large as that of a program's first one, for they run our functions too.
ENVIRONMENT = {
    "POLARS_MAX_THREADS": "1",
    "RUST_MIN_STACK": "8388608",
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:10000",
    "LOKY_MAX_MEMORY_LEAK_SIZE": "4e9",
}
# Seconds without work after which a process ends.
_IDLE = 60

_pools: list[Any] = []
_lock = threading.Lock()


def call(number: int, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in one of several worker processes, wait for it, and count its time as this run's.

    Args:
        number: How many processes there may be.
        function: Importable from a module that needs little to start.
        *args: Its arguments; must pickle.
        **kwargs: Further arguments.

    Returns:
        What the function returns.

    Raises:
        WartaError: The process was killed. Errors of the function itself are raised as they are.
    """
    from loky.process_executor import TerminatedWorkerError

    try:
        result, spans = _workers(number).submit(_timed, function, args, kwargs).result()
    except TerminatedWorkerError as error:
        stop()
        raise WartaError(
            f"A worker process was killed, most likely for want of memory ({str(error).splitlines()[0]})",
            "Set a smaller WARTA_BATCH_SIZE, or WARTA_WORKERS=1 to work in one process. Nothing was published.",
        ) from error
    (running() or Clock(1)).adopt(spans)
    return result


def start(number: int, function: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """Start the worker processes beside other work and have them call a function that gets them ready.

    Args:
        number: How many processes.
        function: Importable from a module that needs little to start; its errors are those of later calls too.
        *args: Its arguments; must pickle.
        **kwargs: Further arguments.
    """
    pool = _workers(number)
    for _ in range(number):
        pool.submit(_timed, function, args, kwargs)


def started() -> bool:
    """Whether there are worker processes already."""
    with _lock:
        return bool(_pools)


def stop() -> None:
    """End the worker processes, if there are any, which gives their memory to the steps that follow."""
    with _lock:
        while _pools:
            _pools.pop().shutdown(wait=True, kill_workers=True)


def _workers(number: int) -> Any:
    """Give the pool that all batches share, whichever thread asks."""
    from loky import ProcessPoolExecutor

    with _lock:
        if not _pools:
            _pools.append(ProcessPoolExecutor(number, timeout=_IDLE, env=ENVIRONMENT))
        return _pools[0]


def _timed(function: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[R, list[Span]]:
    """Call the function under a clock; in the worker."""
    with timed_run(total=1) as clock:
        return where_polars_computes(lambda: function(*args, **kwargs)), clock.spans


def where_polars_computes(function: Callable[[], R]) -> R:
    """Call a function on the thread that Polars computes with, which saves thousands of hand-overs.

    Each step of a frame is handed to that thread, and for small frames the hand-over takes longer than the step. Polars
    calls the Python functions of expressions on it, so that steps within such a function are computed at once: in one
    process alone the extraction of 100 articles takes two thirds of the time, that of 2,500 nine tenths.

    Args:
        function: Errors are raised as they are.

    Returns:
        What the function returns.
    """
    import polars as pl

    context = copy_context()
    results: list[R] = []
    errors: list[BaseException] = []

    def call(column: pl.Series) -> pl.Series:
        try:
            results.append(context.run(function))
        except BaseException as error:
            errors.append(error)
        return column

    # Two columns, since one alone may be computed by the thread that asks.
    rows = pl.LazyFrame({"called": [0], "beside": [0]})
    rows.select(pl.col("called").map_batches(call, return_dtype=pl.Int64), pl.col("beside") + 1).collect(
        engine="in-memory"
    )
    if errors:
        raise errors[0]
    return results[0]


def beside_other_threads(function: Callable[[], R]) -> R:
    """Call a function where Polars computes as long as one of its threads stays free, else on this thread.

    A frame is made into one of pandas by a thread that holds the interpreter's lock and waits for the threads of
    Polars. If all of these called functions of ours, which want that lock, each would wait for the other for ever.

    Args:
        function: Errors are raised as they are.

    Returns:
        What the function returns.
    """
    spare = _spare_threads()
    if not spare.acquire(blocking=False):
        return function()
    try:
        return where_polars_computes(function)
    finally:
        spare.release()


@cache
def _spare_threads() -> threading.Semaphore:
    """Count the threads of Polars save one."""
    import polars as pl

    return threading.Semaphore(pl.thread_pool_size() - 1)
