"""Attach dates, places, series and weapons to triggers."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.language.windows import is_first

LAUNCHES = ["missile_launch", "satellite_launch", "propaganda"]
MEETINGS = ["talks", "summit", "phone_call", "agreement", "visit", "demand", "condemnation"]
EXERCISES = ["joint_exercise", "unilateral_exercise"]
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
REPEATED = ["missile_launch", "satellite_launch", "nuclear_test"]
LASTING = ["joint_exercise", "unilateral_exercise", "visit", "talks", "summit"]
# Another section, another clause between an event and a circumstance count as this many characters.
SECTION_COST, CLAUSE_COST = 60, 15
# Farthest circumstance (characters, these included) that is still attached; how near behind a noun its `yang` stands.
DESCRIBED = 70
TIME_REACH, PLACE_REACH, WEAPON_REACH = 260, 170, 130


def _pairs(triggers: pl.DataFrame, spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Pair triggers with spans of their sentence; `cost` is their distance, a change of section included."""
    placed = in_clause(spans, clauses).rename(
        {"start": "span_start", "end": "span_end", "section": "span_section", "clause": "span_clause", "section_kind": "span_kind",
         "clause_start": "span_clause_start", "parent": "span_parent"}
    )  # fmt: skip
    rows = triggers.select(
        "trigger", "sentence", "subtype", "voice", "start", "end", "section", "section_kind", "parent", "clause"
    ).join(placed.drop("article", "body_start", "mark"), on="sentence", maintain_order="left")
    distance = pl.max_horizontal(
        pl.col("span_start") - pl.col("end"), pl.col("start") - pl.col("span_end"), pl.lit(0, pl.Int64)
    )
    crossed = (pl.col("section") != pl.col("span_section")).cast(pl.Int64)
    return rows.with_columns(
        cost=distance + SECTION_COST * crossed + CLAUSE_COST * (pl.col("clause") != pl.col("span_clause")).cast(pl.Int64),
        crossed=crossed, behind=pl.col("span_start") >= pl.col("start"),
    )  # fmt: skip


def attach_times(triggers: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger the time expression that governs it.

    Args:
        triggers: Columns `trigger`, `sentence`, `subtype`, `voice`, `start`, `end`, `section`, `section_kind`, `clause`, `status`,
            `speech`, `anchor_date`.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `date_start`, `date_end`, `date_precision`, `time_role`, `time_rule`, `time_cost`.
    """
    points = times.filter(pl.col("date_start").is_not_null(), ~pl.col("role").is_in(["duration"])).drop("kind")
    rows = _pairs(triggers, points, clauses).join(
        triggers.select("trigger", "status", "speech", "anchor_date"), on="trigger", maintain_order="left"
    )
    # `ketika keduanya bertemu pada September` dates its main clause too; `uji coba yang dilakukan pada Minggu` its noun.
    together = ((pl.col("section_kind") == "simultaneous") & (pl.col("parent") == pl.col("span_section"))) | (
        pl.col("span_kind").is_in(["simultaneous", "adverbial"]) & (pl.col("span_parent") == pl.col("section"))
    )
    described = (
        (pl.col("voice") == "noun") & (pl.col("span_kind") == "relative") & pl.col("behind")
        & (pl.col("span_clause_start") >= pl.col("end")) & (pl.col("span_clause_start") - pl.col("end") <= DESCRIBED)
    )  # fmt: skip
    reachable = (pl.col("crossed") == 0) | together | described
    # What was said was said by now: a later day is that of the thing promised or threatened.
    ahead = (
        pl.col("speech")
        & (pl.col("status") != "planned")
        & (pl.col("date_start") > pl.col("anchor_date")).fill_null(False)
    )
    # `berkomitmen memperluas latihan tahun ini` dates the exercise, not the promise.
    promised = (
        pl.col("speech")
        & pl.col("behind")
        & pl.col("precision").is_in(["year", "quarter"])
        & (pl.col("span_start") - pl.col("end") > 12)
    )
    quoted_day = pl.col("attribution") & ~pl.col("speech")
    extra = (
        pl.when(pl.col("role").is_in(["until", "deadline"])).then(60)
        .when(pl.col("role") == "attributive").then(pl.when((pl.col("voice") == "noun") & (pl.col("span_start") - pl.col("end")).is_between(0, 30)).then(0).otherwise(TIME_REACH))
        .when(pl.col("attribution")).then(40)
        .otherwise(0)
    )  # fmt: skip
    near = rows.with_columns(cost=pl.col("cost") + extra).filter(
        ~quoted_day, ~ahead, ~promised, pl.col("cost") <= TIME_REACH
    )
    best = (
        near.filter(reachable)
        .sort("trigger", "cost", "span_start", "date_start", maintain_order=True)
        .unique("trigger", keep="first", maintain_order=True)
    )
    best = pl.concat([best, _left_over(near.filter(pl.col("span_kind") == "relative"), best)])
    best = pl.concat([best, _further_days(near.filter(reachable), best)])
    later = pl.col("status").is_in(["planned", "proposed"]) & pl.col("future_start").is_not_null()
    dated = best.select(
        "trigger", "sentence", "subtype",
        date_start=pl.when(later).then("future_start").otherwise("date_start"),
        date_end=pl.when(later).then("future_end").otherwise("date_end"),
        date_precision="precision", time_role="role", time_rule="rule", time_cost="cost",
    )  # fmt: skip
    return _with_ends(dated, times).drop("sentence", "subtype")


def _left_over(near: pl.DataFrame, best: pl.DataFrame) -> pl.DataFrame:
    """Give times at the end of a `yang` clause that dated nothing there to the nearest undated event of the sentence."""
    claimed = best.select("sentence", "span_start").unique()
    free = near.join(claimed, on=["sentence", "span_start"], how="anti").join(
        best.select("trigger"), on="trigger", how="anti"
    )
    free = free.filter(pl.col("behind"))
    one_each = free.sort("cost", "trigger", "span_start", maintain_order=True).unique(
        ["sentence", "span_start"], keep="first", maintain_order=True
    )
    return one_each.unique("trigger", keep="first", maintain_order=True).select(best.columns)


def _further_days(near: pl.DataFrame, best: pl.DataFrame) -> pl.DataFrame:
    """List the other days of `25 dan 31 Juli serta 2 dan 6 Agustus`: each is a launch or test of its own."""
    repeated = best.filter(pl.col("subtype").is_in(REPEATED), pl.col("precision") == "day").select(
        "trigger", best_at="span_start", best_end="span_end", best_day="date_start"
    )
    rows = near.join(repeated, on="trigger", maintain_order="left").filter(
        pl.col("precision") == "day", pl.col("date_start") != pl.col("best_day"),
        (pl.col("span_start") == pl.col("best_at")) | ((pl.col("span_start") - pl.col("best_end")).is_between(0, 8)),
    )  # fmt: skip
    return (
        rows.sort("trigger", "date_start", "span_start", maintain_order=True)
        .unique(["trigger", "date_start"], keep="first", maintain_order=True)
        .select(best.columns)
    )


def _with_ends(dated: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Close the interval of things that last: `mulai Senin hingga 12 Maret`, `dua hari mulai Selasa`."""
    ends = times.filter(pl.col("role") == "until", pl.col("date_end").is_not_null()).select(
        "sentence", until="date_end"
    )
    spells = times.filter(pl.col("role") == "duration", pl.col("unit") == "day", pl.col("days") >= 1).select(
        "sentence", lasting="days"
    )
    rows = dated.join(
        ends.sort("sentence", "until").unique("sentence", keep="first", maintain_order=True), on="sentence", how="left"
    ).join(
        spells.sort("sentence", "lasting").unique("sentence", keep="first", maintain_order=True),
        on="sentence",
        how="left",
    )
    lasts = (
        pl.col("subtype").is_in(LASTING)
        & (pl.col("date_precision") == "day")
        & (pl.col("date_start") == pl.col("date_end"))
    )
    closed = (
        pl.when(lasts & (pl.col("until") > pl.col("date_start"))).then("until")
        .when(lasts & pl.col("lasting").is_not_null() & ((pl.col("time_role") == "since") | pl.col("subtype").is_in(EXERCISES)))
        .then(pl.col("date_start") + pl.duration(days=pl.col("lasting").cast(pl.Int64) - 1))
        .otherwise("date_end")
    )  # fmt: skip
    return rows.with_columns(date_end=closed).drop("until", "lasting")


def attach_places(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger the place where it happens: behind `di`, for launches `dari`, else `ke`.

    Returns:
        Columns `trigger`, `place`, `place_country`, `latitude`, `longitude`, `geonames_id`, `place_preposition`.
    """
    rows = _pairs(triggers, _scenes(mentions), clauses).filter(pl.col("cost") <= PLACE_REACH)
    rows = rows.join(triggers.select("trigger", "actors", "speech"), on="trigger", maintain_order="left")
    launch = pl.col("subtype").is_in(LAUNCHES)
    order = (
        pl.when(launch & pl.col("preposition").is_in(["dari", "sekitar", "dekat"])).then(0)
        .when(pl.col("preposition") == "di").then(1)
        .when(pl.col("preposition") == "ke").then(3)
        .otherwise(4)
    )  # fmt: skip
    scene = pl.col("preposition").is_in(["di", "ke", "dekat", "sekitar"]) | (launch & (pl.col("preposition") == "dari"))
    # `Dari Beijing, juru bicara ... mengimbau`: where the speaker is.
    scene = (
        scene
        | (pl.col("speech") & (pl.col("preposition") == "dari") & pl.col("opens_sentence"))
        | (pl.col("subtype") == "visit")
    )
    abroad = ~pl.col("is_country") | (
        ~pl.col("actors").list.contains(pl.col("place_country")).fill_null(True) & (pl.col("preposition") == "di")
    )
    described = (
        (pl.col("voice") == "noun")
        & (pl.col("span_kind") == "relative")
        & pl.col("behind")
        & (pl.col("span_clause_start") - pl.col("end") <= DESCRIBED)
    )
    fitting = rows.with_columns(order=order).filter(scene.fill_null(False), abroad)
    near = fitting.filter((pl.col("crossed") == 0) | described)
    best = near.sort("trigger", "order", "cost", "span_start", maintain_order=True).unique(
        "trigger", keep="first", maintain_order=True
    )
    best = pl.concat([best, _left_over(fitting.filter(pl.col("span_kind") == "relative", ~pl.col("is_country")), best)])
    return best.select(
        "trigger", "place", "place_country", "latitude", "longitude", "geonames_id", place_preposition="preposition"
    )


def _scenes(mentions: pl.DataFrame) -> pl.DataFrame:
    """List places and countries that may be the scene of an event; `Hotel Capella, Pulau Sentosa` is one."""
    ordered = mentions.sort("sentence", "start", maintain_order=True)
    next_gap = pl.col("start").shift(-1) - pl.col("end")
    address = (
        pl.col("kind").is_in(["hotel", "building"]) & (pl.col("entity_type").shift(-1) == "place") & (next_gap == 2)
        & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    )  # fmt: skip
    whole = (
        pl.when(address.fill_null(False))
        .then(pl.format("{}, {}", "surface", pl.col("surface").shift(-1)))
        .otherwise("surface")
    )
    first = is_first(pl.col("sentence"))
    return ordered.with_columns(place=whole, opens_sentence=first).filter(
        (pl.col("entity_type") == "place") | ((pl.col("entity_type") == "country") & (pl.col("preposition") == "di"))
    ).select(
        "article", "sentence", "start", "end", "preposition", "latitude", "longitude", "geonames_id", "place", "opens_sentence",
        place_country="code", is_country=pl.col("entity_type") == "country",
    )  # fmt: skip


def attach_series(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give meetings the forum and exercises the exercise that their clause names.

    Returns:
        Columns `trigger`, `series`, `series_parties` (List).
    """
    named = mentions.filter(pl.col("entity_type") == "series").select(
        "article", "sentence", "start", "end", "parties", "event_subtype", series="entity", series_kind="kind"
    )
    rows = _pairs(triggers, named, clauses).filter(pl.col("crossed") == 0, pl.col("cost") <= PLACE_REACH)
    meeting = pl.col("subtype").is_in(MEETINGS) & (pl.col("series_kind") == "forum")
    exercise = pl.col("subtype").is_in(EXERCISES) & (pl.col("series_kind") == "exercise")
    best = (
        rows.filter(meeting | exercise)
        .sort("trigger", "cost", "span_start", maintain_order=True)
        .unique("trigger", keep="first", maintain_order=True)
    )
    return best.select("trigger", "series", series_parties="parties")


def attach_weapons(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give launches, deployments and transfers the weapons of their clause.

    Returns:
        Columns `trigger`, `weapons` (List).
    """
    named = mentions.filter(pl.col("entity_type") == "weapon").select(
        "article", "sentence", "start", "end", weapon="entity"
    )
    rows = _pairs(triggers.filter(pl.col("subtype").is_in(ARMED)), named, clauses)
    near = rows.filter(pl.col("crossed") == 0, pl.col("cost") <= WEAPON_REACH).sort(
        "trigger", "span_start", maintain_order=True
    )
    return near.group_by("trigger", maintain_order=True).agg(weapons=pl.col("weapon").unique(maintain_order=True))


def attach_hosts(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give visits their hosts: the country of the first place or country behind the trigger, and those listed with it.

    Returns:
        Columns `trigger`, `hosts` (List of ISO 3166-1 alpha-3).
    """
    lands = mentions.filter(pl.col("entity_type").is_in(["place", "country"]), pl.col("code").is_not_null()).select(
        "article", "sentence", "start", "end", "preposition", host="code"
    )
    visits = triggers.filter(pl.col("roles").is_in(["visit", "towards"]) | (pl.col("voice") == "middle"))
    rows = _pairs(visits, lands, clauses).filter(
        pl.col("behind"), pl.col("crossed") <= 0, pl.col("cost") <= PLACE_REACH
    )
    goal = pl.col("preposition").is_in(["ke", "di", "menuju"]) | (pl.col("cost") <= 2)
    best = (
        rows.filter(goal)
        .sort("trigger", "cost", "span_start", maintain_order=True)
        .unique("trigger", keep="first", maintain_order=True)
    )
    # `ke Seoul dan Tokyo`, `mengunjungi Jepang dan Korea Selatan` name several hosts.
    first = best.select("trigger", first_at="span_start", first_end="span_end")
    listed = rows.join(first, on="trigger", maintain_order="left").filter(
        (pl.col("span_start") >= pl.col("first_at")) & (pl.col("span_start") - pl.col("first_end") <= 6)
    )
    return (
        listed.sort("trigger", "span_start", maintain_order=True)
        .group_by("trigger", maintain_order=True)
        .agg(hosts=pl.col("host").unique(maintain_order=True))
    )
