"""The staging folder of a run, opened as views of a DuckDB connection."""

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows import sqlfiles

_SPAN = {"char_start": pl.Int64, "char_end": pl.Int64, "rule": pl.String, "confidence": pl.Float64}
_NAMES = pl.List(pl.String)
_POINT = {"latitude": pl.Float64, "longitude": pl.Float64, "geonames_id": pl.Int64}


def _texts(names: str) -> dict[str, Any]:
    """Text columns."""
    return dict.fromkeys(names.split(), pl.String())


# What load reads, and where: a file may lack a column (it reads as null) and may hold further ones (nothing uses them).
FRAMES: dict[str, tuple[list[str], dict[str, Any]]] = {
    "source": (["sources.parquet"], _texts("source_file content_hash state") | {"size": pl.Int64}),
    "refused": (
        ["refused.parquet", "batch_*/refused.parquet"],
        _texts("source_file content_hash reason detail remedy"),
    ),
    "signature": (
        ["batch_*/signature.parquet"],
        {
            "source_file": pl.String,
            "appeared_by": pl.Datetime("us"),
            "shingles": pl.UInt32,
            "sketch": pl.List(pl.UInt64),
        },
    ),
    "quarantine": (
        ["batch_*/quarantine.parquet"],
        _texts("frame source_file row_key expectation column detail row_json"),
    ),
    "quality_check": (
        ["batch_*/quality_check.parquet"],
        _texts("frame expectation column severity")
        | {"evaluated": pl.Int64, "unexpected": pl.Int64, "success": pl.Boolean},
    ),
    "article": (
        ["batch_*/valid/article.parquet"],
        _texts("source_file content_hash text outlet title published_precision published_method dateline language")
        | _texts("relevance_reason")
        | {
            "title_start": pl.Int64,
            "title_end": pl.Int64,
            "published_at": pl.Datetime("us", "UTC"),
            "published_confidence": pl.Float64,
            "published_from": pl.Date,
            "published_to": pl.Date,
            "utc_offset_minutes": pl.Int32,
            "agencies": _NAMES,
            "repeated_paragraphs": pl.Int32,
            "characters": pl.Int64,
            "is_garbled": pl.Boolean,
            "is_relevant": pl.Boolean,
            "is_weekday_wrong": pl.Boolean,
            "is_header_distrusted": pl.Boolean,
        },
    ),
    "mention": (
        ["batch_*/valid/mention.parquet"],
        _texts("source_file entity_type entity surface country code sector") | _POINT | _SPAN,
    ),
    "person_post": (
        ["batch_*/valid/person_post.parquet"],
        _texts("source_file person post country rank") | _SPAN,
    ),
    "event_report": (
        ["batch_*/valid/event_report.parquet"],
        _texts("source_file subtype status date_precision place place_country series outcome evidence")
        | {"report": pl.Int32, "date_start": pl.Date, "date_end": pl.Date}
        | {"actors": _NAMES, "recipients": _NAMES, "persons": _NAMES, "weapons": _NAMES}
        | _POINT
        | _SPAN,
    ),
    "statement": (
        ["batch_*/valid/statement.parquet"],
        _texts("source_file speaker speaker_country kind carrier text") | _SPAN,
    ),
    "quantity": (
        ["batch_*/valid/quantity.parquet"],
        _texts("source_file unit what surface") | {"value": pl.Float64, "report": pl.Int32} | _SPAN,
    ),
}


def open_staging(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Make the files of a staging folder known as temporary views `staged_<frame>`, each with all its columns.

    A template without rows, written beside the files, gives the columns and their types, so that a run without a
    batch, or a batch without a fact of some kind, needs no special case.

    Args:
        con: Connection of the load.
        staging: Folder of the run with `sources.parquet`, `refused.parquet` and `batch_*/`.
    """
    templates = staging / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    files = {}
    for frame, (patterns, columns) in FRAMES.items():
        pl.DataFrame(schema=columns).write_parquet(templates / f"{frame}.parquet")
        found = [path for pattern in patterns for path in sorted(staging.glob(pattern))]
        files[frame] = [str(path) for path in [templates / f"{frame}.parquet", *found]]
    con.execute("SET VARIABLE staged_files = $files", {"files": files})
    sqlfiles.run(con, "load/staging")
