"""Say whether a thing happened, is planned, was cancelled, is only alleged."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_terms

# How far (characters) a cue counts before a trigger and behind it.
BEFORE, BEHIND = 70, 80
ORDER = ["cancelled", "postponed", "proposed", "planned", "alleged", "ongoing"]


def find_cues(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find status cues.

    Returns:
        Columns `sentence`, `cue` (surface), `cue_start`, `cue_end`, `status`, `side`.
    """
    table = lexicon.table("status_cues").select("term", "status", "side")
    hits = find_terms(sentences, table["term"], ["sentence"]).join(table, on="term", maintain_order="left")
    return drop_contained(hits, "sentence").select(
        "sentence", "status", "side", cue="term", cue_start="start", cue_end="end"
    )


def judge_status(triggers: pl.DataFrame, cues: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger its status from the cues of its clause.

    Args:
        triggers: Columns `trigger`, `sentence`, `start`, `end`, `voice`, `hard`, `mark`, `verb_start`, `subtype`.
        cues: Of `find_cues`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `status`, `negated`, `failed`, `questioned`, `light` (a light verb carries the noun).
    """
    placed = (
        in_clause(cues.rename({"cue_start": "start"}), clauses)
        .rename({"start": "cue_start"})
        .select("sentence", "status", "side", "cue", "cue_start", "cue_end", cue_section="section", cue_clause="clause")
    )
    pairs = triggers.select("trigger", "sentence", "start", "end", "voice", "section", "clause", "verb_start").join(
        placed, on="sentence", maintain_order="left"
    )
    same = pl.col("cue_section") == pl.col("section")
    distance = pl.col("start") - pl.col("cue_end")
    noun = pl.col("voice") == "noun"
    # `menangguhkan perjanjian sebagai jawaban atas peluncuran`: what is put off stands right behind.
    off = pl.col("status").is_in(["postponed", "cancelled"])
    reach = pl.when(noun & off).then(BEFORE // 2).when(noun).then(BEFORE).otherwise(32)
    before = (distance >= 0) & (distance <= reach) & same
    overlap = (pl.col("cue_start") >= pl.col("start")) & (pl.col("cue_end") <= pl.col("end"))
    behind = (
        (pl.col("side") == "near")
        & (noun | (pl.col("cue_start") - pl.col("end") <= 3))
        & (pl.col("cue_start") >= pl.col("end"))
        & (pl.col("cue_start") - pl.col("end") <= BEHIND)
        # `Pembicaraan yang dijadwalkan Rabu ditunda`: a passive verdict reaches over the description.
        & (same | (pl.col("status").is_in(["postponed", "cancelled"]) & pl.col("cue").str.starts_with("di") & noun))
    )
    # Negation binds to the verb right behind it.
    bound = (
        pl.when(pl.col("status") == "negated")
        .then(pl.when(noun).then(25).otherwise(18))
        .when(pl.col("cue").is_in(["diduga", "dilaporkan"]))
        .then(12)
    )
    close = bound.is_null() | (distance <= bound)
    fitting = pairs.filter((before & close) | behind, ~overlap)
    flags = fitting.group_by("trigger").agg(
        *[
            (pl.col("status") == status).any().alias(status)
            for status in [*ORDER, "negated", "failed", "question", "light"]
        ]
    )
    return (
        triggers.select("trigger")
        .join(flags, on="trigger", how="left", maintain_order="left")
        .with_columns(pl.col(*ORDER, "negated", "failed", "question", "light").fill_null(False))
        .with_columns(status=_first_status())
        .select("trigger", "status", "negated", "failed", "question", "light")
    )


def _first_status() -> pl.Expr:
    status = pl.when(pl.col(ORDER[0])).then(pl.lit(ORDER[0]))
    for name in ORDER[1:]:
        status = status.when(pl.col(name)).then(pl.lit(name))
    return status.otherwise(pl.lit("occurred"))
