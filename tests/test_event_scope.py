"""What is asserted, and by whom: objects, lists of verbs, leaflets, orders at home, topics of talks."""

from datetime import date

import polars as pl
import pytest

from reading import articles_of, events_of, read_facts

ANCHOR = date(2023, 8, 24)
NORTH = "Korea Utara menembakkan rudal balistik pada Rabu (23/8/2023)."


DEEDS = [
    (
        "China menentang sanksi itu dan Jepang pun menyampaikan protes kepada Rusia.",
        ("condemnation", "occurred", "JPN", "RUS"),
    ),
    (
        "Amerika Serikat menuding Rusia menyesatkan Dewan Keamanan dan mengecam sikap itu.",
        ("condemnation", "occurred", "USA", "RUS"),
    ),
    (
        "Amerika Serikat menggelar latihan bersama Jepang dan Korea Selatan pada Rabu.",
        ("joint_exercise", "occurred", "JPN KOR USA", ""),
    ),
    (
        "Rusia memberikan bantuan militer kepada Korea Utara.",
        ("arms_transfer", "occurred", "RUS", "PRK"),
    ),
    (
        "Korea Utara dan Rusia memperluas kerja sama militer.",
        ("military_cooperation", "ongoing", "PRK RUS", ""),
    ),
    (
        "Jepang akan mengirim menterinya ke Seoul dan mendesak Korea Selatan membuka pasar.",
        ("demand", "planned", "JPN", "KOR"),
    ),
    (
        "Korea Utara membebaskan tiga warga Amerika Serikat pada Rabu.",
        ("de_escalation", "occurred", "PRK", "USA"),
    ),
    (
        "Presiden Rusia Vladimir Putin terbang pulang usai pertemuan dengan Kim Jong Un.",
        ("summit", "occurred", "PRK RUS", ""),
    ),
    (
        "Rusia memanggil duta besar Jepang di Moskow pada Rabu.",
        ("condemnation", "occurred", "RUS", "JPN"),
    ),
]


@pytest.mark.parametrize(("paragraphs", "expected"), [((NORTH, sentence), expected) for sentence, expected in DEEDS])
def test_who_does_it_and_whether(paragraphs, expected):
    found = {(k, s, " ".join(sorted(a.split())), r) for k, s, a, r in events_of(*paragraphs, anchor=ANCHOR)}
    assert expected in found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Dewan Keamanan PBB menjatuhkan sanksi baru terhadap Korea Utara.", "sanction"),
        ("Amerika Serikat menuduh Korea Utara berada di balik serangan itu.", "accusation"),
    ],
)
def test_one_deed_is_told_once(sentence, kind):
    assert [found[0] for found in events_of(sentence, anchor=ANCHOR)].count(kind) == 1


NO_EVENTS = [
    ("Warga Korea Selatan membuat film yang mengejek Kim Jong Un.", "condemnation"),
    ("Militer Korea Selatan memperingatkan warga agar tidak mendekati pantai.", "threat"),
    ("Korea Selatan dan Jepang membahas kerja sama militer.", "military_cooperation"),
    ("Seorang turis mencabut spanduk di sebuah hotel di Korea Utara.", "de_escalation"),
    ("Jepang memasang radar untuk mencegah kunjungan kapal Rusia.", "visit"),
    ("Jika Korea Utara mengulanginya, Jepang akan menambah sanksi.", "sanction"),
    ("Presiden Rusia Vladimir Putin tidak lagi membantah tuduhan itu.", "denial"),
    ("Korea Selatan mengirim pesan damai kepada pasukan Rusia.", "troop_dispatch"),
    ("Bulan ini Korea Utara mengirim rudal ke wilayah Jepang.", "arms_transfer"),
    ("Jepang menolak merinci pembicaraan dengan Rusia.", "rejection"),
    ("Militer Korea Selatan bersiaga terhadap kemungkinan terjadi bentrokan dengan Korea Utara.", "armed_clash"),
    ("Dalam pemungutan suara itu 13 anggota Dewan Keamanan PBB memberikan suara mendukung.", "support"),
    ("Semua negara harus memulangkan pekerja Korea Utara.", "sanction"),
    ("Rudal itu dapat menyerang pangkalan Amerika Serikat.", "armed_clash"),
    ("Ini merupakan kunjungan pertama ke Korea Utara.", "visit"),
    ("Ulah Korea Utara dapat mendorong terjadinya perang.", "demand"),
]


@pytest.mark.parametrize(("paragraphs", "kind"), [((NORTH, sentence), kind) for sentence, kind in NO_EVENTS])
def test_what_is_no_event(paragraphs, kind):
    assert kind not in {found[0] for found in events_of(*paragraphs, anchor=ANCHOR)}


def test_a_meeting_at_the_head_joins_who_acts_behind_it():
    told = "Dalam pertemuan dengan Presiden Rusia Vladimir Putin, Kim Jong Un berjanji membantu Moskow."
    assert ("summit", "occurred", "RUS PRK", "") in {
        (k, s, " ".join(sorted(a.split(), reverse=True)), r) for k, s, a, r in events_of(NORTH, told, anchor=ANCHOR)
    }


def test_an_article_about_something_else_yields_names_and_no_events():
    told = "KCNA menuduh Amerika Serikat mencuri ikan. KCNA mengecam Jepang."
    articles, paragraphs = articles_of([(told,), (told,)])
    articles = articles.with_columns(is_relevant=pl.col("article") == 0, language=pl.lit("id"))
    facts = read_facts(articles, paragraphs)
    assert set(facts["event_report"]["source_file"]) == {"0.txt"}
    assert set(facts["mention"]["source_file"]) == {"0.txt", "1.txt"}
