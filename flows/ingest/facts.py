"""What is known of an article as a whole: outlet, title, date, dateline, agencies, repeats."""

import polars as pl

from flows.ingest.agencies import find_agencies
from flows.ingest.between import forced_interval, page_clocks
from flows.ingest.metadata import find_meta_lines, read_meta_lines, stated_dates, stated_outlet
from flows.ingest.outlets import DEFAULT_OFFSET, offsets
from flows.ingest.published import FACTS, as_moments, printed
from flows.ingest.publisher import find_outlets
from flows.ingest.title import find_titles
from flows.ingest.topics import describe_topics

LONGEST_ANCHOR = 31


def article_facts(raw: pl.DataFrame, lines: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Add to articles what their pages and the files beside them say about them.

    Args:
        raw: Columns `article`, `source_file`, `content_hash`, `text`, `fold`.
        lines: Frame of `page.classify`.
        said: Metadata, columns of `metadata.SCHEMA`.

    Returns:
        `raw` with `outlet`, `title`, `title_start`, `title_end`, `published_at` (UTC), `published_precision`
        (`minute`, `day`, `none`), `published_method` (`header`, `metadata`, `carrier`, `url`, `text`, `weekday`,
        `office`), `published_confidence`, `published_from`, `published_to`, `utc_offset_minutes`,
        `is_weekday_wrong`, `is_header_distrusted`, `anchor_date`,
        `dateline`, `agencies`, `repeated_paragraphs`, `language`, `is_garbled`,
        `is_relevant`, `relevance_reason`.
    """
    stated = find_meta_lines(lines)
    said = pl.concat([said, read_meta_lines(stated)]).group_by("article").agg(pl.all().drop_nulls().first())
    articles = raw
    facts = (
        find_outlets(lines),
        stated_outlet(said),
        find_titles(raw, lines),
        find_datelines(lines),
        count_repeats(lines),
    )
    for fact in (*facts, describe_topics(lines), said.select("article", stated_title="title")):
        articles = articles.join(fact, on="article", how="left", maintain_order="left")
    articles = articles.with_columns(
        outlet=pl.coalesce("outlet", "stated_outlet"),
        title=pl.coalesce("title", "stated_title"),
        utc_offset_minutes=pl.lit(None, dtype=pl.Int32),
    ).drop("stated_outlet", "stated_title", "utc_offset_minutes")
    articles = articles.join(find_agencies(articles, lines), on="article", how="left", maintain_order="left")
    articles = articles.join(
        publication(articles, _printed_lines(lines, stated), said), on="article", how="left", maintain_order="left"
    )
    return complete(articles)


def _printed_lines(lines: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Leave out lines that a scraper put on top: several together, for a page itself may print `Published: ...`."""
    several = stated.filter(pl.len().over("article") > 1)
    return lines.join(
        several.select("article", "line").unique(), on=["article", "line"], how="anti", maintain_order="left"
    )


def publication(articles: pl.DataFrame, lines: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Find when each article was published: header, metadata, a quoted medium's day, address, what the text forces.

    Args:
        articles: Columns `article`, `outlet`.
        lines: Frame of `page.classify`.
        said: Metadata, columns of `metadata.SCHEMA`.

    Returns:
        Column `article` and those of `published.FACTS`, one row for each article of which anything is known.
    """
    headers = printed(lines)
    clocks = page_clocks(headers, lines)
    headers = headers.join(clocks, on="article", how="anti", maintain_order="left").drop("below")
    rows = pl.concat([headers.with_columns(method=pl.lit("header")), stated_dates(said)], how="vertical_relaxed")
    rows = rows.unique("article", keep="first", maintain_order=True)
    # An address may be that of a later edition; what the text says of its own day comes first.
    addressed = pl.col("method") == "url"
    forced = forced_interval(lines.join(rows.filter(~addressed), on="article", how="anti", maintain_order="left"))
    carried = forced.filter(pl.col("published_method") == "carrier")
    rows = rows.join(carried, on="article", how="anti", maintain_order="left")
    rows = rows.join(articles.select("article", "outlet"), on="article", how="left", maintain_order="left")
    dated = as_moments(rows, pl.col("method"))
    forced = forced.join(dated, on="article", how="anti", maintain_order="left")
    found = pl.concat([dated, forced], how="diagonal").drop("is_header_distrusted")
    flags = clocks.with_columns(is_header_distrusted=pl.lit(True))
    return found.join(flags, on="article", how="full", coalesce=True)


def complete(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill what is known to be nothing, and derive the day that relative dates are counted from.

    An interval too long to count days from gives no anchor.
    """
    clock = pl.col("outlet").replace_strict(offsets(), default=DEFAULT_OFFSET, return_dtype=pl.Int32)
    local = (pl.col("published_at") + pl.duration(minutes=pl.col("utc_offset_minutes"))).dt.date()
    known = (pl.col("published_to") - pl.col("published_from")).dt.total_days() <= LONGEST_ANCHOR
    return articles.with_columns(
        pl.col("published_precision").fill_null("none"),
        pl.col("repeated_paragraphs").fill_null(0),
        pl.col("utc_offset_minutes").fill_null(clock),
        pl.col("agencies").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        pl.col("is_weekday_wrong").fill_null(False),
        pl.col("is_header_distrusted").fill_null(False),
        pl.col("is_garbled").fill_null(False),
        pl.col("is_relevant").fill_null(False),
        anchor_date=pl.coalesce(local, pl.when(known).then(pl.col("published_from"))),
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
