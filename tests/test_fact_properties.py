"""Properties of facts that hold for any page: evidence is verbatim, and furniture of the page changes nothing."""

import random
from functools import cache
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reading import read_facts
from test_ingest_properties import PAGES, QUIET, SAMPLES, read

SHOWN = {"mention": "surface", "event_report": "evidence", "statement": "text", "quantity": "surface"}
BLOCKS = [
    "Baca Juga\nGempur Malaysia, Ganda Putra Melaju ke Semifinal",
    "ADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT",
    "Baca juga: Viral Pemotor Lawan Arah di Flyover",
    "Baca Juga: Korea Utara Tembakkan Rudal Balistik ke Laut Jepang",
    "[Gambas:Video 20detik]",
]


def facts_of(*pages: str) -> tuple[dict[int, str], dict[str, pl.DataFrame]]:
    """Texts and facts of pages, the facts with the number of their page."""
    _, batch = read(*(page.encode("utf-8") for page in pages))
    found = read_facts(batch.articles, batch.paragraphs)
    number = pl.col("source_file").str.slice(0, 3).cast(pl.Int64).alias("page")
    texts = {int(name[:3]): text for name, text in batch.articles.select("source_file", "text").iter_rows()}
    return texts, {kind: frame.with_columns(number) for kind, frame in found.items()}


def check_evidence(texts, found) -> None:
    for kind, frame in found.items():
        for row in frame.iter_rows(named=True):
            text = texts[row["page"]]
            assert 0 <= row["char_start"] < row["char_end"] <= len(text), (kind, row)
            if kind in SHOWN:
                assert text[row["char_start"] : row["char_end"]] == row[SHOWN[kind]]


def told(found, page, block="no such block") -> dict[str, list]:
    """The facts of a page without their places in it; a quotation may go on behind the block."""
    places = ["source_file", "page", "char_start", "char_end"]
    return {
        kind: frame.filter(pl.col("page") == page)
        .drop(places, strict=False)
        .with_columns(pl.col(pl.String).str.replace(f"\n{block}", "", literal=True))
        .rows()
        for kind, frame in found.items()
    }


@cache
def plain_facts(name: str):
    return facts_of((SAMPLES / name).read_text("utf-8"))


@given(st.integers(0, 2**32), st.lists(st.sampled_from(PAGES), min_size=2, max_size=4))
@settings(QUIET, max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_cut_joined_doubled_and_recoded_pages_keep_their_evidence(seed, pages):
    rng = random.Random(seed)
    variants = []
    for first, second in pairwise(pages):
        a, b = sorted(rng.sample(range(len(first)), 2))
        variants += [
            first + second, first + "\n" + first, first[a:b], first[a:] + second[:b], first.replace("\n", "\r\n"),
            "\ufeff" + first, first.replace("\n", ""), first.encode().decode("latin-1"), first.replace(" ", "\u00a0"),
            first.replace('"', "“").replace("-", "–"), first.upper(), first.replace("a", "a\u0301"), "가😀" + first,
        ]  # fmt: skip
    check_evidence(*facts_of(*variants))


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_a_block_of_furniture_anywhere_between_paragraphs_changes_no_fact(name):
    texts, found = plain_facts(name)
    text = texts[0]
    _, batch = read(text.encode("utf-8"))
    bodies = batch.paragraphs.filter(pl.col("kind").is_in(["lead", "body"]))["end"].to_list()[:-1]
    places = sorted({text.find("\n", end) for end in bodies} - {-1})
    rng = random.Random(name)
    blocks = [rng.choice(BLOCKS) for _ in places]
    changed = [f"{text[:at]}\n{block}{text[at:]}" for at, block in zip(places, blocks, strict=True)]
    texts, many = facts_of(*changed)
    check_evidence(texts, many)
    expected = told(found, 0)
    for page, at in enumerate(places):
        assert told(many, page, blocks[page]) == expected, changed[page][max(at - 80, 0) : at + 160]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_the_place_of_an_event_has_its_own_coordinates(name):
    _, found = plain_facts(name)
    where = ["country", "latitude", "longitude", "geonames_id"]
    points = dict(found["mention"].filter(pl.col("latitude").is_not_null()).select("surface", pl.struct(where)).rows())
    reports = found["event_report"].rename({"place_country": "country"}).filter(pl.col("place").is_in(list(points)))
    for place, point in reports.select("place", pl.struct(where)).iter_rows():
        assert point == points[place], place
