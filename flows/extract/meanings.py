"""Decide what a name means where it stands: government or place, one body or another."""

import polars as pl

from flows.language.lexicon import Lexicon

SPAN = ["sentence", "start", "end"]
PREPOSITION = (
    r"(?i)(?-u:\b)(di luar|di|ke|dari|menuju|kepada|terhadap|dengan|oleh|untuk|bagi|antara|atas|bersama|melawan|pada|"
    r"sekitar|dekat|asal|via|lewat|soal|tentang|mengenai)\s+(?:dalam |luar |utara |selatan |atas |sebelah \w+ |kawasan |wilayah |"
    r"kota |negara |ibu kota |bandara |pelabuhan |pangkalan |pemerintah |perairan |langit )*[\"']?$"
)
TOWARDS_PLACE = ["di", "di luar", "ke", "dari", "menuju", "sekitar", "dekat", "asal", "via"]
CITY_WORD = r"(?i)(?-u:\b)(?:kota|ibu kota|bandara|pelabuhan|pangkalan|provinsi|pulau|distrik|kabupaten|jalanan|langit|warga|universitas|waktu|dekat|sekitar|singgah|mendarat|tiba|siang|malam)\s+$"


def choose_meaning(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep one meaning for each span and complete bodies by their country.

    Args:
        found: Hits with all their meanings; columns of `find_mentions` plus `before`, `after`, `needs_country`,
            `country_in_name`, `default_country`, `paragraph_kind`.
        lexicon: Gives the usual names of countries.

    Returns:
        One row for each span, `preposition` added.
    """
    placed = found.with_columns(preposition=pl.col("before").str.extract(PREPOSITION).str.to_lowercase())
    return placed.pipe(_bare_sides).pipe(_places_or_governments).pipe(_complete_bodies, lexicon).drop(
        "before", "after", "needs_country", "country_in_name", "default_country", "paragraph_kind"
    )


def _bare_sides(found: pl.DataFrame) -> pl.DataFrame:
    """Read `Utara` and `Selatan` as the Koreas only where the article speaks of them and no name runs before."""
    korean = found.filter(pl.col("code").is_in(["KOR", "PRK"]), pl.col("kind") != "bare_side").select("article").unique()
    bare = pl.col("kind") == "bare_side"
    named_before = pl.col("before").str.contains(r"[A-Z][\w`'-]*\s+$") & ~pl.col("before").str.contains(
        r"(?:^|[.\"']\s*)(?:Sementara|Namun|Kepada|Menurut|Bagi|Antara|Dengan|Pada|Di|Dari|Ke|Oleh|Untuk|Serta|Dan|Baik)\s+$"
    )
    compass = pl.col("before").str.contains(r"(?i)(?-u:\b)(?:sebelah|bagian|arah|ke|laut|pantai|pesisir|kutub)\s+$")
    joined = found.join(korean.with_columns(is_korean=True), on="article", how="left")
    return joined.filter(~bare | (pl.col("is_korean").fill_null(False) & ~named_before & ~compass)).drop("is_korean")


def _places_or_governments(found: pl.DataFrame) -> pl.DataFrame:
    """Choose between the meanings of one span: a capital after `di` is a place, elsewhere its government."""
    local = pl.col("preposition").is_in(TOWARDS_PLACE) | pl.col("before").str.contains(CITY_WORD)
    # `di Hotel Melia, Hanoi`: a name behind the comma continues the place.
    local = local | (pl.col("before").str.contains(r"(?-u:\b)(?:di|ke|dari) [A-Z][\w' -]*, $") & ~pl.col("after").str.contains("^ (?:me|ber)"))
    address = pl.col("after").str.contains(r"^\s*\((?:ANTARA|AFP|Reuters)")
    capital = pl.col("kind").is_in(["capital", "palace"])
    seat = pl.col("entity_type").is_in(["organisation"])
    rank = (
        pl.when(capital & (local | address)).then(9)
        .when(pl.col("entity_type") == "country").then(pl.when(pl.col("kind") == "palace").then(4).otherwise(1))
        .when(seat & local & (pl.col("entity") == pl.col("surface"))).then(3)
        .when(pl.col("entity_type") == "place").then(pl.when(local | address).then(0).otherwise(5))
        .otherwise(2)
    )  # fmt: skip
    ordered = found.with_columns(rank=rank).sort(*SPAN, "rank")
    chosen = ordered.unique(SPAN, keep="first", maintain_order=True)
    return chosen.with_columns(
        entity_type=pl.when(capital & (local | address) & (pl.col("entity_type") == "country")).then(pl.lit("place")).otherwise("entity_type"),
        entity=pl.when(capital & (local | address) & (pl.col("entity_type") == "country")).then("surface").otherwise("entity"),
    ).drop("rank")


def _complete_bodies(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give a bare ministry or force its country: the name that follows, else the default, else the article's own."""
    ordered = found.sort(*SPAN)
    body = pl.col("entity_type") == "organisation"
    follows = (
        (pl.col("entity_type").shift(-1) == "country")
        & (pl.col("sentence").shift(-1) == pl.col("sentence"))
        & (pl.col("start").shift(-1) - pl.col("end") == 1)
        & (pl.col("kind").shift(-1) != "capital")
    )
    needs = body & pl.col("needs_country").fill_null(False)
    usual = lexicon.usual_names()
    with_next = ordered.with_columns(
        follows=(needs & follows).fill_null(False), next_code=pl.col("code").shift(-1), next_end=pl.col("end").shift(-1)
    )
    coded = with_next.with_columns(
        code=pl.when("follows").then("next_code").when(needs).then(pl.coalesce("code", "default_country")).otherwise("code"),
        end=pl.when("follows").then("next_end").otherwise("end"),
    )
    context = (
        pl.when((pl.col("entity_type") == "country") & ~pl.col("kind").is_in(["epithet"])).then("code").otherwise(None)
    )
    coded = coded.with_columns(
        code=pl.when(needs & pl.col("code").is_null())
        .then(context.forward_fill().over("sentence"))
        .otherwise("code")
    )
    named = coded.join(usual, on="code", how="left")
    full = pl.format("{} {}", "entity", "usual")
    swallowed = pl.col("follows").shift(1).fill_null(False)
    printed = pl.col("country_in_name").fill_null("printed")
    return named.with_columns(
        entity=pl.when(needs & pl.col("usual").is_not_null() & ((printed == "always") | (pl.col("follows") & (printed == "printed")))).then(full).otherwise("entity"),
        swallowed=swallowed,
    ).drop("follows", "next_code", "next_end", "usual")
