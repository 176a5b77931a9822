"""Pages in the formats of known outlets: what each file of `formats/` says of a page, and the class of its lines."""

from datetime import datetime
from pathlib import Path

import pytest

FORMATS = {path.stem: path for path in sorted((Path(__file__).parent / "formats").glob("*.txt"))}


def parse(path):
    """Give what a page must say and its lines: (kind, text), empty ones without kind; `+kind` goes on with the line."""
    head, _, rest = path.read_text("utf-8").partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    lines = [(kind.strip(), text) for kind, _, text in (line.partition(" |") for line in rest.splitlines())]
    return said, [(kind, text.removeprefix(" ")) for kind, text in lines]


@pytest.mark.parametrize("name", FORMATS)
def test_format(read, name):
    said, lines = parse(FORMATS[name])
    text = "".join(f"{' ' if kind[:1] == '+' else chr(10)}{line}" for kind, line in lines)
    articles, found = read(page=text[1:] + "\n")
    row = articles["page"]
    assert (row["outlet"], row["title"], row["dateline"]) == (said.get("outlet"), said["title"], said.get("dateline"))
    assert row["published_at"] == datetime.fromisoformat(said["published"])
    assert row["agencies"] == [name for name in said.get("agencies", "").split(", ") if name]
    assert row["repeated_paragraphs"] == int(said.get("repeated", 0))
    assert found["page"] == [(kind.removeprefix("+"), line.strip()) for kind, line in lines if kind]
