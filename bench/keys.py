"""Measure what enforced keys on facts cost: `python -m bench.keys --warehouse FILE`.

The dimensions and three facts of a warehouse are loaded into files of their own, with keys on the dimensions alone,
with primary keys on the facts too, with foreign keys, and with both; then a hundredth of the rows is taken out and
added again.
"""

import argparse
import tempfile
import time
from pathlib import Path

import duckdb

from bench.corpus import say
from flows.publish import dictionary, release

FACTS = {"fct_event_report": "report_key", "bridge_event_actor": None, "fct_mention": "mention_key"}
VARIANTS = {"none": (False, False), "primary": (True, False), "foreign": (False, True), "both": (True, True)}
_COLUMNS = """
    SELECT column_name, data_type FROM duckdb_columns()
    WHERE database_name = 'source' AND schema_name = 'main' AND table_name = ? ORDER BY column_index
"""


def main() -> None:
    """Load each variant once and print seconds, bytes and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--warehouse", type=Path, required=True)
    args = parser.parse_args()
    rows = []
    for name, (primary, foreign) in VARIANTS.items():
        say(f"keys on facts: {name}")
        with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
            rows.append((name, *load(args.warehouse, Path(folder) / "keys.duckdb", primary, foreign)))
    first = rows[0]
    print(f"\n{'keys on facts':<14}{'load s':>8}{'x':>6}{'add 1 % s':>11}{'x':>6}{'MB':>9}{'x':>6}")
    for name, whole, part, size in rows:
        print(
            f"{name:<14}{whole:>8.2f}{whole / first[1]:>6.1f}{part:>11.3f}{part / first[2]:>6.1f}"
            f"{size / 1e6:>9.1f}{size / first[3]:>6.2f}"
        )


def load(source: Path, target: Path, primary: bool, foreign: bool) -> tuple[float, float, int]:
    """Load dimensions and facts into a new file.

    Args:
        source: A warehouse.
        target: The file to make.
        primary: Declare the key of each fact.
        foreign: Declare the relations of each fact to dimensions.

    Returns:
        Seconds to load the facts, seconds to add a hundredth of them, bytes of the file after the first.
    """
    with duckdb.connect(config={"storage_compatibility_version": release.STORAGE_VERSION}) as con:
        con.execute(f"ATTACH '{source}' AS source (READ_ONLY)")
        con.execute(f"ATTACH '{target}' AS target")
        homes = [(column, home.split(".")[1:]) for column, _, home in dictionary.relations().rows() if ".dim_" in home]
        links = {column: table for column, (table, _) in homes}
        for table, key in sorted({(table, key) for _, (table, key) in homes}):
            _create(con, table, [f'PRIMARY KEY ("{key}")'])
            con.execute(f"INSERT INTO target.{table} FROM source.main.{table}")
        for table, key in FACTS.items():
            columns = [column for column, _ in con.execute(_COLUMNS, [table]).fetchall()]
            declared = [f'PRIMARY KEY ("{key}")'] if primary and key else []
            declared += [f'FOREIGN KEY ("{c}") REFERENCES {links[c]}' for c in columns if foreign and c in links]
            _create(con, table, declared)
        whole = _timed(con, [f"INSERT INTO target.{table} FROM source.main.{table}" for table in FACTS])
        size = target.stat().st_size
        part = "WHERE hash(article_key) % 100 = 0"
        some = {table: part for table in FACTS if table != "bridge_event_actor"}
        for table, where in some.items():
            con.execute(f"DELETE FROM target.{table} {where}")
        con.execute("CHECKPOINT target")
        again = _timed(con, [f"INSERT INTO target.{t} FROM source.main.{t} {where}" for t, where in some.items()])
    return whole, again, size


def _create(con: duckdb.DuckDBPyConnection, table: str, declared: list[str]) -> None:
    """Make a table with the columns that it has in the source and some declared keys."""
    columns = [f'"{name}" {kind}' for name, kind in con.execute(_COLUMNS, [table]).fetchall()]
    con.execute("USE target")
    con.execute(f"CREATE TABLE {table} ({', '.join([*columns, *declared])})")


def _timed(con: duckdb.DuckDBPyConnection, statements: list[str]) -> float:
    """Seconds of some statements with their checkpoint."""
    begin = time.perf_counter()
    for statement in statements:
        con.execute(statement)
    con.execute("CHECKPOINT target")
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
