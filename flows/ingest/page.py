"""The structure of a page: which line is headline, date, lead, body, caption, pointer, furniture or repeat.

The evidence is that of the page itself: where the running text begins and ends, what repeats, what looks like a link,
what the words of `page_marks.csv` say. Nothing here asks which outlet it is.
"""

import polars as pl

from flows.ingest.ending import LONGEST_SUBTITLE, find_end
from flows.ingest.headline import find_headlines
from flows.ingest.lead import find_lead

LONGEST_LINK = 170
# Headings inside a text are shorter than the headlines of other articles that stand between its paragraphs.
SHORTEST_LINK = 40
NUMBERED = r"^[0-9]{1,2}[.)] "
# A headline of another article in a list of them.
LISTED = r"^[*-] ?[A-Z0-9].*[^.\"]$"
SHORTEST_STANDFIRST = 40
HEAD_SUBTITLE = 3


def classify(lines: pl.DataFrame) -> pl.DataFrame:
    """Give each line its kind.

    Args:
        lines: Frame of `describe_lines`.

    Returns:
        The lines with `kind`, `lead_line` and `headline_line` (ordinals, null where the page has none) and
        `text_start` (character where the running text begins, after a dateline).
    """
    lines = find_headlines(find_lead(lines))
    lines = find_end(lines)
    lines = lines.with_columns(kind=pl.when(pl.col("zone") == "head").then(head_kind()).otherwise(pl.lit(None)))
    lines = body_kinds(lines)
    lines = find_repeats(lines)
    opens = pl.col("kind").is_in(["lead", "repeat"]) & (pl.col("dateline_length") > 0)
    return lines.with_columns(
        text_start=pl.when(opens).then(pl.col("start") + pl.col("dateline_length")).otherwise(pl.col("start"))
    )


def head_kind() -> pl.Expr:
    """Say what a line above the lead is.

    Returns:
        Kind expression over the frame of `find_headlines`.
    """
    line, mark = pl.col("line"), pl.col("mark")
    behind = line - pl.col("headline_line").cast(pl.Int64)
    prose = pl.col("is_running") | (pl.col("is_closed") & (pl.col("size") >= LONGEST_SUBTITLE))
    return (
        pl.when(line == pl.col("headline_line"))
        .then(pl.lit("headline"))
        .when(pl.col("is_headline_again"))
        .then(pl.lit("repeat"))
        .when(pl.col("is_date_line"))
        .then(pl.lit("date_header"))
        .when(mark.is_in(["caption", "credit"]) | pl.col("caption_end"))
        .then(pl.lit("caption"))
        .when(pl.col("is_name"))
        .then(pl.lit("byline"))
        .when(mark.is_in(["cross_reference", "cross_head"]))
        .then(pl.lit("cross_reference"))
        .when(mark.is_not_null())
        .then(mark)
        .when(pl.col("looks_captioned") | pl.col("begins_with_headline"))
        .then(pl.lit("caption"))
        .when(behind.is_between(1, HEAD_SUBTITLE) & ~prose & ~pl.col("ends_page"))
        .then(pl.lit("subtitle"))
        .when(behind.is_between(1, HEAD_SUBTITLE) & pl.col("is_running") & pl.col("lead_line").is_not_null())
        .then(pl.lit("subtitle"))
        .when(prose & pl.col("lead_line").is_not_null())
        .then(pl.lit("caption"))
        .otherwise(pl.lit("boilerplate"))
    )


def body_kinds(lines: pl.DataFrame) -> pl.DataFrame:
    """Say what each line from the lead on is.

    Args:
        lines: Frame with `zone`; `kind` is set in the head only.

    Returns:
        The lines with `kind` everywhere.
    """
    mark, closed, size = pl.col("mark"), pl.col("is_closed"), pl.col("size")
    plain = mark.is_null() & ~pl.col("is_date_line") & ~pl.col("is_headline_again")
    open_quote = pl.col("text").str.count_matches('"') % 2 == 1
    link = (
        plain
        & ~pl.col("is_running")
        & ~open_quote
        & ~pl.col("is_low")
        & (size <= LONGEST_LINK)
        & ~pl.col("text").str.contains(r"\.$")
    )
    head = (mark == "cross_head").fill_null(False)
    lines = lines.with_columns(is_plain=plain, is_link=link, is_cross_head=head)
    lines = lines.with_columns(block=(~(link | head)).cum_sum().over("article"))
    pointed = pl.col("is_cross_head").cum_max().over("article", "block") & (link | head)
    lines = lines.with_columns(is_pointed=pointed).join(
        lines.filter(plain).select("article", "line", next_is_low=pl.col("is_low").shift(-1).over("article")),
        on=["article", "line"],
        how="left",
        maintain_order="left",
    )
    broken = (~closed & pl.col("next_is_low").fill_null(False)) | open_quote
    title_like = (
        ~closed
        & (size <= pl.when(pl.col("is_title")).then(LONGEST_LINK).otherwise(LONGEST_SUBTITLE))
        & ~pl.col("text").str.contains("[:;,]$")
    )
    kind = (
        pl.when(pl.col("zone") == "head")
        .then(pl.col("kind"))
        .when(pl.col("line") == pl.col("headline_line"))
        .then(pl.lit("headline"))
        .when(pl.col("zone") == "tail")
        .then(pl.when(mark.is_in(["cross_reference", "caption"])).then(mark).otherwise(pl.lit("tail")))
        .when(pl.col("dateline_alone"))
        .then(pl.lit("boilerplate"))
        .when(pl.col("line") == pl.col("lead_line"))
        .then(pl.lit("lead"))
        .when(pl.col("is_headline_again"))
        .then(pl.lit("repeat"))
        .when(pl.col("is_date_line"))
        .then(pl.lit("date_header"))
        .when((mark == "credit") | (mark == "caption"))
        .then(pl.lit("caption"))
        .when(pl.col("around_credit"))
        .then(pl.lit("caption"))
        .when(pl.col("text").str.contains(LISTED) & pl.col("is_title"))
        .then(pl.lit("cross_reference"))
        .when(pl.col("caption_end") & (pl.col("line") != pl.col("last_prose")) & ~pl.col("signed"))
        .then(pl.lit("caption"))
        .when(mark.is_in(["cross_reference", "cross_head"]))
        .then(pl.lit("cross_reference"))
        .when(mark.is_not_null() | (pl.col("ends_page") & ~pl.col("is_running")))
        .then(pl.coalesce(mark, pl.lit("boilerplate")))
        .when(pl.col("is_running") | pl.col("is_low") | (broken & ~pl.col("is_pointed")))
        .then(pl.lit("body"))
        .when(pl.col("is_pointed"))
        .then(pl.lit("cross_reference"))
        .when(pl.col("text").str.contains(NUMBERED) & ~closed)
        .then(pl.lit("subtitle"))
        .when(title_like & pl.col("is_title") & (size >= SHORTEST_LINK))
        .then(pl.lit("cross_reference"))
        .when(title_like)
        .then(pl.lit("subtitle"))
        .otherwise(pl.lit("body"))
    )
    return lines.with_columns(kind=kind)


def find_repeats(lines: pl.DataFrame) -> pl.DataFrame:
    """Mark body lines that stand there a second time, and promote the line behind a lonely dateline to the lead.

    Args:
        lines: Frame with `kind`.

    Returns:
        The lines with `kind` `repeat` for later copies and `is_repeated_body` (a body line that repeats an earlier
        one).
    """
    text = pl.col("kind").is_in(["lead", "body"])
    first = pl.col("line").filter(text).min().over("article", "key")
    again = text & (pl.col("line") > first)
    lines = lines.with_columns(is_repeated_body=again.fill_null(False))
    lines = lines.join(_standfirsts(lines), on=["article", "line"], how="left", maintain_order="left")
    repeated = pl.col("is_repeated_body") | pl.col("repeats_lead").fill_null(False)
    lines = lines.with_columns(kind=pl.when(repeated).then(pl.lit("repeat")).otherwise(pl.col("kind")))
    lines = lines.drop("repeats_lead")
    opening = pl.col("line").filter(pl.col("kind").is_in(["lead", "body"])).min().over("article")
    return lines.with_columns(
        kind=pl.when((pl.col("kind") == "body") & (pl.col("line") == opening))
        .then(pl.lit("lead"))
        .otherwise(pl.col("kind"))
    )


def _standfirsts(lines: pl.DataFrame) -> pl.DataFrame:
    """Find lines that begin as the lead does and break off, as some pages print below the text for sharing.

    Returns:
        Columns `article`, `line`, `repeats_lead`.
    """
    bare = pl.col("text").str.slice(pl.col("dateline_length"))
    text = lines.filter(pl.col("kind").is_in(["lead", "body"])).select(
        "article", "line", "lead_line", "kind", bare=bare, opening=bare.str.slice(0, SHORTEST_STANDFIRST)
    )
    leads = text.filter(pl.col("kind") == "lead").select("article", "opening", lead="bare")
    near = text.join(leads, on=["article", "opening"]).filter(pl.col("line") > pl.col("lead_line"))
    whole = pl.col("opening").str.len_bytes() == SHORTEST_STANDFIRST
    near = near.filter(whole & pl.col("lead").str.starts_with(pl.col("bare")))
    return near.select("article", "line", repeats_lead=pl.lit(True)).unique(["article", "line"])
