"""Data Docs of a run: what Great Expectations writes about suites and results, one page each, without the network.

The pages that Great Expectations writes by itself load their looks and scripts from ten servers; so its renderers are
put into a page of our own. Results of all batches are merged first: one pair of pages for each frame.
"""

import html
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from jinja2 import Template

from flows.publish.expect import build_suite
from flows.publish.library import great_expectations
from flows.publish.suites import Rule, Suite

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult

TEMPLATES = Path(__file__).parent / "templates"


def write_data_docs(
    suites: Mapping[str, Suite], checks: pl.DataFrame, examples: pl.DataFrame, run: tuple[str, datetime], out: Path
) -> None:
    """Write `<frame>.html` (results) and `<frame>.suite.html` (rules) for each frame.

    Args:
        suites: The suites by frame.
        checks: Results of the run, one row for each rule: frame, expectation, evaluated, unexpected.
        examples: Some broken values: frame, expectation, value.
        run: Name of the run and when it began.
        out: Folder of the pages; made if need be.
    """
    great_expectations()
    from great_expectations.render.renderer.page_renderer import (
        ExpectationSuitePageRenderer,
        ValidationResultsPageRenderer,
    )

    out.mkdir(parents=True, exist_ok=True)
    # One view for all pages: each compiles the templates that it meets.
    page = _page_template()
    found = {(row["frame"], row["expectation"]): row for row in checks.to_dicts()}
    shown = examples.group_by("frame", "expectation").agg("value")
    values = {(row["frame"], row["expectation"]): row["value"] for row in shown.to_dicts()}
    for frame, suite in suites.items():
        document = build_suite(suite, suite.rules)
        results = [
            _result(rule, config, found.get((frame, rule.name), {}), values.get((frame, rule.name), []))
            for rule, config in zip(suite.rules, document.expectation_configurations, strict=True)
        ]
        results_page, suite_page = f"{frame}.html", f"{frame}.suite.html"
        rendered = ValidationResultsPageRenderer().render(_report(frame, results, run))
        _write(page, out / results_page, rendered, f"Results of {frame}", (suite_page, "the rules"))
        rendered = ExpectationSuitePageRenderer().render(document)
        _write(page, out / suite_page, rendered, f"Rules of {frame}", (results_page, "the results"))


def _result(rule: Rule, config: Any, check: Mapping[str, Any], values: list[str]) -> "ExpectationValidationResult":
    from great_expectations.core import ExpectationValidationResult

    evaluated, unexpected = check.get("evaluated", 0), check.get("unexpected", 0)
    percent = 100 * unexpected / evaluated if evaluated else 0.0
    counts = {
        "element_count": evaluated,
        "unexpected_count": unexpected,
        "unexpected_percent": percent,
        "unexpected_percent_total": percent,
        "unexpected_percent_nonmissing": percent,
        "missing_count": 0,
        "missing_percent": 0.0,
        # The renderers put values of articles into the page as they are.
        "partial_unexpected_list": [html.escape(value) for value in values],
    }
    return ExpectationValidationResult(
        success=unexpected == 0,
        expectation_config=config,
        meta={},
        result=counts if rule.columns else {"observed_value": f"{unexpected} columns missing"},
        exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
    )


def _report(frame: str, results: list[Any], run: tuple[str, datetime]) -> "ExpectationSuiteValidationResult":
    from great_expectations.core import ExpectationSuiteValidationResult
    from great_expectations.core.run_identifier import RunIdentifier

    good = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=good == len(results),
        results=results,
        suite_name=frame,
        suite_parameters={},
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": good,
            "unsuccessful_expectations": len(results) - good,
            "success_percent": 100 * good / len(results),
        },
        meta={
            "great_expectations_version": great_expectations().__version__,
            "run_id": RunIdentifier(run_name=run[0], run_time=run[1]),
            "batch_spec": {"data_asset_name": f"{frame}.parquet"},
        },
    )


def _page_template() -> Template:
    from great_expectations.render.view import DefaultJinjaPageView

    return DefaultJinjaPageView(custom_views_directory=str(TEMPLATES)).env.get_template("data_docs.html")


def _write(template: Template, path: Path, rendered: Any, title: str, other: tuple[str, str]) -> None:
    document = rendered.to_json_dict() | {"title": title, "other": other[0], "other_title": other[1]}
    page = template.render(document)
    # The renderer links the rules where a site of Great Expectations has them.
    page = page.replace(f"../../../../expectations/{path.stem}.html", other[0])
    path.write_text(page, "utf-8")
