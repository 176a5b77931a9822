"""Who acts on whom in events: pairs, colleagues, owners of words, those whom nobody names."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Menlu AS dan Jepang bertemu di Tokyo."], ("talks", "occurred", "JPN USA", "")),
        (["Pejabat Korea Selatan serta China berunding."], ("talks", "occurred", "CHN KOR", "")),
        (
            ["Menteri Luar Negeri Jepang Taro Kono bertemu mitranya dari Korea Selatan, Kang Kyung-wha, di Tokyo."],
            ("talks", "occurred", "JPN KOR", ""),
        ),
        (
            ["Menteri Luar Negeri Jepang Taro Kono menelepon koleganya dari Korea Selatan, Kang Kyung-wha."],
            ("phone_call", "occurred", "JPN KOR", ""),
        ),
        (
            ["Menurut Lavrov, Rusia dan Indonesia sepakat memperluas perdagangan."],
            ("agreement", "occurred", "RUS IDN", ""),
        ),
        (
            [
                "Presiden Rusia Vladimir Putin berterima kasih kepada Jepang atas dukungan Tokyo di Ukraina, "
                "dan mengatakan kedua negara akan menandatangani perjanjian."
            ],
            ("treaty_signed", "planned", "RUS JPN", ""),
        ),
        (
            [
                "Presiden Korea Selatan Moon Jae-in bertemu Perdana Menteri Jepang Shinzo Abe di Osaka.",
                "Dalam pertemuannya dengan Presiden China Xi Jinping, ia membahas perdagangan.",
            ],
            ("summit", "occurred", "CHN KOR", ""),
        ),
        (
            ["Kanselir Jerman Olaf Scholz mengajak Korea Selatan berinvestasi usai bertemu Presiden Yoon di Seoul."],
            ("summit", "occurred", "DEU KOR", ""),
        ),
        (
            ["Latihan militer yang digelar Amerika Serikat dan Jepang itu dimulai Senin."],
            ("joint_exercise", "occurred", "USA JPN", ""),
        ),
        (
            ["Rusia mengatakan peluncuran itu jawaban atas latihan bersama Korea Selatan-Amerika Serikat."],
            ("joint_exercise", "occurred", "KOR USA", ""),
        ),
        (
            ["Menteri Luar Negeri Jepang Taro Kono berbicara dengan koleganya dari Rusia melalui telepon pada Rabu."],
            ("phone_call", "occurred", "JPN RUS", ""),
        ),
    ],
)
def test_who_meets_whom(paragraphs, expected):
    kind, status, actors, recipients = expected
    found = {(k, s, " ".join(sorted(a.split())), r) for k, s, a, r in events_of(*paragraphs, anchor=ANCHOR)}
    assert (kind, status, " ".join(sorted(actors.split())), recipients) in found


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Ini sanksi kesembilan yang dijatuhkan Dewan Keamanan PBB kepada Korea Utara."],
            ("sanction", "occurred", "UN", "PRK"),
        ),
        (["Kecaman dari Jepang terhadap Rusia disampaikan di Tokyo."], ("condemnation", "occurred", "JPN", "RUS")),
        (["Rusia memutus hubungan diplomatik dengan Jepang."], ("diplomatic_break", "occurred", "RUS", "JPN")),
        (["Korea Utara membantah klaim Amerika Serikat mengenai tawanan."], ("denial", "occurred", "PRK", "USA")),
        (
            ["Ukraina menuduh Rusia mengirim rudal ke sana.", "Tudingan itu dibantah Rusia."],
            ("denial", "occurred", "RUS", "UKR"),
        ),
        (
            ["Jepang berbicara tentang Rusia.", "China mengimbau semua pihak menahan diri."],
            ("demand", "occurred", "CHN", ""),
        ),
        (
            ["Korea Utara menembakkan rudal pada Senin.", "Jepang mengecam peluncuran tersebut."],
            ("condemnation", "occurred", "JPN", "PRK"),
        ),
        (
            ["Beberapa drone Korea Utara melanggar Garis Demarkasi Militer pada Senin."],
            ("incursion", "occurred", "PRK", "KOR"),
        ),
        (
            ["Rusia menyebut latihan Jepang sebagai tindakan provokatif."],
            ("condemnation", "occurred", "RUS", "JPN"),
        ),
        (
            [
                "Korea Utara mengirim 3.000 tentara ke Rusia pada Oktober.",
                "Korea Utara akan mengirim 10.000 serdadu pada Desember.",
            ],
            ("troop_dispatch", "planned", "PRK", "RUS"),
        ),
        (
            ["Jepang mengecam peluncuran rudal Korea Utara sebagai pelanggaran resolusi Dewan Keamanan PBB."],
            ("condemnation", "occurred", "JPN", "PRK"),
        ),
        (["Gelombang pertama tentara Korea Utara tiba di Rusia."], ("troop_dispatch", "occurred", "PRK", "RUS")),
    ],
)
def test_whom_a_deed_is_directed_at(paragraphs, expected):
    assert expected in events_of(*paragraphs, anchor=ANCHOR)


def test_what_an_article_tells_of_one_doer_needs_no_doer_again():
    found = events_of(
        "Korea Utara menahan warga Amerika Serikat Kim Dong-chul pada Oktober 2015.",
        "Mahasiswa Amerika Serikat Otto Warmbier ditangkap pada Januari 2016.",
        anchor=ANCHOR,
    )
    assert [event for event in found if event[0] == "detention"] == [("detention", "occurred", "PRK", "USA")] * 2


def test_a_body_that_stands_behind_a_theft_is_accused_and_did_it_perhaps():
    found = events_of("FBI menyatakan Korea Utara berada di balik pencurian aset kripto senilai Rp10 miliar.")
    assert ("accusation", "occurred", "USA", "PRK") in found
    assert any((kind, status, doer) == ("cyber_attack", "alleged", "PRK") for kind, status, doer, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Korea Utara menembakkan rudal, kata militer Korea Selatan, merupakan peluncuran rudal keduanya pekan ini.",
        "Jepang menyatakan rudal itu jatuh di laut.",
        "Sistem radar Korea Selatan dan Amerika Serikat mendeteksi persiapan peluncuran rudal Korea Utara.",
    ],
)
def test_who_tells_of_a_launch_did_not_launch(text):
    kinds = ("missile_launch", "joint_exercise")
    launches = [doer for kind, _, doer, _ in events_of(text, anchor=ANCHOR) if kind in kinds]
    assert set(launches) <= {"PRK"}


@pytest.mark.parametrize(
    "text",
    [
        "Sekitar 100 balon Korea Utara mendarat di Seoul.",
        "Rudal Korea Utara yang mendarat di Jepang itu diteliti.",
        "Sejumlah atlet Korea Utara tiba di Jepang.",
        "Jenazah warga Korea Utara masih berada di Malaysia.",
    ],
)
def test_things_and_common_people_pay_no_visits(text):
    assert not [event for event in events_of(text, anchor=ANCHOR) if event[0] == "visit"]


@pytest.mark.parametrize(
    "text",
    [
        "Seorang tentara Korea Utara membelot dengan melintasi Garis Demarkasi Militer.",
        "Pemimpin Korea Utara Kim Jong-un melintasi perbatasan Rusia dengan kereta.",
    ],
)
def test_who_flees_or_travels_over_a_border_does_not_intrude(text):
    assert not [event for event in events_of(text, anchor=ANCHOR) if event[0] == "incursion"]


def test_what_a_vetoed_paper_would_do_is_not_done():
    found = events_of("Rusia memveto rancangan yang akan memperpanjang sanksi terhadap Korea Utara.", anchor=ANCHOR)
    assert [kind for kind, *_ in found] == ["rejection"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea Selatan mengusulkan pembicaraan dengan Korea Utara.", ("offer", "occurred", "KOR", "PRK")),
        ("Korea Utara tidak akan pernah berunding dengan Jepang.", ("rejection", "occurred", "PRK", "JPN")),
        ("Korea Selatan memanggil duta besar Rusia.", ("condemnation", "occurred", "KOR", "RUS")),
        ("Korea Utara terlibat baku tembak dengan Korea Selatan.", ("armed_clash", "occurred", "KOR PRK", "")),
        ("Baku tembak antara Korea Utara dan Korea Selatan pecah.", ("armed_clash", "occurred", "KOR PRK", "")),
        ("Pasukan Ukraina bentrok dengan tentara Korea Utara.", ("armed_clash", "occurred", "PRK UKR", "")),
        ("Korea Utara dituding Jepang memasok senjata ke Rusia.", ("arms_transfer", "alleged", "PRK", "RUS")),
        ("Tindakan Korea Utara menuai kecaman dari Jepang.", ("condemnation", "occurred", "JPN", "PRK")),
        ("Korea Utara meledakkan kantor penghubung antar-Korea.", ("diplomatic_break", "occurred", "PRK", "KOR")),
        ("Seorang tentara AS ditahan di Korea Utara.", ("detention", "occurred", "PRK", "USA")),
        ("Dua warga Rusia ditangkap di Korea Selatan oleh Jepang.", ("detention", "occurred", "JPN", "RUS")),
        ("Presiden Korea Selatan dan Presiden AS bertemu.", ("summit", "occurred", "KOR USA", "")),
        ("Presiden Rusia bertemu Menlu AS, kata presiden itu.", ("talks", "occurred", "RUS USA", "")),
        ("Kim Jong Un menyaksikan uji coba rudal jelajah.", ("missile_launch", "occurred", "PRK", "")),
        ("Uni Eropa menambahkan dua warga Korea Utara ke daftar sanksi.", ("sanction", "occurred", "EU", "PRK")),
    ],
)
def test_parties_by_the_words_that_tie_them(text, expected):
    subtype, status, actors, recipients = expected
    found = [(kind, state, " ".join(sorted(by.split())), to) for kind, state, by, to in events_of(text)]
    assert (subtype, status, actors, recipients) in found


def test_what_somebody_can_do_is_no_event():
    assert events_of("Para ahli menilai Korea Utara dapat meluncurkan rudal kapan saja.") == []


def test_leaflets_of_nobody_s_country_come_from_across_the_border():
    text = "Kelompok aktivis mengirim selebaran ke Korea Utara lewat balon."
    assert events_of(text) == [("propaganda", "occurred", "KOR", "PRK")]


def test_talks_that_stand_still_are_no_event():
    assert events_of("Perundingan nuklir AS dan Korea Utara mandek sejak lama.") == []
    assert events_of("Perundingan nuklir AS dan Korea Utara dimulai.") != []
