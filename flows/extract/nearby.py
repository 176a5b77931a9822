"""Look at what stands beside spans: gaps between them, spans that cover them, a place in the batch."""

import polars as pl


def position(article: str = "article", at: str = "start") -> pl.Expr:
    """One number for a place in the batch, so that an as-of join needs no groups."""
    return pl.col(article).cast(pl.Int64) * 2**32 + pl.col(at).cast(pl.Int64)


def with_gap(rows: pl.DataFrame, sentences: pl.DataFrame, longest: int) -> pl.DataFrame:
    """Add what stands between each span and the one before it in the same sentence.

    Args:
        rows: Columns `sentence`, `start`, `end`; not overlapping.
        sentences: Columns `sentence`, `start`, `text`.
        longest: Characters beyond which the gap is not read.

    Returns:
        `rows` ordered by place with `text`, `at` (start of the sentence) and `gap` (null where there is none).
    """
    placed = rows.join(sentences.select("sentence", "text", at="start"), on="sentence").sort("sentence", "start")
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
    right = spans.select(position().alias("at"), pl.col("end").alias("cover_end"), *columns).sort("at")
    left = rows.with_columns(at=position()).sort("at")
    joined = left.join_asof(right, on="at", strategy="backward")
    same = joined.join_asof(right.select("at", span_at="at"), on="at", strategy="backward")["span_at"]
    reached = (same // 2**32 == joined["article"].cast(pl.Int64)) & (joined["cover_end"] > joined["start"])
    return joined.with_columns(
        pl.when(pl.Series(reached)).then(pl.col(name)).otherwise(None).alias(name) for name in ["cover_end", *columns]
    ).drop("at")
