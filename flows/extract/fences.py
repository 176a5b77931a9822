"""Tell the times of a sentence that stand within what another deed is told by."""

import polars as pl

from flows.language.spans import join_nearest

# A day so near to the publication (days) may be that of the words as well as that of what they are about.
FRESH = 3
# How far (characters) behind the comma of its clause the day of the words stands.
BEHIND_COMMA = 16


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
