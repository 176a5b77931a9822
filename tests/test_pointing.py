"""Whose deed is meant where the words only point back to it."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Rusia dan Korea Utara menandatangani pakta pertahanan.", "China tidak hadir.",
             "Jepang mengecam pakta tersebut dan mendesak China menahan diri."],
            ("condemnation", "occurred", "JPN", "RUS PRK"),
        ),
        (
            ["Korea Selatan mengerahkan jet tempur ke perbatasan.", "Jepang mendesak China turun tangan.",
             "Rusia menyesalkan pengerahan itu dan meminta China bersuara."],
            ("condemnation", "occurred", "RUS", "KOR"),
        ),
        (
            ["Korea Utara meminta maaf kepada Korea Selatan.", "Jepang mengecam Rusia.",
             "Amerika Serikat menyambut baik permintaan maaf tersebut."],
            ("support", "occurred", "USA", "PRK"),
        ),
        (
            ["Presiden AS Donald Trump dan pemimpin Korea Utara Kim Jong Un menggelar KTT.",
             "Rusia mengecam Jepang.", "Indonesia menyatakan dukungan atas hasil pertemuan."],
            ("support", "occurred", "IDN", "USA PRK"),
        ),
        (
            ["China mengusulkan dialog kepada Korea Utara.", "Jepang mengecam Rusia.",
             "Tawaran tersebut ditolak Korea Utara."],
            ("rejection", "occurred", "PRK", "CHN"),
        ),
    ],
)  # fmt: skip
def test_a_judgement_of_what_was_told_means_its_doer(paragraphs, expected):
    assert expected in events_of(*paragraphs, anchor=ANCHOR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jepang mengecam dan menuntut Korea Utara menghentikan uji coba.", ("condemnation", "occurred", "JPN", "PRK")),
        ("Jepang mengecam peluncuran rudal Korea Utara itu.", ("condemnation", "occurred", "JPN", "PRK")),
    ],
)
def test_what_two_verbs_share_or_name_is_the_target(text, expected):
    assert expected in events_of(text, anchor=ANCHOR)


def test_the_comma_behind_the_opening_of_a_sentence_lists_nobody():
    found = events_of("Seusai sidang Dewan Keamanan PBB, Inggris, Prancis, dan Jerman mengecam Korea Utara.")
    assert ("condemnation", "occurred", "GBR FRA DEU", "PRK") in found
    found = events_of("Atas permintaan AS, Jepang, dan Korea Selatan, Dewan Keamanan PBB mengecam Korea Utara.")
    assert ("condemnation", "occurred", "UN", "PRK") in found


def test_how_far_from_a_place_a_missile_fell_does_not_say_whose_it_is():
    told = "Korea Utara menembakkan rudal balistik pada Selasa."
    found = events_of(told, "Rudal itu, menurut militer Jepang, jatuh 250 km dari Hokkaido.", anchor=ANCHOR)
    assert {actors for kind, _, actors, _ in found if kind == "missile_launch"} == {"PRK"}
