"""Names of months, weekdays and clocks as Indonesian pages print them."""

from functools import cache

import polars as pl
from babel import Locale

from flows.ingest.words import read_words

LOCALES = ("id", "en", "ms")
ZONES = {"WIB": 420, "WITA": 480, "WIT": 540, "KST": 540, "JST": 540, "GMT": 0, "UTC": 0, "Z": 0}
SHORTEST_NAME = 3


@cache
def names(unit: str) -> dict[str, int]:
    """Give the number of each name of a month or weekday.

    Args:
        unit: `month` (January is 1) or `weekday` (Monday is 1).

    Returns:
        Lower-case ASCII names, those of CLDR and those of `page_calendar.csv`.
    """
    found: dict[str, int] = {}
    for code in LOCALES:
        locale = Locale.parse(code)
        table = locale.months if unit == "month" else locale.days
        for width in ("wide", "abbreviated"):
            for number, name in table["format"][width].items():
                found.setdefault(name.lower().rstrip("."), number if unit == "month" else number + 1)
    for row in read_words("page_calendar").filter(pl.col("unit") == unit).to_dicts():
        found[row["surface"].lower()] = int(row["number"])
    return {name: number for name, number in found.items() if len(name) >= SHORTEST_NAME and name.isascii()}


def alternatives(unit: str) -> str:
    """Join the names of a unit to a regular expression, longest first.

    Args:
        unit: `month` or `weekday`.

    Returns:
        `januari|...`, without a group around it.
    """
    return "|".join(sorted((name.replace(".", r"\.") for name in names(unit)), key=len, reverse=True))


def number_of(column: pl.Expr, unit: str) -> pl.Expr:
    """Turn names of months or weekdays into their numbers.

    Args:
        column: Names in any case.
        unit: `month` or `weekday`.

    Returns:
        Int32 expression, null for anything else.
    """
    return column.str.to_lowercase().replace_strict(names(unit), default=None, return_dtype=pl.Int32)
