"""Properties of reading that hold for any bytes and any page."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.ingest.articles import read_batch
from flows.ingest.fold import fold_texts
from flows.ingest.inbox import scan
from flows.processes import where_polars_computes

SAMPLES = Path(__file__).parent / "samples"
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BODY_KINDS = ["lead", "body"]
FACTS = ["outlet", "title", "published_at", "dateline", "agencies", "repeated_paragraphs", "language"]


def pages() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]


PAGES = pages()
needs_samples = pytest.mark.skipif(not PAGES, reason="no samples")
WORDS = [
    "Korut",
    "rudal",
    "12",
    "2024",
    "WIB",
    "Baca Juga",
    "SEOUL - ",
    "(AFP)",
    "Foto:",
    "Pilihan Redaksi",
    "é",
    "\ufeff",
]
MARKS = ["\n", "\r\n", "\r", "\n\n", " ", "\t", '"', "“", "--", ". "]
SCRAPS = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from(WORDS + MARKS)),
    max_size=60,
).map("".join)


def read(*contents: bytes):
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder)
        for number, content in enumerate(contents):
            (inbox / f"{number:03}.txt").write_bytes(content)
        found = scan(inbox)
        return found, where_polars_computes(lambda: read_batch(inbox, found.sources))


def check(batch) -> None:
    """Offsets lie in the text, in order, without overlap, and cut out what they say."""
    texts = dict(batch.articles.select("article", "text").iter_rows())
    last: dict[int, int] = {}
    for row in batch.paragraphs.iter_rows(named=True):
        text = texts[row["article"]]
        assert last.get(row["article"], 0) <= row["start"] < row["end"] <= len(text)
        assert row["start"] <= row["text_start"] <= row["end"]
        last[row["article"]] = row["end"]
    for row in batch.articles.iter_rows(named=True):
        assert len(row["fold"]) == len(row["text"])
        assert row["fold"].isascii()
        if row["title_start"] is not None:
            assert row["text"][row["title_start"] : row["title_end"]] == row["title"]


@given(st.lists(st.text(), max_size=6))
@settings(max_examples=200, deadline=None)
def test_the_fold_has_one_ascii_character_for_each_code_point(texts):
    folded = fold_texts(pl.Series(texts, dtype=pl.String)).to_list()
    assert [len(f) for f in folded] == [len(t) for t in texts]
    assert all(f.isascii() and "\r" not in f and "\x01" not in f for f in folded)
    assert [f.count("\n") >= t.count("\n") for f, t in zip(folded, texts, strict=True)] == [True] * len(texts)


def test_the_fold_keeps_letters_quotes_and_line_ends():
    texts = ["“Sanksi” – café\r\nAntónio\rx\u00a0y", "\r\n", "", "a\r", "\nb", "가…"]
    folded = ['"Sanksi" - cafe \nAntonio\nx y', " \n", "", "a\n", "\nb", "`."]
    assert fold_texts(pl.Series(texts)).to_list() == folded


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5))
@QUIET
def test_any_bytes_give_an_article_or_a_reason(contents):
    found, batch = read(*contents)
    names = {*batch.articles["source_file"], *batch.refused["source_file"], *found.refused["source_file"]}
    assert len(names) == len(contents)
    assert batch.articles.height + batch.refused.height + found.refused.height == len(contents)
    check(batch)


@given(st.lists(SCRAPS, min_size=1, max_size=5))
@QUIET
def test_any_scraps_of_pages_are_read(texts):
    _, batch = read(*(text.encode("utf-8", "ignore") for text in texts))
    check(batch)


@needs_samples
@given(st.data())
@QUIET
def test_pages_cut_joined_and_doubled_keep_their_offsets(data):
    first, second = (data.draw(st.sampled_from(PAGES)) for _ in range(2))
    cut = first[data.draw(st.integers(0, len(first))) : data.draw(st.integers(0, len(first)))]
    variants = [first + second, first + "\n" + first, cut, cut + second, first.replace("\n", "\r\n"), "\ufeff" + first]
    _, batch = read(*(text.encode() for text in variants))
    check(batch)


@needs_samples
@pytest.mark.parametrize(("old", "new", "front"), [("\n", "\r\n", ""), ("", "", "\ufeff"), ("\n", "\n\n", "")])
def test_line_ends_and_marks_change_no_fact(old, new, front):
    _, plain = read(*(text.encode() for text in PAGES))
    _, changed = read(*((front + (text.replace(old, new) if old else text)).encode() for text in PAGES))
    assert changed.articles.select(FACTS).equals(plain.articles.select(FACTS))
    assert changed.paragraphs["kind"].to_list() == plain.paragraphs["kind"].to_list()


@needs_samples
@given(st.data())
@QUIET
def test_a_block_of_furniture_between_paragraphs_changes_no_fact(data):
    page = data.draw(st.sampled_from(PAGES))
    _, plain = read(page.encode())
    bodies = plain.paragraphs.filter(pl.col("kind").is_in(BODY_KINDS))
    text = plain.articles["text"].item()
    at = data.draw(st.sampled_from(bodies["end"].to_list()[:-1]))
    end = text.find("\n", at)
    block = data.draw(
        st.sampled_from(
            [
                "\nBaca Juga\nGempur Malaysia, Ganda Putra Melaju ke Semifinal",
                "\nADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT",
                "\nBaca juga: Viral Pemotor Lawan Arah di Flyover",
                "\n[Gambas:Video 20detik]",
            ]
        )
    )
    _, changed = read((text[:end] + block + text[end:]).encode())
    facts = [fact for fact in FACTS if fact != "outlet"]
    assert changed.articles.select(facts).equals(plain.articles.select(facts))
    assert body_texts(changed) == body_texts(plain)


def body_texts(batch) -> list[str]:
    text = batch.articles["text"].item()
    bodies = batch.paragraphs.filter(pl.col("kind").is_in(BODY_KINDS))
    return [text[start:end] for start, end in bodies.select("start", "end").iter_rows()]
