"""Give events the time expressions that date them."""

import polars as pl

from flows.extract.fences import (
    AFTER_COMMA,
    BEHIND_COMMA,
    BY_DECREE,
    COUNTED_ON,
    FRESH,
    OF_NOUN,
    OF_SPEECH,
    STRUCK,
    dates_another,
    is_old,
)
from flows.extract.pairing import is_described, left_over, nearest
from flows.extract.repeated import further_times
from flows.extract.spells import close_intervals
from flows.extract.status import OFF
from flows.extract.subtypes import MEETINGS
from flows.extract.time_clauses import VERBAL
from flows.extract.time_pairs import pair_times
from flows.language.calendar import add_days
from flows.language.lexicon import Lexicon

# Farthest time (cost of `pair_spans`) that still dates an event.
REACH = 260
# How far (cost) a time of a `yang` clause is given back to an event before it, and how far a year.
LEFT_REACH, LEFT_YEAR = 140, 120
# What a time costs more that bounds an event, one that says when somebody spoke of it, and a vague one within what is
# said (`Senin ... berjanji membuka saluran pada awal Oktober`).
BOUND, ATTRIBUTED, SAID = 60, 40, 60
# Clauses about what came before, and times that hold both.
CAUSES, COARSE = ["time", "simultaneous", "cause"], ["month", "quarter", "year"]
# Times that hold finer ones.
FINER = [(["week", "month", "quarter", "year"], ["day"]), (["quarter", "year"], ["week", "month"])]
# How far (characters) behind a time what led to it, or what `yang` tells, stands.
LED_BY = 24
# What the day of the putting off costs: more than the words between what is put off and the time it was meant for.
PUT_OFF = 120


def attach_times(
    triggers: pl.DataFrame,
    times: pl.DataFrame,
    clauses: pl.DataFrame,
    verbs: pl.DataFrame,
    sentences: pl.DataFrame,
    said: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Give each trigger the time expression that governs it.

    Args:
        triggers: Columns of `pair_spans`, `status`, `speech` (bool), `anchor_date`.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.
        verbs: Of `find_verbs`.
        sentences: Of `split_sentences`.
        said: Of `contents`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `since` (it goes on since then), `date_start`, `date_end`, `date_precision`, `time_at`,
        `time_end` (where the time stands), `again` (true for the further rows of what was done several times).
    """
    pairs = pair_times(triggers, times, clauses, verbs, sentences, said, lexicon)
    # `Pekan lalu Seoul menangguhkan perjanjian tahun 2018`: the year is that of the agreement.
    fresh = (pl.col("opens") & ~pl.col("precision").is_in(["year", "unknown"])).any().over("trigger")
    pairs = pairs.with_columns(
        cost=pl.when(fresh & (pl.col("precision") == "year")).then(pl.col("cost") + SAID).otherwise("cost")
    )
    # `tiba pada Kamis dan bertemu Jeong keesokan harinya`: what is joined by `dan` has its own day.
    own = (pl.col("clause") == pl.col("span_clause")) & pl.col("behind") & (pl.col("role") == "at")
    # `melakukan uji coba keenam dan yang terkuat pada September`
    own |= is_described() & (pl.col("role") == "at")
    before = (pl.col("mark") == "coordination") & ~pl.col("behind") & VERBAL & own.any().over("trigger")
    pairs = pairs.with_columns(cost=pl.when(before).then(pl.col("cost") + 2 * SAID).otherwise("cost"))
    # `menangguhkan perjanjian yang diteken pada 2018 dan memulai siaran`: the year is that of the thing.
    elder = (pl.col("mark") == "coordination") & ~pl.col("behind") & ~pl.col("opens") & (pl.col("precision") == "year")
    elder &= (pl.col("clause") != pl.col("span_clause")) & pl.col("aside")
    pairs = pairs.with_columns(cost=pl.when(elder).then(pl.col("cost") + REACH).otherwise("cost"))
    # `menembakkan rudal pada Rabu sebagai tanggapan atas latihan ... sehari sebelumnya`: so has a noun behind a verb.
    behind = own & (pl.col("voice") == "noun") & ~pl.col("attribution") & pl.col("bound").is_null()
    # `atas peluncuran pada Minggu dan uji coba yang berlangsung sebulan sebelumnya`: so is what `yang` tells of it.
    counted = is_described() & pl.col("rule").is_in(COUNTED_ON)
    ahead = ~pl.col("behind") & ~VERBAL & (behind & ((pl.col("crossed") == 0) | counted)).any().over("trigger")
    pairs = pairs.with_columns(cost=pl.when(ahead).then(pl.col("cost") + PUT_OFF).otherwise("cost"))
    near = pairs.with_columns(cost=pl.col("cost") + _detour()).filter(~dates_another(), pl.col("cost") <= REACH)
    reachable = near.filter((pl.col("crossed") == 0) | _reaches_over() | _closes_sentence())
    best = nearest(_prefer_finer(reachable), "cost", "span_start", "date_start")
    left = pl.when(pl.col("precision") == "year").then(LEFT_YEAR).otherwise(LEFT_REACH)
    # `mencabut status siaga yang berlaku sejak pekan lalu`: so long has lasted what is told of.
    lasted = (pl.col("role") == "since") & (pl.col("status") == "occurred") & (pl.col("voice") == "active")
    lasted &= pl.col("subtype") != "alert"
    free = near.filter(pl.col("cost") <= left, ~((pl.col("speech") | lasted) & VERBAL))
    best = pl.concat([best, left_over(free, best)])
    again = further_times(reachable, best, triggers, clauses, verbs, sentences)
    best = pl.concat([best.with_columns(again=False), again.with_columns(again=True)])
    promised = (pl.col("content_of") == "planned") & ~pl.col("speech") & VERBAL
    # What a draft asks for is proposed, but asked for by now.
    planned = (pl.col("status") == "planned") | ((pl.col("status") == "proposed") & ~pl.col("speech"))
    ahead = planned | promised.fill_null(False)
    later = ahead & pl.col("future_start").is_not_null()
    # `mengupayakan agar bantuan dikirim ke Utara yang menutup perbatasannya sejak Januari`: that has begun.
    later &= (pl.col("role") != "since") | (pl.col("span_kind") != "relative") | (pl.col("tense") == "future")
    # `Pertemuan yang dijadwalkan Kamis dibatalkan`: the Thursday nearest to the news.
    gone = pl.col("status").is_in(OFF) & (pl.col("rule") == "weekday")
    gone &= (pl.col("date_start") - pl.col("anchor_date")).dt.total_days() > FRESH
    dated = best.select(
        "trigger", "sentence", "subtype", "status", "role", since=pl.col("role") == "since",
        **{
            edge: pl.when(later).then(f"future_{edge[5:]}").when(gone).then(add_days(pl.col(edge), -7)).otherwise(edge)
            for edge in ("date_start", "date_end")
        },
        date_precision="precision", time_at="span_start", time_end="span_end", again="again",
    )  # fmt: skip
    closed = close_intervals(dated, times, sentences)
    return closed.drop("sentence", "subtype", "status", "role")


def _prefer_finer(pairs: pl.DataFrame) -> pl.DataFrame:
    """Let times cost more that hold a finer one of the same trigger: `Dua tahun kemudian, 24 Oktober, ...`."""
    plain = (pl.col("role") == "at") & (pl.col("crossed") == 0) & ~pl.col("attribution")
    # `Pekan lalu ia menelepon Hayashi dan mengecam peluncuran 5 Januari`: not what the next clause tells.
    here = (pl.col("clause") == pl.col("span_clause")) | ~(pl.col("behind") & pl.col("joins").fill_null(False))
    holds = pl.any_horizontal(
        plain & pl.col("precision").is_in(coarse) & _inside(plain & here & pl.col("precision").is_in(fine))
        for coarse, fine in FINER
    )
    return pairs.with_columns(cost=pl.when(holds).then(pl.col("cost") + 2 * SAID).otherwise("cost"))


def _inside(fine: pl.Expr) -> pl.Expr:
    """Tell times within which the first of such times of the same trigger begins."""
    first = pl.when(fine).then("date_start").min().over("trigger")
    return first.is_between(pl.col("date_start"), pl.col("date_end")).fill_null(False)


def _reaches_over() -> pl.Expr:
    """Tell pairs of different sections whose time dates the trigger all the same."""
    # `ketika keduanya bertemu pada September` dates its main clause too.
    # `Pada 1 Agustus, seusai sidang Dewan Keamanan, London mengutuk ...`.
    beside = (pl.col("section_kind") == "adverbial") & (pl.col("mark") == "simultaneous")
    beside = beside | (pl.col("section_kind") == "simultaneous")
    together = (beside & (pl.col("parent") == pl.col("span_section"))) | (
        pl.col("span_kind").is_in(["simultaneous", "adverbial"]) & (pl.col("span_parent") == pl.col("section"))
    )
    # `Sejak KTT pada Februari, Pyongyang menolak ...`, `Sebelum sidang pada Jumat, ...`.
    together = together & pl.col("bound").is_null()
    # `pengiriman tentara ... dalam sidang yang digelar Rabu`: `yang` describes the noun told last.
    other = (pl.col("noun_at") > pl.col("start")) & (pl.col("noun_end") <= pl.col("span_clause_start"))
    other = other & ~pl.col("listed")
    described = is_described() & (pl.col("span_clause_start") >= pl.col("end")) & ~other.fill_null(False)
    # `Pada Senin Beijing mengedarkan rancangan yang mendesak ...`: what a paper says is said on that day.
    # `menandatangani perintah yang membekukan aset`
    words = pl.col("speech") | (pl.col("subtype") == "agreement") | pl.col("subtype").is_in(BY_DECREE)
    issued = pl.col("issued").fill_null(False) & words & (pl.col("parent") == pl.col("span_section"))
    # A main verb that stands behind a `yang` clause has the times of its main clause.
    resumes = pl.col("surely") & (pl.col("span_section") == pl.col("parent"))
    # `Pada Senin Washington mengusulkan sanksi, sementara Beijing menolak`: what opens a sentence holds for all of it.
    above = (pl.col("span_section") == pl.col("parent")) | (pl.col("span_section") == 0)
    against = (pl.col("section_kind") == "adversative") & above
    # `mengumumkan jeda pada Senin, tetapi mengancam ...`: so does any time where the same party goes on.
    same = (pl.col("subject_kind") == "inherited") & (pl.col("voice") != "noun") & (pl.col("status") == "occurred")
    # `Seoul hendak mengirim surat pada Senin, namun Pyongyang menolaknya`: what was brought was refused then.
    refused = (pl.col("subtype") == "rejection") & (pl.col("status") == "occurred") & (pl.col("precision") == "day")
    refused &= (pl.col("role") == "at") & ~pl.col("counts")
    against = against & (same | pl.col("opens") | refused) & (pl.col("subtype") != "denial")
    # `Hubungan membeku pada 2017 setelah Malaysia mengusir ...`: what led to it was in that year too.
    main = (pl.col("span_section") == 0) & (pl.col("parent") == 0) & (pl.col("role") == "at")
    led = pl.col("section_kind").is_in(CAUSES) & main & VERBAL & (pl.col("status") == "occurred")
    # `sehari setelah` counts, `pada awal Mei` is too fine to hold both.
    led &= pl.col("precision").is_in(COARSE) & ~pl.col("rule").str.starts_with("part") & ~pl.col("counts")
    # `Otto, ditahan pada 2016, meninggal setelah dipulangkan`: what stands between commas is told aside.
    led &= pl.col("opens") | pl.col("begins")
    # `dibentuk pada 2009 menyusul uji coba nuklir`
    cause = (pl.col("section_kind") == "cause") & main & ~VERBAL & (pl.col("status") == "occurred")
    # `kandas di Dewan Keamanan pada Kamis setelah diveto China`
    vetoed = pl.col("section_kind").is_in(CAUSES) & (pl.col("span_section") == pl.col("parent")) & pl.col("vetoed")
    led |= vetoed & (pl.col("voice") != "active") & (pl.col("role") == "at") & ~pl.col("counts")
    led |= cause & pl.col("precision").is_in(COARSE) & (pl.col("start") - pl.col("span_end")).is_between(1, LED_BY)
    # `langkah Seoul pada 22 Agustus lalu yang memangkas bantuan`: the day right before `yang` is that of what is told.
    told_of = (pl.col("section_kind") == "relative") & (pl.col("voice") == "active") & ~pl.col("aside").fill_null(False)
    told_of &= (pl.col("start") - pl.col("span_end")).is_between(1, LED_BY) & (pl.col("role") == "at")
    told_of &= (pl.col("span_section") == pl.col("parent")) & (pl.col("span_clause") + 1 == pl.col("clause"))
    # `Sejak Pyongyang menguji bom pada 9 September, kedua pihak terus berunding`: what goes on since then.
    since = pl.col("since_then") & (pl.col("span_parent") == pl.col("section")) & (pl.col("status") == "ongoing")
    # `Wang, yang bertemu Kerry di Muenchen, Kamis, ...`: what stands between commas behind a meeting is its day.
    # `korban yang ditembak di laut, 22 September, ...`: an old day is that of any deed.
    met = (pl.col("section_kind") == "relative") & (pl.col("subtype").is_in(MEETINGS) | is_old()) & VERBAL
    met &= (pl.col("span_section") == pl.col("parent")) & (pl.col("span_clause") == pl.col("clause") + 1)
    met &= (pl.col("precision") == "day") & (pl.col("span_start") - pl.col("span_clause_start") <= AFTER_COMMA)
    # `Balon yang dikirim Korea Utara jatuh di Seoul pada Rabu`: what came of the deed was seen on its day.
    fell = pl.col("lone") & (pl.col("voice") == "passive") & pl.col("subtype").is_in(STRUCK) & pl.col("behind")
    fell &= (pl.col("span_section") == pl.col("parent")) & (pl.col("precision") == "day")
    # `Pada 4 Juni Putin mencela orang yang melarikan diri dan mengancam akan ...`: the words go on in the main clause.
    goes_on = (pl.col("section_kind") == "relative") & (pl.col("mark") == "coordination") & pl.col("speech")
    goes_on &= (pl.col("voice") == "active") & (pl.col("span_section") == pl.col("parent")) & ~pl.col("behind")
    goes_on &= (pl.col("precision") == "day") & (pl.col("role") == "at")
    over = told_of | goes_on | together | described | issued | resumes | against | led | since | met | fell
    return over.fill_null(False)


def _closes_sentence() -> pl.Expr:
    """Tell pairs of a main verb and a fresh day behind the last comma: `menahan pria yang memotret kantor, Jumat`."""
    fresh = (pl.col("anchor_date") - pl.col("date_start")).dt.total_days().is_between(0, FRESH)
    behind_comma = pl.col("span_start") - pl.col("span_clause_start") <= BEHIND_COMMA
    fresh |= (pl.col("status") == "planned") & (pl.col("tense") == "future")
    # `tembakan dilepaskan setelah tentara melintasi garis yang memisahkan keduanya, Senin (21/8)`: both on that day.
    led_to = pl.col("section_kind").is_in(CAUSES) & (pl.col("span_parent") == pl.col("section"))
    main = ((pl.col("section") == 0) | led_to) & (pl.col("voice") != "noun")
    # `ditahan setelah perahunya ditemukan di dekat Sokcho, Selasa (24/10)`.
    within = pl.col("span_kind").is_in(["relative", *CAUSES]) & ~pl.col("counts") & pl.col("bound").is_null()
    last = pl.col("closes") & within & behind_comma
    return (last & main & fresh & (pl.col("precision") == "day") & pl.col("tense").ne_missing("past")).fill_null(False)


def _detour() -> pl.Expr:
    """Give what a time costs beside its distance."""
    gap = pl.col("span_start") - pl.col("end")
    of_noun = (pl.col("voice") == "noun") & gap.is_between(0, OF_NOUN)
    # `Pada 17 November mereka menunda latihan yang sedianya dimulai pekan depan`: that day was its putting off.
    put_off = pl.col("status").is_in(OFF) & (pl.col("voice") == "noun") & ~pl.col("behind")
    return (
        pl.when(pl.col("role").is_in(["until", "deadline"])).then(BOUND)
        .when(pl.col("role") == "attributive").then(pl.when(of_noun).then(0).otherwise(REACH))
        .when(put_off).then(PUT_OFF)
        .when(pl.col("attribution")).then(ATTRIBUTED)
        # `bertolak pada 30 Juli untuk bertemu ... pada 31 Juli`: an aim has its own day.
        .when((pl.col("mark") == "purpose") & (pl.col("clause") != pl.col("span_clause"))).then(SAID)
        .when(pl.col("speech") & pl.col("behind") & (gap > OF_SPEECH) & (pl.col("precision") != "day")).then(SAID)
        .otherwise(0)
    )  # fmt: skip
