"""Copies: edited copies are one group, different articles on one event are not."""

import random

import polars as pl
import pytest

from flows.ingest.fold import fold_texts
from flows.resolve.copies import find_copies
from flows.resolve.sketches import signatures

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


def sign(texts, dates=None):
    """Make signatures of texts that were published a day after each other, or as `dates` say."""
    dates = dates or [("none", None, f"2024-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(len(texts))]
    precision, at, to = zip(*dates, strict=True) if dates else ((), (), ())
    articles = pl.DataFrame(
        {
            "article": pl.Series(range(len(texts)), dtype=pl.UInt32),
            "source_file": [f"a{n:03}.txt" for n in range(len(texts))],
            "fold": fold_texts(pl.Series(texts, dtype=pl.String)),
            "published_precision": pl.Series(precision, dtype=pl.String),
            "published_at": pl.Series(at, dtype=pl.String).str.to_datetime(
                "%Y-%m-%dT%H:%M", time_unit="us", time_zone="UTC"
            ),
            "published_to": pl.Series(to, dtype=pl.String).str.to_date(),
        }
    )
    paragraphs = articles.select(
        "article", text_start=pl.lit(0), end=pl.col("fold").str.len_bytes().cast(pl.Int64), kind=pl.lit("body")
    )
    return signatures(articles, paragraphs)


def pairs(found):
    return dict(found.select("source_file", "copy_of").iter_rows())


def test_twenty_edited_copies_are_one_group():
    rng = random.Random(1)
    original = write(rng)
    found = find_copies(sign([" ".join(original)] + [" ".join(edit(rng, original)) for _ in range(19)]))
    assert found.height == 20
    assert found.filter(pl.col("copy_of").is_null())["source_file"].to_list() == ["a000.txt"]
    assert set(found["copy_of"].drop_nulls()) == {"a000.txt"}


def test_twenty_articles_on_one_event_are_twenty():
    rng = random.Random(2)
    quoted = write(rng, 3)
    texts = [" ".join([*write(rng, 20), *quoted]) for _ in range(20)]
    assert find_copies(sign(texts)).is_empty()


def test_the_same_text_twice_is_a_copy_and_case_and_stops_do_not_matter():
    text = " ".join(write(random.Random(3)))
    assert pairs(find_copies(sign([text, text.upper().replace(".", " ;")]))) == {
        "a000.txt": None,
        "a001.txt": "a000.txt",
    }


def test_the_order_of_rows_does_not_matter():
    rng = random.Random(4)
    texts = []
    for _ in range(12):
        original = write(rng)
        texts += [" ".join(original)] + [" ".join(edit(rng, original)) for _ in range(rng.randrange(6))]
    signed = sign(texts)
    found = find_copies(signed)
    assert found.height > 12
    for seed in range(3):
        assert find_copies(signed.sample(fraction=1, shuffle=True, seed=seed)).equals(found)


def test_a_crowd_larger_than_the_neighbourhood_is_one_group():
    rng = random.Random(5)
    original = write(rng)
    found = find_copies(sign([" ".join(original)] + [" ".join(edit(rng, original)) for _ in range(120)]))
    assert found.height == 121
    assert found["copy_of"].null_count() == 1


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        # Known to the minute before known to the day before known to the year.
        ([("minute", "2024-03-05T10:00", None), ("day", "2024-03-05T00:00", None)], "a000.txt"),
        ([("none", None, "2024-12-31"), ("minute", "2024-03-05T10:00", None)], "a001.txt"),
        ([("none", None, None), ("none", None, "2024-12-31")], "a001.txt"),
        ([("none", None, None), ("none", None, None)], "a000.txt"),
        (
            [
                ("day", "2024-03-06T00:00", None),
                ("minute", "2024-03-06T23:00", None),
                ("day", "2024-03-05T00:00", None),
            ],
            "a002.txt",
        ),
    ],
)
def test_the_original_is_the_one_that_surely_was_there_first(dates, first):
    text = " ".join(write(random.Random(6)))
    found = find_copies(sign([text] * len(dates), dates=dates))
    assert found.filter(pl.col("copy_of").is_null())["source_file"].to_list() == [first]


@pytest.mark.parametrize("texts", [[], [""], ["pendek sekali"], ["pendek sekali", "pendek sekali"]])
def test_texts_too_short_to_compare_are_no_copies(texts):
    assert find_copies(sign(texts)).is_empty()


def test_signatures_do_not_depend_on_the_batch():
    text = " ".join(write(random.Random(7)))
    alone, among = sign([text]), sign([text, " ".join(write(random.Random(8)))])
    assert alone["sketch"].to_list() == among["sketch"].head(1).to_list()
    assert alone["sketch"].list.len().item() == 32
