"""Read and run the files under `sql/`."""

from functools import lru_cache
from itertools import takewhile
from pathlib import Path

import duckdb

from flows.paths import sql_dir


def files(folder: str) -> list[Path]:
    """List the SQL files of a folder under `sql/`, subfolders included, in order of their path."""
    return sorted((sql_dir() / folder).rglob("*.sql"))


@lru_cache(maxsize=256)
def read(name: str) -> str:
    """Text of a SQL file.

    Args:
        name: Path under `sql/` without the ending, such as `load/dim_article`.
    """
    return (sql_dir() / f"{name}.sql").read_text("utf-8")


def run(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run all statements of a SQL file.

    Args:
        con: Connection whose default catalog is the warehouse.
        name: Path under `sql/` without the ending.
    """
    con.execute(read(name))


def header(text: str) -> str:
    """Comment lines at the head of a SQL file, joined into one sentence or more."""
    return " ".join(header_lines(text))


def header_lines(text: str) -> list[str]:
    """Comment lines at the head of a SQL file, without their dashes."""
    lines = takewhile(lambda line: line.startswith("--"), text.splitlines())
    return [line.removeprefix("--").strip() for line in lines]
