"""Which names are places, and where events happen."""

from datetime import date

import pytest

from reading import facts_of


def places_of(text):
    mentions = facts_of(text)["mention"].filter(entity_type="place")
    return mentions["entity"].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea Utara menembakkan artileri di dekat Pulau Kojedo, Selasa.", ["Pulau Kojedo"]),
        ("Pesawat itu mendarat di bandara Kuala Lumpur pada Rabu.", ["bandara Kuala Lumpur"]),
        ("Prajurit itu dikirim ke Fort Zabara, Texas.", ["Fort Zabara", "Texas"]),
        ("Latihan digelar di perairan sekitar Okinawa.", ["perairan sekitar Okinawa"]),
        ("Latihan digelar di perairan Guam.", ["perairan Guam"]),
        ("Presiden Joko Widodo melawat ke Seoul dan Tokyo.", ["Seoul", "Tokyo"]),
        ("Juru bicara Gedung Putih Jen Psaki menolak menjawab.", []),
        ("Angkatan Laut Jepang menolak menjawab.", []),
    ],
)
def test_names_of_places(text, expected):
    assert places_of(text) == expected


def place_of(subtype, *paragraphs):
    events = facts_of(*paragraphs, anchor=date(2023, 8, 24))["event_report"].filter(subtype=subtype)
    assert events.height == 1, events.select("subtype", "place", "evidence").rows()
    return events["place"].item()


@pytest.mark.parametrize(
    ("subtype", "text", "place"),
    [
        ("missile_launch", "Korea Utara menembakkan rudal balistik dari Wonsan ke Laut Timur.", "Wonsan"),
        ("missile_launch", "Korea Utara menembakkan rudal balistik ke Laut Timur.", "Laut Timur"),
        ("nuclear_test", "Korea Utara menggelar uji coba nuklir di lokasi bawah tanah Punggye-ri.", "Punggye-ri"),
        ("incursion", "Tentara Korea Utara melintasi Garis Demarkasi Militer.", "Garis Demarkasi Militer"),
        ("visit", "Presiden Joko Widodo mengunjungi Pyongyang.", "Pyongyang"),
        ("visit", "Menteri Luar Negeri Jepang melawat ke Seoul dan Manila.", "Seoul dan Manila"),
        ("talks", "Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri China di Hotel Sari, Jakarta.",
         "Hotel Sari, Jakarta"),
        ("condemnation", "Jepang mengecam China atas tindakannya terhadap nelayan di Laut China Selatan.", None),
        ("condemnation", "Kementerian Unifikasi di Seoul mengecam Korea Utara.", None),
        ("joint_exercise", "Kapal perang Jepang dan Korea Selatan menggelar latihan gabungan di perairan Pulau Jeju.",
         "perairan Pulau Jeju"),
        ("missile_launch", "Korea Utara menembakkan roket dari Semenanjung Hodo.", "Semenanjung Hodo"),
        ("unilateral_exercise", "Pesawat ikut dalam latihan tembak yang digelar militer Korea Selatan di Yangju.",
         "Yangju"),
        ("missile_launch", "Korea Utara menembakkan rudal ke Laut Kuning, yang menurut militer Seoul dilepaskan dari "
         "Onchon.", "Onchon"),
        ("condemnation", "Jepang mengajukan protes kepada Korea Utara melalui kedutaan besarnya di Beijing.",
         "Beijing"),
        ("missile_launch", "Dalam rapat di Manila Jepang mengatakan bahwa Korea Utara menembakkan rudal.", None),
        ("talks", "Menlu Jepang dan Menlu China bertemu membahas situasi di Timur Tengah.", None),
        ("talks", "Di Vostochny, pusat antariksa di Rusia, Menlu Jepang bertemu Menlu Korea Selatan.", "Vostochny"),
        ("rejection", "Menlu Korea Selatan menolak tuntutan China itu saat bertemu Wang Yi di Qingdao.", "Qingdao"),
        ("deployment", "Kapal induk Amerika Serikat USS Nimitz memasuki pelabuhan Busan.", "pelabuhan Busan"),
        ("talks", "Menlu Jepang dan Menlu Korea Selatan bertemu di ibu kota Jepang, Tokyo.", "Tokyo"),
        ("talks", "Menlu Jepang menemui Menlu China di Balai Agung Rakyat, Beijing.", "Balai Agung Rakyat, Beijing"),
        ("summit", "Kim Jong Un dan Vladimir Putin bertemu di timur jauh Rusia.", "timur jauh Rusia"),
        ("threat", "Menteri Pertahanan AS Mark Esper, yang menemui Presiden Korea Selatan Moon Jae-in di Seoul, "
         "memperingatkan Korea Utara.", "Seoul"),
        ("deployment", "Kapal induk USS Ronald Reagan merapat di pangkalan angkatan laut di Busan, Kamis.", "Busan"),
        ("phone_call", "Presiden Amerika Serikat menelepon Presiden Korea Selatan soal latihan di Guam.", None),
        ("talks", "Dewan Keamanan PBB mengadakan rapat soal Jepang di markas besar PBB di New York.", "New York"),
        ("missile_launch", "Korea Utara menembakkan roket ke udara dan melewati Garis Batas Utara (NLL).", None),
        ("condemnation", "Jepang memprotes Korea Utara melalui saluran diplomatik di Beijing.", "Beijing"),
        ("missile_launch", "Jepang mengajukan protes di Tokyo terkait peluncuran rudal Korea Utara.", None),
        ("talks", "Menlu Jepang bertemu Menlu China di Balai Sidang Jakarta.", "Balai Sidang Jakarta"),
        ("arms_transfer", "Korea Utara memasok artileri ke Rusia untuk perangnya di Ukraina.", None),
        ("detention", "Iran menyita kapal Korea Selatan di perairan Teluk.", "Teluk Persia"),
    ],
)  # fmt: skip
def test_where_events_happen(subtype, text, place):
    assert place_of(subtype, text) == place


def test_there_is_the_place_told_last():
    assert place_of(
        "missile_launch", "Kim Jong Un berada di Sinpo pada Senin.", "Di sana Korea Utara meluncurkan rudal."
    ) == "Sinpo"  # fmt: skip


def test_who_stays_somewhere_meets_his_hosts_there():
    stay = "Menteri Luar Negeri Jepang Taro Kono terbang ke Seoul pada Senin."
    assert (
        place_of("talks", stay, "Sehari kemudian Kono menemui Menteri Luar Negeri Korea Selatan Park Jin.") == "Seoul"
    )
    assert place_of("talks", stay, "Bulan lalu Kono menemui Menteri Luar Negeri China Wang Yi.") is None


@pytest.mark.parametrize(
    ("subtype", "text", "place"),
    [
        ("condemnation", "Duta Besar Jepang mengecam Korea Utara dalam sidang Dewan Keamanan di New York, Jumat.",
         "New York"),
        ("condemnation", '"Kami mengecam Korea Utara," kata Perdana Menteri Jepang Fumio Kishida di Tokyo, Kamis.',
         "Tokyo"),
        ("detention", "Kepolisian Jepang menahan dua pria yang memotret kantor kelompok pro-Korea Utara di Tokyo, "
         "Rabu (23/8).", "Tokyo"),
    ],
)  # fmt: skip
def test_the_place_beside_the_day_goes_with_it(subtype, text, place):
    events = facts_of(text, anchor=date(2023, 8, 24))["event_report"].filter(subtype=subtype)
    assert events["place"].to_list() == [place]


def test_a_visit_places_and_dates_the_meetings_during_it():
    events = facts_of(
        "Menteri Luar Negeri Jepang Yoshimasa Hayashi mengunjungi Beijing pada April.",
        "Dalam pertemuannya dengan Wang Yi, Hayashi meminta China bertindak.",
        anchor=date(2023, 8, 24),
    )["event_report"].filter(subtype="talks")
    assert events.select("place", "date_start", "date_precision").rows() == [("Beijing", date(2023, 4, 1), "month")]


def test_a_government_speaks_where_its_spokesman_does():
    assert place_of(
        "condemnation",
        "Pemerintah Jepang mengecam Korea Utara.",
        '"Langkah itu berbahaya," kata juru bicara Kementerian Luar Negeri Jepang di Tokyo, Senin.',
    ) == "Tokyo"  # fmt: skip


def test_a_forum_named_in_the_main_clause_holds_for_what_follows():
    events = facts_of(
        "Di sela-sela Forum Regional ASEAN (ARF) yang digelar di Manila, Menteri Luar Negeri Jepang bertemu "
        "Menteri Luar Negeri China."
    )["event_report"].filter(subtype="talks")
    assert events["series"].to_list() == ["ARF"]
