"""Complete events by when, where and with what they happened, and under which name."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.doers import SUFFERED
from flows.extract.event_times import attach_times
from flows.extract.hosts import attach_hosts, is_arrival, is_recall
from flows.extract.pairing import contents, is_described, nearest, pair_spans
from flows.extract.scenes import PLACE, attach_places, place_beside_times
from flows.extract.subtypes import EXERCISES, MEETINGS
from flows.language.frames import NOBODY
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import backward_within, before_within

AT_MEETINGS = ["talks", "summit", "phone_call", "agreement", "visit", "demand", "condemnation"]
ARMED = [
    "missile_launch",
    "satellite_launch",
    "nuclear_test",
    "weapons_development",
    "deployment",
    "arms_transfer",
    "incursion",
    "propaganda",
    "armed_clash",
]
# Farthest name (cost of `pair_spans`) that still belongs to an event.
SERIES_REACH, WEAPON_REACH = 170, 130
# Words for what is opened again, an embassy above all.
REOPENS = "^(?:kembali membuka|membuka (?:kembali|lagi))$"
# What is done to places, and how far (characters) before the words for it they stand.
ATTACKS = ["armed_clash", "incursion"]
BEFALLEN = 30
# How far (characters) behind the head of a noun the place begins that it names as struck.
AIMED = 20
# How far (characters) behind words of readiness the visit stands that one is ready for.
CALLED = 2
# How far (characters) behind words of blame the name of the pact or the exercise stands.
BLAMED = 12


def add_circumstances(
    reports: pl.DataFrame,
    mentions: pl.DataFrame,
    times: pl.DataFrame,
    clauses: pl.DataFrame,
    sentences: pl.DataFrame,
    verbs: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Join dates, place, series and weapons; a series brings its parties, a visit its hosts.

    Args:
        reports: Triggers with their roles: columns of `assign_roles`.
        mentions: Of `find_mentions`.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.
        verbs: Of `find_verbs`.
        lexicon: Words that point to places, words of saying.

    Returns:
        `reports` in text order with the columns of `attach_times`, `attach_places`, `attach_series`, `attach_weapons`,
        `attach_hosts` and `speaks_of_north` (true where the article names North Korea, else null).
    """
    rows = reports
    said = contents(clauses, verbs, lexicon)
    for frame in (
        attach_times(reports, times, clauses, verbs, sentences, said, lexicon),
        attach_places(reports, mentions, clauses, sentences, said, lexicon),
        attach_series(reports, mentions, clauses),
        attach_weapons(reports, mentions, clauses),
        attach_hosts(reports, mentions, clauses),
    ):
        rows = rows.join(frame, on="trigger", how="left", maintain_order="left")
    rows = place_beside_times(rows, mentions)
    rows = _befallen(rows, mentions)
    # `Dua rudal Rodong diluncurkan`: whose arms those are is known.
    weapons = mentions.filter(pl.col("entity_type") == "weapon")
    arms = weapons.filter(pl.col("surface").str.contains(event_words(lexicon, "north_arms")))
    speaks = pl.concat([frame.select("article") for frame in (mentions.filter(pl.col("code") == "PRK"), arms)])
    north = speaks.unique().with_columns(speaks_of_north=pl.lit(True))
    rows = rows.join(north, on="article", how="left", maintain_order="left")
    named = (pl.col("roles") == "mutual") & (pl.col("series_parties").list.len() >= 2)
    # `mencela GSOMIA`: whose it is.
    aimed = pl.col("blames_series").fill_null(False) & (pl.col("recipients").list.len() == 0)
    # `menutup kedutaannya di Spanyol`, `membuka kembali kedutaannya di Pyongyang`: the host of what is closed.
    closed = (pl.col("subtype") == "diplomatic_break") | pl.col("term").str.contains(REOPENS)
    closed &= pl.col("recipients").list.len() == 0
    closed &= pl.col("place_country").is_not_null() & pl.col("place_preposition").eq("di")
    closed &= ~pl.col("actors").list.contains(pl.col("place_country"))
    unsaid = (pl.col("roles") == "towards") & pl.col("receiver").is_null()
    sent = (pl.col("subtype") == "deployment") & ((pl.col("voice") == "middle") | is_arrival())
    hosted = (pl.col("roles") == "visit") | ((sent | unsaid | is_recall()) & pl.col("hosts").is_not_null())
    # `tiba di Seoul setelah mengunjungi India`: a place in another country than the hosts' is that of another visit.
    astray = (pl.col("roles") == "visit") & ~pl.col("hosts").list.contains(pl.col("place_country"))
    rows = rows.with_columns(pl.when(~astray.fill_null(False)).then(name).alias(name) for name in PLACE)
    received = pl.when((pl.col("roles") == "visit") & (pl.col("recipients").list.len() > 0)).then("recipients")
    # `bertolak ke Hanoi untuk kunjungan kenegaraan`: the place says who the host is.
    there = pl.when(pl.col("roles") == "visit", pl.col("place_country").is_not_null()).then(
        pl.concat_list("place_country")
    )
    rows = rows.with_columns(
        actors=pl.when(named).then("series_parties").otherwise("actors"),
        recipients=pl.when(hosted)
        .then(pl.coalesce(received, "hosts", there).list.set_difference("actors"))
        .when(closed.fill_null(False))
        .then(pl.concat_list("place_country"))
        .when(aimed)
        .then(pl.col("series_parties").list.set_difference(pl.col("actors").fill_null(NOBODY)))
        .otherwise("recipients")
        .fill_null(NOBODY),
        weapons=pl.col("weapons").fill_null(NOBODY),
    )
    # `bersedia mengunjungi Pyongyang`: who would be the host.
    would = pl.col("subtype").is_in(["offer", "pledge"]) & (pl.col("recipients").list.len() == 0)
    would &= (pl.col("sentence").shift(-1) == pl.col("sentence")) & (pl.col("roles").shift(-1) == "visit")
    would &= pl.col("start").shift(-1) - pl.col("end") <= CALLED
    rows = rows.with_columns(recipients=pl.when(would).then(pl.col("recipients").shift(-1)).otherwise("recipients"))
    # `terbang ke Beijing untuk berunding`: with the hosts.
    called_on = pl.when((pl.col("roles") == "visit") & (pl.col("recipients").list.len() > 0)).then("recipients")
    alone = pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") != "noun") & (pl.col("actors").list.len() == 1)
    alone &= pl.col("mark") == "purpose"
    met = pl.col("actors").list.set_union(before_within(called_on, pl.col("sentence")).fill_null(NOBODY))
    rows = rows.with_columns(actors=pl.when(alone).then(met).otherwise("actors"))
    return rows.pipe(_sell)


def _sell(reports: pl.DataFrame) -> pl.DataFrame:
    """Let the buyer sign the contract too (`meneken kontrak untuk memasok tank ke Polandia`): arms are to follow."""
    signs = (pl.col("subtype") == "treaty_signed") & (pl.col("actors").list.len() == 1)
    signer = before_within(pl.when(signs).then("actors"), pl.col("sentence"))
    supplies = (
        (pl.col("subtype") == "arms_transfer") & (pl.col("mark") == "purpose") & (pl.col("recipients").list.len() == 1)
    )
    supplies = (supplies & (signer == pl.col("actors"))).fill_null(False)
    buyer = backward_within(pl.when(supplies).then("recipients"), pl.col("sentence"))
    both = pl.col("actors").list.set_union(buyer)
    return reports.with_columns(
        actors=pl.when(signs & buyer.is_not_null()).then(both).otherwise("actors"),
        status=pl.when(supplies & (pl.col("status") == "occurred")).then(pl.lit("planned")).otherwise("status"),
    )


def _befallen(reports: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Let the country of a place suffer what befalls it: `Pulau Yeonpyeong dihujani artileri`.

    Args:
        reports: Triggers with their roles.
        mentions: Of `find_mentions`.

    Returns:
        `reports` with `actors` of alarms and `recipients` of attacks that named nobody.
    """
    suffers = pl.col("voice") == "passive"
    attack = suffers & pl.col("subtype").is_in(ATTACKS) & (pl.col("recipients").list.len() == 0)
    alarm = suffers & (pl.col("subtype") == "alert") & (pl.col("actors").list.len().fill_null(0) == 0)
    places = mentions.filter(pl.col("entity_type") == "place", pl.col("preposition").is_null())
    lands = places.select("sentence", befallen="code", place_end="end")
    asked = reports.filter(attack | alarm).select("trigger", "sentence", "start")
    found = join_nearest(asked, lands, "start", "place_end", tolerance=BEFALLEN).select("trigger", "befallen")
    # `penembakan Pulau Yeonpyeong oleh Korea Utara`
    named = (pl.col("voice") == "noun") & pl.col("rule").is_in(SUFFERED)
    # `menggempur Kota Kharkiv`
    named |= (pl.col("voice") == "active") & (pl.col("roles") != "mutual") & pl.col("actors").list.len().gt(0)
    named = (named & (pl.col("recipients").list.len() == 0)).fill_null(False)
    attacked = reports.filter(named & pl.col("subtype").is_in(ATTACKS)).select("trigger", "sentence", "start")
    known = places.select("sentence", befallen="code", place_start="start")
    shot_at = join_nearest(attacked, known, "start", "place_start", strategy="forward", tolerance=AIMED)
    found = pl.concat([found, shot_at.select("trigger", "befallen")])
    rows = reports.join(found, on="trigger", how="left", maintain_order="left")
    land = pl.col("befallen").is_not_null() & ~pl.col("actors").list.contains(pl.col("befallen")).fill_null(False)
    return rows.with_columns(
        actors=pl.when(alarm & land).then(pl.concat_list("befallen")).otherwise("actors"),
        recipients=pl.when((attack | (named & pl.col("subtype").is_in(ATTACKS))) & land)
        .then(pl.concat_list("befallen"))
        .otherwise("recipients"),
    ).drop("befallen")


def attach_series(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give meetings the forum and exercises the exercise that their clause names.

    Args:
        triggers: Columns of `pair_spans`.
        mentions: Of `find_mentions`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `series`, `series_parties` (List), `blames_series` (words of blame are about it).
    """
    named = mentions.filter(pl.col("entity_type") == "series").select(
        "article", "sentence", "start", "end", "parties", series="entity", series_kind="kind"
    )
    pairs = pair_spans(triggers, named, clauses).filter(pl.col("cost") <= SERIES_REACH)
    # `Di sela-sela Forum Regional ASEAN yang ..., Retno berbicara ...`: a name in the main clause holds for the rest.
    before = (pl.col("span_section") == 0) & ~pl.col("behind")
    pairs = pairs.filter((pl.col("crossed") == 0) | is_described() | before)
    meeting = pl.col("subtype").is_in(AT_MEETINGS) & pl.col("series_kind").is_in(["forum", "pact"])
    # `GSOMIA diteken pada 2016`
    meeting |= (pl.col("subtype") == "treaty_signed") & (pl.col("series_kind") == "pact")
    exercise = pl.col("subtype").is_in(EXERCISES) & (pl.col("series_kind") == "exercise")
    # `mencela GSOMIA`, `menolak Freedom Shield`
    blamed = pl.col("subtype").is_in(["condemnation", "rejection"]) & (pl.col("voice") == "active")
    # `mengakhiri GSOMIA`, `penangguhan GSOMIA`
    blamed |= (pl.col("subtype") == "diplomatic_break") & pl.col("voice").is_in(["active", "noun"])
    blamed &= pl.col("behind") & (pl.col("span_start") - pl.col("end") <= BLAMED)
    pairs = pairs.with_columns(blames_series=blamed)
    best = nearest(pairs.filter(meeting | exercise | blamed), "cost", "span_start")
    return best.select("trigger", "series", "blames_series", series_parties="parties")


def attach_weapons(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give launches, deployments and transfers the weapons of their clause.

    Args:
        triggers: Columns of `pair_spans`.
        mentions: Of `find_mentions`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `weapons` (List, in text order).
    """
    named = mentions.filter(pl.col("entity_type") == "weapon").select(
        "article", "sentence", "start", "end", weapon="entity"
    )
    pairs = pair_spans(triggers.filter(pl.col("subtype").is_in(ARMED)), named, clauses)
    near = pairs.filter(pl.col("crossed") == 0, pl.col("cost") <= WEAPON_REACH).sort(
        "trigger", "span_start", maintain_order=True
    )
    return near.group_by("trigger", maintain_order=True).agg(weapons=pl.col("weapon").unique(maintain_order=True))
