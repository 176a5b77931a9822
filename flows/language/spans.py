"""Find words and patterns in folded text and say where they stand.

Folded text has one ASCII character per code point, so byte positions are character positions. Every function
works on a frame with a `text` column and a `start` column (where that text begins in the article) and returns
one row for each hit with `start` and `end` in the article.
"""

from typing import Literal

import polars as pl

from flows.language.windows import is_first

# More than the length of any article.
FAR = 100_000_000
# Spans of this many characters and more count as equally long.
LONGEST = 2**12
NUMBER = pl.int_range(pl.len(), dtype=pl.UInt32)
_PLACE = "_place"
Side = Literal["backward", "forward"]
SIDES: tuple[Side, ...] = ("backward", "forward")


def normalise(text: pl.Expr) -> pl.Expr:
    """Lower-case folded text and turn all that is not a letter or digit into a blank, padded by one blank each side.

    The length grows by two and nothing else moves, so a term found at position p of the result stands at p of the text.
    Hyphens count as blanks: `Kim Jong-un` and `Kim Jong Un` are one term.
    """
    blank = text.str.to_lowercase().str.replace_all("[^a-z0-9]", " ")
    return pl.format(" {} ", blank)


def find_pattern(frame: pl.DataFrame, pattern: str, keep: list[str]) -> pl.DataFrame:
    """Find a regular expression.

    Args:
        frame: Columns `text` (folded), `start` and those named in `keep`.
        pattern: Rust regular expression that never matches the empty string.
        keep: Columns to carry along; together they must identify the row.

    Returns:
        Columns of `keep`, `surface` (folded), `start`, `end`; in text order.
    """
    # Cut behind each match, so that the lengths of the pieces add up to where the matches end.
    pieces = pl.col("text").str.split(pattern, inclusive=True, literal=False)
    matches = (
        frame.lazy()
        .select(*keep, "text", pl.col("start").cast(pl.Int64), surface=pl.col("text").str.extract_all(pattern))
        .filter(pl.col("surface").list.len() > 0)
        .with_columns(piece=pieces.list.head(pl.col("surface").list.len()))
        .drop("text")
        .with_row_index("row")
        .explode("surface", "piece")
        .with_columns(length=pl.col("piece").str.len_bytes().cast(pl.Int64))
        .with_columns(upto=pl.col("length").cum_sum())
        .with_columns(ahead=pl.when(is_first(pl.col("row"))).then(pl.col("upto") - pl.col("length")).forward_fill())
    )
    end = pl.col("start") + pl.col("upto") - pl.col("ahead")
    return matches.select(*keep, "surface", start=end - pl.col("surface").str.len_bytes(), end=end).collect()


def find_terms(frame: pl.DataFrame, terms: pl.Series, keep: list[str]) -> pl.DataFrame:
    """Find lexicon terms as whole words, overlapping ones too.

    Args:
        frame: Columns `text` (folded), `norm` (of `normalise`), `start` and those named in `keep`.
        terms: Normalised terms without padding (`kim jong un`).
        keep: Columns to carry along.

    Returns:
        Columns of `keep`, `term`, `surface` (as written, folded), `start`, `end`; unordered.
    """
    hits = (
        padded_hits(frame, padded(terms.unique().sort()), [*keep, "text", "start"])
        .with_columns(pl.col("start").cast(pl.Int64), length=pl.col("term").str.len_bytes().cast(pl.Int64) - 2)
        .select(
            *keep,
            term=pl.col("term").str.slice(1, pl.col("length")),
            surface=pl.col("text").str.slice(pl.col("at"), pl.col("length")),
            start=pl.col("start") + pl.col("at"),
            end=pl.col("start") + pl.col("at") + pl.col("length"),
        )
    )
    return hits.collect()


def padded(terms: pl.Series) -> list[str]:
    """Put a blank on both sides of terms, which makes them whole words of a `norm`."""
    return (" " + terms + " ").to_list()


def padded_hits(frame: pl.DataFrame, words: list[str], keep: list[str]) -> pl.LazyFrame:
    """Find padded terms in `norm`, overlapping ones too.

    Args:
        frame: Columns `norm` (of `normalise`) and those named in `keep`.
        words: Of `padded`.
        keep: Columns to carry along.

    Returns:
        Columns of `keep`, `at` (i64, place of the term in the text), `term` (padded); one row for each hit.
    """
    found = frame.lazy().select(
        *keep,
        at=pl.col("norm").str.find_many(words, overlapping=True),
        term=pl.col("norm").str.extract_many(words, overlapping=True),
    )
    return found.filter(pl.col("at").list.len() > 0).explode("at", "term").with_columns(pl.col("at").cast(pl.Int64))


def drop_contained(spans: pl.DataFrame, within: str) -> pl.DataFrame:
    """Keep the longest of overlapping spans, the earlier one where neither contains the other.

    Only spans that are kept push others out: of `Badan Intelijen`, `Intelijen Korea Selatan` and `Korea Selatan` the
    first and the last are kept.

    Args:
        spans: Columns `start`, `end` and `within`.
        within: Column of whole numbers in which spans compete, such as `sentence`.

    Returns:
        The surviving rows, ordered by `within`, `start`.
    """
    # One running maximum serves all groups, since each later group lies far beyond the earlier ones; one number holds
    # place and length, which sorts three times faster than two; all other columns are copied once, at the end.
    shifted = pl.col(within).cast(pl.Int64) * FAR
    places = spans.select(start=pl.col("start") + shifted, end=pl.col("end") + shifted, row=NUMBER)
    length = (pl.col("end") - pl.col("start")).clip(0, LONGEST - 1)
    left = places.sort(pl.col("start") * LONGEST - length, maintain_order=True)
    layers = []
    # Few spans come beyond the first round, and each settles one more span of each chain.
    while not left.is_empty():
        kept, left = _first_of_overlapping(left)
        layers.append(kept)
    return spans[pl.concat(layers).sort("start", maintain_order=True)["row"]] if layers else spans


def _first_of_overlapping(ordered: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split off the spans that no earlier one touches, and those that touch earlier ones but none of these."""
    reached = pl.col("end").cum_max().shift(1)
    free = reached.is_null() | (pl.col("start") >= reached)
    taken = pl.when("free").then("end").forward_fill()
    marks = ordered.lazy().with_columns(free=free).select("free", left=~pl.col("free") & (pl.col("start") >= taken))
    firsts, rest = marks.collect()
    return ordered.filter(firsts), ordered.filter(rest)


def join_nearest(
    spans: pl.DataFrame,
    others: pl.DataFrame,
    left_on: str,
    right_on: str,
    *,
    by: str | list[str] = "sentence",
    strategy: Side = "backward",
    tolerance: int | None = None,
    exact: bool = True,
) -> pl.DataFrame:
    """Join to each span the nearest of others at or before it (at or behind it, where the strategy is forward).

    Args:
        spans: Columns `left_on` and those of `by`.
        others: Columns `right_on` and those of `by`.
        left_on: Position of the span.
        right_on: Position of the others.
        by: Columns that must be equal.
        strategy: Where to look: `backward` is before the span.
        tolerance: Characters beyond which nothing is joined.
        exact: Whether equal positions match.

    Returns:
        `spans` ordered by `by` and `left_on`, with the columns of `others`, null where none was found.
    """
    keys = [by] if isinstance(by, str) else by
    left, right = _placed(spans, keys[0], left_on), _placed(others, keys[0], right_on)
    joined = left.join_asof(
        right.drop(keys[0]),
        on=_PLACE,
        by=keys[1:] or None,
        strategy=strategy,
        # Keys lie farther apart than any text is long, so what is nearest has the same key or is out of reach.
        tolerance=FAR if tolerance is None else tolerance,
        allow_exact_matches=exact,
        check_sortedness=False,
    )
    return joined.drop(_PLACE)


def in_text_order(spans: pl.DataFrame, by: str = "sentence", at: str = "start") -> pl.DataFrame:
    """Order spans by key and position; most frames are in that order already, and to ask is cheaper than to sort."""
    place = spans.select(_place(by, at)).to_series()
    return spans if place.is_sorted() else spans.sort(place, maintain_order=True)


def _placed(spans: pl.DataFrame, by: str, at: str) -> pl.DataFrame:
    """Order spans by key and position, and add the two as one number."""
    placed = spans.with_columns(_place(by, at).alias(_PLACE))
    return placed if placed[_PLACE].is_sorted() else placed.sort(_PLACE, maintain_order=True)


def span_number(by: str = "sentence") -> pl.Expr:
    """Give key, start and length as one number: spans with equal numbers are one, larger ones stand behind."""
    length = (pl.col("end") - pl.col("start")).clip(0, LONGEST - 1)
    return (pl.col(by).cast(pl.Int64) * FAR + pl.col("start")) * LONGEST + length


def _place(by: str, at: str) -> pl.Expr:
    """Give key and position as one number."""
    return pl.col(by).cast(pl.Int64) * 2**32 + pl.col(at).cast(pl.Int64)
