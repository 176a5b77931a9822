"""Bring a warehouse file of an earlier schema version to the present one.

Each version above the first has a file `sql/migrate/<version>.sql`. It says what became of tables, columns and rows
that were there before: renamed, dropped, given a value. New tables and columns, the order of columns and primary keys
need no saying: a table that differs from that of a new file is written anew, and what the old one lacks is null.
"""

import duckdb

from flows import sqlfiles
from flows.errors import WarehouseError

_COLUMNS = """
    SELECT schema_name || '.' || table_name AS name, list((column_name, data_type) ORDER BY column_index) AS columns
    FROM duckdb_columns()
    WHERE database_name = current_database() AND NOT internal
    GROUP BY ALL
"""
_KEYED = """
    SELECT schema_name || '.' || table_name
    FROM duckdb_tables()
    WHERE database_name = current_database() AND has_primary_key
"""
_BEFORE = "before_migration"


def newest() -> int:
    """The schema version that this program writes."""
    return max(int(path.stem) for path in sqlfiles.files("migrate"))


def migrate(con: duckdb.DuckDBPyConnection, found: int) -> None:
    """Bring all tables of a file to the present version.

    Args:
        con: Connection to the next file, in a transaction; its default catalog is the warehouse.
        found: Schema version of the file.

    Raises:
        WarehouseError: A step fails, or would lose a column or a row.
    """
    try:
        for number in range(found + 1, newest() + 1):
            sqlfiles.run(con, f"migrate/{number}")
        _arrange(con)
    except duckdb.Error as error:
        raise WarehouseError(
            f"The warehouse cannot be brought from schema version {found} to {newest()}: {str(error).splitlines()[0]}",
            "The file is as it was. Go on with the Warta that wrote it, or build a new one from the inbox with "
            "--warehouse and another name.",
        ) from error


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create all tables of the present version in an empty file."""
    sqlfiles.run(con, "schema/schemas")
    for name in _tables():
        _create(con, name)


def _arrange(con: duckdb.DuckDBPyConnection) -> None:
    """Give each table the columns, their order and the primary key that it has in a new file."""
    with duckdb.connect() as new:
        create_tables(new)
        wanted, wanted_keys = _layout(new)
    present, present_keys = _layout(con)
    for name in _tables():
        if name not in present:
            _create(con, name)
        elif present[name] != wanted[name] or (name in present_keys) != (name in wanted_keys):
            _write_anew(con, name, keyed=name in wanted_keys)


def _write_anew(con: duckdb.DuckDBPyConnection, name: str, keyed: bool) -> None:
    """Write a table anew as its SQL file creates it; an old column that has no place there is an error."""
    schema_name = name.partition(".")[0]
    before = f"{schema_name}.{_BEFORE}"
    con.execute(f"ALTER TABLE {name} RENAME TO {_BEFORE}")
    _create(con, name)
    # A dimension begins with its unknown member, as the present version describes it.
    con.execute(f"INSERT {'OR IGNORE ' if keyed else ''}INTO {name} BY NAME FROM {before}")
    rows = [con.execute(f"SELECT count(*) FROM {table}").fetchall() for table in (before, name)]
    if rows[0] != rows[1]:
        raise duckdb.ConstraintException(f"{name} has {rows[0][0][0]} rows, of which {rows[1][0][0]} have a key")
    con.execute(f"DROP TABLE {before}")


def _layout(con: duckdb.DuckDBPyConnection) -> tuple[dict[str, list[tuple[str, str]]], set[str]]:
    """Columns with their types by table, and the tables that have a primary key."""
    return dict(con.execute(_COLUMNS).fetchall()), {name for (name,) in con.execute(_KEYED).fetchall()}


def _tables() -> list[str]:
    """Tables of the present version, such as `main.dim_place`, in the order of their SQL files."""
    return [f"{path.parent.name}.{path.stem}" for path in sqlfiles.files("schema") if path.parent.name != "schema"]


def _create(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Create a table of the present version."""
    sqlfiles.run(con, f"schema/{name.replace('.', '/')}")
