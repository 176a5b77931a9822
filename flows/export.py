"""Export the public views as Parquet or CSV files, all of one state, put in place in one step."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from flows.errors import UsageError, WarehouseError
from flows.publish import release

FORMATS = ("parquet", "csv")
NOTE = "export.json"
# Views of more rows become a folder with a part for each year.
LARGE = 100_000
# The first of these that a view has says the year of a row; other views take that of their article.
DATES = ("date_start", "published_date", "date", "month", "first_reported", "valid_from", "seen_date", "Event Date")


@dataclass(frozen=True)
class Exported:
    """One view in an export.

    Attributes:
        view: Its name in schema `mart`.
        rows: Rows written.
        path: File or folder, relative to the export.
        partitioned: Whether it is a folder of `year=YYYY/`; rows without a date lie in the part that Hive names so.
    """

    view: str
    rows: int
    path: str
    partitioned: bool


def export(warehouse: Path, folder: Path, form: str, large: int = LARGE) -> list[Exported]:
    """Write every view of schema `mart` into a folder.

    All is written beside the folder first. The folder's name is a link that is then turned to the new files in one
    step, so a reader finds the old export or the new one; the old files stay until the next export, for those who are
    reading them.

    Args:
        warehouse: The published file.
        folder: Where readers look for the export; must not exist, or be empty, or an earlier export.
        form: `parquet` or `csv`.
        large: Views of more rows than this are partitioned by year.

    Returns:
        What was written; `export.json` in the folder says the same.

    Raises:
        UsageError: The folder holds something else, or the format is unknown.
        WarehouseError: The warehouse cannot be read.
        OSError: The disk is full or the place cannot be written.
    """
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r}", f"Choose one of: {', '.join(FORMATS)}.")
    if not warehouse.is_file():
        raise WarehouseError(f"There is no warehouse at {warehouse}", "Make one with: warta run --inbox DIR")
    _check_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    made = folder.with_name(f".{folder.name}.{now:%Y%m%dT%H%M%S%f}")
    try:
        made.mkdir()
        with release.reading(warehouse) as con:
            con.execute("SET TimeZone = 'UTC'")
            written = [_write(con, name, made, form, large) for name in _views(con)]
            run_id = con.sql("SELECT max(run_id) FROM audit.run WHERE state = 'published'").fetchall()[0][0]
        note = {"run_id": run_id, "exported_at": now.isoformat(timespec="seconds"), "format": form}
        document = note | {"views": [asdict(one) for one in written]}
        (made / NOTE).write_text(json.dumps(document, indent=2) + "\n", "utf-8")
        _put_in_place(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return written


def show(written: list[Exported], folder: Path, console: Console) -> None:
    """Print what was written."""
    for one in written:
        console.print(f"{one.rows:>12,}  {folder / one.path}", highlight=False, soft_wrap=True, markup=False)


def _views(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.sql("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY view_name").fetchall()
    return [name for (name,) in rows]


def _write(con: duckdb.DuckDBPyConnection, name: str, folder: Path, form: str, large: int) -> Exported:
    """Write one view."""
    view = con.sql(f'FROM mart."{name}"')
    counted = view.count("*").fetchone()
    rows = counted[0] if counted else 0
    dated = _with_year(con, view) if rows > large else None
    path = folder / (name if dated else f"{name}.{form}")
    part: dict[str, Any] = {"partition_by": ["year"], "write_partition_columns": True} if dated else {}
    chosen = dated or view
    if form == "parquet":
        chosen.write_parquet(str(path), compression="zstd", **part)
    else:
        chosen.write_csv(str(path), header=True, **part)
    return Exported(name, rows, path.name, dated is not None)


def _with_year(con: duckdb.DuckDBPyConnection, view: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation | None:
    """Add a column `year`, unless the view has one; none when nothing dates its rows."""
    named = {name.lower() for name in view.columns}
    if "year" in named:
        return view
    date = next((name for name in DATES if name.lower() in named), None)
    if date:
        return view.project(f'*, year("{date}") AS year')
    if "source_file" in named:
        years = con.sql("SELECT source_file, year(published_date) AS year FROM mart.article")
        return view.join(years, "source_file", how="left")
    return None


def _check_free(folder: Path) -> None:
    """Refuse a place that holds something else than an export.

    Raises:
        UsageError: It does.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    is_export = folder.is_symlink() and (not folder.exists() or (folder / NOTE).is_file())
    if is_export or (folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())):
        return
    raise UsageError(
        f"{folder} holds something else than an export", "Name a folder that does not exist yet, or remove this one."
    )


def _put_in_place(made: Path, folder: Path) -> None:
    """Turn the folder's name to the new files, and remove those before the last."""
    last = folder.resolve() if folder.is_symlink() else None
    if folder.is_dir() and not folder.is_symlink():
        folder.rmdir()
    link = made.with_name(f"{made.name}.link")
    link.symlink_to(made.name, target_is_directory=True)
    os.replace(link, folder)
    for old in folder.parent.glob(f".{folder.name}.*"):
        if old.resolve() not in (made.resolve(), last):
            shutil.rmtree(old, ignore_errors=True)
