"""Windows over rows that stand together: many times faster than `over` where groups are small and many.

All expressions expect rows whose keys are contiguous, as frames in text order have them.
"""

import polars as pl


def is_first(key: pl.Expr) -> pl.Expr:
    """Tell the first row of each run of equal keys."""
    return (key != key.shift(1)).fill_null(True)


def forward_within(value: pl.Expr, key: pl.Expr) -> pl.Expr:
    """Carry the last known value forward inside its key."""
    home = pl.when(value.is_not_null()).then(key).forward_fill()
    return pl.when(home == key).then(value.forward_fill())


def backward_within(value: pl.Expr, key: pl.Expr) -> pl.Expr:
    """Carry the next known value backward inside its key."""
    home = pl.when(value.is_not_null()).then(key).backward_fill()
    return pl.when(home == key).then(value.backward_fill())


def shift_within(value: pl.Expr, key: pl.Expr, step: int = 1) -> pl.Expr:
    """Give the value `step` rows before (behind, where negative) of the same key."""
    return pl.when(key.shift(step) == key).then(value.shift(step))


def before_within(value: pl.Expr, key: pl.Expr) -> pl.Expr:
    """Give the last known value of the rows before this one inside its key."""
    return shift_within(forward_within(value, key), key)


def count_within(flag: pl.Expr, key: pl.Expr) -> pl.Expr:
    """Count true flags of the key up to and including this row."""
    total = flag.cast(pl.Int64).cum_sum()
    base = pl.when(is_first(key)).then(total - flag.cast(pl.Int64)).forward_fill()
    return total - base
