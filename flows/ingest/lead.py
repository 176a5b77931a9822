"""The lead: where the running text of a page begins."""

import polars as pl

from flows.language.windows import shift_within

# Above the dateline stand captions and at most one paragraph of summary.
MOST_BEFORE_DATELINE = 1
MOST_BEFORE_HEADER = 2
CLOCK_SIGN = "[0-9][:.][0-9]{2}"
LONGEST_CREDIT = 70
SHORTEST_DOUBLED, TOP_LINES = 60, 20
CREDIT_HUNG_ON = r"^ ?(?:[/(|-]|(?i:foto|photo|dok|sumber)).{0,90}$"
CREDIT_BEHIND = r" ?[(\[][^()\[\]]*[)\]]\.?$"
PHOTO_POSE = r"\((?:kiri|kanan|tengah|foto|ilustrasi|dua dari|[a-z]+ dari (?:kiri|kanan))"


def find_lead(lines: pl.DataFrame) -> pl.DataFrame:
    """Find where the running text begins: at the dateline, or at the first prose below the date that is no caption.

    Args:
        lines: Frame of `describe_lines`.

    Returns:
        The lines with `key` (text without white space, to find repeats), `looks_captioned`, `around_credit` (a
        caption printed above its credit and below it), `dateline_alone` and `lead_line`.
    """
    lines = lines.with_columns(
        key=pl.col("text").str.replace_all(" ", "").hash(),
        dateline_alone=(pl.col("dateline_length") == pl.col("size")) & pl.col("mark").is_null(),
    )
    lines = lines.join(_said_twice(lines), on=["article", "line"], how="left", maintain_order="left")
    lines = _around_credit(lines.with_columns(looks_captioned=_looks_captioned())).drop("said_twice")
    plain = pl.col("is_running") & ~pl.col("looks_captioned")
    before = (plain.cum_sum() - plain).over("article")
    dated = ((pl.col("dateline_length") > 0) & pl.col("is_running")) | pl.col("dateline_alone")
    dated = dated & (before <= MOST_BEFORE_DATELINE)
    header = pl.col("is_date_line") & pl.col("text").str.contains(CLOCK_SIGN) & (before <= MOST_BEFORE_HEADER)
    first = pl.col("line").filter
    below = pl.col("line") > first(header).min().over("article")
    return lines.with_columns(
        lead_line=pl.coalesce(
            first(dated).min().over("article"),
            first(plain & below).min().over("article"),
            first(plain).min().over("article"),
            first(pl.col("is_running")).min().over("article"),
        )
    )


def _looks_captioned() -> pl.Expr:
    """Tell a line that reads like the text of a photograph: by its end, its neighbours, its twin, or a pose."""
    text, key, mark = pl.col("text"), pl.col("key"), pl.col("mark")
    names_source = mark.is_in(["credit", "caption"]) & pl.col("is_title") & (pl.col("size") <= LONGEST_CREDIT)
    # A caption hangs on its credit. Behind an empty line stands the text itself, unless a dateline opens it elsewhere.
    elsewhere = ((pl.col("dateline_length") > 0) & pl.col("is_running")).any()
    below_credit = (names_source | (mark == "credit").fill_null(False)).shift(1) & (~pl.col("apart") | elsewhere)
    near_credit = (mark.is_in(["credit", "caption"]).shift(-1) | below_credit).over("article")
    twin = pl.any_horizontal(key == shift_within(key, pl.col("article"), step) for step in (-2, -1, 1, 2))
    pose = text.str.contains(PHOTO_POSE)
    return (
        pl.col("caption_end")
        | near_credit.fill_null(False)
        | twin.fill_null(False)
        | pose
        | pl.col("said_twice").fill_null(False)
    )


def _around_credit(lines: pl.DataFrame) -> pl.DataFrame:
    """Tell the lines of a caption that stands above its credit, and again below it.

    Returns:
        The lines with `around_credit`.
    """
    credit = pl.col("mark").is_in(["credit", "caption"]) | pl.col("caption_end")
    bare = pl.col("text").str.replace(CREDIT_BEHIND, "").str.replace_all(" ", "").hash()
    credits = lines.filter(credit).select("article", "line", bare=bare)
    lines = lines.join(credits, on=["article", "line"], how="left", maintain_order="left")
    key, bare, credit = pl.col("key"), pl.col("bare"), pl.col("bare").is_not_null()
    above = credit.shift(-1) & ((key == key.shift(-2)) | (key == bare.shift(-3)) | (key == bare.shift(-2)))
    below = credit.shift(1) & ((key == key.shift(2)) | (bare == key.shift(2)))
    return lines.with_columns(around_credit=(above | below).over("article").fill_null(False)).drop("bare")


def _said_twice(lines: pl.DataFrame) -> pl.DataFrame:
    """Find lines near the top that say the same twice, as where a scraper glued a caption to its copy or credited one.

    Returns:
        Columns `article`, `line`, `said_twice`.
    """
    text, article = pl.col("text"), pl.col("article")
    top = lines.filter(pl.col("line") < TOP_LINES).select("article", "line", "text", "size")
    long = top.filter(pl.col("size") >= 2 * SHORTEST_DOUBLED)
    again = text.str.slice(SHORTEST_DOUBLED).str.contains(text.str.slice(0, SHORTEST_DOUBLED), literal=True)
    glued = long.filter(again).select("article", "line")
    neighbours = [shift_within(text, article, step) for step in (-1, 1)]
    credited = pl.any_horizontal(_credits(text, other) | _credits(other, text) for other in neighbours)
    found = pl.concat([glued, top.filter(credited).select("article", "line")]).unique()
    return found.with_columns(said_twice=True)


def _credits(longer: pl.Expr, shorter: pl.Expr) -> pl.Expr:
    """Tell whether a text is the other one with a credit behind it."""
    hung_on = longer.str.starts_with(shorter) & (shorter.str.len_bytes() >= SHORTEST_DOUBLED)
    return (hung_on & longer.str.slice(shorter.str.len_bytes()).str.contains(CREDIT_HUNG_ON)).fill_null(False)
