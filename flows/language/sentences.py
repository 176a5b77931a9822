"""Split classified paragraphs into sentences."""

import polars as pl

from flows.language.spans import normalise
from flows.language.windows import is_first

CUT, DOT = "\x01", "\x03"
# A dot behind these does not end a sentence: titles, initials, common shortenings.
ABBREVIATION = r"(?-u:\b)(Dr|Prof|Jend|Letjen|Mayjen|Brigjen|Kol|Laks|No|Jl|St|Mr|Mrs|Ms|Co|Inc|Jr|Sr|vs|[A-Z])\."
END_THEN_BLANK = r"""([.!?]["')\]]*\s+)(["'(\[]*[A-Z0-9])"""
# Some pages lose the blank between sentences: `... Korea Utara.Keputusan itu ...`, `"Kami siap,"katanya`.
END_THEN_GLUED = r"""([a-z0-9)\]"][.!?]["']?)(["']?[A-Z][a-z])"""
END_AFTER_CAPITALS = r"""((?-u:\b)[A-Z]{2,}[.!?]["']?)(["']?[A-Z][a-z])"""


def split_sentences(paragraphs: pl.DataFrame, articles: pl.DataFrame, kinds: list[str]) -> pl.DataFrame:
    """Split paragraphs of the given kinds into sentences.

    Args:
        paragraphs: Columns `article`, `paragraph`, `text_start`, `end`, `kind`.
        articles: Columns `article`, `fold`.
        kinds: Kinds of paragraphs to read.

    Returns:
        Columns `article`, `paragraph`, `kind`, `sentence` (u32, unique in the batch, in text order), `start`, `end`
        (characters of the article), `text` (folded, trimmed), `norm` (see `normalise`).
    """
    text = pl.col("fold").str.slice(pl.col("text_start"), pl.col("end") - pl.col("text_start"))
    cut = (
        text.str.replace_all(ABBREVIATION, "${1}" + DOT)
        .str.replace_all(END_THEN_BLANK, "${1}" + CUT + "${2}")
        .str.replace_all(END_THEN_GLUED, "${1}" + CUT + "${2}")
        .str.replace_all(END_AFTER_CAPITALS, "${1}" + CUT + "${2}")
        .str.split(CUT)
    )
    pieces = (
        paragraphs.lazy()
        .filter(pl.col("kind").is_in(kinds))
        .join(articles.lazy().select("article", "fold"), on="article", maintain_order="left")
        .sort("article", "paragraph", maintain_order=True)
        .select("article", "paragraph", "kind", base=pl.col("text_start").cast(pl.Int64), piece=cut)
        .with_row_index("row")
        .explode("piece")
        .with_columns(length=pl.col("piece").str.len_bytes().cast(pl.Int64))
        .with_columns(before=pl.col("length").cum_sum() - pl.col("length"))
        .with_columns(
            base=pl.col("base") + pl.col("before") - pl.when(is_first(pl.col("row"))).then("before").forward_fill()
        )
        .with_columns(lead=pl.col("length") - pl.col("piece").str.strip_chars_start().str.len_bytes())
        .with_columns(text=pl.col("piece").str.strip_chars().str.replace_all(DOT, ".", literal=True))
        .filter(pl.col("text") != "")
        .with_columns(start=pl.col("base") + pl.col("lead"))
        .with_columns(end=pl.col("start") + pl.col("text").str.len_bytes())
        .with_row_index("sentence")
        .select("article", "paragraph", "kind", "sentence", "start", "end", "text", norm=normalise(pl.col("text")))
    )
    return pieces.collect()
