"""Verbs without their prefix, verbs around nouns, and what is understood."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korut kembali luncurkan rudal balistik pada Rabu.", ("missile_launch", "occurred", "PRK", "")),
        ("Jepang desak Korea Utara hentikan uji coba nuklir.", ("demand", "occurred", "JPN", "PRK")),
        ("Dewan Keamanan PBB memutuskan sanksi baru terhadap Iran.", ("sanction", "occurred", "UN", "IRN")),
        ("Dewan Keamanan PBB menjadwalkan pertemuan darurat pada Jumat.", ("talks", "planned", "UN", "")),
        ("Kementerian Unifikasi Korea Selatan mengusulkan dialog.", ("offer", "occurred", "KOR", "PRK")),
        ("Korea Utara meledakkan kantor penghubung.", ("diplomatic_break", "occurred", "PRK", "KOR")),
        ("Korut bersumpah untuk mengerahkan pasukan ke perbatasan.", ("threat", "occurred", "PRK", "")),
        ("Jepang dan Filipina mematangkan latihan bersama.", ("joint_exercise", "occurred", "JPN PHL", "")),
        ("Rusia dan Ukraina terus saling melontarkan ancaman.", ("threat", "ongoing", "RUS UKR", "RUS UKR")),
        (
            "Presiden China Xi Jinping mengatakan kepada Korea Selatan bahwa negaranya berkomitmen pada perdamaian.",
            ("pledge", "occurred", "CHN", "KOR"),
        ),
        ('Jepang siap menggunakan "kemampuan penuh" terhadap Rusia.', ("threat", "occurred", "JPN", "RUS")),
        ("Jepang memiliki kekhawatiran atas penembakan rudal Rusia.", ("condemnation", "occurred", "JPN", "RUS")),
        ("Rusia meluncurkan serangan artileri ke Ukraina.", ("armed_clash", "occurred", "RUS", "UKR")),
        ("Oposisi Jepang mengkritik pemerintah karena lamban.", ("condemnation", "occurred", "JPN", "JPN")),
        ("Sirene serangan udara meraung di Pulau Ulleung.", ("alert", "occurred", "KOR", "")),
    ],
)
def test_what_plain_words_tell(text, expected):
    assert expected in events_of(text, anchor=ANCHOR)


@pytest.mark.parametrize("text", ["Korea Selatan tentang hal itu belum bersuara.", "Diplomasi Beijing telepon jalan."])
def test_what_looks_like_a_verb_and_is_none(text):
    assert events_of(text, anchor=ANCHOR) == []
