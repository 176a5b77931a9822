"""The articles of one batch and their facts, from files to parquet; imports little, for worker processes run it."""

import functools
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from flows.clock import measure
from flows.ingest.sidecar import source_hash

if TYPE_CHECKING:
    from flows.language.lexicon import Lexicon

# Reading goes through thousands of small frames: the streaming engine takes longer to start than they take to read.
pl.Config.set_engine_affinity("in-memory")

# Below this many articles the workers' start-up takes longer than they save.
LARGE = 2000
# To compare this many files takes longer than to start one worker beside it.
MANY = 20_000
# What a worker reads before its first batch: a bit of everything.
FIRST = """Korea Utara Tembakkan Rudal Balistik
Senin, 5 Juni 2023 10:00 WIB
Seoul - Korea Utara menembakkan dua rudal balistik ke Laut Timur pada Senin (5/6/2023).
"Kami mengecam peluncuran itu," kata Menteri Luar Negeri Korea Selatan Park Jin di Seoul.
"""
ARTICLE_COLUMNS = (
    "source_file", "content_hash", "text", "outlet", "title", "title_start", "title_end", "published_at",
    "published_precision", "published_method", "published_confidence", "published_from", "published_to",
    "utc_offset_minutes", "dateline", "agencies", "repeated_paragraphs", "language",
    "is_garbled", "is_relevant", "relevance_reason", "is_weekday_wrong",
    "is_header_distrusted",
)  # fmt: skip


def count_files(inbox: Path) -> int:
    """Count the files of an inbox, articles or not, without opening any."""
    return sum(len(files) for _, _, files in os.walk(inbox))


def get_ready(lexicon: str | None) -> None:
    """Read an article, so that whatever `write_facts` imports, loads and makes at its first call is there.

    Args:
        lexicon: Folder with own lexicon rows.
    """
    with TemporaryDirectory() as folder:
        page = Path(folder) / "first.txt"
        page.write_text(FIRST, "utf-8")
        digest = source_hash(page.read_bytes(), None)
        files = pl.DataFrame({"source_file": [page.name], "content_hash": [digest]})
        write_facts(Path(folder), files, folder, lexicon, "")


def write_facts(target: Path, files: pl.DataFrame, inbox: str, lexicon: str | None, run_id: str) -> int:
    """Read articles and write their facts.

    Args:
        target: Folder for the parquet files, one for each kind of fact, and `refused.parquet`.
        files: `source_file`, `content_hash`.
        inbox: Folder that `source_file` is relative to.
        lexicon: Folder with own lexicon rows.
        run_id: The run that asks; the lexicon is read anew for each.

    Returns:
        Number of articles.
    """
    from flows.extract import facts
    from flows.ingest import articles
    from flows.resolve import sketches

    with measure("read"):
        read = articles.read_batch(Path(inbox), files)
    with measure("extract"):
        found = facts.extract(read.articles, read.paragraphs, _lexicon(lexicon, run_id))
    with measure("sketch"):
        found["signature"] = sketches.signatures(read.articles, read.paragraphs)
    found |= {"article": kept_columns(read.articles), "refused": read.refused}
    for name, frame in found.items():
        frame.write_parquet(target / f"{name}.parquet")
    return read.articles.height


def kept_columns(articles: pl.DataFrame) -> pl.DataFrame:
    """Choose the columns of articles that the warehouse keeps, and add `characters` (code points of the text)."""
    kept = [name if name in articles.columns else pl.lit(None, pl.String).alias(name) for name in ARTICLE_COLUMNS]
    return articles.select(*kept, characters=pl.col("text").str.len_chars().cast(pl.Int64))


@functools.lru_cache(maxsize=1)
def _lexicon(folder: str | None, run_id: str) -> "Lexicon":
    """Load the lexicon once a run; the run's id is part of the key because users edit their rows between runs."""
    from flows.language.lexicon import load_lexicon

    return load_lexicon(Path(folder) if folder else None)
