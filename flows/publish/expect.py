"""Great Expectations at work: one suite on one frame, and which rows broke which rule."""

import gc
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.errors import DataError
from flows.publish.library import great_expectations
from flows.publish.suites import Rule, Suite
from flows.publish.thrift import configured_once

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition

# How Great Expectations, which has severities of its own, calls ours.
GX_SEVERITY = {"critical": "critical", "reject": "warning", "warn": "info"}
_NAMING_ROWS = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["row"],
    "return_unexpected_index_query": False,
}

_NULL_RULES = {"expect_column_values_to_be_null", "expect_column_values_to_not_be_null"}
_CODE_RULES = {"expect_column_values_to_be_in_set"}

# Contexts register themselves in a global of the library, so two threads take turns.
_validating = threading.Lock()


@dataclass(frozen=True)
class Outcome:
    """What one rule found in one frame.

    Attributes:
        rule: The rule.
        evaluated: Rows (for a rule about the table: columns) that were looked at.
        unexpected: How many of them break the rule.
        rows: Positions of those rows in the frame; empty for warnings, which name no rows.
    """

    rule: Rule
    evaluated: int
    unexpected: int
    rows: list[int]

    @property
    def stops(self) -> bool:
        """Whether so many rows break a critical rule that nothing may be published."""
        enough = self.unexpected >= max(self.rule.min_rows, 1)
        return self.rule.severity == "critical" and enough and self.unexpected > self.rule.max_share * self.evaluated


def run_suite(suite: Suite, frame: pl.DataFrame) -> list[Outcome]:
    """Check a frame against its suite.

    Args:
        suite: The rules.
        frame: Rows with `row` and the helper columns of `derive`. When required columns are missing, only the rules
            about the table are run.

    Returns:
        One outcome for each rule that was run, in the order of the suite.

    Raises:
        DataError: A rule could not be evaluated at all.
    """
    if set(suite.required) - set(frame.columns):
        rules = [rule for rule in suite.rules if not rule.columns]
    elif frame.is_empty():
        return [Outcome(rule, 0, 0, []) for rule in suite.rules]
    else:
        rules = list(suite.rules)
    results = _validate(suite, rules, _slim(frame, rules))
    return [_outcome(suite, rule, results[rule.name]) for rule in rules]


def forget() -> None:
    """Free the frames of past validations, which Great Expectations ties into cycles that Python lets grow."""
    gc.collect()


def build_suite(suite: Suite, rules: Sequence[Rule]) -> "ExpectationSuite":
    """Make the ExpectationSuite of some rules, for validation or for documentation."""
    gx = great_expectations()
    return gx.ExpectationSuite(name=suite.frame, expectations=[_expectation(rule) for rule in rules])


def _expectation(rule: Rule) -> dict[str, Any]:
    limits = {key: value for key, value in rule.kwargs.items() if key not in ("column", "column_A", "column_B")}
    return {
        "type": rule.type,
        "kwargs": dict(rule.kwargs),
        "meta": {"name": rule.name},
        "description": f"{rule.name} ({rule.severity}) breaks when: {rule.note}",
        "notes": f"{rule.type}({', '.join(rule.columns)}) {limits or ''} Remedy: {rule.remedy}.",
        "severity": GX_SEVERITY[rule.severity],
    }


def _slim(frame: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """Keep of each column what its rules look at, for pandas copies all columns for almost every rule.

    Texts that are compared with codes become categories; of columns that may or may not be null, 1 stands for a value;
    columns without a rule travel as names only.
    """
    types: dict[str, set[str]] = {}
    for rule in rules:
        for column in rule.columns:
            types.setdefault(column, set()).add(rule.type)
    compared = {rule.condition_column for rule in rules}

    def kept(name: str) -> pl.Expr:
        used, column = types.get(name, set()), pl.col(name)
        if name == "row" or (used - _NULL_RULES - _CODE_RULES):
            return column
        if name in compared or used & _CODE_RULES:
            return column.cast(pl.Categorical) if frame.schema[name] == pl.String else column
        return pl.when(column.is_not_null() if used else False).then(1.0).alias(name)

    return frame.select(kept(name) for name in frame.columns)


def _validate(suite: Suite, rules: Sequence[Rule], frame: pl.DataFrame) -> "dict[str, ExpectationValidationResult]":
    """Count all breaks first, then name the rows of those that reject: naming costs 25 microseconds a row."""
    with _validating, configured_once():
        batch = _frames().get_batch(batch_parameters={"dataframe": frame.to_pandas()})
        results = _by_name(batch.validate(build_suite(suite, rules), result_format="BASIC"))
        rejecting = [rule for rule in rules if rule.rejects and rule.columns and not results[rule.name].success]
        if rejecting:
            named = batch.validate(build_suite(suite, rejecting), result_format=_NAMING_ROWS)
            results |= _by_name(named)
    return results


@cache
def _frames() -> "BatchDefinition":
    """Make the one place to which all frames are brought; to make it takes as long as to check a small frame."""
    context = great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("facts").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("batch")


def _by_name(report: "ExpectationSuiteValidationResult") -> "dict[str, ExpectationValidationResult]":
    return {result.expectation_config.meta["name"]: result for result in report.results}


def _outcome(suite: Suite, rule: Rule, result: "ExpectationValidationResult") -> Outcome:
    found = result.result
    if not rule.columns and "details" in found:
        missing = found["details"].get("mismatched", {}).get("missing", [])
        return Outcome(rule, len(rule.kwargs["column_set"]), len(missing), [])
    if "element_count" not in found:
        raise DataError(
            f"The rule {rule.name} of {suite.frame} cannot be evaluated: {str(result.exception_info)[-300:]}",
            f"Correct the rule in expectations/{suite.frame}.json",
        )
    rows = [int(entry["row"]) for entry in found.get("unexpected_index_list") or []]
    return Outcome(rule, found["element_count"], found["unexpected_count"], rows)
