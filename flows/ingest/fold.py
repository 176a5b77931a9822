"""The fold: a text with exactly one ASCII character for each code point, so that offsets in both are the same.

All analysis runs on the fold, because ASCII regular expressions are many times faster and byte offsets equal
character offsets; what users see is sliced from the text itself.
"""

import unicodedata
from functools import cache

import numpy as np
import polars as pl
import pyarrow as pa

UNKNOWN = ord("`")
CODE_POINTS = 0x110000
CARRIAGE_RETURN, NEWLINE, SPACE = 13, 10, 32
# Remains of markup inside text; what a reader would see of them is nothing, a quotation mark or a dash.
MARKUP = r"</?[A-Za-z][A-Za-z0-9]{0,9}(?: [^<>\n]{0,300})?/?>|&(?:[a-z]{2,6}|#[0-9]{2,5});"
SEEN = {"^&(?:quot|[lr]dquo|#34|#822[01]);$": '"', "^&(?:[lr]squo|#39|#821[67]);$": "'", "^&[nm]dash;$": "-"}
# What a tag states of the page is read later.
STATEMENT = "(?i)^<meta "
# A control character that marks where text is cut into pieces.
SCISSORS = "\x01"

SAME_SHAPE = {
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u301d\u301e\uff02",
    "'": "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u02bc\u02bb\u02b9\uff07",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d",
    "*": "\u2022\u2023\u25cf\u25aa\u25ab\u25e6\u00b7\u2219\u2027\u30fb",
    " ": "\t\x0b\x0c\u00a0\u1680\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f",
    "\n": "\u0085\u2028\u2029",
    ".": "\u2026\u2024\u3002",
    "|": "\u00a6\u2502\u2503\uff5c",
}
PLAIN_LETTERS = {
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ß": "s",
    "æ": "a",
    "Æ": "A",
    "œ": "o",
    "ı": "i",
}


@cache
def fold_table() -> np.ndarray:
    """Build the map from code point to ASCII byte.

    Returns:
        Array of 0x110000 unsigned bytes; code points with no ASCII likeness map to a back quote.
    """
    table = np.full(CODE_POINTS, UNKNOWN, dtype=np.uint8)
    table[32:127] = np.arange(32, 127)
    table[:32] = SPACE
    table[NEWLINE] = table[CARRIAGE_RETURN] = NEWLINE
    for code in [*range(0xA1, 0x2200), *range(0x2460, 0x2474), *range(0xFB00, 0xFB07), *range(0xFF01, 0xFF5F)]:
        shape = unicodedata.normalize("NFKD", chr(code))[0]
        if "!" <= shape <= "~":
            table[code] = ord(shape)
    table[0x2000:0x200B] = SPACE
    for ascii_char, likes in SAME_SHAPE.items():
        table[[ord(c) for c in likes]] = ord(ascii_char)
    for letter, plain in PLAIN_LETTERS.items():
        table[ord(letter)] = ord(plain)
    return table


def fold_texts(texts: pl.Series) -> pl.Series:
    r"""Fold texts to ASCII, one character for each code point.

    A carriage return before a newline becomes a space, so that `\r\n` still ends one line only; alone it becomes
    a newline.

    Args:
        texts: Strings without nulls.

    Returns:
        Series `fold` of ASCII strings, each exactly as long in bytes as its text is in code points.
    """
    lengths = texts.str.len_chars().to_numpy().astype(np.int64)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    joined = texts.str.join("").item() if len(texts) else ""
    codes = np.frombuffer((joined or "").encode("utf-32-le"), dtype=np.uint32)
    folded = fold_table()[codes]
    before_newline = (codes[:-1] == CARRIAGE_RETURN) & (codes[1:] == NEWLINE)
    ends = offsets[1:-1] - 1
    before_newline[ends[(ends >= 0) & (ends < len(before_newline))]] = False
    folded[:-1][before_newline] = SPACE
    array = pa.LargeStringArray.from_buffers(len(texts), pa.py_buffer(offsets), pa.py_buffer(folded))
    return blank_markup(pl.Series("fold", pl.from_arrow(array), dtype=pl.String))


def blank_markup(folded: pl.Series) -> pl.Series:
    """Write blanks over tags and character references that a scraper left in the text.

    Args:
        folded: ASCII strings.

    Returns:
        The series with strings of the same lengths.
    """
    rows = pl.DataFrame({"fold": folded}).with_row_index("row")
    marked = rows.filter(pl.col("fold").str.contains(MARKUP))
    if marked.is_empty():
        return folded
    cut = pl.col("fold").str.replace_all(f"({MARKUP})", f"{SCISSORS}${{1}}{SCISSORS}").str.split(SCISSORS)
    pieces = marked.select("row", piece=cut).explode("piece")
    piece, seen = pl.col("piece"), pl.lit("")
    for pattern, shown in SEEN.items():
        seen = pl.when(piece.str.contains(pattern)).then(pl.lit(shown)).otherwise(seen)
    is_markup = (pl.int_range(pl.len()).over("row") % 2 == 1) & ~piece.str.contains(STATEMENT)
    whole = pl.when(is_markup).then(seen.str.pad_end(piece.str.len_bytes())).otherwise(piece)
    blank = pieces.select("row", piece=whole).group_by("row", maintain_order=True).agg(pl.col("piece").str.join(""))
    return (
        rows.join(blank, on="row", how="left", maintain_order="left")
        .select(pl.coalesce("piece", "fold").alias(folded.name))
        .to_series()
    )
