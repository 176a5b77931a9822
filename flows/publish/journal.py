"""The record of each run, and the journal of those that published nothing.

A published file cannot be written to, so a run that ends without a new file is written down beside it, one JSON
object a line in `<warehouse>.runs.jsonl`; the next run that publishes takes these lines into `audit.run`.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import polars as pl

from flows.durable import write_whole

_COLUMNS: dict[str, Any] = {
    "run_id": pl.String,
    "started_at": pl.Datetime("us", "UTC"),
    "finished_at": pl.Datetime("us", "UTC"),
    "state": pl.String,
    "inbox": pl.String,
    "version": pl.String,
    "articles_new": pl.Int32,
    "articles_changed": pl.Int32,
    "articles_gone": pl.Int32,
    "refused": pl.Int32,
    "quarantined": pl.Int32,
    "message": pl.String,
    "steps": pl.List(pl.Struct({"key": pl.String, "value": pl.Float64})),
}


@dataclass
class RunRecord:
    """What became of one run, as `audit.run` keeps it.

    Attributes:
        run_id: Name of the run, unique and in order of time.
        started_at: When it began, with time zone.
        finished_at: When it ended; while it runs, none.
        state: `published`, `unchanged` or `failed`.
        inbox: Folder that was read.
        version: Version of Warta.
        articles_new: Files read for the first time.
        articles_changed: Files whose content had changed.
        articles_gone: Files that were no longer there.
        refused: Files that could not be read as articles.
        quarantined: Facts that broke an expectation.
        message: Why it ended as it did, for people.
        steps: Seconds that each step took.
    """

    run_id: str
    started_at: datetime
    finished_at: datetime | None = None
    state: str = "published"
    inbox: str = ""
    version: str = ""
    articles_new: int = 0
    articles_changed: int = 0
    articles_gone: int = 0
    refused: int = 0
    quarantined: int = 0
    message: str = ""
    steps: dict[str, float] = field(default_factory=dict)


def journal_path(live: Path) -> Path:
    """Where the runs of a warehouse that published nothing are written down."""
    return live.with_name(f"{live.name}.runs.jsonl")


def append(live: Path, record: RunRecord) -> None:
    """Write down a run that published nothing.

    Args:
        live: The published file, which need not exist yet.
        record: The run; its line is on disk when this returns.
    """
    path = journal_path(live)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        # A line that a killed run left unfinished must not swallow this one.
        torn = file.seek(0, os.SEEK_END) > 0 and _last_byte(file) != b"\n"
        file.write((b"\n" if torn else b"") + _line(record).encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def read_runs(live: Path) -> list[RunRecord]:
    """Runs in the journal of a warehouse, oldest first; lines that were cut short are passed over."""
    path = journal_path(live)
    if not path.exists():
        return []
    runs = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            record = RunRecord(**json.loads(line))
            record.started_at = datetime.fromisoformat(str(record.started_at))
            record.finished_at = datetime.fromisoformat(str(record.finished_at)) if record.finished_at else None
        except (ValueError, TypeError):
            continue
        runs.append(record)
    return runs


def runs_frame(runs: list[RunRecord]) -> pl.DataFrame:
    """Runs as a frame with the columns of `audit.run`; `steps` is a list of key and value."""
    rows = [
        asdict(run) | {"steps": [{"key": name, "value": float(took)} for name, took in run.steps.items()]}
        for run in runs
    ]
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def absorb(con: duckdb.DuckDBPyConnection, live: Path) -> int:
    """Take the journal into `audit.run`; a run that is there already is not taken twice.

    Args:
        con: Connection to the next file.
        live: The published file beside which the journal lies.

    Returns:
        Number of runs in the journal.
    """
    runs = read_runs(live)
    record_runs(con, runs)
    return len(runs)


def record_runs(con: duckdb.DuckDBPyConnection, runs: list[RunRecord]) -> None:
    """Insert runs into `audit.run` unless their id is there."""
    con.register("run_records", runs_frame(runs))
    con.execute(
        """
        INSERT INTO audit.run BY NAME
        SELECT DISTINCT ON (run_id) * REPLACE (map_from_entries(steps) AS steps)
        FROM run_records
        WHERE run_id NOT IN (SELECT run_id FROM audit.run)
        """
    )
    con.unregister("run_records")


def forget(live: Path, recorded: set[str]) -> None:
    """Drop from the journal the runs that a published file knows.

    Args:
        live: The published file.
        recorded: Ids of the runs in its `audit.run`.
    """
    path = journal_path(live)
    if not path.exists():
        return
    kept = [run for run in read_runs(live) if run.run_id not in recorded]
    if kept:
        write_whole(path, "".join(_line(run) for run in kept))
    else:
        path.unlink()


def _line(record: RunRecord) -> str:
    """A run as a line of the journal."""
    return json.dumps(asdict(record), default=_iso, ensure_ascii=False) + "\n"


def _iso(value: object) -> str:
    """Dates as ISO 8601, other things as text."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _last_byte(file: BinaryIO) -> bytes:
    """Last byte of an open, non-empty file."""
    file.seek(-1, os.SEEK_END)
    return file.read(1)
