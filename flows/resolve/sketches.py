"""Sketches of articles, small enough to be kept, by which copies are found: one-permutation MinHash.

Each article is reduced to a sketch of 128 bins of 16 bits, kept as 32 words of 64 bits. Reference: Li, Owen and Zhang,
One Permutation Hashing, NIPS 2012.
"""

from functools import lru_cache

import numpy as np
import polars as pl

SHINGLE = 3
BINS, BANDS = 128, 32
FEWEST_SHINGLES = 20
TEXT_KINDS = ("lead", "body")
MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
BLOCK = 1 << 20
WORD_CODES = np.zeros(256, dtype=np.uint8)
for _characters in ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    WORD_CODES[[ord(c) for c in _characters]] = np.arange(1, 27)
WORD_CODES[[ord(c) for c in "0123456789"]] = np.arange(27, 37)
SIGNATURE = pl.Schema(
    {
        "source_file": pl.String(),
        "appeared_by": pl.Datetime("us"),
        "shingles": pl.UInt32(),
        "sketch": pl.List(pl.UInt64()),
    }
)


def signatures(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Reduce the running text of each article to a sketch.

    Args:
        articles: Columns `article`, `source_file`, `fold`, `published_at`, `published_precision`, `published_to`.
        paragraphs: Columns `article`, `text_start`, `end`, `kind`.

    Returns:
        One row an article: `source_file`, `appeared_by` (UTC, null when unknown), `shingles` (number of different
        runs of three words), `sketch` (32 words; null when the text is too short to compare).
    """
    bins = _bins(_shingles(articles, paragraphs))
    rows = articles.select("article", "source_file", appeared_by=_appeared_by())
    rows = rows.join(bins, on="article", how="left", maintain_order="left")
    return rows.select(pl.col(name).cast(kind) for name, kind in SIGNATURE.items())


def _appeared_by() -> pl.Expr:
    """Give the latest moment at which an article can have been published.

    Compared by their earliest moments, a page that gives no more than a year would pass for the original of all that
    appeared in it; so the one that surely was there first comes first.
    """
    moment = pl.col("published_at").dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    printed = pl.when(pl.col("published_precision") == "day").then(moment.dt.offset_by("1d")).otherwise(moment)
    return pl.coalesce(printed, pl.col("published_to").cast(pl.Datetime("us")).dt.offset_by("1d"))


def _shingles(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """List the runs of three words of each article's text.

    Returns:
        Columns `article`, `shingle` (64-bit hash, the same on every machine and in every version).
    """
    text = paragraphs.filter(pl.col("kind").is_in(TEXT_KINDS)).join(
        articles.select("article", "fold"), on="article", maintain_order="left"
    )
    pieces = text.select(
        "article", piece=pl.col("fold").str.slice("text_start", pl.col("end") - pl.col("text_start")) + "\n"
    )
    if pieces.is_empty():
        return pl.DataFrame(schema={"article": pl.UInt32, "shingle": pl.UInt64})
    bounds = np.cumsum(pieces["piece"].str.len_bytes().to_numpy().astype(np.int64))
    hashes, starts = _word_hashes(pieces["piece"].str.join("").item(), bounds)
    owner = pieces["article"].to_numpy()[np.searchsorted(bounds, starts, side="right")]
    count = max(len(hashes) - SHINGLE + 1, 0)
    mixed = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        mixed = (mixed ^ hashes[step : step + count]) * MIXERS[step]
        mixed ^= mixed >> np.uint64(29)
    same = owner[:count] == owner[SHINGLE - 1 : SHINGLE - 1 + count]
    return pl.DataFrame({"article": owner[:count][same], "shingle": mixed[same]})


def _word_hashes(text: str, bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Hash each word of an ASCII text without regard to case, a block of whole paragraphs at a time.

    Polars' own hash may change with its version, and sketches are kept in the warehouse.

    Args:
        text: All paragraphs.
        bounds: Where each paragraph ends.

    Returns:
        A 64-bit hash for each word, and the character at which it begins.
    """
    data = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    cuts = np.unique(np.append(bounds[np.searchsorted(bounds, np.arange(0, len(data), BLOCK)[1:])], len(data)))
    blocks = [_block_hashes(data[begin:end], begin) for begin, end in zip([0, *cuts[:-1]], cuts, strict=True)]
    return np.concatenate([b[0] for b in blocks]), np.concatenate([b[1] for b in blocks])


def _block_hashes(data: np.ndarray, offset: int) -> tuple[np.ndarray, np.ndarray]:
    """Hash the words of one block: differences of a running sum of letters times powers, moved back to the origin."""
    codes = WORD_CODES[data]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], codes > 0, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    power, inverse = _powers(1 << max(len(data) - 1, 1).bit_length())
    running = np.zeros(len(data) + 1, dtype=np.uint64)
    np.cumsum(codes * power[: len(data)], out=running[1:])
    return (running[ends] - running[starts]) * inverse[starts], starts + offset


@lru_cache(maxsize=4)
def _powers(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the powers of an odd number modulo 2**64 and of its inverse, from the power 0 on."""
    base = 0x100000001B3
    tables = np.array([[base], [pow(base, -1, 1 << 64)]], dtype=np.uint64).repeat(size, axis=1)
    tables[:, 0] = 1
    first, second = np.cumprod(tables, axis=1)
    return first, second


def _bins(shingles: pl.DataFrame) -> pl.DataFrame:
    """Keep the smallest shingle of each bin and write the bins as words.

    Returns:
        Columns `article`, `shingles`, `sketch`.
    """
    sizes = shingles.group_by("article").agg(shingles=pl.len().cast(pl.UInt32)).sort("article")
    smallest = shingles.group_by("article", (pl.col("shingle") % BINS).alias("bin")).agg(pl.col("shingle").min())
    position = smallest.join(sizes.with_row_index("row").select("article", "row"), on="article")
    table = np.zeros((sizes.height, BINS), dtype=np.uint16)
    value = (position["shingle"].to_numpy() >> np.uint64(24)).astype(np.uint16)
    table[position["row"].to_numpy(), position["bin"].to_numpy()] = np.maximum(value, 1)
    words = table.view(np.uint64).reshape(sizes.height, BANDS)
    sketch = pl.Series("sketch", words, dtype=pl.Array(pl.UInt64, BANDS)).cast(pl.List(pl.UInt64))
    enough = pl.col("shingles") >= FEWEST_SHINGLES
    return sizes.with_columns(sketch).with_columns(sketch=pl.when(enough).then(pl.col("sketch")))
