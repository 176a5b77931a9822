"""The grammar of Indonesian time expressions: words from the lexicon put together to regular expressions."""

import re
from dataclasses import dataclass
from functools import cache

import polars as pl
from babel import Locale

from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.language.numbers import any_of, number_pattern

FIGURES = r"[0-9]{1,4}(?:,[0-9])?\b"
YEAR = r"(?:19|20)[0-9]{2}\b"
DAYS = r"[0-9]{1,2}(?:DJ[0-9]{1,2})*"
# The largest numeral of which days in words are made: `dua puluh satu`.
SPELLED = 11
DAY_JOIN = r"\s*(?:-|,\s*dan\b|,|\bdan\b|\bserta\b|\batau\b|\bhingga\b|\bsampai(?:\s+dengan)?\b|s/d|s\.d\.)\s*"


@dataclass(frozen=True)
class TimeGrammar:
    """Regular expressions of time expressions.

    Attributes:
        find: Finds any expression in running text.
        families: Name of a family of expressions to the expression with named groups that takes its surface apart,
            in the order in which they are tried.
    """

    find: str
    families: dict[str, str]


@cache
def time_table(name: str) -> pl.DataFrame:
    """Read a lexicon file of the language of time.

    Args:
        name: File name without `.csv`: `time_phrases`, `time_roles`, `time_tails`, `time_tense`, `time_attribution`.

    Returns:
        Its columns as text.
    """
    return read_rows(BUNDLED / f"{name}.csv").drop("line")


@cache
def time_words() -> pl.DataFrame:
    """Give the words of time_words.csv together with the month and weekday names of CLDR.

    Returns:
        Columns `surface` (lower case), `kind`, `value`; unique by surface and kind.
    """
    locale = Locale("id")
    days, months = locale.days["format"]["wide"], locale.months["format"]["wide"]
    names = [(name.lower(), "weekday", str(number + 1)) for number, name in days.items()]
    names += [(name.lower(), "month", str(number)) for number, name in months.items()]
    cldr = pl.DataFrame(names, schema=["surface", "kind", "value"], orient="row")
    return pl.concat([time_table("time_words"), cldr]).unique(["surface", "kind"], keep="first", maintain_order=True)


def time_values(kind: str) -> dict[str, str]:
    """Give the meaning of the words of one kind.

    Args:
        kind: A kind of time_words.csv; `month` includes the short forms.

    Returns:
        Lower-case word to value.
    """
    rows = time_words().filter(pl.col("kind").str.starts_with(kind))
    return dict(zip(rows["surface"], rows["value"], strict=True))


def _words(*kinds: str) -> str:
    return any_of(time_words().filter(pl.col("kind").is_in(kinds))["surface"])


def occasions() -> str:
    """Give the names of meetings and papers at or in which somebody speaks, as alternatives."""
    return rf"(?:{_words('occasion')}|KTT)"


def time_units() -> str:
    """Give the units of time, as alternatives."""
    return _words("unit")


def _capital(*kinds: str) -> str:
    """Alternatives that stand with a capital or all in capitals, because the small word means something else."""
    names = sorted(time_words().filter(pl.col("kind").is_in(kinds))["surface"], key=lambda name: (-len(name), name))
    return "|".join(f"{name[0].upper()}(?:{re.escape(name[1:])}|{re.escape(name[1:].upper())})" for name in names)


def _titles(*kinds: str) -> str:
    """Alternatives each word of which has a capital: `Tahun Baru`."""
    return any_of(time_words().filter(pl.col("kind").is_in(kinds))["surface"].str.to_titlecase())


def _name_groups(pattern: str, suffix: str) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{suffix}>", pattern)


@cache
def time_grammar() -> TimeGrammar:
    """Build the grammar from the lexicon.

    Returns:
        The expressions; all of them use ASCII classes only.
    """
    # Hours are taken so that those of `pukul 15.00 hari itu juga` are not read as an amount.
    clock = {"clock": r"(?:[Pp]ukul|[Jj]am)\s+[0-9]{1,2}(?:[.:][0-9]{2})?\b"}
    families = clock | _days() | _periods()
    in_brackets = _in_figures()
    plain = [re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in (rf"\(\s*{in_brackets}\s*\)", *families.values())]
    find = rf"(?-u){plain[0]}|\b(?:{'|'.join(plain[1:])})"
    families["brackets"] = rf"\(\s*{in_brackets}\s*\)"
    return TimeGrammar(find, {name: f"(?-u)^(?:{pattern})$" for name, pattern in families.items()})


def _direction() -> str:
    return rf"(?:yang\s+)?(?P<direction>{_words('direction')})\b"


def _months() -> str:
    return rf"(?:(?i:{_words('month')})|(?i:{_words('month_short')})\b\.?)"


def _year_tail() -> str:
    """`Juni 2018`, `Juni tahun lalu`, `Juni tahun yang sama`."""
    word = rf"(?P<year_word>{YEAR}|{_words('direction')})\b"
    return rf"(?:,?\s+(?P<year>{YEAR})|\s+(?:pada\s+)?tahun\s+(?:yang\s+)?{word})"


def _in_figures() -> str:
    """`16/11`, `3-4/9/2022`, `30/7-1/8`."""
    days = rf"(?P<days>{DAYS.replace('DJ', DAY_JOIN)}|[0-9]{{1,2}}/[0-9]{{1,2}}\s*-\s*[0-9]{{1,2}})\s*"
    return days + r"/\s*(?P<month>[0-9]{1,2})(?:\s*/\s*(?P<year>[0-9]{2,5}))?\b"


def _days() -> dict[str, str]:
    """Families that name days: by weekday, written out, in figures."""
    modifier = rf"(?:\s+(?:(?P<week>[Pp]ekan|[Mm]inggu)\s+)?{_direction()})"
    # `bertemu pada Senin, lalu berunding`: behind a comma only a whole `pekan lalu` belongs to the day.
    apart = rf"(?:(?:,?\s+(?P<week>[Pp]ekan|[Mm]inggu))?\s+{_direction()})"
    daypart = rf"(?:\s+(?:{_words('daypart')})\b)"
    dated = r"(?:[Tt]anggal\s+|[Tt]gl\.?\s+)?"
    written = rf"(?P<days>{DAYS.replace('DJ', DAY_JOIN)})\s+(?:bulan\s+)?(?P<month>{_months()})\b{_year_tail()}?"
    either = dated + rf"(?:{_name_groups(_in_figures(), '_n')}|{_name_groups(written, '_w')})"
    # `Senin malam waktu New York (11/9)`
    zone = r"(?:\s+waktu\s+(?:setempat|[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?))"
    day = rf"(?:{zone}?\s*,?\s*(?:\(\s*{either}\s*\)|{_name_groups(either, 'x')}))"
    weekday = rf"(?P<weekday>[Hh]ari\s+(?i:{_words('weekday')})|{_capital('weekday')})\b"
    return {
        "feast": rf"(?P<feast>{_titles('feast')})(?:nya)?\b(?:\s+(?:tahun\s+)?(?P<year>{YEAR}))?",
        "weekday": rf"{weekday}{daypart}?{_name_groups(modifier, '_1')}?{daypart}?{day}?"
        rf"{_name_groups(apart, '_2')}?{daypart}?",
        "written": rf"{dated}{written}{modifier}?{daypart}?",
        # `Sepuluh Agustus`, `dua puluh satu Mei`.
        "spelled": rf"{dated}(?P<number>{number_pattern('', largest=SPELLED)})\s+(?P<month>{_capital('month')})\b"
        rf"{_year_tail()}?{modifier}?{daypart}?",
        "digits": rf"(?P<day>[0-9]{{1,2}})[-/](?P<month>[0-9]{{1,2}})[-/](?P<year>{YEAR})"
        r"|(?P<iso>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])\b",
        "day_of_month": rf"[Tt]anggal\s+(?P<days>{DAYS.replace('DJ', DAY_JOIN)})\s+(?P<unit>bulan)\s+{_direction()}",
        "english": rf"(?P<month>{_months()})\s+(?P<days>[0-9]{{1,2}}),\s+(?P<year>{YEAR})",
    }


def _periods() -> dict[str, str]:
    """Families that name longer times, count from another time, or name none."""
    part = rf"(?:(?P<part>{_words('part')}|(?:[Pp]ekan|[Mm]inggu)\s+(?:{_words('nth')}))\s+)?"
    decade = r"(?P<decade>\s?-?an)"
    return {
        "month": rf"{part}(?:[Bb]ulan\s+)?(?P<month>{_capital('month')})\b(?:{_year_tail()}|\s+{_direction()})?"
        rf"|(?P<short>{_capital('month_short')})\b\.?\s+(?P<short_year>{YEAR})",
        "quarter": rf"(?P<unit>[Kk]uartal|[Tt]riwulan|[Ss]emester)\s+(?P<nth>{_words('nth')}|I{{1,3}}|IV)\b"
        rf"(?:[\s,/-]+(?:tahun\s+)?(?:(?P<year>{YEAR})|{_direction()}))?",
        "scene": r"(?:[Dd]i\s+sela(?:-sela)?|[Dd]alam|[Dd]i|[Dd]ari|[Pp]ada|[Ll]ewat|[Mm]elalui|[Ss]elama)"
        rf"\s+{occasions()}(?:\s+[a-z]+|(?:\s+(?:{_words('of_occasion')}))+)?\s+(?:itu|tersebut|yang\s+sama)\b(?:\s+juga\b)?"
        rf"|(?:[Ss]e?usai|[Uu]sai|[Ss]elepas|[Ss]ehabis)\s+{occasions()}\b(?:\s+(?:itu|tersebut|ini)\b)?",
        "phrase": rf"(?P<phrase>{any_of(time_table('time_phrases')['surface'])})\b",
        "unit": rf"{part}(?P<unit>{_words('unit')})\s+{_direction()}(?:\s+juga)?"
        rf"|(?P<bare_part>{_words('part')})\s+(?P<bare_unit>[Tt]ahun|[Pp]ekan|[Mm]inggu|[Bb]ulan)\b",
        "amount": _amount(),
        "year": rf"{part}(?:(?P<lead>[Tt]ahun|[Dd]ekade|[Ee]ra)\s+)?(?:(?P<year>(?:19|20)[0-9]{{2}})"
        rf"(?:{decade}|\s*[-/]\s*(?P<year_end>{YEAR})|-(?P<short_end>[0-9]{{2}}))?\b|(?P<short_decade>[5-9]0)\s?-?an\b)",
        # `pada hari peluncuran`, `pada hari ketika Kim tiba`, `tak lama setelah peluncuran`.
        "same_day": rf"[Hh]ari(?:\s+(?:{_words('when')}))?\b|(?:{_words('at_once')})\s+(?:{_words('behind')})\b",
    }


def _amount() -> str:
    """An amount of time: `dua setengah tahun`, `empat tahun delapan bulan`, `dua atau tiga pekan lalu`, `sehari`."""
    units = _words("unit")
    # `senilai dua miliar dolar pekan lalu`: nobody counts millions of weeks.
    numeral = number_pattern(FIGURES, largest=1000)
    number = rf"(?P<number>{numeral}|[Bb]eberapa|[Bb]erbagai)"
    several = rf"(?:(?:\s*-\s*|\s+(?:atau|hingga|sampai)\s+){numeral})?"
    fused = "|".join(sorted(time_values("unit"), key=lambda unit: (-len(unit), unit)))
    return (
        rf"(?:{number}{several}(?P<half>\s+setengah)?\s+(?P<unit>{units})|(?P<one>[Ss]e)(?P<one_unit>{fused}))(?P<suffix>nya)?\b"
        rf"(?:\s+{numeral}\s+(?:{units})\b)?(?:\s+kerja)?(?:\s+(?P<tail>{any_of(time_table('time_tails')['surface'])})\b)?"
    )
