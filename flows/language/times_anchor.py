"""The day from which an article counts its `kemarin` and `pekan lalu`: its publication, or what the text forces."""

import polars as pl

from flows.language.calendar import add_days, day_of

# How many years after the newest year that a text names an undated page may have been written.
LATER = 8


def anchors(times: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Give the earliest and latest day on which each article can have been published.

    Args:
        times: Parsed expressions with `article`, `weekday`, `day`, `month`, `year`, `tense`, `role`, `kind`.
        articles: `article`, `anchor_date`, and where known `published_precision`, `published_from`, `published_to`.

    Returns:
        `article`, `anchor`, `anchor_last` (the same day when it is certain; null when nothing is known), `implied`
        (true when only the expressions of the text give it).
    """
    known = [name for name in ("published_from", "published_to", "published_precision") if name in articles.columns]
    given = articles.select("article", "anchor_date", *known)
    first = last = pl.col("anchor_date")
    if {"published_from", "published_to"} <= set(known):
        undated = pl.col("published_precision") == "none" if "published_precision" in known else pl.lit(False)
        undated = undated.fill_null(False) | pl.col("anchor_date").is_null()
        first = pl.when(undated).then(pl.coalesce("published_from", "anchor_date")).otherwise("anchor_date")
        last = pl.when(undated).then(pl.coalesce("published_to", first)).otherwise("anchor_date")
    given = given.select("article", anchor=first.cast(pl.Date), anchor_last=last.cast(pl.Date))
    missing = times.join(given.filter(pl.col("anchor").is_null()).select("article"), on="article", how="semi")
    implied = _implied(missing)
    return given.join(implied, on="article", how="left", maintain_order="left").select(
        "article",
        implied=pl.col("anchor").is_null() & pl.col("implied").is_not_null(),
        anchor=pl.coalesce("anchor", "implied"),
        anchor_last=pl.coalesce("anchor_last", "implied"),
    )


def _implied(times: pl.DataFrame) -> pl.DataFrame:
    """The latest full date with a weekday; else a weekday and day in the first year that fits them."""
    told = times.filter((pl.col("tense") != "future").fill_null(True) & pl.col("role").is_in(["at", "since"]))
    full = told.filter(pl.col("weekday").is_not_null(), pl.col("year").is_not_null())
    by_date = full.group_by("article").agg(full=day_of(pl.col("year"), pl.col("month"), pl.col("day")).max())
    newest = told.filter(pl.col("role") == "at").group_by("article").agg(newest=pl.coalesce("year_end", "year").max())
    fits = (
        told.filter(pl.col("weekday").is_not_null(), pl.col("day").is_not_null(), pl.col("year").is_null())
        .join(newest.drop_nulls(), on="article")
        .join(pl.DataFrame({"later": range(LATER)}, schema={"later": pl.Int32}), how="cross")
        .with_columns(day_=day_of(pl.col("newest") + pl.col("later"), pl.col("month"), pl.col("day")))
        .group_by("article", "later")
        .agg(
            fit=(pl.col("day_").dt.weekday() == pl.col("weekday")).mean(),
            last=pl.col("day_").filter(pl.col("day_").dt.weekday() == pl.col("weekday")).max(),
        )
        .filter(pl.col("fit") > 0.5)
        .sort("article", "later")
        .group_by("article", maintain_order=True)
        .agg(fitted=pl.col("last").first())
    )
    both = by_date.join(fits, on="article", how="full", coalesce=True)
    return both.select("article", implied=pl.max_horizontal("full", "fitted"))


def anchor_quotations(times: pl.DataFrame) -> pl.DataFrame:
    """Count `hari ini` inside quotation marks from the latest day told so far in the week before the anchor.

    Args:
        times: Rows in text order with `article`, `kind`, `quoted`, `amount`, `anchor` and the readings.

    Returns:
        The rows with corrected readings.
    """
    rows = times.with_row_index("at")
    moves = (pl.col("kind") == "deictic") & pl.col("quoted")
    spoken = rows.join(rows.filter(moves).select("article").unique(), on="article", how="semi", maintain_order="left")
    told = pl.col("weekday").is_not_null() | pl.col("day").is_not_null()
    lately = pl.col("past_start").is_between(add_days(pl.col("anchor"), -7), pl.col("anchor"))
    said = pl.when(told & lately).then("past_start").cum_max().forward_fill().over("article")
    moved = spoken.with_columns(said=said).filter(moves & pl.col("said").is_not_null())
    moved = moved.select("at", moved=add_days(pl.col("said"), pl.col("amount").cast(pl.Int64)))
    names = ("past_start", "past_end", "future_start", "future_end")
    rows = rows.join(moved, on="at", how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce("moved", name).alias(name) for name in names).drop("at", "moved")
