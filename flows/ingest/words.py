"""Words of the page: the CSV files in `flows/lexicon` whose names begin with `page_`, `outlets` and `agencies`."""

from functools import cache
from pathlib import Path

import polars as pl

from flows.errors import LexiconError

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"


@cache
def read_words(name: str) -> pl.DataFrame:
    """Read one word list.

    Args:
        name: File name without `.csv`.

    Returns:
        All columns as strings, empty fields as null.

    Raises:
        LexiconError: The file is missing or is not a table.
    """
    path = FOLDER / f"{name}.csv"
    try:
        return pl.read_csv(path, comment_prefix="#", infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise LexiconError(
            f"The word list {path.name} cannot be read: {error}", "Restore it from the project."
        ) from error


@cache
def cue(name: str) -> str:
    """Give the words of one cue of `page_cues.csv` as alternatives of a regular expression, longest first."""
    words = read_words("page_cues").filter(pl.col("cue") == name)["word"].to_list()
    return "|".join(sorted(words, key=len, reverse=True))
