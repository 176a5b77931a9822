"""When events were: what the sentence says, what the scene around it says, and what nobody says."""

from datetime import date

import pytest

from reading import facts_of

ANCHOR = date(2023, 8, 24)


def when(subtype, *paragraphs):
    rows = facts_of(*paragraphs, anchor=ANCHOR)["event_report"].filter(subtype=subtype)
    assert rows.height == 1, rows.select("subtype", "date_start", "evidence").rows()
    row = rows.row(0, named=True)
    return (row["date_start"].isoformat(), row["date_end"].isoformat()) if row["date_start"] else None


def day(text):
    return (text, text)


def test_a_spokesman_dates_what_his_government_says():
    story = (
        "Pemerintah Jepang mengecam peluncuran rudal Korea Utara.",
        '"Langkah itu berbahaya," kata juru bicara Kementerian Luar Negeri Jepang di Tokyo, Senin.',
        "Tokyo juga mengimbau China menahan diri.",
    )
    assert when("condemnation", *story) == day("2023-08-21")
    assert when("demand", *story) == day("2023-08-21")


def test_another_voice_does_not_take_the_day():
    story = (
        "Menteri Pertahanan Jepang Yasukazu Hamada mengecam Korea Utara pada Selasa (22/8).",
        "Perdana Menteri Jepang Fumio Kishida mendesak Pyongyang kembali berunding.",
    )
    assert when("condemnation", *story) == day("2023-08-22")
    assert when("demand", *story) is None


def test_what_was_said_before_is_not_of_the_day_told():
    assert when(
        "accusation",
        "Amerika Serikat mendesak China bertindak pada Selasa (22/8).",
        "Washington sebelumnya menuding Beijing membiarkan pelanggaran.",
    ) is None  # fmt: skip


def test_a_meeting_dates_what_is_said_behind_it_but_history_only_its_next_sentence():
    assert when(
        "agreement",
        "Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Korea Selatan di Tokyo, Rabu (23/8).",
        "Perdagangan ikut dibahas.",
        "Kedua negara sepakat membuka jalur baru.",
    ) == day("2023-08-23")  # fmt: skip
    assert when(
        "agreement",
        "Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Korea Selatan pada 3 Mei 2021.",
        "Perdagangan ikut dibahas.",
        "Cuaca cerah.",
        "Jepang dan Korea Selatan sepakat membuka jalur baru.",
    ) is None  # fmt: skip


def test_counted_from_an_event_told_before():
    assert when(
        "demand",
        "Surat itu diterima Seoul pada Rabu (16/8).",
        "Dua hari sebelum surat itu datang, Jepang mendesak Korea Utara kembali berunding.",
    ) == day("2023-08-14")  # fmt: skip
    assert when(
        "missile_launch",
        "Keputusan itu diumumkan pada Rabu (16/8).",
        "Keputusan keluar beberapa jam setelah Korea Utara menembakkan dua rudal balistik.",
    ) == day("2023-08-16")  # fmt: skip
    assert when(
        "unilateral_exercise",
        "Korea Utara menembakkan dua rudal balistik pada Rabu (16/8).",
        "Sehari setelah peluncuran itu, Jepang menggelar latihan tembak.",
    ) == day("2023-08-17")  # fmt: skip


def test_what_is_announced_does_not_take_the_day_of_the_words():
    assert when(
        "missile_launch", "Badan intelijen mengatakan pada Kamis (17/8) bahwa Korea Utara mungkin meluncurkan rudal."
    ) is None  # fmt: skip
    assert when(
        "demand", "Atas permintaan Jepang, Dewan Keamanan PBB dijadwalkan bersidang pada Jumat (25/8)."
    ) is None  # fmt: skip


def test_deeds_go_on_in_the_scene_of_their_paragraph():
    assert when(
        "missile_launch", "Pada Rabu (16/8) Jepang menyiagakan pasukannya. Korea Utara kemudian menembakkan dua rudal."
    ) == day("2023-08-16")  # fmt: skip
    assert when(
        "missile_launch", "Pada Rabu (16/8) Jepang menyiagakan pasukannya.", "Korea Utara menembakkan dua rudal."
    ) is None  # fmt: skip
    assert when(
        "missile_launch", "Pada Rabu (16/8) Jepang menyiagakan pasukannya. Korea Utara pernah menembakkan dua rudal."
    ) is None  # fmt: skip


def test_a_speaker_says_what_bahwa_brings_on_the_day_told_before_it():
    assert when(
        "condemnation",
        "Kementerian Luar Negeri Jepang mengatakan pada Selasa (22/8) bahwa Tokyo mengecam tindakan Korea Utara.",
    ) == day("2023-08-22")  # fmt: skip


def test_the_same_occasion_is_on_the_day_told_last():
    told = "Menteri Luar Negeri Jepang berpidato di parlemen pada Selasa (22/8)."
    again = "{} ia menuding China membantu Korea Utara."
    for words in ("Dalam pidato yang sama", "Pada kesempatan itu", "Di forum tahunan tersebut"):
        assert when("accusation", told, again.format(words)) == day("2023-08-22"), words


def test_a_day_of_an_occasion_is_that_of_what_is_said_there():
    assert when(
        "condemnation", "Dalam pernyataan yang dirilis Senin (21/8), pemerintah Jepang mengecam Korea Utara."
    ) == day("2023-08-21")  # fmt: skip
    assert when(
        "demand",
        "Duta Besar Jepang untuk PBB, dalam sidang yang dipimpin Swiss di Jenewa, Selasa (22/8), "
        "mendesak Korea Utara berunding.",
    ) == day("2023-08-22")  # fmt: skip
    assert when(
        "missile_launch", "Dalam laporan yang dirilis Senin (21/8), panel itu menyebut Korea Utara menembakkan rudal."
    ) is None  # fmt: skip


def test_a_vague_time_in_what_is_said_does_not_date_the_words():
    assert when(
        "pledge",
        "Di depan parlemen, Selasa (22/8), Jepang berjanji memulihkan jalur komunikasi itu pada awal Oktober.",
    ) == day("2023-08-22")  # fmt: skip
    assert when("demand", "Sejak Juni 2019 Jepang mendesak Korea Utara berunding.") is None


def test_who_is_met_was_there_that_day():
    assert when(
        "demand",
        "Menteri Luar Negeri China Wang Yi bertemu Presiden Korea Selatan Yoon Suk Yeol di Seoul pada Senin (21/8).",
        "Yoon meminta China menekan Korea Utara.",
    ) == day("2023-08-21")  # fmt: skip


def test_an_aim_has_its_own_day_and_a_stay_its_length():
    assert when(
        "talks",
        "Menlu Jepang Taro Kono bertolak ke Seoul pada 30 Agustus untuk bertemu Menlu Korea Selatan Park Jin di sana "
        "pada 31 Agustus.",
    ) == day("2023-08-31")  # fmt: skip
    assert when("visit", "Menlu Jepang Taro Kono berada di Seoul selama empat hari hingga Sabtu (26/8).") == (
        "2023-08-23",
        "2023-08-26",
    )


def test_a_tag_behind_indirect_speech_does_not_date_what_is_announced():
    assert when(
        "visit", "Menteri Pertahanan Jepang akan mengunjungi Seoul, kata juru bicara Pentagon, Selasa (22/8)."
    ) is None  # fmt: skip
    assert when(
        "summit",
        "Juru bicara Gedung Putih dalam jumpa pers, Selasa (22/8), mengatakan Jepang dan Korea Selatan akan menggelar "
        "KTT.",
    ) is None  # fmt: skip


def test_who_says_today_speaks_on_that_day():
    assert when(
        "accusation",
        "Dewan Keamanan PBB bersidang pada Senin (21/8).",
        '"Hari ini hari buruk," kata Duta Besar Jepang untuk PBB Ishikane Kimihiro.',
        "Ia menuding China membantu Korea Utara.",
    ) == day("2023-08-21")  # fmt: skip


def test_soon_after_is_the_same_day():
    assert when(
        "alert",
        "Korea Utara menembakkan rudal pada Selasa (22/8).",
        "Tak lama kemudian, Jepang membunyikan sistem J-Alert.",
    ) == day("2023-08-22")  # fmt: skip


def test_since_a_time_opens_no_clause_of_its_own():
    assert when(
        "troop_dispatch", "Korea Utara mengirim 3.000 tentara ke Rusia sejak Senin dan dijanjikan bantuan pangan."
    ) == day("2023-08-21")  # fmt: skip
    assert when(
        "deployment", "Kapal perang Amerika Serikat tiba di Busan pada Rabu (23/8), yang pertama sejak 1981."
    ) == day("2023-08-23")  # fmt: skip


def test_the_main_clause_goes_on_behind_a_described_noun():
    assert when(
        "demand",
        "Jepang mengecam peluncuran rudal yang dilakukan Korea Utara pada Senin (14/8) dan meminta China bertindak.",
    ) is None  # fmt: skip
    assert when(
        "detention", "Polisi Jepang menahan dua warga Korea Utara yang memotret pangkalan, Rabu (23/8)."
    ) == day("2023-08-23")  # fmt: skip


def test_what_is_counted_behind_a_comma_goes_on_from_the_main_clause():
    assert when(
        "diplomatic_break",
        "Jepang menggelar latihan tembak pada Senin (21/8).",
        "Korea Utara menyatakan tidak lagi terikat pada pakta militer yang dibuatnya dengan Korea Selatan pada 2018, "
        "sehari setelah Jepang menggelar latihan itu.",
    ) == day("2023-08-22")  # fmt: skip


def test_the_day_before_a_verb_of_saying_is_that_of_the_words():
    assert when(
        "missile_launch",
        "Pada Kamis, militer Korea Selatan mengatakan Korea Utara telah menembakkan sebuah rudal pada Selasa malam.",
    ) == day("2023-08-22")  # fmt: skip
    assert when(
        "nuclear_test", "Pada Rabu, militer Korea Selatan mengatakan Korea Utara menyiapkan uji coba nuklir ketujuh."
    ) is None  # fmt: skip


def test_what_one_travels_for_is_not_dated_by_the_journey():
    story = "Menteri Luar Negeri Korea Selatan bertolak ke Washington pada Senin untuk bertemu Menteri Luar Negeri AS."
    assert when("visit", story) == day("2023-08-21")
    assert when("talks", story) is None


def test_a_month_told_again_by_its_day_is_one_event():
    assert when(
        "missile_launch",
        "Korea Utara menguji rudal balistik antarbenua pada Juli.",
        "Rudal balistik antarbenua itu diluncurkan Korea Utara pada 12 Juli.",
    ) == day("2023-07-12")  # fmt: skip


def test_a_time_at_the_head_ends_before_any_subject():
    assert when(
        "missile_launch",
        "Utusan Korea Selatan dan Amerika Serikat bertemu pada Selasa.",
        "Beberapa jam sebelum pertemuan dimulai, kata militer Seoul, dua rudal balistik ditembakkan dari Sunan.",
    ) == day("2023-08-22")  # fmt: skip


def test_somebody_before_the_comma_is_not_the_country_behind_it():
    assert when(
        "missile_launch",
        "Kim Yo Jong pada Jumat (18/8) menyebut tawaran itu bodoh.",
        "Dua hari sebelum pernyataan Kim, Korea Utara menembakkan dua rudal jelajah.",
    ) == day("2023-08-16")  # fmt: skip


def test_months_are_counted_too():
    assert when(
        "satellite_launch",
        "Dewan Keamanan PBB menjatuhkan sanksi pada Maret 2016.",
        "Sebulan sebelum resolusi itu keluar, Korea Utara meluncurkan satelit.",
    ) == ("2016-02-01", "2016-02-29")  # fmt: skip


def test_what_is_counted_from_has_its_own_day_though_it_is_no_event():
    assert when(
        "missile_launch", "Sehari setelah Putin meninggalkan Pyongyang pada Senin, Korea Utara menembakkan rudal."
    ) == day("2023-08-22")  # fmt: skip
    assert when(
        "missile_launch", "Korea Utara menembakkan rudal beberapa jam setelah Biden meninggalkan Jepang pada Rabu."
    ) == day("2023-08-23")  # fmt: skip


def test_that_it_happened_is_told_by_a_verb_behind_it():
    assert when(
        "missile_launch",
        "Utusan Korea Selatan dan Amerika Serikat bertemu pada Selasa.",
        "Peluncuran rudal Korea Utara terjadi beberapa jam sebelum pertemuan itu dimulai.",
    ) == day("2023-08-22")  # fmt: skip


def test_since_and_before_date_nothing_but_themselves():
    assert when("rejection", "Sejak KTT di Hanoi pada Februari 2019, Korea Utara menolak berunding.") is None
    assert when("missile_launch", "Menjelang sidang pada Jumat, Korea Utara menembakkan rudal balistik.") is None
    assert when(
        "diplomatic_break", "Dua pekan sebelum uji coba itu, Selasa (15/8), Korea Utara meledakkan jalan ke selatan."
    ) == day("2023-08-15")  # fmt: skip


def test_envoys_speak_on_the_day_of_the_sitting():
    assert when(
        "accusation",
        "Dewan Keamanan PBB menggelar sidang tertutup tentang Korea Utara pada Senin (21/8). Utusan Rusia menuding "
        "latihan Amerika Serikat sebagai pemicu.",
    ) == day("2023-08-21")  # fmt: skip
    assert when(
        "accusation",
        "Hujan turun di Seoul pada Senin (21/8). Utusan Rusia menuding latihan Amerika Serikat sebagai pemicu.",
    ) is None  # fmt: skip


def test_a_month_holds_for_the_next_sentence_only():
    story = (
        "Bulan lalu Amerika Serikat dan Jepang menuduh Korea Utara mencuri kripto. Kedua negara berjanji bekerja sama.",
        "Kerugiannya besar. Tokyo menerbangkan pesawat pengintai.",
    )
    assert when("pledge", *story) == ("2023-07-01", "2023-07-31")


def test_the_day_of_the_main_clause_beats_that_of_the_clause_inside_it():
    assert when(
        "demand",
        "Presiden Korea Selatan Moon Jae-in, yang Selasa (22/8) bertemu Donald Trump, mengumpulkan para penasihatnya "
        "pada Rabu malam.",
        "Moon mendesak kedua pemimpin berbicara langsung.",
    ) == day("2023-08-23")  # fmt: skip


def test_what_somebody_did_for_weeks_has_no_day():
    assert when(
        "demand",
        "Menteri Pertahanan AS Mark Esper bertemu mitranya dari Jepang pada Selasa (22/8).",
        "Washington beberapa pekan terakhir mendesak Jepang dan Korea Selatan berunding.",
    ) is None  # fmt: skip


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


def test_what_is_counted_from_somebodys_words_goes_from_his_last_act():
    assert when(
        "missile_launch",
        "Kim Yo Jong mengecam Korea Selatan pada Jumat (18/8).",
        "Militer Korea Selatan memulai latihan pada Senin (21/8).",
        "Dua hari sebelum pernyataan Kim, Korea Utara menembakkan rudal jelajah.",
    ) == day("2023-08-16")  # fmt: skip


def test_what_is_put_off_keeps_the_time_it_was_meant_for():
    assert when(
        "joint_exercise",
        "Pada 17 Agustus Korea Selatan dan Amerika Serikat menunda latihan udara gabungan yang sedianya dimulai pekan "
        "depan.",
    ) == ("2023-08-28", "2023-09-03")  # fmt: skip
    assert when(
        "agreement", "Jepang dan Amerika Serikat memiliki perjanjian pertahanan yang disepakati sejak 1960."
    ) == ("1960-01-01", "1960-12-31")  # fmt: skip
