"""Read a few sentences as if they were an article: what the extraction tests stand on."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from flows.extract.facts import extract
from flows.ingest.fold import fold_texts
from flows.language.lexicon import load_lexicon
from flows.language.sentences import split_sentences
from flows.processes import where_polars_computes

Paragraphs = tuple[str, ...]
# The articles that the tests of a module read by parameters of theirs, and what was found in articles that were read.
cases: list[Paragraphs] = []
found: dict[tuple[Paragraphs, date | None], dict[str, pl.DataFrame]] = {}


def articles_of(texts: Sequence[Paragraphs], anchor: date | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the frames of articles whose bodies are the given paragraphs."""
    joined = pl.Series(["\n".join(paragraphs) for paragraphs in texts], dtype=pl.String)
    articles = pl.DataFrame({"article": pl.int_range(len(texts), dtype=pl.UInt32, eager=True), "text": joined})
    articles = articles.with_columns(
        source_file=pl.format("{}.txt", "article"),
        content_hash=pl.col("article").cast(pl.String),
        fold=fold_texts(joined),
        anchor_date=pl.lit(anchor, pl.Date),
    )
    rows = []
    for number, paragraphs in enumerate(texts):
        start = 0
        for text in paragraphs:
            rows.append((number, len(rows), start, start, start + len(text), "body"))
            start += len(text) + 1
    columns = ["article", "paragraph", "start", "text_start", "end", "kind"]
    types = {"article": pl.UInt32, "paragraph": pl.UInt32}
    return articles, pl.DataFrame(rows, columns, orient="row", schema_overrides=types)


def article(*paragraphs: str, anchor: date | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the frames of one article whose body is the given paragraphs."""
    return articles_of([paragraphs], anchor)


def sentences_of(*paragraphs: str) -> pl.DataFrame:
    articles, frame = article(*paragraphs)
    return split_sentences(frame, articles, ["body"])


def read_facts(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Extract as a run does; for a few sentences that takes two thirds of the time of a plain call."""
    return where_polars_computes(lambda: extract(articles, paragraphs, load_lexicon()))


def facts_of_each(texts: Sequence[Paragraphs], anchor: date | None = None) -> list[dict[str, pl.DataFrame]]:
    """Read articles at once, which takes hardly longer than one of them alone, and give the facts of each."""
    facts = read_facts(*articles_of(texts, anchor))
    parted = {kind: frame.partition_by("source_file", as_dict=True) for kind, frame in facts.items()}
    return [
        {kind: parted[kind].get((f"{number}.txt",), frame.clear()) for kind, frame in facts.items()}
        for number in range(len(texts))
    ]


def facts_of(*paragraphs: str, anchor: date | None = None) -> dict[str, pl.DataFrame]:
    """Read an article, or all of the module at once where it is one of the cases that its tests have."""
    if (paragraphs, anchor) not in found:
        texts = cases if paragraphs in cases else [paragraphs]
        found.update(zip([(text, anchor) for text in texts], facts_of_each(texts, anchor), strict=True))
    return found[paragraphs, anchor]


def events_of(*paragraphs: str, anchor: date | None = None) -> list[tuple[str, str, str, str]]:
    """Give the events as (subtype, status, actors, recipients), parties joined by blanks, in text order."""
    events = facts_of(*paragraphs, anchor=anchor)["event_report"]
    return [
        (e["subtype"], e["status"], " ".join(e["actors"]), " ".join(e["recipients"]))
        for e in events.iter_rows(named=True)
    ]
