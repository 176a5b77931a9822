"""The page on the data quality of a run: one HTML file without scripts or network, and Data Docs beside it."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
import polars as pl

from flows.publish.data_docs import TEMPLATES, write_data_docs
from flows.publish.results import Results, examples, read_results
from flows.publish.suites import NamedLists, Rule, Suite, load_suites

KEPT_RUNS = 30
EXAMPLES = 20
REFUSED = 200
_SUMMARY = "summary.json"


def write_report(folder_of_run: Path, out: Path) -> Path:
    """Write what a run found out about its data.

    The page of each run lies in `<out>/runs/<run_id>/`, with its numbers in `summary.json` and Data Docs in
    `data_docs/`; those of the last 30 runs are kept. `<out>/index.html` always shows the latest run.

    Args:
        folder_of_run: Staging folder of the run, however far the run came.
        out: Folder of the reports, made if need be.

    Returns:
        Path of the page of the latest run, the same for every run.
    """
    suites = load_suites(NamedLists())
    results = read_results(folder_of_run, suites)
    chosen = examples(folder_of_run, results.quarantine, suites, EXAMPLES)
    runs = out / "runs"
    page = runs / results.run["run_id"]
    page.mkdir(parents=True, exist_ok=True)
    if results.checks.height:
        write_data_docs(suites, results.checks, chosen, (results.run["run_id"], results.started), page / "data_docs")
    content = _content(results, chosen, suites)
    _write(page / _SUMMARY, json.dumps(_numbers(results, content["verdict"]), indent=2))
    content["trend"] = _trend(runs, KEPT_RUNS)
    template = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True).get_template(
        "quality.html"
    )
    _write(page / "index.html", template.render(content, base="", root="../../"))
    _write(out / "index.html", template.render(content, base=f"runs/{page.name}/", root=""))
    return out / "index.html"


def _content(results: Results, chosen: pl.DataFrame, suites: dict[str, Suite]) -> dict[str, Any]:
    """Fill the variables of the template, apart from paths and the trend."""
    rules = {(name, rule.name): rule for name, suite in suites.items() for rule in suite.rules}
    checks = [check | _explained(check, rules) for check in results.checks.to_dicts()]
    return {
        "run": results.run,
        "verdict": _verdict(results),
        "files": results.files,
        "frames": [_frame(suite, checks, results) for suite in suites.values()],
        "has_docs": bool(checks),
        "quarantine": _groups(results.quarantine, chosen, rules),
        "refused": results.refused.head(REFUSED).to_dicts(),
        "refused_total": results.refused.height,
        "keep": KEPT_RUNS,
    }


def _explained(check: dict[str, Any], rules: dict[tuple[str, str], Rule]) -> dict[str, Any]:
    rule = rules.get((check["frame"], check["expectation"]))
    tone = "good" if not check["unexpected"] else "warn" if check["severity"] == "warn" else "bad"
    return {
        "note": rule.note if rule else "",
        "remedy": rule.remedy if rule else "",
        "share": check["unexpected"] / check["evaluated"] if check["evaluated"] else 0.0,
        "tone": tone,
    }


def _frame(suite: Suite, checks: Sequence[dict[str, Any]], results: Results) -> dict[str, Any]:
    """Put together what the page says of one frame; the worst rules stand first."""
    own = [check for check in checks if check["frame"] == suite.frame]
    worst = ("critical", "reject", "warn")
    broken = sorted(
        (c for c in own if c["unexpected"]),
        key=lambda c: (worst.index(c["severity"]), -c["unexpected"], c["expectation"]),
    )
    rejected = results.quarantine.filter(pl.col("frame") == suite.frame)
    kept = [check for check in own if not check["unexpected"]]
    return {
        "name": suite.frame,
        "grain": suite.grain,
        "found": results.found[suite.frame],
        "quarantined": rejected.select(_ROW).n_unique(),
        "passed": len(kept),
        "broken": broken,
        "kept": kept,
    }


# A row that breaks two rules stands twice in the quarantine.
_ROW = ["frame", "row_key", "row_json"]


def _verdict(results: Results) -> dict[str, Any]:
    """Say in a sentence whether the data may be used."""
    stops = results.checks.filter("stops")
    broken = results.checks.filter(pl.col("unexpected") > 0).height
    rejected = results.quarantine.select(_ROW).n_unique()
    if stops.height:
        named = [f"{row['frame']}: {row['expectation']}" for row in stops.to_dicts()]
        return {"tone": "bad", "title": "Stopped: nothing was published from this run", "lines": named}
    if not results.checks.height:
        return {"tone": "warn", "title": "No facts were checked in this run", "lines": []}
    if rejected:
        title = (
            f"Fit for use: {rejected:,} rows quarantined, {broken} of {results.checks.height} rules broken by some row"
        )
        return {"tone": "warn", "title": title, "lines": []}
    return {"tone": "good", "title": f"Fit for use: no row rejected by {results.checks.height} rules", "lines": []}


def _groups(quarantine: pl.DataFrame, chosen: pl.DataFrame, rules: dict[tuple[str, str], Rule]) -> list[dict[str, Any]]:
    """Group the quarantined rows by rule, the rule with most rows first."""
    sizes = quarantine.group_by("frame", "expectation").agg(rows=pl.len())
    groups = chosen.group_by("frame", "expectation", maintain_order=True).agg(examples=pl.struct(pl.all()))
    ordered = groups.join(sizes, on=["frame", "expectation"]).sort(
        "rows", "frame", "expectation", descending=[True, False, False]
    )
    return [
        group | {"note": rule.note if rule else "", "remedy": rule.remedy if rule else ""}
        for group in ordered.to_dicts()
        for rule in [rules.get((group["frame"], group["expectation"]))]
    ]


def _numbers(results: Results, verdict: dict[str, Any]) -> dict[str, Any]:
    """Numbers of one run for the trend, kept beside its page."""
    return {
        "run_id": results.run["run_id"],
        "started_at": results.run["started_at"],
        "tone": verdict["tone"],
        "verdict": verdict["title"].split(":")[0],
        "files": results.files["new"] + results.files["changed"],
        "refused": results.refused.height,
        "rows": sum(results.found.values()),
        "quarantined": results.quarantine.select(_ROW).n_unique(),
        "broken": results.checks.filter(pl.col("unexpected") > 0).height,
    }


def _trend(runs: Path, keep: int) -> list[dict[str, Any]]:
    """Read the numbers of the kept runs, newest first, and remove the pages of older ones."""
    notes = [json.loads(path.read_text("utf-8")) | {"folder": path.parent} for path in runs.glob(f"*/{_SUMMARY}")]
    notes.sort(key=lambda note: (note["started_at"], note["run_id"]), reverse=True)
    for note in notes[keep:]:
        shutil.rmtree(note["folder"], ignore_errors=True)
    shares = [note["quarantined"] / max(note["rows"], 1) for note in notes[:keep]]
    top = max(shares, default=0) or 1
    return [note | {"height": round(50 * share / top, 1)} for note, share in zip(notes, shares, strict=False)]


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole, since somebody may be reading it."""
    draft = path.with_name(path.name + ".new")
    draft.write_text(text, "utf-8")
    draft.replace(path)
