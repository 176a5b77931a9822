"""Words that a page prints without a blank between them: where to part them, and how to find back to the page.

Reading parted text gives offsets that count the blanks put in; `restore` takes them out again, so that evidence is
what stands in the file.
"""

import re
from typing import NamedTuple

import polars as pl

from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest

SCISSORS = "\x01"
SHORTEST_NAME = 5
SHORTEST_VERB = 8
# `... katanya."Kami ...`: the quotation mark belongs to what follows when it opens.
GLUED_QUOTE = r'[a-z0-9)][.!?]"[A-Z][a-z]'
JOINTS = pl.Schema({"article": pl.UInt32(), "at": pl.Int64(), "blanks": pl.Int64()})


class Parted(NamedTuple):
    """Articles and paragraphs with blanks between glued words, and where in them the blanks stand."""

    articles: pl.DataFrame
    paragraphs: pl.DataFrame
    joints: pl.DataFrame


def part_glued(articles: pl.DataFrame, paragraphs: pl.DataFrame, lexicon: Lexicon) -> Parted:
    """Put a blank between words that stand glued together.

    Args:
        articles: Columns `article`, `fold`.
        paragraphs: Columns `article`, `start`, `end`, `text_start`.
        lexicon: Names and verbs.

    Returns:
        The frames with longer `fold` and moved offsets, and `joints` (article, `at`: place of a blank in the longer
        fold, `blanks`: how many up to and including it), sorted.
    """
    patterns = _patterns(lexicon)
    fold = pl.col("fold")
    glued = pl.any_horizontal(fold.str.contains(pattern) for pattern in (*patterns, GLUED_QUOTE))
    marked = _mark_quotes(articles.filter(glued))
    for pattern in patterns:
        marked = marked.with_columns(fold.str.replace_all(pattern, f"${{1}}{SCISSORS}${{2}}"))
    marked = marked.filter(fold.str.contains(SCISSORS, literal=True))
    if marked.is_empty():
        return Parted(articles, paragraphs, pl.DataFrame(schema=JOINTS))
    at = fold.str.find_many([SCISSORS]).cast(pl.List(pl.Int64))
    joints = marked.select("article", at=at).explode("at").sort("article", "at")
    joints = joints.with_columns(blanks=pl.int_range(1, pl.len() + 1).over("article")).cast(JOINTS)
    parted = marked.select("article", parted=fold.str.replace_all(SCISSORS, " ", literal=True))
    articles = articles.join(parted, on="article", how="left", maintain_order="left")
    articles = articles.with_columns(fold=pl.coalesce("parted", "fold")).drop("parted")
    return Parted(articles, _moved(paragraphs, joints), joints)


def restore(
    frame: pl.DataFrame, joints: pl.DataFrame, names: tuple[str, ...] = ("char_start", "char_end")
) -> pl.DataFrame:
    """Turn offsets in parted text into offsets in the page.

    Args:
        frame: Columns `article` and those of `names`.
        joints: Of `part_glued`.
        names: Columns that hold offsets.

    Returns:
        The frame, its rows in the same order.
    """
    return _shifted(frame, joints, names, sign=-1)


def _moved(paragraphs: pl.DataFrame, joints: pl.DataFrame) -> pl.DataFrame:
    """Move offsets in the page to where they are in parted text."""
    places = joints.with_columns(at=pl.col("at") - pl.col("blanks") + 1)
    return _shifted(paragraphs, places, ("start", "end", "text_start"), sign=1)


def _shifted(frame: pl.DataFrame, joints: pl.DataFrame, names: tuple[str, ...], sign: int) -> pl.DataFrame:
    """Add or take the blanks that stand before each offset."""
    if joints.is_empty():
        return frame
    rows = frame.with_row_index("_row")
    for name in names:
        offsets = rows.select("_row", "article", offset=name)
        found = join_nearest(offsets, joints, "offset", "at", by="article", exact=False)
        blanks = found.sort("_row")["blanks"].fill_null(0)
        rows = rows.with_columns((pl.col(name).cast(pl.Int64) + sign * blanks).cast(frame.schema[name]).alias(name))
    return rows.drop("_row")


def _mark_quotes(articles: pl.DataFrame) -> pl.DataFrame:
    """Mark the place before each opening quotation mark that is glued to the sentence before it.

    Args:
        articles: Columns `article`, `fold`.

    Returns:
        The same articles in the same order; in each line the first, third, ... mark opens.
    """
    lines = articles.select("article", line=pl.col("fold").str.split("\n")).explode("line").with_row_index("row")
    piece = pl.col("piece")
    pieces = lines.select("article", "row", piece=pl.col("line").str.split('"')).explode("piece")
    begins = piece.shift(-1).over("row").str.contains("^[A-Z][a-z]").fill_null(False)
    opens = (pl.int_range(pl.len()).over("row") % 2 == 0) & begins & piece.str.contains(r"[a-z0-9)][.!?]$")
    pieces = pieces.with_columns(piece=pl.when(opens).then(piece + SCISSORS).otherwise(piece))
    joined = pieces.group_by("article", "row", maintain_order=True).agg(piece.str.join('"'))
    return joined.group_by("article", maintain_order=True).agg(fold=piece.str.join("\n"))


def _patterns(lexicon: Lexicon) -> tuple[str, ...]:
    """Build the expressions whose two groups stand glued together."""
    glue = lexicon.table("glue")
    joint, prefix, head = (
        "|".join(glue.filter(pl.col("kind") == kind)["word"]) for kind in ("joint", "prefix", "head")
    )
    named = pl.col("folded").str.contains("^[A-Z]") & (pl.col("folded").str.len_bytes() >= SHORTEST_NAME)
    names = _either(lexicon.countries.filter(named)["folded"])
    said = pl.col("folded").str.contains("^me[a-z]+$") & (pl.col("folded").str.len_bytes() >= SHORTEST_VERB)
    verbs = _either(lexicon.table("speech").filter(said)["folded"])
    hung = f"(?:{joint}|(?:{prefix})[a-z]{{3,}})"
    return (
        rf"(?-u:\b)({names})((?:{hung})(?-u:\b)|[A-Z][a-z]{{2,}})",
        rf"(?-u:\b)([A-Z]{{2,6}})({hung}(?-u:\b))",
        rf"(?-u:\b)([A-Z][a-z]{{2,}})((?:{verbs})(?-u:\b))",
        rf"(?-u:\b)([a-z]{{4,}}|{head})([A-Z][a-z]{{2,}})",
    )


def _either(words: pl.Series) -> str:
    """Join words to alternatives, longest first."""
    return "|".join(re.escape(word) for word in sorted(words.unique(), key=lambda word: (-len(word), word)))
