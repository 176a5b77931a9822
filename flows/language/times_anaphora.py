"""Resolve times told relative to a time told before: `sehari kemudian`, `tahun itu`, `hari yang sama`; join ranges."""

import polars as pl

from flows.language.calendar import add_days, monday, month_start, shift_month, year_end, year_start
from flows.language.times_resolve import PRECISION, part_of_month

NEAR_ANCHOR = 10
FINE = ["day", "week", "month"]
BASE = {"start": "date_start", "end": "date_end", "precision": "precision"}


def resolve_anaphora(times: pl.DataFrame) -> pl.DataFrame:
    """Count anaphoric expressions from the time told last, preferably in their own paragraph.

    Args:
        times: Rows in text order: `article`, `paragraph`, `anchor`, `date_start`, `date_end`, `precision`, `rule`,
            `role`, `attribution` and the columns of the parser.

    Returns:
        The rows with dates for the anaphoric ones, where there is something to count from.
    """
    rows = times.with_columns(**_needs())
    # The second pass serves an anaphor that counts from another one.
    for _ in range(2):
        rows = _resolve(_bases(rows))
    return rows.drop("shift", "step")


def _needs() -> dict[str, pl.Expr]:
    """Say in which unit (`step`) and how far (`shift`) a row counts from the time before; null for other rows."""
    kind, tail = pl.col("kind"), pl.col("tail")
    words = {"same": 0, "before": -1, "after": 1}
    by_word = pl.col("direction").replace_strict(words, default=None, return_dtype=pl.Int64)
    year = pl.col("year_word").replace_strict(words, default=None, return_dtype=pl.Int64)
    counted = tail.is_in(["later", "earlier"]) & pl.col("amount").is_not_null()
    hours = pl.col("unit").is_in(["hour", "minute", "second"])
    amount = pl.when(hours).then(0).otherwise(pl.col("amount").cast(pl.Int64)) * pl.when(tail == "earlier").then(
        -1
    ).otherwise(1)
    step = (
        pl.when(kind == "anaphor").then(pl.col("unit"))
        .when((kind == "unit") & by_word.is_not_null()).then("unit")
        .when(year.is_not_null()).then(pl.lit("year_of_month"))
        .when(counted).then(pl.when(hours).then(pl.lit("day")).otherwise("unit"))
    )  # fmt: skip
    shift = (
        pl.when(kind == "anaphor").then(pl.col("amount").cast(pl.Int64)).when(kind == "unit").then(by_word)
        .when(year.is_not_null()).then(year).when(counted).then(amount)
    )  # fmt: skip
    return {"step": step, "shift": shift}


def _bases(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the time to count from: `base_start`, `base_end`, `base_precision`."""
    dated = pl.col("date_start").is_not_null() & ~pl.col("role").is_in(["attributive", "duration", "deadline"])
    day = dated & (pl.col("precision") == "day")
    told = ~pl.col("attribution")
    near = ((pl.col("date_start") - pl.col("anchor")).dt.total_days().abs() <= NEAR_ANCHOR).fill_null(False)
    fine = dated & pl.col("precision").is_in(FINE)
    place, article = "paragraph", "article"
    by_day = [(day & told, place), (day & told & near, article), (day & told, article), (day, article)]
    by_month = [(fine & told, place), (fine & told, article), (fine, article)]
    by_any = [(dated & told, place), (dated, article)]
    step = pl.col("step")
    base = (
        pl.when(step == "day").then(_last(by_day)).when(step.is_in(["week", "month"])).then(_last(by_month))
        .when(step.is_not_null()).then(_last(by_any))
    )  # fmt: skip
    rows = rows.with_row_index("at").with_columns(base=base)
    return rows.with_columns(pl.col(name).gather("base").alias(f"base_{part}") for part, name in BASE.items()).drop(
        "at", "base"
    )


def _last(choices: list[tuple[pl.Expr, str]]) -> pl.Expr:
    """Give the row number of the last row before this one that qualifies, by the first choice that has one.

    Rows are in text order, so a fill over the whole frame and a look at the group that it came from does what a
    window over each group would do, many times faster.
    """
    rows = (pl.when(ok).then(pl.col("at")).shift(1).forward_fill() for ok, _ in choices)
    same = (
        [pl.col("article"), pl.col("paragraph")] if within == "paragraph" else [pl.col("article")]
        for _, within in choices
    )
    return pl.coalesce(
        pl.when(pl.all_horizontal(column.gather(row) == column for column in columns)).then(row)
        for row, columns in zip(rows, same, strict=True)
    )


def _resolve(rows: pl.DataFrame) -> pl.DataFrame:
    step, shift, start, end = pl.col("step"), pl.col("shift"), pl.col("base_start"), pl.col("base_end")
    day = add_days(pl.when(shift > 0).then(end).otherwise(start), shift)
    week = monday(add_days(start, 7 * shift))
    month = part_of_month(shift_month(start, shift))
    year = start.dt.year() + shift.cast(pl.Int32)
    named = part_of_month(month_start(year, pl.col("month")))
    first = (
        pl.when(step == "day").then(day).when(step == "week").then(week).when(step == "month").then(month[0])
        .when(step == "year").then(year_start(year)).when(step == "year_of_month").then(named[0]).when(step == "any").then(start)
    )  # fmt: skip
    last = (
        pl.when(step == "day").then(day).when(step == "week").then(add_days(week, 6)).when(step == "month").then(month[1])
        .when(step == "year").then(year_end(year)).when(step == "year_of_month").then(named[1]).when(step == "any").then(end)
    )  # fmt: skip
    exact = (
        pl.when(step == "year_of_month")
        .then(pl.lit("month"))
        .when(step == "any")
        .then("base_precision")
        .otherwise(step.replace_strict(PRECISION, default=None, return_dtype=pl.String))
    )
    found = step.is_not_null() & first.is_not_null()
    return rows.with_columns(
        date_start=pl.when(found).then(first).otherwise("date_start"),
        date_end=pl.when(found).then(last).otherwise("date_end"),
        precision=pl.when(found).then(exact).otherwise("precision"),
        rule=pl.when(step.is_not_null()).then(pl.format("anaphor_{}", step)).otherwise("rule"),
    ).drop("base_start", "base_end", "base_precision")


def join_ranges(times: pl.DataFrame) -> pl.DataFrame:
    """Make one row of two expressions joined by `hingga` or `antara ... dan`.

    Args:
        times: Rows in text order with `sentence`, `start`, `end`, `joint`, dates, `precision`, `role`.

    Returns:
        The rows, ranges as one row from the first expression to the end of the second.
    """
    next_start, next_end = _next("date_start"), _next("date_end")
    early = next_start < pl.col("date_start")
    # `Senin hingga Rabu` and `30 Desember hingga 2 Januari` go forward even where each alone would be read back.
    week_later = (_next("kind") == "weekday") & _next("day").is_null()
    year_later = _next("year").is_null() & _next("month").is_not_null()
    moved = pl.when(early & week_later).then(add_days(next_end, 7)).when(early & year_later).then(
        add_days(month_start(next_end.dt.year() + 1, next_end.dt.month()), next_end.dt.day().cast(pl.Int64) - 1)
    ).otherwise(next_end)  # fmt: skip
    joins = ((pl.col("joint") == "range") & (moved >= pl.col("date_start"))).fill_null(False)
    joins = joins & ~pl.col("role").is_in(["after_event", "before_event", "duration"])
    coarse = pl.coalesce(pl.when(pl.col("precision") != "day").then("precision"), _next("precision"))
    return times.with_columns(joins=joins).with_columns(
        joined=pl.col("joins").shift(1, fill_value=False),
        date_end=pl.when("joins").then(moved).otherwise("date_end"),
        end=pl.when("joins").then(_next("end")).otherwise("end"),
        role=pl.when(pl.col("joins") & pl.col("role").is_in(["since", "until"])).then(pl.lit("at")).otherwise("role"),
        precision=pl.when("joins").then(coarse).otherwise("precision"),
        rule=pl.when("joins").then(pl.format("range_{}", pl.col("rule"))).otherwise("rule"),
    ).filter(~pl.col("joined")).drop("joins", "joined")  # fmt: skip


def _next(name: str) -> pl.Expr:
    """Give a column of the next row where that is of the same sentence."""
    return pl.when(pl.col("sentence") == pl.col("sentence").shift(-1)).then(pl.col(name).shift(-1))
