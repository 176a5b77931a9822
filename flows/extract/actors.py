"""Collect everybody who can speak in a sentence: people, posts, bodies, countries, and words that point back to them."""

import polars as pl

from flows.extract.cues import any_word, cue_words, speaker_words
from flows.extract.names import KEYS
from flows.extract.quotes import TEXT_KINDS
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern

PRONOUN = r"(?-u:\b)(?:[Ii]a|[Dd]ia|[Bb]eliau|[Dd]irinya)(?-u:\b)"
COLUMNS = ["article", "sentence", "start", "end", "sort", "speaker", "code"]
# `Kepala Staf Gabungan (JCS) Korea Selatan (Korsel)` is one actor.
SAME_ACTOR = r"^(?:\)? | \([A-Za-z ]+\)? ?| \()$"


def collect_actors(
    sentences: pl.DataFrame, mentions: pl.DataFrame, chunks: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Lay out all who can speak, in text order.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`: countries and organisations.
        chunks: Of `find_persons`.
        lexicon: Names of countries, words for bodies and groups.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `sort` (person, post, body, country, pronoun, group, reference,
        document), `speaker` (null for words that point back), `code`, `surface`, `text`, `at`; not overlapping.
    """
    people = chunks.select(*KEYS, "start", "end", "code", speaker="person", sort="kind")
    # `badan antariksa negara itu` points at the country, not at a body.
    backward = [
        _pattern(sentences, PRONOUN, "pronoun"),
        _pattern(sentences, r"(?i)" + any_word(speaker_words(lexicon, "group")), "group"),
        _pattern(sentences, _pointing(lexicon, "reference"), "reference"),
        _pattern(sentences, _pointing(lexicon, "document"), "document"),
    ]
    backward[2] = backward[2].join(_of_that_country(sentences), on=["sentence", "end"], how="anti")
    named = _bodies(mentions, lexicon)
    common = _pattern(sentences, r"(?i)" + any_word(speaker_words(lexicon, "body")), "common")
    everything = pl.concat([people, named, common, *backward], how="diagonal_relaxed")
    # A body of the lexicon wins over the plain word at the same place, a post over both.
    order = pl.col("sort").replace_strict(ORDER, default=3, return_dtype=pl.Int8)
    everything = (
        everything.with_columns(order=order)
        .sort("order")
        .unique(["sentence", "start", "end"], keep="first", maintain_order=True)
    )
    texts = sentences.filter(pl.col("kind").is_in(TEXT_KINDS)).select("sentence", "text", at="start")
    placed = drop_contained(everything, "sentence").join(texts, on="sentence", maintain_order="left")
    return _join_countries(placed.drop("order"), lexicon).sort("article", "start")


# Which of two readings of the same words counts.
ORDER = {"reference": 0, "document": 0, "person": 1, "body": 1, "post": 2}


def _pattern(sentences: pl.DataFrame, pattern: str, sort: str) -> pl.DataFrame:
    found = find_pattern(sentences, pattern, KEYS)
    return found.select(*KEYS, "start", "end", sort=pl.lit(sort))


def _pointing(lexicon: Lexicon, kind: str) -> str:
    """Match `kementerian itu`, `media pelat merah itu`, `pernyataan tersebut`, `laporan yang sama`."""
    return r"(?i)" + any_word(speaker_words(lexicon, kind)) + r"(?: [a-z]+){0,2} (?:itu|tersebut|yang sama)(?-u:\b)"


def _of_that_country(sentences: pl.DataFrame) -> pl.DataFrame:
    """Find where `negara itu` ends."""
    return find_pattern(sentences, r"(?-u:\b)[Nn]egara (?:itu|tersebut)(?-u:\b)", ["sentence"]).select(
        "sentence", "end"
    )


def _bodies(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Name countries and bodies as speakers: a capital speaks for its government, a palace under its own name."""
    named = mentions.filter(pl.col("entity_type").is_in(["country", "organisation"]))
    if "swallowed" in named.columns:
        named = named.filter(~pl.col("swallowed").fill_null(False))
    state = (pl.col("entity_type") == "country") & (pl.col("kind") != "palace")
    palace = pl.col("entity_type") == "country"
    full = country_names(lexicon)
    # `Militer`, `Badan Intelijen`: called as printed.
    plain = pl.col("entity").str.to_lowercase().is_in(speaker_words(lexicon, "body").to_list())
    return named.join(full, on="code", how="left").select(
        *KEYS, "start", "end", "code", "sector",
        speaker=pl.when(state).then(pl.coalesce("country_name", "entity")).when(palace).then("surface").otherwise("entity"),
        sort=pl.when(state).then(pl.lit("country")).when(plain).then(pl.lit("common")).otherwise(pl.lit("body")),
    )  # fmt: skip


def country_names(lexicon: Lexicon) -> pl.DataFrame:
    """Give each country's full name: columns `code`, `country_name`."""
    full = lexicon.countries.filter(pl.col("kind") == "name").unique("code", keep="first", maintain_order=True)
    return full.select("code", country_name="surface")


def _join_countries(placed: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let bodies take in the country printed behind them, and leave that country out as an actor of its own."""
    usual = lexicon.usual_names()
    same = pl.col("sentence") == pl.col("sentence").shift(-1)
    gap = pl.col("text").str.slice(
        pl.col("end") - pl.col("at"), (pl.col("start").shift(-1) - pl.col("end")).clip(0, 24)
    )
    country_next = same & (pl.col("sort").shift(-1) == "country") & (pl.col("start").shift(-1) - pl.col("end") <= 20)
    takes = country_next & gap.str.contains(SAME_ACTOR) & pl.col("sort").is_in(["body", "common", "country", "post"])
    takes = takes & ((pl.col("sort") != "country") | (pl.col("code") == pl.col("code").shift(-1)))
    # `kantor berita KCNA`: the name says it all.
    opens = same & (pl.col("sort") == "common") & (pl.col("sort").shift(-1) == "body") & (gap == " ")
    placed = placed.sort("article", "start")
    rows = placed.with_columns(takes=takes.fill_null(False), opens=opens.fill_null(False)).with_columns(
        taken=pl.col("takes").shift(1).fill_null(False),
        next_code=pl.when("takes").then(pl.col("code").shift(-1)),
        next_end=pl.when("takes").then(pl.col("end").shift(-1)),
    )
    rows = rows.with_columns(end=pl.max_horizontal("end", "next_end")).filter(~pl.col("taken"), ~pl.col("opens"))
    rows = rows.with_columns(
        surface=pl.col("text")
        .str.slice(pl.col("start") - pl.col("at"), pl.col("end") - pl.col("start"))
        .str.replace(r" \([^()]*\)?$", "")
    )
    rows = rows.join(
        usual.rename({"code": "next_code", "usual": "next_usual"}), on="next_code", how="left", maintain_order="left"
    )
    grows = (
        (pl.col("sort") == "body")
        & pl.col("next_usual").is_not_null()
        & ~pl.col("speaker").str.contains(pl.col("next_usual"), literal=True)
    )
    generic = pl.col("sort") == "common"
    return rows.with_columns(
        speaker=pl.when(grows)
        .then(pl.format("{} {}", "speaker", "next_usual"))
        .when(generic)
        .then("surface")
        .otherwise("speaker"),
        code=pl.coalesce(pl.when(pl.col("sort").is_in(["body", "common"])).then("next_code"), "code"),
        given=pl.col("surface").str.contains_any(lexicon.countries["folded"].to_list()),
    ).drop("takes", "taken", "opens", "next_code", "next_end", "next_usual")
