"""Checks over all rows of a lexicon file: codes, contradictions, regular expressions."""

from collections.abc import Collection

import polars as pl

from flows.errors import LexiconError

CODE_REMEDY = (
    "Use an ISO 3166-1 alpha-3 code such as KOR, or a body that organisations.csv lists with sector IGO or REB"
)


def check_codes(rows: pl.DataFrame, column: str, codes: Collection[str], remedy: str = CODE_REMEDY) -> None:
    """Raise an error for the first row whose country or actor code is unknown.

    Args:
        rows: Columns `file`, `line` and the named one (text or list of text).
        column: The column of codes; null is fine.
        codes: All known codes.
        remedy: What to do about it.
    """
    flat = rows.explode(column) if rows.schema[column] == pl.List(pl.String) else rows
    bad = flat.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(list(codes)))
    if bad.height:
        first = bad.row(0, named=True)
        raise LexiconError(f"{first['file']}, line {first['line']}: unknown {column} {first[column]!r}", remedy)


def check_contradictions(rows: pl.DataFrame, entity: tuple[str, ...]) -> None:
    """Raise an error when one surface stands for two entities in one file.

    Args:
        rows: Columns `file`, `line`, `surface`, `term`, those of `entity` and perhaps `case_sensitive`.
        entity: Columns whose values a surface determines.
    """
    if not entity:
        return
    # `AS` (the country) and `as` may differ, `Ri` and `RI` too: with case they are two surfaces.
    keys = [pl.col("term")]
    if "case_sensitive" in rows.columns:
        keys = [pl.when("case_sensitive").then("folded").otherwise("term").alias("spelling")]
    ordered = rows.sort("line").with_columns(what=pl.concat_str(entity, separator="|", ignore_nulls=True))
    clash = ordered.with_columns(first=pl.col("what").first().over(keys), first_line=pl.col("line").first().over(keys))
    bad = clash.filter(pl.col("what") != pl.col("first"))
    if bad.height:
        row = bad.row(0, named=True)
        cause = f"{row['file']}, line {row['line']}: {row['surface']!r} is {row['what']!r} but {row['first']!r}"
        raise LexiconError(
            f"{cause} in line {row['first_line']}", "Keep one of the two rows or make the surface longer"
        )


def check_patterns(rows: pl.DataFrame) -> None:
    """Raise an error for the first regular expression that cannot be used or matches the empty string.

    Args:
        rows: Columns `file`, `line`, `surface`; checked only when there is a flag `pattern`.
    """
    if "pattern" not in rows.columns:
        return
    marked = rows.filter("pattern")
    together = "|".join(f"(?:{rule})" for rule in marked["folded"])
    if not together or _finds_something(together):
        return
    for row in marked.iter_rows(named=True):
        if not _finds_something(row["folded"]):
            cause = f"{row['file']}, line {row['line']}: bad pattern {row['surface']!r}"
            raise LexiconError(cause, "Write a Rust regular expression that matches at least one character")


def _finds_something(pattern: str) -> bool:
    try:
        return not pl.select(pl.lit("").str.contains(pattern)).item()
    except pl.exceptions.ComputeError:
        return False
