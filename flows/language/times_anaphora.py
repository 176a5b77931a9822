"""Resolve times told relative to a time told before: `sehari kemudian`, `tahun itu`, `hari yang sama`; join ranges."""

import polars as pl

from flows.language.calendar import add_days, day_of, monday, month_start, shift_month, year_end, year_start
from flows.language.times_filter import AFTERWARDS, DAY_OF_WORDS, compute_where
from flows.language.times_periods import PRECISION, part_of_month
from flows.language.times_story import keep_to_story

NEAR_ANCHOR = 10
FINE = ["day", "week", "month"]
# Told in passing, not a point of the story.
ASIDE = ["attributive", "compared", "duration", "deadline"]
# The day of what the article is about.
OF_NEWS = "^hari (?:kejadian|peristiwa|insiden|serangan|pe[a-z]+an|nahas|naas)$"
# How near the time told last must stand for the first choices of each unit.
_PLACES = {
    ("day", 0): "sentence", ("day", 1): "paragraph", ("back", 0): "sentence", ("back", 1): "paragraph",
    ("same", 0): "sentence", ("gone", 0): "paragraph",
    ("month", 0): "paragraph", ("any", 0): "paragraph",
    ("coarse", 0): "paragraph",
    ("scene", 0): "paragraph", ("scene", 1): "paragraph", ("after", 0): "paragraph", ("after", 1): "paragraph",
}  # fmt: skip
BASE = {"base_start": "date_start", "base_end": "date_end", "base_precision": "precision"}


def resolve_anaphora(times: pl.DataFrame) -> pl.DataFrame:
    """Count anaphoric expressions from the time told last, preferably in their own paragraph.

    Args:
        times: Rows in text order: `article`, `paragraph`, `anchor`, `date_start`, `date_end`, `precision`, `rule`,
            `role`, `attribution`, `passing` and the columns of the parser.

    Returns:
        The rows with dates for the anaphoric ones, where there is something to count from.
    """
    rows = times.with_columns(**_needs()).with_row_index("at")
    # The second pass serves an anaphor that counts from another one.
    for _ in range(2):
        found = _count(_with_bases(rows)).select(
            "at", new_start="date_start", new_end="date_end", new_precision="precision", new_rule="rule"
        )
        rows = (
            rows.join(found, on="at", how="left", maintain_order="left")
            .with_columns(
                pl.coalesce(f"new_{name}", pl.col(column)).alias(column)
                for name, column in (
                    ("start", "date_start"), ("end", "date_end"), ("precision", "precision"), ("rule", "rule")
                )
            )
            .drop("new_start", "new_end", "new_precision", "new_rule")
        )  # fmt: skip
        rows = keep_to_story(rows)
    return rows.drop("shift", "step", "at")


def _needs() -> dict[str, pl.Expr]:
    """Say in which unit (`step`) and how far (`shift`) a row counts from the time before; null for other rows."""
    kind, tail = pl.col("kind"), pl.col("tail")
    words = {"same": 0, "before": -1, "after": 1}
    by_word = pl.col("direction").replace_strict(words, default=None, return_dtype=pl.Int64)
    year = pl.col("year_word").replace_strict(words, default=None, return_dtype=pl.Int64)
    # Hours count nothing but keep to the day, however many they are.
    hours = pl.col("unit").is_in(["hour", "minute", "second"])
    amount = pl.when(hours).then(0).otherwise(pl.col("amount").cast(pl.Int64))
    counted = tail.is_in(["later", "earlier"]) & amount.is_not_null()
    # `akan digelar pukul 16.00`: the hour of a plan may be that of any day.
    open_hour = (tail == "clock").fill_null(False) & (pl.col("tense") == "future").fill_null(False) & ~pl.col("opens")
    step = (
        pl.when((kind == "anaphor") & (pl.col("unit") == DAY_OF_WORDS)).then(pl.lit("day"))
        .when((kind == "anaphor") & ~open_hour).then(pl.col("unit"))
        .when((kind == "unit") & by_word.is_not_null()).then("unit")
        .when(year.is_not_null()).then(pl.lit("year_of_month"))
        .when(counted).then(pl.when(hours).then(pl.lit("day")).otherwise("unit"))
    )  # fmt: skip
    shift = (
        pl.when(kind == "anaphor").then(amount).when(kind == "unit").then(by_word)
        .when(year.is_not_null()).then(year)
        .when(counted).then(amount * pl.when(tail == "earlier").then(-1).otherwise(1))
    )  # fmt: skip
    return {"step": step, "shift": shift}


def _with_bases(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the anaphoric rows with the time that each counts from: `base_start`, `base_end`, `base_precision`."""
    dated = pl.col("date_start").is_not_null() & ~pl.col("role").is_in(ASIDE)
    told = ~pl.col("attribution")
    near = ((pl.col("date_start") - pl.col("anchor")).dt.total_days().abs() <= NEAR_ANCHOR).fill_null(False)
    # `Insiden pada Selasa itu ...`: a day of the news is told, even where it is that of its noun alone.
    day = (dated | ((pl.col("role") == "attributive") & near)) & (pl.col("precision") == "day")
    fine = dated & pl.col("precision").is_in(FINE)
    held = pl.col("occasion").is_not_null()
    # What came out on that day is the news, `dalam pernyataan yang dimuat KCNA pada Kamis`.
    news = near & (~pl.col("passing") | (pl.col("occasion") == "paper").fill_null(False))
    choices = {
        # `Menurut KCNA, Selasa, ia sehari sebelumnya ...`: within a sentence the day of a report counts too.
        "day": [day, day & told, day & told & news, day & told & near, day & told, day],
        # `..., kata menteri itu, Sabtu. Malam sebelumnya ...`: back from the day on which somebody spoke.
        "back": [day, day & told, day & news, day & told, day],
        # `..., kata menteri itu, Sabtu. Pada hari yang sama ...`: so does the day that another one speaks on.
        "same": [day, day & (told | news)],
        "gone": [day & told & (pl.col("date_start") <= pl.col("anchor"))],
        "month": [fine & told, fine & told, fine],
        "week": [dated & told & pl.col("precision").is_in(["day", "week"])],
        "any": [dated & told, dated],
        "scene": [dated & told & held, dated & told, day & told & near, dated & told],
        "after": [dated & told & held, dated & told, day & news, dated & told],
        "coarse": [dated & told & (pl.col("role") == "at") & pl.col("precision").is_in(["week", "month"])],
    }
    # The row number of the last row before each that qualifies: rows are in text order, so one fill over the whole
    # frame and a look at where it came from does what a window over each article would do, many times faster.
    numbered = rows.with_columns(
        pl.when(ok).then(pl.col("at")).shift(1).forward_fill().alias(f"{kind}{place}")
        for kind, tests in choices.items()
        for place, ok in enumerate(tests)
    ).filter(pl.col("step").is_not_null())
    numbered = numbered.with_columns(
        _same_place(rows, numbered, f"{kind}{place}", _PLACES.get((kind, place), "article"))
        for kind, tests in choices.items()
        for place in range(len(tests))
    )
    step = pl.col("step")
    same = pl.col("unit") == DAY_OF_WORDS
    base = (
        pl.when((step == "day") & (pl.col("shift") < 0)).then(pl.coalesce(pl.col("^back[0-9]$")))
        .when((step == "day") & same).then(pl.coalesce("same0", "same1", "day5"))
        .when(step == "day").then(pl.coalesce(pl.col("^day[0-9]$")))
        .when(step == "week").then(pl.coalesce(pl.col("^(?:week|month)[0-9]$")))
        .when(step == "month").then(pl.coalesce(pl.col("^month[0-9]$")))
        .when((step == "scene") & pl.col("surface").str.contains(AFTERWARDS)).then(pl.coalesce(pl.col("^after[0-9]$")))
        .when(step == "scene").then(pl.coalesce(pl.col("^scene[0-9]$")))
        .otherwise(pl.coalesce(pl.col("^any[0-9]$")))
    )  # fmt: skip
    numbered = numbered.with_columns(base=base)
    # `Empat hari kemudian Seoul mengecam ...`: not so long after the news, but after what was told last.
    numbered = numbered.with_columns(ended=rows["date_end"].gather(numbered["base"]))
    late = (step == "day") & (add_days(pl.col("ended"), pl.col("shift")) > pl.col("anchor"))
    late &= (pl.col("shift") > 0) & pl.col("tense").ne_missing("future")
    base = pl.when(late.fill_null(False)).then(pl.coalesce("day4", "day5")).otherwise("base")
    # `KTT yang dijadwalkan pada 12 Juni. Pada hari yang sama Korut meledakkan ...`: no day to come.
    to_come = rows["date_start"].gather(numbered["base"]) > numbered["anchor"]
    numbered = numbered.with_columns(base=base, ahead=to_come)
    ahead = (step == "day") & (pl.col("shift") == 0) & pl.col("ahead").fill_null(False) & (pl.col("kind") == "anaphor")
    ahead &= pl.col("tense").ne_missing("future") & pl.col("gone0").is_not_null()
    base = pl.when(ahead).then("gone0").otherwise("base")
    # `Pekan lalu mereka berunding. Tiga hari kemudian ...`: nobody knows from which day.
    open_ = (step == "day") & (pl.col("shift") != 0) & pl.coalesce("day0", "day1").is_null()
    base = pl.when(~(open_ & pl.col("coarse0").is_not_null())).then(base)
    # `pada hari kejadian`: that of the news, where the paragraph tells no other.
    first = rows.filter(day).unique("article", keep="first", maintain_order=True).select("article", origin="at")
    numbered = numbered.join(first, on="article", how="left", maintain_order="left")
    of_news = pl.col("surface").str.contains(OF_NEWS) & (pl.col("origin") < pl.col("at"))
    base = pl.when(of_news.fill_null(False)).then(pl.coalesce("day0", "day1", "origin")).otherwise(base)
    numbered = numbered.with_columns(base=base).drop("ended", "origin", "ahead")
    return numbered.with_columns(rows[column].gather(numbered["base"]).alias(name) for name, column in BASE.items())


def _same_place(rows: pl.DataFrame, some: pl.DataFrame, column: str, place: str) -> pl.Series:
    """Null row numbers that point into another article, or another paragraph or sentence where that matters."""
    at = some[column]
    same = rows["article"].gather(at) == some["article"]
    if place != "article":
        same = same & (rows[place].gather(at) == some[place])
    return pl.select(pl.when(same).then(at)).to_series().alias(column)


def _count(rows: pl.DataFrame) -> pl.DataFrame:
    """Go from the base as far as `shift` says, in units of `step`."""
    step, shift, start, end = pl.col("step"), pl.col("shift"), pl.col("base_start"), pl.col("base_end")
    day = add_days(pl.when(shift > 0).then(end).otherwise(start), shift)
    week = monday(add_days(start, 7 * shift))
    year = start.dt.year() + shift.cast(pl.Int32)
    month = part_of_month(shift_month(start, shift))
    # `27 April tahun yang sama`, `Juni tahun itu`.
    of_year = day_of(year, pl.col("month"), pl.col("day"))
    named = tuple(pl.coalesce(of_year, edge) for edge in part_of_month(month_start(year, pl.col("month"))))
    spans = {
        "day": (day, day),
        "week": (week, add_days(week, 6)),
        "month": month,
        "year": (year_start(year), year_end(year)),
        "year_of_month": named,
        "any": (start, end),
        "scene": (start, end),
    }
    first = pl.coalesce(pl.when(step == name).then(span[0]) for name, span in spans.items())
    last = pl.coalesce(pl.when(step == name).then(span[1]) for name, span in spans.items())
    told = (
        pl.when((step == "year_of_month") & of_year.is_not_null())
        .then(pl.lit("day"))
        .when(step == "year_of_month")
        .then(pl.lit("month"))
        .when(step.is_in(["any", "scene"]))
        .then("base_precision")
    )
    exact = told.otherwise(step.replace_strict(PRECISION, default=None, return_dtype=pl.String))
    counted = rows.lazy().with_columns(
        date_start=first, date_end=last, precision=exact, rule=pl.format("anaphor_{}", step)
    )
    return counted.collect().with_columns(precision=pl.when(pl.col("date_start").is_not_null()).then("precision"))


def _next(name: str) -> pl.Expr:
    """Give a column of the next row where that is of the same sentence."""
    return pl.when(pl.col("sentence") == pl.col("sentence").shift(-1)).then(pl.col(name).shift(-1))


def join_ranges(times: pl.DataFrame) -> pl.DataFrame:
    """Make one row of two expressions joined by `hingga` or `antara ... dan`; date `dua hari setelah Selasa (31/1)`.

    Args:
        times: Rows in text order with `sentence`, `start`, `end`, `joint`, dates, `precision`, `role`.

    Returns:
        The rows, ranges as one row from the first expression to the end of the second.
    """
    looks = ("date_start", "date_end", "kind", "day", "year", "month", "direction", "end", "precision")
    rows = times.with_columns(_next(name).alias(f"next_{name}") for name in looks)
    rows = compute_where(rows, pl.col("joint") == "range", moved=_moved())
    joins = (
        (pl.col("moved") >= pl.col("date_start")) & ~pl.col("role").is_in(["after_event", "before_event", "duration"])
    ).fill_null(False)
    rows = rows.with_columns(joins=joins)
    coarse = pl.coalesce(pl.when(pl.col("precision") != "day").then("precision"), "next_precision")
    rows = rows.with_columns(
        joined=pl.col("joins").shift(1, fill_value=False),
        date_end=pl.when("joins").then("moved").otherwise("date_end"),
        future_end=pl.when(pl.col("joins") & (pl.col("moved") >= pl.col("future_start")))
        .then("moved")
        .otherwise("future_end"),
        end=pl.when("joins").then("next_end").otherwise("end"),
        role=pl.when(pl.col("joins") & pl.col("role").is_in(["since", "until"])).then(pl.lit("at")).otherwise("role"),
        precision=pl.when("joins").then(coarse).otherwise("precision"),
        rule=pl.when("joins").then(pl.format("range_{}", pl.col("rule"))).otherwise("rule"),
    ).filter(~pl.col("joined"))
    return _count_from_next(rows).drop("joins", "joined", "moved", *(f"next_{name}" for name in looks))


def _moved() -> pl.Expr:
    """End a range: `Senin hingga Rabu`, `30 Desember hingga 2 Januari` go forward even where each alone would not."""
    start, end = pl.col("next_date_start"), pl.col("next_date_end")
    early = start < pl.col("date_start")
    weekday = (pl.col("next_kind") == "weekday") & pl.col("next_day").is_null()
    # `sejak Sabtu hingga Minggu`: the first such day behind the other, whichever week it would have alone.
    days = (end - pl.col("date_start")).dt.total_days()
    off = early | ((days > 7) & pl.col("next_direction").is_null())
    open_year = pl.col("next_year").is_null() & pl.col("next_month").is_not_null()
    year_later = add_days(month_start(end.dt.year() + 1, end.dt.month()), end.dt.day().cast(pl.Int64) - 1)
    weekday_later = add_days(pl.col("date_start"), days % 7)
    return pl.when(weekday & off).then(weekday_later).when(early & open_year).then(year_later).otherwise(end)


def _count_from_next(rows: pl.DataFrame) -> pl.DataFrame:
    """Count `dua hari setelah Selasa (31/1)` from the day named right behind it."""
    days = pl.col("unit").replace_strict({"day": 1, "week": 7}, default=None, return_dtype=pl.Int64)
    sign = pl.when(pl.col("tail") == "before_event").then(-1).otherwise(1)
    day = add_days(pl.col("next_date_start"), pl.col("amount").cast(pl.Int64) * days * sign)
    counts = (pl.col("joint") == "counts") & day.is_not_null()
    found = pl.when(counts.fill_null(False))
    return rows.with_columns(
        date_start=found.then(day).otherwise("date_start"),
        date_end=found.then(day).otherwise("date_end"),
        precision=found.then(pl.lit("day")).otherwise("precision"),
        role=found.then(pl.lit("at")).otherwise("role"),
    )
