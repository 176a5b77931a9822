"""What is known of an article as a whole: outlet, title, date, dateline, agencies, repeats."""

import polars as pl

from flows.ingest.agencies import find_agencies
from flows.ingest.between import forced_interval
from flows.ingest.outlets import DEFAULT_OFFSET, offsets
from flows.ingest.published import FACTS, at_printed, printed
from flows.ingest.publisher import find_outlets
from flows.ingest.title import find_titles


def article_facts(raw: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Add to articles what their pages say about them.

    Args:
        raw: Columns `article`, `source_file`, `content_hash`, `text`, `fold`.
        lines: Frame of `page.classify`.

    Returns:
        `raw` with `outlet`, `title`, `title_start`, `title_end`, `published_at` (UTC), `published_precision`
        (`minute`, `day`, `none`), `published_method`, `published_confidence`, `published_from`, `published_to`,
        `utc_offset_minutes`, `is_weekday_wrong`, `anchor_date`, `dateline`, `agencies`, `repeated_paragraphs`.
    """
    articles = raw
    for facts in (find_outlets(lines), find_titles(raw, lines), find_datelines(lines), count_repeats(lines)):
        articles = articles.join(facts, on="article", how="left", maintain_order="left")
    articles = articles.join(find_agencies(articles, lines), on="article", how="left", maintain_order="left")
    published = at_printed(articles, printed(lines))
    undated = lines.join(published, on="article", how="anti", maintain_order="left")
    published = pl.concat([published, forced_interval(undated)], how="diagonal")
    articles = articles.join(published, on="article", how="left", maintain_order="left")
    clock = pl.col("outlet").replace_strict(offsets(), default=DEFAULT_OFFSET, return_dtype=pl.Int32)
    local = (pl.col("published_at") + pl.duration(minutes=pl.col("utc_offset_minutes"))).dt.date()
    return articles.with_columns(
        pl.col("published_precision").fill_null("none"),
        pl.col("repeated_paragraphs").fill_null(0),
        pl.col("utc_offset_minutes").fill_null(clock),
        pl.col("agencies").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        pl.col("is_weekday_wrong").fill_null(False),
        anchor_date=pl.coalesce(local, "published_from"),
    ).with_columns(pl.col(name).cast(kind) for name, kind in FACTS.items())


def find_datelines(lines: pl.DataFrame) -> pl.DataFrame:
    """Take the city of each page's dateline.

    Returns:
        Columns `article`, `dateline`.
    """
    opening = (pl.col("line") == pl.col("lead_line")) & pl.col("dateline_place").is_not_null()
    return lines.filter(opening).select("article", dateline=pl.col("dateline_place"))


def count_repeats(lines: pl.DataFrame) -> pl.DataFrame:
    """Count body paragraphs that repeat an earlier one exactly.

    Returns:
        Columns `article`, `repeated_paragraphs`.
    """
    return lines.group_by("article", maintain_order=True).agg(
        repeated_paragraphs=pl.col("is_repeated_body").sum().cast(pl.Int32)
    )
