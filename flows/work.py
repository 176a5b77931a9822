"""What each step of the road does; steps hand each other nothing but the staging folder and a batch number.

The rooms behind the steps are imported where they are used: a run with nothing new should not wait for the
four seconds that Great Expectations takes to import.
"""

import threading
from pathlib import Path
from typing import Any

import polars as pl

from flows import processes
from flows.batch import LARGE, MANY, count_files, get_ready, write_facts
from flows.clock import timed
from flows.run import Job, read_job, record
from flows.steps import log, wait, workers

# Great Expectations keeps its context in globals: one batch at a time.
_one_validator = threading.Lock()


@timed("scan")
def scan(folder: str) -> dict[str, Any]:
    """Compare the inbox with the manifest and plan the batches.

    Writes `sources.parquet` (columns of `inbox.scan` plus `batch`) and `refused.parquet`.

    Args:
        folder: Staging folder of the run.

    Returns:
        `work` (is there anything to publish), `batches` (numbers from 1), `counts` (fields of the run record).
    """
    from flows.ingest import inbox
    from flows.publish import release

    job = read_job(folder)
    live = Path(job.warehouse)
    manifest = release.read_manifest(live)
    _start_workers(job, manifest.height)
    found = inbox.scan(Path(job.inbox), manifest)
    sources = _planned(found.sources, job)
    sources.write_parquet(Path(folder) / "sources.parquet")
    found.refused.write_parquet(Path(folder) / "refused.parquet")

    states = dict(sources.group_by("state").len().iter_rows())
    batches = sources["batch"].drop_nulls().unique().sort().to_list()
    if not batches:
        processes.stop()
    counts = {
        "articles_new": states.get("new", 0),
        "articles_changed": states.get("changed", 0),
        "articles_gone": states.get("gone", 0),
        "refused": found.refused.height,
    }
    work = bool(batches or counts["articles_gone"] or _news(found.refused, manifest) or release.is_outdated(live))
    return {"work": work, "batches": batches, "counts": counts, "unchanged": states.get("unchanged", 0)}


def _start_workers(job: Job, known: int) -> None:
    """Let worker processes import what they need during the scan; a small run beside many files gets one."""
    if workers() == 1 or processes.started():
        return
    files = count_files(Path(job.inbox))
    if files - known > LARGE:
        processes.start(workers(), get_ready, job.lexicon)
    elif files != known and files > MANY:
        processes.start(1, get_ready, job.lexicon)


def _news(refused: pl.DataFrame, manifest: pl.DataFrame) -> bool:
    """Whether refusals change the warehouse: those of files that it holds and that just cannot be read now do not."""
    known = manifest.filter(pl.col("state") == "loaded")
    return (
        refused.filter(
            pl.col("content_hash").is_not_null() | ~pl.col("source_file").is_in(known["source_file"].implode())
        ).height
        > 0
    )


def _planned(sources: pl.DataFrame, job: Job) -> pl.DataFrame:
    """Add `batch` (null for files that need no work); `force` turns unchanged files into changed ones."""
    if job.force:
        # Without a hash it is a link, a pipe or too large: refused by what it is, so there is nothing to read again.
        again = (pl.col("state") == "unchanged") & pl.col("content_hash").is_not_null()
        sources = sources.with_columns(state=pl.when(again).then(pl.lit("changed")).otherwise("state"))
    due = pl.col("state").is_in(["new", "changed"])
    total = sources.filter(due).height
    batches = _batches(total, job.batch_size)
    return sources.sort("source_file").with_columns(
        batch=pl.when(due).then((due.cum_sum() - 1) * batches // max(total, 1) + 1).cast(pl.Int32)
    )


def _batches(total: int, size: int) -> int:
    """Number of batches of at most `size` articles; in large runs the same number for each worker."""
    number = -(-total // size)
    return number if total <= LARGE else -(-number // workers()) * workers()


def warm_up() -> None:
    """Import Great Expectations beside the extraction, which leaves the interpreter idle while Polars works."""
    from flows.publish.library import warm_up as import_expectations

    import_expectations()


def extract(folder: str, batch: int) -> int:
    """Read the articles of a batch and write their facts; in a process of its own when the run is large.

    Writes one parquet file for each kind of fact, and `refused.parquet`, into the batch's folder.

    Returns:
        Number of articles.
    """
    sources = pl.read_parquet(Path(folder) / "sources.parquet").filter(pl.col("batch").is_not_null())
    files = sources.filter(pl.col("batch") == batch).select("source_file", "content_hash")
    target, job = batch_folder(folder, batch), read_job(folder)
    target.mkdir(exist_ok=True)
    if processes.started() or (workers() > 1 and sources.height > LARGE):
        return processes.call(workers(), write_facts, target, files, job.inbox, job.lexicon, job.run_id)
    return processes.beside_other_threads(lambda: write_facts(target, files, job.inbox, job.lexicon, job.run_id))


@timed("validate")
def validate(folder: str, batch: int) -> int:
    """Check the facts of a batch against the suites.

    Returns:
        Number of checks that some row failed.

    Raises:
        DataError: A critical rule is broken.
    """
    from flows.publish.validate import validate_batch

    own = read_job(folder).lexicon
    with _one_validator:
        checks = validate_batch(batch_folder(folder, batch), lexicon=Path(own) if own else None)
    return sum(not check["success"] for check in checks)


@timed("report")
def report(folder: str) -> str | None:
    """Write the page on data quality, which people read above all when a run fails.

    Returns:
        Its path; None when it could not be written, which must not hide what the run itself has to say.
    """
    from flows.publish.quality import write_report

    out = Path(read_job(folder).warehouse).parent / "quality"
    try:
        return str(write_report(Path(folder), out))
    except Exception:
        log.exception("The quality report could not be written")
        return None


@timed("prepare")
def prepare(folder: str) -> str:
    """Begin the next file of the warehouse.

    Returns:
        Its path.
    """
    from flows.publish import release

    return str(release.prepare(Path(read_job(folder).warehouse)))


def give_up(folder: str, begun: Any) -> None:
    """Remove the next file of a run that will not load it, once the step that makes it has ended."""
    from flows.publish import release

    wait(begun)
    release.discard(release.next_path(Path(read_job(folder).warehouse)))


@timed("load")
def load(folder: str, begun: str, steps: dict[str, float]) -> dict[str, Any]:
    """Load the facts into the next file of the warehouse.

    Args:
        folder: Staging folder of the run.
        begun: The file that `prepare` made; an earlier try may have removed it.
        steps: Seconds that each step has taken.

    Returns:
        `next_file` (its path), `warehouse` (rows that the public views will show, by kind), `warnings` (in words).
    """
    from flows.publish import release
    from flows.publish.load import load_run

    job, next_file = read_job(folder), Path(begun)
    if not next_file.exists():
        next_file = release.prepare(Path(job.warehouse))
    try:
        done = load_run(next_file, Path(folder), record(job, "published", steps, **run_counts(Path(folder))))
    except BaseException:
        release.discard(next_file)
        raise
    return {"next_file": str(next_file), "warehouse": done.current, "warnings": done.warnings}


@timed("publish")
def publish(folder: str, next_file: str) -> None:
    """Put the next file in the place of the live one."""
    from flows.publish import release

    release.publish(Path(next_file), Path(read_job(folder).warehouse))


def batch_folder(folder: str | Path, batch: int) -> Path:
    """Where the facts of a batch lie."""
    return Path(folder) / f"batch_{batch:05d}"


def run_counts(folder: Path) -> dict[str, int]:
    """Count what the run found, refused and quarantined; a page that is refused as it is read is not new."""
    sources, unread = pl.read_parquet(folder / "sources.parquet"), gathered(folder, "batch_*/refused")
    if not unread.is_empty():
        sources = sources.join(unread, on="source_file", how="anti")
    count = dict(sources.group_by("state").len().iter_rows())
    return {
        "articles_new": count.get("new", 0),
        "articles_changed": count.get("changed", 0),
        "articles_gone": count.get("gone", 0),
        "refused": gathered(folder, "refused", "batch_*/refused").height,
        "quarantined": gathered(folder, "batch_*/quarantine").height,
    }


def gathered(folder: Path, *patterns: str) -> pl.DataFrame:
    """Put the parquet files of a staging folder that fit any pattern (without ending) under each other."""
    parts = [pl.read_parquet(path) for pattern in patterns for path in sorted(folder.glob(f"{pattern}.parquet"))]
    return pl.concat(parts, how="diagonal_relaxed") if parts else pl.DataFrame()
