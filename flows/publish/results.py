"""What a run's staging folder tells of its data quality: checks, quarantine, refused files and counts as frames."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.publish.suites import FRAMES, Suite
from flows.publish.validate import QUALITY_CHECK, QUARANTINE

_CONTEXT = 120
_LONGEST = 300
_REFUSED = {name: pl.String for name in ("source_file", "reason", "detail", "remedy")}


@dataclass(frozen=True)
class Results:
    """All that the page about a run shows.

    Attributes:
        run: What `run.json` says of the run, with at least run_id and started_at.
        checks: One row for each rule that ran: frame, expectation, column, severity, evaluated, unexpected, stops.
        quarantine: Rows of all batches: frame, source_file, row_key, expectation, column, detail, row_json.
        refused: source_file, reason, detail, remedy.
        files: Files of the inbox by state.
        found: Rows by frame before validation.
    """

    run: dict[str, Any]
    checks: pl.DataFrame
    quarantine: pl.DataFrame
    refused: pl.DataFrame
    files: dict[str, int]
    found: dict[str, int]

    @property
    def started(self) -> datetime:
        """When the run began."""
        return datetime.fromisoformat(self.run["started_at"])


def read_results(folder: Path, suites: dict[str, Suite]) -> Results:
    """Read the results of a run, however far it came.

    Args:
        folder: Staging folder of the run.
        suites: The suites by frame, for how much a critical rule allows.

    Returns:
        The results; frames are empty where the run wrote nothing.
    """
    batches = _checked_batches(folder)
    checks = _stacked(batches, "quality_check.parquet", QUALITY_CHECK)
    files = {state: 0 for state in ("new", "changed", "unchanged", "gone")}
    if (folder / "sources.parquet").is_file():
        states = pl.read_parquet(folder / "sources.parquet", columns=["state"])["state"].value_counts()
        files |= dict(states.iter_rows())
    refused = _stacked([folder, *batches], "refused.parquet", _REFUSED).unique(maintain_order=True).sort("source_file")
    return Results(
        run=_run(folder),
        checks=_merged(checks, suites),
        quarantine=_stacked(batches, "quarantine.parquet", QUARANTINE),
        refused=refused,
        files=files | {"refused": refused.height},
        found={name: _rows(batches, f"{name}.parquet") for name in FRAMES},
    )


def examples(folder: Path, quarantine: pl.DataFrame, suites: dict[str, Suite], most: int) -> pl.DataFrame:
    """Choose some quarantined rows of each rule and show them in their article.

    Args:
        folder: Staging folder of the run.
        quarantine: Quarantined rows.
        suites: The suites by frame.
        most: Rows of each rule.

    Returns:
        Columns frame, expectation, source_file, value (what broke the rule), before, shown, after (text of the article
        around and at the span of the fact; null where it has none).
    """
    chosen = quarantine.group_by("frame", "expectation", maintain_order=True).head(most)
    prefixes = pl.DataFrame(
        [(name, rule.name, f"{rule.note} {rule.remedy}. ") for name, suite in suites.items() for rule in suite.rules],
        schema=["frame", "expectation", "prefix"],
        orient="row",
    )
    start, end = (
        pl.col("row_json").str.json_path_match(f"$.char_{side}").cast(pl.Int64, strict=False)
        for side in ("start", "end")
    )
    chosen = chosen.join(prefixes, on=["frame", "expectation"], how="left", maintain_order="left")
    chosen = chosen.join(_texts(folder, chosen), on="source_file", how="left", maintain_order="left")
    return chosen.with_columns(start=start, end=end).select(
        "frame",
        "expectation",
        "source_file",
        value=pl.col("detail")
        .str.strip_prefix(pl.col("prefix").fill_null(""))
        .str.strip_prefix("(")
        .str.strip_suffix(")"),
        **_in_its_article(),
    )


def _in_its_article() -> dict[str, pl.Expr]:
    """Text at a span and on either side of it."""
    is_span = (pl.col("start") >= 0) & (pl.col("end") >= pl.col("start"))
    start, end = (pl.when(is_span).then(side) for side in ("start", "end"))
    reach = pl.min_horizontal(start, pl.lit(_CONTEXT, pl.Int64))
    before, after = pl.col("text").str.slice(start - reach, reach), pl.col("text").str.slice(end, _CONTEXT)
    return {
        "before": pl.when(start > _CONTEXT).then(pl.lit("…") + before).otherwise(before),
        "shown": pl.col("text").str.slice(start, pl.min_horizontal(end - start, pl.lit(_LONGEST, pl.Int64))),
        "after": pl.when(pl.col("text").str.len_chars() > end + _CONTEXT).then(after + "…").otherwise(after),
    }


def _texts(folder: Path, chosen: pl.DataFrame) -> pl.DataFrame:
    """Texts of the articles in which the chosen rows stand."""
    paths = _existing(_checked_batches(folder), "article.parquet")
    if chosen.is_empty() or not paths:
        return pl.DataFrame(schema={"source_file": pl.String, "text": pl.String})
    wanted = pl.col("source_file").is_in(chosen["source_file"].unique().to_list())
    found = pl.concat([pl.scan_parquet(path).filter(wanted).select("source_file", "text") for path in paths])
    return found.unique("source_file").collect()


def _run(folder: Path) -> dict[str, Any]:
    """Read the note of the run; a folder without one is named by itself."""
    note = folder / "run.json"
    run = json.loads(note.read_text("utf-8")) if note.is_file() else {}
    return {"run_id": folder.name, "started_at": datetime.now(UTC).isoformat(timespec="seconds")} | run


def _checked_batches(folder: Path) -> list[Path]:
    """Batches whose files are complete: a run that stops leaves others half written."""
    return sorted(path.parent for path in folder.glob("batch_*/quality_check.parquet"))


def _existing(folders: Iterable[Path], name: str) -> list[Path]:
    return [path for folder in folders if (path := folder / name).is_file()]


def _stacked(folders: Iterable[Path], name: str, schema: dict[str, Any]) -> pl.DataFrame:
    """Read the files of one name, as far as they have the columns."""
    frames = [pl.read_parquet(path) for path in _existing(folders, name)]
    stacked = pl.concat([pl.DataFrame(schema=schema), *frames], how="diagonal_relaxed")
    return stacked.select(*schema)


def _rows(folders: Iterable[Path], name: str) -> int:
    return sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in _existing(folders, name))


def _merged(checks: pl.DataFrame, suites: dict[str, Suite]) -> pl.DataFrame:
    """Add the batches up; a critical rule stops the run when it does in any one batch."""
    limits = pl.DataFrame(
        [(name, rule.name, rule.max_share, rule.min_rows) for name, s in suites.items() for rule in s.rules],
        schema={"frame": pl.String, "expectation": pl.String, "max_share": pl.Float64, "min_rows": pl.Int64},
        orient="row",
    )
    broken = pl.col("unexpected")
    too_many = (broken > pl.col("max_share") * pl.col("evaluated")) & (broken >= pl.col("min_rows"))
    stops = (pl.col("severity") == "critical") & too_many
    checks = checks.join(limits, on=["frame", "expectation"], how="left", maintain_order="left").with_columns(
        stops=stops
    )
    keys = ["frame", "expectation", "column", "severity"]
    return checks.group_by(keys, maintain_order=True).agg(pl.sum("evaluated", "unexpected"), pl.col("stops").any())
