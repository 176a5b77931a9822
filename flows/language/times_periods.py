"""Compute months, weeks, quarters, years and stretches of time that count from the publication."""

import polars as pl

from flows.language.calendar import add_days, monday, month_start, shift_month, year_end, year_start

ANCHOR = pl.col("anchor")
PRECISION = {
    "day": "day", "week": "week", "month": "month", "year": "year", "quarter": "quarter", "semester": "quarter",
    "decade": "year", "century": "year",
}  # fmt: skip


def as_read(
    rows: pl.DataFrame,
    past: tuple[pl.Expr, pl.Expr],
    future: tuple[pl.Expr, pl.Expr],
    precision: pl.Expr,
    rule: pl.Expr,
) -> pl.DataFrame:
    """Add the two readings of an expression.

    Args:
        rows: Parsed expressions with `anchor`.
        past: First and last day if it lies behind.
        future: First and last day if it lies ahead.
        precision: day, week, month, quarter or year.
        rule: Name of what read it.

    Returns:
        The rows with `past_start`, `past_end`, `future_start`, `future_end`, `precision`, `rule`, `weekday_mismatch`.
    """
    # Lazy, because only then are the many shared parts of these expressions computed once.
    lazy = rows.lazy().with_columns(
        past_start=past[0].cast(pl.Date),
        past_end=past[1].cast(pl.Date),
        future_start=future[0].cast(pl.Date),
        future_end=future[1].cast(pl.Date),
        precision=precision.cast(pl.String),
        rule=rule,
        weekday_mismatch=pl.lit(False),
    )
    return lazy.collect()


def stated_year() -> pl.Expr:
    """Give the year that an expression states: `2018`, `tahun lalu`; null where it states none."""
    return pl.coalesce(pl.col("year"), ANCHOR.dt.year() + pl.col("year_word").cast(pl.Int32, strict=False))


def read_month(rows: pl.DataFrame) -> pl.DataFrame:
    """Read a month, its first days, middle or end, with or without a year."""
    direction, month = pl.col("direction").cast(pl.Int32, strict=False), pl.col("month").cast(pl.Int32)
    this = ANCHOR.dt.month().cast(pl.Int32)
    # `September lalu` and `Maret mendatang` leave out the month of the anchor, not the `awal` that is over.
    last_day = pl.col("part").replace_strict({"early": 10, "mid": 20}, default=None, return_dtype=pl.Int8)
    gone = (direction == -1) & (ANCHOR.dt.day() > last_day).fill_null(False)
    counts = (month == this) & (~(direction.abs() == 1).fill_null(False) | gone)
    back = pl.when((month < this) | counts).then(0).otherwise(-1)
    ahead = pl.when((month > this) | counts).then(0).otherwise(1)
    one = pl.when(direction == -1).then(back).when(direction == 1).then(ahead).when(direction == 0).then(0)
    year = stated_year()
    # `Desember tahun yang sama` waits for the year told before it.
    waits = pl.col("year_word").is_in(["same", "before", "after"]).fill_null(False)
    shift_past, shift_future = (pl.coalesce(one, shift).cast(pl.Int32) for shift in (back, ahead))
    past, future = (
        pl.when(~waits).then(month_start(pl.coalesce(year, ANCHOR.dt.year() + shift), month))
        for shift in (shift_past, shift_future)
    )
    rows = rows.with_columns(month_past=past, month_future=future)
    part = pl.when(pl.col("part").is_not_null()).then(pl.lit("part_of_month")).otherwise(pl.lit("month"))
    rule = pl.when(year.is_not_null()).then(part + "_year").otherwise(part)
    precision = pl.when(pl.col("nth").is_not_null()).then(pl.lit("week")).otherwise(pl.lit("month"))
    spans = part_of_month(pl.col("month_past")), part_of_month(pl.col("month_future"))
    return as_read(rows, *spans, precision, rule)


def part_of_month(first: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Give the days of a month that `part` (thirds) or `nth` (weeks of seven days) names, or all of it.

    Args:
        first: First day of the month.

    Returns:
        First and last day.
    """
    last, part, nth = first.dt.month_end(), pl.col("part"), pl.col("nth").cast(pl.Int64)
    start = (
        pl.when(nth == -1).then(add_days(last, -6)).when(nth.is_not_null()).then(add_days(first, 7 * nth - 7))
        .when(part == "mid").then(add_days(first, 10)).when(part == "late").then(add_days(first, 20)).otherwise(first)
    )  # fmt: skip
    end = (
        pl.when(nth > 0).then(pl.min_horizontal(add_days(first, 7 * nth - 1), last))
        .when(part == "early").then(add_days(first, 9)).when(part == "mid").then(add_days(first, 19)).otherwise(last)
    )  # fmt: skip
    return start, end


def read_unit(rows: pl.DataFrame) -> pl.DataFrame:
    """Read `pekan lalu`, `awal bulan ini`, `akhir pekan`, `tahun depan`; `bulan itu` waits for what was told before."""
    shift, bare = pl.col("direction").cast(pl.Int32, strict=False), pl.col("direction").is_null()
    # `akhir pekan` of the past is last week's unless the anchor lies in a weekend itself.
    weekend = (pl.col("unit") == "week") & (pl.col("part") == "late") & (ANCHOR.dt.weekday() < 6)
    past = _period(pl.coalesce(shift, pl.when(bare).then(pl.when(weekend).then(-1).otherwise(0))))
    future = _period(pl.coalesce(shift, pl.when(bare).then(0)))
    precision = pl.col("unit").replace_strict(PRECISION, default=None, return_dtype=pl.String)
    return as_read(rows, past, future, precision, pl.format("{}_direction", pl.col("unit")))


def _period(shift: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Give the day, week, month, quarter or year some units from that of the anchor, or the named part of it."""
    day = add_days(ANCHOR, shift.cast(pl.Int64))
    week = add_days(monday(ANCHOR), 7 * shift.cast(pl.Int64))
    weekend = pl.when(pl.col("part") == "late").then(add_days(week, 5)).otherwise(week)
    quarter = month_start(ANCHOR.dt.year(), ANCHOR.dt.quarter().cast(pl.Int32) * 3 - 2 + 3 * shift)
    year = year_start(ANCHOR.dt.year() + shift)
    decade = year_start((ANCHOR.dt.year() // 10 + shift) * 10)
    spans = {
        "day": (day, day),
        "week": (weekend, add_days(week, 6)),
        "month": part_of_month(shift_month(ANCHOR, shift)),
        "quarter": (quarter, shift_month(quarter, 2).dt.month_end()),
        "year": (year, year_end(year.dt.year())),
        "decade": (decade, year_end(decade.dt.year() + 9)),
    }
    start = pl.coalesce(pl.when(pl.col("unit") == name).then(span[0]) for name, span in spans.items())
    end = pl.coalesce(pl.when(pl.col("unit") == name).then(span[1]) for name, span in spans.items())
    return start, end


def read_quarter(rows: pl.DataFrame) -> pl.DataFrame:
    """Read `kuartal keempat tahun ini`, `semester pertama 2023`."""
    year = pl.coalesce(pl.col("year"), ANCHOR.dt.year() + pl.col("direction").cast(pl.Int32, strict=False).fill_null(0))
    months = pl.when(pl.col("unit") == "semester").then(6).otherwise(3)
    start = month_start(year, (pl.col("nth").cast(pl.Int32) - 1) * months + 1)
    span = (start, shift_month(start, months - 1).dt.month_end())
    return as_read(rows, span, span, pl.lit("quarter"), pl.lit("quarter"))


def read_year(rows: pl.DataFrame) -> pl.DataFrame:
    """Read years, ranges of years and decades; a part of a year stands for all of it."""
    span = (year_start(pl.col("year")), year_end(pl.coalesce("year_end", "year")))
    attribute = pl.col("role") == "attributive"
    rule = pl.when(attribute).then(pl.lit("attributive_year")).otherwise(pl.lit("year"))
    return as_read(rows, span, span, pl.lit("year"), rule)


def read_deictic(rows: pl.DataFrame) -> pl.DataFrame:
    """Read `kemarin`, `hari ini`, `lusa`."""
    day = add_days(ANCHOR, pl.col("amount").cast(pl.Int64))
    rule = pl.when("quoted").then(pl.lit("deictic_in_quotation")).otherwise(pl.lit("deictic"))
    return as_read(rows, (day, day), (day, day), pl.lit("day"), rule)


def read_amount(rows: pl.DataFrame) -> pl.DataFrame:
    """Read `dua pekan silam`, `tiga hari lagi`, `dalam dua tahun terakhir`; other amounts wait or have no date."""
    tail, hours = pl.col("tail"), pl.col("unit").is_in(["hour", "minute", "second"])
    sign = pl.when(tail.is_in(["ago", "recent"])).then(-1).otherwise(1)
    period = _period((pl.col("amount").cast(pl.Int32) * sign).cast(pl.Int32))
    start, end = (pl.when(hours & pl.col("amount").is_not_null()).then(ANCHOR).otherwise(bound) for bound in period)
    rows = rows.with_columns(first=start, last=end)
    point = tail.is_in(["ago", "ahead"])
    start = (
        pl.when(point).then("first").when(tail == "recent").then(add_days(pl.col("first"), 1))
        .when((tail == "within") & pl.col("last").is_not_null()).then(ANCHOR)
    )  # fmt: skip
    end = pl.when(point | (tail == "within")).then("last").when((tail == "recent") & start.is_not_null()).then(ANCHOR)
    precision = pl.col("unit").replace_strict(PRECISION, default="day", return_dtype=pl.String)
    return as_read(rows, (start, end), (start, end), precision, pl.format("amount_{}", tail))
