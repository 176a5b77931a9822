"""Look at what stands beside spans: gaps between them, spans that cover them."""

import polars as pl

from flows.language.frames import in_sentence
from flows.language.spans import join_nearest


def with_gap(rows: pl.DataFrame, sentences: pl.DataFrame, longest: int) -> pl.DataFrame:
    """Add what stands between each span and the one before it in the same sentence.

    Args:
        rows: Columns `sentence`, `start`, `end`; not overlapping.
        sentences: Columns `sentence`, `start`, `text`.
        longest: Characters beyond which the gap is not read.

    Returns:
        `rows` ordered by place with `text`, `at` (start of the sentence) and `gap` (null where there is none).
    """
    placed = in_sentence(rows, sentences).sort("sentence", "start")
    before = pl.when(pl.col("sentence") == pl.col("sentence").shift(1)).then(pl.col("end").shift(1))
    length = pl.col("start") - before
    near = length.is_between(0, longest)
    gap = pl.col("text").str.slice(
        pl.when(near).then(before - pl.col("at")).otherwise(0), pl.when(near).then(length).otherwise(0)
    )
    return placed.with_columns(gap=pl.when(near).then(gap))


def covering(rows: pl.DataFrame, spans: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Join to each row the last span that begins at or before it, with its columns nulled where it ended before.

    Args:
        rows: Columns `article`, `start`.
        spans: Columns `article`, `start`, `end` and those of `columns`.
        columns: What to carry over.

    Returns:
        `rows` ordered by place, `columns` and `cover_end` added.
    """
    right = spans.select("article", *columns, cover_start="start", cover_end="end")
    joined = join_nearest(rows, right, "start", "cover_start", by="article").drop("cover_start")
    reached = pl.col("cover_end") > pl.col("start")
    return joined.with_columns(pl.when(reached).then(pl.col(name)).alias(name) for name in ["cover_end", *columns])
