"""Load the staged facts of a run into the star.

Everything is set-wise SQL of `sql/load/` on the next file: article versions, their facts, the dimensions that follow
from the facts, resolution across articles, the record in `audit`, and the checks.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from flows import sqlfiles
from flows.publish import journal, reference, release, staging
from flows.publish.checks import Check, demand, run_checks
from flows.publish.journal import RunRecord
from flows.resolve import copies, events, posts, words

_ARTICLES = (
    "macros",
    "run_article",
    "former_members",
    "dim_date",
    "dim_event_type",
    "dim_crosswalk",
    "dim_code",
    "dim_article",
    "dim_outlet",
)
_FACTS = (
    "withdraw_facts",
    "fct_event_report",
    "bridge_event_actor",
    "bridge_event_weapon",
    "fct_mention",
    "post_office",
    "fct_person_post",
    "fct_statement",
    "fct_quantity",
)
_DIMENSIONS = ("dim_actor", "dim_place", "dim_weapon", "dim_series")
# What is needed of the run where posts and dimensions are resolved.
_SHARED = ("this_run", "run_article", "post_office", "reference_actor", "reference_person")
_AUDIT = ("source_file", "quarantine", "quality_check")


@dataclass(frozen=True)
class LoadSummary:
    """What a load did.

    Attributes:
        loaded: Rows that this run loaded, by kind (`article`, `mention`, `person_post`, `event_report`, `statement`,
            `quantity`).
        current: Rows that the public views show now, by the same kinds and `event`.
        withdrawn: Articles whose file is gone or unusable now.
        quarantined: Rows held back by this run.
        refused: Files held back by this run.
        warnings: Rules of severity `warn` that do not hold, in words.
        checks: All SQL checks.
    """

    loaded: dict[str, int]
    current: dict[str, int]
    withdrawn: int
    quarantined: int
    refused: int
    warnings: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


def load_run(next_file: Path, staging_folder: Path, run: RunRecord) -> LoadSummary:
    """Load one run into the next file, check the result and write the run down.

    Args:
        next_file: File that `release.prepare` gave; its live file is where the journal is looked for.
        staging_folder: Folder of the run: `sources.parquet`, `refused.parquet`, `batch_*/valid/<frame>.parquet`,
            `batch_*/quarantine.parquet`, `batch_*/quality_check.parquet`, `batch_*/signature.parquet`.
        run: The run, as far as it is known; a missing end is set to now.

    Returns:
        What was loaded.

    Raises:
        DataError: A check of severity `fail` found rows; the next file must not be published.
        WarehouseError: The next file cannot be written.
    """
    with release.writing(next_file) as con:
        open_run(con, staging_folder, run)
        for name in (*_ARTICLES, *_FACTS):
            sqlfiles.run(con, f"load/{name}")
        copies.resolve_copies(con)
        _resolve(con)
        for name in _AUDIT:
            sqlfiles.run(con, f"load/{name}")
        summary = _conclude(con, run)
        journal.absorb(con, next_file.with_name(next_file.name.removesuffix(".next")))
        journal.record_runs(con, [_finished(run, summary)])
    return summary


def open_run(con: duckdb.DuckDBPyConnection, staging_folder: Path, run: RunRecord) -> None:
    """Make the staged files, the reference rows and the run's id known to the connection."""
    staging.open_staging(con, staging_folder)
    reference.register(con)
    words.register(con)
    con.execute("CREATE OR REPLACE TEMP TABLE this_run (run_id VARCHAR)")
    con.execute("INSERT INTO this_run VALUES (?)", [run.run_id])


def _resolve(con: duckdb.DuckDBPyConnection) -> None:
    """Resolve events, and beside them posts and dimensions, which read and write other tables.

    A statement alone keeps two processors busy for half of its time.
    """
    with release.side_by_side(con, _SHARED) as other, ThreadPoolExecutor(1, thread_name_prefix="posts") as thread:
        beside = thread.submit(_resolve_posts, other)
        try:
            events.resolve_events(con)
        except BaseException:
            other.interrupt()
            raise
        beside.result()


def _resolve_posts(con: duckdb.DuckDBPyConnection) -> None:
    """Bring posts and dimensions up to date."""
    sqlfiles.run(con, "load/macros")
    posts.resolve_posts(con)
    for name in _DIMENSIONS:
        sqlfiles.run(con, f"load/{name}")


def _conclude(con: duckdb.DuckDBPyConnection, run: RunRecord) -> LoadSummary:
    """Check the loaded file, keep the results and count."""
    found = run_checks(con)
    con.executemany(
        """
        INSERT INTO audit.quality_check BY NAME
        SELECT $1 AS run_id, 'warehouse' AS frame, $2 AS expectation, $3 AS unexpected, $3 = 0 AS success,
            $4 AS severity, $5 AS detail
        """,
        [(run.run_id, c.name, c.unexpected, c.severity, f"{c.rule} {c.sample}".strip()) for c in found],
    )
    demand(found)
    counts = con.execute(sqlfiles.read("load/summary")).fetchall()
    by_group: dict[str, dict[str, int]] = {"loaded": {}, "current": {}, "held": {}}
    for group, kind, rows in counts:
        by_group[group][kind] = rows
    broken = [c for c in found if c.severity == "warn" and c.unexpected]
    return LoadSummary(
        loaded=by_group["loaded"],
        current=by_group["current"],
        **by_group["held"],
        warnings=[f"{c.rule} {c.unexpected} rows are not so, the first is {c.sample}" for c in broken],
        checks=found,
    )


def _finished(run: RunRecord, summary: LoadSummary) -> RunRecord:
    """The run as `audit.run` keeps it: what only the load knows is filled in."""
    return replace(
        run,
        state="published",
        finished_at=run.finished_at or datetime.now(UTC),
        refused=run.refused or summary.refused,
        quarantined=run.quarantined or summary.quarantined,
    )
