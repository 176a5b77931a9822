"""Where the words of the lexicon stand: all of them are looked for in one pass, and every reader asks for its own."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from flows.language.spans import find_terms, padded, padded_hits

if TYPE_CHECKING:
    from flows.language.lexicon import Lexicon


@dataclass(frozen=True)
class WordIndex:
    """Hits of a vocabulary in the sentences of a batch.

    Attributes:
        vocabulary: Of `numbered`.
        hits: `sentence`, `at` (characters from its start), `word`; overlapping ones too.
    """

    vocabulary: pl.DataFrame
    hits: pl.DataFrame


def numbered(terms: pl.Series) -> pl.DataFrame:
    """Number terms for an index.

    Args:
        terms: Normalised terms, as in the columns `term` of lexicon tables.

    Returns:
        Columns `term` (unique), `word` (its number), `length` (characters), `opening` (its first word).
    """
    vocabulary = terms.unique().sort().to_frame("term").with_row_index("word")
    term = pl.col("term").str
    return vocabulary.with_columns(length=term.len_bytes().cast(pl.Int64), opening=term.extract("^([^ ]+)", 1))


def with_index(lexicon: "Lexicon", sentences: pl.DataFrame, vocabulary: pl.DataFrame) -> "Lexicon":
    """Let a lexicon know where terms stand in sentences.

    Args:
        lexicon: Any lexicon.
        sentences: Of `split_sentences`; later questions may be about some of them only.
        vocabulary: Of `numbered`.
    """
    # To look for 70,000 terms takes a quarter of a second before the first sentence is read, so that only those are
    # looked for whose first word stands somewhere.
    told = vocabulary.filter(pl.col("opening").is_in(sentences["norm"].str.split(" ").explode().unique().implode()))
    # Polars looks for one word at least.
    told = vocabulary.head(1) if told.is_empty() else told
    words = padded(told["term"])
    number = pl.lit(told["word"]).gather(pl.col("term").cast(pl.Enum(words)).to_physical())
    hits = padded_hits(sentences, words, ["sentence"]).select("sentence", "at", word=number)
    return replace(lexicon, index=WordIndex(vocabulary, hits.collect()))


def find_words(sentences: pl.DataFrame, terms: pl.Series, keep: list[str], lexicon: "Lexicon") -> pl.DataFrame:
    """Find lexicon terms as whole words, overlapping ones too; where the lexicon has an index, there.

    Args:
        sentences: Of `split_sentences`.
        terms: Normalised terms.
        keep: Columns of the sentences to carry along.
        lexicon: With or without the index of these sentences.

    Returns:
        Columns of `keep`, `term`, `surface` (as written, folded), `start`, `end`; in text order.
    """
    index = lexicon.index
    if index is None:
        return find_terms(sentences, terms, keep)
    known = index.vocabulary
    wanted = known["term"].is_in(terms.implode())
    if wanted.sum() < terms.n_unique():
        return find_terms(sentences, terms, keep)
    framed = sentences.lazy().select(*dict.fromkeys(["sentence", *keep]), "text", base=pl.col("start").cast(pl.Int64))
    start = pl.col("base") + pl.col("at")
    # Words are numbered from 0, so to look one up is to gather, which costs less than a join.
    hits = (
        index.hits.filter(wanted.gather(index.hits["word"]))
        .lazy()
        .join(framed, on="sentence", maintain_order="left")
        .with_columns(pl.lit(known[name]).gather("word").alias(name) for name in ("term", "length"))
        .select(
            *keep,
            "term",
            surface=pl.col("text").str.slice(pl.col("at"), pl.col("length")),
            start=start,
            end=start + pl.col("length"),
        )
    )
    return hits.collect()
