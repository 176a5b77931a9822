"""What frames of facts share: lists that hold nobody, columns from elsewhere, columns that few rows need."""

from collections.abc import Iterable

import polars as pl

# A List of codes, or of names, without any.
NOBODY = pl.lit([], dtype=pl.List(pl.String))
_ROW = "_row"


def party(code: str) -> pl.Expr:
    """Give a List of codes with this one alone."""
    return pl.lit([code], dtype=pl.List(pl.String))


def is_only(parties: pl.Expr, codes: Iterable[str]) -> pl.Expr:
    """Tell Lists of one code that is among these; to join the codes of a List into text costs ten times as much."""
    return (parties.list.len() == 1) & parties.list.first().is_in(list(codes))


def take_over(rows: pl.DataFrame, prefix: str, names: Iterable[str], where: pl.Expr) -> pl.DataFrame:
    """Take columns from those that were found for them.

    Args:
        rows: The columns `names`, and each of them once more with the prefix.
        prefix: What the names of the found columns begin with.
        names: Columns to fill.
        where: Rows that take all of them over.

    Returns:
        `rows` without the found columns.
    """
    names = list(names)
    filled = rows.with_columns(pl.when(where).then(f"{prefix}{name}").otherwise(name).alias(name) for name in names)
    return filled.drop(f"{prefix}{name}" for name in names)


def add_where(rows: pl.DataFrame, where: pl.Expr, **columns: pl.Expr) -> pl.DataFrame:
    """Compute columns in some rows only, for to search text where it cannot matter is the dearest waste of all.

    A `when` does not help: expressions read all of a column, also what a mask hides.

    Args:
        rows: Any frame.
        where: A cheap condition.
        **columns: What to compute; each expression looks at its own row alone.

    Returns:
        `rows` with the columns, null where the condition does not hold.
    """
    numbered = rows.with_row_index(_ROW)
    # Elements of lists have no name.
    read = {name for part in (where, *columns.values()) for name in part.meta.root_names()} - {""}
    found = numbered.select(_ROW, *read).filter(where).select(_ROW, **columns)
    return numbered.join(found, on=_ROW, how="left", maintain_order="left").drop(_ROW)


def in_sentence(rows: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Put the text around spans beside them.

    Args:
        rows: `sentence`, and spans in the article.
        sentences: Of `split_sentences`.

    Returns:
        `rows` in their order with `text` (of the sentence) and `at` (where it begins in the article).
    """
    return rows.join(sentences.select("sentence", "text", at="start"), on="sentence", maintain_order="left")
