"""Lay out a warehouse file: tables, public views, comments and the version that says how."""

import hashlib
import logging
from importlib.metadata import PackageNotFoundError, version

import duckdb

from flows import sqlfiles
from flows.errors import WarehouseError
from flows.paths import sql_dir
from flows.publish import dictionary, migrate

log = logging.getLogger("warta")


def lay_out(con: duckdb.DuckDBPyConnection) -> None:
    """Bring a warehouse to the present schema; does nothing where it already has it.

    Args:
        con: Connection whose default catalog is the warehouse.

    Raises:
        WarehouseError: A newer Warta wrote the file, or it cannot be migrated.
    """
    found = file_version(con)
    check_version(found)
    if found is None:
        migrate.create_tables(con)
        con.execute("INSERT INTO audit.schema_version VALUES (?, '', ?)", [migrate.newest(), program_version()])
    elif found < migrate.newest():
        log.info("The warehouse is brought from schema version %d to %d", found, migrate.newest())
        migrate.migrate(con, found)
    if is_present(con):
        return
    for path in sqlfiles.files("mart"):
        con.execute(path.read_text("utf-8"))
    dictionary.apply_comments(con)
    con.execute(
        "UPDATE audit.schema_version SET version = ?, fingerprint = ?, warta_version = ?",
        [migrate.newest(), fingerprint(), program_version()],
    )


def is_present(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a file has the tables, views and comments of the present schema."""
    row = con.execute("SELECT version, fingerprint FROM audit.schema_version").fetchone()
    return row == (migrate.newest(), fingerprint())


def file_version(con: duckdb.DuckDBPyConnection) -> int | None:
    """Schema version of the file; none when it holds no warehouse yet."""
    try:
        row = con.execute("SELECT version FROM audit.schema_version").fetchone()
    except duckdb.CatalogException:
        return None
    return row[0] if row else None


def check_version(found: int | None) -> None:
    """Refuse a file that a newer Warta wrote."""
    if found is not None and found > migrate.newest():
        raise WarehouseError(
            f"The warehouse has schema version {found}, this Warta ({program_version()}) knows {migrate.newest()}",
            "Use the newer Warta that wrote it, or another file with --warehouse.",
        )


def fingerprint() -> str:
    """Hash of all that views and comments are made from."""
    told = [sql_dir() / f"{name}.csv" for name in ("columns", "codes", "relations")]
    paths = [*sqlfiles.files("schema"), *sqlfiles.files("mart"), *told]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def program_version() -> str:
    """Version of the installed program."""
    try:
        return version("warta")
    except PackageNotFoundError:
        return "unknown"
