"""Choose the post that an article gives each person."""

import polars as pl

from flows.extract.cues import cue_words
from flows.language.lexicon import Lexicon

PERSON = ["article", "pkey"]
COLUMNS = ["article", "person", "person_start", "person_end", "key", "post", "country", "rank"]
POST = ["post_country", "post_body", "post_start", "post_end"]
SPOKEN_TO = r"(?i)(?:kepada|para|oleh|hadapan|depan|bersama|dengan|antara) $"
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
    body = named.filter(pl.col("kind") != "headline")
    found = _close_brackets(pl.concat([_before(body, lexicon), _after(body)], how="diagonal"))
    found = found.with_columns(country=pl.coalesce("post_country", "country"))
    ranked = found.sort(
        pl.col("short"), pl.col("kind") == "caption", pl.col("post_country").is_null() & pl.col("post_body").is_null(),
        "rule", "post_start", descending=[False, False, False, True, False],
    )  # fmt: skip
    chosen = ranked.unique(PERSON, keep="first", maintain_order=True)
    ranks = body.filter(pl.col("rank").is_not_null()).unique(PERSON, keep="first", maintain_order=True)
    chosen = chosen.drop("rank").join(ranks.select(*PERSON, "rank"), on=PERSON, how="left")
    epithets = _epithets(named.join(chosen, on=PERSON, how="anti"), items, lexicon)
    return pl.concat([chosen, epithets], how="diagonal").select(
        *COLUMNS, start="post_start", end="post_end", rule="rule",
        confidence=pl.col("rule").replace_strict(POST_RULES, return_dtype=pl.Float64),
    ).sort("article", "start")  # fmt: skip


def _before(body: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take the posts before names, but not that of `kepada wartawan, Trump ...`."""
    offset = pl.col("post_start") - pl.col("at")
    ahead = pl.col("text").str.slice((offset - 14).clip(0), offset - (offset - 14).clip(0))
    plain = pl.col("post").str.to_lowercase() == pl.col("head")
    spoken_to = (pl.col("comma") & plain & ahead.str.contains(SPOKEN_TO)).fill_null(False)
    sectors = lexicon.posts.filter(pl.col("sector").is_not_null())["term"].unique().to_list()
    official = pl.col("listed") | pl.col("head").str.replace("nya$", "").is_in(sectors)
    loose = pl.col("short") & pl.col("comma")
    kept = body.filter(pl.col("post").is_not_null(), official, ~spoken_to, ~loose)
    return kept.select(*COLUMNS, *POST, "pkey", "short", "kind", "text", "at", rule=pl.lit("post.before"))


def _after(body: pl.DataFrame) -> pl.DataFrame:
    """Take the posts behind names."""
    late = {f"late_{name}": name for name in ["post", *POST]}
    kept = body.filter("has_late").drop("post", *POST).rename(late)
    return kept.select(*COLUMNS, *POST, "pkey", "short", "kind", "text", "at", rule=pl.lit("post.after"))


def _close_brackets(found: pl.DataFrame) -> pl.DataFrame:
    """Take the closing bracket of `Pemimpin Korea Utara (Korut)` along and leave an article at the front out."""
    behind = pl.col("text").str.slice(pl.col("post_end") - pl.col("at"), 1)
    open_bracket = pl.col("post").str.contains(r"\([^)]*$") & (behind == ")")
    lead = (
        pl.col("post")
        .str.extract(r"(?i)^((?:seorang|salah seorang|para) )")
        .str.len_bytes()
        .cast(pl.Int64)
        .fill_null(0)
    )
    return found.with_columns(
        post=pl.when(open_bracket).then(pl.col("post") + ")").otherwise("post").str.slice(lead),
        post_end=pl.col("post_end") + open_bracket.cast(pl.Int64),
        post_start=pl.col("post_start") + lead,
    ).filter(pl.col("post") != "")


def _epithets(named: pl.DataFrame, items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read the post of a known person from a later `presiden AS itu`, which names nobody."""
    people = named.filter(pl.col("p_known").is_not_null()).unique(PERSON, keep="first", maintain_order=True)
    held = lexicon.people.filter(pl.col("post").is_not_null())
    held = held.select(p_known="person", held=pl.col("post").str.to_lowercase()).unique(maintain_order=True)
    joined = (
        people.drop("post", "post_start", "post_end", "rank")
        .join(_pointed_posts(items, lexicon), on=["article", "country"])
        .join(held, on="p_known")
    )
    fitting = joined.filter(pl.col("held").str.contains(pl.col("full"), literal=True)).sort(
        "article", "post_start", "p_known", maintain_order=True
    )
    chosen = fitting.unique(PERSON, keep="first", maintain_order=True)
    return chosen.select(
        *[name for name in COLUMNS if name != "rank"], "pkey", "post_start", "post_end",
        rank=pl.lit(None, pl.String), rule=pl.lit("post.epithet"),
    )  # fmt: skip


def _pointed_posts(items: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find `presiden AS itu`.

    Returns:
        Columns `article`, `full` (post in lower case), `country`, `post_start`, `post_end`, `post`.
    """
    terms = lexicon.posts.select("term", full=pl.coalesce("post", "surface").str.to_lowercase())
    same = pl.col("chain") == pl.col("chain").shift(-1)
    state = same & (pl.col("item").shift(-1) == "country")
    leads = pl.col("term").is_in(cue_words(lexicon, "leader").to_list())
    phrases = items.with_columns(
        country=pl.when(state).then(pl.col("code").shift(-1)), post_end=pl.col("end").shift(-1)
    )
    phrases = phrases.filter(leads, pl.col("country").is_not_null())
    behind = pl.col("text").str.slice(pl.col("post_end") - pl.col("at"), 10)
    pointed = phrases.filter(behind.str.contains(r"^ (?:itu|tersebut|ini)"))
    written = pl.col("text").str.slice(pl.col("start") - pl.col("at"), pl.col("post_end") - pl.col("start"))
    return pointed.join(terms.unique("term", keep="first"), on="term").select(
        "article", "full", "country", "post_end", post_start="start", post=written
    )
