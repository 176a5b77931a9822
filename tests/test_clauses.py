"""Where the main clause of a sentence ends and where it goes on."""

import polars as pl
import pytest

from flows.extract.clauses import cut_clauses, find_marks, in_clause
from flows.extract.triggers import find_triggers
from flows.extract.verbs import find_verbs
from flows.language.dates import find_times
from flows.language.lexicon import load_lexicon
from flows.language.spans import find_pattern
from reading import sentences_of
from test_groups import groups_of


def section_of(sentence, word):
    sentences, lexicon = sentences_of(sentence), load_lexicon()
    verbs = find_verbs(sentences, find_triggers(sentences, lexicon), lexicon)
    marks = find_marks(sentences, lexicon)
    clauses = cut_clauses(marks, groups_of(sentence), verbs, find_times(sentences))
    place = in_clause(find_pattern(sentences, word, ["article", "sentence"]), clauses)
    return place.row(0, named=True)


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Jepang menolak usulan itu.", "menolak", "main"),
        ("Rudal yang ditembakkan Korea Utara jatuh di laut.", "ditembakkan", "relative"),
        ("Jepang, yang mengecam uji coba itu, mendesak Korea Utara.", "mengecam", "relative"),
        ("Jepang, yang mengecam uji coba itu, mendesak Korea Utara.", "mendesak", "main"),
        ("Korea Selatan bersiaga setelah Korea Utara menembakkan rudal.", "menembakkan", "time"),
        ("Setelah Korea Utara menembakkan rudal, Jepang mengecam Pyongyang.", "mengecam", "main"),
        ("Setelah pertemuan di Seoul, Korea Utara mengecam latihan.", "pertemuan", "adverbial"),
        ("Setelah pertemuan di Seoul, Korea Utara mengecam latihan.", "mengecam", "main"),
        ("Korea Selatan, Jepang, dan Australia mengecam peluncuran itu.", "mengecam", "main"),
    ],
)
def test_sections_of_a_sentence(sentence, word, kind):
    found = section_of(sentence, word)
    assert found["section_kind"] == kind
    assert (found["section"] == 0) == (kind == "main")


def test_commas_inside_a_group_cut_nothing():
    sentence = "Korea Selatan, Jepang, dan Australia mengecam peluncuran itu."
    assert section_of(sentence, "mengecam")["clause_start"] == 0


def test_clauses_are_numbered_in_text_order():
    sentences, lexicon = sentences_of("Jepang menolak, tetapi China setuju. Rusia diam."), load_lexicon()
    verbs = find_verbs(sentences, find_triggers(sentences, lexicon), lexicon)
    clauses = cut_clauses(
        find_marks(sentences, lexicon), groups_of("Jepang menolak, tetapi China setuju. Rusia diam."), verbs,
        find_times(sentences),
    )  # fmt: skip
    assert clauses["clause"].to_list() == list(range(clauses.height))
    assert clauses["clause_start"].is_sorted()
    assert clauses.select(pl.col("clause_start").filter(pl.col("mark") == "start")).height == 2
