"""Paragraphs: classified lines, cut where a pointer or an embedded player stands inside running text."""

import polars as pl

from flows.ingest.fold import SCISSORS
from flows.ingest.lines import SIGNATURE
from flows.ingest.marks import marks
from flows.ingest.words import cue

# Headlines of other articles inside a paragraph end where a sentence opens; if none does, with their own sentence.
GLUED = (
    rf"((?:{cue('pointer')})(?: +[^ .!?]+){{3,45}}?)( (?:{cue('opener')})(?: [^ ]+){{2}})"
    rf"|((?:{cue('pointer')})[^.!?]{{10,300}})"
)
CUTTABLE = ("lead", "body", "repeat")


def cut_paragraphs(lines: pl.DataFrame) -> pl.DataFrame:
    """Turn classified lines into paragraphs.

    Args:
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `paragraph` (ordinal), `start`, `end`, `text_start` (characters), `kind`, `continues`
        (ordinal of the body paragraph whose sentence goes on here, else null).
    """
    inside = f"({marks().inside})"
    text = pl.col("text")
    cuttable = pl.col("kind").is_in(CUTTABLE) & (
        text.str.contains(inside) | text.str.contains(GLUED) | pl.col("signed")
    )
    whole = lines.filter(~cuttable).select("article", "line", "start", "end", "text_start", "kind", "text")
    pieces = _cut(lines.filter(cuttable), inside)
    paragraphs = pl.concat([whole, pieces]).sort("article", "start")
    paragraphs = paragraphs.with_columns(
        paragraph=pl.int_range(pl.len(), dtype=pl.UInt32).over("article"),
        text_start=pl.max_horizontal("text_start", "start").clip(upper_bound=pl.col("end")),
    )
    return paragraphs.join(
        _continuations(paragraphs), on=["article", "paragraph"], how="left", maintain_order="left"
    ).select("article", "paragraph", "start", "end", "text_start", "kind", "continues")


def _cut(lines: pl.DataFrame, inside: str) -> pl.DataFrame:
    """Cut lines into what stands outside and inside of the expressions; the pieces alternate."""
    text = pl.col("text")
    glued = text.str.replace_all(GLUED, f"{SCISSORS}${{1}}${{3}}{SCISSORS}${{2}}")
    marked = text.str.replace_all(inside, f"{SCISSORS}${{1}}{SCISSORS}")
    cut = pl.when(text.str.contains(GLUED)).then(glued).otherwise(marked)
    cut = pl.when(pl.col("signed")).then(cut.str.replace(SIGNATURE, f"{SCISSORS}${{0}}")).otherwise(cut)
    pieces = lines.with_columns(piece=cut.str.split(SCISSORS)).explode("piece")
    # Cuts come in pairs, but for that before a signature, which ends the line.
    is_signature = pl.col("signed") & (
        pl.int_range(pl.len()).over("article", "line") == pl.len().over("article", "line") - 1
    )
    size = pl.col("piece").str.len_bytes().cast(pl.Int64)
    pieces = pieces.with_columns(
        number=pl.int_range(pl.len()).over("article", "line"),
        begin=size.cum_sum().over("article", "line") - size + pl.col("start"),
    )
    left = size - pl.col("piece").str.strip_chars_start(" ").str.len_bytes().cast(pl.Int64)
    pieces = pieces.with_columns(
        start=pl.col("begin") + left,
        text=pl.col("piece").str.strip_chars(" "),
        kind=pl.when(is_signature)
        .then(pl.lit("tail"))
        .when(pl.col("number") % 2 == 1)
        .then(pl.lit("cross_reference"))
        .otherwise(pl.col("kind")),
    )
    return pieces.filter(pl.col("text") != "").select(
        "article",
        "line",
        "start",
        (pl.col("start") + pl.col("text").str.len_bytes().cast(pl.Int64)).alias("end"),
        "text_start",
        "kind",
        "text",
    )


def _continuations(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Find body paragraphs that go on with the sentence of the body paragraph before them."""
    body = paragraphs.filter(pl.col("kind").is_in(CUTTABLE))
    open_before = ~pl.col("text").str.contains(r"""[.!?:]["')\]]{0,3}$""").shift(1)
    goes_on = pl.col("text").str.contains("^[a-z]") & open_before.over("article").fill_null(False)
    previous = pl.col("paragraph").shift(1).over("article")
    return body.select("article", "paragraph", continues=pl.when(goes_on).then(previous)).drop_nulls("continues")
