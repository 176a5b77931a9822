"""Lines that are not the article, recognised by what they say: `page_marks.csv` as regular expressions."""

from functools import cache
from typing import NamedTuple

import polars as pl

from flows.ingest.words import read_words
from flows.language.frames import add_where

# Kinds in the order in which they are asked; the first that holds is the mark of the line.
# What follows an article, at any length or not, inside texts too or not.
ENDS = ("tail", "promo", "pause", "appeal")
KINDS = ("cross_reference", "cross_head", "boilerplate", "byline", "caption", "credit")
SHORT_LINE = 260
LINE_END = 160


class Marks(NamedTuple):
    """Regular expressions by kind: for the beginning or the whole of a line, for its end, and inside a paragraph."""

    front: dict[str, str]
    back: dict[str, str]
    inside: str


def _join(patterns: pl.DataFrame, where: str) -> list[str]:
    """Anchor the patterns of one place in the line."""
    shape = {"whole": "{}\\s*$", "start": "{}", "end": "{}[ |]*$"}[where]
    return [shape.format(f"(?:{p})") for p in patterns.filter(pl.col("where") == where)["pattern"]]


@cache
def marks() -> Marks:
    """Compile the word list into one expression for each kind."""
    table = read_words("page_marks")
    front, back = {}, {}
    for kind in (*KINDS, *ENDS):
        rows = table.filter(pl.col("kind") == kind)
        starts = [*_join(rows, "whole"), *_join(rows, "start")]
        ends = _join(rows, "end")
        if starts:
            front[kind] = f"(?i)^(?:{'|'.join(starts)})"
        if ends:
            back[kind] = f"(?i)(?:{'|'.join(ends)})"
    inside = table.filter(pl.col("where") == "inline")["pattern"]
    return Marks(front, back, f"(?i){'|'.join(f'(?:{p})' for p in inside)}")


def mark_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Say what each line is by its words alone.

    Args:
        lines: Column `text` (folded, stripped).

    Returns:
        The lines with `mark` (a kind of `page_marks.csv` or null), `ends_page` (it looks like what follows an
        article), `ends_surely` (and never stands inside one) and `caption_end` (it ends in a photo credit).
    """
    known = marks()
    text, end = pl.col("text"), pl.col("text").str.tail(LINE_END)
    short = text.str.len_bytes() <= SHORT_LINE
    mark = pl.coalesce(pl.when(text.str.contains(known.front[kind])).then(pl.lit(kind)) for kind in KINDS)
    distinct = lines.select("text").unique().with_columns(
        caption_end=end.str.contains(known.back["caption"]),
        **{kind: text.str.contains(known.front[kind]) for kind in ENDS},
    )  # fmt: skip
    long_mark = (
        pl.when(pl.col("promo") | pl.col("appeal")).then(pl.lit("boilerplate"))
        .when(text.str.contains(known.front["cross_reference"])).then(pl.lit("cross_reference"))
        .when(text.str.contains(known.front["caption"])).then(pl.lit("caption"))
    )  # fmt: skip
    distinct = add_where(distinct, short, short_mark=mark).pipe(add_where, ~short, long_mark=long_mark)
    distinct = distinct.select(
        "text",
        mark=pl.coalesce("short_mark", "long_mark"),
        ends_page=pl.any_horizontal(ENDS),
        ends_surely=pl.col("tail") | pl.col("promo"),
        caption_end="caption_end",
    )
    return lines.join(distinct, on="text", how="left", maintain_order="left")


@cache
def outlet_marks() -> list[tuple[str, str]]:
    """List the furniture that only one outlet has: regular expression and outlet."""
    table = read_words("page_marks").drop_nulls("outlet")
    shape = {"whole": "(?i)^(?:{})\\s*$", "start": "(?i)^(?:{})", "end": "(?i)(?:{})$", "inline": "(?i)(?:{})"}
    return [(shape[row["where"]].format(row["pattern"]), row["outlet"]) for row in table.to_dicts()]
