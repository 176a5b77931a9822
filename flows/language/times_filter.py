"""Tell times from what only looks like them: counts that look like years, names that look like months, ages."""

from functools import cache

import polars as pl

from flows.language.numbers import any_of
from flows.language.time_grammar import time_table

NAME_BEFORE = r"[A-Za-z)]\s+$"
NAMED_MONTH = r"\b[A-Z][a-z']+\s+$"
LISTED_YEAR = r"(?:19|20)[0-9]{2}(?:,|,?\s+(?:dan|atau|serta|hingga|sampai))\s+$|\($"
MARK_AFTER = r"^(?:\s*$|\s*[,.;:)\]\"'?!](?:[^0-9]|$)|\s+[A-Z(\[-])"
# What is told behind an occasion.
AFTERWARDS = r"^(?i:seusai|usai|selepas|sehabis)(?-u:\b)"
# The unit of `pada hari yang sama menyatakan ...`: the day told last, be it that of words.
DAY_OF_WORDS = "day_of_words"
SHORT_UNITS = ["hour", "minute", "second"]
# Somebody and what he does (`hari Kim tiba di Hanoi`).
NAMED_ACT = r"^\s+(?:[A-Z][\w'-]*\s+)(?:(?:[A-Z][\w'-]*|dan)\s+)*(?:(?:me|ber|ter|di)[a-z]{4,}|tiba|pergi)(?-u:\b)"


@cache
def cues(kind: str) -> str:
    """Write the words of one kind of time_cues.csv as alternatives of a regular expression.

    Args:
        kind: A kind of that file.

    Returns:
        Alternatives without the brackets around them.
    """
    return any_of(time_table("time_cues").filter(pl.col("kind") == kind)["surface"])


def compute_where(frame: pl.DataFrame, mask: pl.Expr, **columns: pl.Expr) -> pl.DataFrame:
    """Compute columns on the rows of a mask only; elsewhere they are null.

    Args:
        frame: Any rows.
        mask: Rows to compute.
        **columns: Names and expressions; they must not look at other rows.

    Returns:
        All rows in their order with the new columns.
    """
    rows = frame.with_row_index("row_of")
    some = rows.filter(mask).select("row_of", **columns)
    return rows.join(some, on="row_of", how="left", maintain_order="left").drop("row_of")


def told_year() -> pl.Expr:
    """Tell whether the words before make four digits a year (`pada 2017`)."""
    return pl.col("before").str.contains(rf"\b(?:{cues('year_before')})\s+$|{LISTED_YEAR}")


def same_day() -> pl.Expr:
    """Tell `hari` before an event of that day (`pada hari peluncuran itu`)."""
    return (pl.col("kind") == "amount") & pl.col("surface").str.contains("^[Hh]ari")


def drop_false(spans: pl.DataFrame) -> pl.DataFrame:
    """Drop expressions that are no times.

    Args:
        spans: Parsed expressions with `before` and `after` (text around) and `opens`.

    Returns:
        The others.
    """
    kind, before, after = pl.col("kind"), pl.col("before"), pl.col("after")
    bare = kind == "bare_year"
    lone = (kind == "month") & pl.all_horizontal(pl.col("year", "year_word", "direction", "part", "nth").is_null())
    amount = (kind == "amount") & pl.col("tail").is_null()
    counted = after.str.contains(rf"^\s*(?:[.,][0-9]|(?:{cues('counted_after')})\b|%)")
    named = (
        before.str.contains(NAME_BEFORE)
        & ~before.str.contains(rf"\b(?:{cues('year_not_before')})\.?\s+$")
        & (after.str.contains(MARK_AFTER) | after.str.contains(rf"^\s+(?:{cues('year_after')})\b"))
    )
    # `Pada 1998 rudal itu ...`: nobody counts behind these.
    sure = before.str.contains(rf"\b(?:{cues('year_for_sure')})\s+$")
    year = (told_year() & (~counted | sure)) | named | (pl.col("opens") & after.str.contains("^,"))
    month = (
        pl.col("surface").str.contains(r"^[Bb]ulan")
        | ~before.str.contains(NAMED_MONTH)
        | before.str.contains(rf"\b(?:{cues('month_before')})\s+$")
    )
    age = before.str.contains(rf"\b(?:{cues('age_before')})\s+(?:\w+\s+){{0,2}}$")
    checked = compute_where(spans, bare, real_year=year)
    checked = compute_where(checked, lone, real_month=month)
    checked = compute_where(
        checked, amount, real_amount=~pl.col("unit").is_in(SHORT_UNITS) & ~(age & (pl.col("unit") == "year"))
    )
    # `pada hari peluncuran`, but neither `pada hari libur` nor `dua kali di hari pertama`.
    event = before.str.contains(r"\b(?:[Pp]ada|[Dd]i)\s+$") & after.str.contains(rf"{NAMED_ACT}|^\s+[a-z]{{3,}}")
    event &= ~after.str.contains(rf"(?i)^\s+(?:{cues('feast_day')})\b")
    checked = compute_where(checked, same_day(), day_of=event | pl.col("surface").str.contains(" "))
    # `Rudal itu ditembakkan pukul 05.58`: an hour tells its day only in a sentence that tells none.
    hour, here = pl.col("tail").eq_missing("clock"), pl.col("sentence")
    beside = pl.any_horizontal((here == here.shift(step)) & ~hour.shift(step) for step in (1, -1))
    timed = ~hour | ~beside.fill_null(False)
    # `Tahun Baru Imlek` lies elsewhere, `Malam Tahun Baru` is the day before.
    moves = (kind == "feast") & (
        after.str.contains(rf"^\s+(?:{cues('feast_not_after')})\b") | before.str.contains(r"(?i)\bmalam\s+$")
    )
    largest = pl.col("days").list.max()
    calendar = pl.col("month").is_between(1, 12).fill_null(True) & largest.is_between(1, 31).fill_null(True)
    # `keluarga yang terpisah oleh Perang Korea 1950-53`, `Perang Korea pada 1950-an`: those are the years of the war.
    period = before.str.replace(r"\s(?:pada|antara|dari)(\s+(?:tahun\s+)?)$", "$1")
    lasted = pl.when(pl.col("year_end").is_null()).then(before).otherwise(period)
    war = lasted.str.contains(rf"(?i)\b(?:{cues('war')}),?\s+\(?(?:tahun\s+)?$")
    years = pl.col("year").is_not_null() & pl.col("month").is_null()
    checked = compute_where(checked, years, of_war=war)
    # `tahun-tahun mendatang`, `hari-hari ini` are no period.
    doubled = kind.is_in(["unit", "phrase", "deictic"]) & before.str.contains(r"[a-z]-$")
    real = ~doubled & ~moves & pl.col("day_of").fill_null(True) & ~pl.col("of_war").fill_null(False)
    real &= pl.all_horizontal(pl.col("real_year", "real_month", "real_amount").fill_null(True))
    return checked.filter(real & calendar & timed).drop("real_year", "real_month", "real_amount", "of_war", "day_of")
