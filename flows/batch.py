"""The articles of one batch and their facts, from files to parquet; imports little, for worker processes run it."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from flows.clock import measure
from flows.errors import WartaError
from flows.ingest.inbox import Refusal, refusal_frame
from flows.ingest.sidecar import source_hash

if TYPE_CHECKING:
    from flows.language.lexicon import Lexicon

# Reading goes through thousands of small frames: the streaming engine takes longer to start than they take to read.
pl.Config.set_engine_affinity("in-memory")

# Below this many articles the workers' start-up takes longer than they save.
LARGE = 2000
# To compare this many files takes longer than to start one worker beside it.
MANY = 20_000
# Files of a batch that may fail by themselves; where more do, the program is at fault.
AT_FAULT = 10
# What a worker reads before its first batch: a bit of everything.
FIRST = """Korea Utara Tembakkan Rudal Balistik
Senin, 5 Juni 2023 10:00 WIB
Seoul - Korea Utara menembakkan dua rudal balistik ke Laut Timur pada Senin (5/6/2023).
"Kami mengecam peluncuran itu," kata Menteri Luar Negeri Korea Selatan Park Jin di Seoul.
"""
Frames = dict[str, pl.DataFrame]
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
    words = _lexicon(lexicon, run_id)
    found = read_apart(lambda some: _facts(some, Path(inbox), words), files)
    for name, frame in found.items():
        frame.write_parquet(target / f"{name}.parquet")
    return found["article"].height


def read_apart(read: Callable[[pl.DataFrame], Frames], files: pl.DataFrame) -> Frames:
    """Read files together; where the program itself fails at some, refuse these and read the others.

    One page that nobody foresaw must not keep all others out of the warehouse, run after run.

    Args:
        read: Gives the frames of some files, with the same columns for none.
        files: `source_file`, `content_hash`.

    Returns:
        The frames of `read`, where `refused` has a row for each file at which it failed.

    Raises:
        Exception: That of `read`, where it is about the machine or the settings, or where more than `AT_FAULT` files
            fail: then not they are at fault.
    """
    failed: list[tuple[str, Refusal]] = []

    def part(some: pl.DataFrame) -> list[Frames]:
        try:
            return [read(some)]
        except (OSError, MemoryError, WartaError):
            raise
        # A panic of Polars is no `Exception`.
        except (Exception, pl.exceptions.PanicException) as error:
            if some.height < 2:
                told = f"{type(error).__name__}: {error}".split("\n")[0]
                failed.extend((name, Refusal("reading_failed", told, digest)) for name, digest in some.iter_rows())
                if not failed or len(failed) > AT_FAULT:
                    raise
                return []
            half = some.height // 2
            return part(some.head(half)) + part(some.slice(half))

    columns = files.select("source_file", "content_hash")
    parts = part(columns)
    if len(parts) == 1 and not failed:
        return parts[0]
    parts.append(read(columns.clear()) | {"refused": refusal_frame(failed)})
    return {name: pl.concat([frames[name] for frames in parts]) for name in parts[-1]}


def _facts(files: pl.DataFrame, inbox: Path, lexicon: "Lexicon") -> Frames:
    """Read files into `article`, `refused`, `signature` and the frames of `facts.extract`."""
    from flows.extract import facts
    from flows.ingest import articles
    from flows.resolve import sketches

    with measure("read"):
        read = articles.read_batch(inbox, files)
    with measure("extract"):
        found = facts.extract(read.articles, read.paragraphs, lexicon)
    with measure("sketch"):
        found["signature"] = sketches.signatures(read.articles, read.paragraphs)
    return found | {"article": kept_columns(read.articles), "refused": read.refused}


def kept_columns(articles: pl.DataFrame) -> pl.DataFrame:
    """Choose the columns of articles that the warehouse keeps, and add `characters` (code points of the text)."""
    kept = [name if name in articles.columns else pl.lit(None, pl.String).alias(name) for name in ARTICLE_COLUMNS]
    return articles.select(*kept, characters=pl.col("text").str.len_chars().cast(pl.Int64))


@functools.lru_cache(maxsize=1)
def _lexicon(folder: str | None, run_id: str) -> "Lexicon":
    """Load the lexicon once a run; the run's id is part of the key because users edit their rows between runs."""
    from flows.language.lexicon import load_lexicon

    return load_lexicon(Path(folder) if folder else None)
