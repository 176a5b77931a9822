"""Give events the time expressions that date them."""

import polars as pl

from flows.extract.fences import (
    BEHIND_COMMA,
    FRESH,
    deed_nouns,
    in_content,
    in_description,
    is_of_noun,
    is_past_of_plan,
    main_verbs,
    papers,
    resumes,
)
from flows.extract.pairing import is_described, is_of_words, left_over, nearest, pair_spans
from flows.extract.repeated import further_times
from flows.extract.subtypes import EXERCISES, MEETINGS, TESTS
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import is_first

# Times that tell how long, or since when nothing like it has been.
UNDATING = ["duration", "compared"]
# What somebody sets out for on one day and does on another.
AIMS = [*TESTS, *MEETINGS, *EXERCISES, "visit"]
LASTING = ["joint_exercise", "unilateral_exercise", "visit", "talks", "summit"]
# Farthest time (cost of `pair_spans`) that still dates an event.
REACH = 260
# How far (cost) a time of a `yang` clause is given back to an event before it.
LEFT_REACH = 120
# What a time costs more that bounds an event, one that says when somebody spoke of it, and a vague one within what is
# said (`Senin ... berjanji membuka saluran pada awal Oktober`).
BOUND, ATTRIBUTED, SAID = 60, 40, 60
# What the day of the putting off costs: more than the words between what is put off and the time it was meant for.
PUT_OFF = 120
# How far (characters) behind a noun the time stands that belongs to it (`latihan Maret lalu`); behind an act of words,
# the vague time that is its own.
OF_NOUN, OF_SPEECH = 30, 12
VERBAL = (pl.col("voice") != "noun") | pl.col("light")
# What stands (characters) behind a day that closes its sentence.
CLOSING = 2


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
    points = times.filter(pl.col("date_start").is_not_null(), ~pl.col("role").is_in(UNDATING)).drop("kind")
    ends = sentences.select("sentence", last=pl.col("end") - CLOSING)
    points = points.join(ends, on="sentence", how="left", maintain_order="left")
    points = points.with_columns(closes=pl.col("end") >= pl.col("last")).drop("last")
    pairs = pair_spans(triggers, points, clauses).join(
        triggers.select(
            "trigger", "status", "speech", "roles", "governed_at", "content_of", "light", "anchor_date", "subject_kind"
        ),
        on="trigger",
        maintain_order="left",
    )
    pairs = pairs.join(_promises(triggers), on=["sentence", "start"], how="left", maintain_order="left")
    pairs = pairs.join(papers(clauses, sentences), on=["sentence", "section"], how="left", maintain_order="left")
    pairs = pairs.join(main_verbs(triggers, verbs, clauses, lexicon), on="trigger", how="left", maintain_order="left")
    pairs = pairs.join(said, on="sentence", how="left", maintain_order="left").join(
        _bounds(clauses), on="span_clause", how="left", maintain_order="left"
    )
    # The noun told last before a time.
    spans = pairs.select("sentence", "span_start").unique()
    last = join_nearest(spans, deed_nouns(triggers), "span_start", "noun_at")
    pairs = pairs.join(last, on=["sentence", "span_start"], how="left", maintain_order="left")
    # `Pekan lalu Seoul menangguhkan perjanjian tahun 2018`: the year is that of the agreement.
    fresh = (pl.col("opens") & ~pl.col("precision").is_in(["year", "unknown"])).any().over("trigger")
    pairs = pairs.with_columns(
        cost=pl.when(fresh & (pl.col("precision") == "year")).then(pl.col("cost") + SAID).otherwise("cost")
    )
    # `Pada Senin Washington mengusulkan sanksi, sementara Beijing menolak`: what opens a sentence holds for all of it.
    above = (pl.col("span_section") == pl.col("parent")) | (pl.col("span_section") == 0)
    against = (pl.col("section_kind") == "adversative") & above
    # `mengumumkan jeda pada Senin, tetapi mengancam ...`: so does any time where the same party goes on.
    same = (pl.col("subject_kind") == "inherited") & (pl.col("voice") != "noun") & (pl.col("status") == "occurred")
    against = against & (same | pl.col("opens")) & (pl.col("subtype") != "denial")
    near = pairs.with_columns(cost=pl.col("cost") + _detour()).filter(~_dates_another(), pl.col("cost") <= REACH)
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
    issued = pl.col("issued").fill_null(False) & pl.col("speech") & (pl.col("parent") == pl.col("span_section"))
    reachable = near.filter(
        (pl.col("crossed") == 0) | together | described | issued | resumes() | against | _closes_sentence()
    )
    best = nearest(reachable, "cost", "span_start", "date_start")
    best = pl.concat([best, left_over(near.filter(pl.col("cost") <= LEFT_REACH, ~(pl.col("speech") & VERBAL)), best)])
    again = further_times(reachable, best, triggers, clauses, verbs, sentences)
    best = pl.concat([best.with_columns(again=False), again.with_columns(again=True)])
    promised = (pl.col("content_of") == "planned") & ~pl.col("speech") & VERBAL
    # What a draft asks for is proposed, but asked for by now.
    planned = (pl.col("status") == "planned") | ((pl.col("status") == "proposed") & ~pl.col("speech"))
    ahead = planned | promised.fill_null(False)
    later = ahead & pl.col("future_start").is_not_null()
    dated = best.select(
        "trigger", "sentence", "subtype", "role", since=pl.col("role") == "since",
        date_start=pl.when(later).then("future_start").otherwise("date_start"),
        date_end=pl.when(later).then("future_end").otherwise("date_end"),
        date_precision="precision", time_at="span_start", time_end="span_end", again="again",
    )  # fmt: skip
    return _with_ends(dated, times).drop("sentence", "subtype", "role")


def _promises(triggers: pl.DataFrame) -> pl.DataFrame:
    """Give where the first deed stands that an act of words at `start` is about: `deed_at`, `promise_at` (planned)."""
    wished = pl.col("content_of").is_in(["planned", "drop"])
    inner = triggers.filter(pl.col("content_of").is_not_null(), ~pl.col("speech"), VERBAL)
    return inner.group_by("sentence", start="governed_at", maintain_order=True).agg(
        promise_at=pl.col("start").filter(wished).min(), deed_at=pl.col("start").min()
    )


def _bounds(clauses: pl.DataFrame) -> pl.DataFrame:
    """List clauses whose times only bound what they belong to: columns `span_clause`, `bound` (true).

    `Dua pekan sebelum uji coba itu, Selasa (15/10), ...`: what stands behind the comma is the day itself.
    """
    opens = is_first(pl.col("sentence")) & pl.col("bound")
    whole = clauses.filter(opens).select("sentence", "section", whole=pl.lit(True))
    joined = clauses.join(whole, on=["sentence", "section"], how="left")
    bound = joined.filter(pl.col("bound").fill_null(False) | pl.col("whole").is_not_null())
    return bound.select(span_clause="clause", bound=pl.lit(True))


def _closes_sentence() -> pl.Expr:
    """Tell pairs of a main verb and a fresh day behind the last comma: `menahan pria yang memotret kantor, Jumat`."""
    fresh = (pl.col("anchor_date") - pl.col("date_start")).dt.total_days().is_between(0, FRESH)
    behind_comma = pl.col("span_start") - pl.col("span_clause_start") <= BEHIND_COMMA
    main = (pl.col("section") == 0) & (pl.col("voice") != "noun") & (pl.col("span_parent") == 0)
    last = pl.col("closes") & (pl.col("span_kind") == "relative") & behind_comma
    return (last & main & fresh & (pl.col("precision") == "day") & pl.col("tense").is_null()).fill_null(False)


def _detour() -> pl.Expr:
    """Give what a time costs beside its distance."""
    gap = pl.col("span_start") - pl.col("end")
    of_noun = (pl.col("voice") == "noun") & gap.is_between(0, OF_NOUN)
    # `Pada 17 November mereka menunda latihan yang sedianya dimulai pekan depan`: that day was its putting off.
    put_off = pl.col("status").is_in(["postponed", "cancelled"]) & (pl.col("voice") == "noun") & ~pl.col("behind")
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


def _dates_another() -> pl.Expr:
    """Tell pairs whose time says when something else was: the words about the event, or what they are about."""
    # `ungkap pejabat pada Selasa, ketika tamunya tiba`.
    meanwhile = (pl.col("section_kind") == "simultaneous") & ~pl.col("behind")
    quoted_day = pl.col("attribution") & ~pl.col("speech") & ~meanwhile
    # What was said was said by now: a later day is that of the thing promised or threatened.
    future = (pl.col("date_start") > pl.col("anchor_date")).fill_null(False)
    ahead = pl.col("speech") & (pl.col("status") != "planned") & future
    # `berkomitmen memperluas latihan tahun ini` dates the exercise, not the promise.
    vague = pl.col("precision").is_in(["year", "quarter"])
    # `sepakat menggelar latihan pada Desember` does so too.
    far = (pl.col("promise_at") < pl.col("span_start")).fill_null(False)
    vague = vague | (pl.col("precision").is_in(["month", "week"]) & far)
    promised = pl.col("speech") & pl.col("behind") & vague & (pl.col("span_start") - pl.col("end") > OF_SPEECH)
    promised = promised & (pl.col("role") != "since")
    # `Pada Senin Jepang mengancam menggelar latihan`, `mengatakan, Kamis, bahwa ...`: the day is that of the words.
    of_words = (pl.col("span_start") < pl.col("governed_at")).fill_null(False) | is_of_words()
    # `terbang pada Senin untuk bertemu ...`, `bersidang untuk membahas peluncuran`: the day is that of the way there.
    aimed_at = (pl.col("mark") == "purpose") & (pl.col("clause") != pl.col("span_clause")) & ~pl.col("behind")
    aimed_at = aimed_at & (pl.col("precision") == "day") & pl.col("subtype").is_in(AIMS)
    # `atas permintaan Jepang`: what a noun asks for is dated only right behind it.
    gap = pl.col("span_start") - pl.col("end")
    asked = pl.col("speech") & (pl.col("voice") == "noun") & ~gap.is_between(0, OF_NOUN)
    waiting = (pl.col("role") == "since") & pl.col("status").is_in(["planned", "proposed"])
    waiting = waiting & ~pl.col("subtype").is_in(LASTING)
    # `Dalam laporan yang dirilis Senin, Kim disebut mengawasi peluncuran`: the day is that of the report.
    reported = (pl.col("occasion") == "paper").fill_null(False) & ~pl.col("speech") & (pl.col("roles") != "mutual")
    # `Dalam jumpa pers, Selasa, ia mengatakan KTT akan digelar`.
    ahead_of_talk = pl.col("status").is_in(["planned", "proposed"]) & ~pl.col("behind")
    reported = reported | (pl.col("occasion").is_not_null() & ahead_of_talk)
    # `Sejak pertemuan itu Pyongyang menuntut ...`: again and again since then.
    ever_since = (pl.col("role") == "since") & pl.col("speech") & (pl.col("voice") != "noun") & (pl.col("crossed") == 0)
    # `perjanjian yang disepakati sejak 1960` was made once.
    ever_since = ever_since & (pl.col("subtype") != "agreement") & (pl.col("status") != "ongoing")
    # `menampik tenggat akhir tahun`, `mendesak ... sebelum Juni`: what is asked for has until then.
    term = pl.col("speech") & (pl.col("voice") != "noun") & (pl.col("role") == "deadline") & pl.col("behind")
    others = (
        is_of_noun()
        | is_past_of_plan()
        | in_description()
        | in_content()
        | quoted_day
        | reported
        | term
        | of_words
        | asked
    )
    return others | aimed_at | ever_since | ahead | promised | waiting


def _with_ends(dated: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Close the interval of things that last: `mulai Senin hingga 12 Maret`, `dua hari mulai Selasa`."""
    until = times.filter(pl.col("role") == "until", pl.col("date_end").is_not_null())
    spells = times.filter(pl.col("role") == "duration", pl.col("unit") == "day", pl.col("days") >= 1)
    bounds = (until.select("sentence", until="date_end"), spells.select("sentence", lasting="days"))
    rows = dated
    for bound in bounds:
        first = bound.sort(bound.columns).unique("sentence", keep="first", maintain_order=True)
        rows = rows.join(first, on="sentence", how="left", maintain_order="left")
    one_day = (pl.col("date_precision") == "day") & (pl.col("date_start") == pl.col("date_end"))
    lasts = pl.col("subtype").is_in(LASTING) & one_day
    counted = pl.col("lasting").is_not_null() & ((pl.col("role") == "since") | pl.col("subtype").is_in(EXERCISES))
    # `selama empat hari hingga Sabtu`.
    begun = pl.col("date_start") - pl.duration(days=pl.col("lasting").cast(pl.Int64) - 1)
    last_only = lasts & (pl.col("role") == "until") & pl.col("lasting").is_not_null()
    closed = (
        pl.when(last_only).then("date_end")
        .when(lasts & (pl.col("until") > pl.col("date_start"))).then("until")
        .when(lasts & counted).then(pl.col("date_start") + pl.duration(days=pl.col("lasting").cast(pl.Int64) - 1))
        .otherwise("date_end")
    )  # fmt: skip
    opened = pl.when(last_only).then(begun).otherwise("date_start")
    return rows.with_columns(date_start=opened, date_end=closed).drop("until", "lasting")
