"""Copies: edited copies are one group, different articles on one event are not."""

import random

import polars as pl
import pytest

from flows.ingest.fold import fold_texts
from flows.resolve.copies import find_copies, signatures

WORDS = [
    "rudal", "balistik", "militer", "korea", "utara", "selatan", "presiden", "menteri", "pertahanan", "laut",
    "timur", "sanksi", "dewan", "keamanan", "latihan", "gabungan", "pasukan", "amerika", "serikat", "jepang",
    "china", "rusia", "perundingan", "denuklirisasi", "semenanjung", "peluncuran", "satelit", "roket", "kapal",
    "induk", "pesawat", "pengebom", "tembakan", "artileri", "perbatasan", "wartawan", "pernyataan", "juru",
    "bicara", "kementerian", "luar", "negeri", "pekan", "lalu",
]  # fmt: skip


def write(rng, sentences=25):
    """Write sentences at random."""
    return [" ".join(rng.choices(WORDS, k=rng.randint(12, 25))).capitalize() + "." for _ in range(sentences)]


def edit(rng, sentences):
    """Change a word in every third sentence and drop one sentence."""
    changed = [s.replace(s.split()[3], "tersebut", 1) if rng.random() < 0.34 else s for s in sentences]
    changed.pop(rng.randrange(len(changed)))
    return changed


def sign(texts, prefix="a", day=1):
    """Make signatures of texts that were published one after the other."""
    folded = fold_texts(pl.Series(texts, dtype=pl.String))
    articles = pl.DataFrame(
        {
            "article": pl.Series(range(len(texts)), dtype=pl.UInt32),
            "source_file": [f"{prefix}{n:03}.txt" for n in range(len(texts))],
            "content_hash": [f"{hash(t):x}" for t in texts],
            "fold": folded,
        }
    ).with_columns(
        published_at=pl.lit(None, dtype=pl.Datetime("us", "UTC")),
        published_from=pl.date(2024, 1, day) + pl.duration(days=pl.col("article")),
    )
    paragraphs = articles.select(
        "article", text_start=pl.lit(0), end=pl.col("fold").str.len_bytes().cast(pl.Int64), kind=pl.lit("body")
    )
    return signatures(articles, paragraphs)


def test_twenty_edited_copies_are_one_group():
    rng = random.Random(1)
    original = write(rng)
    found = find_copies(sign([" ".join(original)] + [" ".join(edit(rng, original)) for _ in range(19)]), sign([]))
    assert found.height == 20
    assert found.filter(pl.col("copy_of").is_null())["source_file"].to_list() == ["a000.txt"]
    assert set(found["copy_of"].drop_nulls()) == {"a000.txt"}


def test_twenty_articles_on_one_event_are_twenty():
    rng = random.Random(2)
    quoted = write(rng, 3)
    texts = [" ".join([*write(rng, 20), *quoted]) for _ in range(20)]
    assert find_copies(sign(texts), sign([])).is_empty()


def test_the_same_text_twice_is_a_copy_and_case_and_stops_do_not_matter():
    text = " ".join(write(random.Random(3)))
    found = find_copies(sign([text, text.upper().replace(".", " ;")]), sign([]))
    assert found["copy_of"].to_list() == [None, "a000.txt"]


def test_copies_are_found_among_articles_of_earlier_runs():
    rng = random.Random(4)
    original, other = write(rng), write(rng)
    known = sign([" ".join(original), " ".join(other)], "known", day=10)
    fresh = sign([" ".join(edit(rng, original)), " ".join(write(rng))], "new", day=20)
    found = find_copies(fresh, known)
    assert found.select("source_file", "copy_of").rows() == [("known000.txt", None), ("new000.txt", "known000.txt")]


def test_an_earlier_original_that_turns_up_late_takes_over_its_group():
    rng = random.Random(5)
    original = write(rng)
    known = sign([" ".join(original), " ".join(edit(rng, original))], "known", day=10)
    first = find_copies(known, sign([]))
    known = known.join(first.select("source_file", "copy_of"), on="source_file", how="left")
    found = find_copies(sign([" ".join(edit(rng, original))], "new", day=1), known)
    assert dict(found.select("source_file", "copy_of").rows()) == {
        "known000.txt": "new000.txt", "known001.txt": "new000.txt", "new000.txt": None,
    }  # fmt: skip


def test_a_new_version_replaces_the_known_one():
    rng = random.Random(6)
    old, new = write(rng), write(rng)
    known = sign([" ".join(old), " ".join(edit(rng, old))], "a", day=10)
    assert find_copies(sign([" ".join(new)], "a", day=10), known).is_empty()


@pytest.mark.parametrize("texts", [[], [""], ["pendek sekali"], ["pendek sekali", "pendek sekali"]])
def test_texts_too_short_to_compare_are_no_copies(texts):
    assert find_copies(sign(texts), sign([])).is_empty()


def test_signatures_do_not_depend_on_the_batch():
    text = " ".join(write(random.Random(7)))
    alone, among = sign([text]), sign([text, " ".join(write(random.Random(8)))])
    assert alone["sketch"].to_list() == among["sketch"].head(1).to_list()
    assert alone["sketch"].list.len().item() == 32
