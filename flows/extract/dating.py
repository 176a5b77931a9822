"""Date events by the meeting in which something was said, and let the calendar judge their status."""

import polars as pl

from flows.extract.subtypes import MEETINGS
from flows.language.calendar import add_days
from flows.language.frames import take_over

DATE = ["date_start", "date_end", "date_precision"]
# A day so near to the publication (days) is the news of the article.
LATELY = 6
LASTING = ["joint_exercise", "unilateral_exercise", "visit"]


def date_by_meetings(reports: pl.DataFrame) -> pl.DataFrame:
    """Give acts of words the time of the meeting of their sentence: `mengecam ... dalam pertemuan yang digelar Rabu`.

    Args:
        reports: One row for each trigger in text order: `sentence`, `section`, `start`, `subtype`, `voice`, `speech`,
            `roles`, `status`, `actors` (List), `anchor_date`, `date_start`, `date_end`, `date_precision`.

    Returns:
        `reports` with the date of the meeting where they had none.
    """
    day = pl.col("date_precision") == "day"
    # `sepakat membuka penyelidikan dalam perundingan di Stockholm pada Mei 2014`.
    past = pl.col("date_precision").is_in(["month", "year"]) & (pl.col("status") == "occurred")
    meetings = reports.filter(pl.col("subtype").is_in(MEETINGS), pl.col("voice") == "noun", day | past)
    held = meetings.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", held_by="actors", held_at="start", held_in="section", **{f"held_{name}": name for name in DATE}
    )
    scene = reports.join(held, on="sentence", how="left", maintain_order="left")
    said = (pl.col("voice") == "active") & (pl.col("speech") | (pl.col("roles") == "mutual"))
    took_part = pl.col("actors").list.set_intersection("held_by").list.len() > 0
    there = said & took_part & (pl.col("status") == "occurred") & pl.col("date_start").is_null()
    inside = (pl.col("held_at") > pl.col("start")) & (pl.col("held_in") == pl.col("section"))
    # `meminta dewan membahasnya dalam sidang yang akan digelar Selasa`.
    there &= (pl.col("held_date_start") <= pl.col("anchor_date")).fill_null(pl.col("held_date_start").is_not_null())
    there &= (pl.col("held_date_precision") == "day") | inside
    return take_over(scene, "held_", DATE, there.fill_null(False)).drop("held_by", "held_at", "held_in")


def judge_by_date(reports: pl.DataFrame) -> pl.DataFrame:
    """Let the calendar speak: what lies ahead of publication is planned, what lasts is going on.

    What was announced for a day that is over stays planned: nobody said that it took place.

    Args:
        reports: `article`, `status`, `speech`, `subtype`, `date_start`, `date_end`, `date_precision`,
            `anchor_date` (Date of publication, or null).

    Returns:
        `reports` with `status` corrected.
    """
    today = pl.col("anchor_date")
    open_ = ~pl.col("speech") & pl.col("status").is_in(["occurred", "planned", "ongoing"])
    lasting = (
        pl.col("subtype").is_in(LASTING)
        & (pl.col("date_end") > pl.col("date_start"))
        & (pl.col("date_precision") == "day")
    )
    # On its last day a visit may be over: `menutup lawatan tiga harinya, Kamis`.
    last = pl.when(pl.col("subtype") == "visit").then(add_days(pl.col("date_end"), -1)).otherwise("date_end")
    # `sedang berlatih hingga Jumat`: it goes on until then.
    until = (pl.col("status") == "ongoing") & pl.col("subtype").is_in(LASTING)
    until &= pl.col("date_start") == pl.col("date_end")
    status = (
        pl.when(open_ & ~until & (pl.col("date_start") > today)).then(pl.lit("planned"))
        .when(open_ & lasting & (pl.col("date_start") <= today) & (last >= today)).then(pl.lit("ongoing"))
        .otherwise("status")
    )  # fmt: skip
    return reports.with_columns(status=status)


def fill_day(reports: pl.DataFrame, column: str) -> pl.DataFrame:
    """Set the day of reports that have none from a column of days, which is dropped.

    Args:
        reports: `date_start`, `date_end`, `date_precision` and `column`.
        column: Days, or null.

    Returns:
        `reports` without `column`.
    """
    empty = pl.col("date_start").is_null() & pl.col(column).is_not_null()
    return reports.with_columns(
        date_start=pl.when(empty).then(column).otherwise("date_start"),
        date_end=pl.when(empty).then(column).otherwise("date_end"),
        date_precision=pl.when(empty).then(pl.lit("day")).otherwise("date_precision"),
    ).drop(column)
