"""Find the further times of what was done several times: `menembakkan rudal pada Senin dan artileri pada Rabu`."""

import polars as pl

from flows.extract.subtypes import TESTS
from flows.language.spans import join_nearest

# How far (characters) behind a day the next one of a list stands.
LISTED = 8
# What shares out the times behind it.
EACH = "(?i)masing-masing (?:pada )?(?:hari |tanggal |bulan )?$"
# What stands between two names of one day: `Rabu malam atau Kamis waktu Korea`.
OTHERWISE = "(?i)atau|waktu"


def further_times(
    pairs: pl.DataFrame,
    best: pl.DataFrame,
    triggers: pl.DataFrame,
    clauses: pl.DataFrame,
    verbs: pl.DataFrame,
    sentences: pl.DataFrame,
) -> pl.DataFrame:
    """List the times behind the one that dates a trigger which date it again.

    Args:
        pairs: Of `pair_spans` with times, those that may date their trigger, and `speech`.
        best: The pair that dates each trigger.
        triggers: `sentence`, `start`: what a time between two others may belong to.
        clauses: Of `cut_clauses`.
        verbs: Of `find_verbs`.
        sentences: Of `split_sentences`.

    Returns:
        More rows like those of `best`.
    """
    chosen = best.select(
        "trigger", best_at="span_start", best_end="span_end", best_day="date_start", best_precision="precision"
    )
    rows = pairs.join(chosen, on="trigger", maintain_order="left").filter(
        pl.col("precision") == pl.col("best_precision"), pl.col("date_start") != pl.col("best_day")
    )
    text = sentences.select("sentence", text="text", at="start")
    rows = rows.join(text, on="sentence", how="left", maintain_order="left")
    gap = pl.max_horizontal(pl.col("span_start") - pl.col("best_end"), pl.lit(0, pl.Int64))
    between = pl.col("text").str.slice(pl.col("best_end") - pl.col("at"), gap)
    rows = rows.filter(~between.str.contains(OTHERWISE))
    # Each test is an event of its own on each of its days.
    days = (pl.col("precision") == "day") & pl.col("subtype").is_in(TESTS)
    same = pl.col("span_start") == pl.col("best_at")
    next_one = (pl.col("span_start") - pl.col("best_end")).is_between(0, LISTED)
    listed = rows.filter(days & (same | next_one))
    # `dua kali mengusulkan perundingan, masing-masing pada April dan Juni`.
    ahead = pl.col("text").str.slice(0, pl.col("best_at") - pl.col("at")).str.contains(EACH)
    each = rows.filter(ahead, next_one | same)
    again = _told_again(rows.filter(~pl.col("speech")), triggers, clauses, verbs)
    return (
        pl.concat([listed.select(best.columns), each.select(best.columns), again.select(best.columns)])
        .sort("trigger", "date_start", "span_start", maintain_order=True)
        .unique(["trigger", "date_start"], keep="first", maintain_order=True)
    )


def _told_again(rows: pl.DataFrame, triggers: pl.DataFrame, clauses: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """Keep times of coordinated clauses without a verb: `..., lalu pada 11 Agustus`, `dan di Hanoi pada 2019`."""
    marks = clauses.select(
        span_clause="clause", span_mark="mark", body="body_start",
        until=pl.when(pl.col("sentence") == pl.col("sentence").shift(-1)).then(pl.col("clause_start").shift(-1)),
    )  # fmt: skip
    # Days behind a mere comma may be the same by another clock.
    coordinated = (pl.col("span_mark") == "coordination") | (
        (pl.col("span_mark") == "comma") & (pl.col("precision") != "day")
    )
    behind = (pl.col("span_start") > pl.col("best_end")) & (pl.col("span_section") == pl.col("section"))
    beside = rows.join(marks, on="span_clause", maintain_order="left").filter(
        coordinated, behind, pl.col("span_clause_start") >= pl.col("best_end"), pl.col("role") == "at",
        ~pl.col("attribution"),
    )  # fmt: skip
    acts = pl.concat(
        frame.select("sentence", act_at=pl.col("start").cast(pl.Int64)) for frame in (verbs, triggers)
    )  # fmt: skip
    beside = beside.with_columns(pl.col("until").fill_null(pl.col("at") + pl.col("text").str.len_bytes()))
    last = join_nearest(beside, acts, "until", "act_at", exact=False)
    return last.filter((pl.col("act_at") < pl.col("best_end")).fill_null(True))
