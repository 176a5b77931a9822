"""The publisher of a page, from what it prints of itself: dateline, byline, header, furniture. Never a guess."""

from functools import cache

import polars as pl

from flows.ingest.calendar import alternatives
from flows.ingest.marks import outlet_marks
from flows.ingest.outlets import DOMAIN, aliases, outlet_named, reprinted
from flows.ingest.words import cue

# Lines in the furniture of a page that speak of the page itself.
SELF = rf"(?i)(?:{cue('self')})"
LONGEST_FURNITURE = 300
WEIGHTS = {"dateline": 5, "byline": 4, "header": 4, "line": 4, "mark": 3, "furniture": 2}
SHORTEST_ALIAS = 4
# `Kompas.com - 28/02/2019`: what stands between a name and a date is no section of the page.
BEFORE_DATE = rf"(?i)^([a-z0-9][a-z0-9. ]{{2,30}}?) ?(?:,|-|\||/|:) ?(?:[0-9]|(?:{alternatives('weekday')})[^a-z])"


@cache
def _alias_list() -> list[str]:
    """List spellings that may be searched for inside a line, longest first."""
    return sorted((a for a in aliases() if len(a) >= SHORTEST_ALIAS or "." in a), key=len, reverse=True)


def find_outlets(lines: pl.DataFrame) -> pl.DataFrame:
    """Find the outlet of each page.

    Args:
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `outlet`, one row for each page that names its publisher.
    """
    lines = lines.with_columns(next_kind=pl.col("kind").shift(-1).over("article"))
    furniture = lines.filter(
        pl.col("kind").is_in(["byline", "date_header", "boilerplate", "tail", "cross_reference"])
        & (pl.col("size") <= LONGEST_FURNITURE)
    )
    signed = lines.filter(pl.col("signed") & ~pl.col("kind").is_in(["caption", "cross_reference"]))
    said = pl.concat(
        [_datelines(lines), _marked(furniture), _marked(signed), _bylines(furniture), _mentioned(furniture)]
    )
    said = (
        said.drop_nulls("outlet")
        .group_by("article", "outlet")
        .agg(pl.col("weight").sum(), pl.col("weight").max().alias("best"))
    )
    said = said.sort("article", "best", "weight", "outlet", descending=[False, True, True, False])
    return said.group_by("article", maintain_order=True).agg(pl.col("outlet").first())


def _rows(lines: pl.DataFrame, outlet: pl.Expr, weight: str) -> pl.DataFrame:
    """Shape evidence: article, outlet, weight."""
    return lines.select("article", outlet=outlet, weight=pl.lit(WEIGHTS[weight]))


def _datelines(lines: pl.DataFrame) -> pl.DataFrame:
    """Take the outlet that stands in the dateline of the lead."""
    opening = (pl.col("line") == pl.col("lead_line")) | pl.col("dateline_alone")
    return _rows(lines.filter(opening & (pl.col("zone") != "tail")), pl.col("dateline_outlet"), "dateline")


def _marked(lines: pl.DataFrame) -> pl.DataFrame:
    """Take the outlet whose furniture a line is; square brackets around two pairs of initials are VOA's."""
    outlet = pl.coalesce(pl.when(pl.col("text").str.contains(p)).then(pl.lit(o)) for p, o in outlet_marks())
    return _rows(lines, outlet, "mark")


def _bylines(lines: pl.DataFrame) -> pl.DataFrame:
    """Take the outlet behind a writer's name, or alone on a line, or before the date of a header."""
    text = pl.col("text")
    credited = text.str.contains(r"(?i)^(?:sumber|source|kredit|baca|lihat|foto|photo)")
    behind = outlet_named(text.str.extract(r"(?:,| -| \|| /|:) ?([A-Za-z0-9][A-Za-z0-9. ]{2,30})$", 1))
    domain = outlet_named(text.str.extract(rf" ({DOMAIN})$", 1))
    before = outlet_named(text.str.extract(BEFORE_DATE, 1))
    lines = lines.filter(~credited)
    top = lines.filter(pl.col("zone") == "head")
    # A name alone above a caption credits the photograph, and one at the end may be the source.
    alone = top.filter((pl.col("next_kind") != "caption").fill_null(True) & ~outlet_named(text).is_in(reprinted()))
    return pl.concat(
        [
            _rows(alone, outlet_named(text), "line"),
            _rows(top.filter(pl.col("kind") == "byline"), pl.coalesce(behind, domain), "byline"),
            _rows(top.filter(pl.col("kind") == "date_header"), before, "header"),
        ]
    )


def _mentioned(lines: pl.DataFrame) -> pl.DataFrame:
    """Take outlets named in lines that speak of the page itself, or signed `(Tribunnews.com/Ayu)`."""
    lines = lines.filter(pl.col("text").str.contains(SELF) & (pl.col("kind") != "cross_reference"))
    lower = pl.col("text").str.to_lowercase()
    found = (
        lines.with_columns(alias=lower.str.extract_many(_alias_list(), leftmost=True))
        .explode("alias")
        .drop_nulls("alias")
    )
    whole = pl.concat_str(
        pl.lit("(?:^|[^a-z0-9.])"), pl.col("alias").str.escape_regex(), pl.lit("(?:[^a-z0-9.]|\\.?$|\\. )")
    )
    found = found.filter(lower.str.contains(whole))
    return _rows(found, pl.col("alias").replace_strict(aliases(), default=None, return_dtype=pl.String), "furniture")
