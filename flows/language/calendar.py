"""Calendar arithmetic on Polars expressions."""

import polars as pl


def day_of(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Make a date, null where the calendar has no such day.

    Args:
        year: Year or null.
        month: Month, 1 to 12, or null.
        day: Day of the month or null.

    Returns:
        Expression of type Date.
    """
    made = add_days(month_start(year, month), day.cast(pl.Int64) - 1)
    return pl.when(made.dt.day() == day).then(made)


def month_start(year: pl.Expr, month: pl.Expr) -> pl.Expr:
    """Give the first day of a month; months beyond 1 to 12 carry over into other years.

    Args:
        year: Year or null.
        month: Month counted from January of that year, any whole number, or null.

    Returns:
        Expression of type Date.
    """
    count = year.cast(pl.Int32) * 12 + month.cast(pl.Int32) - 1
    return pl.date(count // 12, count % 12 + 1, 1)


def shift_month(date: pl.Expr, months: pl.Expr | int) -> pl.Expr:
    """Give the first day of the month that lies some months from that of a date.

    Args:
        date: Date or null.
        months: Months forward; negative goes back.

    Returns:
        Expression of type Date.
    """
    return month_start(date.dt.year(), date.dt.month().cast(pl.Int32) + months)


def monday(date: pl.Expr) -> pl.Expr:
    """Give the Monday of the ISO week of a date."""
    return add_days(date, 1 - date.dt.weekday().cast(pl.Int64))


def add_days(date: pl.Expr, days: pl.Expr | int) -> pl.Expr:
    """Go some days forward, or back where the number is negative."""
    return (date + pl.duration(days=days)).cast(pl.Date)


def year_start(year: pl.Expr) -> pl.Expr:
    """Give the first of January."""
    return month_start(year, pl.lit(1, pl.Int32))


def year_end(year: pl.Expr) -> pl.Expr:
    """Give the last of December."""
    return add_days(month_start(year + 1, pl.lit(1, pl.Int32)), -1)
