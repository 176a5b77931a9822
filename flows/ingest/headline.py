"""The headline: the first line above the lead that speaks of what the lead speaks of."""

from functools import cache

import polars as pl

from flows.ingest.lead import CLOCK_SIGN
from flows.ingest.outlets import outlet_named
from flows.ingest.words import read_words
from flows.language.frames import add_where
from flows.language.windows import shift_within

SHORTEST, LONGEST = 15, 230
LEAST_WORDS = 3
OPENING_LINES = 4
CONTENT_WORD = "[A-Z]{2,}|[A-Za-z]{5,}"
NAME = r"^[A-Z][A-Za-z.'`]+(?: (?:bin|al|van|de|[A-Z][A-Za-z.'`-]*)){1,4}$"
LAST_PIECE = r"^(.{2,}?)[ ]*(?:,| -| \|| :|:) ?([A-Za-z0-9][A-Za-z0-9. ]{2,30})$"
MOST_NAME_WORDS = 5
# A kicker names the matter in a few words (`Krisis Nuklir Korea`); the headline below it says what happened.
LONGEST_KICKER, MOST_KICKER_WORDS = 34, 4
LEAST_HEADLINE, LEAST_HEADLINE_WORDS = 38, 6
LEAST_UNDER_LINKS = 2
CUT_OFF = r"\.{2,}$"
# A headline below the text takes up words of the lead.
LEAST_TAKEN_UP, SHARE_TAKEN_UP = 3, 0.5


def find_headlines(lines: pl.DataFrame) -> pl.DataFrame:
    """Find the headline of each page.

    Args:
        lines: Frame of `find_lead`.

    Returns:
        The lines with `headline_line` (null where there is none), `is_name` (a byline without a label),
        `is_headline_again` and `begins_with_headline` (another line that is, or begins with, the headline).
    """
    above = pl.col("lead_line").is_null() | (pl.col("line") < pl.col("lead_line"))
    lines = _flag_names(lines, above)
    plain = pl.col("mark").is_null() & ~pl.col("is_date_line") & ~pl.col("is_running")
    words = pl.col("text").str.count_matches("[A-Za-z0-9'-]+")
    seen = lines.with_columns(_neighbours())
    candidates = seen.filter(
        above
        & plain
        & ~pl.col("ends_page")
        & ~pl.col("caption_end")
        & ~pl.col("text").str.ends_with(").")
        & pl.col("dateline_outlet").is_null()
        & pl.col("size").is_between(SHORTEST, LONGEST)
    ).filter(words >= LEAST_WORDS)
    chosen = _best(candidates, lines)
    below = lines.join(chosen, on="article", how="anti").filter(plain & ~above & ~pl.col("caption_end"))
    chosen = pl.concat([chosen, _below_the_text(below, lines)])
    lines = lines.join(chosen, on="article", how="left", maintain_order="left")
    title = pl.col("headline_text")
    same = (pl.col("line") != pl.col("headline_line")) & (pl.col("text") == title)
    longer = (
        pl.col("text").str.starts_with(title) & (pl.col("text") != title) & (pl.col("headline_line") < pl.col("line"))
    )
    return lines.with_columns(
        is_headline_again=same.fill_null(False), begins_with_headline=longer.fill_null(False)
    ).drop("headline_text")


def _neighbours() -> list[pl.Expr]:
    """See what stands around a line: `tops_date` (a clock below it), `is_linked` (a heading of links above it)."""
    clock = pl.col("is_date_line") & pl.col("text").str.contains(CLOCK_SIGN)
    heading = pl.col("ends_page") | (pl.col("mark") == "cross_head").fill_null(False)
    return [
        clock.shift(-1).over("article").fill_null(False).alias("tops_date"),
        heading.shift(1).over("article").fill_null(False).alias("is_linked"),
    ]


def _flag_names(lines: pl.DataFrame, asked: pl.Expr) -> pl.DataFrame:
    """Add `is_name`: of the lines asked for, those that are a writer's name, beside a date or with the outlet."""
    dated, article = pl.col("is_date_line") | (pl.col("mark") == "byline").fill_null(False), pl.col("article")
    beside = (shift_within(dated, article) | shift_within(dated, article, -1)).fill_null(False)
    plain = pl.col("mark").is_null() & ~pl.col("is_date_line")
    rows = add_where(lines.with_columns(beside=beside), asked & plain, is_name=_is_name())
    return rows.with_columns(pl.col("is_name").fill_null(False)).drop("beside")


def _is_name() -> pl.Expr:
    """Tell whether a line, which may stand `beside` a date, is a writer's name."""
    text = pl.col("text")
    pieces = text.str.extract_groups(LAST_PIECE).struct
    few = pieces.field("1").str.count_matches("[A-Za-z'.-]+") <= MOST_NAME_WORDS
    with_outlet = outlet_named(pieces.field("2")).is_not_null() & few
    ends_in_outlet = outlet_named(text.str.extract(r" ([A-Za-z0-9]+\.[A-Za-z.]{2,})$", 1)).is_not_null()
    alone = (text.str.contains(NAME) & pl.col("beside") & (pl.col("size") <= 40)) | outlet_named(text).is_not_null()
    return with_outlet | (ends_in_outlet & (pl.col("size") <= 60)) | alone


def _below_the_text(candidates: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Find the headline of a page that prints it behind the text: above the text's second copy or above its date.

    Args:
        candidates: Lines below the lead of pages without a headline.
        lines: All lines.

    Returns:
        Columns `article`, `headline_line`, `headline_text`.
    """
    words = pl.col("text").str.extract_all(CONTENT_WORD).list.eval(pl.element().str.to_lowercase()).list.unique()
    leads = lines.filter(pl.col("line") == pl.col("lead_line")).select("article", lead_key="key", lead_words=words)
    dated = pl.col("is_date_line").shift(-1).over("article").fill_null(False)
    key = pl.col("key")
    behind = lines.select(
        "article",
        "line",
        next_key=key.shift(-1).over("article"),
        second_key=key.shift(-2).over("article"),
        next_dated=dated,
    )
    found = (
        candidates.filter(pl.col("size").is_between(SHORTEST, LONGEST))
        .join(leads, on="article")
        .join(behind, on=["article", "line"], maintain_order="left")
        .with_columns(said=words)
    )
    shared = pl.col("said").list.set_intersection("lead_words").list.len()
    taken_up = (shared >= LEAST_TAKEN_UP) & (shared >= SHARE_TAKEN_UP * pl.col("said").list.len())
    # Between two copies of the text stands hardly anything else, and only a date between headline and text.
    again = (pl.col("next_key") == pl.col("lead_key")) | (
        pl.col("next_dated") & (pl.col("second_key") == pl.col("lead_key"))
    )
    found = found.filter((taken_up & pl.col("next_dated")) | (again & (shared > 0))).sort("article", "line")
    return found.group_by("article", maintain_order=True).agg(
        headline_line=pl.col("line").first(), headline_text=pl.col("text").first()
    )


def _best(candidates: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Choose the first candidate that shares words with the opening of the text, else the first of all.

    Returns:
        Columns `article`, `headline_line`, `headline_text`.
    """
    words = content_words(pl.col("text"))
    running = lines.filter(pl.col("is_running") & (pl.col("line") >= pl.col("lead_line")))
    opening = running.filter(pl.col("line").rank("ordinal").over("article") <= OPENING_LINES)
    opening = opening.select("article", words=words).explode("words").group_by("article").agg("words")
    counts = lines.group_by("article", "key").len("copies")
    candidates = (
        candidates.select(
            "article", "line", "text", "key", "is_name", "is_title", "tops_date", "is_linked", "is_closed", said=words
        )
        .join(opening, on="article", how="left")
        .join(counts, on=["article", "key"], how="left")
        .with_columns(shared=pl.col("said").list.set_intersection("words").list.len().fill_null(0))
    )
    # A headline cut off by dots points to the page on which it stands in full.
    cut = pl.col("text").str.contains(CUT_OFF)
    candidates = candidates.with_columns(
        grade=pl.min_horizontal(pl.col("shared") + pl.col("tops_date"), 2) + 2 * (pl.col("copies") > 1) - 2 * cut
    )
    stops = pl.col("is_closed") & pl.col("text").str.ends_with(".")
    least = pl.when(pl.col("is_linked")).then(LEAST_UNDER_LINKS).when(stops).then(1).otherwise(0)
    candidates = candidates.filter(pl.col("shared") >= least)
    # A short headline such as `Seoul Pamerkan Rudal Baru` looks like a name until the text takes up its words.
    candidates = candidates.filter(~pl.col("is_name") | (pl.col("shared") > 0))
    best = _under_kickers(candidates).sort("article", "grade", "line", descending=[False, True, False])
    return best.group_by("article", maintain_order=True).agg(
        headline_line=pl.col("line").first(), headline_text=pl.col("text").first()
    )


def content_words(text: pl.Expr) -> pl.Expr:
    """List the words of a text that tell what it is about, in small letters."""
    words = text.str.extract_all(CONTENT_WORD).list.eval(pl.element().str.to_lowercase())
    return words.list.set_difference(_small_words())


@cache
def _small_words() -> list[str]:
    """List the words that any two texts of a language share."""
    return read_words("page_languages").filter(pl.col("language") == "both")["word"].to_list()


def _under_kickers(candidates: pl.DataFrame) -> pl.DataFrame:
    """Take kickers out of the candidates: a few words, right above a title that grades as well.

    Args:
        candidates: Columns `article`, `line`, `text`, `grade`, `is_title`, in text order.

    Returns:
        The candidates without kickers, `grade` at most 2.
    """
    text, words = pl.col("text"), pl.col("text").str.count_matches("[A-Za-z0-9'-]+")
    graded = candidates.with_columns(pl.min_horizontal("grade", 2), words=words, size=text.str.len_bytes())
    below = pl.col("words", "size", "grade", "is_title", "line").shift(-1).over("article").name.prefix("next_")
    graded = graded.sort("article", "line").with_columns(below)
    small = (pl.col("size") <= LONGEST_KICKER) & (pl.col("words") <= MOST_KICKER_WORDS)
    titled = (
        pl.col("next_is_title")
        & (pl.col("next_size") >= LEAST_HEADLINE)
        & (pl.col("next_words") >= LEAST_HEADLINE_WORDS)
        & (pl.col("next_line") == pl.col("line") + 1)
    )
    kicker = small & titled & (pl.col("next_grade") >= pl.col("grade"))
    return graded.filter(~kicker.fill_null(False))
