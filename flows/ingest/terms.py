"""Who was in office when: the people whom an article names, as witnesses of its year."""

from functools import cache

import polars as pl

from flows.ingest.words import cue, read_words

FORMER = rf"(?:{cue('former')})(?: [a-z]+){{0,4}} ?$"
CONTEXT = 60
NAMED_WITH_POST = 2
LONGEST_PAUSE = 60
TWO_WORDS = "^([A-Za-z]+) ([A-Za-z]+)$"
# Two who were in office together for a few days only are predecessor and successor.
SHORTEST_STRETCH = 21
EARLIEST = "1990-01-01"
# The list of people is known to hold until some time after its newest entry; a day far beyond is no candidate.
HORIZON = "2y"


@cache
def _people() -> tuple[dict[str, str], pl.DataFrame]:
    """Give the person of each surface in lower case, and the terms of office (person, from, to)."""
    people = read_words("people")
    # Japanese names stand in either order.
    other = people.filter(pl.col("country") == "JPN").with_columns(
        pl.col("surface").str.replace(TWO_WORDS, "${2} ${1}")
    )
    surfaces = pl.concat([people, other]).with_columns(key=_plain(pl.col("surface")))
    surfaces = surfaces.filter(pl.col("key").str.len_bytes() > 3)
    one = surfaces.group_by("key").agg(pl.col("person").unique()).filter(pl.col("person").list.len() == 1)
    terms = people.drop_nulls("from").select(
        "person",
        "post",
        since=_bound(pl.col("from"), "first").fill_null(pl.lit(EARLIEST).str.to_date()),
        until=_bound(pl.col("to"), "last"),
    )
    terms = terms.with_columns(pl.col("until").fill_null(pl.col("since").max().dt.offset_by(HORIZON)))
    terms = _merged(terms.unique())
    named = one.select("key", pl.col("person").list.first()).join(
        terms.select("person").unique(), on="person", how="semi"
    )
    return dict(zip(named["key"], named["person"], strict=True)), terms


def _merged(terms: pl.DataFrame) -> pl.DataFrame:
    """Join terms of one person that overlap or follow on each other, so that nobody is counted twice.

    Returns:
        Columns `person`, `post` (null: any of the posts), `since`, `until`: the terms in each post and in all of them.
    """
    both = pl.concat([terms, terms.with_columns(post=pl.lit(None, dtype=pl.String))])
    both = both.sort("person", "post", "since", "until")
    before = pl.col("until").cum_max().shift(1).over("person", "post")
    fresh = (pl.col("since") > before.dt.offset_by(f"{LONGEST_PAUSE}d")).fill_null(True)
    both = both.with_columns(stint=fresh.cum_sum().over("person", "post"))
    both = both.group_by("person", "post", "stint").agg(pl.col("since").min(), pl.col("until").max())
    return both.drop("stint")


@cache
def _posts() -> dict[str, str]:
    """Give the usual name of each post that people in the list held, by its spellings in small letters."""
    held = read_words("people")["post"].drop_nulls().unique()
    short = read_words("posts").drop_nulls("post").filter(pl.col("post").is_in(held.implode()))
    known = dict(zip(short["surface"].str.to_lowercase(), short["post"], strict=True))
    return known | {post.lower(): post for post in held}


@cache
def _post_words() -> str:
    """Give an expression for a post before a name: `presiden korea selatan `, `menlu as, `."""
    words = read_words("posts").select(pl.col("surface").str.to_lowercase().str.extract("^([a-z]{2,})", 1)).drop_nulls()
    return (
        rf"(?:^|[^a-z])(?:{'|'.join(sorted(set(words.to_series()), key=len, reverse=True))})(?:[ ,][a-z, ]{{0,40}})?$"
    )


def _plain(text: pl.Expr) -> pl.Expr:
    """Write a name without regard to case and hyphens."""
    return text.str.to_lowercase().str.replace_all("-", " ", literal=True)


def _bound(text: pl.Expr, side: str) -> pl.Expr:
    """Read `2017`, `2017-05` or `2017-05-04` as the first or last day that it can mean."""
    size = text.str.len_bytes()
    if side == "first":
        full = pl.when(size == 4).then(text + "-01-01").when(size == 7).then(text + "-01").otherwise(text)
        return full.str.to_date("%Y-%m-%d", strict=False)
    full = pl.when(size == 4).then(text + "-12-31").when(size == 7).then(text + "-01").otherwise(text)
    day = full.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(size == 7).then(day.dt.month_end()).otherwise(day)


def find_holders(lines: pl.DataFrame) -> pl.DataFrame:
    """Find people in office whom articles name, without those called former ones.

    Args:
        lines: Columns `article`, `text` (folded running text).

    Returns:
        Columns `article`, `person`, `post` (the one named with the person if that is one they held, else null),
        `weight` (more when the article names a post too), one row each.
    """
    surfaces, _ = _people()
    plain = _plain(pl.col("text"))
    patterns = sorted(surfaces, key=len, reverse=True)
    found = (
        lines.select(
            "article",
            plain=plain,
            at=plain.str.find_many(patterns, leftmost=True),
            key=plain.str.extract_many(patterns, leftmost=True),
        )
        .explode("at", "key")
        .drop_nulls("key")
    )
    at, size = pl.col("at").cast(pl.Int64), pl.col("key").str.len_bytes().cast(pl.Int64)
    left = pl.col("plain").str.slice(pl.max_horizontal(at - CONTEXT, 0), pl.min_horizontal(at, CONTEXT))
    right = pl.col("plain").str.slice(at + size, 1)
    found = found.filter(~left.str.contains("[a-z0-9]$") & ~right.str.contains("[a-z0-9]"))
    found = found.with_columns(
        person=pl.col("key").replace_strict(surfaces, default=None, return_dtype=pl.String),
        is_former=left.str.contains(FORMER),
    )
    titled = left.str.contains(_post_words())
    found = found.with_columns(
        weight=pl.when(titled).then(NAMED_WITH_POST).otherwise(1), post=pl.when(titled).then(_last_post(left))
    )
    found = found.join(_terms_of_posts(), on=["person", "post"], how="left", maintain_order="left")
    people = found.group_by("article", "person", maintain_order=True).agg(
        pl.col("is_former").any(), pl.col("weight").max(), post=pl.col("held").drop_nulls().first()
    )
    return people.filter(~pl.col("is_former")).select("article", "person", "post", "weight")


def _terms_of_posts() -> pl.DataFrame:
    """List the posts that each person held: `person`, `post`, `held` (the same as `post`)."""
    terms = _people()[1].drop_nulls("post").select("person", "post").unique()
    return terms.with_columns(held="post")


def _last_post(left: pl.Expr) -> pl.Expr:
    """Name the post that stands nearest before a name."""
    posts = _posts()
    surface = left.str.extract_many(sorted(posts, key=len, reverse=True), leftmost=True).list.last()
    return surface.replace_strict(posts, default=None, return_dtype=pl.String)


def votes(dates: pl.DataFrame, holders: pl.DataFrame) -> pl.DataFrame:
    """Count for each possible date of an article who was in office then and who was not.

    Args:
        dates: Columns `article`, `date`.
        holders: Frame of `find_holders`.

    Returns:
        Columns `article`, `date`, `votes` (people in office minus people not in office).
    """
    _, terms = _people()
    pairs = dates.select("article", "date").unique().join(holders, on="article")
    pairs = pairs.join(terms, on=["person", "post"], nulls_equal=True)
    seen = pairs.group_by("article", "date", "person", "weight").agg(
        holds=(pl.col("date") >= pl.col("since")).and_(pl.col("date") <= pl.col("until")).any()
    )
    return seen.group_by("article", "date").agg(
        votes=(pl.col("weight") * (2 * pl.col("holds").cast(pl.Int32) - 1)).sum()
    )


def common_terms(holders: pl.DataFrame) -> pl.DataFrame:
    """Find the first stretch of time in which most of an article's people were in office together.

    Args:
        holders: Frame of `find_holders`.

    Returns:
        Columns `article`, `since`, `until` (Date), for articles that name at least one person.
    """
    _, terms = _people()
    spans = holders.join(terms, on=["person", "post"], nulls_equal=True)
    opens = spans.select("article", date="since", step=pl.lit(1))
    closes = spans.select("article", date=pl.col("until").dt.offset_by("1d"), step=pl.lit(-1))
    events = pl.concat([opens, closes]).group_by("article", "date").agg(pl.col("step").sum()).sort("article", "date")
    events = events.with_columns(
        together=pl.col("step").cum_sum().over("article"),
        until=pl.col("date").shift(-1).over("article").dt.offset_by("-1d"),
    )
    lasting = (pl.col("until") - pl.col("date")).dt.total_days() >= SHORTEST_STRETCH
    events = events.filter(lasting.fill_null(False))
    best = events.filter(pl.col("together") == pl.col("together").max().over("article"), pl.col("until").is_not_null())
    return best.group_by("article", maintain_order=True).agg(
        since=pl.col("date").first(), until=pl.col("until").first()
    )
