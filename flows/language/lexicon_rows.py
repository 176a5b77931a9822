"""Read one lexicon file into typed rows, or say which line is wrong and what to do about it."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from flows.errors import LexiconError
from flows.language.spans import normalise

FLAG, NUMBER, WHOLE, DATE_FROM, DATE_TO, CODES = "flag", "number", "whole", "from", "to", "codes"
# Typographic characters that pages and spreadsheets put in place of ASCII ones.
PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\xa0": " "}
)


@dataclass(frozen=True)
class Table:
    """What the rows of one lexicon file look like.

    Attributes:
        columns: Column name to the type of its cells (`""` is plain text), in file order.
        required: Columns that no row may leave empty.
        entity: Columns that one surface may have only one value of.
        allowed: Column to the values that it may hold.
    """

    columns: dict[str, str]
    required: tuple[str, ...] = ("surface",)
    entity: tuple[str, ...] = ()
    allowed: dict[str, Collection[str]] = field(default_factory=dict)


def fold_surface(surface: str) -> str:
    """Write a surface with one ASCII character for each of its code points, as articles are folded.

    Args:
        surface: Any text; composed to NFC first.

    Returns:
        Text of the same number of (composed) code points; what has no ASCII form becomes a grave accent.
    """
    if surface.isascii():
        return surface
    composed = unicodedata.normalize("NFC", surface).translate(PLAIN)
    bare = (unicodedata.normalize("NFKD", char)[:1] for char in composed)
    return "".join(char if char.isascii() and char else "`" for char in bare)


def read_rows(path: Path) -> pl.DataFrame:
    """Read a lexicon file: comma separated, a header line, `#` comment lines and blank lines anywhere.

    Args:
        path: The CSV file, UTF-8; a cell may be quoted but not broken over lines.

    Returns:
        The columns of the header as trimmed text (empty cells are null) and `line` (1-based line in the file).

    Raises:
        LexiconError: The file is not UTF-8, has no header, or a row has more cells than the header.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path} is not UTF-8 (byte {error.start})", "Save it as UTF-8") from error
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise LexiconError(f"{path} has no header line", "Start it with the column names, separated by commas")
    numbers, texts = zip(*kept, strict=True)
    try:
        rows = pl.read_csv("\n".join(texts).encode(), infer_schema=False)
    except pl.exceptions.PolarsError as error:
        line, cells = _ragged(numbers, texts)
        raise LexiconError(
            f"{path}, line {line}: {cells}", "Quote a cell that holds a comma, one row a line"
        ) from error
    if rows.height != len(texts) - 1:
        line, cells = _ragged(numbers, texts)
        raise LexiconError(f"{path}, line {line}: {cells}", "Close the quotation mark on the same line")
    trimmed = rows.with_columns(pl.all().str.strip_chars().replace("", None))
    return trimmed.with_columns(pl.Series("line", numbers[1:], dtype=pl.Int64))


def _ragged(numbers: tuple[int, ...], texts: tuple[str, ...]) -> tuple[int, str]:
    """Find the first line that does not split into as many cells as the header."""
    width = texts[0].count(",") + 1
    for number, text in zip(numbers, texts, strict=True):
        if text.count('"') % 2:
            return number, "a quotation mark is not closed"
        outside = "".join(text.split('"')[::2])
        if outside.count(",") + 1 > width:
            return number, f"more cells than the {width} columns of the header"
    return numbers[0], "not a table of comma separated cells"


def typed_rows(path: Path, table: Table) -> pl.DataFrame:
    """Read a file and check each cell against its table.

    Args:
        path: The CSV file.
        table: Columns, required cells and allowed values.

    Returns:
        All columns of the table with their types, `folded` (surface in ASCII), `term` (lower case, signs as blanks:
        what `spans.find_terms` looks for), `file` and `line`.

    Raises:
        LexiconError: Unknown or missing column, empty required cell, or a value that its column cannot hold.
    """
    rows = read_rows(path)
    unknown = [name for name in rows.columns if name not in table.columns and name != "line"]
    if unknown:
        raise LexiconError(f"{path}: unknown column {unknown[0]!r}", f"Known columns: {', '.join(table.columns)}")
    absent = [name for name in table.required if name not in rows.columns]
    if absent:
        raise LexiconError(f"{path}: no column {absent[0]!r}", f"Required columns: {', '.join(table.required)}")
    rows = rows.with_columns(pl.lit(None, pl.String).alias(name) for name in table.columns if name not in rows.columns)
    for name in table.required:
        reject(path, rows, pl.col(name).is_null(), f"empty {name}", f"Give a {name} or remove the row")
    for name, values in table.allowed.items():
        bad = pl.col(name).is_not_null() & ~pl.col(name).is_in(list(values))
        reject(path, rows, bad, f"unknown {name} {{{name}!r}}", f"Use one of: {', '.join(sorted(values))}")
    typed = rows.select(*(_cast(path, rows, name, kind) for name, kind in table.columns.items()), "line")
    return _with_terms(path, typed)


def _with_terms(path: Path, rows: pl.DataFrame) -> pl.DataFrame:
    folded = pl.Series("folded", [fold_surface(surface) for surface in rows["surface"]], dtype=pl.String)
    rows = rows.with_columns(folded, file=pl.lit(str(path)))
    rows = rows.with_columns(term=normalise(pl.col("folded")).str.strip_chars())
    reject(path, rows, pl.col("term") == "", "surface {surface!r} has no letter or digit", "Write it in Latin letters")
    return rows


def _cast(path: Path, rows: pl.DataFrame, name: str, kind: str) -> pl.Expr:
    """Turn text cells into their type; a cell that does not fit is an error that names its line."""
    text = pl.col(name)
    if kind == FLAG:
        value, hint = text.replace_strict({"0": False, "1": True}, default=None, return_dtype=pl.Boolean), "Use 0 or 1"
    elif kind == NUMBER:
        value, hint = text.cast(pl.Float64, strict=False), "Use a decimal point, no thousands sign"
    elif kind == WHOLE:
        value, hint = text.cast(pl.Int64, strict=False), "Use a whole number"
    elif kind == DATE_FROM:
        padded = text + pl.lit("-01-01").str.slice(pl.col(name).str.len_bytes() - 4)
        value, hint = padded.str.to_date("%Y-%m-%d", strict=False), "Write YYYY, YYYY-MM or YYYY-MM-DD"
    elif kind == DATE_TO:
        value, hint = _last_day(text), "Write YYYY, YYYY-MM or YYYY-MM-DD"
    elif kind == CODES:
        value, hint = text.str.split(" "), ""
    else:
        return text
    reject(path, rows, text.is_not_null() & value.is_null(), f"bad {name} {{{name}!r}}", hint)
    return (value.fill_null(False) if kind == FLAG else value).alias(name)


def _last_day(text: pl.Expr) -> pl.Expr:
    """Read YYYY, YYYY-MM or YYYY-MM-DD as the last day of the year, month or day that it names."""
    size = text.str.len_bytes()
    return (
        pl.when(size == 4)
        .then((text + "-12-31").str.to_date("%Y-%m-%d", strict=False))
        .when(size == 7)
        .then((text + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end())
        .otherwise(text.str.to_date("%Y-%m-%d", strict=False))
    )


def reject(path: Path, rows: pl.DataFrame, bad: pl.Expr, cause: str, remedy: str) -> None:
    """Raise an error for the first row of which `bad` holds.

    Args:
        path: The file, for the message.
        rows: Columns `line` and those that `bad` and `cause` name.
        bad: Condition on a row.
        cause: What is wrong; `{column!r}` is filled from the row.
        remedy: What to do about it.
    """
    hits = rows.filter(bad)
    if hits.height:
        first = hits.row(0, named=True)
        raise LexiconError(f"{path}, line {first['line']}: {cause.format_map(first)}", remedy)
