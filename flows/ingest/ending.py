"""The end of an article: where the furniture behind it begins."""

import polars as pl

from flows.ingest.headline import content_words
from flows.ingest.words import cue

MOST_AFTER_END, SHARE_AFTER_END, LEAST_AFTER_END = 3, 0.2, 150
LONGEST_SUBTITLE = 90
LINKS_OF_A_TAIL = 2
LEAST_ON_MATTER = 2
# Prose that points back (`Mereka`, `keputusan itu`, `kata dia`) goes on with what stands before it.
POINTS_BACK = rf"(?i)(?:^\"?(?:{cue('resuming')}) |[^a-z](?:{cue('back')})(?:[ ,.]|$))"


def find_end(lines: pl.DataFrame) -> pl.DataFrame:
    """Find where the article ends: at the first furniture of an end after which hardly any prose follows.

    Furniture that stands inside texts too ends the article only when no prose on its matter follows.

    Args:
        lines: Frame of `find_lead`.

    Returns:
        The lines with `zone`: `head`, `body` or `tail`.
    """
    lines = lines.join(_last_on_matter(lines), on="article", how="left", maintain_order="left")
    size = pl.when(pl.col("is_running")).then(pl.col("size")).otherwise(0)
    total = size.sum().over("article")
    left = total - size.cum_sum().over("article")
    left_lines = (pl.col("is_running").sum() - pl.col("is_running").cum_sum()).over("article")
    little = (left_lines <= MOST_AFTER_END) & (
        left <= pl.max_horizontal(total * SHARE_AFTER_END, pl.lit(LEAST_AFTER_END))
    )
    after_lead = pl.col("line") > pl.col("lead_line")
    surely = pl.col("ends_surely") | (pl.col("mark") == "byline").fill_null(False)
    paused = pl.col("ends_page") & (pl.col("line") > pl.col("last_on_matter").fill_null(0))
    furniture = after_lead & little & (surely | paused)
    signed = (pl.col("line") >= pl.col("lead_line")) & little & pl.col("signed") & pl.col("is_running")
    last_prose = pl.col("line").filter(pl.col("is_running")).max().over("article")
    ends = pl.min_horizontal(
        pl.col("line").filter(furniture).min().over("article"),
        pl.col("line").filter(signed).min().over("article") + 1,
    )
    link_like = pl.col("is_title") | (pl.col("size") <= LONGEST_SUBTITLE)
    zone = (
        pl.when(pl.col("lead_line").is_null() | (pl.col("line") < pl.col("lead_line")))
        .then(pl.lit("head"))
        .when(pl.col("line") >= ends)
        .then(pl.lit("tail"))
        .when((pl.col("line") > last_prose) & ~pl.col("is_closed") & ~pl.col("is_low") & link_like)
        .then(pl.lit("tail"))
        .otherwise(pl.lit("body"))
    )
    lines = lines.with_columns(zone=zone, last_prose=last_prose)
    # Among links, a short sentence is one of theirs.
    links = (pl.col("zone") == "tail").cum_sum().over("article")
    short = pl.col("is_closed") & (pl.col("size") <= LONGEST_SUBTITLE) & (pl.col("line") > pl.col("last_prose"))
    lost = (pl.col("zone") == "body") & short & (links >= LINKS_OF_A_TAIL)
    return lines.with_columns(zone=pl.when(lost).then(pl.lit("tail")).otherwise("zone"))


def _last_on_matter(lines: pl.DataFrame) -> pl.DataFrame:
    """Find the last prose behind furniture that speaks of what the text before it speaks of, or points back to it.

    Args:
        lines: Frame of `find_lead`.

    Returns:
        Columns `article`, `last_on_matter` (ordinal of the line), for pages with furniture that may stand inside texts.
    """
    below = pl.col("line") > pl.col("lead_line")
    pauses = lines.filter(pl.col("ends_page") & ~pl.col("ends_surely") & below)
    pauses = pauses.group_by("article").agg(pause=pl.col("line").min())
    prose = lines.filter(pl.col("is_running") & (pl.col("line") >= pl.col("lead_line"))).join(pauses, on="article")
    back = pl.col("text").str.contains(POINTS_BACK)
    prose = prose.select("article", "line", "pause", back=back, words=content_words(pl.col("text")))
    told = prose.filter(pl.col("line") < pl.col("pause")).explode("words").group_by("article").agg(told="words")
    shared = pl.col("words").list.set_intersection("told").list.len()
    on_matter = prose.join(told, on="article").filter((shared >= LEAST_ON_MATTER) | pl.col("back"))
    return on_matter.group_by("article").agg(last_on_matter=pl.col("line").max())
