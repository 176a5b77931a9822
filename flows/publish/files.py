"""Database files and what DuckDB puts beside them: write-ahead logs and what does not fit into memory."""

import logging
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import BusyError, WarehouseError

log = logging.getLogger("warta")

# Whatever is not in the wheel is not there; nothing is fetched from the network.
CONFIG: dict[str, Any] = {"autoinstall_known_extensions": "false"}


def connect(live: Path) -> duckdb.DuckDBPyConnection:
    """Open a file for reading; a log that belongs to an earlier file, and makes this one unreadable, is removed.

    Raises:
        BusyError: Another process has opened it for writing.
        WarehouseError: DuckDB cannot read it.
    """
    try:
        return duckdb.connect(str(live), read_only=True, config=CONFIG)
    except duckdb.Error as error:
        if "lock on file" in str(error):
            raise BusyError(
                f"{live} is open for writing in another process: {_first_line(error)}",
                "Close it there; readers should open it read-only.",
            ) from error
        if not _remove_stale_wal(live):
            raise _unreadable(live, error) from error
    try:
        return duckdb.connect(str(live), read_only=True, config=CONFIG)
    except duckdb.Error as error:
        raise _unreadable(live, error) from error


def _remove_stale_wal(live: Path) -> bool:
    """Remove the log of an unreadable file; tells whether there was one that could be removed."""
    try:
        return drop_wal(live)
    except OSError as error:
        log.warning("The log beside %s cannot be removed: %s", live, error)
        return False


def spill(next_file: Path) -> Path:
    """Folder into which DuckDB writes what does not fit into memory; a killed run leaves it."""
    return next_file.with_name(f"{next_file.name}.tmp")


def wal_files(file: Path) -> list[Path]:
    """Write-ahead logs beside a database file."""
    return [path for path in file.parent.iterdir() if path.name.startswith(f"{file.name}.wal")]


def drop_wal(file: Path) -> bool:
    """Remove the write-ahead logs beside a file; tells whether there were any."""
    logs = wal_files(file) if file.parent.is_dir() else []
    for path in logs:
        path.unlink(missing_ok=True)
    return bool(logs)


def _unreadable(live: Path, error: duckdb.Error) -> WarehouseError:
    """Say why a file cannot be opened."""
    return WarehouseError(
        f"{live} cannot be opened: {_first_line(error)}",
        "If it is damaged, move it away and run again: the warehouse is rebuilt from the inbox.",
    )


def unwritable(next_file: Path, error: duckdb.Error) -> WarehouseError:
    """Say why the next file cannot be written."""
    return WarehouseError(
        f"The next warehouse {next_file} cannot be written: {_first_line(error)}",
        "The published file is as it was. Look at the space on the disk (a run needs room for a second warehouse) and "
        "at the rights of the folder, then run again.",
    )


def _first_line(error: duckdb.Error) -> str:
    """The message of DuckDB without its further lines."""
    return str(error).splitlines()[0]


def literal(path: Path) -> str:
    """A path as SQL text; ATTACH takes no parameter."""
    return "'" + str(path).replace("'", "''") + "'"
