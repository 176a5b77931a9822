"""Decide which country a person belongs to, which post is given, and which noun phrases stand for people."""

import polars as pl

from flows.extract.names import KEYS, position
from flows.extract.cues import cue_words
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained

KOREAS = ["KOR", "PRK"]
EASTERN = ["KOR", "PRK", "CHN", "JPN", "VNM", "IDN", "TWN"]
POST_RULES = {"post.before": 0.93, "post.after": 0.9, "post.epithet": 0.75}


def add_countries(named: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give each person of an article a country.

    Args:
        named: Of `name_everyone`.
        mentions: Countries named around.
        lexicon: Countries of known people.

    Returns:
        `named` with `country`: of the post, of people.csv, of the country named beside, of the spelling of the name,
        of the last country named before.
    """
    homes = lexicon.people.select("person", known_country="country").unique("person", keep="first")
    near = _countries_before(named, mentions)
    # Bodies of many countries: their officials belong to the body, whatever their passport.
    bodies = lexicon.organisations.filter(pl.col("sector") == "IGO")["code"].unique().to_list()
    near = near.join(homes, left_on="p_known", right_on="person", how="left")
    guess = (
        pl.when(pl.col("origin").is_in(["CHN", "JPN", "VNM", "IDN", "RUS"])).then("origin")
        .when(pl.col("origin").is_in(KOREAS)).then("origin")
        .when(pl.col("shape") == "korean").then("near_korea")
        .when(pl.col("origin") == "WEST").then("near_west")
        .otherwise("near_any")
    )  # fmt: skip
    rows = near.with_columns(
        printed=pl.coalesce(
            "post_country", "late_post_country", pl.when(pl.col("post_body").is_in(bodies)).then("post_body")
        ),
        body=pl.coalesce("post_body", "late_post_body", "post_usual", "late_post_usual"),
        beside=pl.coalesce("after_code", "near_code"),
        guess=guess,
    )
    first = [
        pl.col(name).drop_nulls().first().over("article", "pkey")
        for name in ("printed", "known_country", "body", "beside", "guess")
    ]
    return rows.with_columns(country=pl.coalesce(first))


def _countries_before(named: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Look up the last country named before each mention of a person: any, a Korea, one outside East Asia."""
    countries = mentions.filter(pl.col("entity_type") == "country", pl.col("code").is_not_null())
    rows = named.with_columns(at_place=position()).sort("at_place")
    sorts = {
        "near_any": pl.lit(True),
        "near_korea": pl.col("code").is_in(KOREAS),
        "near_west": ~pl.col("code").is_in(EASTERN),
    }
    for name, sort in sorts.items():
        spots = countries.filter(sort).select(at_place=position(), code="code", of="article").sort("at_place")
        for strategy in ("backward", "forward"):
            joined = rows.join_asof(spots, on="at_place", strategy=strategy)
            code = pl.when(pl.col("of") == pl.col("article")).then("code")
            rows = joined.with_columns(
                pl.coalesce(name, code).alias(name) if name in joined.columns else code.alias(name)
            )
            rows = rows.drop("code", "of")
    return rows.drop("at_place")


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
        pl.col("listed") | pl.col("head").is_in(sectors),
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


def find_chunks(named: pl.DataFrame, items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the noun phrases that stand for people: names with their posts, and posts without a name.

    Args:
        named: Of `add_countries`.
        items: Of `chain_items`.
        lexicon: Words that open a group of people.

    Returns:
        Columns of `Persons.chunks`.
    """
    people = named.select(
        *KEYS,
        start=pl.when("listed").then("start").otherwise(pl.min_horizontal("post_start", "start")),
        end=pl.max_horizontal(pl.when("has_late").then("late_post_end"), "end"),
        person="person", code="country", kind=pl.lit("person"),
    )  # fmt: skip
    unnamed = _unnamed(items, named, lexicon)
    everything = pl.concat([people, unnamed], how="diagonal")
    return drop_contained(everything, "sentence").select(*KEYS, "start", "end", "person", "code", "kind")


def _unnamed(items: pl.DataFrame, named: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find posts without a name, with the country or body behind them and the words that count people before them."""
    sectors = lexicon.posts.filter(pl.col("sector").is_not_null())["term"].unique().to_list()
    taken = named.select("sentence", "start").with_columns(taken=True)
    marked = items.join(taken, on=["sentence", "start"], how="left", maintain_order="left")
    person = (pl.col("taken").fill_null(False) & (pl.col("item") == "name")).any().over("chain")
    is_post = pl.col("item").is_in(["post", "prefix"])
    marked = marked.with_columns(named=person).filter(~pl.col("named"), pl.col("item") != "name")
    first = pl.col("start").filter(is_post & pl.col("term").is_in(sectors)).first().over("chain")
    inside = marked.with_columns(first=first).filter(pl.col("start") >= pl.col("first"))
    chunks = inside.group_by("chain", maintain_order=True).agg(
        pl.first("article", "sentence", "start", "text", "at"),
        pl.last("end"),
        code=pl.coalesce(
            pl.col("code").filter(pl.col("item") == "country").first(),
            pl.col("code").filter(pl.col("item") == "organisation").first(),
            pl.col("code").filter(pl.col("item") == "post").first(),
        ),
    )
    offset = pl.col("start") - pl.col("at")
    words = "|".join(sorted(cue_words(lexicon, "quantity").to_list(), key=len, reverse=True))
    lead = pl.col("text").str.slice((offset - 16).clip(0), offset - (offset - 16).clip(0))
    counted = lead.str.extract(rf"(?i)(?:^|[^A-Za-z])((?:{words}) )$").str.len_bytes().cast(pl.Int64).fill_null(0)
    return chunks.select(
        *KEYS, "end", "code", start=pl.col("start") - counted, person=pl.lit(None, pl.String), kind=pl.lit("post")
    )
