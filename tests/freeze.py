"""Write down a small warehouse of the present schema version as SQL, for the tests of later versions.

`make freeze` does it after each new file in `sql/migrate/`; files of earlier versions are never written again.
"""

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse_fixtures import launch_article, load_and_publish, stage

FOLDER = Path(__file__).parent / "warehouses"
# The same in every warehouse, and long: the row of the unknown day will do.
CALENDAR = "main.dim_date"


def sample(live: Path, folder: Path) -> None:
    """Publish two runs: three articles, of which one changes and one is removed."""
    first = [launch_article(name, outlet) for name, outlet in (("a.txt", "Kabar"), ("b.txt", "Sore"), ("c.txt", None))]
    load_and_publish(live, stage(folder / "r1", first), "r1")
    changed = launch_article("a.txt", "Kabar", place="Sinpo")
    load_and_publish(live, stage(folder / "r2", [changed], gone=["c.txt"], states={"a.txt": "changed"}), "r2")


def dump(live: Path) -> str:
    """Write all tables, their rows and the views of a warehouse as SQL."""
    with duckdb.connect(str(live), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        lines = [f"CREATE SCHEMA {name};" for name in ("mart", "audit")]
        tables = con.execute("SELECT schema_name || '.' || table_name, sql FROM duckdb_tables() ORDER BY 1").fetchall()
        for name, statement in tables:
            lines.append(statement)
            rows = con.execute(f"FROM {name} ORDER BY ALL").fetchall()[: 1 if name == CALENDAR else None]
            lines += [f"INSERT INTO {name} VALUES ({', '.join(map(literal, row))});" for row in rows]
        views = con.execute("SELECT sql FROM duckdb_views() WHERE NOT internal ORDER BY view_name").fetchall()
        lines += [statement for (statement,) in views]
    return "\n".join(lines) + "\n"


def literal(value: Any) -> str:
    """Write a value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, datetime | date):
        return f"'{value.isoformat()}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"MAP {{{', '.join(f'{literal(k)}: {literal(v)}' for k, v in value.items())}}}"
    return "'" + value.replace("'", "''").replace("\n", "' || chr(10) || '") + "'"


def build(version: int, file: Path) -> Path:
    """Make a warehouse of an earlier schema version again."""
    with duckdb.connect(str(file), config={"storage_compatibility_version": "v1.4.0"}) as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute((FOLDER / f"{version}.sql").read_text("utf-8"))
    return file


def main(out: Path) -> None:
    """Freeze a warehouse of the present version."""
    with tempfile.TemporaryDirectory() as folder:
        live = Path(folder) / "warta.duckdb"
        sample(live, Path(folder))
        out.write_text(dump(live), "utf-8")


if __name__ == "__main__":
    from flows.publish import migrate

    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / f"{migrate.newest()}.sql")
