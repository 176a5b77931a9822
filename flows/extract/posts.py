"""Read posts before and after names: `Menteri Pertahanan Korsel Shin Won-sik`, `Shin Won-sik, menteri pertahanan`."""

import polars as pl

from flows.extract.chains import VERB
from flows.extract.cues import any_word, cue_words, event_words, masks
from flows.language.lexicon import Lexicon

APPOSITION = (
    r"^(?: \([^()]{1,40}\))?(?:, (?:seorang |salah seorang |salah satu |yang juga |yang merupakan |yakni |sang |kini |"
    r"saat itu |selaku )?| \(| selaku | sebagai | adalah (?:seorang |salah satu )?| - | ialah )$"
)
# What may stand between a name and the subject behind it: `Menjelang kunjungan Putin, diplomat Jepang berunding`.
NEW_SUBJECT = r"^(?: \([^()]{1,40}\))?, (?:seorang |salah seorang |sang )?$"
# `Utusan nuklir tiga negara, yakni Kim Gunn dari Korea Selatan, Sung Kim dari ...`
LIST_OPENS = r"^[^.;,]{0,30}, (?:yakni|yaitu|masing-masing) $"
MOST_OF_POST = 140
LONGEST_VERB = 30
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
    parts = _parts(items, lexicon)
    chains = _of_relatives(parts.group_by("chain", maintain_order=True).agg(*_gather()), items)
    return (
        chains.with_columns(
            post=_slice("post_start", "limit").str.replace(r"(?:nya)?[ ,(]+$", ""),
            rank=_slice("rank_start", "rank_end"),
            pair=_slice("pair_start", "pair_end"),
        )
        .with_columns(post=pl.when(pl.col("post") != "").then("post"))
        .with_columns(post_end=pl.col("post_start") + pl.col("post").str.len_bytes().cast(pl.Int64))
        .drop("chain", "at", "text", "rank_start", "rank_end", "limit", "pair_start", "pair_end")
        .drop("kin", "kin_start", "kin_stop")
    )


def _of_relatives(chains: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Give the name behind another's its post: `adik Kim Jong Un, Kim Yo Jong`, `adik pemimpin Korut Kim Jong Un, ...`.

    Args:
        chains: Of `posts_before`, with `kin` and `kin_start` (of a kin word that belongs to no name yet).
        items: Of `chain_items`.

    Returns:
        `chains` with a row for each such name; its post ends before a name that has a post, else behind that name.
    """
    beside = (pl.col("sentence") == pl.col("sentence").shift(1)) & (pl.col("gap") == ", ")
    second = beside & (pl.col("item") == "name") & (pl.col("item").shift(1) == "name")
    follows = items.with_columns(of=pl.col("start").shift(1), of_end=pl.col("end").shift(1)).filter(second)
    follows = follows.select("sentence", "of", "of_end", name="start")
    whose = pl.col("post_start").is_not_null() | (pl.col("kin_stop") + 1 == pl.col("start"))
    known = chains.filter("kin_before", whose).join(follows, left_on=["sentence", "start"], right_on=["sentence", "of"])
    rows = known.with_columns(
        limit=pl.when(pl.col("post_start").is_null()).then("of_end").otherwise("start"),
        post_start="kin_start",
        head="kin",
        start="name",
        rank_start=pl.lit(None, pl.Int64),
        rank_end=pl.lit(None, pl.Int64),
        kin_before=pl.lit(False),
        comma=pl.lit(True),
    )
    return pl.concat([chains, rows.select(chains.columns)]).unique(["sentence", "start"], keep="first")


def _named_chains(items: pl.DataFrame) -> pl.DataFrame:
    """List the names of chains: columns `chain`, `name_start`, `name_end`, `name_comma`, `name_topic`."""
    names = items.filter(pl.col("item") == "name")
    return names.select("chain", name_start="start", name_end="end", name_comma="comma", name_topic="topic")


def _parts(items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take the items before names and say where the post of each name begins (`post_start`)."""
    kin, aide, leader = (cue_words(lexicon, kind).to_list() for kind in ("kin", "aide", "leader"))
    is_post = pl.col("item").is_in(["post", "prefix"])
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    paired = is_post & (pl.col("gap") == " dan ") & is_post.shift(1) & same
    parts = items.with_columns(
        pair_start=pl.when(paired).then(pl.col("start").shift(1)), pair_end=pl.when(paired).then(pl.col("end").shift(1))
    )
    parts = parts.join(_named_chains(items), on="chain", maintain_order="left").filter(pl.col("item") != "name")
    follows = pl.col("chain").shift(-1) == pl.col("chain")
    next_leader = (pl.col("term").shift(-1).is_in(leader) & follows).fill_null(False)
    lone = ~pl.col("name_comma")
    # `Utusan Khusus Presiden Rusia untuk Korea` is one post, `utusan khusus Presiden Yoon` the post of another.
    whole = (pl.col("name_topic") | pl.col("topic").any().over("chain")) & ~pl.col("term").is_in(kin)
    nested = pl.col("term").is_in([*kin, *aide]) & next_leader & lone & ~whole
    skipped = (nested | (pl.col("term").is_in(kin) & lone)).fill_null(False)
    parts = parts.with_columns(skipped=skipped, titled=is_post & ~skipped)
    # What stands before a kin word belongs to it: nothing up to the last one counts.
    bounds = parts.group_by("chain").agg(kin_end=pl.col("start").filter("skipped").last())
    parts = parts.join(bounds, on="chain", maintain_order="left")
    good = pl.col("titled") & (pl.col("start") > pl.col("kin_end")).fill_null(True)
    first = parts.filter(good).group_by("chain").agg(post_start=pl.first("start"))
    return parts.join(first, on="chain", how="left", maintain_order="left")


def _gather() -> list[pl.Expr]:
    """Collect what the items before a name say about its post."""
    item = pl.col("item")
    inside = pl.col("start") >= pl.col("post_start")
    coded = pl.col("code").is_not_null() & ~pl.col("topic")
    rank = item == "rank"
    return [
        pl.first("sentence", "post_start", "at", "text"),
        pl.first("name_start").alias("start"),
        pl.coalesce(pl.col("start").filter(inside & rank).last(), pl.first("name_start")).alias("limit"),
        pl.col("code").filter(inside & (item == "country") & coded).first().alias("post_country"),
        pl.col("code").filter(inside & (item == "organisation") & coded).first().alias("post_body"),
        pl.col("code").filter(inside & (item == "post") & coded).first().alias("post_usual"),
        # `koleganya dari Korea Selatan, Park Jin`: a country without a post.
        pl.col("code").filter((item == "country") & coded).last().alias("near_code"),
        pl.col("term").filter(inside & (item == "post")).last().alias("head"),
        pl.col("start").filter(rank).last().alias("rank_start"),
        pl.col("end").filter(rank).last().alias("rank_end"),
        pl.col("skipped").any().alias("kin_before"),
        pl.col("term").filter("skipped").last().alias("kin"),
        pl.col("start").filter("skipped").last().alias("kin_start"),
        pl.col("end").filter("skipped").last().alias("kin_stop"),
        pl.first("name_comma").alias("comma"),
        pl.col("pair_start").drop_nulls().first(),
        pl.col("pair_end").drop_nulls().first(),
    ]


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
    previous = pl.col("item").shift(1) == "name"
    opens = pl.col("item").is_in(["post", "prefix"]) & previous & pl.col("gap").str.contains(APPOSITION)
    # `utusan khusus Amerika Serikat Stephen Biegun`: of a country, and not of whom the name means.
    of_state = (pl.col("item").shift(-1) == "country") & (pl.col("chain").shift(-1) == pl.col("chain"))
    heads = items.with_columns(before=pl.col("start").shift(1), opens=opens, of_state=of_state).filter("opens")
    heads = heads.join(_named_chains(items), on="chain", how="left", maintain_order="left")
    heads = _codes_inside(_appositions(heads, lexicon).filter(~_opens_main(lexicon)), items)
    related = pl.col("term").is_in(cue_words(lexicon, "kin", "aide").to_list()) & ~pl.col("of_state")
    return heads.select(
        "sentence", "post_start", "post_end", "post", "post_country", "post_body",
        start="before",
        post_usual="code",
        shared=pl.col("name_start").is_not_null() & ~related,
        shared_comma=pl.col("name_comma").fill_null(False),
    )  # fmt: skip


def _appositions(heads: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read on from the first word of a post to the comma, verb or name that ends it."""
    # `adik Kim Jong Un`: a kin word alone is no post without whose.
    kin = pl.col("term").is_in(cue_words(lexicon, "kin").to_list()) & (pl.col("name_start") == pl.col("end") + 1)
    reach = pl.when(kin).then("name_end").otherwise("name_start")
    limit = pl.coalesce(reach - pl.col("start"), MOST_OF_POST).clip(1, MOST_OF_POST)
    raw = pl.col("text").str.slice(pl.col("start") - pl.col("at"), limit).str.extract(POST_END)
    stops = any_word(cue_words(lexicon, "break"))
    masked = pl.format(" {} ", "raw").str.replace_many(masks(cue_words(lexicon, "noun")))
    kept = masked.str.replace(rf"([A-Za-z)]) +(?:{stops}|{VERB}).*$", "${1}").str.strip_chars_end(" (-")
    read = heads.with_columns(raw=raw).with_columns(kept=kept.str.len_bytes().cast(pl.Int64) - 1)
    read = read.filter(pl.col("kept") > 2)
    return read.with_columns(
        post=pl.col("raw").str.slice(0, pl.col("kept")), post_start="start", post_end=pl.col("start") + pl.col("kept")
    )


def _opens_main(lexicon: Lexicon) -> pl.Expr:
    """Tell `Setelah bertemu Kim Jong Un, utusan AS mengecam ...`: the comma ends the time, and who acts follows."""
    ahead = pl.col("text").str.slice(0, pl.col("before") - pl.col("at"))
    behind = pl.col("text").str.slice(pl.col("post_end") - pl.col("at"), LONGEST_VERB)
    opened = ahead.str.contains(rf"(?i)^{event_words(lexicon, 'adverbial')}[^,;:]*$")
    return opened & pl.col("gap").str.contains(NEW_SUBJECT) & behind.str.contains(rf"^ (?:{VERB})")


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
    """Read a post that stands once before a list of people: `Utusan nuklir, yakni A dari X, B dari Y`.

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
