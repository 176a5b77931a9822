"""Words around names and posts, as patterns."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from flows.language.lexicon import Lexicon, load_lexicon

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
    return _words("name_cues", "folded", kinds, lexicon.folder, lexicon.signature)


def masks(words: pl.Series) -> dict[str, str]:
    """Map words to fillers of the same length, so that masking moves nothing."""
    return {f" {word} ": f" {'x' * len(word)} " for word in words.to_list()}


def speaker_words(lexicon: Lexicon, *kinds: str) -> pl.Series:
    """Give the words of these kinds in speaker_cues.csv, folded."""
    return _words("speaker_cues", "folded", kinds, lexicon.folder, lexicon.signature)


def event_words(lexicon: Lexicon, *kinds: str) -> str:
    """Build a pattern of the words of these kinds in event_cues.csv, joined by blanks or hyphens; see `any_word`."""
    return _pattern("event_cues", "folded", kinds, lexicon.folder, lexicon.signature).replace(" ", "[ -]")


def clause_words(lexicon: Lexicon, *kinds: str) -> str:
    """Build a pattern of the words of these kinds in clause_marks.csv; see `any_word`."""
    return _pattern("clause_marks", "term", kinds, lexicon.folder, lexicon.signature)


@lru_cache(maxsize=1024)
def _words(table: str, column: str, kinds: tuple[str, ...], folder: Path | None, _signature: object) -> pl.Series:
    """Give a column of the rows of these kinds; each batch asks for hundreds of them."""
    return load_lexicon(folder).table(table).filter(pl.col("kind").is_in(kinds))[column]


@lru_cache(maxsize=1024)
def _pattern(table: str, column: str, kinds: tuple[str, ...], folder: Path | None, signature: object) -> str:
    """Build the pattern of a column of the rows of these kinds."""
    return any_word(_words(table, column, kinds, folder, signature))
