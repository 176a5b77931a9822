"""Between which days an article without a printed date must have been written."""

import polars as pl

from flows.ingest.body_dates import AHEAD, find_body_dates, possible_dates
from flows.ingest.terms import common_terms, find_holders, votes

BODY = ["subtitle", "lead", "body"]
DAYS_AFTER = 3
# By so many days a page may lag behind what it tells as news.
STALE = 120
OPENING = 3
NEAR_BEFORE, NEAR_AFTER = 4, 10
CONFIDENCE = {"carrier": 0.9, "text": 0.8, "weekday": 0.7, "office": 0.4}
YEAR = r"(?:^|[^0-9.,/-])((?:19[5-9]|20[0-3])[0-9])(?:[^0-9%-]|$)"
# In `akan digelar pada awal 2026` the year lies ahead and dates nothing.
EXPECTED = rf"{AHEAD}[^.!?;\"]{{0,60}}"
COPYRIGHT = r"(?i)(?:copyright|`|hak cipta|all rights).{0,30}(20[0-3][0-9])"


def forced_interval(lines: pl.DataFrame) -> pl.DataFrame:
    """Work out what the text forces about the day on which it was written.

    The latest day that the text reports as past bounds the day from below; news follows within days. A day
    without a year gets the year in which its weekday fits and the people named held their posts.

    Args:
        lines: Frame of `page.classify` of the articles without a printed date.

    Returns:
        Columns `article`, `published_from`, `published_to` (Date), `published_method` (`carrier`, `text`, `weekday`,
        `office`), `published_confidence`.
    """
    body = lines.filter(pl.col("kind").is_in(BODY)).select("article", "line", "text")
    dates = find_body_dates(body)
    possible = possible_dates(dates)
    holders = find_holders(body)
    years = stated_years(body, lines)
    anchors = _anchors(possible, holders, years)
    found = _latest(possible, anchors)
    rest = common_terms(holders).join(found, on="article", how="anti").join(years, on="article", how="left")
    told = possible.filter(~pl.col("is_ahead"), pl.col("year").is_not_null())
    rest = rest.join(told.group_by("article").agg(told=pl.col("date").max()), on="article", how="left")
    floor = pl.max_horizontal(pl.date(pl.col("stated"), 1, 1), "told")
    rest = rest.with_columns(since=pl.when(floor.is_between("since", "until")).then(floor).otherwise(pl.col("since")))
    rest = _not_after(rest, possible)
    office = rest.select(
        "article",
        published_from="since",
        published_to="until",
        published_method=pl.lit("office"),
        published_confidence=pl.lit(CONFIDENCE["office"]),
    )
    return pl.concat([found, office])


def page_clocks(headers: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Find the headers that show the day on which a page was looked at, long after its article was written.

    That is so where the header stands above the headline and the text gives days with their weekday or beside a word
    of quoting, all of them long past by the header's day.

    Args:
        headers: Frame of `published.printed`: `article`, `date`, `below`.
        lines: Frame of `page.classify`.

    Returns:
        Column `article`.
    """
    above = headers.filter(~pl.col("below")).select("article", header="date")
    body = lines.join(above, on="article", how="semi", maintain_order="left").filter(pl.col("kind").is_in(BODY))
    # What is news stands in the first paragraphs; days further down may be long past in any article.
    early = pl.col("line").rank("dense").over("article") <= OPENING
    dates = find_body_dates(body.select("article", "line", "text"))
    dates = dates.join(body.select("article", "line", early=early), on=["article", "line"])
    dates = dates.filter((pl.col("weekday").is_not_null() & pl.col("early")) | pl.col("is_carried"))
    told = possible_dates(dates.drop("early")).join(above, on="article")
    days = (pl.col("header") - pl.col("date")).dt.total_days()
    nearest = told.with_columns(days=days).filter(pl.col("days") >= -NEAR_AFTER)
    nearest = nearest.group_by("article", "line", "number").agg(pl.col("days").min())
    stale = nearest.group_by("article", maintain_order=True).agg(stale=(pl.col("days") > STALE).all())
    return stale.filter("stale").select("article")


def _not_after(rest: pl.DataFrame, possible: pl.DataFrame) -> pl.DataFrame:
    """Bound terms of office from above: by the year of the copyright line and by the days that the text expects.

    Args:
        rest: Columns `article`, `since`, `until`, `owned`.
        possible: Frame of `possible_dates`.

    Returns:
        The rows with the earlier `until` where one is known and falls into the terms.
    """
    ahead = possible.filter(pl.col("is_ahead") & pl.col("year").is_not_null())
    rest = rest.join(ahead.group_by("article").agg(expected=pl.col("date").max()), on="article", how="left")
    for bound in (pl.date(pl.col("owned"), 12, 31), pl.col("expected")):
        rest = rest.with_columns(until=pl.when(bound.is_between("since", "until")).then(bound).otherwise("until"))
    return rest


def stated_years(body: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Collect the latest year that the text states and the year of the page's copyright line.

    Returns:
        Columns `article`, `stated`, `owned` (Int32, null when missing).
    """
    told = pl.col("text").str.replace_all(EXPECTED, " ")
    said = body.select("article", year=told.str.extract_all(YEAR)).explode("year").drop_nulls()
    said = said.group_by("article").agg(stated=pl.col("year").str.extract("([0-9]{4})", 1).cast(pl.Int32).max())
    owned = lines.filter(pl.col("kind").is_in(["tail", "boilerplate"])).select(
        "article", owned=pl.col("text").str.extract(COPYRIGHT, 1).cast(pl.Int32)
    )
    owned = owned.drop_nulls().group_by("article").agg(pl.col("owned").max())
    return said.join(owned, on="article", how="full", coalesce=True)


def _anchors(possible: pl.DataFrame, holders: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    """Choose for each article the date that stands for its day of writing, with its year.

    Returns:
        Columns `article`, `anchor` (Date), `method`.
    """
    usable = possible.filter(
        ~pl.col("is_ahead") & (pl.col("weekday").is_not_null() | pl.col("is_carried") | pl.col("year").is_null())
    )
    fixed = usable.drop_nulls("year").sort("article", "is_carried", "date", descending=[False, True, True])
    fixed = fixed.group_by("article", maintain_order=True).agg(
        anchor=pl.col("date").first(),
        method=pl.when(pl.col("is_carried").first()).then(pl.lit("carrier")).otherwise(pl.lit("text")),
    )
    open_year = usable.filter(pl.col("year").is_null(), pl.col("weekday").is_not_null())
    first = (
        open_year.sort("article", "line", "number")
        .group_by("article", maintain_order=True)
        .agg(pl.col("line").first(), pl.col("number").first())
    )
    tries = open_year.join(first, on=["article", "line", "number"]).select("article", "date", "is_carried")
    tries = tries.join(votes(tries, holders), on=["article", "date"], how="left").join(years, on="article", how="left")
    tries = tries.join(fixed.select("article", fixed="anchor"), on="article", how="left")
    chosen = _choose_year(tries)
    later = (
        chosen.join(fixed, on="article", how="left")
        .filter(pl.col("anchor_right").is_null() | (pl.col("anchor") > pl.col("anchor_right")))
        .select("article", "anchor", "method")
    )
    return pl.concat([later, fixed.join(later, on="article", how="anti")])


def _choose_year(tries: pl.DataFrame) -> pl.DataFrame:
    """Choose the year of a date by who was in office, by the years that the text states and by the copyright line.

    Returns:
        Columns `article`, `anchor`, `method`; no row where nothing tells the years apart.
    """
    year = pl.col("date").dt.year()
    stated_after = (pl.col("stated") > year).fill_null(False)
    owned = pl.when(pl.col("owned") == year).then(3).otherwise(0)
    fixed = pl.when((pl.col("fixed") > pl.col("date").dt.offset_by("20d")).fill_null(False)).then(-3).otherwise(0)
    tries = tries.with_columns(
        score=pl.col("votes").fill_null(0) + owned.fill_null(0) + fixed - 2 * stated_after.cast(pl.Int32),
        gap=(year - pl.max_horizontal("stated", pl.col("fixed").dt.year())).abs().fill_null(99),
    )
    best = tries.filter(pl.col("score") == pl.col("score").max().over("article"))
    best = best.filter(pl.col("gap") == pl.col("gap").min().over("article"))
    told = pl.len().over("article") == 1
    return best.filter(told).select(
        "article",
        anchor="date",
        method=pl.when(pl.col("is_carried")).then(pl.lit("carrier")).otherwise(pl.lit("weekday")),
    )


def _latest(possible: pl.DataFrame, anchors: pl.DataFrame) -> pl.DataFrame:
    """Take the latest past day near the anchor as the first possible day of publication."""
    near = possible.filter(~pl.col("is_ahead")).join(anchors, on="article")
    distance = (pl.col("date") - pl.col("anchor")).dt.total_days()
    near = near.filter(distance.is_between(-NEAR_BEFORE, NEAR_AFTER))
    latest = near.group_by("article", maintain_order=True).agg(published_from=pl.col("date").max())
    rows = anchors.join(latest, on="article", how="left").with_columns(
        published_from=pl.coalesce("published_from", "anchor")
    )
    return rows.select(
        "article",
        "published_from",
        published_to=pl.col("published_from").dt.offset_by(f"{DAYS_AFTER}d"),
        published_method="method",
        published_confidence=pl.col("method").replace_strict(CONFIDENCE, return_dtype=pl.Float64),
    )
