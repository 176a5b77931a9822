"""Find the verbs of sentences."""

import polars as pl

from flows.extract.cues import event_words
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import find_pattern, join_nearest
from flows.language.words import find_words

KEYS = ["article", "sentence"]
# How far (characters) before a verb its subject without a country ends: `Para ahli juga memperingatkan`.
NOBODY_NEAR = 9
BY_MEANS = "dengan "
# How far (characters) before that somebody's people stand.
PEOPLE = 16
VERB = r"(?-u:\b)(?:me[a-z]{3,}|ber[a-z]{3,}|di[a-z]{4,}|ter[a-z]{4,})(?-u:\b)"


def find_verbs(sentences: pl.DataFrame, triggers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find verbs by their prefix and by the lexicon; verbal triggers are verbs too.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`, `nobodys` (people who act for no state stand right
        before it: `Para ahli memperingatkan ...`), `means` (it says by what the verb before is done: `membalas Korut
        dengan menyalakan pengeras suara`), `own_people` (somebody's people undergo it: `tiga warganya ditahan`).
    """
    table = lexicon.table("verbs")
    known = table.filter(pl.col("kind") == "verb")["term"]
    none = table.filter(pl.col("kind") == "not")["term"]
    prefixed = find_pattern(sentences, VERB, KEYS).filter(~pl.col("surface").is_in(none.implode()))
    listed = find_words(sentences, known, KEYS, lexicon).drop("term")
    verbal = triggers.filter(~pl.col("voice").is_in(["noun", "means"]))
    columns = ["article", "sentence", "start", "end", "surface"]
    stacked = pl.concat([prefixed.select(columns), listed.select(columns), verbal.select(columns)])
    every = stacked.sort("sentence", "start", "end", maintain_order=True).unique(
        ["sentence", "start"], keep="last", maintain_order=True
    )
    people = find_words(sentences, stateless_people(lexicon)["term"], ["sentence"], lexicon)
    people = people.select("sentence", nobody_end="end")
    near = join_nearest(every, people, "start", "nobody_end", tolerance=NOBODY_NEAR)
    framed = in_sentence(near, sentences)
    since = pl.col("start") - pl.col("at") - len(BY_MEANS)
    ahead = pl.col("text").str.slice(since.clip(0), len(BY_MEANS))
    who = pl.col("text").str.slice((since - PEOPLE).clip(0), PEOPLE + len(BY_MEANS))
    kin = event_words(lexicon, "commoner", "staff").removesuffix(r"(?-u:\b)")
    undergo = who.str.contains(rf"{kin}nya (?:[a-z]+ )?$") & undergone()
    # `yang berbicara kepada publik, menuntut ...`: not those in a clause before.
    between = pl.col("text").str.slice(pl.col("nobody_end") - pl.col("at"), pl.col("start") - pl.col("nobody_end"))
    nobodys = ~between.str.contains(",", literal=True)
    told = {"nobodys": nobodys.fill_null(False), "means": ahead == BY_MEANS, "own_people": undergo}
    return framed.with_columns(**told).drop("nobody_end", "text", "at")


def undergone() -> pl.Expr:
    """Tell passive verbs."""
    return pl.col("surface").str.contains("(?i)^di")


def stateless_people(lexicon: Lexicon) -> pl.DataFrame:
    """List words for people who act for no state (`para ahli`): columns of `event_cues`."""
    return lexicon.table("event_cues").filter(pl.col("kind") == "nobodys")
