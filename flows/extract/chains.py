"""Lay out posts, ranks, countries, bodies and names in text order and group those that belong to one noun phrase."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.extract.names import KEYS
from flows.extract.nearby import with_gap
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained
from flows.language.words import find_words

# Mentions that can stand inside a post.
STANDING = ["country", "organisation", "place"]
LONGEST_CHAIN_GAP = 70
# Words, brackets, hyphens and slashes may stand between the parts of a post; commas, full stops and figures may not.
PLAIN_GAP = r"^[A-Za-z`'&/() -]*$"
SHORT_GAP = r"^[A-Za-z`'&/(). -]*(?:, ?)?$"
# A gap with two commas, or a stop, joins nothing; that of `kementerian tersebut, ` has one.
VERB = r"(?-u:\b)(?:meng|meny|mem|men|me[lrwy]|ber|di|ter)[a-z]{3,}(?-u:\b)"
COORDINATED = r"(?-u:\b)(?:dan|serta|atau|maupun|bersama|dengan|&) $"
# What joins those whom one post is for: `Duta Besar untuk Indonesia dan ASEAN`.
LISTED = [" dan ", " serta ", ", "]
# The dots of `A.S.` end nothing.
INITIAL = r"(?-u:\b)([A-Za-z])\."


def chain_items(sentences: pl.DataFrame, mentions: pl.DataFrame, runs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Lay out posts, ranks, countries, bodies and names in text order and say which of them belong together.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`.
        runs: Of `find_runs`.
        lexicon: Posts, ranks and the words that break a post.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `item` (post, prefix, rank, country, organisation, place, other,
        name), `term` (of a post), `code` (country or body), `gap` (text since the item before), `joined` (belongs to
        the item before), `chain` (number of the group), `text`, `at`; in text order. A name ends its chain.
    """
    names = runs.select(*KEYS, "start", "end", item=pl.lit("name"))
    spans = mentions.filter(~pl.col("swallowed")) if "swallowed" in mentions.columns else mentions
    spans = spans.join(_around_names(spans, runs), on=["sentence", "start", "end"], how="anti")
    known = spans.select(
        *KEYS, "start", "end", "code",
        item=pl.when(pl.col("entity_type").is_in(STANDING)).then("entity_type").otherwise(pl.lit("other")),
    )  # fmt: skip
    heads = _heads(sentences, known, lexicon)
    everything = pl.concat([names, known, heads], how="diagonal")
    placed = with_gap(drop_contained(everything, "sentence"), sentences, LONGEST_CHAIN_GAP)
    return _join_chain(placed, lexicon)


def _around_names(spans: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """Find epithets of countries that run into the name of a person (`rezim Kim Jong-un`)."""
    people = runs.select("sentence", n_start="start", n_end="end")
    return (
        spans.filter(pl.col("entity_type") == "country")
        .join(people, on="sentence")
        .filter(pl.col("start") < pl.col("n_end"), pl.col("end") > pl.col("n_start"))
    )


def heads_of(lexicon: Lexicon) -> pl.DataFrame:
    """Give the words for posts and ranks: `term`, `folded`, `case_sensitive`, `code`, `item` (post, prefix, rank)."""
    posts = lexicon.posts.filter(pl.col("kind").is_in(["head", "prefix"])).select(
        "term", "folded", "case_sensitive", code="default_country", item=pl.col("kind").replace({"head": "post"})
    )
    # `juru bicaranya, Kim Eui-kyeom`
    owned = posts.filter(pl.col("term").is_in(cue_words(lexicon, "aide").to_list())).with_columns(
        pl.col("term") + "nya", pl.col("folded") + "nya"
    )
    ranks = lexicon.ranks.select("term", "folded", case_sensitive=pl.lit(True), item=pl.lit("rank"))
    return pl.concat([posts, owned, ranks], how="diagonal").unique(["term", "item"], keep="first", maintain_order=True)


def _heads(sentences: pl.DataFrame, known: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the words for posts and ranks, shorter ones where a longer one runs into the name of a body."""
    words = heads_of(lexicon)
    hits = find_words(sentences, words["term"], KEYS, lexicon).join(words, on="term")
    hits = hits.filter(~pl.col("case_sensitive") | (pl.col("surface") == pl.col("folded")))
    hits = hits.filter(~pl.col("surface").str.contains(r"[^A-Za-z .-]"))
    bodies = known.select("sentence", m_start="start", m_end="end")
    running_in = hits.join(bodies, on="sentence").filter(
        pl.col("start") < pl.col("m_start"), pl.col("m_start") < pl.col("end"), pl.col("end") < pl.col("m_end")
    )
    hits = hits.join(
        running_in.select("sentence", "start", "end").unique(), on=["sentence", "start", "end"], how="anti"
    )
    # A word that is both, such as Komandan, is a post.
    hits = hits.sort("item").unique(["sentence", "start", "end"], keep="first", maintain_order=True)
    return hits.select(*KEYS, "start", "end", "item", "term", "code")


def _join_chain(placed: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Decide for each item whether it continues the group of the item before."""
    item = pl.col("item")
    title = pl.when(item.is_in(["post", "prefix", "rank"])).then("sentence").forward_fill()
    before = item.shift(1)
    rows = placed.with_row_index("i").with_columns(
        in_post=(title == pl.col("sentence")).fill_null(False), before=before
    )
    # Only gaps behind a post or before a name are read.
    candidates = rows.filter(
        pl.col("gap").is_not_null(), pl.col("before") != "name", pl.col("in_post") | (item == "name"),
        pl.col("gap").str.contains(SHORT_GAP),
    ).select("i", "item", "gap", "before")  # fmt: skip
    joined = _joined(candidates, lexicon)
    return (
        rows.join(joined, on="i", how="left", maintain_order="left")
        .with_columns(pl.col("joined", "comma", "topic").fill_null(False))
        .with_columns(topic=pl.col("topic") | (pl.col("topic").shift(1) & pl.col("gap").is_in(LISTED)).fill_null(False))
        .with_columns(chain=(~pl.col("joined")).cum_sum())
        .drop("i", "in_post", "before")
    )


def _joined(candidates: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read the gaps: columns `i`, `joined`, `comma` (a comma ends the gap), `topic` (`untuk`, `urusan` in it)."""
    office = any_word(cue_words(lexicon, "office"))
    fillers = any_word(cue_words(lexicon, "noun"))
    suffix = any_word(cue_words(lexicon, "suffix"))
    blank = pl.col("gap") == " "
    wide = candidates.filter(~blank).with_columns(
        raw="gap",
        gap=pl.col("gap").str.replace_all(INITIAL, "${1}").str.replace_all(rf" {suffix}|{fillers}", "")
        .str.replace(rf"({office}) (?:tersebut|itu), ?$", "${1}, "),
    )  # fmt: skip
    wide = wide.with_columns(bare=pl.col("gap").str.replace(r",? ?$", " "), comma=pl.col("gap").str.contains(r", ?$"))
    breaks = any_word(cue_words(lexicon, "break"))
    plain = pl.col("bare").str.contains(PLAIN_GAP) & ~pl.col("bare").str.contains(rf"{breaks}|{VERB}")
    wide = wide.with_columns(plain=plain, coordinated=pl.col("gap").str.contains(COORDINATED))
    item, alone = pl.col("item"), pl.col("plain") & ~pl.col("coordinated")
    joined = (
        pl.when(item.is_in(["post", "prefix"])).then(pl.col("gap").is_in([" ", " (", "-", ") "]))
        .when(item == "name").then(alone & (~pl.col("comma") | (pl.col("before") != "other")))
        .when(item == "rank").then(alone)
        .otherwise(pl.col("plain") & ~pl.col("comma"))
    )  # fmt: skip
    topic = pl.col("raw").str.contains(any_word(cue_words(lexicon, "topic")))
    told = wide.select("i", "comma", joined=joined, topic=topic)
    narrow = candidates.filter(blank).select("i", comma=pl.lit(False), joined=pl.lit(True), topic=pl.lit(False))
    return pl.concat([told, narrow])
