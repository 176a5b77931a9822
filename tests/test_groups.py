"""Which parties stand together, and whom pronouns mean."""

import polars as pl
import pytest

from flows.extract.groups import find_groups
from flows.extract.mentions import find_mentions
from flows.language.lexicon import load_lexicon
from reading import events_of, sentences_of

CHUNKS = {
    "article": pl.UInt32, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "person": pl.String,
    "code": pl.String,
}  # fmt: skip
SAID = {"article": pl.UInt32, "char_start": pl.Int64, "char_end": pl.Int64, "speaker_country": pl.String}


def groups_of(*paragraphs):
    sentences, lexicon = sentences_of(*paragraphs), load_lexicon()
    mentions = find_mentions(sentences, lexicon)
    return find_groups(sentences, mentions, pl.DataFrame(schema=CHUNKS), pl.DataFrame(schema=SAID), lexicon)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Korea Selatan, Amerika Serikat, dan Jepang bertemu.", [["KOR", "USA", "JPN"]]),
        ("Latihan Korsel-AS dimulai.", [["KOR", "USA"]]),
        ("Menurut Jepang, China menolak.", [["JPN"], ["CHN"]]),
        ("Korea Selatan (Korsel) menolak.", [["KOR"]]),
        ("Jepang mendesak Rusia.", [["JPN"], ["RUS"]]),
        ("Jepang menggelar latihan militer bersama Korea Selatan dan Amerika Serikat (AS).", [["JPN"], ["KOR", "USA"]]),
    ],
)
def test_lists_are_one_group(sentence, expected):
    assert groups_of(sentence)["codes"].to_list() == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Kedua negara sepakat.", ["KOR", "JPN"]),
        ("Mereka juga sepakat.", ["KOR", "JPN"]),
        ("Ia menolak.", None),
    ],
)
def test_pronouns_mean_the_parties_of_the_sentence_before(second, expected):
    found = groups_of("Korea Selatan dan Jepang bertemu.", second)
    assert found.filter(pl.col("sentence") == 1)["codes"].to_list() == ([expected] if expected else [])


def test_the_preposition_of_a_group_is_that_of_its_first_member():
    found = groups_of("China bertemu dengan Rusia dan Iran.")
    assert found["preposition"].to_list() == [None, "dengan"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Jepang menggelar latihan militer bersama Korea Selatan.", "JPN KOR"),
        (
            "China mengamati latihan militer bersama Korea Selatan dan Amerika Serikat (AS) yang digelar Senin.",
            "KOR USA",
        ),
        ("Korea Utara kerap menganggap latihan militer bersama Korea Selatan (Korsel) dan AS itu lelucon.", "KOR USA"),
    ],
)
def test_the_military_in_a_kind_of_exercise_is_no_party(sentence, actors):
    assert [event[2] for event in events_of(sentence) if event[0] == "joint_exercise"] == [actors]
