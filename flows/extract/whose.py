"""Decide which country a person belongs to, which post is given, and which noun phrases stand for people."""

import polars as pl

from flows.language.lexicon import Lexicon
from flows.language.spans import SIDES, join_nearest

KOREAS = ["KOR", "PRK"]
EASTERN = ["KOR", "PRK", "CHN", "JPN", "VNM", "IDN", "TWN"]


def add_countries(named: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give each person of an article a country.

    Args:
        named: Of `name_everyone`.
        mentions: Countries named around.
        lexicon: Countries of known people.

    Returns:
        `named` with `country`: of the post, of people.csv, of the country named beside, of the spelling of the name,
        of the last country named before.
    """
    homes = lexicon.people.select("person", known_country="country").unique("person", keep="first")
    near = _countries_before(named, mentions).join(homes, left_on="p_known", right_on="person", how="left")
    # Bodies of many countries: their officials belong to the body, whatever their passport.
    bodies = lexicon.organisations.filter(pl.col("sector") == "IGO")["code"].unique().to_list()
    international = pl.when(pl.col("post_body").is_in(bodies)).then("post_body")
    # `pertemuan dengan Blinken, Menlu Korea Selatan Park Jin ...`: the post behind the comma is that of the next one.
    late = {name: pl.when("has_late").then(f"late_post_{name}") for name in ("country", "body", "usual")}
    rows = near.with_columns(
        printed=pl.coalesce("post_country", late["country"], international),
        body=pl.coalesce("post_body", late["body"], "post_usual", late["usual"]),
        beside=pl.coalesce("after_code", "near_code"),
        guess=_guess(),
    )
    sources = ["printed", "known_country", "body", "beside", "guess"]
    return rows.with_columns(
        country=pl.coalesce(pl.col(name).drop_nulls().first().over("article", "pkey") for name in sources)
    )


def _guess() -> pl.Expr:
    """Guess a country from the spelling of the name and the countries named before it."""
    return (
        pl.when(pl.col("origin").is_in(KOREAS) & pl.col("only_korea").is_not_null()).then("only_korea")
        .when(pl.col("origin").is_in([*KOREAS, "CHN", "JPN", "VNM", "IDN", "RUS"])).then("origin")
        .when(pl.col("shape") == "korean").then("near_korea")
        .when(pl.col("origin") == "WEST").then("near_west")
        .otherwise("near_any")
    )  # fmt: skip


def _countries_before(named: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Look up the last country named before each mention of a person: any, a Korea, one outside East Asia."""
    state = pl.col("entity_type").is_in(["country", "organisation"]) & (pl.col("code").str.len_bytes() == 3)
    countries = mentions.filter(state)
    # Where an article names one Korea alone, its Koreans are of that one, however their names are spelt.
    koreas = countries.filter(pl.col("code").is_in(KOREAS)).group_by("article").agg(pl.col("code").unique())
    single = koreas.filter(pl.col("code").list.len() == 1).select("article", only_korea=pl.col("code").list.first())
    rows = named.join(single, on="article", how="left", maintain_order="left")
    sorts = {
        "near_any": pl.lit(True),
        "near_korea": pl.col("code").is_in(KOREAS),
        "near_west": ~pl.col("code").is_in(EASTERN),
    }
    for name, sort in sorts.items():
        spots = countries.filter(sort).select("article", "code", spot="start")
        for strategy in SIDES:
            joined = join_nearest(rows, spots, "start", "spot", by="article", strategy=strategy)
            known = [name] if name in joined.columns else []
            rows = joined.with_columns(pl.coalesce(*known, "code").alias(name)).drop("code", "spot")
    return rows
