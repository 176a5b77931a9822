"""Tell the times of a sentence that stand within what another deed is told by."""

import polars as pl

from flows.language.spans import join_nearest
from flows.language.time_grammar import time_words
from flows.language.times_filter import cues
from flows.language.numbers import any_of

# A day so near to the publication (days) may be that of the words as well as that of what they are about.
FRESH = 3
# How far (characters) behind the comma of its clause the day of the words stands.
BEHIND_COMMA = 16
# How far (characters) before `yang` the verb stands that brings a paper out.
PAPER = 60


def first_verbs(triggers: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """Find the verb before a passive trigger in its `yang` clause: `usul yang diajukan Rusia pada Senin ditolak AS`.

    Args:
        triggers: `trigger`, `sentence`, `start`, `voice`, `section_kind`, `body_start`.
        verbs: Of `find_verbs`.

    Returns:
        Columns `trigger`, `verb_before` (where that verb stands).
    """
    second = triggers.filter(pl.col("voice") == "passive", pl.col("section_kind") == "relative")
    known = verbs.select("sentence", verb_before=pl.col("start").cast(pl.Int64))
    near = join_nearest(second, known, "start", "verb_before", exact=False)
    return near.filter(pl.col("verb_before") >= pl.col("body_start")).select("trigger", "verb_before")


def in_relative() -> pl.Expr:
    """Tell pairs whose time belongs to the first verb of a `yang` clause that another verb follows."""
    before = pl.col("span_end") <= pl.col("start")
    return (before & (pl.col("verb_before") < pl.col("span_start"))).fill_null(False)


def in_content() -> pl.Expr:
    """Tell pairs of an act of words and a time within what it says: `membantah bahwa kapal itu berlayar pada Minggu`.

    Behind a deed without `bahwa` only an old day is surely that of the deed (`menuduh Iran membeli roket pada 2017`);
    what closes the sentence behind a comma is the day of the words.
    """
    words = pl.col("speech") & (pl.col("voice") != "noun")
    said = (pl.col("content_at") >= pl.col("end")) & (pl.col("content_at") < pl.col("span_start"))
    old = (pl.col("anchor_date") - pl.col("date_end")).dt.total_days() > FRESH
    deed = (pl.col("deed_at") < pl.col("span_start")) & old
    inner = pl.max_horizontal("content_at", "deed_at")
    near = pl.col("span_start") - pl.col("span_clause_start") <= BEHIND_COMMA
    apart = pl.col("closes") & near & (pl.col("span_clause_start") > inner)
    return (words & (said | deed) & ~apart).fill_null(False)


def papers(clauses: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find `yang` clauses that say what a paper says which is brought out there: `merilis pernyataan yang mengutuk ...`.

    Args:
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `sentence`, `section`, `issued` (true).
    """
    opened = clauses.filter(pl.col("mark") == "relative", pl.col("section_kind") == "relative")
    text = sentences.select("sentence", text="text", at=pl.col("start").cast(pl.Int64))
    placed = opened.join(text, on="sentence", how="left", maintain_order="left")
    until = pl.col("clause_start") - pl.col("at")
    before = pl.col("text").str.slice(0, until).str.tail(PAPER)
    said = time_words().filter(pl.col("kind") == "occasion", pl.col("value") == "paper")["surface"]
    brought_out = rf"(?i)(?-u:\b)(?:{cues('issued')}) (?:[^ ,]+ ){{0,2}}(?:{any_of(said)})(?: [^ ,]+){{0,2}} ?$"
    return placed.filter(before.str.contains(brought_out)).select("sentence", "section", issued=pl.lit(True)).unique()
