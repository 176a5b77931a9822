"""Whom `keduanya`, `mereka`, `kedua sekutu` and `ketiganya` mean."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)
TRUMP_MET_MOON = "Presiden AS Donald Trump bertemu Presiden Korea Selatan Moon Jae-in."
OTHERS = "Kementerian Luar Negeri Rusia dan militer Jepang tidak berkomentar."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [TRUMP_MET_MOON, OTHERS, "Kedua presiden sepakat melanjutkan dialog."],
            ("agreement", "occurred", "USA KOR", ""),
        ),
        (
            ["Korea Selatan dan Amerika Serikat memulai latihan gabungan.", "Hubungan kedua Korea memburuk.",
             "China mendesak kedua sekutu menahan diri."],
            ("demand", "occurred", "CHN", "KOR USA"),
        ),
        (
            ["Korea Selatan dan Jepang meneken perjanjian.",
             "Perjanjian itu dikecam China, dan Amerika Serikat mendesak keduanya menahan diri."],
            ("demand", "occurred", "USA", "KOR JPN"),
        ),
        (
            ["Presiden China Xi Jinping berdiri di samping Presiden Rusia Vladimir Putin.",
             "Putin mengundang pemimpin Korea Utara Kim Jong Un.",
             "Presiden AS Donald Trump menuding ketiganya bersekongkol."],
            ("accusation", "occurred", "USA", "CHN PRK RUS"),
        ),
        (
            ["Presiden China Xi Jinping mengatakan kepada Presiden Korea Selatan Moon Jae-in bahwa dialog perlu.",
             "Ia mendukung upaya Seoul berunding dengan Korea Utara.", "Keduanya bertemu di Jerman."],
            ("summit", "occurred", "CHN KOR", ""),
        ),
    ],
)  # fmt: skip
def test_several_are_those_who_fit_the_pronoun(paragraphs, expected):
    def told(event):
        kind, status, actors, recipients = event
        return kind, status, set(actors.split()), set(recipients.split())

    assert told(expected) in [told(event) for event in events_of(*paragraphs, anchor=ANCHOR)]


def test_they_are_who_heads_the_clause_before():
    found = events_of("Rusia menyatakan bahwa Korea Utara memberi tahu Jepang bahwa mereka akan meluncurkan satelit.")
    assert found == [("satellite_launch", "planned", "PRK", "")]


def test_they_are_those_who_stand_together_before_in_the_sentence():
    found = events_of("Hal itu terjadi setelah pertemuan antara Rusia dan Jepang, ketika mereka sepakat berdagang.")
    assert ("agreement", "occurred", "RUS JPN", "") in found
