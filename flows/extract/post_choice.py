"""Choose the post that an article gives each person."""

import polars as pl

from flows.extract.cues import cue_words
from flows.language.lexicon import Lexicon

POST_RULES = {"post.before": 0.93, "post.after": 0.9, "post.epithet": 0.75}


def choose_posts(named: pl.DataFrame, items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Choose one post for each person of an article: beside the full name first, with its country first.

    Args:
        named: Of `add_countries`.
        items: Of `chain_items`.
        lexicon: Posts of known people.

    Returns:
        Columns `article`, `person`, `key`, `post` (folded), `country`, `rank`, `start`, `end`, `rule`, `confidence`.
    """
    offset = pl.col("post_start") - pl.col("at")
    ahead = pl.col("text").str.slice((offset - 14).clip(0), offset - (offset - 14).clip(0))
    plain = pl.col("post").str.to_lowercase() == pl.col("head")
    spoken_to = (
        pl.col("comma") & plain & ahead.str.contains(r"(?i)(?:kepada|para|oleh|hadapan|depan|bersama|dengan|antara) $")
    )
    sectors = lexicon.posts.filter(pl.col("sector").is_not_null())["term"].unique().to_list()
    body = named.filter(pl.col("kind") != "headline")
    columns = ["article", "pkey", "person", "key", "country", "short", "rank", "kind"]
    before = body.filter(
        pl.col("post").is_not_null(),
        pl.col("listed") | pl.col("head").str.replace("nya$", "").is_in(sectors),
        ~spoken_to.fill_null(False),
        ~(pl.col("short") & pl.col("comma")),
    ).select(
        *columns,
        "post",
        "post_country",
        "post_body",
        "text",
        "at",
        post_start="post_start",
        post_end="post_end",
        rule=pl.lit("post.before"),
    )
    after = body.filter(pl.col("has_late")).select(
        *columns, "text", "at",
        post="late_post", post_country="late_post_country", post_body="late_post_body", post_start="late_post_start",
        post_end="late_post_end", rule=pl.lit("post.after"),
    )  # fmt: skip
    found = _close_brackets(pl.concat([before, after], how="diagonal"))
    found = found.with_columns(country=pl.coalesce("post_country", "country"))
    ranked = found.sort(
        pl.col("short"), pl.col("kind") == "caption", pl.col("post_country").is_null() & pl.col("post_body").is_null(),
        "rule", "post_start", descending=[False, False, False, True, False],
    )  # fmt: skip
    chosen = ranked.unique(["article", "pkey"], keep="first", maintain_order=True)
    ranks = body.filter(pl.col("rank").is_not_null()).unique(["article", "pkey"], keep="first", maintain_order=True)
    chosen = chosen.drop("rank").join(ranks.select("article", "pkey", "rank"), on=["article", "pkey"], how="left")
    epithets = _epithets(named.join(chosen, on=["article", "pkey"], how="anti"), items, lexicon)
    everything = pl.concat([chosen, epithets], how="diagonal")
    return everything.select(
        "article", "person", "key", "post", "country", "rank", start="post_start", end="post_end", rule="rule",
        confidence=pl.col("rule").replace_strict(POST_RULES, return_dtype=pl.Float64),
    ).sort("article", "start")  # fmt: skip


def _close_brackets(found: pl.DataFrame) -> pl.DataFrame:
    """Take the closing bracket of `Pemimpin Korea Utara (Korut)` along and leave an article at the front out."""
    behind = pl.col("text").str.slice(pl.col("post_end") - pl.col("at"), 1)
    open_bracket = pl.col("post").str.contains(r"\([^)]*$") & (behind == ")")
    lead = pl.col("post").str.extract(r"^((?:seorang|salah seorang|para) )").str.len_bytes().cast(pl.Int64).fill_null(0)
    return found.with_columns(
        post=pl.when(open_bracket).then(pl.col("post") + ")").otherwise("post").str.slice(lead),
        post_end=pl.col("post_end") + open_bracket.cast(pl.Int64),
        post_start=pl.col("post_start") + lead,
    ).filter(pl.col("post") != "")


def _epithets(named: pl.DataFrame, items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read the post of a known person from a later `presiden AS itu`, which names nobody."""
    terms = lexicon.posts.select("term", full=pl.coalesce("post", "surface").str.to_lowercase()).unique(
        "term", keep="first"
    )
    leaders = cue_words(lexicon, "leader").to_list()
    same_chain = pl.col("chain") == pl.col("chain").shift(-1)
    country = pl.when(same_chain & (pl.col("item").shift(-1) == "country")).then(pl.col("code").shift(-1))
    end = pl.col("end").shift(-1)
    phrases = items.with_columns(code_of=country, last=end, has_name=(pl.col("item") == "name").any().over("chain"))
    behind = pl.col("text").str.slice(pl.col("last") - pl.col("at"), 10)
    phrases = phrases.filter(
        pl.col("term").is_in(leaders),
        ~pl.col("has_name"),
        pl.col("code_of").is_not_null(),
        behind.str.contains(r"^ (?:itu|tersebut|ini)"),
    ).join(terms, on="term")
    offset = pl.col("start") - pl.col("at")
    phrases = phrases.select(
        "article",
        "full",
        country="code_of",
        post_start="start",
        post_end="last",
        post=pl.col("text").str.slice(offset, pl.col("last") - pl.col("start")),
    )
    held = (
        lexicon.people.filter(pl.col("post").is_not_null())
        .select(p_known="person", held=pl.col("post").str.to_lowercase())
        .unique()
    )
    people = named.filter(pl.col("p_known").is_not_null()).unique(
        ["article", "pkey"], keep="first", maintain_order=True
    )
    joined = (
        people.select("article", "pkey", "person", "key", "country", "p_known")
        .join(phrases, on=["article", "country"])
        .join(held, on="p_known")
    )
    fitting = joined.filter(pl.col("held").str.contains(pl.col("full"), literal=True)).sort("post_start")
    chosen = fitting.unique(["article", "pkey"], keep="first", maintain_order=True)
    return chosen.with_columns(rule=pl.lit("post.epithet"), rank=pl.lit(None, pl.String)).drop(
        "p_known", "full", "held"
    )
