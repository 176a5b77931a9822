"""Place meetings by the stay of those who meet: who flew to Tokyo meets his hosts there."""

import polars as pl

from flows.extract.scenes import PLACE
from flows.language.spans import join_nearest

# What says that somebody is at a place, and what may go on there.
STAYS, MEETINGS = ["visit", "talks", "summit"], ["talks", "summit"]
# How many sentences behind it a stay goes on.
STAY = 4


def place_by_stays(reports: pl.DataFrame) -> pl.DataFrame:
    """Give meetings without a place that of the last stay of one who takes part, where a party to it is at home.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `subtype`, `voice`,
            `persons`, `actors` (Lists), `date_start`, and the columns of `attach_places`.

    Returns:
        `reports` with the columns of `PLACE` filled in.
    """
    rows = reports.with_columns(pl.col("sentence").cast(pl.Int64))
    there = pl.col("place").is_not_null() & pl.col("subtype").is_in(STAYS) & pl.col("persons").list.len().gt(0)
    told = rows.filter(there).select("article", "sentence", *PLACE, who="persons", since="date_start")
    stays = told.explode("who").unique(["article", "who", "sentence"], keep="last", maintain_order=True)
    open_ = pl.col("place").is_null() & pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") != "noun")
    meetings = rows.filter(open_).select("trigger", "article", "sentence", "actors", "date_start", who="persons")
    parties = meetings.explode("who").drop_nulls("who")
    near = join_nearest(parties, stays, "sentence", "sentence", by=["article", "who"], tolerance=STAY)
    hosted = pl.col("actors").list.contains(pl.col("place_country"))
    later = (pl.col("date_start") >= pl.col("since")).fill_null(True)
    found = near.filter(pl.col("place").is_not_null(), hosted, later).unique(
        "trigger", keep="first", maintain_order=True
    )
    placed = found.select("trigger", *(pl.col(name).alias(f"stay_{name}") for name in PLACE))
    joined = reports.join(placed, on="trigger", how="left", maintain_order="left")
    empty = pl.col("place").is_null() & pl.col("stay_place").is_not_null()
    return joined.with_columns(pl.when(empty).then(f"stay_{name}").otherwise(name).alias(name) for name in PLACE).drop(
        f"stay_{name}" for name in PLACE
    )
