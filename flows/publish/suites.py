"""The rules of validation: suites of expectations as JSON, with code lists filled in when they are read.

A suite names a closed list as `{"$code_list": "event_subtype"}`, so that a code that is added to the lexicon is valid
at once and stands in one place only. `meta` of an expectation says how bad a break is:

* `critical`: bad rows go to the quarantine; more than `max_share` of the rows (and at least `min_rows`) stop the run.
* `reject`: bad rows go to the quarantine.
* `warn`: counted, nothing else.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import UsageError
from flows.language.gazetteer import alpha3
from flows.language.lexicon import BUNDLED, load_lexicon
from flows.language.lexicon_rows import read_rows
from flows.paths import expectations_dir

FRAMES = ("article", "mention", "person_post", "event_report", "statement", "quantity")
SEVERITIES = ("critical", "reject", "warn")
_PLACEHOLDER = "$code_list"
_COLUMN_KEYS = ("column", "column_A", "column_B")


@dataclass(frozen=True)
class Rule:
    """One expectation of a suite.

    Attributes:
        name: Stable name, unique in its suite.
        type: Name of the expectation in Great Expectations.
        kwargs: Its parameters, code lists filled in.
        severity: `critical`, `reject` or `warn`.
        note: What it means when the rule breaks, in one sentence.
        remedy: What the operator can do.
        max_share: Share of rows that may break a critical rule before the run stops.
        min_rows: Fewest broken rows that stop the run.
    """

    name: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    note: str
    remedy: str
    max_share: float = 0.0
    min_rows: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that the rule looks at; none for a rule about the whole table."""
        return tuple(self.kwargs[key] for key in _COLUMN_KEYS if key in self.kwargs)

    @property
    def condition_column(self) -> str | None:
        """Column that decides for which rows the rule holds, if not for all."""
        condition = self.kwargs.get("row_condition")
        return condition["column"]["name"] if condition else None

    @property
    def rejects(self) -> bool:
        """Whether rows that break the rule are kept out of the warehouse."""
        return self.severity != "warn"


@dataclass(frozen=True)
class Suite:
    """The rules of one frame.

    Attributes:
        frame: Name of the frame, of its parquet file and of the suite.
        grain: What one row is.
        row_key: Columns that tell rows apart.
        required: Columns that the frame must have.
        rules: All expectations in file order.
    """

    frame: str
    grain: str
    row_key: tuple[str, ...]
    required: tuple[str, ...]
    rules: tuple[Rule, ...]


class NamedLists(dict[str, list[str]]):
    """Stands for every code list by its name: pages name lists and do not print them."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> list[str]:
        return [f"code list {name}"]


def load_suites(lists: Mapping[str, Iterable[str]], folder: Path | None = None) -> dict[str, Suite]:
    """Read all suites.

    Args:
        lists: Codes by name of their list, as `code_lists` gives them.
        folder: Folder with `<frame>.json`; the project's own when not given.

    Returns:
        The suites by frame, in the order in which frames are validated.

    Raises:
        UsageError: A file is missing, is no JSON, names an unknown code list or severity, or a rule twice.
    """
    folder = folder or expectations_dir()
    return {frame: _read_suite(folder / f"{frame}.json", lists) for frame in FRAMES}


def code_lists(lexicon: Path | None = None, folder: Path | None = None) -> dict[str, list[str]]:
    """Collect the closed lists of codes that rules may name.

    Args:
        lexicon: The user's own lexicon folder, which may define further international bodies.
        folder: Folder with `code_lists.csv`; the project's own when not given.

    Returns:
        Sorted codes by name of the list: those of the file, `event_subtype`, `country` (ISO 3166-1 alpha-3) and
        `actor` (countries and international bodies).
    """
    rows = read_rows((folder or expectations_dir()) / "code_lists.csv")
    grouped = rows.group_by("list").agg(pl.col("code").sort())
    lists = dict(zip(grouped["list"], grouped["code"].to_list(), strict=True))
    subtypes = read_rows(BUNDLED / "event_types.csv")["subtype"].to_list()
    lexicon_codes = load_lexicon(lexicon).codes
    return lists | {
        "event_subtype": sorted(subtypes),
        "country": sorted(alpha3().values()),
        "actor": sorted(lexicon_codes),
    }


def _read_suite(path: Path, lists: Mapping[str, Iterable[str]]) -> Suite:
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path} is missing", "Install Warta again, or restore the file from the repository") from None
    except ValueError as error:
        raise UsageError(f"{path} is no JSON: {error}", "Correct the file, or restore it from the repository") from None
    rules = tuple(_rule(path, item, lists) for item in document["expectations"])
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"{path}: rule {twice[0]} stands there twice", "Give each rule a name of its own")
    required = next(rule.kwargs["column_set"] for rule in rules if "column_set" in rule.kwargs)
    meta = document["meta"]
    return Suite(document["name"], meta["grain"], tuple(meta["row_key"]), tuple(required), rules)


def _rule(path: Path, item: dict[str, Any], lists: Mapping[str, Iterable[str]]) -> Rule:
    meta = item["meta"]
    if meta["severity"] not in SEVERITIES:
        raise UsageError(
            f"{path}: rule {meta['name']} has severity {meta['severity']!r}", f"Use one of: {', '.join(SEVERITIES)}"
        )
    return Rule(type=item["type"], kwargs=_filled(path, item["kwargs"], lists), **meta)


def _filled(path: Path, value: Any, lists: Mapping[str, Iterable[str]]) -> Any:
    """Replace placeholders, at any depth, by the codes of their list."""
    if isinstance(value, dict):
        if set(value) == {_PLACEHOLDER}:
            name = value[_PLACEHOLDER]
            if name not in lists:
                raise UsageError(f"{path}: unknown code list {name!r}", f"Known lists: {', '.join(sorted(lists))}")
            return list(lists[name])
        return {key: _filled(path, inner, lists) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(path, inner, lists) for inner in value]
    return value
