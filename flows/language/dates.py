"""Time expressions of Indonesian news: find them, then resolve them against the date of publication."""

import polars as pl

from flows.language.calendar import shift_month
from flows.language.spans import find_pattern
from flows.language.time_grammar import time_grammar
from flows.language.times_anaphora import join_ranges, resolve_anaphora
from flows.language.times_anchor import anchor_quotations, anchors
from flows.language.times_context import add_context
from flows.language.times_filter import compute_where
from flows.language.times_parse import parse_surfaces
from flows.language.times_resolve import read_dates

READ = ("past_start", "past_end", "future_start", "future_end")
# An undated page whose possible days lie no further apart than this is read against the first of them (days).
BRIEF = 10
# A day and month without a year are read against the tense when they lie this near on the other side and the
# reading of the tense lies this far away (days).
NEAR, FAR = 62, 240
DAYS_OF = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
# How sure a reading is by the rule that made it; the rest is as sure as a bare weekday.
CONFIDENCE = {
    "full_date": 0.97, "weekday_full_date": 0.99, "weekday_day_month": 0.97, "day_month": 0.92, "month_year": 0.95,
    "part_of_month_year": 0.95, "month": 0.88, "part_of_month": 0.88, "year": 0.93, "attributive_year": 0.6,
    "deictic_in_quotation": 0.7, "anaphor_any": 0.5, "anaphor_day": 0.75, "anaphor_week": 0.7, "anaphor_month": 0.8,
    "anaphor_year": 0.8, "anaphor_year_of_month": 0.85,
}  # fmt: skip


def find_times(sentences: pl.DataFrame) -> pl.DataFrame:
    """Find time expressions and take them apart; no date is computed yet.

    Args:
        sentences: Columns `article`, `paragraph`, `sentence`, `start`, `text` (folded), in text order.

    Returns:
        `article`, `sentence`, `start`, `end`, `surface`, the columns of `times_parse.SCHEMA` and those that
        `times_context.add_context` reads from the surroundings; in text order.
    """
    found = find_pattern(sentences, time_grammar().find, ["article", "sentence"])
    parsed = found.join(parse_surfaces(found["surface"]), on="surface", how="inner", maintain_order="left")
    return add_context(parsed, sentences)


def resolve_times(times: pl.DataFrame, sentences: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Date the expressions of `find_times`.

    Args:
        times: Result of `find_times`.
        sentences: `sentence`, `paragraph`.
        articles: `article`, `anchor_date` (Date or null) and, where ingest gives them, `published_precision`,
            `published_from`, `published_to`: a page without date is read for both ends, and what differs stays open.

    Returns:
        One row for each expression (one for each day of `25 dan 31 Juli`, one for a whole range): `article`,
        `sentence`, `start`, `end`, `surface`, `kind`, `date_start`, `date_end`, `precision` (day, week, month, quarter,
        year; null where unresolved), `past_start`, `past_end`, `future_start`, `future_end` (only where tense decides;
        `date_start` is one of them), `role` (at, since, until, deadline, duration, after_event, before_event,
        attributive, compared, recurrent, now, unknown), `offset` and `unit` (signed, of after_event and before_event),
        `days` (length of a duration), `tense`, `opens`, `occasion`, `quoted`, `attribution`, `weekday_mismatch`,
        `confidence`, `rule`.
    """
    rows = _split_days(times)
    known = anchors(rows, articles)
    rows = rows.join(known, on="article", how="left", maintain_order="left").join(
        sentences.select("sentence", "paragraph"), on="sentence", how="left", maintain_order="left"
    )
    rows = _inherit_year(_name_months(rows))
    rows = anchor_quotations(_read_both_ends(rows))
    rows = rows.with_columns(future=_ahead()).with_columns(
        date_start=pl.when("future").then("future_start").otherwise("past_start"),
        date_end=pl.when("future").then("future_end").otherwise("past_end"),
    )
    return _finish(join_ranges(resolve_anaphora(rows)))


def _split_days(times: pl.DataFrame) -> pl.DataFrame:
    """Give each day of a list its row; a range keeps its first and last day in one."""
    ranged = pl.col("is_range").fill_null(False) & (pl.col("days").list.len() > 1)
    rows = times.with_columns(
        day_end=pl.when(ranged).then(pl.col("days").list.last()),
        day=pl.when(ranged).then(pl.col("days").list.slice(0, 1)).otherwise("days"),
    )
    return rows.explode("day").drop("days", "is_range")


def _name_months(rows: pl.DataFrame) -> pl.DataFrame:
    """Put month and year to `tanggal 15 bulan ini`."""
    counted = pl.col("day").is_not_null() & pl.col("month").is_null()
    first = shift_month(pl.col("anchor"), pl.col("direction").cast(pl.Int32, strict=False))
    named = compute_where(rows, counted, of_year=first.dt.year(), of_month=first.dt.month())
    return named.with_columns(year=pl.coalesce("year", "of_year"), month=pl.coalesce("month", "of_month")).drop(
        "of_year", "of_month"
    )


def _inherit_year(rows: pl.DataFrame) -> pl.DataFrame:
    """`29 Mei hingga 2 Juni 2024`, `25 dan 31 Juli serta 2 Agustus 2019`: the year stands at the end only."""
    open_year = (
        pl.all_horizontal(pl.col("year", "year_word").is_null())
        & pl.col("month").is_not_null()
        & pl.col("joint").is_not_null()
    )
    same = pl.col("sentence") == pl.col("sentence").shift(-1)
    after = {name: pl.when(same).then(pl.col(name).shift(-1)) for name in ("year", "year_word", "month")}
    later_month = (pl.col("month") > after["month"]) & (pl.col("joint") == "range")
    takes = open_year & after["month"].is_not_null()
    return rows.with_columns(
        year=pl.when(takes).then(after["year"] - later_month.cast(pl.Int32)).otherwise("year"),
        year_word=pl.when(takes).then(after["year_word"]).otherwise("year_word"),
    )


def _read_both_ends(rows: pl.DataFrame) -> pl.DataFrame:
    """Read against the first and the last possible day of publication; where the two differ nothing is known."""
    read = read_dates(rows).with_row_index("place")
    loose = read.filter((pl.col("anchor") != pl.col("anchor_last")).fill_null(False))
    if loose.is_empty():
        return read.drop("place")
    again = read_dates(loose.drop(*READ, "precision", "rule", "weekday_mismatch").with_columns(anchor="anchor_last"))
    again = again.select("place", *(pl.col(name).alias(f"{name}_last") for name in READ), checked=True)
    joined = read.join(again, on="place", how="left", maintain_order="left")
    # Within a few days the earliest is the likeliest: it is the latest day that the text itself tells.
    brief = (pl.col("anchor_last") - pl.col("anchor")).dt.total_days() <= BRIEF
    return joined.with_columns(
        pl.when(pl.col("checked").is_null() | brief | (pl.col(name) == pl.col(f"{name}_last"))).then(name).alias(name)
        for name in READ
    ).drop("place", "checked", *(f"{name}_last" for name in READ))


def _ahead() -> pl.Expr:
    """Tell whether the future reading holds: by tense, unless the other reading is near and this one far away.

    `Hingga Senin malam tak tampak tanda-tanda ... akan` looks back.
    """
    told = pl.col("opens") & (pl.col("role") == "until")
    future = (pl.col("tense") == "future").fill_null(False) & ~told
    behind = (pl.col("anchor") - pl.col("past_end")).dt.total_days()
    ahead = (pl.col("future_start") - pl.col("anchor")).dt.total_days()
    near_past, near_future = (ahead > FAR) & (behind <= NEAR), (behind > FAR) & (ahead <= NEAR)
    loose = (pl.col("day").is_not_null() & pl.col("month").is_not_null() & ~pl.col("opens")) | (
        pl.col("role") == "since"
    )
    ends = pl.col("role").is_in(["until", "deadline"]) & ~pl.col("opens") & pl.col("tense").is_null() & (ahead <= NEAR)
    # `telah memberi tahu Jepang soal peluncuran sebelum 11 Juni`: a term ends ahead of the words about it.
    due = (pl.col("role") == "deadline") & near_future & (pl.col("direction") != "-1").fill_null(True)
    return (
        pl.when(future | due.fill_null(False))
        .then(~(near_past & pl.col("month").is_not_null()).fill_null(False))
        .otherwise((pl.col("tense").is_null() & ((near_future & loose) | ends)).fill_null(False))
    )


def _finish(rows: pl.DataFrame) -> pl.DataFrame:
    open_tense = (pl.col("past_start") != pl.col("future_start")).fill_null(False)
    dated = pl.col("date_start").is_not_null()
    sure = pl.col("rule").str.strip_prefix("range_").replace_strict(CONFIDENCE, default=0.9, return_dtype=pl.Float64)
    sure = (
        sure
        * pl.when("weekday_mismatch").then(0.75).otherwise(1.0)
        * pl.when(pl.col("implied").fill_null(False)).then(0.85).otherwise(1.0)
    )
    stretch = pl.col("role") == "duration"
    event = pl.col("role").is_in(["after_event", "before_event"])
    length = pl.col("amount") * pl.col("unit").replace_strict(DAYS_OF, default=None, return_dtype=pl.Float64)
    return rows.select(
        "article", "sentence", "start", "end", "surface", "kind",
        date_start=pl.when(~stretch).then("date_start"),
        date_end=pl.when(~stretch).then(pl.coalesce("date_end", "date_start")),
        precision=pl.when(dated & ~stretch).then("precision"),
        **{name: pl.when(open_tense).then(name) for name in READ},
        role="role",
        offset=pl.when(event).then(pl.col("amount") * pl.when(pl.col("role") == "before_event").then(-1).otherwise(1)),
        unit=pl.when(event | stretch).then("unit"),
        days=pl.when(stretch).then(length),
        tense="tense", opens="opens", occasion="occasion", quoted="quoted", attribution="attribution",
        weekday_mismatch=pl.col("weekday_mismatch").fill_null(False),
        confidence=pl.when(dated | stretch | event).then(sure.round(3)).otherwise(0.0),
        rule="rule",
    )  # fmt: skip
