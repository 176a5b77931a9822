"""Collect all who can speak in a sentence: people, posts, bodies, countries, and words that point back to them."""

import polars as pl

from flows.extract.cues import any_word, speaker_words
from flows.extract.names import KEYS
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern, in_text_order

PRONOUN = r"(?-u:\b)(?:[Ii]a|[Dd]ia|[Bb]eliau|[Dd]irinya)(?-u:\b)"
COLUMNS = ["article", "sentence", "start", "end", "sort", "speaker", "code"]
THAT_COUNTRY = r"(?-u:\b)[Nn]egara (?:itu|tersebut)(?-u:\b)"
# Which of two readings of the same words counts.
ORDER = {"reference": 0, "document": 0, "person": 1, "body": 1, "post": 2}
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
        document, common), `speaker` (null for words that point back), `code`, `sector`, `surface`, `given` (a country
        is printed in it), `text`, `at`; not overlapping.
    """
    people = chunks.select(*KEYS, "start", "end", "code", speaker="person", sort="kind")
    common = _pattern(sentences, r"(?i)" + any_word(speaker_words(lexicon, "body")), "common")
    # `medianya`: those of the country that acts in the sentence.
    owned = _pattern(sentences, "(?i)" + any_word(speaker_words(lexicon, "body").drop_nulls() + "nya"), "common")
    owned = owned.with_columns(end=pl.col("end") - len("nya"))
    stacked = pl.concat(
        [people, _bodies(mentions, lexicon), common, owned, *_pointers(sentences, lexicon)], how="diagonal_relaxed"
    )
    order = pl.col("sort").replace_strict(ORDER, default=3, return_dtype=pl.Int8)
    one = stacked.sort(order).unique(["sentence", "start", "end"], keep="first", maintain_order=True)
    placed = in_sentence(drop_contained(one, "sentence"), sentences)
    return in_text_order(_name_bodies(_join_countries(placed), lexicon), "article")


def _pointers(sentences: pl.DataFrame, lexicon: Lexicon) -> list[pl.DataFrame]:
    """Find words that point back: pronouns, groups, `kementerian itu`, `pernyataan tersebut`."""
    groups = r"(?i)" + any_word(speaker_words(lexicon, "group"))
    references = _pattern(sentences, _pointing(lexicon, "reference"), "reference")
    # `badan antariksa negara itu` points at the country, not at a body.
    country = find_pattern(sentences, THAT_COUNTRY, ["sentence"]).select("sentence", "end")
    return [
        _pattern(sentences, PRONOUN, "pronoun"),
        _pattern(sentences, groups, "group"),
        references.join(country, on=["sentence", "end"], how="anti"),
        _pattern(sentences, _pointing(lexicon, "document"), "document"),
    ]


def _pattern(sentences: pl.DataFrame, pattern: str, sort: str) -> pl.DataFrame:
    """Find a pattern as actors of one sort."""
    found = find_pattern(sentences, pattern, KEYS)
    return found.select(*KEYS, "start", "end", sort=pl.lit(sort))


def _pointing(lexicon: Lexicon, kind: str) -> str:
    """Match `kementerian itu`, `media pelat merah itu`, `pernyataan tersebut`, `laporan yang sama`."""
    return r"(?i)" + any_word(speaker_words(lexicon, kind)) + r"(?: [a-z]+){0,2} (?:itu|tersebut|yang sama)(?-u:\b)"


def _bodies(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Name countries and bodies as speakers: a capital speaks for its government, a palace under its own name."""
    named = mentions.filter(pl.col("entity_type").is_in(["country", "organisation"]))
    if "swallowed" in named.columns:
        named = named.filter(~pl.col("swallowed").fill_null(False))
    country = pl.col("entity_type") == "country"
    state = country & (pl.col("kind") != "palace")
    name = pl.when(state).then(pl.coalesce("country_name", "entity")).when(country).then("surface").otherwise("entity")
    full = country_names(lexicon)
    # `Militer`, `Badan Intelijen`: called as printed.
    plain = pl.col("entity").str.to_lowercase().is_in(speaker_words(lexicon, "body").to_list())
    return named.join(full, on="code", how="left").select(
        *KEYS, "start", "end", "code", "sector",
        speaker=name,
        sort=pl.when(state).then(pl.lit("country")).when(plain).then(pl.lit("common")).otherwise(pl.lit("body")),
    )  # fmt: skip


def country_names(lexicon: Lexicon) -> pl.DataFrame:
    """Give each country's full name: columns `code`, `country_name`."""
    full = lexicon.countries.filter(pl.col("kind") == "name").unique("code", keep="first", maintain_order=True)
    return full.select("code", country_name="surface")


def _join_countries(placed: pl.DataFrame) -> pl.DataFrame:
    """Let actors take in the country printed behind them, and leave that country out as an actor of its own.

    Returns:
        `placed` with `end` moved, `surface` and `next_code` (of the country taken in).
    """
    rows = in_text_order(placed, "article")
    same = pl.col("sentence") == pl.col("sentence").shift(-1)
    length = pl.col("start").shift(-1) - pl.col("end")
    gap = pl.col("text").str.slice(pl.col("end") - pl.col("at"), length.clip(0, 24))
    sort, following = pl.col("sort"), pl.col("sort").shift(-1)
    double = (sort == "country") & (pl.col("code") == pl.col("code").shift(-1))
    takes = (following == "country") & gap.str.contains(SAME_ACTOR) & (sort.is_in(["body", "common", "post"]) | double)
    # `Kantor Berita Pusat Korea (KCNA)`
    takes = takes | ((following == "body") & (pl.col("speaker") == pl.col("speaker").shift(-1)) & (gap == " ("))
    # `kantor berita KCNA`: the name says it all.
    opens = (sort == "common") & (following == "body") & (gap == " ")
    rows = rows.with_columns(
        takes=(same & takes & (length <= 20)).fill_null(False), opens=(same & opens).fill_null(False)
    )
    rows = rows.with_columns(
        next_code=pl.when(pl.col("takes") & (following == "country")).then(pl.col("code").shift(-1)),
        end=pl.when("takes").then(pl.col("end").shift(-1)).otherwise("end"),
        taken=pl.col("takes").shift(1).fill_null(False),
    ).filter(~pl.col("taken"), ~pl.col("opens"))
    surface = pl.col("text").str.slice(pl.col("start") - pl.col("at"), pl.col("end") - pl.col("start"))
    return rows.with_columns(surface=surface.str.replace(r" \([^()]*\)?$", "")).drop("takes", "opens", "taken")


def _name_bodies(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Complete the names of bodies by the country printed behind them; common words are called as printed."""
    usual = lexicon.usual_names().rename({"code": "next_code", "usual": "next_usual"})
    rows = rows.join(usual, on="next_code", how="left", maintain_order="left")
    bare = ~pl.col("speaker").str.contains(pl.col("next_usual"), literal=True)
    # `Biro Investigasi Federal Amerika Serikat` is called FBI, which says it all.
    whole = ~pl.col("speaker").str.contains(" ")
    grows = (pl.col("sort") == "body") & pl.col("next_usual").is_not_null() & bare & ~whole
    speaker = (
        pl.when(grows).then(pl.format("{} {}", "speaker", "next_usual"))
        .when(pl.col("sort") == "common").then("surface")
        .otherwise("speaker")
    )  # fmt: skip
    return rows.with_columns(
        speaker=speaker,
        code=pl.coalesce(pl.when(pl.col("sort").is_in(["body", "common"])).then("next_code"), "code"),
        given=pl.col("surface").str.contains_any(lexicon.countries["folded"].to_list()),
    ).drop("next_code", "next_usual")
