"""Small staging folders of hand-made facts for the tests of the warehouse."""

import hashlib
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from flows.publish import release
from flows.publish.journal import RunRecord
from flows.publish.load import LoadSummary, load_run
from flows.publish.staging import FRAMES

DEFAULTS = {
    "mention": {"rule": "test", "confidence": 0.9},
    "person_post": {"rule": "test", "confidence": 0.9},
    "event_report": {
        "status": "occurred",
        "date_precision": "unknown",
        "actors": [],
        "recipients": [],
        "persons": [],
        "weapons": [],
        "rule": "test",
        "confidence": 0.8,
    },
    "statement": {"kind": "direct", "rule": "test", "confidence": 0.8},
    "quantity": {"rule": "test", "confidence": 0.7},
}
WORDS = {
    "mention": "surface",
    "event_report": "evidence",
    "statement": "text",
    "quantity": "surface",
    "person_post": None,
}


class Article:
    """An article with its facts; the words of each fact are looked up in the text, so its span is right."""

    def __init__(
        self, source_file: str, text: str, outlet: str | None = "Harian Uji", published: str | None = "2024-06-13"
    ):
        self.source_file = source_file
        self.text = text
        self.content_hash = hashlib.sha256(text.encode()).hexdigest()
        self.facts: dict[str, list[dict]] = {frame: [] for frame in DEFAULTS}
        day = date.fromisoformat(published) if published else None
        title = text.partition("\n")[0]
        self.row = {
            "source_file": source_file,
            "content_hash": self.content_hash,
            "text": text,
            "outlet": outlet,
            "title": title,
            "title_start": 0,
            "title_end": len(title),
            # 20:00 UTC is the next day in Jakarta: the local day counts.
            "published_at": datetime(day.year, day.month, day.day, 20, tzinfo=UTC) - timedelta(days=1) if day else None,
            "published_precision": "minute" if day else "none",
            "published_method": "header",
            "published_confidence": 0.9,
            "published_from": day or date(2024, 1, 1),
            "published_to": day or date(2024, 12, 31),
            "utc_offset_minutes": 420,
            "agencies": [],
            "repeated_paragraphs": 0,
            "language": "id",
            "characters": len(text),
            "is_garbled": False,
            "is_relevant": True,
            "is_weekday_wrong": False,
            "is_header_distrusted": False,
        }

    def add(self, frame: str, words: str, **values) -> "Article":
        start = self.text.index(words)
        row = {"source_file": self.source_file, "char_start": start, "char_end": start + len(words)}
        row |= DEFAULTS[frame] | {name: _day(value) for name, value in values.items()}
        if WORDS[frame]:
            row[WORDS[frame]] = words
        if frame == "event_report":
            row.setdefault("report", len(self.facts[frame]))
        self.facts[frame].append(row)
        return self

    def mention(self, words: str, entity_type: str, entity: str, **values) -> "Article":
        return self.add("mention", words, entity_type=entity_type, entity=entity, **values)

    def event(self, words: str, subtype: str, day: str | None = None, **values) -> "Article":
        if day:
            values = {"date_start": day, "date_end": day, "date_precision": "day"} | values
        return self.add("event_report", words, subtype=subtype, **values)


def _day(value):
    return (
        date.fromisoformat(value)
        if isinstance(value, str) and len(value) == 10 and value[4] + value[7] == "--"
        else value
    )


def publish_two_launches(folder: Path) -> Path:
    """Publish two articles of two years, each with a launch; gives the file."""
    live = folder / "warta.duckdb"
    articles = [
        launch_article("a/satu.txt", published="2024-06-13"),
        launch_article("b/dua.txt", published="2023-03-02", place="Wonsan"),
    ]
    load_and_publish(live, stage(folder / "staging", articles), "r1")
    return live


def read_only_copy(published: Path, folder: Path) -> Path:
    """Copy a published file, with the rights that publishing gives it."""
    path = folder / published.name
    path.write_bytes(published.read_bytes())
    path.chmod(0o444)
    return path


def stage(
    folder: Path,
    articles: list[Article],
    *,
    gone: list[str] = (),
    refused: list[dict] = (),
    alike: list[list[str]] = (),
    quarantine: list[dict] = (),
    batch_size: int = 2,
    states: dict[str, str] | None = None,
) -> Path:
    """Write the staging folder of a run that loads the articles; those of a group in `alike` have the same words."""
    states = states or {}
    sources = [
        {
            "source_file": a.source_file,
            "content_hash": a.content_hash,
            "size": len(a.text),
            "state": states.get(a.source_file, "new"),
        }
        for a in articles
    ]
    sources += [{"source_file": name, "content_hash": None, "size": 0, "state": "gone"} for name in gone]
    _write(folder / "sources.parquet", "source", sources)
    _write(folder / "refused.parquet", "refused", list(refused))
    for number, start in enumerate(range(0, len(articles), batch_size), 1):
        batch = folder / f"batch_{number:05d}"
        part = articles[start : start + batch_size]
        _write(batch / "valid" / "article.parquet", "article", [a.row for a in part])
        _write(batch / "signature.parquet", "signature", [sketched(a, alike) for a in part])
        for frame in DEFAULTS:
            _write(batch / "valid" / f"{frame}.parquet", frame, [row for a in part for row in a.facts[frame]])
        check = {"frame": "mention", "expectation": "unique", "column": "entity", "severity": "row"}
        check |= {"evaluated": 10, "unexpected": 0, "success": True}
        _write(batch / "quality_check.parquet", "quality_check", [check])
        _write(batch / "quarantine.parquet", "quarantine", list(quarantine) if number == 1 else [])
    return folder


def sketched(article: Article, alike: list[list[str]] = ()) -> dict:
    """What `sketches.signatures` would say of an article: members of a group share all words of the sketch."""
    groups = [f"group of {group[0]}" for group in alike if article.source_file in group]
    words = random.Random(groups[0] if groups else article.source_file)
    published = article.row["published_at"]
    return {
        "source_file": article.source_file,
        "appeared_by": published.replace(tzinfo=None) if published else None,
        "shingles": 300,
        "sketch": [words.getrandbits(64) for _ in range(32)],
    }


def _write(path: Path, frame: str, rows: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(rows, schema=FRAMES[frame][1], orient="row").write_parquet(path)


def run_record(run_id: str) -> RunRecord:
    return RunRecord(
        run_id=run_id, started_at=datetime(2026, 1, 1, tzinfo=UTC), inbox="inbox", version="0.1.0", steps={"scan": 0.5}
    )


def load_and_publish(live: Path, staging: Path, run_id: str) -> LoadSummary:
    """One run, from the staged facts to the published file."""
    next_file = release.prepare(live)
    try:
        summary = load_run(next_file, staging, run_record(run_id))
    except BaseException:
        release.discard(next_file)
        raise
    release.publish(next_file, live)
    return summary


def rows(live: Path, query: str) -> list[tuple]:
    with release.reading(live) as con:
        return con.execute(query).fetchall()


def launch_article(source_file="a/satu.txt", outlet="Harian Uji", published="2024-06-13", place="Sunan") -> Article:
    """One launch, one reaction, a statement, a quantity and all kinds of mentions."""
    text = (
        f"Korut Luncurkan Dua Rudal dari {place}\n"
        f"{outlet} - Korea Utara menembakkan dua rudal balistik dari {place}, Rabu (12/6/2024). "
        "Menteri Pertahanan Korea Selatan Shin Won-sik mengecam peluncuran itu. "
        '"Ini provokasi serius," kata Shin Won-sik — seperti dikutip Yonhap. '
        "PBB akan bersidang; latihan Freedom Shield digelar bersama Amerika Serikat.\n"
    )
    article = Article(source_file, text, outlet, published)
    article.mention("Korea Utara", "country", "PRK", country="PRK", code="PRK")
    article.mention("Korea Selatan", "country", "KOR", country="KOR", code="KOR")
    article.mention("Shin Won-sik", "person", "Shin Won-sik", country="KOR")
    article.mention("PBB", "organisation", "PBB", code="UN", sector="IGO")
    article.mention("rudal balistik", "weapon", "rudal balistik")
    article.mention("Freedom Shield", "series", "Freedom Shield")
    article.mention(place, "place", place, country="PRK", latitude=39.2, longitude=125.6)
    article.add("person_post", "Shin Won-sik", person="Shin Won-sik", post="Menteri Pertahanan", country="KOR")
    article.event(
        "Korea Utara menembakkan dua rudal balistik",
        "missile_launch",
        "2024-06-12",
        actors=["PRK"],
        place=place,
        place_country="PRK",
        weapons=["rudal balistik"],
    )
    article.event(
        "Shin Won-sik mengecam peluncuran itu",
        "condemnation",
        actors=["KOR"],
        recipients=["PRK"],
        persons=["Shin Won-sik"],
    )
    article.add("statement", '"Ini provokasi serius,"', speaker="Shin Won-sik", speaker_country="KOR")
    article.add("quantity", "dua rudal", value=2.0, unit="rudal", what="rudal yang ditembakkan", report=0)
    return article
