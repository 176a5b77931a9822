"""The state of the warehouse on one page: runs, age of the data, what waits, what was refused or quarantined."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from flows.ask import Answer, reader
from flows.ask import show as show_answer
from flows.errors import WarehouseError
from flows.paths import sql_dir
from flows.settings import Settings

PARTS = ("runs", "data", "left_aside", "refused", "quarantined", "failed_checks")
"""Files in `sql/status`, each one query."""

RUN_COLUMNS = ("run_id", "state", "started_at", "finished_at", "message")


def collect(settings: Settings) -> dict[str, Any]:
    """Read the state of the warehouse and compare the inbox with it.

    Args:
        settings: Where warehouse and inbox are.

    Returns:
        `warehouse`, `inbox`, `runs`, `data`, `left_aside` (articles without events by reason), `refused`,
        `quarantined`, `failed_checks` (lists of rows as dictionaries), `unpublished_runs` (failed ones and ones with
        nothing new, since the last publication),
        `waiting` (state -> files; null when there is no inbox), `age_hours`.

    Raises:
        WarehouseError: There is no warehouse yet, or it cannot be read.
    """
    from flows.publish import journal

    found: dict[str, Any] = {"warehouse": str(settings.warehouse), "inbox": str(settings.inbox)}
    with reader(settings.warehouse) as connection:
        for part in PARTS:
            found[part] = _rows(connection, part)
    found["unpublished_runs"] = [
        {key: value for key, value in asdict(line).items() if key in RUN_COLUMNS}
        for line in journal.read_runs(settings.warehouse)
    ]
    found["waiting"] = waiting(settings.inbox, settings.warehouse)
    last = found["data"][0].get("last_run") if found["data"] else None
    found["age_hours"] = round((datetime.now(UTC) - last).total_seconds() / 3600, 1) if last else None
    return found


def waiting(inbox: Path, warehouse: Path) -> dict[str, int] | None:
    """Count the files of the inbox by what the next run would do with them; None when there is no inbox."""
    from flows.ingest import inbox as ingest
    from flows.publish import release

    if not inbox.is_dir():
        return None
    found = ingest.scan(inbox, release.read_manifest(warehouse))
    return dict(found.sources.group_by("state").len().sort("state").iter_rows())


def show(found: dict[str, Any], console: Console) -> None:
    """Print the page for people."""
    console.print(f"Warehouse  {found['warehouse']}", highlight=False, soft_wrap=True)
    console.print(f"Inbox      {found['inbox']}", highlight=False, soft_wrap=True)
    age = "no run yet" if found["age_hours"] is None else f"{found['age_hours']} hours since the last publication"
    console.print(f"Age        {age}", highlight=False)
    counts = found["waiting"]
    words = ", ".join(f"{n:,} {state}" for state, n in counts.items()) if counts else "no files"
    console.print(f"Waiting    {words if counts is not None else 'no such folder'}", highlight=False)
    titles = {
        "runs": "Last published runs",
        "left_aside": "Articles that yield no events",
        "unpublished_runs": "Runs since then that published nothing",
    }
    for part in (*PARTS, "unpublished_runs"):
        if found[part]:
            console.print(f"\n{titles.get(part, part.replace('_', ' ').capitalize())}", style="bold", highlight=False)
            rows = found[part]
            answer = Answer(list(rows[0]), [tuple(row.values()) for row in rows])
            show_answer(answer, "table", console)


def _rows(connection: duckdb.DuckDBPyConnection, part: str) -> list[dict[str, Any]]:
    statement = (sql_dir() / "status" / f"{part}.sql").read_text("utf-8")
    try:
        result = connection.execute(statement)
    except duckdb.Error as error:
        raise WarehouseError(f"The warehouse cannot tell its {part}: {error}", "Run `warta run` once.") from None
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
