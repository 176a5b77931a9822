"""From files to articles: bytes are read once, and what leaves here are articles and their classified paragraphs."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.ingest.facts import article_facts
from flows.ingest.fold import fold_texts
from flows.ingest.html import is_html, read_html
from flows.ingest.inbox import HTML, Refusal, decode, read_bytes, refusal_frame
from flows.ingest.lines import describe_lines, split_lines
from flows.ingest.metadata import known_values, metadata_frame
from flows.ingest.page import classify
from flows.ingest.paragraphs import cut_paragraphs
from flows.ingest.sidecar import Sidecars, source_hash

RAW = {"article": pl.UInt32, "source_file": pl.String, "content_hash": pl.String, "text": pl.String}


class Batch(NamedTuple):
    """Articles of some files, their paragraphs, and the files that turned out to hold none."""

    articles: pl.DataFrame
    paragraphs: pl.DataFrame
    refused: pl.DataFrame


def read_batch(inbox: Path, sources: pl.DataFrame) -> Batch:
    """Read files into articles and classified paragraphs.

    Args:
        inbox: Folder that `source_file` is relative to.
        sources: Columns `source_file`, `content_hash`: files that a scan found.

    Returns:
        `articles` (one row an article, see `article_facts`), `paragraphs` (article, paragraph, start, end, text_start,
        kind, continues) and `refused` (see `inbox.refusal_frame`).
    """
    raw, said, refused = read_texts(inbox, sources)
    raw = raw.with_columns(fold=fold_texts(raw["text"]))
    lines = classify(describe_lines(split_lines(raw)))
    return Batch(article_facts(raw, lines, metadata_frame(raw, said)), cut_paragraphs(lines), refused)


def read_texts(inbox: Path, sources: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, dict[str, str]], pl.DataFrame]:
    """Read and decode files.

    Args:
        inbox: Folder that `source_file` is relative to.
        sources: Columns `source_file`, `content_hash`.

    Returns:
        Frame `article` (0, 1, ...), `source_file`, `content_hash`, `text`; metadata by source file; and the frame of
        refusals.
    """
    rows: list[tuple] = []
    refused: list[tuple] = []
    said: dict[str, dict[str, str]] = {}
    sidecars = Sidecars(inbox)
    for name, expected in zip(sources["source_file"].to_list(), sources["content_hash"].to_list(), strict=True):
        try:
            data, beside = read_bytes(inbox / name), sidecars.read(name)
            digest = source_hash(data, beside)
            if digest != expected:
                raise Refusal("changed_meanwhile", "The file changed while Warta was running", expected)
            text = decode(data, digest, name)
            if (name.lower().endswith(HTML) and "<" in text) or is_html(text):
                text, said[name] = read_html(text, digest)
            if beside is not None:
                said[name] = said.get(name, {}) | known_values(beside)
            rows.append((len(rows), name, digest, text))
        except Refusal as refusal:
            refused.append((name, refusal))
    return pl.DataFrame(rows, schema=RAW, orient="row"), said, refusal_frame(refused)
