"""Compute the dates of time expressions that count from the publication or stand by themselves."""

import polars as pl

from flows.language.calendar import add_days, day_of, monday
from flows.language.times_filter import compute_where
from flows.language.times_periods import (
    ANCHOR,
    as_read,
    read_amount,
    read_deictic,
    read_month,
    read_quarter,
    read_unit,
    read_year,
    stated_year,
)

# A printed weekday that does not fit is taken for a slip when the date lies this near to the publication (days).
SLIP = 15
YEARS_BACK, YEARS_AHEAD = 6, 2
FROM_ANCHOR = ["ago", "ahead", "recent", "within"]
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
        pl.when(pl.col("day").is_not_null()).then(pl.lit("dated")).when(pl.col("kind") == "weekday").then("kind")
        .when(pl.col("month").is_not_null()).then(pl.lit("month"))
        .when(pl.col("kind") == "bare_year").then(pl.lit("year"))
        .when((pl.col("kind") == "amount") & ~pl.col("tail").is_in(FROM_ANCHOR).fill_null(False)).then(pl.lit("waits"))
        .otherwise("kind")
    )  # fmt: skip
    rows = times.with_row_index("row").with_columns(group=group)
    parts = rows.partition_by("group", as_dict=True)
    done = [READERS.get(name[0], _unread)(part).select("row", *READINGS) for name, part in parts.items()]
    empty = _unread(rows.head(0)).select("row", *READINGS)
    read = pl.concat([empty, *done], how="vertical_relaxed").sort("row").drop("row")
    return pl.concat([times, read], how="horizontal")


def _unread(rows: pl.DataFrame) -> pl.DataFrame:
    none = pl.lit(None, pl.Date)
    told = pl.when(pl.col("kind") == "amount").then(pl.format("amount_{}", pl.col("tail").fill_null("duration")))
    return as_read(rows, (none, none), (none, none), pl.lit(None, pl.String), told.otherwise("kind"))


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    """Read days of a month, with or without year and weekday."""
    month, day, weekday = pl.coalesce("month_first", "month"), pl.col("day"), pl.col("weekday")
    rows = rows.with_columns(stated=day_of(stated_year(), month, day), year_known=stated_year().is_not_null())
    open_year = ~pl.col("year_known") & ANCHOR.is_not_null()
    rows = compute_where(rows, open_year, **{f"c{k}": day_of(ANCHOR.dt.year() + k, month, day) for k in (-1, 0, 1)})
    near = [pl.col(f"c{k}") for k in (-1, 0, 1)]
    limit = add_days(ANCHOR, pl.when(pl.col("direction") == "-1").then(-1).otherwise(0))
    rows = rows.with_columns(
        before=pl.max_horizontal(pl.when(c <= limit).then(c) for c in near),
        after=pl.min_horizontal(pl.when(c >= ANCHOR).then(c) for c in near),
    )
    back, ahead = (ANCHOR - pl.col("before")).dt.total_days(), (pl.col("after") - ANCHOR).dt.total_days()
    behind = (back <= ahead).fill_null(pl.col("after").is_null())
    rows = rows.with_columns(nearest=pl.when(behind).then("before").otherwise("after"))
    far = (pl.col("nearest") - ANCHOR).dt.total_days().abs() > SLIP
    misfit = weekday.is_not_null() & open_year & far & (pl.col("nearest").dt.weekday() != weekday)
    rows = _add_fitting_year(rows.with_columns(misfit=misfit))
    one = pl.when("year_known").then("stated").when(weekday.is_not_null()).then(pl.coalesce("fitting", "nearest"))
    rows = rows.with_columns(first=pl.coalesce(one, "before"), second=pl.coalesce(one, "after"))
    plain = pl.when("year_known").then(pl.lit("full_date")).otherwise(pl.lit("day_month"))
    rule = pl.when(weekday.is_not_null()).then("weekday_" + plain).otherwise(plain)
    past, future = (pl.col("first"), _last_day("first")), (pl.col("second"), _last_day("second"))
    read = as_read(rows, past, future, pl.lit("day"), rule)
    fits = pl.any_horizontal(pl.col("past_start", "past_end").dt.weekday() == weekday)
    return read.with_columns(weekday_mismatch=(~fits).fill_null(False))


def _add_fitting_year(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `fitting`: the date in the year nearest to the anchor in which the weekday fits, for rows with `misfit`."""
    years = pl.DataFrame({"later": range(-YEARS_BACK, YEARS_AHEAD + 1)}, schema={"later": pl.Int32})
    date = day_of(ANCHOR.dt.year() + pl.col("later"), pl.coalesce("month_first", "month"), pl.col("day"))
    tried = (
        rows.filter("misfit").select("row", "anchor", "weekday", "month_first", "month", "day").join(years, how="cross")
    )
    fits = tried.with_columns(fitting=date).filter(pl.col("fitting").dt.weekday() == pl.col("weekday"))
    nearest = fits.sort((pl.col("fitting") - ANCHOR).dt.total_days().abs()).unique(
        "row", keep="first", maintain_order=True
    )
    return rows.join(nearest.select("row", "fitting"), on="row", how="left", maintain_order="left")


def _last_day(start: str) -> pl.Expr:
    """End a range of days: `30/7-1/8`, `8-19 Agustus`; a single day ends itself."""
    first = pl.col(start)
    year = first.dt.year() + (pl.col("month") < first.dt.month()).cast(pl.Int32)
    last = day_of(year, pl.col("month"), pl.col("day_end"))
    return pl.when(last >= first).then(last).otherwise(first)


def _weekday(rows: pl.DataFrame) -> pl.DataFrame:
    """Read a bare weekday: the latest one up to the anchor or the next one; `lalu` and `depan` exclude the anchor."""
    direction, day = pl.col("direction").cast(pl.Int64, strict=False), pl.col("weekday").cast(pl.Int64)
    today, week = ANCHOR.dt.weekday().cast(pl.Int64), monday(ANCHOR)
    back, ahead = (today - day) % 7, (day - today) % 7
    past = add_days(ANCHOR, -pl.when((direction == -1) & (back == 0)).then(7).otherwise(back))
    future = add_days(ANCHOR, pl.when((direction == 1) & (ahead == 0)).then(7).otherwise(ahead))
    one = (
        pl.when(pl.col("in_week") & direction.is_not_null()).then(add_days(week, 7 * direction + day - 1))
        .when(direction == -1).then(past).when(direction == 1).then(future)
        .when(direction == 0).then(add_days(week, day - 1))
    )  # fmt: skip
    # `akan bertemu Selasa pekan ini`, written on a Sunday: weeks begin on Sunday then.
    ahead_of_week = pl.when((direction == 0) & (one < ANCHOR)).then(add_days(one, 7)).otherwise(one)
    rule = (
        pl.when("in_week").then(pl.lit("weekday_of_week"))
        .when(direction.is_not_null()).then(pl.lit("weekday_direction")).otherwise(pl.lit("weekday"))
    )  # fmt: skip
    past, future = pl.coalesce(one, past), pl.coalesce(ahead_of_week, future)
    return as_read(rows, (past, past), (future, future), pl.lit("day"), rule)


READERS = {
    "dated": _dated, "weekday": _weekday, "month": read_month, "unit": read_unit, "quarter": read_quarter,
    "year": read_year, "deictic": read_deictic, "amount": read_amount,
}  # fmt: skip
