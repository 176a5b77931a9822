"""When events were: what the sentence says, what the scene around it says, and what nobody says."""

from datetime import date

import pytest

from reading import facts_of

ANCHOR = date(2023, 8, 24)
# What articles of some paragraphs show: the day, or first and last day, of the one event of a subtype that they tell.
CASES = {
    "a spokesman dates what his government says": [
        (["Pemerintah Jepang mengecam peluncuran rudal Korea Utara.",
          '"Langkah itu berbahaya," kata juru bicara Kementerian Luar Negeri Jepang di Tokyo, Senin.',
          "Tokyo juga mengimbau China menahan diri."], {"condemnation": "2023-08-21", "demand": "2023-08-21"}),
    ],
    "another voice does not take the day": [
        (["Menteri Pertahanan Jepang Yasukazu Hamada mengecam Korea Utara pada Selasa (22/8).",
          "Perdana Menteri Jepang Fumio Kishida mendesak Pyongyang kembali berunding."],
         {"condemnation": "2023-08-22", "demand": None}),
    ],
    "what was said before is not of the day told": [
        (["Amerika Serikat mendesak China bertindak pada Selasa (22/8).",
          "Washington sebelumnya menuding Beijing membiarkan pelanggaran."], {"accusation": None}),
    ],
    "a meeting dates what is said behind it but history only its next sentence": [
        (["Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Korea Selatan di Tokyo, Rabu (23/8).",
          "Perdagangan ikut dibahas.",
          "Kedua negara sepakat membuka jalur baru."], {"agreement": "2023-08-23"}),
        (["Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Korea Selatan pada 3 Mei 2021.",
          "Perdagangan ikut dibahas.",
          "Cuaca cerah.",
          "Jepang dan Korea Selatan sepakat membuka jalur baru."], {"agreement": None}),
    ],
    "counted from an event told before": [
        (["Surat itu diterima Seoul pada Rabu (16/8).",
          "Dua hari sebelum surat itu datang, Jepang mendesak Korea Utara kembali berunding."],
         {"demand": "2023-08-14"}),
        (["Keputusan itu diumumkan pada Rabu (16/8).",
          "Keputusan keluar beberapa jam setelah Korea Utara menembakkan dua rudal balistik."],
         {"missile_launch": "2023-08-16"}),
        (["Korea Utara menembakkan dua rudal balistik pada Rabu (16/8).",
          "Sehari setelah peluncuran itu, Jepang menggelar latihan tembak."],
         {"unilateral_exercise": "2023-08-17"}),
    ],
    "what is announced does not take the day of the words": [
        (["Badan intelijen mengatakan pada Kamis (17/8) bahwa Korea Utara mungkin meluncurkan rudal."],
         {"missile_launch": None}),
        (["Atas permintaan Jepang, Dewan Keamanan PBB dijadwalkan bersidang pada Jumat (25/8)."], {"demand": None}),
    ],
    "deeds go on in the scene of their paragraph": [
        (["Pada Rabu (16/8) Jepang menyiagakan pasukannya. Korea Utara kemudian menembakkan dua rudal."],
         {"missile_launch": "2023-08-16"}),
        (["Pada Rabu (16/8) Jepang menyiagakan pasukannya.",
          "Korea Utara menembakkan dua rudal."], {"missile_launch": None}),
        (["Pada Rabu (16/8) Jepang menyiagakan pasukannya. Korea Utara pernah menembakkan dua rudal."],
         {"missile_launch": None}),
    ],
    "a speaker says what bahwa brings on the day told before it": [
        (["Kementerian Luar Negeri Jepang mengatakan pada Selasa (22/8) bahwa Tokyo mengecam tindakan Korea Utara."],
         {"condemnation": "2023-08-22"}),
    ],
    "the same occasion is on the day told last": [
        (["Menteri Luar Negeri Jepang berpidato di parlemen pada Selasa (22/8).",
          "Dalam pidato yang sama ia menuding China membantu Korea Utara."], {"accusation": "2023-08-22"}),
        (["Menteri Luar Negeri Jepang berpidato di parlemen pada Selasa (22/8).",
          "Pada kesempatan itu ia menuding China membantu Korea Utara."], {"accusation": "2023-08-22"}),
        (["Menteri Luar Negeri Jepang berpidato di parlemen pada Selasa (22/8).",
          "Di forum tahunan tersebut ia menuding China membantu Korea Utara."], {"accusation": "2023-08-22"}),
    ],
    "a day of an occasion is that of what is said there": [
        (["Dalam pernyataan yang dirilis Senin (21/8), pemerintah Jepang mengecam Korea Utara."],
         {"condemnation": "2023-08-21"}),
        (["Duta Besar Jepang untuk PBB, dalam sidang yang dipimpin Swiss di Jenewa, Selasa (22/8), mendesak Korea "
          "Utara berunding."], {"demand": "2023-08-22"}),
        (["Dalam laporan yang dirilis Senin (21/8), panel itu menyebut Korea Utara menembakkan rudal."],
         {"missile_launch": None}),
    ],
    "a vague time in what is said does not date the words": [
        (["Di depan parlemen, Selasa (22/8), Jepang berjanji memulihkan jalur komunikasi itu pada awal Oktober."],
         {"pledge": "2023-08-22"}),
        (["Sejak Juni 2019 Jepang mendesak Korea Utara berunding."], {"demand": None}),
    ],
    "who is met was there that day": [
        (["Menteri Luar Negeri China Wang Yi bertemu Presiden Korea Selatan Yoon Suk Yeol di Seoul pada Senin (21/8).",
          "Yoon meminta China menekan Korea Utara."], {"demand": "2023-08-21"}),
    ],
    "an aim has its own day and a stay its length": [
        (["Menlu Jepang Taro Kono bertolak ke Seoul pada 30 Agustus untuk bertemu Menlu Korea Selatan Park Jin di "
          "sana pada 31 Agustus."], {"talks": "2023-08-31"}),
        (["Menlu Jepang Taro Kono berada di Seoul selama empat hari hingga Sabtu (26/8)."],
         {"visit": "2023-08-23 2023-08-26"}),
    ],
    "a tag behind indirect speech does not date what is announced": [
        (["Menteri Pertahanan Jepang akan mengunjungi Seoul, kata juru bicara Pentagon, Selasa (22/8)."],
         {"visit": None}),
        (["Juru bicara Gedung Putih dalam jumpa pers, Selasa (22/8), mengatakan Jepang dan Korea Selatan akan "
          "menggelar KTT."], {"summit": None}),
    ],
    "who says today speaks on that day": [
        (["Dewan Keamanan PBB bersidang pada Senin (21/8).",
          '"Hari ini hari buruk," kata Duta Besar Jepang untuk PBB Ishikane Kimihiro.',
          "Ia menuding China membantu Korea Utara."], {"accusation": "2023-08-21"}),
    ],
    "soon after is the same day": [
        (["Korea Utara menembakkan rudal pada Selasa (22/8).",
          "Tak lama kemudian, Jepang membunyikan sistem J-Alert."], {"alert": "2023-08-22"}),
    ],
    "since a time opens no clause of its own": [
        (["Korea Utara mengirim 3.000 tentara ke Rusia sejak Senin dan dijanjikan bantuan pangan."],
         {"troop_dispatch": "2023-08-21"}),
        (["Kapal perang Amerika Serikat tiba di Busan pada Rabu (23/8), yang pertama sejak 1981."],
         {"deployment": "2023-08-23"}),
    ],
    "the main clause goes on behind a described noun": [
        (["Jepang mengecam peluncuran rudal yang dilakukan Korea Utara pada Senin (14/8) dan meminta China bertindak."],
         {"demand": None}),
        (["Polisi Jepang menahan dua warga Korea Utara yang memotret pangkalan, Rabu (23/8)."],
         {"detention": "2023-08-23"}),
    ],
    "what is counted behind a comma goes on from the main clause": [
        (["Jepang menggelar latihan tembak pada Senin (21/8).",
          "Korea Utara menyatakan tidak lagi terikat pada pakta militer yang dibuatnya dengan Korea Selatan pada "
          "2018, sehari setelah Jepang menggelar latihan itu."], {"diplomatic_break": "2023-08-22"}),
    ],
    "the day before a verb of saying is that of the words": [
        (["Pada Kamis, militer Korea Selatan mengatakan Korea Utara telah menembakkan sebuah rudal pada Selasa malam."],
         {"missile_launch": "2023-08-22"}),
        (["Pada Rabu, militer Korea Selatan mengatakan Korea Utara menyiapkan uji coba nuklir ketujuh."],
         {"nuclear_test": None}),
    ],
    "what one travels for is not dated by the journey": [
        (["Menteri Luar Negeri Korea Selatan bertolak ke Washington pada Senin untuk bertemu Menteri Luar Negeri AS."],
         {"visit": "2023-08-21", "talks": None}),
    ],
    "a month told again by its day is one event": [
        (["Korea Utara menguji rudal balistik antarbenua pada Juli.",
          "Rudal balistik antarbenua itu diluncurkan Korea Utara pada 12 Juli."],
         {"missile_launch": "2023-07-12"}),
    ],
    "a time at the head ends before any subject": [
        (["Utusan Korea Selatan dan Amerika Serikat bertemu pada Selasa.",
          "Beberapa jam sebelum pertemuan dimulai, kata militer Seoul, dua rudal balistik ditembakkan dari Sunan."],
         {"missile_launch": "2023-08-22"}),
    ],
    "somebody before the comma is not the country behind it": [
        (["Kim Yo Jong pada Jumat (18/8) menyebut tawaran itu bodoh.",
          "Dua hari sebelum pernyataan Kim, Korea Utara menembakkan dua rudal jelajah."],
         {"missile_launch": "2023-08-16"}),
    ],
    "months are counted too": [
        (["Dewan Keamanan PBB menjatuhkan sanksi pada Maret 2016.",
          "Sebulan sebelum resolusi itu keluar, Korea Utara meluncurkan satelit."],
         {"satellite_launch": "2016-02-01 2016-02-29"}),
    ],
    "what is counted from has its own day though it is no event": [
        (["Sehari setelah Putin meninggalkan Pyongyang pada Senin, Korea Utara menembakkan rudal."],
         {"missile_launch": "2023-08-22"}),
        (["Korea Utara menembakkan rudal beberapa jam setelah Biden meninggalkan Jepang pada Rabu."],
         {"missile_launch": "2023-08-23"}),
    ],
    "that it happened is told by a verb behind it": [
        (["Utusan Korea Selatan dan Amerika Serikat bertemu pada Selasa.",
          "Peluncuran rudal Korea Utara terjadi beberapa jam sebelum pertemuan itu dimulai."],
         {"missile_launch": "2023-08-22"}),
    ],
    "since and before date nothing but themselves": [
        (["Sejak KTT di Hanoi pada Februari 2019, Korea Utara menolak berunding."], {"rejection": None}),
        (["Menjelang sidang pada Jumat, Korea Utara menembakkan rudal balistik."], {"missile_launch": None}),
        (["Dua pekan sebelum uji coba itu, Selasa (15/8), Korea Utara meledakkan jalan ke selatan."],
         {"diplomatic_break": "2023-08-15"}),
    ],
    "envoys speak on the day of the sitting": [
        (["Dewan Keamanan PBB menggelar sidang tertutup tentang Korea Utara pada Senin (21/8). Utusan Rusia menuding "
          "latihan Amerika Serikat sebagai pemicu."], {"accusation": "2023-08-21"}),
        (["Hujan turun di Seoul pada Senin (21/8). Utusan Rusia menuding latihan Amerika Serikat sebagai pemicu."],
         {"accusation": None}),
    ],
    "a month holds for the next sentence only": [
        (["Bulan lalu Amerika Serikat dan Jepang menuduh Korea Utara mencuri kripto. Kedua negara berjanji bekerja "
          "sama.",
          "Kerugiannya besar. Tokyo menerbangkan pesawat pengintai."], {"pledge": "2023-07-01 2023-07-31"}),
    ],
    "the day of the main clause beats that of the clause inside it": [
        (["Presiden Korea Selatan Moon Jae-in, yang Selasa (22/8) bertemu Donald Trump, mengumpulkan para "
          "penasihatnya pada Rabu malam.",
          "Moon mendesak kedua pemimpin berbicara langsung."], {"demand": "2023-08-23"}),
    ],
    "what somebody did for weeks has no day": [
        (["Menteri Pertahanan AS Mark Esper bertemu mitranya dari Jepang pada Selasa (22/8).",
          "Washington beberapa pekan terakhir mendesak Jepang dan Korea Selatan berunding."], {"demand": None}),
    ],
    "what is counted from somebodys words goes from his last act": [
        (["Kim Yo Jong mengecam Korea Selatan pada Jumat (18/8).",
          "Militer Korea Selatan memulai latihan pada Senin (21/8).",
          "Dua hari sebelum pernyataan Kim, Korea Utara menembakkan rudal jelajah."],
         {"missile_launch": "2023-08-16"}),
    ],
    "what is put off keeps the time it was meant for": [
        (["Pada 17 Agustus Korea Selatan dan Amerika Serikat menunda latihan udara gabungan yang sedianya dimulai "
          "pekan depan."], {"joint_exercise": "2023-08-28 2023-09-03"}),
        (["Jepang dan Amerika Serikat memiliki perjanjian pertahanan yang disepakati sejak 1960."],
         {"agreement": "1960-01-01 1960-12-31"}),
    ],
}  # fmt: skip


def when(subtype, *paragraphs):
    rows = facts_of(*paragraphs, anchor=ANCHOR)["event_report"].filter(subtype=subtype)
    assert rows.height == 1, rows.select("subtype", "date_start", "evidence").rows()
    row = rows.row(0, named=True)
    return " ".join(map(str, dict.fromkeys([row["date_start"], row["date_end"]]))) if row["date_start"] else None


@pytest.mark.parametrize(
    ("paragraphs", "days"), [pytest.param(*case, id=name) for name, cases in CASES.items() for case in cases]
)
def test_days(paragraphs, days):
    assert {subtype: when(subtype, *paragraphs) for subtype in days} == days


@pytest.mark.parametrize(
    ("subtype", "text", "expected"),
    [
        ("missile_launch", "Korea Utara menembakkan rudal jelajah pada Senin dan rudal balistik pada Rabu.",
         [("2023-08-21", None), ("2023-08-23", None)]),
        ("missile_launch", "Korea Utara menembakkan rudal pada 5 Agustus, lalu pada 11 Agustus.",
         [("2023-08-05", None), ("2023-08-11", None)]),
        ("missile_launch", "Korea Utara menembakkan rudal jelajah pada Senin serta rudal balistik dua hari setelahnya.",
         [("2023-08-21", None), ("2023-08-23", None)]),
        ("summit", "Kim Jong Un dan Donald Trump bertemu di Singapura pada Juni 2018 dan di Hanoi pada Februari 2019.",
         [("2018-06-01", "Singapura"), ("2019-02-01", "Hanoi")]),
        ("missile_launch", "Korea Utara menembakkan rudal pada Rabu malam atau Kamis waktu Korea.",
         [("2023-08-23", None)]),
        ("missile_launch", "Korea Utara menembakkan rudal pada Senin dan pada Rabu mengecam Jepang.",
         [("2023-08-21", None)]),
    ],
)  # fmt: skip
def test_what_was_done_several_times_has_several_dates(subtype, text, expected):
    events = facts_of(text, anchor=ANCHOR)["event_report"].filter(subtype=subtype)
    found = [(start.isoformat(), place) for start, place in events.select("date_start", "place").rows()]
    assert found == expected
