"""Validate the facts of a batch: clean rows go on, bad rows go to the quarantine, broken data stops the run."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import DataError
from flows.publish.derive import derive, has_report, place_articles
from flows.publish.expect import Outcome, forget, run_suite
from flows.publish.suites import Suite, code_lists, load_suites

QUARANTINE = {
    name: pl.String
    for name in ("frame", "source_file", "row_key", "expectation", "column", "detail", "row_json")
}  # fmt: skip
QUALITY_CHECK = {
    "frame": pl.String, "expectation": pl.String, "column": pl.String, "evaluated": pl.Int64, "unexpected": pl.Int64,
    "success": pl.Boolean, "severity": pl.String,
}  # fmt: skip
# Event reports come before quantities, which point to them.
_NO_REPORTS = pl.DataFrame(schema={"source_file": pl.String, "report": pl.Int32})


def validate_batch(folder: Path, critical: bool = True, lexicon: Path | None = None) -> list[dict[str, Any]]:
    """Validate the frames of facts in a folder.

    Writes `valid/<frame>.parquet` (clean rows, same schema), `quarantine.parquet` (one row for each broken rule of a
    row) and `quality_check.parquet` (one row for each rule) into the folder, and overwrites what an earlier try left.

    Args:
        folder: Holds `<frame>.parquet` for each frame.
        critical: Whether broken critical rules raise an error; a missing column always does.
        lexicon: The user's own lexicon folder, whose codes are valid too.

    Returns:
        The rows of `quality_check.parquet`, with the `note` of each rule.

    Raises:
        DataError: A critical rule is broken by more rows than it allows, or a frame is missing.
    """
    shutil.rmtree(folder / "valid", ignore_errors=True)
    lists = code_lists(lexicon)
    suites = load_suites(lists)
    frames = {name: _read(folder / f"{name}.parquet") for name in suites}
    outcomes, quarantine = {}, []
    valid: dict[str, pl.DataFrame] = {}
    for name, suite in suites.items():
        checked = _with_helpers(suite, frames, valid, lists)
        outcomes[name] = run_suite(suite, checked)
        quarantine.append(_quarantine(suite, frames[name], checked, outcomes[name]))
        valid[name] = _keep(frames[name], outcomes[name])
    forget()
    rejected = pl.concat(quarantine)
    checks = _write_findings(folder, outcomes, rejected)
    if critical or any(set(suite.required) - set(frames[name].columns) for name, suite in suites.items()):
        _stop_if_broken(outcomes, rejected)
    _write_valid(folder, frames, valid)
    return checks


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise DataError(f"The batch {path.parent} has no {path.name}", "Run the command again; report it if it recurs")
    return pl.read_parquet(path)


def _with_helpers(
    suite: Suite, frames: Mapping[str, pl.DataFrame], valid: Mapping[str, pl.DataFrame], lists: Mapping[str, list[str]]
) -> pl.DataFrame:
    """Add the helper columns, unless required ones are missing, which a rule of its own reports."""
    frame = frames[suite.frame]
    if set(suite.required) - set(frame.columns):
        return frame
    articles = place_articles(valid.get("article", frames["article"]))
    reports = frames["event_report"]
    reports = reports if "report" in reports.columns else _NO_REPORTS
    return derive(suite, frame, articles, reports, lists)


def _keep(frame: pl.DataFrame, outcomes: list[Outcome]) -> pl.DataFrame:
    """Drop the rows that broke a rejecting rule."""
    bad = sorted({row for outcome in outcomes for row in outcome.rows})
    if not bad:
        return frame
    return frame.filter(~pl.int_range(pl.len()).is_in(bad))


def _quarantine(suite: Suite, frame: pl.DataFrame, checked: pl.DataFrame, outcomes: list[Outcome]) -> pl.DataFrame:
    """Say of each bad row which rule it broke, with which value, and what the row was."""
    parts = [_quarantined(suite, frame, checked, outcome) for outcome in outcomes if outcome.rows]
    return pl.concat([pl.DataFrame(schema=QUARANTINE), *parts])


def _quarantined(suite: Suite, frame: pl.DataFrame, checked: pl.DataFrame, outcome: Outcome) -> pl.DataFrame:
    rule = outcome.rule
    values = [
        pl.format("{} = {}", pl.lit(name), pl.col(name).cast(pl.String).str.slice(0, 200).fill_null("null"))
        for name in rule.columns
    ]
    key = [pl.col(name).cast(pl.String).fill_null("") for name in suite.row_key]
    return checked[outcome.rows].select(
        frame=pl.lit(suite.frame),
        source_file="source_file",
        row_key=pl.concat_str(key, separator="|"),
        expectation=pl.lit(rule.name),
        column=pl.lit(", ".join(rule.columns)),
        detail=pl.format("{} ({})", pl.lit(f"{rule.note} {rule.remedy}."), pl.concat_str(values, separator=", ")),
        row_json=pl.struct(frame.columns).struct.json_encode(),
    )


def _write_findings(
    folder: Path, outcomes: Mapping[str, list[Outcome]], quarantine: pl.DataFrame
) -> list[dict[str, Any]]:
    """Write the quarantine and the result of each rule; return the results with the note of their rule."""
    checks = [
        {
            "frame": name,
            "expectation": outcome.rule.name,
            "column": ", ".join(outcome.rule.columns) or None,
            "evaluated": outcome.evaluated,
            "unexpected": outcome.unexpected,
            "success": outcome.unexpected == 0,
            "severity": outcome.rule.severity,
            "note": outcome.rule.note,
        }
        for name, found in outcomes.items()
        for outcome in found
    ]
    quarantine.write_parquet(folder / "quarantine.parquet")
    # This file stands for a batch that is checked, so it comes last and as a whole.
    draft = folder / "quality_check.parquet.new"
    pl.DataFrame(checks, schema=QUALITY_CHECK | {"note": pl.String}).drop("note").write_parquet(draft)
    draft.replace(folder / "quality_check.parquet")
    return checks


def _stop_if_broken(outcomes: Mapping[str, list[Outcome]], quarantine: pl.DataFrame) -> None:
    """Raise an error that names frame, rule, share, examples and remedy of the first critical break."""
    broken = [(name, outcome) for name, found in outcomes.items() for outcome in found if outcome.stops]
    if not broken:
        return
    name, outcome = broken[0]
    rule = outcome.rule
    hits = quarantine.filter(pl.col("frame") == name, pl.col("expectation") == rule.name)
    examples = hits["row_key"].head(3).to_list()
    cause = (
        f"{name}: the critical rule {rule.name} is broken by {outcome.unexpected:,} of {outcome.evaluated:,} "
        f"({outcome.unexpected / outcome.evaluated:.1%}, allowed {rule.max_share:.1%}). {rule.note}"
    )
    if examples:
        cause += f" Examples: {'; '.join(examples)}"
    if len(broken) > 1:
        cause += f" (and {len(broken) - 1} more broken critical rules)"
    raise DataError(cause.removesuffix("."), f"{rule.remedy}. The published warehouse is unchanged.")


def _write_valid(folder: Path, frames: Mapping[str, pl.DataFrame], valid: Mapping[str, pl.DataFrame]) -> None:
    """Write the clean rows; a frame that lost none is copied byte for byte."""
    target = folder / "valid"
    target.mkdir(exist_ok=True)
    kept = dict(valid, quantity=_without_dead_links(valid["quantity"], valid["event_report"]))
    for name, frame in kept.items():
        path = target / f"{name}.parquet"
        if frame is frames[name]:
            shutil.copyfile(folder / path.name, path)
        else:
            frame.write_parquet(path)


def _without_dead_links(quantity: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Set `report` to null where its event report was rejected or never existed."""
    linked = pl.col("report").is_not_null()
    alive = has_report(quantity, reports)
    if quantity.filter(linked & ~alive).is_empty():
        return quantity
    return quantity.with_columns(report=pl.when(alive).then("report"))
