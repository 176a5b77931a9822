"""When an article was published, by the best evidence that the page and the files beside it give."""

import polars as pl

from flows.ingest.calendar import ZONES
from flows.ingest.header import is_update, read_headers
from flows.ingest.outlets import DEFAULT_OFFSET, offsets

CONFIDENCE = {"header": 0.98, "header_day": 0.9}
FACTS = {
    "published_at": pl.Datetime("us", "UTC"),
    "published_precision": pl.String,
    "published_method": pl.String,
    "published_confidence": pl.Float64,
    "published_from": pl.Date,
    "published_to": pl.Date,
    "utc_offset_minutes": pl.Int32,
    "is_weekday_wrong": pl.Boolean,
}


def printed(lines: pl.DataFrame) -> pl.DataFrame:
    """Read the date that each page prints in its header.

    A date without a clock above the headline is the day on which the page was looked at, not that of the article.

    Args:
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `date`, `hour`, `minute`, `second`, `zone`, `weekday` of the best header line.
    """
    headers = lines.filter((pl.col("kind") == "date_header") & (pl.col("zone") == "head"))
    read = read_headers(headers).drop_nulls("date")
    below = pl.col("line") > pl.col("headline_line")
    clocked = pl.col("hour").is_not_null()
    read = read.with_columns(is_update=is_update(), below=below.fill_null(True), clocked=clocked)
    read = read.filter(pl.col("clocked") | pl.col("below"))
    best = read.sort("article", "is_update", "clocked", "below", "line", descending=[False, False, True, True, False])
    keep = ["article", "date", "hour", "minute", "second", "zone", "weekday"]
    return best.group_by("article", maintain_order=True).first().select(keep)


def at_printed(articles: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Turn printed dates into moments.

    Args:
        articles: Columns `article`, `outlet`.
        found: Frame of `printed`.

    Returns:
        Column `article` and those of `FACTS`, one row for each article with a printed date.
    """
    rows = found.join(articles.select("article", "outlet"), on="article", how="left", maintain_order="left")
    outlet = pl.col("outlet").replace_strict(offsets(), default=DEFAULT_OFFSET, return_dtype=pl.Int32)
    rows = rows.with_columns(utc_offset_minutes=pl.coalesce(zone_minutes(pl.col("zone")), outlet))
    clocked = pl.col("hour").is_not_null()
    local = pl.col("date").cast(pl.Datetime("us")) + pl.duration(
        hours=pl.col("hour").fill_null(0), minutes=pl.col("minute").fill_null(0), seconds=pl.col("second").fill_null(0)
    )
    instant = local - pl.duration(minutes=pl.col("utc_offset_minutes"))
    return rows.select(
        "article",
        published_at=instant.dt.replace_time_zone("UTC"),
        published_precision=pl.when(clocked).then(pl.lit("minute")).otherwise(pl.lit("day")),
        published_method=pl.lit("header"),
        published_confidence=pl.when(clocked).then(CONFIDENCE["header"]).otherwise(CONFIDENCE["header_day"]),
        published_from=pl.col("date"),
        published_to=pl.col("date"),
        utc_offset_minutes=pl.col("utc_offset_minutes"),
        is_weekday_wrong=(pl.col("weekday") != pl.col("date").dt.weekday()).fill_null(False),
    )


def zone_minutes(zone: pl.Expr) -> pl.Expr:
    """Give the minutes ahead of UTC of a printed zone such as `WIB`, `GMT+7`, `+08:00`; null when there is none."""
    signed = zone.str.extract_groups(r"([+-])([0-9]{1,2}):?([0-9]{2})?$").struct
    minutes = signed.field("2").cast(pl.Int32) * 60 + signed.field("3").cast(pl.Int32).fill_null(0)
    minutes = pl.when(signed.field("1") == "-").then(-minutes).otherwise(minutes)
    return pl.coalesce(zone.replace_strict(ZONES, default=None, return_dtype=pl.Int32), minutes)
