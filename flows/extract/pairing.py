"""Pair triggers with the times, places and names of their sentence, and say how far apart they stand."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.language.lexicon import Lexicon

# Another section, another clause between an event and a circumstance count as this many characters.
SECTION_COST, CLAUSE_COST = 60, 15
# How near (characters) behind a noun the `yang` clause begins that describes it.
DESCRIBED = 120
# How many clauses behind that of a fight it stands at most.
NEXT = 1
# Kinds of speech.csv behind which stands what is said, in a clause of its own.
SAYING = ["verb", "judge"]
# What says something only where a clause follows (`mengumumkan akan ...`).
ANNOUNCING = "weak"


def pair_spans(triggers: pl.DataFrame, spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Pair triggers with spans of their sentence.

    Args:
        triggers: Columns `trigger`, `sentence`, `subtype`, `voice`, `start`, `end` and those of `in_clause`.
        spans: Columns `article`, `sentence`, `start`, `end` and whatever the spans carry; those with an `occasion`
            count as standing in the main clause too.
        clauses: Of `cut_clauses`.

    Returns:
        One row for each pair: `trigger`, `sentence`, `subtype`, `voice`, `start`, `end`, `section`, `section_kind`,
        `parent`, `clause`, `mark`, what the spans carry, and of the span `span_start`, `span_end`, `span_clause`,
        `span_clause_start`, `span_section`, `span_kind` (of its section), `span_parent`; `cost` (characters between the
        two, more where they stand in different clauses), `crossed` (1 where their sections differ), `behind` (the span
        stands behind).
    """
    names = {
        "start": "span_start",
        "end": "span_end",
        "section": "span_section",
        "clause": "span_clause",
        "section_kind": "span_kind",
        "clause_start": "span_clause_start",
        "parent": "span_parent",
    }
    placed = in_clause(spans, clauses).rename(names).drop("article", "body_start", "mark")
    rows = triggers.select(
        "trigger", "sentence", "subtype", "voice", "start", "end", "section", "section_kind", "parent", "clause", "mark"
    ).join(placed, on="sentence", maintain_order="left")
    distance = pl.max_horizontal(
        pl.col("span_start") - pl.col("end"), pl.col("start") - pl.col("span_end"), pl.lit(0, pl.Int64)
    )
    crossed = pl.col("section") != pl.col("span_section")
    if "occasion" in spans.columns:
        # `sehari setelah Kim dalam pidato pada Senin menawarkan ...`: what `setelah` tells has its own.
        spoken = pl.col("occasion").is_not_null() & ((pl.col("span_kind") != "time") | (pl.col("occasion") == "exact"))
        crossed = crossed & ~((pl.col("section") == 0) & spoken)
    crossed = crossed.cast(pl.Int64)
    elsewhere = (pl.col("clause") != pl.col("span_clause")).cast(pl.Int64)
    return rows.with_columns(
        cost=distance + SECTION_COST * crossed + CLAUSE_COST * elsewhere,
        crossed=crossed,
        behind=pl.col("span_start") >= pl.col("start"),
    )


def is_described() -> pl.Expr:
    """Tell pairs of a noun and a span in its `yang` clause: `uji coba yang dilakukan pada Minggu`."""
    gap = pl.col("span_clause_start") - pl.col("end")
    # `tiga bentrokan, termasuk korvet yang ditorpedo pada 2010`: a fight has no name of its own between the two.
    other = (pl.col("subtype") == "armed_clash") & (pl.col("span_clause") - pl.col("clause") > NEXT)
    near = pl.col("behind") & (gap <= DESCRIBED) & ~other
    return (pl.col("voice") == "noun") & (pl.col("span_kind") == "relative") & near


def nearest(pairs: pl.DataFrame, *order: str) -> pl.DataFrame:
    """Keep one pair of each trigger, the first by the columns of `order`."""
    ordered = pairs.sort("trigger", *order, maintain_order=True)
    return ordered.unique("trigger", keep="first", maintain_order=True)


def left_over(pairs: pl.DataFrame, best: pl.DataFrame) -> pl.DataFrame:
    """Give spans of a `yang` clause that belong to nothing there to the nearest event before them that has none.

    Args:
        pairs: Of `pair_spans`.
        best: The pairs that are chosen already.

    Returns:
        More rows like those of `best`, at most one for each trigger and for each span.
    """
    claimed = best.select("sentence", "span_start").unique()
    free = pairs.filter(pl.col("span_kind") == "relative", pl.col("behind"))
    free = free.join(claimed, on=["sentence", "span_start"], how="anti").join(
        best.select("trigger"), on="trigger", how="anti"
    )
    one_each = free.sort("cost", "trigger", "span_start", maintain_order=True).unique(
        ["sentence", "span_start"], keep="first", maintain_order=True
    )
    return one_each.unique("trigger", keep="first", maintain_order=True).select(best.columns)


def contents(clauses: pl.DataFrame, verbs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give where what somebody says begins in each sentence.

    Args:
        clauses: Of `cut_clauses`.
        verbs: Of `find_verbs`.
        lexicon: Words of saying.

    Returns:
        Columns `sentence`, `content_at` (of the first `bahwa`), `says_at` (of the first plain verb of saying),
        `announced_at` (of the first one that says something only where a clause follows).
    """
    speech = lexicon.table("speech")
    # `membenarkan bahwa kerja sama itu dihentikan`: who owns up to a thing did it before.
    cues = lexicon.table("event_cues")
    owned = cues.filter(pl.col("kind") == "owns_up")["folded"]
    saying = pl.concat([speech.filter(pl.col("kind").is_in(SAYING))["folded"], owned])
    announcing = speech.filter(pl.col("kind") == ANNOUNCING, ~pl.col("folded").is_in(owned.implode()))["folded"]
    word = pl.col("surface").str.to_lowercase()
    opened = clauses.filter(pl.col("mark") == "content")
    places = opened.group_by("sentence").agg(content_at=pl.col("clause_start").min())
    for column, words in (("says_at", saying), ("announced_at", announcing)):
        said = verbs.filter(word.is_in(words.implode())).group_by("sentence").agg(pl.col("start").min().alias(column))
        places = places.join(said, on="sentence", how="full", coalesce=True)
    return places


def is_of_words() -> pl.Expr:
    """Tell pairs whose span says when or where somebody spoke of the event: it stands before the words of saying."""
    # `menambahkan tiga nama ke daftar hitam`: a verb of saying may tell a deed itself.
    within = [
        (pl.col("span_start") < pl.col(said)) & (pl.col(said) < pl.col("start")) for said in ("content_at", "says_at")
    ]
    return pl.any_horizontal(within).fill_null(False) & ~pl.col("speech")
