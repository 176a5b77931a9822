"""Find the media that carry statements: `dikutip dari Yonhap`, `kepada AFP`, `lapor KCNA`."""

import polars as pl

from flows.extract.cues import any_word
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon

NEAR = 48
NOUNS = "(?:stasiun televisi |[a-z]+ (?:[a-z]+ )?)"


def find_carriers(mentions: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the medium from which a sentence quotes.

    Args:
        mentions: Of `find_mentions`; media are organisations of sector MED.
        sentences: Of `split_sentences`.
        lexicon: Words of quoting (`speech`, kind `quoted`).

    Returns:
        Columns `sentence`, `carrier`; one row for each sentence that names one.
    """
    media = mentions.filter(pl.col("entity_type") == "organisation", pl.col("sector") == "MED")
    framed = in_sentence(media, sentences)
    offset = pl.col("start") - pl.col("at")
    low = (offset - NEAR).clip(0)
    before = pl.col("text").str.slice(low, offset - low)
    speech = lexicon.table("speech")
    words = any_word(speech.filter(pl.col("kind").is_in(["quoted", "source"]))["folded"])
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), 24)
    reports = any_word(speech.filter(pl.col("kind") == "verb")["folded"])
    told = before.str.contains(rf"(?i){words} (?:dari |oleh |melalui )?{NOUNS}{{0,2}}$") | behind.str.contains(
        rf"^,? (?:[A-Za-z]+,? ){{0,2}}{reports}"
    )
    found = framed.filter(told).sort("sentence", "start").unique("sentence", keep="first", maintain_order=True)
    return found.select("sentence", carrier="entity")
