"""Read posts before and after names: `Menteri Pertahanan Korsel Shin Won-sik`, `Shin Won-sik, menteri pertahanan`."""

import polars as pl

from flows.extract.chains import VERB
from flows.extract.cues import any_word, cue_words, masks
from flows.language.lexicon import Lexicon

APPOSITION = r"^(?: \([^()]{1,40}\))?(?:, (?:seorang |salah seorang |salah satu |yang juga |yang merupakan |yakni |sang |kini |saat itu |selaku )?| \(| selaku | sebagai | adalah (?:seorang |salah satu )?| - | ialah )$"
# `Utusan nuklir tiga negara, yakni Kim Gunn dari Korea Selatan, Sung Kim dari ...`
LIST_OPENS = r"^[^.;,]{0,30}, (?:yakni|yaitu|masing-masing) $"
MOST_OF_POST = 140
POST_END = r"""^((?:[^,.;:"!?()]|\([^()]*\))+)"""


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
    marked = items.with_columns(
        list_start=pl.when(opens).then(pl.col("start").shift(1)), list_end=pl.when(opens).then(pl.col("end").shift(1))
    )
    openers = marked.filter(pl.col("list_start").is_not_null()).unique("sentence", keep="last", maintain_order=True)
    names = items.filter(pl.col("item") == "name").select("sentence", "start")
    listed = names.join(openers.drop("start"), on="sentence").filter(pl.col("start") > pl.col("list_end"))
    return listed.select("sentence", "start", "list_start", "list_end", list_post=_slice("list_start", "list_end"))
