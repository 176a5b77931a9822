"""Copies: the same text fetched twice, syndicated, or lightly rewritten.

Two articles that share a word of their sketches (see `sketches`) are compared; those whose bins agree often enough
belong together, and of all that belong together the one that appeared first is the original and the others copy it.
That follows from the set of current articles alone: an original that arrives after its copies takes their place, one
that is withdrawn leaves it to the next, and a rebuild gives what many small runs gave.
"""

import duckdb
import numpy as np
import polars as pl

from flows import sqlfiles
from flows.resolve.sketches import BANDS, BINS

BINS_PER_BAND = BINS // BANDS
FILLED_PER_BAND = 2
ALIKE = 0.45
CONTAINED, ALIKE_IF_CONTAINED = 0.85, 0.3
# Articles that share a word are compared each with so many behind it, which joins larger crowds in a chain.
NEIGHBOURS = 24
PAIRS_AT_ONCE = 100_000


def resolve_copies(con: duckdb.DuckDBPyConnection) -> None:
    """Say of the articles of a run, and of those whose groups they change, which article each one copies.

    What this costs follows from the run, but for one pass over the sketches of all articles (256 bytes each).

    Args:
        con: Connection to the next file with the staged files and `main.dim_article` of this run.
    """
    affected = con.execute(sqlfiles.read("resolve/copies_affected")).pl()
    con.register("found_copy", find_copies(affected))
    sqlfiles.run(con, "resolve/copies")
    con.unregister("found_copy")


def find_copies(sketches: pl.DataFrame) -> pl.DataFrame:
    """Find which articles are copies of which.

    Args:
        sketches: Columns `source_file` and `appeared_by`, `shingles`, `sketch` of `sketches.signatures`; further
            columns are kept.

    Returns:
        The members of groups of two or more, without `appeared_by`, `shingles` and `sketch`, with `copy_of`: source
        file of the one that appeared first (of several the first by name, of undated ones too), null for that one
        itself. Sorted by `source_file`.
    """
    ordered = sketches.drop_nulls("sketch").sort("appeared_by", "source_file", nulls_last=True)
    words = ordered["sketch"].cast(pl.Array(pl.UInt64, BANDS)).to_numpy().reshape(-1, BANDS)
    group = _groups(np.ascontiguousarray(words), ordered["shingles"].to_numpy().astype(np.float64))
    ordered = ordered.drop("appeared_by", "shingles", "sketch").with_columns(group=pl.Series(group, dtype=pl.Int64))
    members = ordered.filter(pl.len().over("group") > 1)
    first = pl.col("source_file").first().over("group")
    members = members.with_columns(copy_of=pl.when(pl.col("source_file") != first).then(first))
    return members.drop("group").sort("source_file")


def _groups(words: np.ndarray, shingles: np.ndarray) -> np.ndarray:
    """Number the groups of articles that are alike, directly or through others.

    Args:
        words: One row of 32 words for each article.
        shingles: Number of shingles of each article.

    Returns:
        For each article the number of one that stands for its group.
    """
    label = np.arange(len(words))
    for band in range(BANDS):
        column = words[:, band]
        order = np.flatnonzero(_filled(column) >= FILLED_PER_BAND)
        order = order[np.argsort(column[order], kind="stable")]
        values = column[order]
        for distance in range(1, min(NEIGHBOURS, len(order) - 1) + 1):
            same = values[distance:] == values[:-distance]
            if not same.any():
                break
            left, right = order[:-distance][same], order[distance:][same]
            # Two that others have joined already need no look.
            apart = label[left] != label[right]
            left, right = left[apart], right[apart]
            alike = _alike(words, shingles, left, right)
            label = _joined(label, left[alike], right[alike])
    return label


def _filled(column: np.ndarray) -> np.ndarray:
    """Count the bins of each word that hold anything."""
    return np.count_nonzero(np.ascontiguousarray(column).view(np.uint16).reshape(-1, BINS_PER_BAND), axis=1)


def _alike(words: np.ndarray, shingles: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Tell of each pair whether its bins agree often enough, or one article holds nearly all of the other."""
    bins = words.view(np.uint16)
    alike = np.zeros(len(left))
    for begin in range(0, len(left), PAIRS_AT_ONCE):
        part = slice(begin, begin + PAIRS_AT_ONCE)
        a, b = bins[left[part]], bins[right[part]]
        used = ((a > 0) | (b > 0)).sum(axis=1)
        alike[part] = ((a == b) & (a > 0)).sum(axis=1) / np.maximum(used, 1)
    shared = alike / (1 + alike) * (shingles[left] + shingles[right])
    contained = shared / np.maximum(np.minimum(shingles[left], shingles[right]), 1)
    return (alike >= ALIKE) | ((alike >= ALIKE_IF_CONTAINED) & (contained >= CONTAINED))


def _joined(label: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Join the groups of pairs.

    Args:
        label: For each article one that stands for its group and for itself.
        left: Articles.
        right: Those that belong together with them.

    Returns:
        The labels after it.
    """
    while True:
        a, b = label[left], label[right]
        apart = a != b
        if not apart.any():
            return label
        label = label.copy()
        np.minimum.at(label, np.maximum(a, b)[apart], np.minimum(a, b)[apart])
        while not np.array_equal(label, label[label]):
            label = label[label]
