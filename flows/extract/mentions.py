"""Find countries, organisations, places, weapons and series in sentences."""

import polars as pl

from flows.extract.meanings import choose_meaning
from flows.extract.place_names import find_place_names, widen_to_waters
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern, span_number
from flows.language.words import find_words

KEYS = ["article", "sentence"]
# Words of at most this many characters tell which preposition governs a name.
BEFORE = 46
MEANING = [
    "term", "entity_type", "entity", "code", "sector", "kind", "case_sensitive", "folded", "needs_country", "generic",
    "country_in_name", "default_country", "latitude", "longitude", "geonames_id", "parties", "event_subtype",
]  # fmt: skip


def meanings(lexicon: Lexicon) -> pl.DataFrame:
    """Stack the names of the lexicon, one row for each term and meaning.

    Returns:
        Columns of `MEANING`.
    """
    countries = lexicon.countries.select(
        "term",
        "folded",
        "case_sensitive",
        "kind",
        "code",
        entity_type=pl.lit("country"),
        entity="code",
        sector=pl.lit("GOV"),
    )
    organisations = lexicon.organisations.with_columns(entity_type=pl.lit("organisation"), kind=pl.lit("organisation"))
    places = lexicon.places.with_columns(entity_type=pl.lit("place"), entity="place", code="country")
    series = lexicon.series.with_columns(entity_type=pl.lit("series"), entity="series")
    weapons = lexicon.weapons.filter(~pl.col("pattern")).with_columns(
        entity_type=pl.lit("weapon"), entity="weapon", code="country"
    )
    stacked = pl.concat([countries, organisations, places, series, weapons], how="diagonal")
    return stacked.select(MEANING).unique(["term", "entity_type", "entity", "kind"], maintain_order=True)


def find_mentions(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find what the lexicon knows and decide what each occurrence means.

    Args:
        sentences: Of `split_sentences`.
        lexicon: Names to look for.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface` (folded), `entity_type` (country, organisation, place,
        weapon, series), `entity`, `code` (actor code or country of a place), `sector`, `kind`, `preposition` (word that
        governs the name, or null), `is_body` (false for `militer` and the like without their country), `swallowed` (a
        country name that a body took in), `latitude`, `longitude` (degrees), `geonames_id`, `parties`,
        `event_subtype`; in text order, not overlapping.
    """
    known = meanings(lexicon)
    named = _named(sentences, known, lexicon)
    layers = [named, _weapon_patterns(sentences, lexicon), find_place_names(sentences, named, lexicon)]
    stacked = pl.concat(layers, how="diagonal").with_columns(span=span_number())
    spans = drop_contained(stacked.select("sentence", "start", "end", "span").unique("span"), "sentence")
    found = stacked.join(spans, on="span", how="semi").drop("span")
    found = widen_to_waters(_with_context(found, sentences))
    return choose_meaning(found, lexicon)


def _named(sentences: pl.DataFrame, known: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Join hits with their meanings; writing decides where the lexicon says so, names begin with a capital."""
    hits = find_words(sentences, known["term"], KEYS, lexicon).join(known, on="term", maintain_order="left")
    capital = pl.col("surface").str.contains("^[A-Z0-9]")
    lower = ~pl.col("folded").str.contains("^[A-Z0-9]")
    named = pl.col("entity_type").is_in(["country", "series"]) & (pl.col("kind") != "epithet") & ~lower
    return hits.filter(
        ~pl.col("case_sensitive") | (pl.col("surface") == pl.col("folded")),
        capital | ~named,
        capital
        | ~pl.col("folded").str.contains("^[A-Z]")
        | pl.col("entity_type").is_in(["organisation", "weapon", "country"]),
    ).drop("term", "folded", "case_sensitive")


def _weapon_patterns(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find designations such as Hwasong-14, F-35A, USS Carl Vinson by the regular expressions of the lexicon."""
    rules = lexicon.weapons.filter("pattern")
    if rules.is_empty():
        return pl.DataFrame(
            schema={
                "article": pl.UInt32,
                "sentence": pl.UInt32,
                "surface": pl.String,
                "start": pl.Int64,
                "end": pl.Int64,
            }
        )
    pattern = r"(?-u:\b)(?:" + "|".join(f"(?:{rule})" for rule in rules["folded"]) + r")(?-u:\b)"
    found = find_pattern(sentences, pattern, KEYS)
    return found.with_columns(
        entity_type=pl.lit("weapon"), entity=pl.col("surface"), kind=pl.lit("designation"), code=pl.lit(None, pl.String)
    )


def _with_context(found: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add the words before and after each hit."""
    framed = found.join(
        sentences.select("sentence", "text", at="start", paragraph_kind="kind"), on="sentence", maintain_order="left"
    )
    offset = pl.col("start") - pl.col("at")
    low = pl.max_horizontal(offset - BEFORE, pl.lit(0, pl.Int64))
    return framed.with_columns(
        before=pl.col("text").str.slice(low, offset - low),
        after=pl.col("text").str.slice(pl.col("end") - pl.col("at"), BEFORE),
    ).drop("text", "at")
