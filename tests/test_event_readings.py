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
        ("Iran sudah mendapat banyak sanksi dari PBB.", ("sanction", "occurred", "UN", "IRN")),
        ("Tokyo mempertimbangkan untuk memperkuat sanksi atas Pyongyang.", ("sanction", "proposed", "JPN", "PRK")),
        ("Korea Selatan mengupayakan dijatuhkannya sanksi PBB terhadap China.", ("sanction", "proposed", "UN", "CHN")),
        ("Beberapa jet tempur Korsel dan AS berlatih di Laut Kuning.", ("joint_exercise", "occurred", "KOR USA", "")),
        ("Korea Utara menembakkan rudal sambil mengecam Jepang.", ("condemnation", "occurred", "PRK", "JPN")),
        ("Jepang akan bertindak tegas dan menyebut uji coba rudal Korea Utara ancaman bagi kawasan.",
         ("condemnation", "occurred", "JPN", "PRK")),
        ("Sekjen PBB menyebut tindakan Pyongyang mengancam stabilitas.", ("condemnation", "occurred", "UN", "PRK")),
        ("Korea Utara melakukan uji coba miniatur bom hidrogen.", ("nuclear_test", "occurred", "PRK", "")),
        ("Jepang mengecam negara yang dipimpin Kim Jong Un itu.", ("condemnation", "occurred", "JPN", "PRK")),
        ("Malaysia mendakwa seorang warga Jepang dan seorang warga China.",
         ("accusation", "occurred", "MYS", "CHN JPN")),
        ("Dewan Keamanan PBB menjatuhkan sanksi kepada Korea Utara, di mana Jepang ikut duduk.",
         ("sanction", "occurred", "UN", "PRK")),
        ("Jepang menekankan perlunya China menghentikan pasokan itu.", ("demand", "occurred", "JPN", "CHN")),
        ("Korea Utara menuduh Korea Selatan mengirim drone ke Pyongyang.", ("incursion", "alleged", "KOR", "PRK")),
        ("Jepang mencabut pakta yang ditandatanganinya dengan China.", ("treaty_signed", "occurred", "CHN JPN", "")),
        ("Korea Utara akan melakukan uji coba satelit.", ("satellite_launch", "planned", "PRK", "")),
        ("Rusia menunjukkan sikap negatif atas tawaran Jepang.", ("rejection", "occurred", "RUS", "JPN")),
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
            [
                "Presiden Rusia Vladimir Putin menjamu pemimpin Korea Utara Kim Jong Un.",
                "Mereka bertemu di Vostochny pada Rabu.",
            ],
            ("summit", "occurred", "PRK RUS", ""),
        ),
        (
            [
                "Kim Jong Un bertemu dengan Presiden Rusia Vladimir Putin.",
                "Putin mengatakan mereka akan bertemu lagi di Pyongyang.",
            ],
            ("summit", "planned", "PRK RUS", ""),
        ),
        (
            [
                "Presiden Joe Biden tiba di Asia bersama PM Jepang Fumio Kishida dan Presiden Yoon Suk Yeol.",
                "Para pemimpin tersebut akan bertemu di Kamboja.",
            ],
            ("summit", "planned", "JPN KOR USA", ""),
        ),
        (
            [
                "Presiden AS Donald Trump tiba.",
                "Mobil Trump maupun Kim Jong Un keluar dari hotel tempat mereka bertemu di Hanoi.",
            ],
            ("summit", "occurred", "PRK USA", ""),
        ),
        (
            [
                "Kementerian Luar Negeri Jepang belum berencana memberi bantuan kepada Korea Utara.",
                "Namun pihaknya mendukung langkah China.",
            ],
            ("support", "occurred", "JPN", "CHN"),
        ),
        (
            ["Kim Jong Un mengunjungi Rusia pada Rabu.", "Saat berkunjung, Kim melihat pabrik."],
            ("visit", "occurred", "PRK", "RUS"),
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
        ("Hanya sedikit tamu yang pernah mengunjungi Korea Utara.", "visit"),
        ('"Saya senang bertemu Anda," kata Presiden Rusia Vladimir Putin.', "talks"),
        ("Presiden Rusia Vladimir Putin mengajak berkeliling pemimpin Korea Utara Kim Jong Un.", "offer"),
        ("Putin dan Kim Jong Un berunding soal kerja sama militer.", "military_cooperation"),
        ("Malaysia meneruskan pertempuran diplomatik dengan Korea Utara.", "armed_clash"),
        ("Kedua pemimpin membahas denuklirisasi dan mendorong pembangunan Korea Utara.", "demand"),
        ("PM Malaysia Anwar Ibrahim memerintahkan agar Polis Diraja Malaysia menjaga kedutaan Jepang.", "demand"),
        ("Jepang dan Korea Selatan menekankan pentingnya meningkatkan hubungan.", "demand"),
        ("Kerja sama Jepang dan Korea Selatan merupakan tugas mendesak.", "demand"),
        ("Hal itu tanda keengganan Tokyo untuk berunding dengan Korea Selatan.", "talks"),
        ("Jepang membahas pembebasan warganya di Korea Utara.", "de_escalation"),
        ("Penjaga Pantai Jepang mengeluarkan peringatan bagi kapal di sana.", "threat"),
        ("Kim Jong Un mendesak para pejabatnya menolak bantuan.", "demand"),
        ("Korea Selatan tahu apa yang mereka bicarakan tentang Jepang.", "rejection"),
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


def test_what_a_deed_brings_about_nobody_named_before_does():
    found = read("Jepang berunding dengan China.", "Uji coba tersebut mendorong Presiden Joe Biden menelepon Tokyo.")
    assert "demand" not in [kind for kind, *_ in found]


def test_who_alludes_to_a_meeting_is_not_part_of_it():
    found = read("Presiden AS Donald Trump menyinggung pembicaraan dengan Korea Utara yang digagas Korea Selatan.")
    assert ("talks", "occurred", "KOR PRK", "") in found


def test_rounds_of_a_series_by_name_are_one_with_the_dated_one():
    found = read(
        "Korea Selatan dan AS memulai Ulchi Freedom Shield pada Senin.",
        "Negara lain akan mengambil bagian dalam latihan Ulchi Freedom Shield itu, kata militer Korea Selatan dan AS.",
    )
    assert [kind for kind, *_ in found].count("joint_exercise") == 1


def test_what_merely_happens_has_no_doer_in_the_sentence_before():
    found = read("Korea Selatan mengecam Jepang.", "Hal itu terjadi bersamaan dengan pengerahan pasukan tambahan.")
    assert "deployment" not in [kind for kind, *_ in found]


def test_who_acts_where_an_exercise_is_held_holds_it():
    found = read("Gangguan itu terjadi bersamaan dengan latihan di mana militer Korea Selatan menembakkan rudal.")
    assert ("unilateral_exercise", "occurred", "KOR", "") in found
