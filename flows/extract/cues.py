"""Words around names and posts, as patterns."""

import polars as pl

from flows.language.lexicon import Lexicon

EDGE = r"(?-u:\b)"
# Kinds of clause_marks.csv that begin no clause.
SILENT = ["adverb", "so_called"]


def any_word(words: pl.Series) -> str:
    """Build a pattern that matches any of the words as a whole.

    Args:
        words: Folded words or phrases.

    Returns:
        A regular expression; the longest word wins.
    """
    ordered = sorted(set(words.to_list()), key=lambda word: (-len(word), word))
    return EDGE + "(?:" + "|".join(word.replace(".", r"\.") for word in ordered) + ")" + EDGE


def cue_words(lexicon: Lexicon, *kinds: str) -> pl.Series:
    """Give the words of these kinds in name_cues.csv, folded."""
    return lexicon.table("name_cues").filter(pl.col("kind").is_in(kinds))["folded"]


def masks(words: pl.Series) -> dict[str, str]:
    """Map words to fillers of the same length, so that masking moves nothing."""
    return {f" {word} ": f" {'x' * len(word)} " for word in words.to_list()}


def speaker_words(lexicon: Lexicon, *kinds: str) -> pl.Series:
    """Give the words of these kinds in speaker_cues.csv, folded."""
    return lexicon.table("speaker_cues").filter(pl.col("kind").is_in(kinds))["folded"]


def event_words(lexicon: Lexicon, *kinds: str) -> str:
    """Build a pattern of the words of these kinds in event_cues.csv, joined by blanks or hyphens; see `any_word`."""
    rows = lexicon.table("event_cues").filter(pl.col("kind").is_in(kinds))
    return any_word(rows["folded"]).replace(" ", "[ -]")


def clause_words(lexicon: Lexicon, *kinds: str) -> str:
    """Build a pattern of the words of these kinds in clause_marks.csv; see `any_word`."""
    marks = lexicon.table("clause_marks")
    return any_word(marks.filter(pl.col("kind").is_in(kinds))["term"])
