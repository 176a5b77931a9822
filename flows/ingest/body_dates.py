"""Dates inside running text that tell when the text was written: `Kamis (9/11/2023)`, `Senin, 16 Desember 2019`."""

import polars as pl

from flows.ingest.calendar import names, number_of
from flows.ingest.fold import SCISSORS
from flows.ingest.header import MONTH
from flows.ingest.words import cue

FULL_NAME = 4
WEEKDAY = "|".join(sorted((n for n in names("weekday") if len(n) >= FULL_NAME), key=len, reverse=True))
NUMBERS = r"[0-3]?[0-9]/[01]?[0-9](?:/[0-9]{2,4})?"
NAMED = rf"[0-3]?[0-9][ -](?:{MONTH})"
DATE = (
    rf"(?i)(?:(?:{WEEKDAY})(?: [a-z]{{2,9}}){{0,3}},? ?\(?(?:{NUMBERS}|{NAMED}(?:[ -]20[0-9]{{2}})?)"
    rf"|\({NUMBERS}\)|{NAMED} 20[0-9]{{2}})"
)
AHEAD = rf"(?i)(?:^|[^a-z])(?:{cue('ahead')})(?:[^a-z]|$)"
CARRIED = rf"(?i)(?:^|[^a-z])(?:{cue('spoken')})(?:[^a-z]|$)"
CONTEXT = 70
FIRST_YEAR, LAST_YEAR = 2000, 2035


def find_body_dates(lines: pl.DataFrame) -> pl.DataFrame:
    """Find dates with day and month in running text.

    Args:
        lines: Columns `article`, `line`, `text` (folded running text).

    Returns:
        Columns `article`, `line`, `number` (order in the line), `weekday`, `day`, `month`, `year` (null when not
        printed), `is_ahead` (something planned), `is_carried` (beside a word of quoting).
    """
    pieces = (
        lines.filter(pl.col("text").str.contains(DATE))
        .select(
            "article",
            "line",
            piece=pl.col("text").str.replace_all(f"({DATE})", f"{SCISSORS}${{1}}{SCISSORS}").str.split(SCISSORS),
        )
        .explode("piece")
    )
    before = pl.col("piece").shift(1).over("article", "line").str.tail(CONTEXT).str.replace(r"^.*[.!?] ", "")
    pieces = pieces.with_columns(number=pl.int_range(pl.len()).over("article", "line"), before=before)
    dates = pieces.filter(pl.col("number") % 2 == 1)
    piece = pl.col("piece")
    numeric = piece.str.extract_groups(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{2,4}))?").struct
    named = piece.str.extract_groups(rf"(?i)([0-9]{{1,2}})[ -]({MONTH})(?:[ -]([0-9]{{4}}))?").struct
    before = pl.col("before")
    # In `akan bertemu, kata juru bicara, Senin (3/4)` the day is that of speaking.
    spoken_since = before.str.replace(rf"^.*{AHEAD}", "").str.contains(CARRIED)
    year = pl.coalesce(numeric.field("3"), named.field("3")).cast(pl.Int32)
    return dates.select(
        "article",
        "line",
        "number",
        weekday=number_of(piece.str.extract(rf"(?i)^({WEEKDAY})", 1), "weekday"),
        day=pl.coalesce(numeric.field("1"), named.field("1")).cast(pl.Int32),
        month=pl.coalesce(numeric.field("2").cast(pl.Int32), number_of(named.field("2"), "month")),
        year=pl.when(year < 100).then(year + 2000).otherwise(year),
        is_ahead=(before.str.contains(AHEAD) & ~spoken_since).fill_null(False) | piece.str.contains(AHEAD),
        is_carried=pl.col("before").str.contains(CARRIED).fill_null(False),
    )


def possible_dates(dates: pl.DataFrame) -> pl.DataFrame:
    """List the days that each date can mean: the printed year, or all years in which the weekday fits.

    Args:
        dates: Frame of `find_body_dates`.

    Returns:
        The rows with `date`; one row for each possible year, none for an impossible day.
    """
    years = pl.DataFrame({"try_year": range(FIRST_YEAR, LAST_YEAR)}, schema={"try_year": pl.Int32})
    open_year = dates.filter(pl.col("year").is_null()).join(years, how="cross")
    fixed = dates.drop_nulls("year").with_columns(try_year="year")
    rows = pl.concat([fixed, open_year], how="diagonal")
    text = pl.format(
        "{}-{}-{}", "try_year", pl.col("month").cast(pl.String).str.zfill(2), pl.col("day").cast(pl.String).str.zfill(2)
    )
    rows = rows.with_columns(date=text.str.to_date("%Y-%m-%d", strict=False)).drop_nulls("date")
    fits = (
        pl.col("weekday").is_null() | (pl.col("date").dt.weekday() == pl.col("weekday")) | pl.col("year").is_not_null()
    )
    return rows.filter(fits).drop("try_year")
