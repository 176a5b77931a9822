"""Memory of the processes that a measurement starts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil

EVERY = 0.1  # seconds


@dataclass
class Memory:
    """The most that all processes below this one held at one time; memory that they share counts once."""

    peak_mb: float = 0.0


@contextmanager
def memory_watched() -> Iterator[Memory]:
    """Watch the children of this process, and theirs, while the block runs."""
    memory, done = Memory(), threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            memory.peak_mb = max(memory.peak_mb, _held() / 2**20)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def _held() -> int:
    """Bytes that the processes below this one hold now (proportional set size where the system tells it)."""
    held = 0
    for process in psutil.Process().children(recursive=True):
        # It may end between the two calls.
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            full = process.memory_full_info()
            held += getattr(full, "pss", 0) or full.rss
    return held
