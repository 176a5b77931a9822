"""Many ways to say one thing: words of newsrooms, fixed phrases, light verbs with a noun behind them."""

from datetime import date

import pytest

from reading import events_of

ANCHOR = date(2023, 8, 24)

SAYINGS = {
    "condemnation": [
        ("Korea Utara menyebut keputusan Korea Selatan sebagai pernyataan perang.", "PRK", "KOR"),
        ('Tokyo menyatakan "keprihatinan serius" atas peluncuran rudal Korea Utara.', "JPN", "PRK"),
        ("Prancis melayangkan surat protes kepada Rusia.", "FRA", "RUS"),
        ("China menyebut latihan Amerika Serikat itu sebagai tindakan provokatif.", "CHN", "USA"),
        ("Jerman menilai langkah Rusia tidak dapat diterima.", "DEU", "RUS"),
        ("Korea Selatan memanggil Duta Besar Rusia.", "KOR", None),
        ('"Ini keterlaluan," kecam Menteri Luar Negeri Jepang Yoshimasa Hayashi.', "JPN", None),
    ],
    "accusation": [
        ("Korea Selatan menyimpulkan Korea Utara berada di balik pencurian kripto itu.", "KOR", "PRK"),
        ("Amerika Serikat menyatakan Rusia terus melanggar resolusi.", "USA", "RUS"),
    ],
    "denial": [
        ("Rusia menyebut laporan itu tidak berdasar.", "RUS", ""),
        ("Korea Utara menyanggah kabar tersebut.", "PRK", ""),
        ("China menegaskan tidak pernah mengirim senjata.", "CHN", ""),
    ],
    "rejection": [
        ("Korea Utara tidak akan pernah duduk dengan Korea Selatan.", "PRK", None),
        ("Korea Utara mengabaikan ajakan dialog Amerika Serikat.", "PRK", "USA"),
        ("Rusia mengandaskan rancangan resolusi Amerika Serikat.", "RUS", "USA"),
        ("Pyongyang tidak tertarik pada tawaran Seoul.", "PRK", "KOR"),
    ],
    "demand": [
        ("Seoul berharap Pyongyang kembali ke meja perundingan.", "KOR", "PRK"),
        ("Washington menekan Beijing agar menutup celah perdagangan.", "USA", "CHN"),
        ("Jepang menyeru Korea Utara supaya menahan diri.", "JPN", "PRK"),
        ("Korea Selatan menyampaikan desakan kepada Rusia.", "KOR", "RUS"),
    ],
    "threat": [
        ("Korea Utara mewanti-wanti Jepang.", "PRK", "JPN"),
        ("Korea Utara melontarkan ancaman baru kepada Korea Selatan.", "PRK", "KOR"),
        ("Korea Utara bersumpah membalas Amerika Serikat.", "PRK", "USA"),
        ("Korea Selatan tidak akan ragu bertindak terhadap Korea Utara.", "KOR", "PRK"),
    ],
    "pledge": [
        ("Amerika Serikat meneguhkan komitmennya kepada Jepang.", "USA", "JPN"),
        ("China bersumpah membela Korea Utara.", "CHN", "PRK"),
    ],
    "offer": [
        ("Utusan Khusus AS untuk Korea Utara Sung Kim menyatakan Washington siap berunding.", "USA", None),
        ("Korea Selatan menyampaikan usulan baru kepada Korea Utara.", "KOR", "PRK"),
        ("Washington terbuka untuk berdialog dengan Pyongyang.", "USA", None),
    ],
    "support": [
        ("Jepang menyampaikan penghargaan kepada Amerika Serikat.", "JPN", "USA"),
        ("Jerman menyambut kesepakatan Korea Selatan dan Jepang.", "DEU", None),
    ],
    "concession": [("Korea Utara memohon maaf kepada Korea Selatan.", "PRK", "KOR")],
    "agreement": [("Korea Selatan dan Jepang mencapai titik temu.", "KOR JPN", "")],
    "sanction": [
        ("Korea Selatan memotong pasokan listrik ke Korea Utara.", "KOR", "PRK"),
        ("Korea Utara dijatuhi sanksi oleh Uni Eropa.", "EU", "PRK"),
        ("Jepang membatasi ekspor bahan kimia ke Korea Selatan.", "JPN", "KOR"),
        ("Jepang mencoret Korea Selatan dari daftar mitra dagang.", "JPN", "KOR"),
        ("Amerika Serikat menetapkan Korea Utara sebagai negara sponsor terorisme.", "USA", "PRK"),
        ("Amerika Serikat melarang warganya bepergian ke Korea Utara.", "USA", "PRK"),
        ("Uni Eropa memperluas sanksi terhadap Rusia.", "EU", "RUS"),
    ],
    "diplomatic_break": [
        ("Korea Utara menutup perbatasannya dengan China.", "PRK", "CHN"),
        ("Korea Utara memerintahkan warga Korea Selatan keluar dari Kaesong.", "PRK", "KOR"),
        ("Korea Utara menarik seluruh pekerjanya dari kompleks bersama Korea Selatan.", "PRK", None),
        ("Malaysia menutup kedutaan besarnya di Pyongyang.", "MYS", None),
        ("Korea Utara menarik diri dari perjanjian militer dengan Korea Selatan.", "PRK", "KOR"),
        ("Duta Besar Korea Utara dinyatakan *persona non grata* oleh Malaysia.", "MYS", "PRK"),
        ("Malaysia memerintahkan seluruh diplomat Korea Utara angkat kaki.", "MYS", "PRK"),
    ],
    "talks": [
        ("Menteri Luar Negeri Jepang Yoshimasa Hayashi bersua Menteri Luar Negeri Rusia Sergey Lavrov.", "JPN RUS", ""),
        ("Utusan Korea Selatan berjumpa dengan utusan Jepang.", "KOR JPN", ""),
    ],
    "visit": [
        ("Menteri Luar Negeri Rusia Sergey Lavrov bertolak menuju Pyongyang.", "RUS", "PRK"),
        ("Menteri Pertahanan Korea Selatan Lee Jong-sup baru pulang dari Washington.", "KOR", "USA"),
    ],
    "arms_transfer": [
        ("Korea Utara mengapalkan amunisi ke Rusia.", "PRK", "RUS"),
        ("Korea Selatan mempertimbangkan pasokan senjata untuk Ukraina.", "KOR", "UKR"),
    ],
    "troop_dispatch": [
        ("Korea Utara memberangkatkan 3.000 prajurit ke Rusia.", "PRK", "RUS"),
        ("Pasukan Korea Utara ikut serta dalam pertempuran di Kursk.", "PRK", None),
    ],
    "aid": [("Korea Selatan menyumbangkan beras kepada Korea Utara.", "KOR", "PRK")],
    "de_escalation": [
        ("Korea Utara menyerahkan jenazah tentara Amerika Serikat.", "PRK", None),
        ("Korea Utara mengaktifkan kembali hotline dengan Korea Selatan.", "PRK", None),
        ("Amerika Serikat melonggarkan sanksi terhadap Iran.", "USA", None),
    ],
    "missile_launch": [("Korea Utara menguji tembak rudal jelajah.", "PRK", "")],
    "nuclear_test": [("Korea Utara melakukan uji nuklir bawah tanah.", "PRK", "")],
    "weapons_development": [
        ("Korea Utara memamerkan kapal perusak barunya.", "PRK", ""),
        ("Reaktor Yongbyon di Korea Utara kembali beroperasi.", "PRK", ""),
        ("Korea Utara memperkenalkan rudal baru.", "PRK", ""),
    ],
    "deployment": [("Amerika Serikat memindahkan kapal induk ke Laut Jepang.", "USA", "")],
    "alert": [
        ("Kim Jong Un memerintahkan tentaranya bersiap perang.", "PRK", ""),
        ("Korea Selatan memperketat pengawasan di perbatasan.", "KOR", ""),
        ("Jepang memobilisasi pasukannya.", "JPN", ""),
    ],
    "incursion": [("Tentara Korea Utara melewati garis demarkasi militer.", "PRK", None)],
    "propaganda": [
        ("Korea Selatan memperdengarkan siaran propaganda lewat pengeras suara.", "KOR", None),
        ("Pengeras suara Korea Selatan menyala setiap malam.", "KOR", None),
    ],
    "cyber_attack": [
        ("Korea Utara membobol bank sentral Bangladesh.", "PRK", "BGD"),
        ("Korea Utara menggondol kripto milik bursa Jepang.", "PRK", "JPN"),
    ],
    "detention": [
        ("Polisi Rusia membekuk seorang warga Korea Selatan.", "RUS", "KOR"),
        ("Korea Utara menyandera tiga warga Jepang.", "PRK", "JPN"),
    ],
    "armed_clash": [("Korea Utara membombardir Korea Selatan.", "PRK", "KOR")],
}
CASES = [(subtype, *case) for subtype, cases in SAYINGS.items() for case in cases]


@pytest.mark.parametrize(("subtype", "sentence", "actors", "recipients"), CASES)
def test_words_of_the_newsroom(subtype, sentence, actors, recipients):
    found = [
        (set(actor.split()), set(other.split()))
        for kind, _, actor, other in events_of(sentence, anchor=ANCHOR)
        if kind == subtype
    ]
    assert any(
        actor == set(actors.split()) and (recipients is None or other == set(recipients.split()))
        for actor, other in found
    ), found


def test_what_is_against_a_country_is_not_its_deed():
    found = events_of("Korea Selatan memperdengarkan siaran anti-Pyongyang lewat pengeras suara.", anchor=ANCHOR)
    assert [event[2] for event in found] == ["KOR"]


@pytest.mark.parametrize(
    ("subtype", "sentence"),
    [
        ("agreement", "Korea Utara dan Amerika Serikat gagal mencapai kesepakatan di Hanoi."),
        ("rejection", "China dan Rusia memiliki hak veto."),
        ("condemnation", "Jepang menyebut Korea Selatan sebagai mitra penting."),
        ("accusation", "Jepang menyatakan Korea Selatan sudah siap."),
        ("pledge", "Korea Selatan menegaskan pertemuan dengan Jepang berlangsung sesuai jadwal."),
        ("offer", "Korea Utara menyatakan tidak tertarik pada usulan Korea Selatan."),
        ("offer", "Jepang menyampaikan laporan kepada Korea Selatan."),
        ("threat", "Jepang mengeluarkan daftar barang bagi Korea Selatan."),
        ("demand", "Korea Selatan menekan biaya produksi."),
        ("support", "Korea Utara membela diri terhadap Amerika Serikat."),
        ("sanction", "Jepang membatasi jumlah wisatawan Korea Selatan."),
        ("rejection", "Jepang mengabaikan cuaca buruk di Korea Selatan."),
        ("diplomatic_break", "Duta Besar Jepang pulang dari Seoul untuk konsultasi."),
    ],
)
def test_a_verb_alone_says_too_little(subtype, sentence):
    assert subtype not in {event[0] for event in events_of(sentence, anchor=ANCHOR)}
