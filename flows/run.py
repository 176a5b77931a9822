"""One run: its lock, its staging folder, its record; what begins here is journalled, however it ends."""

import json
import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import lock
from flows.clock import Clock, timed_run
from flows.durable import write_whole
from flows.errors import UsageError, WartaError

if TYPE_CHECKING:
    from flows.publish.journal import RunRecord

log = logging.getLogger("warta")

_NOTE = "run.json"


@dataclass(frozen=True)
class Job:
    """What one run was asked to do; kept as `run.json` in its staging folder, where every step reads it."""

    run_id: str
    started_at: str
    inbox: str
    warehouse: str
    lexicon: str | None
    force: bool
    batch_size: int
    version: str
    pid: int


@dataclass
class Run:
    """A run under way."""

    job: Job
    folder: Path
    clock: Clock


@contextmanager
def open_run(inbox: str, warehouse: str, lexicon: str | None, force: bool, batch_size: int) -> Iterator[Run]:
    """Lock the warehouse, clear what killed runs left, and journal the run if it fails.

    Args:
        inbox: Folder with the articles.
        warehouse: The published file.
        lexicon: Folder with own lexicon rows.
        force: Read every article again.
        batch_size: Articles in one batch.

    Yields:
        The run, with an empty staging folder that is removed at the end.

    Raises:
        BusyError: Another run holds the warehouse.
        UsageError: The inbox is no folder.
    """
    if not Path(inbox).is_dir():
        raise UsageError(f"The inbox {inbox} is no folder", "Make it, or name another with --inbox.")
    live = Path(warehouse)
    # Steps get new numbers when the scan knows how many batches there are.
    with lock.hold(live.with_name(live.name + ".lock"), "warta run"), timed_run(total=1) as clock:
        clear_left_overs(live)
        run = _begin(inbox, live, lexicon, force, batch_size, clock)
        try:
            yield run
        except BaseException as error:
            _journal_failure(live, record(run.job, "failed", clock.seconds(), message=_reason(error)))
            raise
        finally:
            shutil.rmtree(run.folder, ignore_errors=True)


def read_job(folder: str | Path) -> Job:
    """Read what the run that owns a staging folder was asked to do."""
    return Job(**json.loads((Path(folder) / _NOTE).read_text("utf-8")))


def record(job: Job, state: str, steps: dict[str, float], **counts: Any) -> "RunRecord":
    """Make the line of `audit.run` for a run that ends now.

    Args:
        job: The run.
        state: `published`, `unchanged` or `failed`.
        steps: Seconds for each step.
        **counts: Further fields of the record, such as `articles_new` or `message`.
    """
    from flows.publish.journal import RunRecord  # the faces need no warehouse code to start

    return RunRecord(
        run_id=job.run_id,
        started_at=datetime.fromisoformat(job.started_at),
        finished_at=datetime.now(UTC),
        state=state,
        inbox=job.inbox,
        version=job.version,
        steps=steps,
        **counts,
    )


def journal_unchanged(run: Run, counts: dict[str, int]) -> None:
    """Note a run that found nothing to do."""
    _journal(Path(run.job.warehouse), record(run.job, "unchanged", run.clock.seconds(), **counts))


def clear_left_overs(live: Path) -> list[str]:
    """Remove the staging folders of runs of this warehouse that were killed, and journal those runs as failed.

    Only the holder of the lock may call this: then no such folder can belong to a living run.

    Returns:
        The ids of the runs that were found dead.
    """
    dead = []
    for folder in sorted(staging_root(live).glob("*/")):
        try:
            job = read_job(folder)
        except (OSError, ValueError, TypeError):
            continue
        if Path(job.warehouse) == live:
            log.warning("Run %s of %s was killed; its left-overs are removed", job.run_id, job.started_at)
            _journal_failure(live, record(job, "failed", {}, message="The process was killed, or power was lost"))
            shutil.rmtree(folder, ignore_errors=True)
            dead.append(job.run_id)
    return dead


def staging_root(live: Path) -> Path:
    """Folder that holds one staging folder for each run under way."""
    return live.parent / ".staging"


def _begin(inbox: str, live: Path, lexicon: str | None, force: bool, batch_size: int, clock: Clock) -> Run:
    from flows.publish.schema import program_version

    now = datetime.now(UTC)
    run_id = f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"
    folder = staging_root(live) / run_id
    folder.mkdir(parents=True)
    job = Job(run_id, now.isoformat(), inbox, str(live), lexicon, force, batch_size, program_version(), os.getpid())
    write_whole(folder / _NOTE, json.dumps(asdict(job)))
    return Run(job, folder, clock)


def _reason(error: BaseException) -> str:
    """One line on why a run failed."""
    if isinstance(error, WartaError):
        return str(error)
    if not isinstance(error, Exception):
        return f"Stopped from outside ({type(error).__name__})"
    return f"{type(error).__name__}: {error}".strip(": ")


def _journal_failure(live: Path, line: "RunRecord") -> None:
    """Note a failed run, unless it had published its file before it failed: then the file says so itself."""
    from flows.publish import release

    try:
        published = release.has_run(live, line.run_id)
    except WartaError as error:
        log.warning("Whether run %s had published cannot be told: %s", line.run_id, error)
        published = False
    if not published:
        _journal(live, line)


def _journal(live: Path, line: "RunRecord") -> None:
    """Append to the journal; a journal that cannot be written must not hide the error that led here."""
    from flows.publish import journal

    try:
        journal.append(live, line)
    except OSError as error:
        log.error("The journal of %s cannot be written: %s", live, error)
