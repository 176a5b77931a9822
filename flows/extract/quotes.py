"""Find quotations: in double or single marks, with a mark missing, running on behind a cross-reference."""

import polars as pl

from flows.extract.cues import any_word
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern, join_nearest

TEXT_KINDS = ["lead", "body", "subtitle"]
DOUBLE = r"\"|''"
# A single mark is a quotation mark only with a blank outside and a letter inside: not in Jum'at, O'Shaughnessy.
SINGLE = r"(?:^|[ (\[])'[A-Za-z0-9][^'\"\n]{2,220}'(?:$|[ .,;:?!)\]])"
# A quotation runs on at most into the next text paragraph.
FARTHEST = 1
# Marks around nothing, or one letter.
SHORTEST = 3


def text_paragraphs(sentences: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Cut the running text of paragraphs out of their articles.

    Args:
        sentences: Of `split_sentences`.
        articles: Columns `article`, `fold`.

    Returns:
        Columns `article`, `paragraph`, `ordinal` (of text paragraphs), `start`, `end`, `text`.
    """
    bounds = (
        sentences.filter(pl.col("kind").is_in(TEXT_KINDS))
        .group_by("article", "paragraph", maintain_order=True)
        .agg(pl.min("start"), pl.max("end"))
        .sort("article", "start")
        .with_row_index("ordinal")
        .with_columns(pl.col("ordinal").cast(pl.Int64))
    )
    text = pl.col("fold").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return bounds.join(articles.select("article", "fold"), on="article", maintain_order="left").select(
        "article", "paragraph", "ordinal", "start", "end", text=text
    )


def find_quotes(paragraphs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Pair quotation marks.

    Args:
        paragraphs: Of `text_paragraphs`.
        lexicon: Words of saying, before which a quotation without a closing mark ends.

    Returns:
        Columns `article`, `paragraph` (where it begins), `start`, `end` (marks included), `closed` (false where the
        closing mark is missing), `words`, `last` (last character inside), `quote` (row number); in text order.
    """
    doubles = _doubles(_directed_marks(paragraphs))
    singles = find_pattern(paragraphs, SINGLE, ["article", "paragraph"])
    lead = pl.col("surface").str.starts_with("'").not_().cast(pl.Int64)
    tail = pl.col("surface").str.ends_with("'").not_().cast(pl.Int64)
    singles = singles.select(
        "article", "paragraph", start=pl.col("start") + lead, end=pl.col("end") - tail, closed=pl.lit(True)
    )
    both = pl.concat([doubles, singles]).filter(pl.col("end") - pl.col("start") > SHORTEST)
    return _with_words(drop_contained(both, "article"), paragraphs, lexicon)


def _doubles(marks: pl.DataFrame) -> pl.DataFrame:
    """Pair opening with closing marks; a mark without its other half reaches to the end or start of its paragraph."""
    side, same = pl.col("side"), pl.col("article") == pl.col("article").shift(-1)
    near = pl.col("ordinal").shift(-1) - pl.col("ordinal") <= FARTHEST
    closed = ((side.shift(-1) == "close") & same & near).fill_null(False)
    new_paragraph = (pl.col("paragraph") != pl.col("paragraph").shift(1)) | ~same.shift(1)
    marks = marks.with_columns(closed=closed, answered=closed.shift(1).fill_null(False) & (side.shift(1) == "open"))
    opened = marks.with_columns(
        q_end=pl.when("closed").then(pl.col("end").shift(-1)).otherwise("p_end"), first=new_paragraph.fill_null(True)
    )
    quotes = opened.filter(side == "open").select("article", "paragraph", "start", end="q_end", closed="closed")
    headless = opened.filter((side == "close") & ~pl.col("answered") & pl.col("first"))
    return pl.concat([quotes, headless.select("article", "paragraph", start="p_start", end="end", closed=pl.lit(True))])


def _directed_marks(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Find double marks and tell by their neighbours whether they open or close."""
    keep = ["article", "paragraph", "ordinal", "p_start", "p_end"]
    framed = paragraphs.with_columns(p_start="start", p_end="end")
    marks = find_pattern(framed, DOUBLE, keep).join(
        paragraphs.select("article", "paragraph", "text"), on=["article", "paragraph"], maintain_order="left"
    )
    at = pl.col("start") - pl.col("p_start")
    before = pl.when(at > 0).then(pl.col("text").str.slice((at - 1).clip(0), 1)).otherwise(pl.lit(""))
    after = pl.col("text").str.slice(pl.col("end") - pl.col("p_start"), 1)
    blank_before, blank_after = before.is_in(["", " ", "(", "[", "-", "\n"]), after.is_in(["", " ", "\n"])
    first = pl.col("paragraph") != pl.col("paragraph").shift(1)
    marks = marks.with_columns(
        side=pl.when(before == "").then(pl.lit("open"))
        .when(blank_before & ~blank_after & ~after.is_in([".", ",", ")"])).then(pl.lit("open"))
        # `dikaji."Mengamati` lost a blank: either side.
        .when(~blank_before & ~after.str.contains("[A-Z]")).then(pl.lit("close"))
    )  # fmt: skip
    turned = pl.when(pl.col("side").shift(1) == "open").then(pl.lit("close")).otherwise(pl.lit("open"))
    return marks.with_columns(
        side=pl.coalesce("side", pl.when(first.fill_null(True)).then(pl.lit("open")).otherwise(turned))
    ).drop("text")


def _with_words(spans: pl.DataFrame, paragraphs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Cut quotations that nothing closes, count their words and look at how they end."""
    joined = spans.join(
        paragraphs.select("article", "paragraph", "text", "ordinal", p_start="start", p_end="end"),
        on=["article", "paragraph"],
        maintain_order="left",
    )
    speech = lexicon.table("speech")
    own = any_word(speech.filter(pl.col("kind") == "self")["folded"])
    behind = any_word(speech.filter(pl.col("kind") == "after")["folded"])
    offset = pl.col("start") - pl.col("p_start")
    whole = pl.col("text").str.slice(offset, pl.col("end") - pl.col("start"))
    cut = whole.str.extract(rf"(?s)^(.+?[,.?!]) (?:{own}|{behind} [A-Za-z])").str.len_bytes().cast(pl.Int64)
    joined = joined.with_columns(
        end=pl.when(~pl.col("closed"))
        .then(pl.col("start") + pl.coalesce(cut, pl.col("end") - pl.col("start")))
        .otherwise("end")
    )
    inside = pl.col("text").str.slice(offset, pl.col("end") - pl.col("start")).str.strip_chars("\"' ")
    return (
        joined.with_columns(words=inside.str.count_matches(r"\s+") + 1, last=inside.str.slice(-1, 1))
        .drop("text")
        .sort("article", "start")
        .with_row_index("quote")
    )


def outside_quotes(rows: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Drop rows (`article`, `start`) that begin inside a quotation."""
    spans = quotes.select("article", q_start="start", q_end="end")
    joined = join_nearest(rows, spans, "start", "q_start", by="article")
    return joined.filter((pl.col("q_end") <= pl.col("start")).fill_null(True)).drop("q_start", "q_end")
