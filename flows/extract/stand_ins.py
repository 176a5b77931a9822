"""Find the words that stand for parties: pronouns, `komite itu`, `kami`, `Politikus veteran itu`."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.extract.governors import spoken_spans
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.words import find_words

KEYS = ["article", "sentence"]
UNNAMED = pl.lit(None, pl.String)
FIRST_WORD = r"^(\w+)"


def find_stand_ins(sentences: pl.DataFrame, known: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the words of pronouns.csv; those that always mean the same parties, and bodies pointed at, count as named.

    Args:
        sentences: Of `split_sentences`.
        known: Countries and bodies of `find_mentions`.
        lexicon: Gives `pronouns`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `codes` (List; empty where others are to tell), `person`, `kind`,
        `parties`, `whom`.
    """
    return _bodies_meant(_pronouns(sentences, lexicon), known)


def _pronouns(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the words of pronouns.csv."""
    codes = pl.col("codes").fill_null("").str.split(" ")
    words = lexicon.table("pronouns").select(
        "term", "kind", "whom", pl.col("parties").cast(pl.Int32), codes=codes.list.filter(pl.element() != "")
    )
    found = find_words(sentences, words["term"], KEYS, lexicon).join(words, on="term", maintain_order="left")
    # `AS dan sekutunya`, `para sekutunya`: whoever they are.
    vague = found.filter(pl.col("kind") == "others").select("sentence", "end")
    found = found.join(vague, on=["sentence", "end"], how="anti", maintain_order="left")
    # `menemuinya`: the last letters of the verb alone.
    suffix = (pl.col("kind") == "him") & pl.col("whom").is_null()
    # `KTT Hanoi`: the blank and the last word, for the first is the event.
    met = pl.col("kind") == "met"
    last = pl.col("surface").str.extract(r"( \S+)$").str.len_bytes().cast(pl.Int64)
    start = pl.when(suffix).then(pl.col("end") - len("nya")).when(met).then(pl.col("end") - last).otherwise("start")
    return found.select(
        *KEYS,
        start.alias("start"),
        "end",
        codes="codes",
        person=UNNAMED,
        kind=pl.col("kind").replace({"fixed": "named", "met": "between"}),
        parties="parties",
        whom=pl.when(pl.col("kind") == "body").then(pl.col("surface").str.extract(FIRST_WORD)).otherwise("whom"),
    )


def _bodies_meant(pronouns: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Let `komite itu` mean the body named last whose name begins with that word, and nobody where there is none."""
    body = pl.col("kind") == "body"
    bodies = known.filter(pl.col("entity_type") == "organisation").select(
        "article", whom=pl.col("surface").str.to_lowercase().str.extract(FIRST_WORD), named_at="start", meant="code"
    )
    pointing = pronouns.filter(body).with_columns(pl.col("whom").str.to_lowercase())
    found = join_nearest(pointing, bodies, "start", "named_at", by=["article", "whom"])
    meant = found.filter(pl.col("meant").is_not_null()).with_columns(
        codes=pl.concat_list("meant"), kind=pl.lit("named"), whom=UNNAMED
    )
    return pl.concat([pronouns.filter(~body), meant.select(pronouns.columns)])


def tell_speakers(pronouns: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Let `kami` and `saya` mean the country of who speaks; outside of a statement they mean nobody."""
    said = spoken_spans(statements).filter(pl.col("speaker").is_not_null())
    inside = join_nearest(pronouns, said, "start", "said_from", by="article")
    own = pl.col("kind") == "self"
    spoken = (pl.col("said_to") >= pl.col("end")).fill_null(False)
    named = inside.filter(~own | spoken).with_columns(
        codes=pl.when(own).then(pl.concat_list("speaker")).otherwise("codes"),
        kind=pl.when(own).then(pl.lit("named")).otherwise("kind"),
    )
    return named.drop("said_from", "said_to", "speaker")


def find_epithets(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find words that open a sentence and stand for the person it goes on about: `Politikus veteran itu`."""
    heads = any_word(cue_words(lexicon, "epithet"))
    words = pl.col("text").str.extract(rf"(?i)^((?:{heads}(?: [\w-]+){{0,3}}? (?:itu|tersebut)|sang [a-z]+))(?-u:\b)")
    found = sentences.select(*KEYS, "start", words=words).filter(pl.col("words").is_not_null())
    return found.select(
        *KEYS,
        "start",
        end=pl.col("start") + pl.col("words").str.len_bytes().cast(pl.Int64),
        codes=pl.lit([], dtype=pl.List(pl.String)),
        person=UNNAMED,
        kind=pl.lit("he"),
        parties=1,
        whom=UNNAMED,
    )
