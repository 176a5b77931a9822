"""How long the steps of a run take; steps in other processes hand their times over."""

import functools
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# Name of a step, begin and end of a piece of its work by the monotonic clock, which all processes of a machine share.
Span = tuple[str, float, float]


class Clock:
    """Counts the steps of one run and keeps how long each kind of step took."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._began = time.perf_counter()
        self.spans: list[Span] = []
        self._lock = threading.Lock()

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Time the block as part of the step `name`."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.adopt([(name, begin, time.perf_counter())])

    def adopt(self, spans: Iterable[Span]) -> None:
        """Count work that was done, here or in another process."""
        with self._lock:
            self.spans.extend(spans)

    def finished(self) -> int:
        """Count one more step and return its number."""
        with self._lock:
            self.done += 1
            return self.done

    def elapsed(self) -> float:
        """Seconds since the run began."""
        return round(time.perf_counter() - self._began, 3)

    def seconds(self) -> dict[str, float]:
        """Seconds during which each kind of step was at work; batches that ran side by side count once."""
        with self._lock:
            kinds: dict[str, list[tuple[float, float]]] = {}
            for name, begin, end in self.spans:
                kinds.setdefault(name, []).append((begin, end))
        return {name: round(_covered(spans), 3) for name, spans in kinds.items()}


_clock: ContextVar[Clock | None] = ContextVar("clock", default=None)


def running() -> Clock | None:
    """Find the clock of the run that calls."""
    return _clock.get()


@contextmanager
def timed_run(total: int) -> Iterator[Clock]:
    """Make a clock the one that all steps inside the block report to."""
    clock = Clock(total)
    token = _clock.set(clock)
    try:
        yield clock
    finally:
        _clock.reset(token)


@contextmanager
def measure(name: str) -> Iterator[None]:
    """Time a part of a step under a name of its own."""
    clock = _clock.get()
    if clock is None:
        yield
    else:
        with clock.measure(name):
            yield


def timed(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Time all of a function as the step `name`."""

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def timed_function(*args: P.args, **kwargs: P.kwargs) -> R:
            with measure(name):
                return function(*args, **kwargs)

        return timed_function

    return wrap


def _covered(spans: list[tuple[float, float]]) -> float:
    """Length of the union of intervals."""
    total, reach = 0.0, float("-inf")
    for begin, end in sorted(spans):
        total += max(0.0, end - max(begin, reach))
        reach = max(reach, end)
    return total
