"""All facts of a batch of articles."""

import polars as pl

from flows.extract.events import find_events
from flows.extract.mentions import find_mentions
from flows.language.lexicon import Lexicon
from flows.language.sentences import split_sentences

READ = ["lead", "body"]


def extract(articles: pl.DataFrame, paragraphs: pl.DataFrame, lexicon: Lexicon) -> dict[str, pl.DataFrame]:
    """Read the facts out of classified articles."""
    sentences = split_sentences(paragraphs, articles, READ)
    mentions = find_mentions(sentences, lexicon)
    try:
        from flows.extract.persons import find_persons
        chunks = find_persons(sentences, mentions, lexicon).chunks
    except ImportError:
        chunks = pl.DataFrame(schema={"article": pl.UInt32, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "person": pl.String, "code": pl.String, "kind": pl.String})
    try:
        from flows.language.dates import find_times, resolve_times
        times = resolve_times(find_times(sentences), sentences, articles)
    except ImportError:
        times = pl.DataFrame(schema={"article": pl.UInt32, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "date_start": pl.Date, "date_end": pl.Date, "future_start": pl.Date, "future_end": pl.Date, "precision": pl.String, "role": pl.String, "rule": pl.String})
    events = find_events(sentences, mentions, chunks, times, lexicon)
    names = articles.select("article", "source_file", "text")
    cut = pl.col("text").str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
    events = events.rename({"start": "char_start", "end": "char_end"}).join(names, on="article").with_columns(evidence=cut)
    mention = mentions.rename({"start": "char_start", "end": "char_end"}).join(names, on="article").with_columns(surface=cut)
    empty = pl.DataFrame(schema={"source_file": pl.String})
    return {"event_report": events, "mention": mention, "person_post": empty, "statement": empty, "quantity": empty}
