"""The labelled articles: their facts extracted once, staged in any portion, held beside the labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from flows.batch import kept_columns
from flows.ingest.articles import read_batch
from flows.ingest.inbox import scan
from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.resolve.sketches import signatures
from pages import copy_written
from reading import read_facts

LABELLED = Path(__file__).parent / "labelled"
FACTS = ("article", "mention", "person_post", "event_report", "statement", "quantity")


@cache
def facts() -> dict[str, pl.DataFrame]:
    """All frames that a run stages of the labelled articles, and `source`."""
    with TemporaryDirectory() as folder:
        inbox = copy_written(Path(folder))
        sources = scan(inbox).sources
        read = read_batch(inbox, sources)
    found = read_facts(read.articles, read.paragraphs)
    found["signature"] = signatures(read.articles, read.paragraphs)
    return found | {"article": kept_columns(read.articles), "source": sources}


@cache
def told_rightly() -> dict[str, pl.DataFrame]:
    """The same frames with the labels in the place of extracted reports: what resolution alone is worth."""
    rows, texts = labels(), dict(facts()["article"].select("source_file", "text").iter_rows())
    places = read_rows(BUNDLED / "places.csv").unique("place", keep="first", maintain_order=True)
    places = places.select("place", place_country="country", latitude="latitude", longitude="longitude")
    spans = [sentence_around(texts[name], start) for name, start in rows.select("source_file", "start").iter_rows()]
    reports = rows.join(places, on="place", how="left", maintain_order="left").select(
        "source_file", "subtype", "status", "date_precision", "place", "series",
        pl.col("actors", "recipients").fill_null("").str.split(" ").list.eval(pl.element().filter(pl.element() != "")),
        pl.col("date_start", "date_end").str.to_date(),
        pl.col("weapons").fill_null("").str.split(";").list.eval(pl.element().filter(pl.element() != "")),
        pl.col("place_country").replace("", None), pl.col("latitude", "longitude").cast(pl.Float64, strict=False),
        report=pl.int_range(pl.len(), dtype=pl.Int32).over("source_file"),
        char_start=pl.Series([span[0] for span in spans]), char_end=pl.Series([span[1] for span in spans]),
        evidence=pl.Series([span[2] for span in spans]),
        rule=pl.lit("label"), confidence=pl.lit(1.0),
    )  # fmt: skip
    quantities = facts()["quantity"].with_columns(report=pl.lit(None, pl.Int32))
    return facts() | {"event_report": reports, "quantity": quantities}


@cache
def mirrored(count: int) -> dict[str, pl.DataFrame]:
    """The same frames so many times, in folders `00/`, `01/`…; those of each folder tell of parties of their own.

    So nothing ties the articles of one folder to those of another, and one run can load a piece of many orders.
    """
    parts = [_mirror(frame, name, number) for number in range(count) for name, frame in facts().items()]
    return {name: pl.concat(parts[at :: len(facts())]) for at, name in enumerate(facts())}


def _mirror(frame: pl.DataFrame, name: str, number: int) -> pl.DataFrame:
    """A frame for one folder: no code is one of another folder, no sketch shares a word with one of another folder."""
    changed = [pl.format("{}/{}", pl.lit(f"{number:02}"), "source_file").alias("source_file")]
    if name == "event_report":
        changed += [pl.col("actors", "recipients").list.eval(pl.element() + f"-{number:02}")]
        changed += [pl.col("place_country") + f"-{number:02}"]
    if name == "signature":
        words = pl.col("sketch").list
        changed += [words.slice(number).list.concat(words.head(number)).alias("sketch")]
    return frame.with_columns(changed)


def sentence_around(text: str, start: int) -> tuple[int, int, str]:
    """Begin, end and text of the sentence that a position stands in."""
    begin = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1) if start else 0
    stops = [stop for stop in (text.find(". ", start), text.find("\n", start)) if stop >= 0]
    end = min(stops, default=len(text))
    return begin, end, text[begin:end]


def stage(folder: Path, files: Iterable[str] | None = None, frames: dict[str, pl.DataFrame] | None = None) -> Path:
    """Write the staging folder of a run that finds these articles new, or all of them."""
    frames = frames or facts()
    files = list(frames["source"]["source_file"]) if files is None else list(files)
    batch = folder / "batch_00001"
    (batch / "valid").mkdir(parents=True)
    for name, frame in frames.items():
        order = pl.DataFrame({"source_file": files}, schema={"source_file": pl.String})
        part = order.join(frame, on="source_file", maintain_order="left_right")
        if name in FACTS:
            part.write_parquet(batch / "valid" / f"{name}.parquet")
        else:
            part.write_parquet(folder / "sources.parquet" if name == "source" else batch / f"{name}.parquet")
    return folder


def labels() -> pl.DataFrame:
    """Labelled events with their span: `event` is the real event that several articles tell of, `?` where readers may
    take it for one thing or for two, null where no other article tells of it."""
    rows = pl.concat(pl.read_csv(path, infer_schema=False) for path in sorted(LABELLED.glob("*.csv")))
    texts = facts()["article"].select("source_file", "text")
    rows = rows.with_row_index("label").join(texts, on="source_file", how="left", maintain_order="left")
    spans = [text.find(anchor) for text, anchor in rows.select("text", "anchor").iter_rows()]
    rows = rows.with_columns(start=pl.Series(spans), end=pl.Series(spans) + pl.col("anchor").str.len_chars())
    missing = rows.filter(pl.col("start") < 0)
    assert missing.is_empty(), missing.select("source_file", "anchor").to_dicts()
    return rows.drop("text")


def matched(reports: pl.DataFrame) -> pl.DataFrame:
    """Pair labels with the reports that overlap their anchors, best pairs first, each once.

    Args:
        reports: Rows of `mart.event_report`.

    Returns:
        The label's columns with `event_key` and `report`, the position of its report.
    """
    pairs = labels().join(reports.with_row_index("report"), on=["source_file", "subtype"], suffix="_found")
    pairs = pairs.filter((pl.col("char_start") < pl.col("end")) & (pl.col("start") < pl.col("char_end")))
    wanted = pl.col("actors").fill_null("").str.split(" ")
    shared, all_of = (wanted.list.set_intersection("actors_found"), wanted.list.set_union("actors_found"))
    score = 2 * shared.list.len() / all_of.list.len()
    # What neither names is no likeness: a sentence may tell of several things.
    for same in (
        pl.col("place") == pl.col("place_found"),
        pl.col("status") == pl.col("status_found"),
        pl.col("date_start") == pl.col("date_start_found").cast(pl.String),
    ):
        score += same.fill_null(False).cast(pl.Int8)
    pairs = pairs.with_columns(score=score).sort("score", "label", "report", descending=[True, False, False])
    taken_labels, taken_reports, kept = set(), set(), []
    for position, (label, report) in enumerate(pairs.select("label", "report").iter_rows()):
        if label not in taken_labels and report not in taken_reports:
            kept.append(position)
            taken_labels.add(label)
            taken_reports.add(report)
    return pairs[kept]


@dataclass
class Score:
    """Pairs of reports of different articles: rightly joined, wrongly joined, wrongly apart."""

    right: list
    joined: list
    apart: list

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * len(self.right) / (2 * len(self.right) + len(self.joined) + len(self.apart))

    def __str__(self) -> str:
        told = [f"  {kind} {a[1]} | {b[1]}: {a[0]}: {a[4]} | {b[0]}: {b[4]}"
                for kind, pairs in (("joined", self.joined), ("apart", self.apart)) for a, b in pairs]  # fmt: skip
        head = f"F1 {self.f1:.3f}: {len(self.right)} pairs right, {len(self.joined)} joined, {len(self.apart)} apart"
        return "\n".join([head, *told])


def pairs() -> int:
    """Number of pairs of different articles that the labels tell to be of one event."""
    known = labels().filter(pl.col("event").is_not_null() & (pl.col("event") != "?"))
    rows = known.select("source_file", "event").rows()
    return sum(a[0] != b[0] and a[1] == b[1] for a, b in combinations(rows, 2))


def score(reports: pl.DataFrame) -> Score:
    """Hold the pairs that resolution joins beside the labels."""
    rows = matched(reports).select("source_file", "event", "event_key", "subtype", "anchor").rows()
    found = Score([], [], [])
    for a, b in combinations(sorted(rows, key=str), 2):
        if a[0] == b[0] or "?" in (a[1], b[1]):
            continue
        one, joined = a[1] is not None and a[1] == b[1], a[2] == b[2]
        if one or joined:
            (found.right if one and joined else found.apart if one else found.joined).append((a, b))
    return found
