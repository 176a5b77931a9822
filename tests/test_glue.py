"""Words printed without a blank between them: read as if it stood there, while offsets stay those of the page."""

import random

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flows.language.glue import part_glued, restore
from flows.language.lexicon import load_lexicon
from test_fact_properties import check_evidence, facts_of
from test_ingest_properties import PAGES, QUIET

TITLE = "Seoul Kecam Uji Rudal Pyongyang\nKamis, 9 November 2023 10:15 WIB\n"


def part(text):
    articles = pl.DataFrame({"article": [0], "fold": [text]}, schema_overrides={"article": pl.UInt32})
    spans = {"article": [0], "start": [0], "end": [len(text)], "text_start": [0]}
    parted = part_glued(articles, pl.DataFrame(spans, schema_overrides={"article": pl.UInt32}), load_lexicon())
    return parted.articles["fold"].item(), parted


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("Korea Utaramenggelar parade.", "Korea Utara menggelar parade."),
        ("Pemerintah Jepangakan protes.", "Pemerintah Jepang akan protes."),
        ("Rudal ASdan Korsel.", "Rudal AS dan Korsel."),
        ("Austinmengatakan hal itu.", "Austin mengatakan hal itu."),
        ("Utusan dariSeoul tiba.", "Utusan dari Seoul tiba."),
        ("Sidang berakhirKementerian itu protes.", "Sidang berakhir Kementerian itu protes."),
        ("Korea UtaraAmerika Serikat", "Korea Utara Amerika Serikat"),
        ('"Kami siap," katanya."Kami menunggu." Ia pergi.', '"Kami siap," katanya. "Kami menunggu." Ia pergi.'),
    ],
)
def test_glued_words_are_parted(glued, parted):
    assert part(glued)[0] == parted


@pytest.mark.parametrize(
    "text",
    [
        "Jepangnya, Koreanya dan Amerikanisasi disebut iNews, YouTube dan McArthur.",
        "Menteri di Indiana menyebut Turkmenistan, Nigeria dan Rusiawan.",
        'Ia berkata, "Kami siap."\nKemudian ia pergi.',
        "PBB, AS dan NATO menolak. KTT di Hanoi gagal.",
    ],
)
def test_whole_words_stay_whole(text):
    assert part(text)[0] == text


def test_offsets_find_back_to_the_page():
    text = "Korutmenembakkan rudal. Jepangdan ASakan protes."
    found, parted = part(text)
    places = [found.index(word) for word in ("Korut", "menembakkan", "Jepang", "dan", "AS", "akan", "protes")]
    spans = pl.DataFrame({"article": [0] * len(places), "char_start": places}, schema_overrides={"article": pl.UInt32})
    ends = [place + 3 for place in places]
    back = restore(spans.with_columns(char_end=pl.Series(ends)), parted.joints)
    pairs = zip(back["char_start"], back["char_end"], strict=True)
    assert [text[start:end] for start, end in pairs] == ["Kor", "men", "Jep", "dan", "AS", "aka", "pro"]
    assert parted.paragraphs.select("start", "end").row(0) == (0, len(found))


def test_facts_of_glued_words_are_those_of_parted_ones():
    plain = f"{TITLE}SEOUL - Korea Utara menembakkan dua rudal balistik ke Laut Timur pada Rabu.\nJepang akan protes.\n"
    glued = plain.replace("Utara menembakkan", "Utaramenembakkan").replace("Jepang akan", "Jepangakan")
    texts, found = facts_of(plain, glued)
    check_evidence(texts, found)
    assert "Utaramenembakkan" in texts[1]
    for kind in ("event_report", "mention"):
        rows = found[kind].drop("source_file", "char_start", "char_end", "evidence", "surface", strict=False)
        first, second = (rows.filter(pl.col("page") == page).drop("page").rows() for page in (0, 1))
        assert first
        assert first == second
    surfaces = found["mention"].filter(pl.col("page") == 1)["surface"].to_list()
    assert "Korea Utara" in surfaces
    assert "Jepang" in surfaces


@given(st.integers(0, 2**32), st.lists(st.sampled_from(PAGES), min_size=2, max_size=3))
@settings(QUIET, max_examples=6, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_pages_that_lost_blanks_keep_their_evidence(seed, pages):
    rng = random.Random(seed)
    check_evidence(*facts_of(*("".join(c for c in page if c != " " or rng.random() > 0.1) for page in pages)))
