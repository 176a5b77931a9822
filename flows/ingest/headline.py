"""The headline: the first line above the lead that speaks of what the lead speaks of."""

import polars as pl

from flows.ingest.outlets import outlet_named

SHORTEST, LONGEST = 15, 230
LEAST_WORDS = 3
OPENING_LINES = 4
CONTENT_WORD = "[A-Z]{2,}|[A-Za-z]{5,}"
NAME = r"^[A-Z][A-Za-z.'`]+(?: (?:bin|al|van|de|[A-Z][A-Za-z.'`-]*)){1,4}$"
LAST_PIECE = r"^(.{2,}?)[ ]*(?:,| -| \|| :|:) ?([A-Za-z0-9][A-Za-z0-9. ]{2,30})$"
MOST_NAME_WORDS = 5


def find_headlines(lines: pl.DataFrame) -> pl.DataFrame:
    """Find the headline of each page.

    Args:
        lines: Frame of `find_lead`.

    Returns:
        The lines with `headline_line` (null where there is none), `is_name` (a byline without a label),
        `is_headline_again` and `begins_with_headline` (another line that is, or begins with, the headline).
    """
    above = pl.col("lead_line").is_null() | (pl.col("line") < pl.col("lead_line"))
    lines = lines.with_columns(is_name=(above & is_name()).fill_null(False))
    plain = pl.col("mark").is_null() & ~pl.col("is_date_line") & ~pl.col("is_running")
    words = pl.col("text").str.count_matches("[A-Za-z0-9'-]+")
    candidates = lines.filter(
        above
        & plain
        & ~pl.col("ends_page")
        & ~pl.col("caption_end")
        & pl.col("size").is_between(SHORTEST, LONGEST)
        & (words >= LEAST_WORDS)
    )
    chosen = _best(candidates, lines)
    lines = lines.join(chosen, on="article", how="left", maintain_order="left")
    title = pl.col("headline_text")
    same = (pl.col("line") != pl.col("headline_line")) & (pl.col("text") == title)
    longer = (
        pl.col("text").str.starts_with(title) & (pl.col("text") != title) & (pl.col("headline_line") < pl.col("line"))
    )
    return lines.with_columns(
        is_headline_again=same.fill_null(False), begins_with_headline=longer.fill_null(False)
    ).drop("headline_text")


def is_name() -> pl.Expr:
    """Tell whether a line is a writer's name, alone beside a date or with the outlet behind it."""
    text = pl.col("text")
    pieces = text.str.extract_groups(LAST_PIECE).struct
    few = pieces.field("1").str.count_matches("[A-Za-z'.-]+") <= MOST_NAME_WORDS
    with_outlet = outlet_named(pieces.field("2")).is_not_null() & few
    ends_in_outlet = outlet_named(text.str.extract(r" ([A-Za-z0-9]+\.[A-Za-z.]{2,})$", 1)).is_not_null()
    beside = (
        (
            pl.col("is_date_line").shift(1)
            | pl.col("is_date_line").shift(-1)
            | (pl.col("mark").shift(1) == "byline")
            | (pl.col("mark").shift(-1) == "byline")
        )
        .over("article")
        .fill_null(False)
    )
    alone = text.str.contains(NAME) & beside & (pl.col("size") <= 40)
    return (
        pl.col("mark").is_null()
        & ~pl.col("is_date_line")
        & (with_outlet | (ends_in_outlet & (pl.col("size") <= 60)) | alone)
    )


def _best(candidates: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Choose the first candidate that shares words with the opening of the text, else the first of all.

    Returns:
        Columns `article`, `headline_line`, `headline_text`.
    """
    words = pl.col("text").str.extract_all(CONTENT_WORD).list.eval(pl.element().str.to_lowercase())
    running = lines.filter(pl.col("is_running") & (pl.col("line") >= pl.col("lead_line")))
    opening = running.filter(pl.col("line").rank("ordinal").over("article") <= OPENING_LINES)
    opening = opening.select("article", words=words).explode("words").group_by("article").agg("words")
    counts = lines.group_by("article", "key").len("copies")
    candidates = (
        candidates.select("article", "line", "text", "key", "is_name", said=words)
        .join(opening, on="article", how="left")
        .join(counts, on=["article", "key"], how="left")
        .with_columns(shared=pl.col("said").list.set_intersection("words").list.len().fill_null(0))
        .with_columns(grade=pl.min_horizontal(pl.col("shared"), 2) + 2 * (pl.col("copies") > 1))
    )
    # A short headline such as `Seoul Pamerkan Rudal Baru` looks like a name until the text takes up its words.
    candidates = candidates.filter(~pl.col("is_name") | (pl.col("shared") > 0))
    best = candidates.sort("article", pl.min_horizontal("grade", 2), "line", descending=[False, True, False])
    return best.group_by("article", maintain_order=True).agg(
        headline_line=pl.col("line").first(), headline_text=pl.col("text").first()
    )
