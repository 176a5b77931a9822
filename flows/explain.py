"""What is known of one event: its reports, their sources and sentences, and how each value was chosen."""

from functools import partial
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import sqlfiles
from flows.ask import query_on, reader
from flows.errors import UsageError
from flows.show import visible

PARTS = ("reports", "claims", "history", "former_keys")
# Values of an event that are shown above its reports, under their names.
SHOWN = (
    "subtype", "status", "date_start", "date_end", "date_precision", "actors", "recipients", "persons", "place",
    "series", "ordinal", "weapons", "outcome", "reports", "articles", "outlets", "rule", "confidence",
)  # fmt: skip


def explain(warehouse: Path, key: int) -> dict[str, Any]:
    """Gather all that speaks for an event.

    Args:
        warehouse: The DuckDB file.
        key: Key of the event, or one that it or an event merged with it bore before.

    Returns:
        `asked` (the key), `event` (row of `mart.event`), `reports`, `claims`, `history` and `former_keys` (lists of
        rows as `sql/explain/*.sql` give them).

    Raises:
        UsageError: No event has the key, or has had it.
        WarehouseError: The file cannot be opened.
    """
    with reader(warehouse) as connection:
        rows = partial(_rows, connection, warehouse)
        found, present = rows("event", key), key
        if not found:
            for row in rows("leads_to", key):
                present = row["event_key"]
                found = rows("event", present)
        parts = {name: rows(name, present) for name in PARTS} if found else {}
    if not found:
        raise UsageError(
            f"No event has the key {key}, and none has had it",
            'Find keys with: warta sql "SELECT event_key, subtype, date_start FROM mart.event"',
        )
    return {"asked": key, "event": found[0]} | parts


def show(found: dict[str, Any], console: Console) -> None:
    """Print what `explain` gave."""
    event = found["event"]
    _line(console, "Event", str(event["event_key"]), "bold")
    if found["asked"] != event["event_key"]:
        _line(console, "Asked for", f"{found['asked']}, a former key that leads here")
    for name in SHOWN:
        if (value := event[name]) not in (None, []):
            _line(console, name, _text(value))
    _show_claims(found["claims"], console)
    if len(found["history"]) > 1:
        steps = (f"{row['status']} (reported {_span(row)})" for row in found["history"])
        _line(console, "History", " → ".join(steps))
    console.print()
    for number, report in enumerate(found["reports"], 1):
        _show_report(number, report, console)
    if found["former_keys"]:
        _line(console, "Former keys", ", ".join(str(row["former_event_key"]) for row in found["former_keys"]))


def _show_claims(claims: list[dict[str, Any]], console: Console) -> None:
    """Print what reports tell differently, and which of it was chosen why."""
    told = [row["attribute"] for row in claims]
    differing = [row for row in claims if told.count(row["attribute"]) > 1]
    if not differing:
        return
    table = Table("claim", "value", "articles", "outlets", "chosen", "sources", box=None, header_style="bold")
    for row in differing:
        sources = ", ".join(row["sources"])
        cells = (row["attribute"], row["value"], row["articles"], row["outlets"], row["chosen_by"] or "", sources)
        table.add_row(*(Text(visible(str(cell))) for cell in cells))
    console.print()
    console.print(table)


def _show_report(number: int, report: dict[str, Any], console: Console) -> None:
    """Print one report: its source, its sentence, and the rules behind it."""
    day = report["published_date"] or "undated"
    copy = f", a copy of {report['copy_of']}" if report["copy_of"] else ""
    span = f"[{report['char_start']}:{report['char_end']}]"
    head = f"{number}. {report['outlet'] or 'unknown outlet'}, {day}, {report['source_file']} {span}{copy}"
    console.print(Text(visible(head), style="bold"), soft_wrap=True)
    console.print(Text(f"   “{visible(report['evidence'])}”", style="italic"), soft_wrap=True)
    says = [f"{name} {_text(report[name])}" for name in ("status", "date_start", "place", "outcome") if report[name]]
    rules = f"read by {report['rule']} ({report['confidence']:.2f}), joined by {report['resolved_by']}"
    console.print(Text(visible(f"   {'; '.join(says)}; {rules}"), style="dim"), soft_wrap=True)


def _span(row: dict[str, Any]) -> str:
    first, last = row["first_reported"], row["last_reported"]
    return str(first or "undated") if first == last else f"{first} to {last}"


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _line(console: Console, name: str, value: str, style: str = "") -> None:
    console.print(Text(visible(f"{name:<15} {value}"), style=style), soft_wrap=True)


def _rows(connection: duckdb.DuckDBPyConnection, warehouse: Path, name: str, key: int) -> list[dict[str, Any]]:
    """Rows of a file of `sql/explain` for one key."""
    found = query_on(connection, warehouse, sqlfiles.read(f"explain/{name}"), {"event_key": str(key)})
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]
