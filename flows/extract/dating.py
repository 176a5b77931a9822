"""Date events by other events: `dua hari setelah ...`, and the scene that a paragraph goes on with."""

from typing import Literal

import polars as pl

from flows.extract.governors import spoken_spans
from flows.extract.subtypes import MEETINGS
from flows.language.spans import join_nearest
from flows.language.windows import forward_within

LASTING = ["joint_exercise", "unilateral_exercise", "visit"]
# How many sentences a scene goes on for the same party.
SCENE = 3
# How far (characters) behind `dua hari setelah` the event begins that is counted from.
REACH = 90
# How far (characters) behind a statement the day stands on which it was reported, how near an act of words to that day.
TAIL, NEAR = 60, 650
UNITS = {"day": 1, "week": 7}


def date_by_events(reports: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Count from one event to another: a launch lies two days before the call made `dua hari setelah` it.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `start`, `date_start`,
            `date_end`, `date_precision`.
        times: Of `resolve_times`: rows with role after_event or before_event, `offset` and `unit`.

    Returns:
        `reports` with the day of events that others are counted from, where they had none.
    """
    counted = pl.col("role").is_in(["after_event", "before_event"]) & pl.col("unit").is_in(list(UNITS))
    days = pl.col("offset") * pl.col("unit").replace_strict(UNITS, default=1)
    spans = times.filter(counted).select("sentence", days=days.cast(pl.Int64), time_end="end")
    named = join_nearest(reports, spans, "start", "time_end", tolerance=REACH).sort("trigger", maintain_order=True)
    first = named.filter(pl.col("days").is_not_null()).unique(
        ["sentence", "time_end"], keep="first", maintain_order=True
    )
    dated = named.filter(pl.col("date_precision") == "day")
    main = dated.filter(pl.col("days").is_null()).group_by("sentence").agg(main_start=pl.col("date_start").first())
    earlier = dated.select("article", known_at="start", known="date_start")
    events = join_nearest(
        first.join(main, on="sentence", how="left", maintain_order="left"),
        earlier,
        "start",
        "known_at",
        by="article",
        exact=False,
    )
    anchor = pl.coalesce("main_start", "known")
    undated = events.filter(pl.col("date_start").is_null()).select(
        "trigger", counted=anchor - pl.duration(days=pl.col("days"))
    )
    return _fill(reports.join(undated.drop_nulls(), on="trigger", how="left", maintain_order="left"), "counted")


def carry_dates(reports: pl.DataFrame) -> pl.DataFrame:
    """Give acts of words the day of the scene they go on with: `Keduanya juga sepakat ...` behind a dated sentence.

    Args:
        reports: One row for each trigger in text order: `article`, `sentence`, `section`, `subtype`, `voice`, `speech`,
            `roles`, `status`, `actors` (List), `date_start`, `date_end`, `date_precision`.

    Returns:
        `reports` with the day of the scene where they had none.
    """
    article, sentence = pl.col("article"), pl.col("sentence").cast(pl.Int64)
    day = pl.col("date_precision") == "day"
    opens = day & (pl.col("section") == 0)
    scene = reports.with_columns(
        scene_day=forward_within(pl.when(opens).then("date_start"), article),
        scene_actors=forward_within(pl.when(opens).then("actors"), article),
        scene_at=forward_within(pl.when(opens).then(sentence), article),
    )
    meetings = reports.filter(pl.col("subtype").is_in(MEETINGS), pl.col("voice") == "noun", day)
    held = meetings.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", held="date_start", held_by="actors"
    )
    scene = scene.join(held, on="sentence", how="left", maintain_order="left")
    said = (pl.col("voice") == "active") & (pl.col("speech") | (pl.col("roles") == "mutual"))
    goes_on = _shares_actors("scene_actors") & (sentence - pl.col("scene_at") <= SCENE)
    # `mengecam ... dalam pertemuan yang digelar pada Rabu`: what is said in a meeting is said on its day.
    day_of = pl.coalesce(pl.when(_shares_actors("held_by")).then("held"), pl.when(goes_on).then("scene_day"))
    carried = scene.with_columns(carried=pl.when(said & (pl.col("status") == "occurred")).then(day_of))
    return _fill(carried, "carried").drop("scene_day", "scene_actors", "scene_at", "held", "held_by")


def date_by_reports(reports: pl.DataFrame, times: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Give acts of words the day on which their speaker is reported: `ujarnya seperti dikutip dari Reuters, Kamis`.

    Args:
        reports: As for `carry_dates`, with `start`.
        times: Of `resolve_times`: `article`, `start`, `attribution`, `date_start`, `precision`.
        statements: `article`, `char_start`, `char_end`, `speaker_country`.

    Returns:
        `reports` with the day of the report for what the same party said near it, where they had none.
    """
    said = spoken_spans(statements).filter(pl.col("speaker").is_not_null())
    days = times.filter("attribution", pl.col("precision") == "day").select("article", "start", told="date_start")
    known = join_nearest(days, said, "start", "said_from", by="article").filter(
        pl.col("start") <= pl.col("said_to") + TAIL
    )
    known = known.select("article", "told", told_at="start", told_by="speaker")
    rows = reports
    sides: list[tuple[str, Literal["backward", "forward"]]] = [("before", "backward"), ("behind", "forward")]
    for name, strategy in sides:
        columns = {"told": f"day_{name}", "told_by": f"by_{name}", "told_at": f"at_{name}"}
        rows = join_nearest(
            rows, known.rename(columns), "start", f"at_{name}", by="article", strategy=strategy, tolerance=NEAR
        )
    verbal = (pl.col("voice") == "active") & (pl.col("speech") | (pl.col("roles") == "mutual"))
    days_of = [
        pl.when(pl.col("actors").list.contains(pl.col(f"by_{name}"))).then(f"day_{name}")
        for name in ("behind", "before")
    ]
    dated = rows.with_columns(reported=pl.when(verbal & (pl.col("status") == "occurred")).then(pl.coalesce(days_of)))
    extra = [f"{column}_{name}" for column in ("day", "by", "at") for name in ("before", "behind")]
    return _fill(dated.sort("trigger", maintain_order=True), "reported").drop(extra)


def _shares_actors(column: str) -> pl.Expr:
    """Tell reports one of whose actors stands in a column of lists too."""
    return pl.col("actors").list.set_intersection(column).list.len() > 0


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
    status = (
        pl.when(open_ & (pl.col("date_start") > today)).then(pl.lit("planned"))
        .when(open_ & lasting & (pl.col("date_start") <= today) & (pl.col("date_end") >= today)).then(pl.lit("ongoing"))
        .otherwise("status")
    )  # fmt: skip
    return reports.with_columns(status=status)


def _fill(reports: pl.DataFrame, column: str) -> pl.DataFrame:
    """Set the day of reports that have none from a column of days, which is dropped."""
    empty = pl.col("date_start").is_null() & pl.col(column).is_not_null()
    return reports.with_columns(
        date_start=pl.when(empty).then(column).otherwise("date_start"),
        date_end=pl.when(empty).then(column).otherwise("date_end"),
        date_precision=pl.when(empty).then(pl.lit("day")).otherwise("date_precision"),
    ).drop(column)
