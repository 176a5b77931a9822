"""Tell by the words around triggers, flag by flag, what each of them is not."""

import polars as pl

from flows.extract.deed_flags import done_flags, gathered_flags, undone_flags
from flows.extract.speech_flags import addressed_flags, voiced_flags
from flows.extract.vicinity import Flags
from flows.language.lexicon import Lexicon


def flags(lexicon: Lexicon) -> Flags:
    """Give for each flag which triggers may have it and what tells that they do.

    Args:
        lexicon: Gives `event_cues` and `clause_marks`.

    Returns:
        Names of the boolean columns of `look_around`, each with two expressions on triggers with `text`, `behind` and
        `ahead` (the sentence, and what stands there within `POINTING` characters).
    """
    kinds = (addressed_flags, voiced_flags, gathered_flags, done_flags, undone_flags)
    return {name: tests for of_kind in kinds for name, tests in of_kind(lexicon).items()}


def add_flags(triggers: pl.DataFrame, may_and_does: Flags) -> pl.DataFrame:
    """Add boolean columns; patterns are looked for in the triggers that may match alone.

    Args:
        triggers: The columns that the expressions read, and `trigger`.
        may_and_does: Of `flags`.

    Returns:
        `triggers` with a column for each flag, never null.
    """
    found = {}
    for name, (may, does) in may_and_does.items():
        # Columns that a flag does not look at need not be copied for it.
        read = triggers.select({"trigger", *may.meta.root_names(), *does.meta.root_names()})
        may_alone = read.filter(may)
        # To set up the patterns takes as long as to look for them in some hundred triggers.
        found[name] = (may_alone if may_alone.is_empty() else may_alone.filter(does))["trigger"]
    return triggers.with_columns(pl.col("trigger").is_in(hits.implode()).alias(name) for name, hits in found.items())
