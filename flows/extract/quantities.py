"""Quantities: numbers with the thing that they count or measure."""

from functools import cache

import polars as pl

from flows.language.lexicon import BUNDLED, Lexicon
from flows.language.lexicon_rows import read_rows
from flows.language.numbers import any_of, find_numbers
from flows.language.time_grammar import time_words
from flows.language.times_filter import told_year

AFTER, BEFORE = 90, 60
MEASURES = ["distance", "weight", "money"]
# `Rp24 T`: letters behind a sum that stand for a power of ten.
SCALES = {"thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
# A weapon or vehicle named by its model alone: `empat Hwasong-12`, `dua F-35A`.
MODEL = r"[A-Z][A-Za-z]*-[0-9]+[A-Za-z]*"
PHRASE = r"^\s*((?:[A-Za-z0-9'/-]+\s+){0,5}[A-Za-z0-9'/-]+)"


@cache
def _bundled(name: str) -> pl.DataFrame:
    return read_rows(BUNDLED / f"{name}.csv").drop("line")


def find_quantities(sentences: pl.DataFrame, lexicon: Lexicon | None = None) -> pl.DataFrame:
    """Find counted and measured things.

    Args:
        sentences: Columns `article`, `sentence`, `start`, `text` (folded), in text order.
        lexicon: Words to read with (tables `units` and `unit_marks`); the bundled ones when null.

    Returns:
        `article`, `sentence`, `value` (low end of a range, low bound of a vague count), `unit` (as printed), `what`
        (phrase of what is counted, or what is measured), `surface` (number and unit), `char_start`, `char_end`, `bound`
        (about, at_least, at_most or null), `rule` (count, measure, model, part_of, unit_before), `confidence`. What an
        article tells again is there once. Ordinals, dates, ages, stretches of time and numbers of laws are left out.
    """
    tables = (_bundled(name) if lexicon is None else lexicon.table(name) for name in ("units", "unit_marks"))
    units, marks = tables
    numbers = _add_surroundings(find_numbers(sentences), sentences).filter(~_is_name(marks))
    found = _inherit_units(_add_units(numbers, units, marks), marks)
    return _tell_once(_describe(found.filter(_is_worth()), marks))


def _words(marks: pl.DataFrame, *kinds: str) -> str:
    return any_of(marks.filter(pl.col("kind").is_in(kinds))["surface"])


def _add_surroundings(numbers: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    base = sentences.select("sentence", "text", base=pl.col("start").cast(pl.Int64))
    at, stop = pl.col("start") - pl.col("base"), pl.col("end") - pl.col("base")
    skip = pl.max_horizontal(at - BEFORE, 0)
    return (
        numbers.join(base, on="sentence", how="left", maintain_order="left")
        .with_columns(before=pl.col("text").str.slice(skip, at - skip), after=pl.col("text").str.slice(stop, AFTER))
        .drop("base")
    )


def _is_name(marks: pl.DataFrame) -> pl.Expr:
    """Numbers of articles, hours, ages and years count nothing; `salah satu` and `pembicaraan enam negara` neither."""
    months = any_of(time_words().filter(pl.col("kind") == "month")["surface"])
    before, digits = pl.col("before"), pl.col("surface").str.contains(r"^(?:19|20)[0-9]{2}$")
    year = digits & (told_year() | before.str.contains(rf"\b(?:{months})\s+$"))
    return year | before.str.contains(rf"\b(?:{_words(marks, 'code_before', 'never_before')})\s+$")


def _add_units(numbers: pl.DataFrame, units: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Add `unit`, `unit_kind`, `least`, `ahead` and `behind` (characters of the unit before and after the number)."""
    classifier, names = _words(marks, "classifier"), any_of(units["surface"].str.to_lowercase())
    modifier = rf"\s+(?:(?:{_words(marks, 'modifier')})\s+)?"
    pattern = rf"^({modifier})((?i:(?:(?:{classifier})\s+)?(?:{names})))(?:nya)?(?:-[a-z]+)?\b"
    signs = marks.filter(pl.col("kind").is_in(["currency", "prefix"]))["surface"]
    stands_before = "|".join(
        sign.replace("$", r"\$").replace(".", r"\.") for sign in sorted(signs, key=len, reverse=True)
    )
    groups = pl.col("after").str.extract_groups(pattern)
    rows = (
        numbers.lazy()
        .with_columns(
            sign=pl.col("before").str.extract(rf"(?:^|[^A-Za-z])((?i:{stands_before})\s?)$"),
            gap=groups.struct.field("1"),
            printed=groups.struct.field("2"),
            model=pl.col("after").str.extract(rf"^\s+({MODEL})\b"),
        )
        .collect()
    )
    whole = pl.col("printed").str.to_lowercase().str.replace_all(r"\s+", " ")
    known = units.select(
        bare=pl.col("surface").str.to_lowercase(), unit_kind="kind", least=pl.col("least").cast(pl.Float64)
    )
    rows = rows.with_columns(bare=whole).join(known, on="bare", how="left", maintain_order="left")
    # `dua orang tentara`: the unit is known behind its classifier.
    counted = rows.select(bare=whole.str.replace(rf"^(?:{classifier})\s+", "")).join(
        known, on="bare", how="left", maintain_order="left"
    )
    signed = pl.col("sign").is_not_null()
    scale = pl.when(pl.col("sign").str.contains("(?i)rp|idr")).then(
        pl.col("after").str.extract(rf"^(\s?(?:{_words(marks, *SCALES)}))\b")
    )
    power = marks.filter(pl.col("kind").is_in(SCALES)).select(
        scale=pl.col("surface"), power=pl.col("kind").replace_strict(SCALES, return_dtype=pl.Float64)
    )
    rows = rows.with_columns(short=scale, scale=scale.str.strip_chars().str.to_lowercase())
    rows = rows.join(power, on="scale", how="left", maintain_order="left")
    behind = pl.coalesce(
        pl.when(signed).then(pl.col("short").str.len_bytes().fill_null(0)),
        pl.col("gap").str.len_bytes() + pl.col("printed").str.len_bytes(),
        pl.col("model").str.len_bytes() + 1,
    )
    # `balon sampah yang kini melampaui 6.000 buah`: a classifier alone stands for the thing named last.
    alone = whole.str.contains(rf"^(?:{classifier})$") & (whole != "orang")
    thing = pl.when(alone).then(pl.col("before").str.extract_all(rf"\b(?i:{names})\b").list.last())
    return rows.with_columns(
        value=pl.col("value") * pl.col("power").fill_null(1),
        unit=pl.coalesce(pl.col("sign").str.strip_chars().str.strip_prefix("ber"), thing, "printed", "model"),
        unit_kind=pl.when(signed).then(pl.lit("money")).otherwise(
            pl.coalesce("unit_kind", counted["unit_kind"], pl.when(pl.col("model").is_not_null()).then(pl.lit("model")))
        ),
        least=pl.when(~signed).then(pl.coalesce("least", counted["least"])),
        ahead=pl.col("sign").str.len_bytes().fill_null(0).cast(pl.Int64),
        behind=behind.fill_null(0).cast(pl.Int64),
    )  # fmt: skip


def _inherit_units(rows: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Give a number without unit that of its neighbour: `39 dari 112 gerai`, `naik dari 25`, `tiga di antaranya`."""
    bare = pl.col("unit").is_null()
    shares = (
        bare
        & (pl.col("sentence") == pl.col("sentence").shift(-1))
        & ((pl.col("start").shift(-1) - pl.col("end")) <= 14)
        & pl.col("after").str.contains(r"^\s+dari\s+(?:total\s+)?")
    ).fill_null(False)
    # `lima dari orang-orang itu`
    members = pl.when(bare).then(pl.col("after").str.extract(r"^\s+dari\s+([a-z]{4,})-"))
    rows = rows.with_columns(
        unit=pl.coalesce("unit", pl.when(shares).then(pl.col("unit").shift(-1)), members),
        unit_kind=pl.coalesce("unit_kind", pl.when(shares).then(pl.col("unit_kind").shift(-1))),
        rule=pl.when(shares | (bare & members.is_not_null())).then(pl.lit("part_of")),
    )
    told = (pl.col("article") == pl.col("article").shift(1)) & (
        pl.col("sentence").cast(pl.Int64) - pl.col("sentence").shift(1).cast(pl.Int64) <= 1
    )
    after = pl.col("after").str.contains(rf"^\s+(?:{_words(marks, 'inherit_after')})\b")
    before = pl.col("before").str.contains(rf"\b(?:{_words(marks, 'inherit_before')})\s+$")
    takes = (pl.col("unit").is_null() & told & (pl.col("value") >= 2) & (after | before)).fill_null(False)
    lent = pl.when(takes)
    return rows.with_columns(
        unit=lent.then(pl.col("unit").shift(1)).otherwise("unit"),
        unit_kind=lent.then(pl.col("unit_kind").shift(1)).otherwise("unit_kind"),
        rule=lent.then(pl.lit("unit_before")).otherwise("rule"),
    )


def _is_worth() -> pl.Expr:
    phrase = (pl.col("unit_kind") == "none").fill_null(False)
    enough = pl.col("value") >= pl.col("least").fill_null(0)
    return pl.col("unit").is_not_null() & pl.col("value").is_not_null() & ~phrase & enough


def _describe(rows: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Say what is counted: the phrase behind the number, or for a measure the word before it."""
    ends = rf"\s(?:(?:{_words(marks, 'phrase_end')})\b|(?:di|me)[a-z]{{4,}}).*$"
    summed = pl.when(pl.col("ahead") > 0).then("behind").otherwise(0)
    phrase = pl.col("after").str.slice(summed).str.extract(PHRASE).str.replace(ends, "")
    # `mencuri US$3 miliar antara 2017 hingga 2023`: what opens with a preposition names nothing.
    opened = rf"^(?:{_words(marks, 'phrase_end')}|(?:di|me)[a-z]{{4,}})\b"
    phrase = pl.when(~(pl.col("unit_kind") == "money").fill_null(False) | ~phrase.str.contains(opened)).then(phrase)
    near = pl.col("before").str.extract(r"([^,;]*)$").str.to_lowercase()
    head = near.str.extract_all(rf"\b(?:{_words(marks, 'head')})\b").list.last()
    measure = pl.col("unit_kind").is_in(MEASURES)
    what = pl.when(measure).then(pl.coalesce(head, phrase, "unit")).when(pl.col("rule").is_not_null()).then("unit")
    named = pl.when(pl.col("unit_kind") == "model").then(pl.lit("model")).otherwise(pl.lit("count"))
    rule = pl.coalesce("rule", pl.when(measure).then(pl.lit("measure")).otherwise(named))
    sure = (
        pl.when(pl.col("rule").is_not_null()).then(0.75).when(pl.col("vague")).then(0.6)
        .when(measure).then(0.97).when(pl.col("value") == 1).then(0.75).otherwise(0.92)
    )  # fmt: skip
    start, end = pl.col("start") - pl.col("ahead"), pl.col("end") + pl.col("behind")
    return rows.with_columns(
        definite=pl.col("after").str.contains(r"^(?:\s+[A-Za-z-]+){1,3}\s+(?:itu|tersebut)\b")
    ).select(
        "article",
        "sentence",
        "value",
        unit=pl.col("unit").str.replace_all(r"\s+", " "),
        what=what.otherwise(phrase),
        surface=pl.format(
            "{}{}{}", pl.col("sign").fill_null(""), "surface", pl.col("after").str.slice(0, pl.col("behind"))
        ),
        char_start=start,
        char_end=end,
        bound="bound",
        rule=rule,
        confidence=sure,
        definite="definite",
        measure=measure,
    )


def _tell_once(rows: pl.DataFrame) -> pl.DataFrame:
    """Drop what is told again: `dua warga yang dituduh` behind `dua warga Cina`, `dua pria itu`, a distance twice."""
    key = ["article", "value", pl.col("unit").str.to_lowercase().str.extract(r"^(\S+)")]
    what = pl.col("what").str.to_lowercase()
    earlier = [what.first().over(key), what.shift(1).over(key)]
    nth = pl.int_range(pl.len()).over(key)
    within = pl.any_horizontal(other.str.starts_with(what) for other in earlier).fill_null(False)
    again = (nth > 0) & (pl.col("measure") | pl.col("definite") | within)
    return rows.filter(~again).drop("definite", "measure")
