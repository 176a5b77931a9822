"""The lines of a page and what can be seen of each without knowing its neighbours."""

import polars as pl

from flows.ingest.dateline import read_datelines
from flows.ingest.header import flag_date_lines
from flows.ingest.marks import mark_lines
from flows.ingest.words import cue
from flows.ingest.wrapped import join_wrapped

SENTENCE = 60
LONG = 200
HEADLINE_END = 140
LINE_END = 90
# `(esn)`, `(*)`, `[ab/lt]`, `(Tribunnews.com/Yonhap/AFP)`.
INITIALS = r"(?:\[ ?\]|[(\[](?:[*]{1,3}|[^()\[\]]{2,25}|[A-Za-z0-9-]+\.(?:com|co\.id|id|net)/[^()\[\]]{2,60})[)\]])$"
SIGNED, SIGNATURE = rf"""[.!?"'] ?{INITIALS}""", rf" ?{INITIALS}"
TITLE_SHARE = 0.6
FENCE, LONGEST_FRONT = r"^(?:---|\+\+\+)$", 60
INDEXED = rf"^((?:{cue('index')}) +)[A-Z\"]"
LAST_WORD = r"""[.!?]["')\]]{0,3}[`* |]{0,3}$"""
FULL_STOP = r"""\.["')\]]{0,3}[`* |]{0,3}$|["']$"""
ABBREVIATION = r"(?:^|[ (])(?:[A-Za-z]\.){2,}$"


def split_lines(articles: pl.DataFrame) -> pl.DataFrame:
    """Cut each page into its lines, without the empty ones.

    Args:
        articles: Columns `article`, `fold`.

    Returns:
        Columns `article`, `line` (ordinal in the article), `start`, `end` (characters in the article, without
        surrounding white space), `text` (folded), `apart` (more empty lines stand before it than the fewest on the
        page).
    """
    lines = articles.select("article", text=pl.col("fold").str.split("\n")).explode("text")
    size = pl.col("text").str.len_bytes().cast(pl.Int64)
    lines = lines.with_columns(start=(size + 1).cum_sum().over("article") - size - 1)
    left = size - pl.col("text").str.strip_chars_start(" ").str.len_bytes().cast(pl.Int64)
    lines = lines.with_columns(start=pl.col("start") + left, text=pl.col("text").str.strip_chars(" "))
    text = pl.col("text")
    foreign = pl.when(pl.int_range(pl.len()).over("article") == 0).then(text.str.extract(INDEXED, 1).str.len_bytes())
    ahead = foreign.fill_null(0).cast(pl.Int64)
    lines = lines.with_columns(start=pl.col("start") + ahead, text=text.str.slice(ahead))
    lines = lines.with_columns(end=pl.col("start") + size, number=pl.int_range(pl.len()).over("article"))
    lines = lines.filter(pl.col("text") != "").select("article", "number", "start", "end", "text")
    gap = pl.col("number").diff().over("article")
    apart = lines.select("article", "start", apart=(gap > gap.min().over("article")).fill_null(True))
    lines = join_wrapped(lines).join(apart, on=["article", "start"], how="left", maintain_order="left")
    number = pl.int_range(pl.len(), dtype=pl.UInt32).over("article")
    return lines.select("article", number.alias("line"), "start", "end", "text", "apart")


def describe_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Add to each line what it looks like on its own.

    Args:
        lines: Frame of `split_lines`.

    Returns:
        The lines with `size`, `mark`, `ends_page`, `caption_end` (see `marks`), `in_front` (front matter, all of it
        boilerplate), `dateline_length`, `dateline_place`,
        `dateline_outlet`, `is_date_line`, `signed` (ends in an editor's initials), `is_closed` (ends a sentence),
        `is_low` (begins with a small letter), `is_title` (most words have a capital), `is_running` (reads as running
        text).
    """
    lines = lines.with_columns(size=pl.col("text").str.len_bytes().cast(pl.Int64))
    lines = mark_lines(lines).with_columns(in_front=_front_matter())
    lines = lines.with_columns(
        mark=pl.when(pl.col("in_front")).then(pl.lit("boilerplate")).otherwise("mark"),
        ends_page=pl.col("ends_page") & ~pl.col("in_front"),
        caption_end=pl.col("caption_end") & ~pl.col("in_front"),
    )
    lines = flag_date_lines(read_datelines(lines))
    lines = lines.with_columns(is_date_line=pl.col("is_date_line") & ~pl.col("in_front"))
    text, end = pl.col("text"), pl.col("text").str.tail(LINE_END)
    signed = end.str.contains(SIGNED)
    bare = pl.when(signed).then(end.str.replace(SIGNATURE, "")).otherwise(end)
    closed = bare.str.contains(LAST_WORD) & ~bare.str.contains(ABBREVIATION)
    front = text.str.slice(0, HEADLINE_END)
    words, capitals = front.str.count_matches(r"[A-Za-z][A-Za-z'-]*"), front.str.count_matches(r"(?:^|[ (\"'/-])[A-Z]")
    # Lazy, because only then are the shared parts of these expressions computed once.
    described = lines.lazy().with_columns(
        signed=signed,
        is_closed=closed,
        is_low=text.str.contains("^[a-z]"),
        is_title=capitals >= TITLE_SHARE * words,
        stops=bare.str.contains(FULL_STOP),
    )
    size = pl.col("size")
    ended = pl.col("is_closed") & (pl.col("stops") | (size > HEADLINE_END)) & (size >= SENTENCE)
    # Headlines in a row may be long, but they neither stop nor go without capitals.
    prose = ended | ((size >= LONG) & (pl.col("is_closed") | ~pl.col("is_title")))
    plain = pl.col("mark").is_null() & ~pl.col("is_date_line") & (~pl.col("ends_page") | (size >= LONG))
    return described.with_columns(is_running=prose & plain).drop("stops").collect()


def _front_matter() -> pl.Expr:
    """Tell the lines of a block of front matter: from a fence on the first line to the next fence."""
    fence = pl.col("text").str.contains(FENCE)
    opened = (fence & (pl.col("line") == 0)).any().over("article")
    count = fence.cum_sum().over("article")
    second = pl.col("line").filter(fence & (pl.col("line") > 0)).min().over("article")
    return (opened & (second <= LONGEST_FRONT) & ((count == 1) | (pl.col("line") == second))).fill_null(False)
