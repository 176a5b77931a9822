"""Publish a warehouse file without disturbing those who read the old one.

The next file grows beside the published one and takes its place in one rename. Readers that hold the old file go on
reading it; whoever opens the name afterwards gets the new one. The published file is read-only by mode.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.durable import sync
from flows.errors import UsageError, WarehouseError
from flows.publish import files, journal, schema

log = logging.getLogger("warta")

# Readers from DuckDB 1.4 on open this; newer writers would choose a newer format by themselves.
STORAGE_VERSION = "v1.4.0"
# The load shares its process with the extractor; what does not fit spills to disk beside the next file.
_WRITER_CONFIG: dict[str, Any] = files.CONFIG | {
    "storage_compatibility_version": STORAGE_VERSION,
    "memory_limit": "1GB",
    # What is committed goes to the disk once, at the end.
    "checkpoint_threshold": "1TB",
    # DuckDB takes the left side of some ASOF joins to be short, and loops over both sides: ten times slower.
    "asof_loop_join_threshold": 0,
}
# DuckDB gives a thread 122,880 rows at least, so that of most tables of a load one thread would read all.
_EVERY_THREAD = "PRAGMA verify_parallelism"
# What is written together: a quarter of DuckDB's own size, so that a small run writes less of a table anew, and threads
# that write or read one share it. There is no log: a file that was not finished is thrown away.
_ATTACH = f"ATTACH {{file}} AS {{name}} (ROW_GROUP_SIZE {122_880 // 4}, RECOVERY_MODE 'no_wal_writes')"
# A catalog is named after its file, and a schema or catalog of that name would make every query ambiguous.
_TAKEN_NAMES = {"main", "mart", "audit", "information_schema", "pg_catalog", "system", "temp"}
# A file is compacted when at least this part of it, and this many bytes, are free. After any small run on a large
# file a tenth is free, which the next run uses again.
_FREE_PART, _FREE_BYTES = 0.16, 8 * 2**20

_MANIFEST = {"source_file": pl.String, "content_hash": pl.String, "state": pl.String}


def check_name(live: Path) -> None:
    """Refuse a file name that DuckDB could not tell from a schema.

    Raises:
        UsageError: The name, up to its first dot, is that of a schema or of a catalog of DuckDB's own.
    """
    name = live.name.lstrip(".").split(".")[0].lower()
    if name in _TAKEN_NAMES:
        raise UsageError(
            f"The warehouse file {live} is named like a schema, so queries on it would be ambiguous",
            "Choose another name with --warehouse, such as warta.duckdb.",
        )


def read_manifest(live: Path) -> pl.DataFrame:
    """What the published file knows of the inbox.

    Args:
        live: The published file, which need not exist.

    Returns:
        Columns `source_file`, `content_hash`, `state` (`loaded` or `refused`), one row for each file that was there.

    Raises:
        WarehouseError: The file cannot be read, or a newer Warta wrote it.
    """
    check_name(live)
    if not live.exists():
        return pl.DataFrame(schema=_MANIFEST)
    with reading(live) as con:
        rows = con.execute(
            "SELECT source_file, content_hash, state FROM audit.source_file WHERE state <> 'withdrawn' ORDER BY 1"
        ).fetchall()
    return pl.DataFrame(rows, schema=_MANIFEST, orient="row")


def is_outdated(live: Path) -> bool:
    """Whether the published file was laid out by another Warta, so that the next run has to publish it anew.

    Raises:
        WarehouseError: The file cannot be read, or a newer Warta wrote it.
    """
    if not live.exists():
        return False
    with reading(live) as con:
        return not schema.is_present(con)


@contextmanager
def reading(live: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file for reading.

    Raises:
        BusyError: Another process has opened it for writing.
        WarehouseError: DuckDB cannot open it, it holds no warehouse, or a newer Warta wrote it.
    """
    con = files.connect(live)
    try:
        found = schema.file_version(con)
        if found is None:
            raise WarehouseError(
                f"{live} is a DuckDB file but no Warta warehouse", "Name another file with --warehouse."
            )
        schema.check_version(found)
        yield con
    finally:
        con.close()


def has_run(live: Path, run_id: str) -> bool:
    """Whether a run published the file, or one before it."""
    if not live.exists():
        return False
    with reading(live) as con:
        return bool(con.execute("SELECT 1 FROM audit.run WHERE run_id = ?", [run_id]).fetchall())


@contextmanager
def writing(next_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the next file; what is done in the block is committed, checkpointed and closed at its end.

    After an error the file is of no use: what was committed before is in it.

    Args:
        next_file: File that `prepare` gave.

    Raises:
        WarehouseError: The disk is full or fails, or a step needs more memory than there is.
    """
    try:
        con = duckdb.connect(config=_WRITER_CONFIG | {"temp_directory": str(files.spill(next_file))})
        try:
            con.execute(_ATTACH.format(file=files.literal(next_file), name="warehouse"))
            _begin(con)
            yield con
            con.commit()
            con.execute("CHECKPOINT")
        finally:
            con.close()
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException) as error:
        raise files.unwritable(next_file, error) from error


@contextmanager
def side_by_side(con: duckdb.DuckDBPyConnection, shared: Sequence[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Commit, and open the file that is being written a second time, for work on other tables by another thread.

    Args:
        con: Connection that `writing` gave; at the end of the block it sees what was done on both.
        shared: Temporary tables and views of it that the other connection sees under the same names.

    Yields:
        The other connection.
    """
    con.commit()
    other = con.cursor()
    threads = con.execute("SELECT current_setting('threads')").fetchall()[0][0]
    try:
        # Two threads of one statement spend two fifths of their time on each other.
        con.execute("SET threads = 1")
        for name in shared:
            con.execute(f"CREATE OR REPLACE TABLE memory.main.{name} AS FROM {name}")
            other.execute(f"CREATE TEMP VIEW {name} AS FROM memory.main.{name}")
        con.begin()
        _begin(other)
        yield other
        other.commit()
        con.commit()
        con.execute(f"SET threads = {threads}")
        con.begin()
    finally:
        other.close()


def _begin(con: duckdb.DuckDBPyConnection) -> None:
    """Set up a connection to the attached file, and begin a transaction."""
    con.execute("USE warehouse")
    con.execute("SET TimeZone = 'UTC'")
    con.execute(_EVERY_THREAD)
    con.begin()


def prepare(live: Path) -> Path:
    """Begin the next file: a copy of the published one, compacted where that is worth it, or an empty warehouse.

    Args:
        live: The published file, which need not exist.

    Returns:
        Path of the next file, in the same folder; what an interrupted run left there is replaced.

    Raises:
        UsageError: The name of the file cannot be used.
        WarehouseError: The published file cannot be read or migrated.
    """
    check_name(live)
    live.parent.mkdir(parents=True, exist_ok=True)
    next_file = next_path(live)
    discard(next_file)
    try:
        if live.exists():
            (compact if is_wasteful(live) else shutil.copyfile)(live, next_file)
        with writing(next_file) as con:
            schema.lay_out(con)
    except BaseException:
        discard(next_file)
        raise
    return next_file


def next_path(live: Path) -> Path:
    """Where the next file grows."""
    return live.with_name(f"{live.name}.next")


def publish(next_file: Path, live: Path) -> None:
    """Put the next file in the place of the published one.

    Args:
        next_file: A loaded, checkpointed and closed file.
        live: Where readers look for it.

    Raises:
        WarehouseError: The next file is not whole; the published one stays.
    """
    if files.wal_files(next_file):
        raise WarehouseError(f"{next_file} was not closed properly", "Run again; the old file is untouched.")
    with reading(next_file) as con:
        recorded = {run_id for (run_id,) in con.execute("SELECT run_id FROM audit.run").fetchall()}
    next_file.chmod(0o444)
    sync(next_file)
    # A log that a reader of the old file left would be replayed into the new one.
    files.drop_wal(live)
    os.replace(next_file, live)
    try:
        files.drop_wal(live)
        sync(live.parent)
        journal.forget(live, recorded)
    except OSError as error:
        # The new file is there for everybody: to fail now would have the run told as failed, and tried again.
        log.warning("%s is published, but could not be tidied up after: %s", live, error)


def discard(next_file: Path) -> None:
    """Remove a next file that is not to be published, its log, and what did not fit into memory."""
    files.drop_wal(next_file)
    next_file.unlink(missing_ok=True)
    shutil.rmtree(files.spill(next_file), ignore_errors=True)


def compact(live: Path, next_file: Path) -> None:
    """Copy a database without its free space; comments, keys and views come along.

    Args:
        live: File to read.
        next_file: File to make; must not exist.
    """
    con = duckdb.connect(config=_WRITER_CONFIG | {"temp_directory": str(files.spill(next_file))})
    try:
        con.execute(f"ATTACH {files.literal(live)} AS published (READ_ONLY)")
        con.execute(_ATTACH.format(file=files.literal(next_file), name="compacted"))
        con.execute("COPY FROM DATABASE published TO compacted")
        con.execute("CHECKPOINT compacted")
    finally:
        con.close()


def is_wasteful(live: Path) -> bool:
    """Whether so much of a file is free that compacting it is worth the time."""
    with reading(live) as con:
        rows = con.execute(
            "SELECT block_size, free_blocks, total_blocks FROM pragma_database_size() "
            "WHERE database_name = current_database()"
        ).fetchall()
    return any(free * size >= _FREE_BYTES and free >= _FREE_PART * total for size, free, total in rows)
