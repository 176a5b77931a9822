"""Copies: the same text fetched twice, syndicated, or lightly rewritten, found by one-permutation MinHash.

Each article is reduced to a sketch of 128 bins of 16 bits, kept as 32 words of 64 bits. Two articles that share a word
of the sketch are compared; those whose bins agree often enough are one group, and all but the earliest are its copies.
Reference: Li, Owen and Zhang, One Permutation Hashing, NIPS 2012.
"""

from functools import lru_cache

import numpy as np
import polars as pl

SHINGLE = 3
BINS, BANDS = 128, 32
BINS_PER_BAND = BINS // BANDS
FILLED_PER_BAND = 2
ALIKE = 0.45
CONTAINED, ALIKE_IF_CONTAINED = 0.85, 0.3
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
        "content_hash": pl.String(),
        "reported_at": pl.Datetime("us"),
        "shingles": pl.UInt32(),
        "sketch": pl.List(pl.UInt64()),
    }
)


def signatures(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Reduce the running text of each article to a sketch.

    Args:
        articles: Columns `article`, `source_file`, `content_hash`, `fold`, `published_at`, `published_from`.
        paragraphs: Columns `article`, `text_start`, `end`, `kind`.

    Returns:
        One row an article: `source_file`, `content_hash`, `reported_at` (UTC, null when unknown), `shingles` (number
        of different runs of three words), `sketch` (32 words; null when the text is too short to compare).
    """
    bins = _bins(_shingles(articles, paragraphs))
    reported = pl.coalesce(
        pl.col("published_at").dt.replace_time_zone(None), pl.col("published_from").cast(pl.Datetime("us"))
    )
    rows = articles.select("article", "source_file", "content_hash", reported_at=reported)
    rows = rows.join(bins, on="article", how="left", maintain_order="left")
    return rows.select(pl.col(name).cast(kind) for name, kind in SIGNATURE.items())


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


def find_copies(new_signatures: pl.DataFrame, known_signatures: pl.DataFrame) -> pl.DataFrame:
    """Find which articles are copies of which.

    Args:
        new_signatures: Frame of `signatures`.
        known_signatures: The same for articles of earlier runs; an extra column `copy_of` says what they copied so far.

    Returns:
        Columns `source_file`, `content_hash`, `copy_of` (source file of the earliest article of the group, null for
        that one itself): one row for each member of each group that holds a new article. An earlier original that
        turns up late thus takes over its group.
    """
    known = (
        known_signatures
        if "copy_of" in known_signatures.columns
        else known_signatures.with_columns(copy_of=pl.lit(None))
    )
    known = known.join(new_signatures, on="source_file", how="anti")
    everyone = pl.concat(
        [
            known.with_columns(pl.col("copy_of").cast(pl.String), is_new=False),
            new_signatures.with_columns(copy_of=None, is_new=True),
        ],
        how="diagonal_relaxed",
    ).with_row_index("member")
    pairs = _alike(everyone, _candidates(everyone))
    former = (
        everyone.drop_nulls("copy_of")
        .join(everyone.select(copy_of="source_file", other="member"), on="copy_of")
        .select(left="other", right="member")
    )
    groups = _groups(everyone.height, pl.concat([pairs, former.select(pl.col("left", "right").cast(pl.UInt32))]))
    everyone = everyone.with_columns(group=pl.Series(groups)).filter(
        (pl.len().over("group") > 1) & pl.col("is_new").any().over("group")
    )
    ordered = everyone.sort(pl.col("reported_at"), "source_file", nulls_last=True)
    first = pl.col("source_file").first().over("group")
    ordered = ordered.with_columns(copy_of=pl.when(pl.col("source_file") != first).then(first))
    return ordered.select("source_file", "content_hash", "copy_of").sort("source_file")


def _candidates(everyone: pl.DataFrame) -> pl.DataFrame:
    """Pair articles that share a word of their sketches: each with the first and the previous one of its bucket.

    Returns:
        Columns `left`, `right` (members), each pair once, at least one of them new.
    """
    keys = everyone.drop_nulls("sketch").select("member", "is_new", key="sketch").explode("key")
    keys = keys.with_columns(band=pl.int_range(pl.len(), dtype=pl.UInt32).over("member"))
    filled = pl.sum_horizontal(
        ((pl.col("key") // (1 << (16 * i))) % (1 << 16) > 0).cast(pl.UInt8) for i in range(BINS_PER_BAND)
    )
    keys = keys.filter(filled >= FILLED_PER_BAND)
    crowded = keys.filter((pl.len().over("band", "key") > 1) & pl.col("is_new").any().over("band", "key")).sort(
        "member"
    )
    left = pl.col("member")
    linked = crowded.with_columns(first=left.first().over("band", "key"), previous=left.shift(1).over("band", "key"))
    pairs = pl.concat(
        [
            linked.select(left="first", right="member"),
            linked.drop_nulls("previous").select(left="previous", right="member"),
        ]
    )
    return pairs.filter(pl.col("left") != pl.col("right")).unique()


def _alike(everyone: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs whose bins agree often enough, or of which one holds nearly all of the other."""
    if pairs.is_empty():
        return pairs.select(pl.col("left", "right").cast(pl.UInt32))
    sketch = everyone["sketch"].fill_null([0] * BANDS).explode().to_numpy().reshape(-1, BANDS).view(np.uint16)
    sizes = everyone["shingles"].fill_null(0).to_numpy().astype(np.float64)
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    alike = np.zeros(len(left))
    for begin in range(0, len(left), 100_000):
        a, b = sketch[left[begin : begin + 100_000]], sketch[right[begin : begin + 100_000]]
        used = ((a > 0) | (b > 0)).sum(axis=1)
        alike[begin : begin + 100_000] = ((a == b) & (a > 0)).sum(axis=1) / np.maximum(used, 1)
    shared = alike / (1 + alike) * (sizes[left] + sizes[right])
    contained = shared / np.maximum(np.minimum(sizes[left], sizes[right]), 1)
    keep = (alike >= ALIKE) | ((alike >= ALIKE_IF_CONTAINED) & (contained >= CONTAINED))
    return pairs.filter(pl.Series(keep)).select(pl.col("left", "right").cast(pl.UInt32))


def _groups(size: int, pairs: pl.DataFrame) -> np.ndarray:
    """Number the connected groups of members.

    Returns:
        For each member the smallest member of its group.
    """
    label = np.arange(size)
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    while True:
        lower = np.minimum(label[left], label[right])
        update = label.copy()
        np.minimum.at(update, left, lower)
        np.minimum.at(update, right, lower)
        update = update[update]
        if np.array_equal(update, label):
            return label
        label = update
