"""Rules of the language that decide who acts, whom and whether, one sentence each; negative examples beside them."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)


def read(*paragraphs):
    return [
        (kind, status, " ".join(sorted(actors.split())), " ".join(sorted(recipients.split())))
        for kind, status, actors, recipients in events_of(*paragraphs, anchor=ANCHOR)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pesawat militer Rusia dan China memasuki wilayah udara Jepang.", ("incursion", "occurred", "CHN RUS", "JPN")),
        ("Menlu Jepang menolak tuduhan Rusia bahwa Tokyo berbohong.", ("denial", "occurred", "JPN", "RUS")),
        ("Korea Utara memuji hubungannya dengan China.", ("support", "occurred", "PRK", "CHN")),
        ("China menyambut baik keputusan kedua pemimpin Korea.", ("support", "occurred", "CHN", "KOR PRK")),
        ("Jepang, AS, dan Australia mulai berbagi intelijen.", ("military_cooperation", "occurred", "AUS JPN USA", "")),
        ("Rusia siap mem-veto resolusi usulan Jepang.", ("rejection", "planned", "RUS", "JPN")),
        ("Sanksi baru terhadap Korea Utara diumumkan pemerintah Jepang.", ("sanction", "occurred", "JPN", "PRK")),
        ("Seorang mahasiswa AS ditangkap di Pyongyang.", ("detention", "occurred", "PRK", "USA")),
        ("Jepang ingin China menghentikan pasokan minyak.", ("demand", "occurred", "JPN", "CHN")),
        ("Korea Utara akan berhenti mengirim balon ke Korea Selatan.", ("concession", "occurred", "PRK", "KOR")),
        ("Jepang setuju mengirim kapal itu.", ("pledge", "occurred", "JPN", "")),
        ("Dewan Keamanan PBB sepakat menambah sanksi terhadap Korea Utara.", ("sanction", "occurred", "UN", "PRK")),
        ("Korea Utara menembaki Pulau Yeonpyeong.", ("armed_clash", "occurred", "PRK", "KOR")),
        ("Tentara Korea Utara berupaya menyeberangi garis demarkasi militer.", ("incursion", "occurred", "PRK", "KOR")),
        ("China mendorong agar sanksi terhadap Korea Utara dilonggarkan.", ("demand", "occurred", "CHN", "")),
    ],
)  # fmt: skip
def test_parties_and_status_of_a_sentence(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [
                "Presiden Korea Selatan Moon Jae-in tiba di Pyongyang pada Selasa.",
                "Presiden juga mendesak Korea Utara menghentikan uji coba nuklir.",
            ],
            ("demand", "occurred", "KOR", "PRK"),
        ),
        (
            ["Seorang pejabat Kementerian Pertahanan Jepang angkat bicara.", "Pejabat itu menuduh China berbohong."],
            ("accusation", "occurred", "JPN", "CHN"),
        ),
        (
            [
                "Presiden Korea Selatan Moon Jae-in memuji Kim Jong-un.",
                "Dalam waktu dekat dua Korea akan mengadakan pembicaraan.",
            ],
            ("talks", "planned", "KOR PRK", ""),
        ),
        (
            [
                "Presiden Moon Jae-in mengatakan Pemimpin Korea Utara Kim Jong-un ramah "
                "saat keduanya mengadakan pertemuan pada Sabtu."
            ],
            ("summit", "occurred", "KOR PRK", ""),
        ),
        (
            ['"Kami menunggu," kata Presiden Ukraina Volodymyr Zelensky.', '"Kami berunding dengan Amerika Serikat."'],
            ("talks", "occurred", "UKR USA", ""),
        ),
        (
            [
                "Pasukan Korea Selatan menembaki dua tentara Korea Utara.",
                "Akibatnya, kedua tentara itu kembali melintasi garis demarkasi militer.",
            ],
            ("incursion", "occurred", "PRK", "KOR"),
        ),
        (
            [
                "Korea Utara menerbangkan 30 balon ke Korea Selatan.",
                "Militer Korea Selatan menjelaskan, ribuan balon yang dikirim pekan lalu membawa sampah.",
            ],
            ("propaganda", "occurred", "PRK", "KOR"),
        ),
    ],
)
def test_parties_named_before(paragraphs, expected):
    assert expected in read(*paragraphs)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Korea Utara menutup tempat uji coba rudal di Tongchang-ri.", "missile_launch"),
        ("Kim menerima Moon di desa gencatan senjata Panmunjom.", "de_escalation"),
        ("Peluncuran rudal Korea Utara mengancam perdamaian.", "threat"),
        ("Trump bertekad mengakhiri hubungan permusuhan dengan Korea Utara.", "diplomatic_break"),
        ("Presiden Moon disambut meriah di Pyongyang.", "talks"),
        ("Seorang tentara Korea Utara menggambarkan terjadinya pertempuran brutal.", "condemnation"),
        ("Parlemen Jepang tidak memberi jadwal kapan Korea Utara akan mengirim pasukan ke Rusia.", "troop_dispatch"),
    ],
)
def test_what_only_looks_like_an_event(text, kind):
    assert kind not in [found for found, *_ in read(text)]


def test_nobody_is_made_the_accuser_of_whom_a_passive_accuses():
    found = read("Amerika Serikat memuji Jepang.", "Korea Utara pernah dituduh meretas bank.")
    assert "accusation" not in [kind for kind, *_ in found]


def test_whom_something_makes_act_is_not_the_last_that_acted():
    found = read("China dan Rusia berunding.", "Resolusi itu membuat para anggota berkomitmen membatasi impor.")
    assert "pledge" not in [kind for kind, *_ in found]
