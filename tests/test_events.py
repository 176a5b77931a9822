"""What single sentences report; every subtype in verbal, passive and nominal dress."""

from datetime import date

import pytest

from reading import events_of, facts_of

ANCHOR = date(2023, 8, 24)

SENTENCES = [
    ("Menteri Luar Negeri Jepang Yoshimasa Hayashi bertemu Menteri Luar Negeri Korea Selatan Park Jin di Tokyo, Rabu.",
     ("talks", "occurred", "JPN KOR", "")),
    ("Korea Selatan dan Jepang akan menggelar perundingan pertahanan di Seoul pekan depan.",
     ("talks", "planned", "KOR JPN", "")),
    ("Perundingan antara Korea Utara dan Amerika Serikat digelar di Stockholm pada Oktober lalu.",
     ("talks", "occurred", "PRK USA", "")),
    ("Presiden Korea Selatan Yoon Suk Yeol bertemu Perdana Menteri Jepang Fumio Kishida di Tokyo pada Maret lalu.",
     ("summit", "occurred", "KOR JPN", "")),
    ("Pertemuan puncak antara Korea Utara dan Rusia berlangsung di Vladivostok.",
     ("summit", "occurred", "PRK RUS", "")),
    ("Menteri Pertahanan AS Lloyd Austin menelepon Menteri Pertahanan Korea Selatan Lee Jong-sup, Senin.",
     ("phone_call", "occurred", "USA KOR", "")),
    ("Menteri Luar Negeri Rusia Sergey Lavrov mengunjungi Korea Utara pada Juli lalu.",
     ("visit", "occurred", "RUS", "PRK")),
    ("Presiden Rusia Vladimir Putin akan berkunjung ke Pyongyang bulan depan.", ("visit", "planned", "RUS", "PRK")),
    ("Korea Selatan dan Amerika Serikat sepakat memperkuat kerja sama.", ("agreement", "occurred", "KOR USA", "")),
    ("Amerika Serikat berjanji kepada Jepang untuk menambah dukungan.", ("pledge", "occurred", "USA", "JPN")),
    ("Seoul menawarkan dialog kepada Pyongyang.", ("offer", "occurred", "KOR", "PRK")),
    ("Rusia dan Korea Utara menandatangani perjanjian kemitraan di Pyongyang, Rabu.",
     ("treaty_signed", "occurred", "RUS PRK", "")),
    ("Perjanjian itu diteken Rusia dan Korea Utara pada Juni lalu.", ("treaty_signed", "occurred", "RUS PRK", "")),
    ("Jepang mendukung penuh keputusan Korea Selatan.", ("support", "occurred", "JPN", "KOR")),
    ("Washington menyambut baik langkah Seoul.", ("support", "occurred", "USA", "KOR")),
    ("Korea Selatan dan Amerika Serikat menggelar latihan militer gabungan pada 21 Agustus.",
     ("joint_exercise", "occurred", "KOR USA", "")),
    ("Latihan gabungan Korsel-AS akan dimulai Senin pekan depan.", ("joint_exercise", "planned", "KOR USA", "")),
    ("Iran memasok drone kepada Rusia.", ("arms_transfer", "occurred", "IRN", "RUS")),
    ("Korea Utara mengirim tentara ke Rusia.", ("troop_dispatch", "occurred", "PRK", "RUS")),
    ("Korea Utara meminta maaf kepada Korea Selatan.", ("concession", "occurred", "PRK", "KOR")),
    ("Korea Utara membebaskan tiga warga Amerika Serikat pada Mei 2018.", ("de_escalation", "occurred", "PRK", None)),
    ("China mendesak Korea Utara menahan diri.", ("demand", "occurred", "CHN", "PRK")),
    ("Korea Utara didesak China agar kembali ke perundingan.", ("demand", "occurred", "CHN", "PRK")),
    ("Prancis dan Jerman mengecam peluncuran rudal Korea Utara.", ("condemnation", "occurred", "FRA DEU", "PRK")),
    ("Latihan itu dikecam Korea Utara, sementara Korea Selatan membelanya.", ("condemnation", "occurred", "PRK", None)),
    ("Tokyo melayangkan protes kepada Beijing.", ("condemnation", "occurred", "JPN", "CHN")),
    ("Amerika Serikat menuduh Rusia melanggar sanksi.", ("accusation", "occurred", "USA", "RUS")),
    ("Rusia dituding Ukraina menyerang kota itu.", ("accusation", "occurred", "UKR", "RUS")),
    ("China menolak usulan Amerika Serikat.", ("rejection", "occurred", "CHN", "USA")),
    ("Usulan Amerika Serikat ditolak mentah-mentah oleh Rusia.", ("rejection", "occurred", "RUS", "USA")),
    ("Rusia membantah adanya transaksi senjata.", ("denial", "occurred", "RUS", "")),
    ("Korea Utara mengancam Jepang dengan serangan.", ("threat", "occurred", "PRK", "JPN")),
    ("Amerika Serikat menjatuhkan sanksi terhadap Iran dan Rusia, Kamis.", ("sanction", "occurred", "USA", None)),
    ("Korea Utara memutus hubungan diplomatik dengan Malaysia pada Maret 2021.",
     ("diplomatic_break", "occurred", "PRK", None)),
    ("Korea Utara menembakkan dua rudal balistik ke Laut Timur, Rabu.", ("missile_launch", "occurred", "PRK", "")),
    ("Dua rudal balistik ditembakkan Korea Utara dari Wonsan pada Sabtu.", ("missile_launch", "occurred", "PRK", "")),
    ("Korea Utara meluncurkan satelit pengintai dari Sohae pada Mei lalu.",
     ("satellite_launch", "occurred", "PRK", "")),
    ("Korea Utara melakukan uji coba nuklir keenam pada September 2017.", ("nuclear_test", "occurred", "PRK", "")),
    ("Korea Utara memamerkan rudal antarbenua terbaru dalam parade.", ("weapons_development", "occurred", "PRK", "")),
    ("China menggelar latihan tembak di Laut Kuning.", ("unilateral_exercise", "occurred", "CHN", "")),
    ("Amerika Serikat mengerahkan kapal induk ke perairan Korea.", ("deployment", "occurred", "USA", "")),
    ("Jepang menyiagakan pasukannya sejak Selasa.", ("alert", None, "JPN", "")),
    ("Lima drone Korea Utara menyusup ke wilayah Korea Selatan.", ("incursion", "occurred", "PRK", "KOR")),
    ("Korea Utara menerbangkan ratusan balon berisi sampah ke Korea Selatan.",
     ("propaganda", "occurred", "PRK", "KOR")),
    ("Korea Utara meretas bank Korea Selatan.", ("cyber_attack", "occurred", "PRK", "KOR")),
    ("Rusia menahan dua warga Jepang.", ("detention", "occurred", "RUS", "JPN")),
    ("Korea Utara dan Korea Selatan terlibat baku tembak di perbatasan.", ("armed_clash", "occurred", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[f"{e[0]}-{i}" for i, (_, e) in enumerate(SENTENCES)])
def test_a_sentence_reports_its_event(sentence, expected):
    found = events_of(sentence, anchor=ANCHOR)
    fits = [
        event for event in found
        if all(want is None or set(want.split()) == set(got.split()) for want, got in zip(expected, event, strict=True))
    ]  # fmt: skip
    assert fits, found


@pytest.mark.parametrize(
    "sentence",
    [
        "Jika Korea Utara menembakkan rudal, Jepang akan bertindak.",
        "Korea Utara tidak menembakkan rudal pada hari itu.",
        "China meminta Amerika Serikat menahan diri.",
        "Indonesia mengalahkan Malaysia dengan tiga gol.",
    ],
)
def test_what_did_not_happen_is_no_event(sentence):
    subtypes = {event[0] for event in events_of(sentence, anchor=ANCHOR)}
    assert not subtypes & {"missile_launch", "detention", "armed_clash"}


def event(*paragraphs, anchor=ANCHOR, subtype):
    rows = facts_of(*paragraphs, anchor=anchor)["event_report"]
    return next(row for row in rows.iter_rows(named=True) if row["subtype"] == subtype)


def test_event_date_is_not_the_publication_date():
    found = event("Korea Utara menembakkan rudal balistik dua hari lalu, kata Korea Selatan.", subtype="missile_launch")
    assert (found["date_start"], found["date_precision"]) == (date(2023, 8, 22), "day")
    undated = event("Korea Utara menembakkan rudal balistik ke laut.", subtype="missile_launch")
    assert (undated["date_start"], undated["date_precision"]) == (None, "unknown")


@pytest.mark.parametrize(
    ("text", "kind", "times"),
    [
        ("Jepang mengecam Iran.|Iran bungkam.|Tokyo mengecam Iran karena menahan kapal tangki.", "condemnation", 2),
        ("Jepang mengecam Iran.|Tokyo mengecam Iran karena menahan kapal tangki.", "condemnation", 1),
        ("Iran menahan tiga nelayan Jepang pada Rabu.|Iran menahan dua turis Jepang pada Rabu.", "detention", 2),
        ("Iran menahan tiga nelayan Jepang pada Rabu.|Penahanan nelayan Jepang oleh Iran disesalkan.", "detention", 1),
        ("Iran menjatuhkan sanksi kepada Jepang.|Iran menjatuhkan sanksi itu kepada Jepang.", "sanction", 1),
        ("Jepang mengecam Iran.|Iran bungkam.|Tokyo mengecam dan mengutuk Iran lagi.", "condemnation", 2),
    ],
)
def test_verbs_tell_in_later_sentences_what_was_done_once_more(text, kind, times):
    found = facts_of(*text.split("|"), anchor=ANCHOR)["event_report"]
    assert found.filter(subtype=kind).height == times


def test_one_event_told_twice_is_one_report():
    rows = facts_of(
        "Korea Utara menembakkan dua rudal balistik pada Rabu (23/8/2023).",
        "Rudal balistik itu ditembakkan Korea Utara dari Wonsan pada Rabu (23/8/2023).",
        anchor=ANCHOR,
    )["event_report"].filter(subtype="missile_launch")
    assert rows.height == 1
    assert rows["place"].to_list() == ["Wonsan"]


def test_days_of_a_list_are_events_of_their_own():
    rows = facts_of("Korea Utara menembakkan rudal pada 25 dan 31 Juli serta 2 dan 6 Agustus.", anchor=ANCHOR)[
        "event_report"
    ]
    days = {row["date_start"] for row in rows.iter_rows(named=True) if row["subtype"] == "missile_launch"}
    assert days == {date(2023, 7, 25), date(2023, 7, 31), date(2023, 8, 2), date(2023, 8, 6)}


def test_counting_from_another_event():
    rows = facts_of(
        "Korea Selatan dan Jepang berbicara lewat telepon pada Kamis (24/8/2023), dua hari "
        "setelah Korea Utara menembakkan rudal.",
        anchor=ANCHOR,
    )["event_report"]
    launch = rows.filter(subtype="missile_launch").row(0, named=True)
    assert launch["date_start"] == date(2023, 8, 22)


def test_pronouns_find_their_parties():
    found = events_of(
        "Menteri Pertahanan Korea Selatan Lee Jong-sup bertemu Menteri Pertahanan AS Lloyd Austin di Seoul, Rabu.",
        "Keduanya sepakat memperluas latihan.",
        anchor=ANCHOR,
    )
    assert ("agreement", "occurred", "KOR USA", "") in found


def test_we_in_a_quotation_is_who_speaks():
    found = events_of(
        '"Kami mengutuk keras serangan Rusia," kata Perdana Menteri Jepang Fumio Kishida di Tokyo.', anchor=ANCHOR
    )
    assert ("condemnation", "occurred", "JPN", "RUS") in found


def test_evidence_is_the_text_between_its_offsets():
    text = (
        "Seoul, Rabu – “Kami siap,” kata Presiden Korea Selatan Yoon SukYeol. "
        "Korea Utara menembakkan rudal balistik pada Selasa."
    )
    facts = facts_of(text, anchor=ANCHOR)
    for kind, column in (
        ("event_report", "evidence"),
        ("statement", "text"),
        ("mention", "surface"),
        ("quantity", "surface"),
    ):
        for row in facts[kind].iter_rows(named=True):
            assert text[row["char_start"] : row["char_end"]] == row[column]


def test_officials_in_brackets_do_not_hide_the_doer():
    found = events_of(
        "Militer Korea Selatan (Korsel) melaporkan Korea Utara (Korut) telah menembakkan rudal balistik pada Rabu.",
        anchor=ANCHOR,
    )
    assert ("missile_launch", "occurred", "PRK", "") in found


def test_a_plan_whose_day_is_over_stays_a_plan():
    found = event(
        "Trump dan Kim dijadwalkan bertemu; Amerika Serikat dan Korea Utara akan menggelar "
        "perundingan pada 20 Agustus 2023.",
        subtype="talks",
    )
    assert found["status"] == "planned"


def test_what_is_put_off_and_called_off():
    found = events_of(
        "Perundingan antara Korea Utara dan Korea Selatan yang dijadwalkan Rabu ditunda tanpa batas waktu.",
        "Korea Selatan membatalkan latihan militer di dekat perbatasan.",
        anchor=ANCHOR,
    )
    assert ("talks", "postponed", "PRK KOR", "") in found
    assert ("unilateral_exercise", "cancelled", "KOR", "") in found


def test_money_is_no_party():
    found = events_of("Peretas Korea Utara mencuri aset kripto senilai 1,7 miliar dolar AS.", anchor=ANCHOR)
    assert ("cyber_attack", "occurred", "PRK", "") in found


def test_troops_that_were_sent_are_their_state():
    found = events_of("Sebanyak 12.000 tentara Korea Utara telah dikirim ke Rusia, kata Ukraina.", anchor=ANCHOR)
    assert ("troop_dispatch", "alleged", "PRK", "RUS") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jepang mengecam Korea Utara karena menembakkan rudal.", ("missile_launch", "occurred", "PRK", "")),
        (
            "Penangkapan dua prajurit Korea Utara oleh Ukraina dibenarkan Kyiv.",
            ("detention", "occurred", "UKR", "PRK"),
        ),
        ("Dewan Keamanan PBB menyetujui sanksi baru terhadap Korea Utara.", ("sanction", "occurred", "UN", "PRK")),
        (
            "Korea Utara menembakkan puluhan peluru artileri ke Pulau Baengnyeong, Korea Selatan.",
            ("armed_clash", "occurred", "PRK", "KOR"),
        ),
        ("Kapal induk USS Carl Vinson memasuki pangkalan Busan.", ("deployment", "occurred", "USA", "KOR")),
        ("Korea Selatan mematikan pengeras suara di perbatasan.", ("de_escalation", "occurred", "KOR", "PRK")),
        (
            "Ia menyesalkan batalnya penandatanganan perjanjian damai antara AS dan Korea Utara.",
            ("treaty_signed", "cancelled", "PRK USA", ""),
        ),
    ],
)
def test_deeds_by_their_words(text, expected):
    kind, status, actors, recipients = expected
    found = {(k, s, " ".join(sorted(a.split())), r) for k, s, a, r in events_of(text, anchor=ANCHOR)}
    assert (kind, status, actors, recipients) in found


@pytest.mark.parametrize(
    "text",
    [
        "Lokasi uji coba nuklir Punggye-ri di Korea Utara tetap siap digunakan.",
        "Menteri Pertahanan Korea Selatan meminta maaf kepada rakyat.",
        "Rencana Korea Utara itu mengundang protes.",
        "Diplomat Jepang yang akrab dengan perundingan itu berbicara panjang.",
    ],
)
def test_what_is_no_event(text):
    assert not events_of(text, anchor=ANCHOR)


def test_an_orbit_missed_is_a_failed_launch():
    found = event("Satelit mata-mata Korea Utara gagal mencapai orbit.", subtype="satellite_launch")
    assert (found["actors"], found["outcome"]) == (["PRK"], "failure")


def test_what_a_dated_quotation_stands_by_was_said_that_day():
    found = event(
        "Menteri Luar Negeri Amerika Serikat Antony Blinken mengecam Korea Utara.",
        '"Langkah itu berbahaya," ujar Blinken seperti dikutip dari Reuters, Selasa (22/8/2023).',
        subtype="condemnation",
    )
    assert str(found["date_start"]) == "2023-08-22"


@pytest.mark.parametrize(
    ("paragraphs", "subtype"),
    [
        (
            ["Korea Utara meluncurkan satelit pengintai.", "Amerika Serikat mengecam peluncuran itu."],
            "satellite_launch",
        ),
        (["Korea Utara meluncurkan satelit pengintai.", "Roketnya jatuh ke laut."], "satellite_launch"),
        (["Korea Utara menembakkan rudal balistik.", "Amerika Serikat mengecam peluncuran itu."], "missile_launch"),
        (["Korea Utara menembakkan rudal balistik.", "Roket artilerinya jatuh ke laut."], "missile_launch"),
        (["Korea Utara menggelar uji coba nuklir.", "Amerika Serikat mengecam uji coba itu."], "nuclear_test"),
    ],
)
def test_what_was_launched_is_what_the_article_told(paragraphs, subtype):
    tests = {"missile_launch", "satellite_launch", "nuclear_test"}
    assert tests & set(facts_of(*paragraphs)["event_report"]["subtype"]) == {subtype}


def test_an_ordinal_counts_only_what_was_told():
    first = "Percobaan pertama pada 31 Mei gagal."
    reports = facts_of("Korea Utara kembali meluncurkan satelit pengintai.", first, anchor=ANCHOR)["event_report"]
    assert date(2023, 5, 31) in reports["date_start"].to_list()
    assert events_of("Para ahli menanam padi di dekat sungai.", first) == []
