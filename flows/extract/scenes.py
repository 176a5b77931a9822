"""Find where events happen, and which country a visit goes to."""

import polars as pl

from flows.extract.pairing import is_described, left_over, nearest, pair_spans
from flows.language.windows import is_first

LAUNCHES = ["missile_launch", "satellite_launch", "propaganda"]
# Farthest place (cost of `pair_spans`) that is still the scene.
REACH = 170
# How far (characters) behind a host the next one of a list begins; how near one stands without a preposition.
LISTED, OBJECT = 6, 2


def attach_places(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger the place where it happens: behind `di`, for launches `dari`, else `ke`.

    Args:
        triggers: Columns of `pair_spans`, `actors` (List), `speech` (bool).
        mentions: Of `find_mentions`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `place`, `place_country` (ISO 3166-1 alpha-3), `latitude`, `longitude` (degrees),
        `geonames_id`, `place_preposition`; one row for each trigger that has a place.
    """
    pairs = pair_spans(triggers, _scenes(mentions), clauses).filter(pl.col("cost") <= REACH)
    pairs = pairs.join(triggers.select("trigger", "actors", "speech"), on="trigger", maintain_order="left")
    preposition, launch = pl.col("preposition"), pl.col("subtype").is_in(LAUNCHES)
    order = (
        pl.when(launch & preposition.is_in(["dari", "sekitar", "dekat"])).then(0)
        .when(preposition == "di").then(1)
        .when(preposition == "ke").then(3)
        .otherwise(4)
    )  # fmt: skip
    fitting = pairs.with_columns(order=order).filter(_is_scene(launch).fill_null(False), _is_abroad())
    best = nearest(fitting.filter((pl.col("crossed") == 0) | is_described()), "order", "cost", "span_start")
    best = pl.concat([best, left_over(fitting.filter(~pl.col("is_country")), best)])
    return best.select(
        "trigger", "place", "place_country", "latitude", "longitude", "geonames_id", place_preposition="preposition"
    )


def _is_scene(launch: pl.Expr) -> pl.Expr:
    """Tell pairs whose place may be the scene by the word that governs it."""
    preposition = pl.col("preposition")
    # `Dari Beijing, juru bicara ... mengimbau`: where the speaker is.
    speaks_from = pl.col("speech") & (preposition == "dari") & pl.col("opens_sentence")
    there = preposition.is_in(["di", "ke", "dekat", "sekitar"]) | (launch & (preposition == "dari"))
    return there | speaks_from | (pl.col("subtype") == "visit")


def _is_abroad() -> pl.Expr:
    """Tell pairs whose place is no country, or one behind `di` that does not act itself."""
    acts = pl.col("actors").list.contains(pl.col("place_country"))
    return ~pl.col("is_country") | (~acts.fill_null(True) & (pl.col("preposition") == "di"))


def _scenes(mentions: pl.DataFrame) -> pl.DataFrame:
    """List places and countries that may be the scene of an event; `Hotel Capella, Pulau Sentosa` is one."""
    ordered = mentions.sort("sentence", "start", maintain_order=True)
    is_place, is_country = pl.col("entity_type") == "place", pl.col("entity_type") == "country"
    address = (
        pl.col("kind").is_in(["hotel", "building"])
        & is_place.shift(-1)
        & (pl.col("start").shift(-1) - pl.col("end") == 2)
        & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    ).fill_null(False)
    whole = pl.when(address).then(pl.format("{}, {}", "surface", pl.col("surface").shift(-1))).otherwise("surface")
    places = ordered.with_columns(place=whole, opens_sentence=is_first(pl.col("sentence"))).filter(
        is_place | (is_country & (pl.col("preposition") == "di"))
    )
    return places.select(
        "article", "sentence", "start", "end", "preposition", "latitude", "longitude", "geonames_id", "place",
        "opens_sentence", place_country="code", is_country=is_country,
    )  # fmt: skip


def attach_hosts(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give visits and what goes somewhere the country of the first goal behind the trigger, and those listed with it.

    Args:
        triggers: Columns of `pair_spans`, `roles`.
        mentions: Of `find_mentions`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `hosts` (List of ISO 3166-1 alpha-3).
    """
    lands = mentions.filter(pl.col("entity_type").is_in(["place", "country"]), pl.col("code").is_not_null()).select(
        "article", "sentence", "start", "end", "preposition", host="code"
    )
    going = triggers.filter(pl.col("roles").is_in(["visit", "towards"]) | (pl.col("voice") == "middle"))
    pairs = pair_spans(going, lands, clauses).filter(pl.col("behind"), pl.col("crossed") == 0, pl.col("cost") <= REACH)
    goal = pl.col("preposition").is_in(["ke", "di", "menuju"]) | (pl.col("cost") <= OBJECT)
    first = nearest(pairs.filter(goal), "cost", "span_start").select(
        "trigger", first_at="span_start", first_end="span_end"
    )
    # `ke Seoul dan Tokyo`, `mengunjungi Jepang dan Korea Selatan` name several hosts.
    listed = pairs.join(first, on="trigger", maintain_order="left").filter(
        pl.col("span_start") >= pl.col("first_at"), pl.col("span_start") - pl.col("first_end") <= LISTED
    )
    return (
        listed.sort("trigger", "span_start", maintain_order=True)
        .group_by("trigger", maintain_order=True)
        .agg(hosts=pl.col("host").unique(maintain_order=True))
    )
