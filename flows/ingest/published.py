"""When an article was published, by the best evidence that the page and the files beside it give."""

import polars as pl

from flows.ingest.calendar import ZONES
from flows.ingest.header import is_update, read_headers
from flows.ingest.outlets import DEFAULT_OFFSET, offsets
from flows.ingest.words import cue

CONFIDENCE = {
    "header_minute": 0.98,
    "header_day": 0.9,
    "metadata_minute": 0.95,
    "metadata_day": 0.9,
    "url_minute": 0.8,
    "url_day": 0.8,
}
PUBLISHED = rf"(?i)^(?:{cue('publish')})"
# A summary above the date reads like the lead of an article without dateline.
LINES_BELOW_SUMMARY = 3
FACTS = pl.Schema(
    {
        "published_at": pl.Datetime("us", "UTC"),
        "published_precision": pl.String(),
        "published_method": pl.String(),
        "published_confidence": pl.Float64(),
        "published_from": pl.Date(),
        "published_to": pl.Date(),
        "utc_offset_minutes": pl.Int32(),
        "is_weekday_wrong": pl.Boolean(),
        "is_header_distrusted": pl.Boolean(),
    }
)


def printed(lines: pl.DataFrame) -> pl.DataFrame:
    """Read the date that each page prints in its header.

    Some scrapers put the header behind the text: there it counts under a second headline or beside a word of
    publishing, for the dates of other articles stand there too. A date without a clock above the headline is the day
    on which the page was looked at, not that of the article.

    Args:
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `date`, `hour`, `minute`, `second`, `zone`, `weekday` of the best header line, `below`
        (it does not stand above the headline).
    """
    high = (pl.col("zone") == "head") | (pl.col("line") <= pl.col("lead_line") + LINES_BELOW_SUMMARY)
    at_top = (pl.col("kind") == "date_header") & high
    titles = pl.col("is_headline_again") | (pl.col("line") == pl.col("headline_line")).fill_null(False)
    under_title = (titles.shift(1) | titles.shift(2) | titles.shift(3)).over("article").fill_null(False)
    at_end = (
        (pl.col("zone") != "head") & pl.col("is_date_line") & (under_title | pl.col("text").str.contains(PUBLISHED))
    )
    headers = lines.filter(at_top | at_end)
    read = read_headers(headers).drop_nulls("date")
    below = pl.col("line") > pl.col("headline_line")
    clocked = pl.col("hour").is_not_null()
    read = read.with_columns(is_update=is_update(), below=below.fill_null(True), clocked=clocked)
    read = read.filter(pl.col("clocked") | pl.col("below"))
    best = read.sort("article", "is_update", "clocked", "below", "line", descending=[False, False, True, True, False])
    keep = ["article", "date", "hour", "minute", "second", "zone", "weekday", "below"]
    return best.group_by("article", maintain_order=True).first().select(keep)


def as_moments(rows: pl.DataFrame, method: pl.Expr) -> pl.DataFrame:
    """Turn dates with or without a clock into moments.

    Args:
        rows: Columns `article`, `outlet`, `date`, `hour`, `minute`, `second`, `zone`, `weekday`.
        method: How the dates were found: `header`, `metadata` or `url`.

    Returns:
        Column `article` and those of `FACTS`.
    """
    outlet = pl.col("outlet").replace_strict(offsets(), default=DEFAULT_OFFSET, return_dtype=pl.Int32)
    clocked = pl.col("hour").is_not_null()
    rows = rows.with_columns(
        utc_offset_minutes=pl.coalesce(zone_minutes(pl.col("zone")), outlet),
        published_method=method,
        published_precision=pl.when(clocked).then(pl.lit("minute")).otherwise(pl.lit("day")),
    )
    local = pl.col("date").cast(pl.Datetime("us")) + pl.duration(
        hours=pl.col("hour").fill_null(0), minutes=pl.col("minute").fill_null(0), seconds=pl.col("second").fill_null(0)
    )
    instant = local - pl.duration(minutes=pl.col("utc_offset_minutes"))
    return rows.select(
        "article",
        "published_precision",
        "published_method",
        "utc_offset_minutes",
        published_at=instant.dt.replace_time_zone("UTC"),
        published_confidence=pl.concat_str("published_method", pl.lit("_"), "published_precision").replace_strict(
            CONFIDENCE
        ),
        published_from="date",
        published_to="date",
        is_weekday_wrong=(pl.col("weekday") != pl.col("date").dt.weekday()).fill_null(False),
        is_header_distrusted=pl.lit(False),
    ).select("article", *FACTS)


def zone_minutes(zone: pl.Expr) -> pl.Expr:
    """Give the minutes ahead of UTC of a printed zone such as `WIB`, `GMT+7`, `+08:00`; null when there is none."""
    signed = zone.str.extract_groups(r"([+-])([0-9]{1,2}):?([0-9]{2})?$").struct
    minutes = signed.field("2").cast(pl.Int32) * 60 + signed.field("3").cast(pl.Int32).fill_null(0)
    minutes = pl.when(signed.field("1") == "-").then(-minutes).otherwise(minutes)
    return pl.coalesce(zone.replace_strict(ZONES, default=None, return_dtype=pl.Int32), minutes)
