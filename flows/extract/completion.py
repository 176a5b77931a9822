"""Complete the parties of reports from what else their article tells."""

import polars as pl

from flows.extract.doers_elsewhere import STATES_ONLY, complete_actors
from flows.extract.pointing import doers_pointed_at
from flows.extract.recipients import complete_recipients
from flows.extract.unsaid import name_doers
from flows.extract.verdicts import is_covert
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon

# States that have tested bombs.
NUCLEAR = ["PRK", "USA", "RUS", "CHN", "GBR", "FRA", "IND", "PAK", "ISR"]


def complete_parties(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Fill in actors and recipients that the words around a trigger leave out.

    Args:
        reports: One row for each trigger in text order, with roles and circumstances.
        lexicon: Gives `deed_nouns` and `event_cues`.

    Returns:
        `reports` with `actors`, `recipients` completed and `guessed` (recipients come from elsewhere), without those
        whose subtype needs a recipient and that found none.
    """
    filled = reports.pipe(_only_states).pipe(complete_actors, lexicon).pipe(name_doers)
    filled = filled.pipe(doers_pointed_at, lexicon)
    return filled.pipe(complete_recipients, lexicon).pipe(_contested)


def _contested(reports: pl.DataFrame) -> pl.DataFrame:
    """Covert deeds of those whom the article tells to be accused, or to deny, are alleged."""
    accused = reports.filter(pl.col("subtype") == "accusation").select("article", party="recipients")
    deny = reports.filter(pl.col("subtype") == "denial").select("article", party="actors")
    parties = pl.concat([accused, deny]).explode("party").drop_nulls().unique()
    disputed = parties.group_by("article").agg(disputed="party")
    rows = reports.join(disputed, on="article", how="left", maintain_order="left")
    doubt = is_covert() & pl.col("status").is_in(["occurred", "ongoing"])
    theirs = (pl.col("actors").list.set_intersection("disputed").list.len() > 0).fill_null(False)
    status = pl.when(doubt & theirs).then(pl.lit("alleged")).otherwise("status")
    return rows.with_columns(status=status).drop("disputed")


def _only_states(reports: pl.DataFrame) -> pl.DataFrame:
    """Launches and tests are made by states: a body that stands beside one only speaks of it."""
    alone = pl.col("subtype").is_in(STATES_ONLY)
    state = pl.element().str.len_chars() == 3
    # `Seoul bersikap lebih keras sejak uji coba nuklir keempat dilakukan`: not by who has no bombs.
    with_bombs = pl.col("actors").list.filter(state & pl.element().is_in(NUCLEAR))
    bomb = pl.col("subtype") == "nuclear_test"
    states = pl.when(bomb).then(with_bombs).otherwise(pl.col("actors").list.filter(state))
    rows = add_where(reports, alone, states=states)
    return rows.with_columns(actors=pl.when(alone).then("states").otherwise("actors")).drop("states")
