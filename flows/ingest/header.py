"""Printed dates: `Jumat 07 Apr 2023 17:27 WIB`, `Kompas.com - 28/02/2019, 14:21 WIB`, `September 2, 2025 10:30 am`."""

import polars as pl

from flows.ingest.calendar import alternatives, number_of
from flows.ingest.words import cue

LONGEST_HEADER = 160
MONTH = alternatives("month")
WEEKDAY = alternatives("weekday")
YEAR = r"(?:19[89][0-9]|20[0-9]{2})"
NAMED = (
    rf"(?i)(?:^|[^0-9])(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?[ .,/-]{{1,3}}(?P<month>{MONTH})\.?"
    rf"[ .,/-]{{1,3}}(?P<year>{YEAR})(?:[^0-9]|$)"
)
AMERICAN = rf"(?i)(?P<month>{MONTH})\.? (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?,? (?P<year>{YEAR})(?:[^0-9]|$)"
NUMBERS = rf"(?:^|[^0-9./-])(?P<day>[0-3]?[0-9])[/.-](?P<month>[01]?[0-9])[/.-](?P<year>{YEAR}|[0-9]{{2}})(?:[^0-9]|$)"
ISO = rf"(?:^|[^0-9./-])(?P<year>{YEAR})[/.-](?P<month>[01]?[0-9])[/.-](?P<day>[0-3]?[0-9])(?:[^0-9]|$)"
FORMS = (NAMED, AMERICAN, ISO, NUMBERS)
CLOCK = (
    r"(?i)(?:^|[^0-9:.,])(?P<hour>[0-2]?[0-9])[:.](?P<minute>[0-5][0-9])(?:[:.](?P<second>[0-5][0-9]))?(?:\.[0-9]+)?"
    r"(?: ?(?P<half>am|pm))?"
    r"(?:[ (]*(?P<zone>WIB|WITA|WIT|KST|JST|GMT(?:[ +][0-9:+]+)?|UTC|Z|[+-][01][0-9]:?[0-9]{2}))?(?:[^0-9]|$)"
)
HEADER_WORDS = rf"(?i)(?:^|[^a-z])(?:{WEEKDAY}|{cue('header')})(?:[^a-z]|$)"
# A writer may stand before it: `oleh Rani Wulan diperbarui 3 Mei 2021`.
UPDATE = rf"(?i)^(?:[^0-9]{{0,60}}[ |])?(?:{cue('update')})"
SMALL_WORD = r"(?:^|[ ,(])[a-z]{2,}(?-u:\b)"
MOST_WORDS, MOST_SMALL_WORDS, MOST_DATE_ONLY_WORDS = 9, 2, 5


def has_date(column: pl.Expr) -> pl.Expr:
    """Tell whether a text holds a full date in any printed form."""
    return pl.any_horizontal(column.str.contains(form) for form in FORMS)


def _without_dates(column: pl.Expr) -> pl.Expr:
    """Take all dates out of a text."""
    for form in FORMS:
        column = column.str.replace_all(form, " @ ")
    return column


def flag_date_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Tell which lines print when the page was published, and hardly anything else.

    Args:
        lines: Columns `text` (folded), `size`, `mark`.

    Returns:
        The lines with `is_date_line`.
    """
    numbered = lines.with_row_index("row")
    allowed = pl.col("mark").is_null() | pl.col("mark").is_in(["byline", "boilerplate"])
    allowed = allowed & ~pl.col("text").str.starts_with("<")
    short = numbered.filter((pl.col("size") <= LONGEST_HEADER) & allowed & pl.col("text").str.contains("[0-9]{2}"))
    short = short.filter(has_date(pl.col("text"))).select("row", "text", rest=_without_dates(pl.col("text")))
    rest = pl.col("rest")
    left = rest.str.replace_all(CLOCK, " ").str.replace_all(HEADER_WORDS, " ").str.replace_all(HEADER_WORDS, " ")
    short = short.with_columns(clocked=rest.str.contains(CLOCK), left=left)
    words = pl.col("left").str.count_matches("[A-Za-z]+(?:[.'-][A-Za-z]+)*")
    small = pl.col("left").str.count_matches(SMALL_WORD)
    few = pl.when(pl.col("clocked")).then(words <= MOST_WORDS).otherwise(words <= MOST_DATE_ONLY_WORDS)
    # `Sanksi itu disahkan pada Jumat (22/12/2017).` is a sentence.
    stops = pl.col("text").str.ends_with(".")
    sentence = stops & (words >= pl.when(pl.col("text").str.ends_with(").")).then(2).otherwise(3))
    short = short.filter(few & (small <= MOST_SMALL_WORDS) & ~sentence).select("row", is_date_line=pl.lit(True))
    flagged = numbered.join(short, on="row", how="left", maintain_order="left").drop("row")
    return flagged.with_columns(pl.col("is_date_line").fill_null(False))


def read_headers(lines: pl.DataFrame) -> pl.DataFrame:
    """Read date, clock and zone of header lines.

    Args:
        lines: Column `text` (folded) of lines that `is_date_line` accepts.

    Returns:
        The lines with `date` (Date, null when impossible), `hour`, `minute`, `second` (null without a clock),
        `zone` (as printed), `weekday` (1 to 7 as printed).
    """
    text = pl.col("text")
    found = pl.coalesce(_date(text, form) for form in FORMS)
    clock = _without_dates(text).str.extract_groups(CLOCK).struct
    hour = clock.field("hour").cast(pl.Int32)
    half = clock.field("half").str.to_lowercase()
    hour = (
        pl.when((half == "pm") & (hour < 12))
        .then(hour + 12)
        .when((half == "am") & (hour == 12))
        .then(0)
        .otherwise(hour)
    )
    weekday = number_of(text.str.extract(rf"(?i)(?:^|[^a-z])({WEEKDAY})(?:[^a-z]|$)", 1), "weekday")
    return lines.with_columns(
        date=found,
        hour=pl.when(hour < 24).then(hour),
        minute=clock.field("minute").cast(pl.Int32),
        second=clock.field("second").cast(pl.Int32).fill_null(0),
        zone=clock.field("zone").str.to_uppercase(),
        weekday=weekday,
    )


def _date(text: pl.Expr, form: str) -> pl.Expr:
    """Read the first date of one form; null when there is none or the calendar has no such day."""
    groups = text.str.extract_groups(form).struct
    month = groups.field("month")
    if form in (NAMED, AMERICAN):
        month = number_of(month, "month")
    year = groups.field("year").cast(pl.Int32, strict=False)
    year = pl.when(year < 100).then(year + 2000).otherwise(year)
    parts = pl.concat_str(
        year.cast(pl.String), month.cast(pl.String).str.zfill(2), groups.field("day").str.zfill(2), separator="-"
    )
    return parts.str.to_date("%Y-%m-%d", strict=False)


def is_update() -> pl.Expr:
    """Tell whether a header line says when the page was last changed instead of when it appeared."""
    return pl.col("text").str.contains(UPDATE)
