"""Read a few sentences as if they were an article: what the extraction tests stand on."""

from datetime import date

import polars as pl

from flows.ingest.fold import fold_texts
from flows.language.lexicon import load_lexicon
from flows.language.sentences import split_sentences


def article(*paragraphs: str, anchor: date | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the frames of one article whose body is the given paragraphs."""
    text = "\n".join(paragraphs)
    articles = pl.DataFrame(
        {"article": [0], "source_file": ["a.txt"], "content_hash": ["0"], "text": [text]}
    ).with_columns(
        pl.col("article").cast(pl.UInt32), fold=fold_texts(pl.Series([text])), anchor_date=pl.lit(anchor, pl.Date)
    )
    starts = [sum(len(p) + 1 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    frame = pl.DataFrame(
        {
            "article": [0] * len(paragraphs),
            "paragraph": list(range(len(paragraphs))),
            "start": starts,
            "text_start": starts,
            "end": [s + len(p) for s, p in zip(starts, paragraphs, strict=True)],
            "kind": ["body"] * len(paragraphs),
        },
        schema_overrides={"article": pl.UInt32, "paragraph": pl.UInt32},
    )
    return articles, frame


def sentences_of(*paragraphs: str) -> pl.DataFrame:
    articles, frame = article(*paragraphs)
    return split_sentences(frame, articles, ["body"])


def facts_of(*paragraphs: str, anchor: date | None = None) -> dict[str, pl.DataFrame]:
    from flows.extract.facts import extract

    return extract(*article(*paragraphs, anchor=anchor), load_lexicon())


def events_of(*paragraphs: str, anchor: date | None = None) -> list[tuple[str, str, str, str]]:
    """Give the events as (subtype, status, actors, recipients), parties joined by blanks, in text order."""
    events = facts_of(*paragraphs, anchor=anchor)["event_report"]
    return [
        (e["subtype"], e["status"], " ".join(e["actors"]), " ".join(e["recipients"]))
        for e in events.iter_rows(named=True)
    ]
