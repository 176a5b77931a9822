"""Find posts before and after names: `Menteri Pertahanan Korsel Shin Won-sik`, `Shin Won-sik, menteri pertahanan`."""

import polars as pl

from flows.extract.cues import any_word, cue_words, masks
from flows.extract.names import KEYS, with_gap
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_terms

LONGEST_CHAIN_GAP = 70
# Words, brackets, hyphens and slashes may stand between the parts of a post; commas, full stops and figures may not.
PLAIN_GAP = r"^[A-Za-z`'&/() -]*$"
VERB = r"(?-u:\b)(?:meng|meny|mem|men|me[lrwy]|ber|di|ter)[a-z]{3,}(?-u:\b)"
COORDINATED = r"(?-u:\b)(?:dan|serta|atau|maupun|bersama|dengan|&) $"
APPOSITION = r"^(?: \([^()]{1,40}\))?(?:, (?:seorang |salah seorang |salah satu |yang juga |yang merupakan |yakni |sang |kini |saat itu |selaku )?| \(| selaku | sebagai | adalah (?:seorang |salah satu )?| - | ialah )$"
# The dots of `A.S.` end nothing.
INITIAL = r"(?-u:\b)([A-Za-z])\."
# `Utusan nuklir tiga negara, yakni Kim Gunn dari Korea Selatan, Sung Kim dari ...`
LIST_OPENS = r"^[^.;,]{0,30}, (?:yakni|yaitu|masing-masing) $"
MOST_OF_POST = 140
POST_END = r"""^((?:[^,.;:"!?()]|\([^()]*\))+)"""


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
        item=pl.when(pl.col("entity_type").is_in(["country", "organisation", "place"])).then("entity_type").otherwise(pl.lit("other")),
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


def _heads(sentences: pl.DataFrame, known: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the words for posts and ranks, shorter ones where a longer one runs into the name of a body."""
    posts = lexicon.posts.filter(pl.col("kind").is_in(["head", "prefix"])).select(
        "term", "folded", "case_sensitive", code="default_country", item=pl.col("kind").replace({"head": "post"})
    )
    # `juru bicaranya, Kim Eui-kyeom`
    owned = posts.filter(pl.col("term").is_in(cue_words(lexicon, "aide").to_list())).with_columns(
        pl.col("term") + "nya", pl.col("folded") + "nya"
    )
    ranks = lexicon.ranks.select("term", "folded", case_sensitive=pl.lit(True), item=pl.lit("rank"))
    words = pl.concat([posts, owned, ranks], how="diagonal").unique(["term", "item"], keep="first", maintain_order=True)
    hits = find_terms(sentences, words["term"], KEYS).join(words, on="term")
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
    suffix, noun = any_word(cue_words(lexicon, "suffix")), any_word(cue_words(lexicon, "noun"))
    office = any_word(cue_words(lexicon, "office"))
    gap = (
        pl.col("gap")
        .str.replace_all(INITIAL, "${1}")
        .str.replace_all(r" " + suffix, "")
        .str.replace_all(noun, "")
        .str.replace(rf"({office}) (?:tersebut|itu), ?$", "${1}, ")
    )
    bare = gap.str.replace(r",? ?$", " ")
    plain = (
        bare.str.contains(PLAIN_GAP)
        & ~bare.str.contains(any_word(cue_words(lexicon, "break")))
        & ~bare.str.contains(VERB)
    )
    item = pl.col("item")
    comma = gap.str.contains(r", ?$")
    coordinated = gap.str.contains(COORDINATED)
    after_name = item.shift(1) == "name"
    joined = (
        pl.when(after_name | gap.is_null()).then(False)
        .when(item.is_in(["post", "prefix"])).then(gap.is_in([" ", " (", "-", ") "]))
        .when(item == "name").then(plain & ~coordinated & (~comma | (item.shift(1) != "other")))
        .when(item == "rank").then(plain & ~coordinated)
        .otherwise(plain & ~comma)
    )  # fmt: skip
    decided = placed.with_columns(
        joined=joined.fill_null(False),
        comma=comma.fill_null(False),
        topic=pl.col("gap").str.contains(any_word(cue_words(lexicon, "topic"))).fill_null(False),
    )
    return decided.with_columns(chain=(~pl.col("joined")).cum_sum())


def posts_before(items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read the posts that stand before names.

    Args:
        items: Of `chain_items`.
        lexicon: Kin words, after which another post begins.

    Returns:
        Columns `sentence`, `start` (of the name), `post_start`, `post_end`, `post`, `post_country` (code of a country
        named in it), `post_body` (code of a body), `post_usual` (code of a post that one country only has), `near_code`
        (code of a country right before the name), `head` (term of the post), `rank`, `pair` (`Menlu` in
        `Menlu dan Menhan Korsel, Park Jin dan Lee Jong-sup`), `kin_before` (a kin word stands
        before), `comma` (between post and name).
    """
    kin, aide, leader = (cue_words(lexicon, kind).to_list() for kind in ("kin", "aide", "leader"))
    is_name = pl.col("item") == "name"
    is_post = pl.col("item").is_in(["post", "prefix"])
    paired = (
        is_post & (pl.col("gap") == " dan ") & is_post.shift(1) & (pl.col("sentence") == pl.col("sentence").shift(1))
    )
    parts = items.with_columns(
        pair_start=pl.when(paired).then(pl.col("start").shift(1)),
        pair_end=pl.when(paired).then(pl.col("end").shift(1)),
        name_start=pl.col("start").filter(is_name).last().over("chain"),
        name_comma=pl.col("comma").filter(is_name).last().over("chain"),
    ).filter(pl.col("name_start").is_not_null())
    next_leader = (pl.col("term").shift(-1).is_in(leader) & (pl.col("chain").shift(-1) == pl.col("chain"))).fill_null(
        False
    )
    nested = pl.col("term").is_in([*kin, *aide]) & next_leader & ~pl.col("name_comma")
    lone_kin = pl.col("term").is_in(kin) & ~pl.col("name_comma")
    parts = parts.with_columns(counts=is_post & ~nested & ~lone_kin, skipped=nested | lone_kin)
    # What stands before a kin word belongs to it: nothing up to the last one counts.
    parts = parts.with_columns(later_kin=pl.col("skipped").cast(pl.Int8).reverse().cum_sum().reverse().over("chain"))
    good = pl.col("counts") & (pl.col("later_kin") == 0)
    first = pl.col("start").filter(good).first().over("chain")
    parts = parts.with_columns(post_start=first)
    inside = (pl.col("start") >= pl.col("post_start")) & ~is_name
    coded = pl.col("code").is_not_null() & ~pl.col("topic")
    return (
        parts.group_by("chain", maintain_order=True)
        .agg(
            pl.first("sentence"),
            start=pl.first("name_start"),
            post_start=pl.first("post_start"),
            limit=pl.coalesce(
                pl.col("start").filter(inside & (pl.col("item") == "rank")).last(), pl.first("name_start")
            ),
            post_country=pl.col("code").filter(inside & (pl.col("item") == "country") & coded).first(),
            post_body=pl.col("code").filter(inside & (pl.col("item") == "organisation") & coded).first(),
            post_usual=pl.col("code").filter(inside & (pl.col("item") == "post") & coded).first(),
            # `koleganya dari Korea Selatan, Park Jin`: a country without a post.
            near_code=pl.col("code").filter((pl.col("item") == "country") & coded).last(),
            head=pl.col("term").filter(inside & (pl.col("item") == "post")).last(),
            rank_start=pl.col("start").filter(pl.col("item") == "rank").last(),
            rank_end=pl.col("end").filter(pl.col("item") == "rank").last(),
            kin_before=pl.col("skipped").any(),
            comma=pl.first("name_comma"),
            pair_start=pl.col("pair_start").drop_nulls().first(),
            pair_end=pl.col("pair_end").drop_nulls().first(),
            at=pl.first("at"),
            text=pl.first("text"),
        )
        .with_columns(
            post=_slice("post_start", "limit").str.replace(r"(?:nya)?[ ,(]+$", ""),
            rank=_slice("rank_start", "rank_end"),
            pair=_slice("pair_start", "pair_end"),
        )
        .with_columns(
            post=pl.when(pl.col("post") != "").then("post"),
            post_end=pl.col("post_start") + pl.col("post").str.len_bytes().cast(pl.Int64),
        )
        .drop("chain", "at", "text", "rank_start", "rank_end", "limit", "pair_start", "pair_end")
    )


def _slice(start: str, end: str) -> pl.Expr:
    """Cut a span out of its sentence; null where the span is null."""
    low = pl.col(start) - pl.col("at")
    length = pl.col(end) - pl.col(start)
    given = low.is_not_null() & length.is_not_null()
    cut = pl.col("text").str.slice(pl.when(given).then(low).otherwise(0), pl.when(given).then(length).otherwise(0))
    return pl.when(given).then(cut)


def posts_after(items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read the posts that stand behind names, between commas or after `selaku`, `adalah seorang`.

    Args:
        items: Of `chain_items`.
        lexicon: Words that end a post.

    Returns:
        Columns `sentence`, `start` (of the name), `post_start`, `post_end`, `post`, `post_country`, `post_body`,
        `post_usual`, `shared` (a name follows inside the post, so that it may be that one's), `shared_comma` (a comma
        stands before that name).
    """
    kin, aide = (cue_words(lexicon, kind).to_list() for kind in ("kin", "aide"))
    ordered = items.sort("sentence", "start").with_columns(
        name_start=pl.when(pl.col("item").shift(1) == "name").then(pl.col("start").shift(1)),
        opens=pl.col("item").is_in(["post", "prefix"]) & pl.col("gap").str.contains(APPOSITION),
        next_name=pl.col("start").filter(pl.col("item") == "name").last().over("chain"),
        next_comma=pl.col("comma").filter(pl.col("item") == "name").last().over("chain"),
    )
    heads = ordered.filter(pl.col("opens"), pl.col("name_start").is_not_null())
    offset = pl.col("start") - pl.col("at")
    limit = (
        pl.when(pl.col("next_name").is_not_null()).then(pl.col("next_name") - pl.col("start")).otherwise(MOST_OF_POST)
    )
    stops = any_word(cue_words(lexicon, "break"))
    raw = pl.col("text").str.slice(offset, limit.clip(1, MOST_OF_POST)).str.extract(POST_END)
    masked = pl.format(" {} ", "raw").str.replace_many(masks(cue_words(lexicon, "noun")))
    heads = heads.with_columns(raw=raw).with_columns(
        kept=masked.str.replace(rf"([A-Za-z)]) +(?:{stops}|{VERB}).*$", "${1}")
        .str.strip_chars_end(" (-")
        .str.len_bytes()
        .cast(pl.Int64)
        - 1
    )
    heads = heads.with_columns(post=pl.col("raw").str.slice(0, pl.col("kept").clip(0)))
    heads = heads.filter(pl.col("kept") > 2).with_columns(post_start="start", post_end=pl.col("start") + pl.col("kept"))
    heads = _codes_inside(heads, items)
    related = pl.col("term").is_in([*kin, *aide])
    return heads.select(
        "sentence", "post_start", "post_end", "post", "post_country", "post_body",
        start="name_start",
        post_usual="code",
        shared=pl.col("next_name").is_not_null() & ~related,
        shared_comma=pl.col("next_comma").fill_null(False),
    )  # fmt: skip


def _codes_inside(heads: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Add the codes of the first country and the first body named inside each post."""
    coded = items.filter(
        pl.col("item").is_in(["country", "organisation"]), pl.col("code").is_not_null(), ~pl.col("topic")
    )
    inside = (
        heads.select("sentence", "post_start", "post_end")
        .join(coded.select("sentence", "item", c_start="start", c_code="code"), on="sentence")
        .filter(pl.col("c_start") >= pl.col("post_start"), pl.col("c_start") < pl.col("post_end"))
        .sort("c_start")
        .group_by("sentence", "post_start")
        .agg(
            post_country=pl.col("c_code").filter(pl.col("item") == "country").first(),
            post_body=pl.col("c_code").filter(pl.col("item") == "organisation").first(),
        )
    )
    return heads.join(inside, on=["sentence", "post_start"], how="left")


def listed_posts(items: pl.DataFrame) -> pl.DataFrame:
    """Read a post that stands once before a list of people, each with a country: `Utusan nuklir, yakni A dari X, B dari Y`.

    Args:
        items: Of `chain_items`.

    Returns:
        Columns `sentence`, `start` (of the name), `list_post`, `list_start`, `list_end`.
    """
    title = pl.col("item").is_in(["post", "prefix"])
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    opens = (pl.col("item") == "name") & same & title.shift(1) & pl.col("gap").str.contains(LIST_OPENS)
    marked = items.sort("sentence", "start").with_columns(
        list_start=pl.when(opens).then(pl.col("start").shift(1)).forward_fill().over("sentence"),
        list_end=pl.when(opens).then(pl.col("end").shift(1)).forward_fill().over("sentence"),
    )
    listed = marked.filter(pl.col("item") == "name", pl.col("list_start").is_not_null())
    return listed.select("sentence", "start", "list_start", "list_end", list_post=_slice("list_start", "list_end"))
