import polars as pl
import pytest

from flows.extract.quantities import find_quantities
from reading import facts_of


def read(*texts):
    frame = pl.DataFrame(
        {
            "article": [0] * len(texts),
            "sentence": range(len(texts)),
            "start": [1000 * i for i in range(len(texts))],
            "text": texts,
        }
    )
    return find_quantities(frame)


def pairs(*texts):
    return list(read(*texts).select("value", "unit").iter_rows())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korut menembakkan tiga rudal balistik ke laut.", [(3, "rudal balistik")]),
        ("Rudal terbang 400 kilometer pada ketinggian 48 km.", [(400, "kilometer"), (48, "km")]),
        ("mengerahkan lebih dari 12 ribu personel militer", [(12_000, "personel militer")]),
        ("39 dari 112 gerai ditutup", [(39, "gerai"), (112, "gerai")]),
        ("lima dari orang-orang itu masuk daftar hitam", [(5, "orang")]),
        ("Tiga belas dari 15 anggota dewan setuju", [(13, "anggota dewan"), (15, "anggota dewan")]),
        ("senilai 132,9 juta dollar AS", [(132_900_000, "dollar AS")]),
        ("perdagangan US$34,4 juta", [(34_400_000, "US$")]),
        ("denda Rp1,2 triliun", [(1.2e12, "Rp")]),
        ("kripto senilai Rp24 T dan Rp3,5 M", [(24e12, "Rp"), (3.5e9, "Rp")]),
        ("memindahkan 401.000 ethereum ke dua bursa", [(401_000, "ethereum"), (2, "bursa")]),
        ("6.000 orang di Biro 121 yang menyerang", [(6000, "orang")]),
        ("gempa bermagnitudo 4,5", [(4.5, "magnitudo")]),
        ("melaju 10 kali kecepatan suara", [(10, "kali kecepatan suara")]),
        ("sudah enam kali menguji bom", [(6, "kali")]),
        ("memulangkan enam warganya", [(6, "warga")]),
        ("tiga orang pejabat senior ditahan", [(3, "orang pejabat senior")]),
        ("mengancam empat Hwasong-12 ke Guam", [(4, "Hwasong-12")]),
        ("balon sampah yang kini melampaui 6.000 buah", [(6000, "balon sampah")]),
        ("menyelam pada kedalaman 80 hingga 150 meter", [(80, "meter")]),
        ("pasukan naik menjadi 30 latihan, naik dari 25 pada Maret", [(30, "latihan"), (25, "latihan")]),
    ],
)
def test_counted_and_measured_things(text, expected):
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Latihan itu berlangsung dua hari.",
        "Pria berusia 47 tahun itu hilang.",
        "Uji coba kedua gagal.",
        "Menurut Pasal 4 perjanjian itu",
        "Resolusi 2321 mengatur",
        "Pada 1998 rudal Taepodong-1 melintas.",
        "Pada 5 Januari rudal disebut menghantam sasaran.",
        "Ditembakkan pukul 14.49 waktu setempat.",
        "Salah satu rudal jatuh.",
        "Perundingan enam negara terhenti.",
        "Urusan dua negara berdaulat.",
        "Naik sembilan kali lipat.",
    ],
)
def test_what_is_no_quantity(text):
    assert pairs(text) == []


def test_a_part_takes_the_unit_of_the_whole():
    assert pairs("Empat rudal balistik ditembakkan.", "Tiga di antaranya jatuh di zona ekonomi.") == [
        (4, "rudal balistik"),
        (3, "rudal balistik"),
    ]


def test_what_is_told_again_counts_once():
    told = ("AS menghukum dua warga Cina.", "Dua warga yang dituduh membantah.", "Dua warga itu kabur.")
    assert pairs(*told) == [(2, "warga")]


def test_like_numbers_of_other_things_stay():
    told = ("Korut menembakkan tiga rudal balistik.", "Seoul membalas dengan tiga rudal udara ke permukaan.")
    assert len(pairs(*told)) == 2


def test_spans_cover_number_and_unit():
    text = "Nilainya US$34,4 juta dan 11 ribu tentara ikut."
    rows = read(text)
    assert [text[a:b] for a, b in rows.select("char_start", "char_end").iter_rows()] == [
        "US$34,4 juta",
        "11 ribu tentara",
    ]
    assert rows["surface"].to_list() == ["US$34,4 juta", "11 ribu tentara"]


def test_measures_say_what_is_measured():
    assert read("mencapai ketinggian 550 kilometer")["what"].to_list() == ["ketinggian"]
    assert read("menembakkan dua rudal jelajah ke laut")["what"].to_list() == ["rudal jelajah"]
    assert read("mencuri sekitar US$3 miliar antara 2017 hingga 2023")["what"].to_list() == ["US$"]
    assert read("mendakwa 14 warga Korea Utara")["unit"].to_list() == ["warga"]


def linked(*paragraphs):
    facts = facts_of(*paragraphs)
    subtypes = dict(facts["event_report"].select("report", "subtype").iter_rows())
    return [(row["surface"], subtypes.get(row["report"])) for row in facts["quantity"].iter_rows(named=True)]


def test_a_quantity_belongs_to_the_event_of_its_sentence_wherever_else_that_is_told():
    assert linked(
        "Korea Utara menembakkan rudal balistik dari Wonsan ke Laut Timur pada Senin (21/8/2023).",
        "Korea Utara menembakkan dua rudal balistik.",
        "Sebanyak 300 rumah dibangun di Jakarta.",
    ) == [("dua rudal balistik", "missile_launch"), ("300 rumah", None)]  # fmt: skip


def test_a_flight_belongs_to_the_launch_before_it():
    assert linked(
        "Korea Utara menembakkan rudal balistik ke Laut Timur.", "Senjata itu mencapai ketinggian 60 kilometer."
    ) == [("60 kilometer", "missile_launch")]  # fmt: skip
    assert linked(
        "Korea Utara menembakkan rudal balistik ke Laut Timur.", "Kota itu luasnya 60 kilometer persegi."
    )[0][1] is None  # fmt: skip
