"""Say of prosecutions which state charges whom: `Seorang perwira didakwa`, `dijerat dewan juri di Kansas City`."""

import polars as pl

from flows.extract.answers import COUNT
from flows.language.frames import NOBODY, is_only
from flows.language.windows import before_within

CHARGES = r"dakwa|jerat|pengadilan|meja ?hijau"
# Whose people are tried by others.
ABROAD = ["PRK"]


def prosecutes() -> pl.Expr:
    """Tell verbs by which a state takes somebody to court, over `subtype`, `voice` and `term`."""
    charges = pl.col("term").str.contains(CHARGES) & ~pl.col("term").str.contains("^(?:menolak|membantah)")
    return (pl.col("subtype") == "accusation") & (pl.col("voice") != "noun") & charges


def charge(reports: pl.DataFrame) -> pl.DataFrame:
    """Say which state charges whom where no words name it: the one in which that is done, or that did so before.

    North Koreans are charged by others, who held an office (`official`) by his own state.

    Args:
        reports: One row for each trigger in text order, with `actors`, `recipients`, `place_country`,
            `place_preposition`, `official`.

    Returns:
        `reports` with `actors` and `recipients` of prosecutions completed, plus `charged` (it is one).
    """
    rows = reports.with_columns(charged=prosecutes().fill_null(False))
    nobody, passive = pl.col("actors").fill_null(NOBODY).list.len() == 0, pl.col("voice") == "passive"
    named = pl.when(pl.col("charged") & ~nobody & (COUNT > 0))
    by, of = (before_within(named.then(name), pl.col("article")) for name in ("actors", "recipients"))
    there = pl.col("place_country").is_not_null() & (pl.col("place_preposition") == "di")
    home = pl.col("official") & ~pl.col("recipients").list.first().is_in(ABROAD)
    unsaid = pl.col("charged") & passive & nobody
    state = pl.coalesce(
        pl.when(there & (COUNT > 0)).then(pl.concat_list("place_country")),
        pl.when(home & (COUNT > 0)).then("recipients"),
        pl.when((COUNT == 0) | (of == pl.col("recipients"))).then(by),
    )
    # `Jaksa menyeret seorang perwira ke pengadilan`: one of their own.
    own = pl.col("charged") & ~passive & ~nobody & (COUNT == 0)
    return rows.with_columns(
        actors=pl.when(unsaid).then(pl.coalesce(state, "actors")).otherwise("actors"),
        recipients=pl.when(own).then("actors").when(unsaid & (COUNT == 0)).then(pl.coalesce(of, "recipients"))
        .otherwise("recipients"),
    )  # fmt: skip


def awaits_state() -> pl.Expr:
    """Tell North Koreans whom some state not named there charges, over the columns of `charge`."""
    return pl.col("charged") & is_only(pl.col("recipients"), ABROAD) & (pl.col("voice") == "passive")
