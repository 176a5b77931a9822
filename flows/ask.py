"""Questions to the warehouse: those that come with it, and anybody's own SQL."""

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from rich.console import Console
from rich.table import Table

from flows import sqlfiles
from flows.errors import UsageError, WarehouseError
from flows.paths import sql_dir
from flows.publish import release, schema


class Question(NamedTuple):
    """A file in `sql/queries`: its name without ending, and the question that it begins with."""

    name: str
    question: str


class Answer(NamedTuple):
    """A result: column names and rows."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def catalogue() -> list[Question]:
    """All questions in order of their names."""
    return [Question(path.stem, _question(path)) for path in sorted((sql_dir() / "queries").glob("*.sql"))]


def answer(warehouse: Path, name: str, variables: Mapping[str, str] | None = None) -> Answer:
    """Run a question by name.

    Args:
        warehouse: The DuckDB file.
        name: Name of a file in `sql/queries`; its number or an unambiguous part will do.
        variables: Values for what the question lets one choose, by name.

    Raises:
        UsageError: No question or several have that name, or it has no such variable.
        WarehouseError: The file cannot be opened or the query fails.
    """
    found = _find(name)
    text = (sql_dir() / "queries" / f"{found}.sql").read_text("utf-8")
    known = sorted(set(re.findall(r"getvariable\('(\w+)'\)", text)))
    for variable in variables or {}:
        if variable not in known:
            choice = f"It has {', '.join(known)}." if known else "Ask it without --set."
            raise UsageError(f"The question {found} has no variable {variable!r}", choice)
    return query(warehouse, text, variables)


def variables(chosen: list[str]) -> dict[str, str]:
    """Read `VARIABLE=VALUE` pairs.

    Raises:
        UsageError: One has no equals sign or no name.
    """
    pairs = [pair.partition("=") for pair in chosen]
    for name, equals, value in pairs:
        if not name.strip() or not equals:
            raise UsageError(f"--set {name + equals + value!r} says no value", "Write --set VARIABLE=VALUE.")
    return {name.strip(): value.strip() for name, _, value in pairs}


def query(warehouse: Path, statement: str, variables: Mapping[str, str] | None = None) -> Answer:
    """Run SQL without the right to change anything.

    Args:
        warehouse: The DuckDB file.
        statement: The SQL.
        variables: Variables of DuckDB, which the statement reads with `getvariable`.

    Raises:
        UsageError: The statement is not valid, or tries to write.
        WarehouseError: The file cannot be opened.
    """
    with reader(warehouse) as connection:
        return query_on(connection, warehouse, statement, variables)


def query_on(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, statement: str, variables: Mapping[str, str] | None = None
) -> Answer:
    """Run SQL on a connection of `reader`, so that several statements see one state; see `query`."""
    try:
        for variable, value in (variables or {}).items():
            connection.execute(f'SET VARIABLE "{variable}" = ?', [value])
        result = connection.execute(statement)
        return Answer([column[0] for column in result.description or []], result.fetchall())
    except duckdb.Error as error:
        if not schema.is_present(connection):
            raise _older(warehouse, error) from None
        raise UsageError(str(error).strip(), "Correct the SQL; the warehouse is open for reading only.") from None


@contextmanager
def reader(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for reading: no writing to it, no other files, no network.

    Raises:
        WarehouseError: There is no such file, DuckDB cannot read it, or a newer Warta wrote it.
    """
    if not warehouse.is_file():
        raise WarehouseError(f"There is no warehouse at {warehouse}", "Make one with: warta run --inbox DIR")
    with release.reading(warehouse) as connection:
        connection.execute("SET autoload_known_extensions = false")
        connection.execute("SET enable_external_access = false")
        yield connection


def _older(warehouse: Path, error: duckdb.Error) -> WarehouseError:
    """Say why a question fails on a file that this Warta has not yet laid out."""
    cause = str(error).splitlines()[0].rstrip(".!")
    return WarehouseError(
        f"{warehouse} was laid out by another version of Warta and cannot answer: {cause}",
        "Run `warta run` once, which brings it up to date and loses nothing.",
    )


def show_list(questions: list[Question], form: str, console: Console) -> None:
    """Print the questions."""
    show(Answer(["name", "question"], [tuple(question) for question in questions]), form, console)
    if form == "table":
        console.print("Ask one with: warta ask NAME [--set VARIABLE=VALUE]", highlight=False, markup=False)


def show(found: Answer, form: str, console: Console) -> None:
    """Print a result as `table`, `json` (list of objects) or `csv`."""
    if form == "json":
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(found.columns)
        writer.writerows(found.rows)
    else:
        _show_table(found, console)


def _show_table(found: Answer, console: Console) -> None:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    numeric = [all(isinstance(row[i], int | float) for row in found.rows) for i in range(len(found.columns))]
    for column, right in zip(found.columns, numeric, strict=True):
        table.add_column(column, justify="right" if right and found.rows else "left", overflow="fold")
    for row in found.rows:
        table.add_row(*(_cell(value) for value in row))
    console.print(table, highlight=False, markup=False)
    console.print(f"({len(found.rows)} rows)" if len(found.rows) != 1 else "(1 row)", highlight=False)


def _cell(value: Any) -> Any:
    from rich.text import Text  # keeps brackets in the data from being read as markup

    if value is None:
        return ""
    if isinstance(value, list):
        return Text(", ".join(str(item) for item in value))
    if isinstance(value, float):
        return Text(f"{value:.10g}")
    return Text(str(value))


def _question(path: Path) -> str:
    """The comment that a query file begins with, up to its question mark; what it lets one choose stands below."""
    head = sqlfiles.header(path.read_text("utf-8"))
    question, mark, _ = head.partition("?")
    return question + mark


def _find(name: str) -> str:
    """Find the one question that a name, a number or a part of a name means."""
    wanted = name.lower().removesuffix(".sql").replace("-", "_")
    names = [question.name for question in catalogue()]
    if wanted in names:
        return wanted
    bare = [n for n in names if re.sub(r"^\d+_", "", n) == wanted or re.match(rf"0*{re.escape(wanted)}_", n)]
    fitting = bare or [n for n in names if wanted in n]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"{name!r} may mean {', '.join(fitting)}", "Say which one.")
    raise UsageError(f"There is no question called {name!r}", "List all with: warta ask")
