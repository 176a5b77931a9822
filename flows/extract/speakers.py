"""Find who can speak in a sentence: people, posts, bodies, countries and the pronouns that stand for people."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.extract.names import KEYS
from flows.extract.quotes import TEXT_KINDS
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern

PRONOUN = r"(?-u:\b)(?:[Ii]a|[Dd]ia|[Bb]eliau|[Dd]irinya)(?-u:\b)"
GOVERNED = (
    r"(?i)(?:^|[^a-z])(?:di|ke|dari|kepada|dengan|terhadap|untuk|bagi|atas|tentang|soal|bersama|antara|mengenai|pada|"
    r"lewat|melalui|dalam|hadapan|depan|sejak|tanpa|seperti|melawan|menuju|termasuk|selain|para tentara|serangan|oleh pihak)"
    r" (?:pihak |pemerintah |mantan |seluruh |para |media |rezim |pemerintahan |situs |kantor |duta besar |wakil )?$"
)
OBJECT = r"(?-u:\b)(?:me(?:m|n|ng|ny|l|r|w|y)?[a-z]{3,}|di[a-z]{4,}|bertemu) $"
NOT_OBJECT = r"(?-u:\b)(?:menurut|mengutip|melansir|menyebutkan|mengatakan|menyatakan|menyebut|mengklaim|menambahkan|melaporkan|memberitakan|mengaku|menteri|mewartakan|menegaskan|menekankan|disebutkan|dikatakan|disampaikan|diungkapkan|demikian) $"
PLURAL = r"(?i)^(?:para|sejumlah|beberapa|kedua|ketiga|keempat|semua|seluruh|dua|tiga|empat) "
POINTING = r"^ (?:itu|tersebut)(?-u:\b)"
NEAR = 40


def find_actors(
    sentences: pl.DataFrame, mentions: pl.DataFrame, chunks: pl.DataFrame, quotes: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Lay out all who can speak, in text order.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`: countries and organisations.
        chunks: Of `find_persons`.
        quotes: Of `find_quotes`; nobody inside a quotation is a speaker.
        lexicon: Names of countries.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `sort` (person, post, body, country, pronoun), `speaker` (name;
        null for pronouns), `code`, `governed` (behind a preposition or a transitive verb), `plural`, `pointing`
        (`pemimpin itu`: somebody named before), `text`, `at`; not overlapping.
    """
    texts = sentences.filter(pl.col("kind").is_in(TEXT_KINDS)).select("sentence", "text", at="start")
    people = chunks.select(*KEYS, "start", "end", "code", speaker="person", sort="kind")
    usual = lexicon.usual_names()
    named = mentions.filter(pl.col("entity_type").is_in(["country", "organisation"])).join(usual, on="code", how="left")
    if "swallowed" in named.columns:
        named = named.filter(~pl.col("swallowed").fill_null(False))
    # A capital speaks for its government, a palace and a ministry under their own names.
    country = pl.col("entity_type") == "country"
    bodies = named.select(
        *KEYS, "start", "end", "code",
        speaker=pl.when(country & (pl.col("kind") != "palace")).then(pl.col("code")).when(country).then("surface").otherwise("entity"),
        sort=pl.when(country & (pl.col("kind") != "palace")).then(pl.lit("country")).otherwise(pl.lit("body")),
    )  # fmt: skip
    full = lexicon.countries.filter(pl.col("kind") == "name").unique("code", keep="first", maintain_order=True)
    bodies = (
        bodies.join(full.select(speaker="code", full="surface"), on="speaker", how="left")
        .with_columns(speaker=pl.coalesce("full", "speaker"))
        .drop("full")
    )
    pronouns = find_pattern(sentences, PRONOUN, KEYS).select(
        *KEYS, "start", "end", speaker=pl.lit(None, pl.String), code=pl.lit(None, pl.String), sort=pl.lit("pronoun")
    )
    everything = pl.concat([people, bodies, pronouns], how="diagonal_relaxed")
    placed = drop_contained(everything, "sentence").join(texts, on="sentence", maintain_order="left")
    outside = outside_quotes(placed, quotes)
    return _with_surroundings(outside, lexicon).sort("article", "start")


def outside_quotes(rows: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Drop rows that begin inside a quotation."""
    spans = quotes.sort("article", "start").select("article", q_start="start", q_end="end")
    joined = rows.sort("article", "start").join_asof(
        spans, left_on="start", right_on="q_start", by="article", strategy="backward", check_sortedness=False
    )
    return joined.filter((pl.col("q_end") <= pl.col("start")).fill_null(True)).drop("q_start", "q_end")


def _with_surroundings(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Look at the words before and behind each actor, and name posts without a person."""
    offset = pl.col("start") - pl.col("at")
    low = (offset - NEAR).clip(0)
    before = pl.col("text").str.slice(low, offset - low)
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), 12)
    surface = pl.col("text").str.slice(offset, pl.col("end") - pl.col("start"))
    rows = rows.with_columns(
        before=before, surface=surface, pointing=behind.str.contains(POINTING) & (pl.col("sort") == "post")
    )
    carriers = any_word(lexicon.table("speech").filter(pl.col("kind") == "quoted")["folded"])
    governed = (
        pl.col("before").str.contains(GOVERNED)
        | (pl.col("before").str.contains(OBJECT) & ~pl.col("before").str.contains(NOT_OBJECT))
        | pl.col("before").str.contains(
            rf"(?i){carriers} (?:dari |oleh )?(?:kantor berita |media |surat kabar |stasiun televisi )*$"
        )
    )
    words = any_word(cue_words(lexicon, "quantity"))
    bare = pl.col("surface").str.replace(rf"(?i)^{words} ", "").str.replace(r" \([^()]*\)?$", "")
    return rows.with_columns(
        governed=governed,
        plural=pl.col("surface").str.contains(PLURAL) | (pl.col("sort").is_in(["body", "country"])),
        speaker=pl.when(pl.col("sort") == "post").then(bare).otherwise("speaker"),
    ).drop("before")


def focus(actors: pl.DataFrame) -> pl.DataFrame:
    """Tell for each sentence who `ia` or `katanya` in a later sentence means.

    Args:
        actors: Of `find_actors`.

    Returns:
        Columns `article`, `sentence`, `start` (of that actor), `speaker`, `code`: the first person of the sentence that
        is not governed, else the first person; sentences that begin with a pronoun keep the one before.
    """
    able = actors.filter(
        pl.col("sort").is_in(["person", "post", "pronoun"]), ~pl.col("plural") | (pl.col("sort") == "person")
    )
    able = able.with_columns(keeps=(pl.col("sort") == "pronoun") | pl.col("pointing"))
    ordered = able.sort("sentence", pl.col("governed"), "start")
    first = ordered.unique("sentence", keep="first", maintain_order=True).filter(~pl.col("keeps"))
    return first.select("article", "sentence", "start", "speaker", "code").sort("article", "start")
