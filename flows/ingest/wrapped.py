"""Pages whose paragraphs were broken into lines of one width, as mailers and old scrapers do."""

import polars as pl

NARROWEST, WIDEST = 40, 110
FEWEST_LINES = 6
LOW_SHARE = 0.2
NEARLY_FULL = 0.6
# What a scraper put on top (`date: ...`) begins small too, and is never part of a paragraph.
STATED = r"^(?:(?i:<meta )|https?://|[A-Za-z_]{2,20}[\"']? ?[:=] |---$|[+]{3}$|- )"
TOP_LINES = 20
CLOSED = r"[.!?:][\"')\]]*$"


def join_wrapped(lines: pl.DataFrame) -> pl.DataFrame:
    """Join the lines of paragraphs on pages that break them at one width.

    A page counts as wrapped when no line is long and many begin with a small letter. A line goes on in the next one
    when nothing stands between them and it is nearly as long as the page is wide.

    Args:
        lines: Columns `article`, `number` (of the line, empty ones counted), `start`, `end`, `text` in text order.

    Returns:
        Columns `article`, `start`, `end`, `text`; a joined line spans its parts, with as many spaces between them as
        there are characters.
    """
    size = pl.col("text").str.len_bytes()
    stated = pl.col("text").str.contains(STATED) & (pl.col("number") < TOP_LINES)
    lines = lines.with_columns(stated=stated)
    pages = (
        lines.filter(~pl.col("stated"))
        .group_by("article")
        .agg(
            lines=pl.len(),
            width=size.quantile(0.9),
            longest=size.max(),
            low=pl.col("text").str.contains("^[a-z]").mean(),
        )
    )
    pages = pages.filter(
        (pl.col("lines") >= FEWEST_LINES)
        & (pl.col("longest") <= WIDEST)
        & (pl.col("width") >= NARROWEST)
        & (pl.col("low") >= LOW_SHARE)
    )
    if pages.is_empty():
        return lines.drop("number", "stated")
    wrapped = lines.join(pages.select("article", "width"), on="article", maintain_order="left")
    previous_end, previous_text = pl.col("end").shift(1).over("article"), pl.col("text").shift(1).over("article")
    touching = (pl.col("number") - pl.col("number").shift(1).over("article") == 1) & (
        pl.col("start") - previous_end <= 2
    )
    full = previous_text.str.len_bytes() >= NEARLY_FULL * pl.col("width")
    goes_on = touching & (full | pl.col("text").str.contains("^[a-z(]")) & ~(previous_text.str.contains(CLOSED) & ~full)
    apart = pl.col("stated") | pl.col("stated").shift(1).over("article")
    goes_on = goes_on & ~apart
    wrapped = wrapped.with_columns(
        part=(~goes_on.fill_null(False)).cum_sum().over("article"),
        gap=pl.when(goes_on).then(pl.col("start") - previous_end).otherwise(0),
    )
    space = (
        pl.when(pl.col("gap") == 2).then(pl.lit("  ")).when(pl.col("gap") == 1).then(pl.lit(" ")).otherwise(pl.lit(""))
    )
    padded = pl.concat_str(space, "text")
    joined = wrapped.group_by("article", "part", maintain_order=True).agg(
        start=pl.col("start").first(), end=pl.col("end").last(), text=padded.str.join("")
    )
    rest = lines.join(pages, on="article", how="anti", maintain_order="left").drop("number", "stated")
    return pl.concat([rest, joined.select(rest.columns)]).sort("article", "start")
