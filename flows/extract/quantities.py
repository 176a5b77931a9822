"""Quantities: numbers with the thing that they count or measure."""

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.language.numbers import any_of, find_numbers
from flows.language.times_filter import told_year

if TYPE_CHECKING:
    from flows.language.lexicon import Lexicon

AFTER, BEFORE = 90, 44
MEASURES = ["distance", "weight", "money"]
# A weapon or vehicle known by its number alone: `empat Hwasong-12`, `dua F-35A`.
MODEL = r"[A-Z][A-Za-z]*-[0-9]+[A-Za-z]*"
MONTHS = r"\b(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)\s+$"


@cache
def _bundled(name: str) -> pl.DataFrame:
    return read_rows(BUNDLED / f"{name}.csv").drop("line")


def _table(name: str, lexicon: "Lexicon | None") -> pl.DataFrame:
    return _bundled(name) if lexicon is None else lexicon.table(name)


def _words(marks: pl.DataFrame, kind: str) -> str:
    return any_of(marks.filter(pl.col("kind") == kind)["surface"])


def find_quantities(sentences: pl.DataFrame, lexicon: "Lexicon | None" = None) -> pl.DataFrame:
    """Find counted and measured things.

    Args:
        sentences: Columns `article`, `paragraph`, `sentence`, `start`, `text` (folded), in text order.
        lexicon: Words to read with (tables `units` and `unit_marks`); the bundled ones when null.

    Returns:
        `article`, `sentence`, `value` (low end of a range, low bound of a vague count), `unit` (as printed, singular),
        `what` (the phrase of what is counted, or what is measured), `surface`, `char_start`, `char_end` (from the
        number to the end of the unit), `bound` (about, at_least, at_most or null), `rule`, `confidence`.
    """
    units, marks = _table("units", lexicon), _table("unit_marks", lexicon)
    numbers = _add_surroundings(find_numbers(sentences), sentences)
    numbers = numbers.filter(~_named_number(marks))
    found = _add_units(numbers, units, marks)
    found = _inherit_units(found, marks).filter(_worth())
    return _describe(found, marks)


def _add_surroundings(numbers: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    base = sentences.select("sentence", "text", base=pl.col("start").cast(pl.Int64))
    at, stop = pl.col("start") - pl.col("base"), pl.col("end") - pl.col("base")
    skip = pl.max_horizontal(at - BEFORE, 0)
    return (
        numbers.join(base, on="sentence", how="left", maintain_order="left")
        .with_columns(before=pl.col("text").str.slice(skip, at - skip), after=pl.col("text").str.slice(stop, AFTER))
        .drop("text", "base")
    )


def _named_number(marks: pl.DataFrame) -> pl.Expr:
    """Numbers of articles, hours, ages and years count nothing."""
    named = pl.col("before").str.contains(rf"\b(?:{_words(marks, 'code_before')})\s+$")
    year = pl.col("surface").str.contains(r"^(?:19|20)[0-9]{2}$") & (
        told_year() | pl.col("before").str.contains(MONTHS)
    )
    return named | year


def _add_units(numbers: pl.DataFrame, units: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Add `unit`, `unit_kind`, `least` and `unit_end` (offset behind the number) where a unit follows or stands before."""
    classifier, modifier = _words(marks, "classifier"), _words(marks, "modifier")
    names = any_of(units["surface"].str.to_lowercase())
    pattern = rf"^(\s+(?:(?:{modifier})\s+)?)((?:(?i:{classifier})\s+)?(?i:{names}))(?:-[a-z]+)?\b"
    currency = pl.col("before").str.extract(rf"(?:^|[^A-Za-z])((?i:{_currencies(marks)}))\s?$")
    groups = pl.col("after").str.extract_groups(pattern)
    model = pl.col("after").str.extract(rf"^\s+({MODEL})\b")
    rows = numbers.with_columns(
        gap=groups.struct.field("1"), printed=groups.struct.field("2"), model=model, currency=currency
    )
    unit = pl.coalesce("currency", "printed", "model")
    kinds = units.select(key=pl.col("surface").str.to_lowercase(), unit_kind="kind", least=pl.col("least").cast(pl.Float64))
    clean = pl.col("printed").str.to_lowercase().str.replace_all(r"\s+", " ")
    bare = clean.str.replace(rf"^(?:{classifier})\s+", "")
    rows = rows.with_columns(unit=unit, whole=clean, bare=bare)
    rows = rows.join(kinds, left_on="bare", right_on="key", how="left", maintain_order="left")
    kind = pl.when(pl.col("currency").is_not_null()).then(pl.lit("money")).when(pl.col("model").is_not_null()).then(
        pl.coalesce("unit_kind", pl.lit("weapon"))
    ).otherwise("unit_kind")  # fmt: skip
    length = pl.when(pl.col("currency").is_not_null()).then(0).when(pl.col("printed").is_not_null()).then(
        pl.col("gap").str.len_bytes() + pl.col("printed").str.len_bytes()
    ).otherwise(pl.col("model").str.len_bytes() + 1)  # fmt: skip
    return rows.with_columns(unit_kind=kind, unit_end=length.cast(pl.Int64)).drop("gap", "printed", "model", "whole", "bare")


def _currencies(marks: pl.DataFrame) -> str:
    signs = marks.filter(pl.col("kind") == "currency")["surface"]
    return "|".join(sign.replace("$", r"\$").replace(".", r"\.") for sign in sorted(signs, key=len, reverse=True))


def _inherit_units(rows: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Give a number without unit that of its neighbour: `39 dari 112 gerai`, `naik dari 25`, `tiga di antaranya`."""
    same = pl.col("sentence") == pl.col("sentence").shift(-1)
    bare = pl.col("unit").is_null()
    share = bare & pl.col("after").str.contains(r"^\s+dari\s+(?:total\s+)?(?:[0-9]|[a-z]+\s)") & same
    share = share & ((pl.col("start").shift(-1) - pl.col("end")) <= 12) & pl.col("unit").shift(-1).is_not_null()
    members = pl.col("after").str.extract(r"^\s+dari\s+(orang|[a-z]{4,})-")
    rows = rows.with_columns(
        unit=pl.coalesce("unit", pl.when(share).then(pl.col("unit").shift(-1)), pl.when(bare).then(members)),
        unit_kind=pl.coalesce("unit_kind", pl.when(share).then(pl.col("unit_kind").shift(-1))),
        from_next=share.fill_null(False),
    )
    told = pl.col("article") == pl.col("article").shift(1)
    near = (pl.col("sentence").cast(pl.Int64) - pl.col("sentence").shift(1).cast(pl.Int64)) <= 1
    after = pl.col("after").str.contains(rf"^\s+(?:{_words(marks, 'inherit_after')})\b")
    before = pl.col("before").str.to_lowercase().str.contains(rf"\b(?:{_words(marks, 'inherit_before')})\s+$")
    open_ = pl.col("unit").is_null() & told & near & (pl.col("value") >= 2)
    takes = (open_ & (after | before)).fill_null(False)
    return rows.with_columns(
        unit=pl.when(takes).then(pl.col("unit").shift(1)).otherwise("unit"),
        unit_kind=pl.when(takes).then(pl.col("unit_kind").shift(1)).otherwise("unit_kind"),
        from_last=takes,
    )


def _worth() -> pl.Expr:
    kind = pl.col("unit_kind")
    return (
        pl.col("unit").is_not_null()
        & pl.col("value").is_not_null()
        & (kind != "none").fill_null(True)
        & (pl.col("value") >= pl.col("least").fill_null(0))
    )


def _describe(rows: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Say what is counted: the phrase behind the number, or for a measure the word before it."""
    unit_end = pl.col("end") + pl.col("unit_end").fill_null(0)
    phrase = (
        pl.col("after").str.extract(r"^\s*((?:[A-Za-z0-9'/-]+\s+){0,5}[A-Za-z0-9'/-]+)")
        .str.replace(rf"\s(?:{_words(marks, 'phrase_end')})\b.*$", "")
    )  # fmt: skip
    head = pl.col("before").str.to_lowercase().str.extract(rf"\b({_words(marks, 'head')})\b[^,;]*$")
    measure = pl.col("unit_kind").is_in(MEASURES)
    lent = pl.col("from_next") | pl.col("from_last")
    rule = (
        pl.when("from_next").then(pl.lit("part_of")).when("from_last").then(pl.lit("unit_before"))
        .when(measure).then(pl.lit("measure")).otherwise(pl.lit("count"))
    )  # fmt: skip
    sure = pl.when(lent).then(0.7).when(pl.col("vague")).then(0.6).when(measure).then(0.95).otherwise(0.85)
    return rows.select(
        "article",
        "sentence",
        "value",
        unit=pl.col("unit").str.replace_all(r"\s+", " "),
        what=pl.when(measure).then(pl.coalesce(head, "unit")).otherwise(pl.when(lent).then("unit").otherwise(phrase)),
        surface="surface",
        char_start="start",
        char_end=unit_end,
        bound="bound",
        rule=rule,
        confidence=sure,
    )
