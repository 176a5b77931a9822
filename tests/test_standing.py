"""What goes on, what is in force, and what only looks like a plan."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Korea Utara hidup di bawah sanksi Dewan Keamanan PBB."], ("sanction", "ongoing", "UN", "PRK")),
        (
            ["Korea Utara dituduh mencuci uang dengan melanggar sanksi AS, kata Jepang."],
            ("sanction", "ongoing", "USA", "PRK"),
        ),
        (["Rusia mematuhi sanksi PBB terhadap Iran."], ("sanction", "ongoing", "UN", "IRN")),
        (["Menlu Korea Selatan Park Jin berada di Washington sejak Minggu."], ("visit", "ongoing", "KOR", "USA")),
        (["Jepang melarang ekspor ke Korea Utara sejak 2009."], ("sanction", "ongoing", "JPN", "PRK")),
        (["Korea Selatan terus mendesak Korea Utara berunding."], ("demand", "ongoing", "KOR", "PRK")),
        (["Korea Utara terus menembakkan rudal sepanjang tahun lalu."], ("missile_launch", "occurred", "PRK", "")),
        (
            ["Dewan Keamanan PBB dijadwalkan bersidang atas permintaan Jepang."],
            ("demand", "occurred", "JPN", "UN"),
        ),
        (
            ["Menlu AS dijadwalkan mengunjungi Seoul sebelum terbang ke Tokyo."],
            ("visit", "planned", "USA", "JPN"),
        ),
        (
            ["Presiden Korea Selatan Moon Jae-in memerintahkan bawahannya berunding dengan Jepang."],
            ("talks", "planned", "KOR JPN", ""),
        ),
        (
            ["Badan Intelijen Nasional Korea Selatan memperkirakan Korea Utara akan mengirim 5.000 tentara ke Rusia."],
            ("troop_dispatch", "alleged", "PRK", "RUS"),
        ),
        (
            ["Latihan gabungan Korea Selatan dan AS pada Agustus, yang lama disiapkan kedua militer, urung digelar."],
            ("joint_exercise", "cancelled", "KOR USA", ""),
        ),
        (
            ["Kunjungan kapal itu disepakati Korea Selatan dan Jepang dalam pertemuan menteri pada April."],
            ("talks", "occurred", "KOR JPN", ""),
        ),
    ],
)  # fmt: skip
def test_what_goes_on_and_what_is_settled(paragraphs, expected):
    assert expected in events_of(*paragraphs, anchor=ANCHOR)


def test_with_one_voice_is_how_and_no_agreement():
    found = events_of("Korea Selatan dan Jepang mengecam dengan satu suara peluncuran rudal Korea Utara.")
    assert "agreement" not in {kind for kind, *_ in found}
    assert ("condemnation", "occurred", "KOR JPN", "PRK") in found
