"""Find where the main clause goes on behind a `yang` clause that no comma closes."""

import polars as pl

from flows.extract.cues import event_words
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import shift_within

RESUMPTION = "resumption"
# Kinds of speech.csv behind which what is said has a subject of its own (`yang mengatakan Jepang akan ...`).
SAYS = ["verb", "judge", "weak", "quoting", "passive"]


def keep_resumptions(marks: pl.DataFrame, verbs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep `akan`, `telah` as marks where they take up the main clause: `Utusan yang tiba Senin akan bertemu ...`.

    That is so where only a `yang` clause stands before them, and its verb lets nobody else act.

    Args:
        marks: Of `find_marks`.
        verbs: Of `find_verbs`.
        lexicon: Words of saying, `event_cues`.

    Returns:
        `marks` without the other words of that kind.
    """
    words = marks.filter(pl.col("mark") == RESUMPTION)
    others = marks.filter(pl.col("mark") != RESUMPTION)
    if words.is_empty():
        return marks
    described = _descriptions(others, verbs, lexicon)
    before = others.select("sentence", mark_at="start")
    near = join_nearest(words, before.unique(maintain_order=True), "start", "mark_at")
    found = near.join(described, on=["sentence", "mark_at"]).filter(pl.col("start") - pl.col("described_to") > 1)
    first = found.unique(["sentence", "mark_at"], keep="first", maintain_order=True).select(marks.columns)
    return pl.concat([others, first]).sort("sentence", "start", "end", maintain_order=True)


def _descriptions(marks: pl.DataFrame, verbs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """List `yang` clauses that describe a subject: columns `sentence`, `mark_at`, `described_to` (its first verb)."""
    key = pl.col("sentence")
    comma = (shift_within(pl.col("mark"), key) == "comma") & (pl.col("start") - shift_within(pl.col("end"), key) <= 1)
    opened = marks.with_columns(apart=comma.fill_null(False)).filter(
        pl.col("mark") == "relative", ~pl.col("apart"), ~pl.col("bound").fill_null(False)
    )
    first = verbs.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", described_at="start", described_to="end", verb=pl.col("surface").str.to_lowercase()
    )
    speech = lexicon.table("speech")
    said = speech.filter(pl.col("kind").is_in(SAYS))["folded"]
    tells = pl.col("verb").is_in(said.implode()) | pl.col("verb").str.contains(
        f"^{event_words(lexicon, 'made_to', 'causes', 'perceives', 'copula')}$"
    )
    starts = opened.select("sentence", mark_at="start").unique("sentence", keep="first", maintain_order=True)
    joined = starts.join(first, on="sentence", maintain_order="left")
    found = joined.filter(pl.col("described_at") > pl.col("mark_at"), ~tells)
    return found.select("sentence", "mark_at", "described_to")
