"""A step of the road: a Prefect task while the flow runs in the engine, the same function called plainly otherwise.

Both ways count, time and announce the steps of a run alike; the announcements are records of the logger `warta`
that the command line shows as a progress bar or as plain lines and that Prefect keeps with the run.
"""

import errno
import functools
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextvars import copy_context
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from prefect.settings import get_current_settings

from flows.clock import Clock, running
from flows.settings import THREADS_EACH

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("warta")
log.setLevel(logging.INFO)

# Prefect says with every task that a timeout waits for the call that runs; ours are for steps that hang between calls.
logging.getLogger("prefect.task_runs").addFilter(lambda record: "running in a worker thread" not in record.msg)

_PERMANENT = {errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EISDIR, errno.ENOTDIR, errno.EROFS}


class Step(Generic[P, R]):
    """A function of the road with its name, retries and timeout."""

    def __init__(self, function: Callable[P, R], name: str, label: str, retries: int, timeout: float) -> None:
        self.retries = retries
        self._made_of = (function, name, label, retries, timeout)
        self._announced = _announce(function, label)
        self._task: Task[P, R] = task(
            name=name,
            task_run_name=label.replace(" ", "-"),
            retries=retries,
            retry_delay_seconds=[1.0, 5.0, 15.0][:retries],
            retry_condition_fn=_worth_retrying,
            timeout_seconds=timeout,
            cache_policy=NO_CACHE,
            persist_result=False,
        )(self._announced)

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Make the step anew in the process of a scheduled run, to which Prefect sends the flow pickled by value."""
        return Step, self._made_of

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the step and wait for it."""
        if FlowRunContext.get():
            return self._task(*args, **kwargs)
        return self._patiently(*args, **kwargs)

    def submit(self, *args: Any, after: Iterable[Any] = ()) -> Any:
        """Run the step beside others, once the steps in `after` are through.

        Returns:
            A future; `gather` waits for several of them.
        """
        if FlowRunContext.get():
            return self._task.submit(*args, wait_for=list(after))  # type: ignore[arg-type]
        return _pool().submit(copy_context().run, self._when_through, list(after), args)

    def _when_through(self, after: list[Future[Any]], args: tuple[Any, ...]) -> R:
        gather(after)
        return self._patiently(*args)

    def _patiently(self, *args: Any, **kwargs: Any) -> R:
        """Call the function again after a passing error, as the engine does."""
        for attempt in range(self.retries):
            try:
                return self._announced(*args, **kwargs)
            except Exception as error:
                if not passing(error):
                    raise
                time.sleep(1 + attempt)
        return self._announced(*args, **kwargs)


def step(
    name: str, *, label: str | None = None, retries: int = 0, timeout: float = 3600
) -> Callable[[Callable[P, R]], Step[P, R]]:
    """Make a function a step of the road.

    Args:
        name: Short name.
        label: How one execution is called; may hold parameters of the function in braces.
        retries: How often a passing error (I/O, a lock) is tried again.
        timeout: Seconds after which the engine gives the step up.
    """
    return lambda function: Step(function, name, label or name, retries, timeout)


def gather(futures: Iterable[Any]) -> list[Any]:
    """Wait for steps that run side by side and return their results; raises the first error among them."""
    return [future.result() for future in futures]


def wait(future: Any) -> None:
    """Wait for a step that was submitted, however it ends."""
    if isinstance(future, Future):
        wait_for([future])
    else:
        future.wait()


def passing(error: BaseException) -> bool:
    """Whether an error may be gone at the next attempt: I/O errors and locks, not missing files or a full disk."""
    if isinstance(error, OSError):
        return error.errno not in _PERMANENT
    return type(error).__module__.endswith("duckdb") and "lock" in str(error).lower()


def _worth_retrying(_task: Any, _run: Any, state: Any) -> bool:
    """Prefect's question whether a failed task should run again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, BaseException) and passing(error)


def _announce(function: Callable[P, R], label: str) -> Callable[P, R]:
    """Wrap a function so that its begin and end are logged with the number of the step."""

    @functools.wraps(function)
    def announced(*args: P.args, **kwargs: P.kwargs) -> R:
        clock = running() or Clock(1)
        title = label.format(*args, **_by_name(function, args, kwargs))
        log.debug("%s begins", title, extra={"step": title, "event": "begin", "total": clock.total})
        begin = time.perf_counter()
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            log.error("%s FAILED: %s", title, error, extra={"step": title, "event": "failed"})
            raise
        took = time.perf_counter() - begin
        number, total = clock.finished(), clock.total
        wide = len(str(total))
        extra = {"step": title, "event": "done", "done": number, "total": total}
        log.info("[%*d/%d] %s OK %.1fs", wide, number, total, title, took, extra=extra)
        return result

    return announced


def _by_name(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a call under the names of the function's parameters."""
    return dict(zip(signature(function).parameters, args, strict=False)) | kwargs


def workers() -> int:
    """How many batches are read at the same time."""
    return max(_threads() // THREADS_EACH, 1)


def _threads() -> int:
    """As many threads as Prefect's runner would use; those of two workers where it has no limit."""
    return get_current_settings().tasks.runner.thread_pool_max_workers or 2 * THREADS_EACH


@functools.cache
def _pool() -> ThreadPoolExecutor:
    """Threads for runs without the engine."""
    return ThreadPoolExecutor(_threads(), thread_name_prefix="warta")
