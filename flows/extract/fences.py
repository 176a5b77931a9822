"""Tell the times of a sentence that stand within what another deed is told by."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.cues import event_words
from flows.language.lexicon import Lexicon
from flows.language.numbers import any_of
from flows.language.time_grammar import time_words
from flows.language.times_filter import cues

# A day so near to the publication (days) may be that of the words as well as that of what they are about.
FRESH = 3
# How far (characters) behind the comma of its clause the day of the words stands.
BEHIND_COMMA = 16
# How far (characters) before `yang` the verb stands that brings a paper out.
PAPER = 60


def main_verbs(triggers: pl.DataFrame, verbs: pl.DataFrame, clauses: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find triggers that are the verb of the main clause though they stand behind `yang` without a comma.

    `Pekan lalu usul yang diajukan Rusia diveto Prancis`: where no verb stands outside of it, a passive verb of the
    `yang` clause is followed by that of the main clause; so is any verb by a passive one.

    Args:
        triggers: `trigger`, `sentence`, `start`, `voice`, `section`, `section_kind`.
        verbs: Of `find_verbs`.
        clauses: Of `cut_clauses`.
        lexicon: Gives verbs behind which another one says what is meant (`dituduh memasok`).

    Returns:
        Columns `trigger`, `described_to` (where the first verb of the `yang` clause ends).
    """
    placed = in_clause(verbs, clauses)
    outside = placed.filter(pl.col("section") == 0).select("sentence").unique()
    inner = placed.filter(pl.col("section_kind") == "relative").join(outside, on="sentence", how="anti")
    first = inner.unique(["sentence", "section"], keep="first", maintain_order=True).select(
        "sentence", "section", described_to="end", first_verb="surface"
    )
    found = triggers.filter(pl.col("voice") != "noun", pl.col("section_kind") == "relative").join(
        first, on=["sentence", "section"]
    )
    suffered = pl.col("first_verb").str.contains("(?i)^di") & ~pl.col("first_verb").str.contains(
        f"(?i)^{event_words(lexicon, 'made_to')}$"
    )
    behind = pl.col("start") > pl.col("described_to") + 1
    return found.filter(behind & (suffered | (pl.col("voice") == "passive"))).select("trigger", "described_to")


def in_description() -> pl.Expr:
    """Tell pairs of such a main verb and a time of the `yang` clause before it."""
    before = pl.col("span_end") <= pl.col("start")
    inside = pl.col("occasion").is_null() & (pl.col("described_to") < pl.col("span_start"))
    return (before & inside).fill_null(False)


def resumes() -> pl.Expr:
    """Tell pairs of such a main verb and a time of its main clause."""
    return (pl.col("described_to").is_not_null() & (pl.col("span_section") == pl.col("parent"))).fill_null(False)


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
    """Find `yang` clauses that tell what a paper says which comes out there: `merilis pernyataan yang mengutuk ...`.

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


def is_past_of_plan() -> pl.Expr:
    """Tell pairs of a plan and a day gone by in a clause before it: `tiba pada Sabtu dan dijadwalkan bertemu ...`."""
    plan = (pl.col("status") == "planned") & (pl.col("voice") != "noun")
    gone = (pl.col("date_end") < pl.col("anchor_date")) & ~pl.col("behind")
    return (plan & gone & (pl.col("clause") != pl.col("span_clause"))).fill_null(False)


def deed_nouns(triggers: pl.DataFrame) -> pl.DataFrame:
    """List the deeds that nouns tell.

    Args:
        triggers: `sentence`, `start`, `end`, `voice`, `mark`.

    Returns:
        Columns `sentence`, `noun_at`, `noun_end`, `listed` (`dan` joins it to what stands before).
    """
    return triggers.filter(pl.col("voice") == "noun").select(
        "sentence", noun_at=pl.col("start").cast(pl.Int64), noun_end=pl.col("end").cast(pl.Int64),
        listed=pl.col("mark") == "coordination",
    )  # fmt: skip


def is_of_noun() -> pl.Expr:
    """Tell pairs whose day belongs to another noun right before it: `mengecam peluncuran 5 Januari`."""
    bare = pl.col("rule").is_in(["day_month", "full_date"]) & (pl.col("span_start") - pl.col("noun_end") == 1)
    return (bare & (pl.col("noun_at") != pl.col("start"))).fill_null(False)
