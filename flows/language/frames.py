"""What frames of facts share: lists that hold nobody, and columns that take over values found elsewhere."""

from collections.abc import Iterable

import polars as pl

# A List of codes, or of names, without any.
NOBODY = pl.lit([], dtype=pl.List(pl.String))


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
