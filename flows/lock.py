"""One run at a time for each warehouse, across processes."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flows.errors import BusyError


@contextmanager
def hold(path: Path, what: str) -> Iterator[None]:
    """Hold a lock file as long as the block runs.

    The kernel frees the lock with the process, however it ends, so a killed run never blocks the next one; the
    file itself stays, because removing it would let two runs lock two files of one name.

    Args:
        path: The lock file; its folder is made when missing.
        what: What the holder does, for the message of those who come second.

    Raises:
        BusyError: Another process holds it; names its id and when it began.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(path) from None
        note = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds"), "what": what}
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(note).encode())
        yield
    finally:
        os.close(descriptor)


def _busy(path: Path) -> BusyError:
    """Say who holds the lock; the note may be half written, so nothing in it is relied upon."""
    try:
        note = json.loads(path.read_text("utf-8"))
        holder = f"process {note['pid']} ({note['what']}) since {note['since']}"
        stop = f"or stop it with: kill {note['pid']}"
    except (ValueError, KeyError, TypeError):
        holder, stop = "another process", "or stop that process"
    return BusyError(f"{path.name.removesuffix('.lock')} is held by {holder}", f"Wait until it ends, {stop}.")


@contextmanager
def wait(path: Path) -> Iterator[None]:
    """Like `hold`, but waits for its turn instead of refusing."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
