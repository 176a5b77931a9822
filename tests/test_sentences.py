"""Several hundred plain sentences as newsrooms write them, each with the event that it tells (`sentences.txt`)."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reading import facts_of_each

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
    read = facts_of_each([tuple(text.split(" || ")) for text in TEXTS], ANCHOR)
    return {text: facts["event_report"].to_dicts() for text, facts in zip(TEXTS, read, strict=True)}


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
