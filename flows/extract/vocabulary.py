"""All words that the readers of facts look for in sentences."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from flows.extract.chains import heads_of
from flows.extract.mentions import meanings
from flows.extract.triggers import trigger_tables
from flows.extract.verbs import stateless_people
from flows.language.lexicon import Lexicon, load_lexicon
from flows.language.words import numbered

# Tables whose words are looked for as they stand.
PLAIN = ["people", "pronouns", "speech", "status_cues", "clause_marks", "verbs", "place_pointers"]


def vocabulary(lexicon: Lexicon) -> pl.DataFrame:
    """Give the terms of a lexicon, as `numbered` does, cached."""
    return _vocabulary(lexicon.folder, lexicon.signature)


@lru_cache(maxsize=4)
def _vocabulary(folder: Path | None, _signature: object) -> pl.DataFrame:
    lexicon = load_lexicon(folder)
    readers = [*trigger_tables(lexicon), meanings(lexicon), heads_of(lexicon), stateless_people(lexicon)]
    tables = [*readers, *(lexicon.table(name) for name in PLAIN)]
    return numbered(pl.concat(table["term"].cast(pl.String) for table in tables).drop_nulls())
