"""Asking the index gives what looking in the sentences gives."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows.extract import vocabulary as words_of_readers
from flows.extract.facts import extract
from flows.language import words
from flows.language.lexicon import load_lexicon
from flows.language.spans import find_terms
from flows.language.words import find_words, numbered, with_index
from reading import article, sentences_of

KEYS = ["article", "sentence"]


@pytest.fixture
def sentences():
    return sentences_of("Korea Utara dan Korea Selatan bertemu. Kim Jong-un tidak hadir.", "Korea-Utara menolak.")


@pytest.mark.parametrize("terms", [["korea", "korea utara", "kim jong un"], ["menolak"], ["tidak ada"]])
def test_the_index_knows_what_the_text_holds(sentences, terms):
    asked = pl.Series("term", terms)
    indexed = with_index(load_lexicon(), sentences, numbered(pl.Series("term", [*terms, "bertemu", "hadir"])))
    for frame in (sentences, sentences.tail(1)):
        direct = find_terms(frame, asked, KEYS).sort("start", "end")
        assert_frame_equal(find_words(frame, asked, KEYS, indexed).sort("start", "end"), direct)


def test_a_word_that_the_index_lacks_is_looked_for_in_the_text(sentences):
    indexed = with_index(load_lexicon(), sentences, numbered(pl.Series("term", ["korea"])))
    assert find_words(sentences, pl.Series("term", ["bertemu"]), KEYS, indexed).height == 1


def test_the_vocabulary_holds_all_that_readers_ask_for(monkeypatch):
    def refuse(*_):
        raise AssertionError("a reader asked for words that the vocabulary lacks")

    monkeypatch.setattr(words, "find_terms", refuse)
    extract(
        *article("Juru bicara Kementerian Pertahanan Korea Selatan mengatakan Korea Utara menembakkan rudal."),
        load_lexicon(),
    )


def test_own_words_are_part_of_the_vocabulary(tmp_path):
    (tmp_path / "people.csv").write_text("person,surface,country\nBudi Satu Dua,Budi Satu Dua,IDN\n")
    assert "budi satu dua" in set(words_of_readers.vocabulary(load_lexicon(tmp_path))["term"])


@pytest.mark.parametrize("text", ["Xyzq qwrt zzzk.", "1234 5678", ""])
def test_a_text_without_a_known_word_has_no_facts(text):
    assert all(frame.is_empty() for frame in extract(*article(text), load_lexicon()).values())
