"""Pages for tests: sentences of our own, how lines make a page, and how a page is read."""

import shutil
from pathlib import Path

from flows.ingest.articles import read_batch
from flows.ingest.inbox import scan

LEAD = "Korea Utara kembali menembakkan dua rudal balistik ke Laut Timur, kata Kepala Staf Gabungan Korea Selatan."
BODY = [
    "Peluncuran itu merupakan yang ketiga dalam sebulan dan dikecam oleh pemerintah Jepang serta Amerika Serikat.",
    "Presiden Korea Selatan memimpin rapat darurat Dewan Keamanan Nasional dan meminta militer meningkatkan kesiagaan.",
    "Dewan Keamanan PBB dijadwalkan bersidang pada akhir pekan ini untuk membahas sanksi baru terhadap Pyongyang.",
]


def page(*lines: str, between: str = "\n") -> str:
    return between.join(lines) + between


def kinds(lines: list[tuple[str, str]], text: str) -> list[str]:
    return [kind for kind, line in lines if text in line]


def copy_written(folder: Path) -> Path:
    """Copy the 36 articles written for this project, the bundled samples among them, into a folder."""
    tests = Path(__file__).parent
    for article in [*(tests / "samples").glob("*.txt"), *(tests / "written").glob("*.txt")]:
        shutil.copy(article, folder)
    return folder


def read_pages(folder: Path, **pages: str) -> tuple[dict[str, dict], dict[str, list[tuple[str, str]]]]:
    """Read pages given by name; gives articles by name and their (kind, text) pairs."""
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8", newline="")
    batch = read_batch(folder, scan(folder).sources)
    articles = {row["source_file"].removesuffix(".txt"): row for row in batch.articles.rows(named=True)}
    numbers = {row["article"]: name for name, row in articles.items()}
    lines = {name: [] for name in articles}
    for row in batch.paragraphs.rows(named=True):
        name = numbers[row["article"]]
        lines[name].append((row["kind"], articles[name]["text"][row["start"] : row["end"]]))
    return articles, lines
