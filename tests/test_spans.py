import polars as pl
import pytest

from flows.language.spans import drop_contained, find_pattern, find_terms, normalise
from reading import sentences_of


def frame(*texts):
    return pl.DataFrame(
        {"id": range(len(texts)), "start": [100 * i for i in range(len(texts))], "text": texts}
    ).with_columns(norm=normalise(pl.col("text")))


def test_pattern_positions_are_those_of_the_article():
    found = find_pattern(frame("a 12 b 3", "none", "7"), "[0-9]+", ["id"])
    assert found.rows() == [(0, "12", 2, 4), (0, "3", 7, 8), (2, "7", 200, 201)]


def test_terms_are_whole_words_and_ignore_case_and_hyphens():
    found = find_terms(frame("Perundingan Peru, kim jong-un"), pl.Series(["peru", "kim jong un"]), ["id"]).sort("start")
    assert found.select("surface", "start", "end").rows() == [("Peru", 12, 16), ("kim jong-un", 18, 29)]


def test_terms_overlap_and_the_longest_survives():
    found = find_terms(frame("Korea Utara"), pl.Series(["korea", "korea utara", "utara"]), ["id"])
    assert found.height == 3
    assert drop_contained(found, "id")["surface"].to_list() == ["Korea Utara"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        # What is itself pushed out pushes nothing out, however long the chain.
        ([(0, 15), (6, 29), (16, 29)], [(0, 15), (16, 29)]),
        ([(0, 4), (2, 8), (6, 12), (10, 16), (14, 20)], [(0, 4), (6, 12), (14, 20)]),
        ([(0, 20), (2, 5), (6, 9)], [(0, 20)]),
        ([(0, 4), (0, 9), (4, 9), (9, 12)], [(0, 9), (9, 12)]),
    ],
)
def test_only_spans_that_are_kept_push_others_out(spans, expected):
    rows = [(group, start, end) for group in (1, 0) for start, end in spans]
    found = drop_contained(pl.DataFrame(rows, schema=["id", "start", "end"], orient="row"), "id")
    assert found.rows() == [(group, *span) for group in (0, 1) for span in expected]


def test_no_spans_leave_no_spans():
    empty = pl.DataFrame(schema={"id": pl.UInt32, "start": pl.Int64, "end": pl.Int64})
    assert drop_contained(empty, "id").is_empty()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Satu selesai. Dua mulai.", ["Satu selesai.", "Dua mulai."]),
        ('"Kami siap." Ia pergi.', ['"Kami siap."', "Ia pergi."]),
        ("Kata Korea Utara.Keputusan itu diambil.", ["Kata Korea Utara.", "Keputusan itu diambil."]),
        ("Di Washington D.C. pertemuan itu usai.", ["Di Washington D.C. pertemuan itu usai."]),
        ("Menurut Dr. Kim, 1.500 km ditempuh.", ["Menurut Dr. Kim, 1.500 km ditempuh."]),
        ("Latihan dengan AS.Dalam pidato itu.", ["Latihan dengan AS.", "Dalam pidato itu."]),
    ],
)
def test_sentences(paragraph, expected):
    assert sentences_of(paragraph)["text"].to_list() == expected


def test_sentence_offsets_point_at_the_paragraph():
    text = ["  Satu. Dua tiga.", "“Empat” lima."]
    joined = "\n".join(text)
    for row in sentences_of(*text).iter_rows(named=True):
        assert joined[row["start"] : row["end"]].replace("“", '"').replace("”", '"') == row["text"]
