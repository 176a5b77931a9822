"""Read days and months without a year in the year of a story long past: `Pada 27 April 2018 ... 14 September`."""

import polars as pl

from flows.language.calendar import day_of, month_start
from flows.language.times_filter import compute_where
from flows.language.times_periods import part_of_month

# What names no year of its own.
OPEN = ["day_month", "month", "part_of_month"]
# What is counted from a time told before goes on with its story.
COUNTED = ["anaphor_month", "anaphor_year", "anaphor_any"]
# How many years before the publication a story lies whose year holds for what it goes on to tell.
LONG_AGO = 2


def keep_to_story(times: pl.DataFrame) -> pl.DataFrame:
    """Give days and months without a year that of the story in which their paragraph tells them.

    Args:
        times: Rows in text order: `article`, `paragraph`, `anchor`, `date_start`, `date_end`, `rule`, `role`, `opens`,
            `passing`, `attribution`, `tense` and the columns of the parser.

    Returns:
        The rows with the dates of the year that the paragraph told last at the head of a sentence, where that lies
        years back and nothing of another time stands between.
    """
    told = (pl.col("role") == "at") & ~pl.col("attribution") & ~pl.col("passing") & pl.col("date_start").is_not_null()
    year = pl.col("date_start").dt.year()
    begins = (pl.col("opens") | pl.col("rule").is_in(COUNTED)) & (pl.col("anchor").dt.year() - year >= LONG_AGO)
    place = pl.struct("article", "paragraph").rle_id()
    rows = times.with_columns(place=place)
    # Whatever else is told ends the story: its year is 0 then.
    since = pl.when(told & ~pl.col("rule").is_in(OPEN)).then(pl.when(begins).then(year).otherwise(0))
    rows = rows.with_columns(story=since, story_at=pl.when(since.is_not_null()).then("place"))
    last = pl.col("story").shift(1).forward_fill()
    here = pl.col("story_at").shift(1).forward_fill() == pl.col("place")
    rows = rows.with_columns(story=pl.when(here & (last > 0)).then(last))
    bare = pl.col("rule").is_in(OPEN) & pl.all_horizontal(pl.col("direction", "weekday", "year_word").is_null())
    bare &= pl.col("tense").ne_missing("future") & (year > pl.col("story"))
    first, last_day = part_of_month(month_start(pl.col("story"), pl.col("month")))
    day = day_of(pl.col("story"), pl.col("month"), pl.col("day"))
    moved = compute_where(
        rows, bare.fill_null(False), story_start=pl.coalesce(day, first), story_end=pl.coalesce(day, last_day)
    )
    return moved.with_columns(
        date_start=pl.coalesce("story_start", "date_start"), date_end=pl.coalesce("story_end", "date_end")
    ).drop("place", "story", "story_at", "story_start", "story_end")
