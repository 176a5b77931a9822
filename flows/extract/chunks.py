"""Find the noun phrases that stand for people."""

import polars as pl

from flows.extract.chains import COORDINATED
from flows.extract.cues import cue_words
from flows.extract.names import KEYS
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained


def find_chunks(named: pl.DataFrame, items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the noun phrases that stand for people: names with their posts, and posts without a name.

    Args:
        named: Of `add_countries`.
        items: Of `chain_items`.
        lexicon: Words that open a group of people.

    Returns:
        Columns of `Persons.chunks`.
    """
    people = named.select(
        *KEYS,
        start=pl.when("listed").then("start").otherwise(pl.min_horizontal("post_start", "start")),
        end=pl.max_horizontal(pl.when("has_late").then("late_post_end"), "end"),
        person="person", code="country", kind=pl.lit("person"),
    )  # fmt: skip
    unnamed = _unnamed(items, named, lexicon)
    everything = pl.concat([people, unnamed], how="diagonal")
    return drop_contained(everything, "sentence").select(*KEYS, "start", "end", "person", "code", "kind")


def _further_country() -> pl.Expr:
    """Tell what follows the first country of a post behind `dan`: in `Menlu AS dan Jepang` Japan is a party apart."""
    country = pl.col("item") == "country"
    known = (country.cum_sum().over("chain") - country.cast(pl.Int64)) > 0
    further = country & known & pl.col("gap").str.contains(COORDINATED)
    return further.fill_null(False).cum_sum().over("chain") > 0


def _unnamed(items: pl.DataFrame, named: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find posts without a name, with the country or body behind them and the words that count people before them."""
    sectors = lexicon.posts.filter(pl.col("sector").is_not_null())["term"].unique().to_list()
    taken = named.select("sentence", "start").with_columns(taken=True)
    marked = items.join(taken, on=["sentence", "start"], how="left", maintain_order="left")
    person = (pl.col("taken").fill_null(False) & (pl.col("item") == "name")).any().over("chain")
    is_post = pl.col("item").is_in(["post", "prefix"])
    marked = marked.with_columns(named=person).filter(~pl.col("named"), pl.col("item") != "name")
    first = pl.col("start").filter(is_post & pl.col("term").is_in(sectors)).first().over("chain")
    inside = marked.with_columns(first=first).filter(pl.col("start") >= pl.col("first")).filter(~_further_country())
    chunks = inside.group_by("chain", maintain_order=True).agg(
        pl.first("article", "sentence", "start", "text", "at"),
        pl.last("end"),
        code=pl.coalesce(
            pl.col("code").filter(pl.col("item") == "country").first(),
            pl.col("code").filter(pl.col("item") == "organisation").first(),
            pl.col("code").filter(pl.col("item") == "post").first(),
        ),
    )
    offset = pl.col("start") - pl.col("at")
    words = "|".join(sorted(cue_words(lexicon, "quantity").to_list(), key=len, reverse=True))
    lead = pl.col("text").str.slice((offset - 16).clip(0), offset - (offset - 16).clip(0))
    counted = lead.str.extract(rf"(?i)(?:^|[^A-Za-z])((?:{words}) )$").str.len_bytes().cast(pl.Int64).fill_null(0)
    return chunks.select(
        *KEYS, "end", "code", start=pl.col("start") - counted, person=pl.lit(None, pl.String), kind=pl.lit("post")
    )
