"""Attach dates, places, series and weapons to triggers."""

import polars as pl

from flows.extract.clauses import in_clause

LAUNCHES = ["missile_launch", "satellite_launch", "propaganda"]
MEETINGS = ["talks", "summit", "phone_call", "agreement", "visit", "demand", "condemnation"]
EXERCISES = ["joint_exercise", "unilateral_exercise"]
ARMED = ["missile_launch", "satellite_launch", "nuclear_test", "weapons_development", "deployment", "arms_transfer", "incursion", "propaganda", "armed_clash"]
# A hard clause mark between an event and a circumstance counts as this many characters.
HARD_COST = 90
# Farthest circumstance (characters, hard marks included) that is still attached.
TIME_REACH, PLACE_REACH, WEAPON_REACH = 260, 170, 130


def _pairs(triggers: pl.DataFrame, spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Pair triggers with spans of their sentence; `cost` is their distance, hard marks included."""
    placed = in_clause(spans, clauses).rename({"start": "span_start", "end": "span_end", "section": "span_section", "clause": "span_clause"})
    rows = triggers.select("trigger", "sentence", "subtype", "voice", "start", "end", "section", "clause").join(
        placed.drop("article", "clause_start", "body_start", "mark"), on="sentence"
    )
    distance = pl.max_horizontal(pl.col("span_start") - pl.col("end"), pl.col("start") - pl.col("span_end"), pl.lit(0, pl.Int64))
    crossed = (pl.col("section") != pl.col("span_section")).cast(pl.Int64)
    return rows.with_columns(cost=distance + HARD_COST * crossed, crossed=crossed, behind=pl.col("span_start") >= pl.col("start"))


def attach_times(triggers: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger the time expression that governs it.

    Args:
        triggers: Columns `trigger`, `sentence`, `subtype`, `voice`, `start`, `end`, `hard`, `clause`, `status`.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `date_start`, `date_end`, `date_precision`, `time_rule`, `time_cost`.
    """
    points = times.filter(pl.col("date_start").is_not_null(), ~pl.col("role").is_in(["duration"]))
    rows = _pairs(triggers, points, clauses)
    near = rows.filter(pl.col("cost") <= TIME_REACH, pl.col("crossed") <= 0)
    best = near.sort("trigger", "cost").unique("trigger", keep="first", maintain_order=True)
    best = best.join(triggers.select("trigger", "status"), on="trigger")
    later = (pl.col("status").is_in(["planned", "proposed"]) & pl.col("future_start").is_not_null())
    return best.select(
        "trigger",
        date_start=pl.when(later).then("future_start").otherwise("date_start"),
        date_end=pl.when(later).then("future_end").otherwise("date_end"),
        date_precision="precision",
        time_role="role",
        time_rule="rule",
        time_cost="cost",
    )


def attach_places(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger the place where it happens: behind `di`, for launches `dari`, else `ke`.

    Returns:
        Columns `trigger`, `place`, `place_country`, `latitude`, `longitude`, `geonames_id`.
    """
    scenes = mentions.filter(pl.col("entity_type") == "place").select(
        "article", "sentence", "start", "end", "preposition", "latitude", "longitude", "geonames_id",
        place="surface", place_country="code",
    )  # fmt: skip
    rows = _pairs(triggers, scenes, clauses).filter(pl.col("crossed") == 0, pl.col("cost") <= PLACE_REACH)
    launch = pl.col("subtype").is_in(LAUNCHES)
    order = (
        pl.when(launch & (pl.col("preposition") == "dari")).then(0)
        .when(pl.col("preposition") == "di").then(1)
        .when(pl.col("preposition").is_null()).then(2)
        .when(pl.col("preposition") == "ke").then(3)
        .otherwise(4)
    )  # fmt: skip
    motion = pl.col("subtype") == "visit"
    kept = rows.with_columns(order=order).filter(
        (pl.col("preposition").is_in(["di", "ke", "dekat", "sekitar"])) | (launch & pl.col("preposition").is_in(["dari"])) | motion
    )
    best = kept.sort("trigger", "order", "cost").unique("trigger", keep="first", maintain_order=True)
    return best.select("trigger", "place", "place_country", "latitude", "longitude", "geonames_id")


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
    best = rows.filter(meeting | exercise).sort("trigger", "cost").unique("trigger", keep="first", maintain_order=True)
    return best.select("trigger", "series", series_parties="parties")


def attach_weapons(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give launches, deployments and transfers the weapons of their clause.

    Returns:
        Columns `trigger`, `weapons` (List).
    """
    named = mentions.filter(pl.col("entity_type") == "weapon").select("article", "sentence", "start", "end", weapon="entity")
    rows = _pairs(triggers.filter(pl.col("subtype").is_in(ARMED)), named, clauses)
    near = rows.filter(pl.col("crossed") == 0, pl.col("cost") <= WEAPON_REACH).sort("trigger", "span_start")
    return near.group_by("trigger", maintain_order=True).agg(weapons=pl.col("weapon").unique(maintain_order=True))


def attach_hosts(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give visits their host: the country of the first place or country behind the trigger.

    Returns:
        Columns `trigger`, `host` (ISO 3166-1 alpha-3).
    """
    lands = mentions.filter(pl.col("entity_type").is_in(["place", "country"]), pl.col("code").is_not_null()).select(
        "article", "sentence", "start", "end", "preposition", host="code"
    )
    visits = triggers.filter(pl.col("subtype") == "visit")
    rows = _pairs(visits, lands, clauses).filter(pl.col("behind"), pl.col("crossed") <= 0, pl.col("cost") <= PLACE_REACH)
    goal = pl.col("preposition").is_in(["ke", "di", "menuju"]) | (pl.col("cost") <= 2)
    best = rows.filter(goal).sort("trigger", "cost").unique("trigger", keep="first", maintain_order=True)
    return best.select("trigger", "host")
