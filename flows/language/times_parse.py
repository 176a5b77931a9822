"""Take time expressions apart: what each printed surface names, before any date is computed."""

from typing import Any

import polars as pl

from flows.language.numbers import parse_numbers
from flows.language.time_grammar import time_grammar, time_table, time_values

SCHEMA: dict[str, Any] = {
    "kind": pl.String, "weekday": pl.Int8, "days": pl.List(pl.Int8), "is_range": pl.Boolean, "month_first": pl.Int8,
    "month": pl.Int8, "year": pl.Int32, "year_end": pl.Int32, "year_word": pl.String, "direction": pl.String,
    "in_week": pl.Boolean, "part": pl.String, "nth": pl.Int8, "unit": pl.String, "amount": pl.Float64,
    "tail": pl.String,
}  # fmt: skip
SPAN_OF_DAYS = r"-|hingga|sampai|s/d|s\.d\."


def parse_surfaces(surfaces: pl.Series) -> pl.DataFrame:
    """Parse surfaces that the time grammar matched.

    Args:
        surfaces: Folded text; doubles are parsed once.

    Returns:
        `surface` (unique) and the columns of `SCHEMA`: kind (family of the grammar; phrases give `deictic`,
        `anaphor`, `vague` or `now`), weekday 1 to 7, days of the month, whether they are the ends of a range,
        month_first (month of the first day where it differs), month, year, year_end (of a range of years), year_word
        and direction (-1, 0, 1, same, before, after), in_week (`Jumat pekan depan`), part (early, mid, late), nth,
        unit, amount and tail (ago, ahead, recent, later, earlier, after_event, before_event, clock: an hour).
    """
    rest = surfaces.unique().to_frame("surface")
    parsed = []
    for name, pattern in time_grammar().families.items():
        hit = pl.col("surface").str.contains(pattern)
        if name == "clock":
            parsed.append(_shape(name, rest.filter(hit)))
        else:
            groups = rest.filter(hit).with_columns(group=pl.col("surface").str.extract_groups(pattern))
            parsed.append(_shape(name, groups.unnest("group")))
        rest = rest.filter(~hit)
    return pl.concat(parsed)


def _shape(name: str, groups: pl.DataFrame) -> pl.DataFrame:
    """Bring the named groups of one family into the columns of SCHEMA."""
    clean = groups.with_columns(
        pl.exclude("surface").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars(" .")
    ).with_columns(pl.lit(name).alias("kind"))
    columns = FAMILIES.get(name, _plain)(clean)
    present = [
        pl.col(column).cast(kind, strict=False) if column in columns.columns else pl.lit(None, kind).alias(column)
        for column, kind in SCHEMA.items()
    ]
    return columns.select("surface", *present)


def _first(frame: pl.DataFrame, stem: str) -> pl.Expr:
    """Take the first filled group among the variants of a name, such as `month_n`, `month_w`, `month_nx`."""
    names = [name for name in frame.columns if name == stem or name.startswith(stem + "_")]
    names = [name for name in names if stem != "year" or not name.startswith("year_word")]
    return pl.coalesce(names) if names else pl.lit(None, pl.String)


def _map(column: pl.Expr, kind: str) -> pl.Expr:
    values = time_values(kind)
    return column.replace_strict(list(values), list(values.values()), default=None, return_dtype=pl.String)


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Families that name days of a month: with weekday, written out, in figures or in brackets."""
    days, month = _first(frame, "days"), _first(frame, "month")
    figures = days.str.extract_all(r"[0-9]+").list.eval(pl.element().cast(pl.Int8, strict=False))
    crossing = days.str.contains("/[0-9]").fill_null(False)
    year = _first(frame, "year")
    word = _first(frame, "year_word")
    direction = _first(frame, "direction").str.strip_prefix("yang ")
    return frame.select(
        "surface",
        "kind",
        weekday=_map(_first(frame, "weekday").str.strip_prefix("hari "), "weekday"),
        days=pl.when(crossing).then(figures.list.gather([0, 2], null_on_oob=True)).otherwise(figures),
        is_range=days.str.contains(SPAN_OF_DAYS),
        month_first=pl.when(crossing).then(figures.list.get(1, null_on_oob=True)),
        month=_map(month, "month").fill_null(month),
        year=_year(pl.coalesce(year, word)),
        year_word=_map(word, "direction"),
        direction=_map(direction, "direction"),
        unit=_map(_first(frame, "unit"), "unit"),
        in_week=_first(frame, "week").is_not_null() if any(c.startswith("week_") for c in frame.columns) else None,
    )


def _year(text: pl.Expr) -> pl.Expr:
    """Read a year; `20190` is a slip for 2019, `22` means 2022."""
    long = text.str.extract(r"^((?:19|20)[0-9]{2})[0-9]?$").cast(pl.Int32)
    return long.fill_null(text.str.extract(r"^([0-9]{2})$").cast(pl.Int32) + 2000)


def _spelled(frame: pl.DataFrame) -> pl.DataFrame:
    """Days of a month in words."""
    numbers = parse_numbers(frame["number"]).filter(~pl.col("vague")).select("value", number="surface")
    counted = frame.join(numbers, on="number", how="left", maintain_order="left")
    return _dated(counted.with_columns(days=pl.col("value").cast(pl.Int64).cast(pl.String)))


def _figures(frame: pl.DataFrame) -> pl.DataFrame:
    iso = pl.col("iso").str.split("-")
    day = pl.coalesce("day", iso.list.get(2, null_on_oob=True)).cast(pl.Int8)
    return frame.select(
        "surface",
        "kind",
        days=pl.concat_list(day),
        is_range=False,
        month=pl.coalesce("month", iso.list.get(1, null_on_oob=True)),
        year=pl.coalesce("year", iso.list.get(0, null_on_oob=True)),
    )


def _feast(frame: pl.DataFrame) -> pl.DataFrame:
    """Days that have a name: their value is day and month."""
    date = _map(pl.col("feast"), "feast").str.split("/")
    return frame.select(
        "surface",
        "kind",
        "year",
        days=pl.concat_list(date.list.get(0).cast(pl.Int8)),
        is_range=False,
        month=date.list.get(1),
    )


def _month(frame: pl.DataFrame) -> pl.DataFrame:
    part = pl.col("part")
    return frame.select(
        "surface",
        "kind",
        part=_map(part, "part"),
        nth=_map(part.str.extract("^(?:pekan|minggu) (.*)$"), "nth"),
        month=_map(pl.coalesce("month", "short"), "month"),
        year=_year(pl.coalesce("year", "year_word", "short_year")),
        year_word=_map(pl.col("year_word"), "direction"),
        direction=_map(pl.col("direction"), "direction"),
    )


def _unit(frame: pl.DataFrame) -> pl.DataFrame:
    part = pl.coalesce("part", "bare_part")
    return frame.select(
        "surface",
        "kind",
        part=_map(part, "part"),
        nth=_map(part.str.extract("^(?:pekan|minggu) (.*)$"), "nth"),
        unit=_map(pl.coalesce("unit", "bare_unit"), "unit"),
        direction=_map(pl.col("direction"), "direction"),
    )


def _quarter(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        "surface",
        "kind",
        "year",
        unit=_map(pl.col("unit"), "unit"),
        nth=_map(pl.col("nth"), "nth"),
        direction=_map(pl.col("direction"), "direction"),
    )


def _phrase(frame: pl.DataFrame) -> pl.DataFrame:
    phrases = time_table("time_phrases").rename({"surface": "phrase", "kind": "phrase_kind"})
    return frame.join(phrases, on="phrase", how="left").select("surface", "unit", "amount", kind="phrase_kind")


def _scene(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("surface", kind=pl.lit("anaphor"), amount=pl.lit(0.0), unit=pl.lit("scene"))


def _clock(frame: pl.DataFrame) -> pl.DataFrame:
    """An hour alone goes on with the day told before."""
    return frame.select("surface", kind=pl.lit("anaphor"), amount=pl.lit(0.0), unit=pl.lit("day"), tail=pl.lit("clock"))


def _same_day(frame: pl.DataFrame) -> pl.DataFrame:
    """The day of an event that is named behind: no days after it."""
    return frame.select(
        "surface", kind=pl.lit("amount"), amount=pl.lit(0.0), unit=pl.lit("day"), tail=pl.lit("after_event")
    )


def _amount(frame: pl.DataFrame) -> pl.DataFrame:
    tails = time_table("time_tails").rename({"surface": "tail", "kind": "tail_kind"})
    numbers = parse_numbers(frame["number"].drop_nulls()).rename({"surface": "number"})
    joined = frame.join(tails, on="tail", how="left").join(numbers, on="number", how="left")
    value = pl.when(pl.col("one").is_not_null()).then(1.0).otherwise("value")
    return joined.select(
        "surface",
        "kind",
        amount=value + pl.when(pl.col("half").is_not_null()).then(0.5).otherwise(0.0),
        unit=_map(pl.coalesce("unit", "one_unit"), "unit"),
        tail="tail_kind",
    )


def _years(frame: pl.DataFrame) -> pl.DataFrame:
    short = pl.col("short_decade").cast(pl.Int32) + 1900
    decade = pl.col("decade").is_not_null() | short.is_not_null()
    year = pl.coalesce(pl.col("year").cast(pl.Int32), short)
    # `1950-53` ends in the century in which it starts.
    short_end = year // 100 * 100 + pl.col("short_end").cast(pl.Int32)
    end = pl.coalesce(pl.col("year_end").cast(pl.Int32), pl.when(short_end > year).then(short_end))
    return frame.select(
        "surface",
        part=_map(pl.col("part"), "part"),
        year=year,
        year_end=pl.when(decade).then(year + 9).otherwise(end),
        unit=pl.when(decade).then(pl.lit("decade")).otherwise(pl.lit("year")),
        # Without `tahun` and the like only its surroundings make a number a year.
        kind=pl.when(pl.all_horizontal(pl.col("lead", "part").is_null(), end.is_null()) & ~decade)
        .then(pl.lit("bare_year"))
        .otherwise(pl.lit("year")),
    )


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


FAMILIES = {
    "clock": _clock, "feast": _feast,
    "spelled": _spelled, "weekday": _dated, "written": _dated, "brackets": _dated, "english": _dated,
    "day_of_month": _dated,
    "digits": _figures, "month": _month, "unit": _unit, "quarter": _quarter, "phrase": _phrase, "scene": _scene,
    "amount": _amount, "year": _years, "same_day": _same_day,
}  # fmt: skip
