"""Name the doers that a passive leaves out: whoever acted right before it, or whom somebody trespassed on."""

import polars as pl

from flows.extract.moved import other_korea
from flows.language.frames import NOBODY
from flows.language.windows import before_within

# What a state does to what is its own or to what ties it to others: lines, offices, camps, bodies.
MEASURES = ["diplomatic_break", "de_escalation"]
# What is talked over by both sides.
NEGOTIATED = "talks:rundingkan"
# What ends an alarm, too.
LIFTED = "dicabut"
# Shots at those who cross a line.
SHOTS = "^di(?:lepas|tembak|letus|muntah)kan$"
# How many sentences behind the act of its doer a passive stands.
SINCE = 1


def name_doers(reports: pl.DataFrame) -> pl.DataFrame:
    """Give passives that name nobody the doer of what was told right before.

    `Seoul mengecam uji coba itu. Saluran militer ikut diputus`, `Kapal itu melintasi garis batas. Dua tembakan
    dilepaskan untuk mengusirnya`.

    Args:
        reports: One row for each trigger in text order, with `actors` and `recipients` (Lists), `subtype`, `voice`,
            `roles`, `term`.

    Returns:
        `reports` with `actors`, and the `recipients` of shots, filled in.
    """
    article, sentence = pl.col("article"), pl.col("sentence").cast(pl.Int64)
    nobody = (pl.col("actors").fill_null(NOBODY).list.len() == 0) & (pl.col("voice") == "passive")
    aimless = pl.col("recipients").fill_null(NOBODY).list.len() == 0
    single = (pl.col("actors").list.len() == 1) & (pl.col("roles") != "mutual")
    acts = pl.when(single & pl.col("voice").is_in(["active", "wish"]))
    by, at = (before_within(acts.then(of), article) for of in ("actors", sentence))
    # `mengusir diplomat Rusia. Hubungan dagang pun diputus`: with whom one has broken already.
    broke = single & pl.col("subtype").is_in(["sanction", *MEASURES])
    foe = before_within(pl.when(broke).then("recipients"), article)
    foe_of = before_within(pl.when(broke).then("actors"), article)
    crosses = pl.when(single & (pl.col("subtype") == "incursion"))
    intruder, crossed, crossed_at = (
        before_within(crosses.then(of), article) for of in ("actors", "recipients", sentence)
    )
    crossed = pl.when(crossed.list.len() > 0).then(crossed).otherwise(other_korea(intruder))
    # `setelah Asian Games ditutup`: what is only the time of something else may come to its end by itself.
    # `Kapal-kapal Rusia dilarang berlabuh`: by whom they were blamed.
    barred = (pl.col("subtype") == "sanction") & pl.col("term").str.starts_with("dilarang")
    measure = nobody & ((aimless & pl.col("subtype").is_in(MEASURES)) | barred) & (sentence - at <= SINCE)
    measure &= (pl.col("section_kind") == "main") & (pl.col("term") != LIFTED)
    shot = nobody & (pl.col("subtype") == "armed_clash") & pl.col("term").str.contains(SHOTS)
    shot &= (sentence - crossed_at <= SINCE) & (crossed.list.len() > 0)
    others = by.list.set_difference(pl.col("recipients").fill_null(NOBODY))
    # `Revisi perjanjian itu tengah dirundingkan`: by those who have it with one another.
    pair = pl.when((pl.col("roles") == "mutual") & (pl.col("actors").list.len() >= 2))
    talks = nobody & (pl.col("rule") == NEGOTIATED)
    several = pl.when(talks).then(before_within(pair.then("actors"), article))
    shot, measure = shot.fill_null(False), measure.fill_null(False)
    whom = pl.when(shot & aimless).then(intruder).when(measure & aimless & (foe_of == by)).then(foe)
    return reports.with_columns(
        actors=pl.when(shot).then(crossed).when(measure).then(others).otherwise(pl.coalesce(several, "actors")),
        recipients=pl.coalesce(whom, "recipients"),
    )
