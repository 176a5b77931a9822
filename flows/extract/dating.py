"""Date events by other events: `dua hari setelah ...`, and the scene that a paragraph goes on with."""

import polars as pl

from flows.language.windows import forward_within

MEETINGS = ["talks", "summit", "phone_call"]
LASTING = ["joint_exercise", "unilateral_exercise", "visit"]
# How many sentences a scene goes on for the same party.
SCENE = 3
UNITS = {"day": 1, "week": 7}


def date_by_events(reports: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Count from one event to another: `Korut menembakkan rudal` lies two days before the call made `dua hari setelah` it.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `start`, `section`, `date_start`, `date_end`,
            `date_precision`.
        times: Of `resolve_times`: rows with role after_event or before_event, `offset` and `unit`.

    Returns:
        `reports` with the dates of both sides completed.
    """
    spans = times.filter(
        pl.col("role").is_in(["after_event", "before_event"]), pl.col("unit").is_in(list(UNITS))
    ).select(
        "sentence",
        days=(pl.col("offset") * pl.col("unit").replace_strict(UNITS, default=1)).cast(pl.Int64),
        time_end="end",
        time_start="start",
    )
    named = reports.sort("start", maintain_order=True).join_asof(
        spans.sort("time_end", maintain_order=True), left_on="start", right_on="time_end", by="sentence", strategy="backward", tolerance=90, check_sortedness=False
    ).sort("trigger", maintain_order=True)  # fmt: skip
    first = named.filter(pl.col("days").is_not_null()).unique(
        ["sentence", "time_end"], keep="first", maintain_order=True
    )
    day = pl.col("date_precision") == "day"
    main = named.filter(pl.col("days").is_null(), day).group_by("sentence").agg(main_start=pl.col("date_start").first())
    earlier = (
        named.filter(day)
        .select("article", known_at="start", known=pl.col("date_start"))
        .sort("known_at", maintain_order=True)
    )
    events = first.join(main, on="sentence", how="left", maintain_order="left").sort("start", maintain_order=True).join_asof(
        earlier, left_on="start", right_on="known_at", by="article", strategy="backward", allow_exact_matches=False, check_sortedness=False
    )  # fmt: skip
    anchor = pl.coalesce("main_start", "known")
    counted = events.filter(pl.col("date_start").is_null()).select(
        "trigger", counted=anchor - pl.duration(days=pl.col("days"))
    )
    joined = reports.join(counted.drop_nulls(), on="trigger", how="left", maintain_order="left")
    return _fill(joined, "counted")


def carry_dates(reports: pl.DataFrame) -> pl.DataFrame:
    """Give acts of words the day of the scene that they go on with: `Keduanya juga sepakat ...` behind a dated sentence."""
    day = (pl.col("date_precision") == "day") & (pl.col("section") == 0)
    scene = reports.with_columns(
        scene_day=forward_within(pl.when(day).then("date_start"), pl.col("article")),
        scene_actors=forward_within(pl.when(day).then("actors"), pl.col("article")),
        scene_at=forward_within(pl.when(day).then(pl.col("sentence").cast(pl.Int64)), pl.col("article")),
    )
    same = pl.col("actors").list.set_intersection("scene_actors").list.len() > 0
    near = pl.col("sentence").cast(pl.Int64) - pl.col("scene_at") <= SCENE
    verbal = (
        (pl.col("voice") == "active")
        & (pl.col("speech") | (pl.col("roles") == "mutual"))
        & (pl.col("status") == "occurred")
    )
    meetings = reports.filter(
        pl.col("subtype").is_in(MEETINGS), pl.col("voice") == "noun", pl.col("date_precision") == "day"
    )
    held = meetings.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", held="date_start", held_by="actors"
    )
    scene = scene.join(held, on="sentence", how="left", maintain_order="left")
    # `mengecam ... dalam pertemuan yang digelar pada Rabu`: what is said in a meeting is said on its day.
    there = pl.col("actors").list.set_intersection("held_by").list.len() > 0
    day_of = pl.coalesce(pl.when(there).then("held"), pl.when(same & near).then("scene_day"))
    carried = scene.with_columns(carried=pl.when(verbal).then(day_of)).drop("held", "held_by")
    return _fill(carried, "carried").drop("scene_day", "scene_actors", "scene_at")


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
