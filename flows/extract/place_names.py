"""Find places by the word that says what they are: `Pulau Baengnyeong`, `bandara Hongqiao`, `perairan sekitar Guam`."""

import re

import polars as pl

from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import find_pattern, normalise

KEYS = ["article", "sentence"]
NAME = r"[A-Z](?-u:[\w'`-])*"
SIDES = r"(?: (?:Utara|Selatan|Timur|Barat|Tengah)(?-u:\b))?(?: [0-9](?-u:\b))?"
# Waters beside a place: how they are printed before its name.
WATERS = (
    r"(?i)(?-u:\b)(?:perairan(?: internasional| terbuka)?|laut lepas)"
    r"(?: (?:di|sekitar|dekat|timur|barat|utara|selatan|tenggara|barat daya|timur laut|lepas pantai|sebelah \w+))* $"
)
WATERED = ["island", "city", "province", "peninsula", "region", "county", "town"]


def find_place_names(sentences: pl.DataFrame, named: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find names behind the words of place_words.csv.

    Args:
        sentences: Of `split_sentences`.
        named: Hits of the lexicon: `sentence`, `start`; where one begins, the lexicon knows better.
        lexicon: Gives `place_words`, the words that are no names, and the places whose coordinates a name takes.

    Returns:
        Columns `article`, `sentence`, `surface`, `start`, `end`, `entity_type`, `entity`, `kind`, `code`, `latitude`,
        `longitude`, `geonames_id`.
    """
    words = lexicon.table("place_words")
    found = _without_towns(find_pattern(sentences, _pattern(words), KEYS), sentences)
    found = found.join(named.select("sentence", "start").unique(), on=["sentence", "start"], how="anti")
    split = found.with_columns(
        word=pl.col("surface").str.extract(f"^({_alternatives(words['surface'].to_list())})"),
    ).with_columns(rest=pl.col("surface").str.slice(pl.col("word").str.len_chars() + 1))
    stops = lexicon.table("name_stops")["term"].to_list() + _first_words(lexicon.countries)
    known = lexicon.places.unique("term", keep="first", maintain_order=True).select(
        "term", "latitude", "longitude", "geonames_id", code="country"
    )
    whole = normalise(pl.col("rest")).str.strip_chars().is_in(known["term"].implode())
    cut = _cut(split.with_columns(whole=whole), set(stops) - {"utara", "selatan", "timur", "barat", "tengah"})
    kinds = words.select(pl.col("surface").str.to_lowercase().alias("lower"), "kind")
    typed = cut.with_columns(lower=pl.col("word").str.to_lowercase()).join(kinds, on="lower", maintain_order="left")
    where = typed.with_columns(term=normalise(pl.col("rest")).str.strip_chars())
    placed = where.join(known, on="term", how="left", maintain_order="left")
    return placed.select(
        *KEYS, "surface", "start", "end", "kind", "code", "latitude", "longitude", "geonames_id",
        entity_type=pl.lit("place"), entity="surface",
    )  # fmt: skip


def _without_towns(found: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Drop ports that are towns: `kota pelabuhan Dalian` is Dalian."""
    ports = found.filter(pl.col("surface").str.starts_with("pelabuhan ")).select("sentence", "start")
    before = pl.col("text").str.slice(0, pl.col("start") - pl.col("at")).str.tail(len("kota "))
    towns = in_sentence(ports, sentences).filter(before == "kota ").select("sentence", "start")
    return found.join(towns, on=["sentence", "start"], how="anti", maintain_order="left")


def _first_words(countries: pl.DataFrame) -> list[str]:
    """List the first words of the names of countries, not of their capitals."""
    names = countries.filter(pl.col("kind").is_in(["name", "abbreviation", "alias"]))
    return names["term"].str.extract("^(\\S+)").drop_nulls().to_list()


def _alternatives(words: list[str]) -> str:
    """Write words as alternatives, the longest first, each with a small first letter too."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(f"[{word[0]}{word[0].lower()}]{re.escape(word[1:])}".replace("\\ ", "[ ]") for word in ordered)


def _pattern(words: pl.DataFrame) -> str:
    """Build the expression of all words with their names."""
    forms = []
    for surface, written, most in (
        words.sort(pl.col("surface").str.len_chars(), descending=True).select("surface", "written", "words").iter_rows()
    ):
        word = re.escape(surface).replace("\\ ", "[ ]")
        either = f"[{surface[0]}{surface[0].lower()}]{word[1:]}" if written == "any" else word
        forms.append(f"{either} {NAME}(?: {NAME}){{0,{int(most) - 1}}}")
    return rf"(?-u:\b)(?:{'|'.join(forms)}){SIDES}"


def _cut(split: pl.DataFrame, stops: set[str]) -> pl.DataFrame:
    """End names before the first word that is no name; rows without a name left are dropped."""
    parts = split.with_row_index("row").with_columns(part=pl.col("rest").str.split(" "))
    words = parts.select("row", "whole", "part").explode("part")
    real = pl.col("whole") | ~pl.col("part").str.to_lowercase().is_in(list(stops))
    kept = words.with_columns(real=real.cast(pl.Int8).cum_min().over("row")).filter(pl.col("real") == 1)
    names = kept.group_by("row", maintain_order=True).agg(name=pl.col("part").str.join(" "))
    named = parts.join(names, on="row", maintain_order="left")
    surface = pl.format("{} {}", "word", "name")
    return named.with_columns(
        surface=surface, rest="name", end=pl.col("start") + surface.str.len_bytes().cast(pl.Int64)
    ).drop("row", "part", "name")


def widen_to_waters(found: pl.DataFrame) -> pl.DataFrame:
    """Take in the words that make a place its waters: `perairan sekitar Okinawa`.

    Args:
        found: Mentions with `before` (the words before), `entity_type`, `kind`, `surface`, `start`.

    Returns:
        The mentions; those of waters begin with `perairan` and have the kind `sea`.
    """
    watered = (pl.col("entity_type") == "place") & pl.col("kind").is_in(WATERED)
    lead = pl.when(watered).then("before").str.extract(f"({WATERS})")
    wide = lead.is_not_null()
    whole = pl.when(wide).then(pl.concat_str(lead, "surface")).otherwise("surface")
    # Lazily, for then what the expressions share is computed once.
    widened = found.lazy().with_columns(
        start=pl.col("start") - lead.str.len_bytes().cast(pl.Int64).fill_null(0),
        surface=whole,
        entity=pl.when(wide).then(whole).otherwise("entity"),
        kind=pl.when(wide).then(pl.lit("sea")).otherwise("kind"),
    )
    return widened.collect()
