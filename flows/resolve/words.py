"""What resolution knows of words: natures of events, classes of weapons, wide places, and how ordinals are told."""

import duckdb
import polars as pl

from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows

# How far a missile flies is told by words (`rudal jarak pendek`); a model (`Hwasong-12`) has a name of its own.
RANGES = ["icbm", "irbm", "srbm", "slbm"]
WIDE_PLACES = ["province", "region", "peninsula", "county", "river", "range", "mountain", "line", "border"]


def register(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views `reference_nature`, `reference_weapon`, `reference_wide_place`, and what `told_ordinal` needs.

    Args:
        con: Connection of the load.
    """
    natures = read_rows(BUNDLED / "event_natures.csv")
    con.register(
        "reference_nature",
        natures.select("subtype", "nature", "parties", "pace", is_lasting=pl.col("lasting") == "1"),
    )
    con.register("reference_weapon", weapon_kinds())
    con.register("reference_wide_place", wide_places())
    ordinals = read_rows(BUNDLED / "event_ordinals.csv")
    nouns, words, after = (ordinals.filter(pl.col("kind") == kind) for kind in ("noun", "word", "after"))
    counted = natures.join(nouns, on="nature").group_by("subtype", maintain_order=True).agg("surface")
    con.execute("SET VARIABLE ordinal_nouns = $nouns", {"nouns": _map(dict(counted.iter_rows()))})
    con.execute(
        "SET VARIABLE ordinal_words = $words",
        {"words": _map({word: int(number) for word, number in words.select("surface", "number").iter_rows()})},
    )
    con.execute("SET VARIABLE ordinal_pattern = $pattern", {"pattern": ordinal_pattern(nouns, words, after)})


def weapon_kinds() -> pl.DataFrame:
    """List weapons whose kind tells launches apart: columns `surface`, `is_pattern`, `kind`."""
    rows = read_rows(BUNDLED / "weapons.csv").with_columns(is_pattern=pl.col("pattern") == "1")
    told = pl.col("kind").is_in(["cruise", "artillery", "torpedo"]) | (
        pl.col("kind").is_in(RANGES) & ~pl.col("is_pattern")
    )
    return rows.filter(told).select("surface", "is_pattern", "kind")


def wide_places() -> pl.DataFrame:
    """List places that are no spot on the map: column `place`, lower case."""
    rows = read_rows(BUNDLED / "places.csv").filter(pl.col("kind").is_in(WIDE_PLACES))
    return rows.select(pl.col("place").str.to_lowercase().str.strip_chars()).unique(maintain_order=True)


def ordinal_pattern(nouns: pl.DataFrame, words: pl.DataFrame, after: pl.DataFrame) -> str:
    """Regular expression (RE2) with a noun and, at most two words behind it, its ordinal; `kedua negara` is none."""
    noun, word, follows = (
        "|".join(sorted(set(rows["surface"]), key=lambda surface: (-len(surface), surface)))
        for rows in (nouns, words, after)
    )
    end = rf"(?:$|[^A-Za-z0-9 -]| (?:{follows})\b)"
    return rf"(?i)\b({noun})(?:nya)?(?: [A-Za-z()-]+){{0,2}}? ({word}|ke-[0-9]+)(?:nya)?{end}"


def _map(values: dict) -> dict:
    """A dictionary in the form that DuckDB takes for a MAP."""
    return {"key": list(values), "value": list(values.values())}
