"""One page as a run reads it: its article, its lines with their class, its facts in one form."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import DataError, UsageError


def read_page(file: Path, lexicon: Path | None = None) -> dict[str, Any]:
    """Read one file as a run would, wherever it lies; no warehouse is needed.

    Args:
        file: A page, with metadata beside it where there are any.
        lexicon: Folder with own lexicon rows.

    Returns:
        `file`, `article` (its columns in the warehouse, without the text), `lines` (start, end, kind, text) and `facts`
        (kind, start, end, surface, what, rule, confidence), both in order of the text. Offsets count characters.

    Raises:
        UsageError: There is no such file.
        DataError: The file cannot be read as an article.
    """
    from flows.extract import facts
    from flows.ingest.articles import read_batch
    from flows.language.lexicon import load_lexicon

    if not file.is_file():
        raise UsageError(f"There is no file {file}", "Name a page, such as one of the inbox.")
    batch = read_batch(file.parent, _source(file))
    if batch.articles.is_empty():
        reason, detail, remedy = batch.refused.select("reason", "detail", "remedy").row(0)
        raise DataError(f"{file} cannot be read as an article ({reason}): {detail}", remedy)
    text = batch.articles["text"].item()
    found = facts.extract(batch.articles, batch.paragraphs, load_lexicon(lexicon))
    lines = batch.paragraphs.sort("start").select("start", "end", "kind").to_dicts()
    return {
        "file": str(file),
        "article": _article(batch.articles),
        "lines": [line | {"text": text[line["start"] : line["end"]]} for line in lines],
        "facts": _facts(found, _times(batch.articles, batch.paragraphs), text),
    }


def _source(file: Path) -> pl.DataFrame:
    from flows.ingest.inbox import Refusal, read_bytes
    from flows.ingest.sidecar import Sidecars, source_hash

    try:
        digest = source_hash(read_bytes(file), Sidecars(file.parent).read(file.name))
    except Refusal as refusal:
        # Reading it again gives the reason in words.
        digest = refusal.content_hash or ""
    return pl.DataFrame({"source_file": [file.name], "content_hash": [digest]})


def _article(articles: pl.DataFrame) -> dict[str, Any]:
    """What is known of the article as a whole; the time of publication also as the outlet's clock shows it."""
    row = articles.drop("article", "text", "fold").row(0, named=True)
    moment, offset = row["published_at"], timedelta(minutes=row["utc_offset_minutes"])
    row["published_local"] = None
    if moment is not None:
        row["published_local"] = (moment.astimezone(UTC) + offset).replace(tzinfo=None)
    return row


def _times(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Find and date the time expressions of the running text."""
    from flows.extract.facts import READ
    from flows.language.dates import find_times, resolve_times
    from flows.language.sentences import split_sentences

    sentences = split_sentences(paragraphs, articles, READ)
    return resolve_times(find_times(sentences), sentences, articles)


def _facts(found: dict[str, pl.DataFrame], times: pl.DataFrame, text: str) -> list[dict[str, Any]]:
    """Bring all kinds of facts into one form."""
    span = {"char_start": "start", "char_end": "end"}
    rows = [
        (row.get("entity_type", kind), row, WHAT[kind](row))
        for kind, frame in {**found, "date": times.filter(pl.col("precision").is_not_null())}.items()
        for row in frame.rename(span, strict=False).to_dicts()
    ]
    names = {"event_report": "event", "person_post": "post"}
    listed = [
        {
            "kind": names.get(kind, kind),
            "start": row["start"],
            "end": row["end"],
            "surface": text[row["start"] : row["end"]],
            "what": what,
            "rule": row["rule"],
            "confidence": row["confidence"],
        }
        for kind, row, what in rows
    ]
    return sorted(listed, key=lambda fact: (fact["start"], -fact["end"], fact["kind"]))


def _said(*parts: Any) -> str:
    """Join what is known."""
    return ", ".join(str(part) for part in parts if part not in (None, "", []))


def _period(row: dict[str, Any]) -> str:
    """A day or an interval, with its precision where that is not a day."""
    start, end = row["date_start"], row["date_end"]
    days = str(start) if start == end or end is None else f"{start} to {end}"
    precision = row.get("date_precision") or row.get("precision")
    return "undated" if start is None else days if precision == "day" else f"{days} ({precision})"


def _event(row: dict[str, Any]) -> str:
    parties = " + ".join(row["actors"]) or "?"
    if row["recipients"]:
        parties += " → " + " + ".join(row["recipients"])
    details = (", ".join(row["persons"]), row["place"], row["series"], ", ".join(row["weapons"]), row["outcome"])
    return _said(f"{row['subtype']} {row['status']}", _period(row), parties, *details)


def _speaker(row: dict[str, Any]) -> str:
    carrier = f"via {row['carrier']}" if row["carrier"] else None
    return _said(f"{row['kind']} {row['speaker'] or 'nobody named'}", row["speaker_country"], carrier)


WHAT = {
    "mention": lambda row: _said(row["entity"], row["country"] if row["entity_type"] != "country" else None),
    "person_post": lambda row: _said(row["person"], row["post"], row["country"]),
    "event_report": _event,
    "statement": _speaker,
    "quantity": lambda row: _said(f"{row['value']:g} {row['unit'] or ''}".strip(), row["what"]),
    "date": lambda row: _said(_period(row), row["role"] if row["role"] not in ("at", "unknown") else None),
}
