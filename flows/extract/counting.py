"""Count from one event to another: `dua hari setelah ...`, `beberapa jam sebelum ...`."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.dating import fill_day
from flows.language.spans import join_nearest

# Days that a unit is worth; hours stay within the day.
UNITS = {"day": 1, "week": 7, "hour": 0, "minute": 0, "second": 0}
# How far (characters) before such words the day stands that they count from.
BASE_REACH = 900


def date_by_events(reports: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Date the events on either side of `dua hari setelah` by the other one, or by the day told last.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `section`, `start`,
            `subtype`, `voice`, `light`, `status`, `governed_at`, `date_start`, `date_end`, `date_precision`,
            `anchor_date`.
        times: Of `resolve_times`: rows with role after_event or before_event, `offset` and `unit`.
        clauses: Of `cut_clauses`.

    Returns:
        `reports` with the days of events that had none.
    """
    spans = _counted_spans(reports, times, clauses)
    pairs = reports.drop("clause_start", strict=False).join(spans, on="sentence", maintain_order="left")
    behind = pl.col("start") >= pl.col("time_end")
    named = pairs.filter(pl.col("section") == pl.col("event_section"), behind).unique(
        "span", keep="first", maintain_order=True
    )
    main = pairs.filter(_in_main(), pl.col("event_section") != pl.col("main_section"))
    day = pl.col("date_precision") == "day"
    beside = pairs.filter(day, pl.col("start") < pl.col("time_end"), (pl.col("section") == 0) | _in_main())
    told = pl.concat([main.filter(day), beside]).unique("span", keep="first", maintain_order=True)
    told = told.select("span", main_day="date_start")
    latest = (
        reports.filter(day, pl.col("date_start") <= pl.col("anchor_date"))
        .group_by("article", "subtype")
        .agg(latest=pl.col("date_start").max())
    )
    sides = (
        spans.join(told, on="span", how="left", maintain_order="left")
        .join(
            named.select("span", "subtype", verb=pl.col("voice") != "noun", event_day=pl.when(day).then("date_start")),
            on="span",
            how="left",
        )
        .join(latest, on=["article", "subtype"], how="left", maintain_order="left")
        .join(main.select("span", acted=True).unique(), on="span", how="left")
    )
    shift = pl.duration(days=pl.col("days"))
    # `Sehari sebelum surat itu datang, ...`: the day told last is that of what is counted from; behind its sentence's
    # news (`Pengumuman itu keluar sehari setelah ...`) it is that of the news.
    # `dua hari setelah peluncuran itu` points to a known event, `setelah Korut menembakkan ...` tells one.
    told_here = ~pl.col("at_head") & (pl.col("acted").is_null() | pl.col("verb"))
    news = pl.when(told_here.fill_null(False)).then(pl.col("base") - shift)
    known = pl.coalesce("event_day", pl.col("main_day") - shift, news, "latest", pl.when("at_head").then("base"))
    sides = sides.with_columns(event_day=known)
    days = pl.concat(
        [
            named.join(sides.select("span", counted="event_day"), on="span").select("trigger", "counted"),
            main.filter(_is_told())
            .join(sides.select("span", counted=pl.col("event_day") + shift), on="span")
            .select("trigger", "counted"),
        ]
    )
    found = days.drop_nulls().unique("trigger", keep="first", maintain_order=True)
    return fill_day(reports.join(found, on="trigger", how="left", maintain_order="left"), "counted")


def _in_main() -> pl.Expr:
    """Tell triggers of the clause on which that of the counted event hangs."""
    return pl.col("section") == pl.col("main_section")


def _is_told() -> pl.Expr:
    """Tell what a main clause itself tells as done: no noun, nothing announced."""
    done = pl.col("status").is_in(["occurred", "ongoing"]) & pl.col("governed_at").is_null()
    return done & ((pl.col("voice") != "noun") | pl.col("light"))


def _hang_on_main(spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Correct `parent` behind a comma: `pakta yang diteken pada 2018, sehari setelah` goes on with the main clause."""
    relative = clauses.filter(pl.col("section_kind") == "relative").select(
        "sentence", parent="section", above=pl.col("parent").fill_null(0)
    )
    commas = clauses.filter(pl.col("mark") == "comma").select(
        "sentence", time_start=pl.col("body_start") + 1, apart=True
    )
    rows = spans.with_columns(pl.col("time_start").cast(pl.Int64))
    for known, keys in ((relative, ["sentence", "parent"]), (commas, ["sentence", "time_start"])):
        one_each = known.unique(keys, keep="first", maintain_order=True).cast({keys[1]: rows.schema[keys[1]]})
        rows = rows.join(one_each, on=keys, how="left", maintain_order="left")
    up = pl.col("apart").fill_null(False) & pl.col("above").is_not_null()
    return rows.with_columns(parent=pl.when(up).then("above").otherwise("parent")).drop("apart", "above")


def _counted_spans(reports: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """List what counts from an event, with the sections of that event and of what is counted, and the day told last.

    Columns `span`, `article`, `sentence`, `days`, `time_end`, `at_head` (opens its sentence), `event_section`,
    `main_section`, `base`.
    """
    counted = pl.col("role").is_in(["after_event", "before_event"]) & pl.col("unit").is_in(list(UNITS))
    worth = pl.col("unit").replace_strict(UNITS, default=None, return_dtype=pl.Int64)
    days = pl.when(worth == 0).then(0).otherwise(pl.col("offset").cast(pl.Int64) * worth)
    spans = times.filter(counted).select(
        "article", "sentence", time_start="start", start="end", days=days, opens="opens"
    )
    placed = in_clause(spans.filter(pl.col("days").is_not_null()), clauses).with_row_index("span")
    placed = _hang_on_main(placed, clauses)
    anchors = reports.select("article", "anchor_date").unique("article", keep="first", maintain_order=True)
    told = (
        times.filter(pl.col("precision") == "day", pl.col("role") == "at", ~pl.col("attribution"))
        .join(anchors, on="article", maintain_order="left")
        .filter(pl.col("date_start") <= pl.col("anchor_date"))
        .select("article", base="date_start", base_at=pl.col("end").cast(pl.Int64))
    )
    based = join_nearest(
        placed.with_columns(pl.col("time_start").cast(pl.Int64)), told, "time_start", "base_at", by="article",
        tolerance=BASE_REACH,
    )  # fmt: skip
    return based.select(
        "span", "article", "sentence", "days", "base", time_end="start", at_head="opens", event_section="section",
        main_section=pl.when(pl.col("section_kind") == "main").then(pl.col("section")).otherwise("parent"),
    )  # fmt: skip
