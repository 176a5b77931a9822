"""Several hundred plain sentences as newsrooms write them, each with the event that it tells (`sentences.txt`)."""

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from flows.extract.facts import extract
from flows.language.lexicon import load_lexicon
from reading import article

ANCHOR = date(2023, 8, 24)
LINES = [
    line
    for line in (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SHOWN = ["subtype", "status", "actors", "recipients", "date_start", "place"]
TEXTS = list(dict.fromkeys(line.rsplit(" = ", 1)[0] for line in LINES))


@cache
def events() -> dict[str, list[dict]]:
    """Read all sentences at once, each as an article of its own; ` || ` parts its paragraphs."""
    read = [article(*text.split(" || "), anchor=ANCHOR) for text in TEXTS]
    number = pl.lit
    articles = pl.concat(
        frame.with_columns(article=number(i, pl.UInt32), source_file=number(f"{i}.txt"))
        for i, (frame, _) in enumerate(read)
    )
    paragraphs, before = [], 0
    for i, (_, frame) in enumerate(read):
        paragraphs.append(frame.with_columns(pl.col("paragraph") + before, article=number(i, pl.UInt32)))
        before += frame.height
    found: dict[str, list[dict]] = {text: [] for text in TEXTS}
    for row in extract(articles, pl.concat(paragraphs), load_lexicon())["event_report"].to_dicts():
        found[TEXTS[int(row["source_file"].removesuffix(".txt"))]].append(row)
    return found


def parties(codes: str) -> set[str]:
    return set() if codes == "-" else set(codes.split(","))


def fits(event: dict, told: str) -> bool:
    """Whether an event is the one told: `subtype status actors > recipients [first day] [@place]`, where * fits all."""
    told, _, place = told.partition(" @")
    subtype, status, actors, _, recipients, *day = told.split()
    return (
        subtype in ("*", event["subtype"])
        and status in ("*", event["status"])
        and parties(actors) == set(event["actors"])
        and (recipients == "*" or parties(recipients) == set(event["recipients"]))
        and (not day or day[0] in ("*", str(event["date_start"])))
        and (not place or event["place"] == place)
    )


@pytest.mark.parametrize("line", LINES)
def test_sentence_tells_its_event(line: str) -> None:
    text, wanted = line.rsplit(" = ", 1)
    found = events()[text]
    told = [[row[name] for name in SHOWN] for row in found]
    if wanted == "NONE":
        assert not found, told
    else:
        assert any(fits(row, wanted) for row in found), (wanted, told)
