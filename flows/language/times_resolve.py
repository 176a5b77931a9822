"""Compute the dates of time expressions that count from the publication or stand by themselves."""

import polars as pl

from flows.language.calendar import add_days, day_of, monday, month_start, shift_month, year_end, year_start

# A day and month without a year are read against the tense when they lie this near on the other side and the
# reading of the tense lies this far away (days).
NEAR, FAR = 62, 240
# A printed weekday that does not fit is taken for a slip when the date lies this near to the publication.
SLIP = 45
YEARS_BACK, YEARS_AHEAD = 6, 2
ANCHOR = pl.col("anchor")
READINGS = ("past_start", "past_end", "future_start", "future_end", "precision", "rule", "weekday_mismatch")


def read_dates(times: pl.DataFrame) -> pl.DataFrame:
    """Compute the past and the future reading of each expression against its anchor.

    Args:
        times: Parsed expressions, `days` reduced to `day` and `day_end`, with `anchor` (Date or null).

    Returns:
        The rows in their order with `past_start`, `past_end`, `future_start`, `future_end` (equal where there is but
        one reading, null where none), `precision`, `rule`, `weekday_mismatch`.
    """
    group = (
        pl.when(pl.col("day").is_not_null())
        .then(pl.lit("dated"))
        .when(pl.col("kind") == "weekday")
        .then(pl.lit("weekday"))
        .when(pl.col("month").is_not_null())
        .then(pl.lit("month"))
        .when(pl.col("kind") == "bare_year")
        .then(pl.lit("year"))
        .otherwise("kind")
    )
    rows = times.with_row_index("row").with_columns(group=group)
    parts = rows.partition_by("group", as_dict=True, include_key=True)
    done = [READERS.get(name[0], _unread)(part).select("row", *READINGS) for name, part in parts.items()]
    empty = _unread(rows.head(0)).select("row", *READINGS)
    return rows.join(
        pl.concat([empty, *done], how="vertical_relaxed"), on="row", how="left", maintain_order="left"
    ).drop("row", "group")


def _read(
    rows: pl.DataFrame,
    past: tuple[pl.Expr, pl.Expr],
    future: tuple[pl.Expr, pl.Expr],
    precision: pl.Expr,
    rule: str | pl.Expr,
) -> pl.DataFrame:
    return rows.with_columns(
        past_start=past[0].cast(pl.Date), past_end=past[1].cast(pl.Date), future_start=future[0].cast(pl.Date), future_end=future[1].cast(pl.Date),
        precision=precision, rule=pl.lit(rule) if isinstance(rule, str) else rule, weekday_mismatch=pl.lit(False),
    )  # fmt: skip


def _unread(rows: pl.DataFrame) -> pl.DataFrame:
    none = pl.lit(None, pl.Date)
    return _read(rows, (none, none), (none, none), pl.lit(None, pl.String), pl.col("kind"))


def _stated_year() -> pl.Expr:
    shift = pl.col("year_word").cast(pl.Int32, strict=False)
    return pl.coalesce(pl.col("year"), ANCHOR.dt.year() + shift)


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    """Days of a month, with or without year and weekday."""
    month, day = pl.coalesce("month_first", "month"), pl.col("day")
    offsets = range(-YEARS_BACK, YEARS_AHEAD + 1)
    rows = rows.with_columns(stated=day_of(_stated_year(), month, day), has_year=_stated_year().is_not_null())
    rows = rows.with_columns(day_of(ANCHOR.dt.year() + k, month, day).alias(f"c{k}") for k in offsets)
    near = [f"c{k}" for k in (-1, 0, 1)]
    strict = pl.when(pl.col("direction") == "-1").then(1).otherwise(0)
    before = pl.max_horizontal(pl.when(pl.col(c) <= add_days(ANCHOR, -strict)).then(pl.col(c)) for c in near)
    after = pl.min_horizontal(pl.when(pl.col(c) >= ANCHOR).then(pl.col(c)) for c in near)
    rows = rows.with_columns(before=before, after=after)
    to_past, to_future = (ANCHOR - pl.col("before")).dt.total_days(), (pl.col("after") - ANCHOR).dt.total_days()
    nearest = (
        pl.when((to_past <= to_future).fill_null(True))
        .then(pl.coalesce("before", "after"))
        .otherwise(pl.coalesce("after", "before"))
    )
    rows = rows.with_columns(nearest=nearest)
    distance = [
        (
            pl.when(pl.col(f"c{k}").dt.weekday() == pl.col("weekday")).then(
                (pl.col(f"c{k}") - ANCHOR).dt.total_days().abs()
            )
        )
        for k in offsets
    ]
    best = pl.min_horizontal(distance)
    fitting = pl.coalesce(pl.when(d == best).then(pl.col(f"c{k}")) for k, d in zip(offsets, distance, strict=True))
    close = (pl.col("nearest") - ANCHOR).dt.total_days().abs() <= SLIP
    by_weekday = (
        pl.when(close | (pl.col("nearest").dt.weekday() == pl.col("weekday")))
        .then("nearest")
        .otherwise(pl.coalesce(fitting, "nearest"))
    )
    one = pl.when("has_year").then("stated").when(pl.col("weekday").is_not_null()).then(by_weekday)
    rows = rows.with_columns(one=one).with_columns(
        first=pl.coalesce(pl.col("one"), pl.when(~pl.col("has_year")).then("before")),
        second=pl.coalesce(pl.col("one"), pl.when(~pl.col("has_year")).then("after")),
    )
    rule = pl.format(
        "{}{}", pl.when(pl.col("weekday").is_not_null()).then(pl.lit("weekday_")).otherwise(pl.lit("")),
        pl.when("has_year").then(pl.lit("full_date")).otherwise(pl.lit("day_month")),
    )  # fmt: skip
    read = _read(
        rows, (pl.col("first"), _last_day("first")), (pl.col("second"), _last_day("second")), pl.lit("day"), rule
    )
    fits = (pl.col("past_start").dt.weekday() == pl.col("weekday")) | (
        pl.col("past_end").dt.weekday() == pl.col("weekday")
    )
    return read.with_columns(weekday_mismatch=(~fits).fill_null(False))


def _last_day(start: str) -> pl.Expr:
    """End a range of days: `30/7-1/8`, `8-19 Agustus`; a single day ends itself."""
    first = pl.col(start)
    year = first.dt.year() + (pl.col("month") < first.dt.month()).cast(pl.Int32)
    last = day_of(year, pl.col("month"), pl.col("day_end"))
    return pl.when(last >= first).then(last).otherwise(first)


def _weekday(rows: pl.DataFrame) -> pl.DataFrame:
    """A bare weekday: the latest one up to the anchor or the next one from it; `lalu` and `depan` exclude the anchor itself."""
    direction, day = pl.col("direction").cast(pl.Int32, strict=False), pl.col("weekday").cast(pl.Int64)
    back = (ANCHOR.dt.weekday().cast(pl.Int64) - day) % 7
    ahead = (day - ANCHOR.dt.weekday().cast(pl.Int64)) % 7
    in_week = add_days(monday(ANCHOR), 7 * direction.cast(pl.Int64) + day - 1)
    past = add_days(ANCHOR, -pl.when((direction == -1) & (back == 0)).then(7).otherwise(back))
    future = add_days(ANCHOR, pl.when((direction == 1) & (ahead == 0)).then(7).otherwise(ahead))
    fixed = (
        pl.when(pl.col("in_week") & direction.is_not_null())
        .then(in_week)
        .when(direction == -1)
        .then(past)
        .when(direction == 1)
        .then(future)
    )
    fixed = fixed.when(direction == 0).then(add_days(monday(ANCHOR), day - 1))
    past, future = fixed.otherwise(past), fixed.otherwise(future)
    rule = (
        pl.when("in_week")
        .then(pl.lit("weekday_of_week"))
        .when(direction.is_not_null())
        .then(pl.lit("weekday_direction"))
        .otherwise(pl.lit("weekday"))
    )
    return _read(rows, (past, past), (future, future), pl.lit("day"), rule)


def _month(rows: pl.DataFrame) -> pl.DataFrame:
    """A month, its first days, middle or end, with or without a year."""
    direction, month = pl.col("direction").cast(pl.Int32, strict=False), pl.col("month").cast(pl.Int32)
    this = ANCHOR.dt.month().cast(pl.Int32)
    excluded = (direction.abs() == 1).fill_null(False)
    back = (pl.when((month < this) | ((month == this) & ~excluded)).then(0).otherwise(-1)).cast(pl.Int32)
    ahead = (pl.when((month > this) | ((month == this) & ~excluded)).then(0).otherwise(1)).cast(pl.Int32)
    stated = _stated_year()
    one = pl.when(direction == -1).then(back).when(direction == 1).then(ahead).when(direction == 0).then(0)
    past = month_start(pl.coalesce(stated, ANCHOR.dt.year() + pl.coalesce(one, back)), month)
    future = month_start(pl.coalesce(stated, ANCHOR.dt.year() + pl.coalesce(one, ahead)), month)
    # `Desember tahun yang sama` waits for the year told before it.
    waits = pl.col("year_word").is_in(["same", "before", "after"])
    rows = rows.with_columns(
        a=pl.when(~waits.fill_null(False)).then(past), b=pl.when(~waits.fill_null(False)).then(future)
    )
    rule = pl.format("{}month{}", pl.when(pl.col("part").is_not_null()).then(pl.lit("part_of_")).otherwise(pl.lit("")),
                     pl.when(stated.is_not_null()).then(pl.lit("_year")).otherwise(pl.lit("")))  # fmt: skip
    precision = pl.when(pl.col("nth").is_not_null()).then(pl.lit("week")).otherwise(pl.lit("month"))
    return _read(rows, part_of_month(pl.col("a")), part_of_month(pl.col("b")), precision, rule)


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


def _unit(rows: pl.DataFrame) -> pl.DataFrame:
    """`pekan lalu`, `awal bulan ini`, `akhir pekan`, `tahun depan`; `bulan itu` waits for what was told before it."""
    shift = pl.col("direction").cast(pl.Int32, strict=False)
    bare = pl.col("direction").is_null()
    past, future = (
        _period(pl.coalesce(shift, pl.when(bare).then(_last_weekend()))),
        _period(pl.coalesce(shift, pl.when(bare).then(0))),
    )
    precision = pl.col("unit").replace_strict(PRECISION, default=None, return_dtype=pl.String)
    return _read(rows, past, future, precision, pl.format("{}_direction", pl.col("unit")))


def _last_weekend() -> pl.Expr:
    """`akhir pekan` of the past is last week's unless the anchor lies in a weekend itself."""
    return (
        pl.when((pl.col("unit") == "week") & (pl.col("part") == "late") & (ANCHOR.dt.weekday() < 6))
        .then(-1)
        .otherwise(0)
    )


PRECISION = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "quarter": "quarter",
    "semester": "quarter",
    "decade": "year",
    "century": "year",
}


def _period(shift: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Give the week, month, quarter or year some units from that of the anchor, or the named part of it."""
    week = add_days(monday(ANCHOR), 7 * shift.cast(pl.Int64))
    weekend = pl.col("part") == "late"
    month = part_of_month(shift_month(ANCHOR, shift))
    year = ANCHOR.dt.year() + shift
    quarter = month_start(ANCHOR.dt.year(), ANCHOR.dt.quarter().cast(pl.Int32) * 3 - 2 + 3 * shift)
    decade = year_start((ANCHOR.dt.year() // 10 + shift) * 10)
    unit = pl.col("unit")
    start = (
        pl.when(unit == "day").then(add_days(ANCHOR, shift.cast(pl.Int64))).when(unit == "week").then(pl.when(weekend).then(add_days(week, 5)).otherwise(week))
        .when(unit == "month").then(month[0]).when(unit == "year").then(year_start(year))
        .when(unit == "quarter").then(quarter).when(unit == "decade").then(decade)
    )  # fmt: skip
    end = (
        pl.when(unit == "day").then(add_days(ANCHOR, shift.cast(pl.Int64))).when(unit == "week").then(add_days(week, 6)).when(unit == "month").then(month[1])
        .when(unit == "year").then(year_end(year)).when(unit == "quarter").then(shift_month(quarter, 2).dt.month_end())
        .when(unit == "decade").then(year_end(decade.dt.year() + 9))
    )  # fmt: skip
    return start, end


def _quarter(rows: pl.DataFrame) -> pl.DataFrame:
    """`kuartal keempat tahun ini`, `semester pertama 2023`."""
    year = pl.coalesce(pl.col("year"), ANCHOR.dt.year() + pl.col("direction").cast(pl.Int32, strict=False).fill_null(0))
    months = pl.when(pl.col("unit") == "semester").then(6).otherwise(3)
    start = month_start(year, (pl.col("nth").cast(pl.Int32) - 1) * months + 1)
    span = (start, shift_month(start, months - 1).dt.month_end())
    return _read(rows, span, span, pl.lit("quarter"), "quarter")


def _year(rows: pl.DataFrame) -> pl.DataFrame:
    span = (year_start(pl.col("year")), year_end(pl.coalesce("year_end", "year")))
    return _read(
        rows,
        span,
        span,
        pl.lit("year"),
        pl.coalesce(pl.when(pl.col("role") == "attributive").then(pl.lit("attributive_year")), pl.lit("year")),
    )


def _deictic(rows: pl.DataFrame) -> pl.DataFrame:
    day = add_days(ANCHOR, pl.col("amount").cast(pl.Int64))
    return _read(
        rows,
        (day, day),
        (day, day),
        pl.lit("day"),
        pl.when("quoted").then(pl.lit("deictic_in_quotation")).otherwise(pl.lit("deictic")),
    )


def _amount(rows: pl.DataFrame) -> pl.DataFrame:
    """`dua pekan silam`, `tiga hari lagi`, `dalam dua tahun terakhir`; what is told otherwise waits or has no date."""
    tail, unit = pl.col("tail"), pl.col("unit")
    shift = (pl.col("amount").cast(pl.Int32) * pl.when(tail.is_in(["ago", "recent"])).then(-1).otherwise(1)).cast(
        pl.Int32
    )
    hours = unit.is_in(["hour", "minute", "second"])
    period = _period(shift)
    start, end = (pl.when(hours).then(ANCHOR).otherwise(bound) for bound in period)
    rows = rows.with_columns(s=start, e=end)
    point, recent, within = tail.is_in(["ago", "ahead"]), tail == "recent", tail == "within"
    start = pl.when(point).then("s").when(recent).then(add_days(pl.col("s"), 1)).when(within).then(ANCHOR)
    end = pl.when(point).then("e").when(recent).then(ANCHOR).when(within).then("e")
    known = pl.col("amount").is_not_null() & start.is_not_null()
    precision = pl.when(known).then(unit.replace_strict(PRECISION, default="day", return_dtype=pl.String))
    span = (pl.when(known).then(start), pl.when(known).then(end))
    return _read(rows, span, span, precision, pl.format("amount_{}", tail.fill_null("duration")))


READERS = {
    "dated": _dated, "weekday": _weekday, "month": _month, "unit": _unit, "quarter": _quarter, "year": _year,
    "deictic": _deictic, "amount": _amount,
}  # fmt: skip
