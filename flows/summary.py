"""What a run did, in one dictionary: for the terminal, for machines, and for Prefect's artifacts."""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import polars as pl
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.context import FlowRunContext
from rich.console import Console
from rich.table import Table

from flows.run import Run
from flows.settings import load_settings
from flows.work import gathered, run_counts

KINDS = ("article", "mention", "person_post", "event_report", "statement", "quantity")
NEXT = (
    ("ask", "the questions that the warehouse answers"),
    ("status", "the last runs, the age of the data, what waits in the inbox"),
    ('sql "FROM mart.event ORDER BY date_start DESC LIMIT 10"', "your own SQL, read-only"),
)


def summarise(run: Run, found: dict[str, Any], loaded: dict[str, Any] | None = None) -> dict[str, Any]:
    """Collect what a run that ended well did.

    Args:
        run: The run, whose staging folder still exists.
        found: What the scan returned.
        loaded: What the load returned, when there was one.

    Returns:
        `run_id`, `state` (`published` or `unchanged`), `inbox`, `warehouse`, `report` (path or null), `articles`
        (new, changed, gone, unchanged), `facts` (kind -> rows loaded), `warehouse_rows` (kind -> rows that the public
        views show now), `warnings` (of the checks on the warehouse), `refused` (list of reason, files, remedy),
        `quarantined` (list of frame, expectation, rows), `failed_checks`, `steps` (name -> seconds), `seconds`.
    """
    counts = run_counts(run.folder) if found["work"] else found["counts"]
    steps = run.clock.seconds()
    page = Path(run.job.warehouse).parent / "quality" / "index.html"
    return {
        "run_id": run.job.run_id,
        "state": "published" if found["work"] else "unchanged",
        "inbox": run.job.inbox,
        "warehouse": run.job.warehouse,
        "report": str(page) if page.is_file() else None,
        "articles": {
            **{name: counts[f"articles_{name}"] for name in ("new", "changed", "gone")},
            "unchanged": found["unchanged"],
        },
        "facts": {kind: _rows(run.folder, f"batch_*/valid/{kind}.parquet") for kind in KINDS},
        "warehouse_rows": (loaded or {}).get("warehouse", {}),
        "warnings": (loaded or {}).get("warnings", []),
        "refused": _counted(gathered(run.folder, "refused", "batch_*/refused"), ["reason"], "files", "remedy"),
        "quarantined": _counted(gathered(run.folder, "batch_*/quarantine"), ["frame", "expectation"], "rows"),
        "failed_checks": _failed(gathered(run.folder, "batch_*/quality_check")),
        "steps": steps,
        "seconds": run.clock.elapsed(),
    }


def _rows(folder: Path, pattern: str) -> int:
    paths = sorted(folder.glob(pattern))
    return int(pl.scan_parquet(paths).select(pl.len()).collect().item()) if paths else 0


def _counted(frame: pl.DataFrame, keys: list[str], count: str, example: str | None = None) -> list[dict[str, Any]]:
    """Count rows by some columns, with an example of another column."""
    if frame.is_empty():
        return []
    more = [pl.col(example).first()] if example else []
    return frame.group_by(keys).agg(pl.len().alias(count), *more).sort(keys).to_dicts()


def _failed(checks: pl.DataFrame) -> list[dict[str, Any]]:
    """Expectations that some row failed, summed over the batches."""
    if checks.is_empty():
        return []
    keys = ["frame", "expectation", "column", "severity"]
    failed = checks.filter(~pl.col("success")).group_by(keys).agg(pl.sum("unexpected"), pl.sum("evaluated"))
    return failed.sort(keys).to_dicts()


def publish_artifacts(summary: dict[str, Any]) -> dict[str, Any]:
    """Show the summary in Prefect's UI, when the engine runs this flow; returns it unchanged."""
    if FlowRunContext.get():
        create_markdown_artifact(markdown(summary), key="warta-summary", description="What the run did")
        create_table_artifact(summary["failed_checks"], key="warta-failed-expectations", description="Failed checks")
        if summary["report"]:
            link = Path(summary["report"]).as_uri()
            create_link_artifact(link, "Quality report", key="warta-quality-report", description=summary["report"])
    return summary


def markdown(summary: dict[str, Any]) -> str:
    """The summary as Markdown."""
    lines = [f"# {headline(summary)}", "", f"`{summary['inbox']}` → `{summary['warehouse']}`", ""]
    for title, pairs in tables(summary):
        lines += [f"## {title}", "", "| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in pairs), ""]
    return "\n".join(lines)


def headline(summary: dict[str, Any]) -> str:
    """The outcome in one sentence."""
    if summary["state"] == "unchanged":
        return f"Nothing new: {summary['articles']['unchanged']:,} files are as the warehouse knows them"
    articles = summary["articles"]
    parts = [f"{articles[name]:,} {name}" for name in ("new", "changed", "gone") if articles[name]]
    return f"Published in {summary['seconds']:.1f}s: {', '.join(parts) or 'no'} articles"


def tables(summary: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles and rows of the tables that both the terminal and Prefect show; empty ones are left out."""
    refused = [(f"{row['reason']}: {row['remedy']}", f"{row['files']:,}") for row in summary["refused"]]
    quarantined = [(f"{row['frame']}: {row['expectation']}", f"{row['rows']:,}") for row in summary["quarantined"]]
    found = [
        ("Articles", [(name, f"{count:,}") for name, count in summary["articles"].items()]),
        ("Facts", [(name, f"{count:,}") for name, count in summary["facts"].items() if count]),
        ("In the warehouse now", [(name, f"{count:,}") for name, count in summary["warehouse_rows"].items()]),
        ("Files refused", refused),
        ("Rows quarantined", quarantined),
        ("Seconds", [(name, f"{seconds:.1f}") for name, seconds in summary["steps"].items()]),
    ]
    return [(title, rows) for title, rows in found if rows]


def show(summary: dict[str, Any], console: Console) -> None:
    """Print the summary for people."""
    console.print(f"\n{headline(summary)}", style="bold", highlight=False)
    for title, pairs in tables(summary):
        table = Table(title=title, title_justify="left", show_header=False, box=None, padding=(0, 2))
        table.add_column(overflow="fold")
        table.add_column(justify="right")
        for name, value in pairs:
            table.add_row(name, value)
        console.print(table, highlight=False)
    for warning in summary["warnings"]:
        console.print(f"\nWarning: {warning}", style="yellow", markup=False, highlight=False, soft_wrap=True)
    console.print(f"\nWarehouse       {summary['warehouse']}", highlight=False, soft_wrap=True)
    if summary["report"]:
        console.print(f"Quality report  {summary['report']}", highlight=False, soft_wrap=True)
    console.print("\nTry next:", highlight=False)
    for command, what in NEXT:
        line = f"  {program()} {command}{where_option(summary['warehouse'])}\n      {what}"
        console.print(line, highlight=False, soft_wrap=True, markup=False)


def program() -> str:
    """How this program is called here: by its name where that is on the path."""
    return "warta" if shutil.which("warta") else shlex.quote(_near(sys.argv[0]))


def where_option(warehouse: str) -> str:
    """The option that names a warehouse, when it is not the one that settings and defaults name."""
    if load_settings().warehouse == Path(warehouse):
        return ""
    return f" --warehouse {shlex.quote(_near(warehouse))}"


def _near(path: str) -> str:
    """A path as one would type it: relative when it lies below the working directory."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
