"""People: names of many countries, posts before and after them, one person under many names."""

import polars as pl
import pytest

from flows.extract.mentions import find_mentions
from flows.extract.persons import Persons, find_persons
from flows.ingest.fold import fold_texts
from flows.language.lexicon import load_lexicon
from flows.language.sentences import split_sentences
from reading import sentences_of


def read(*texts: str, kind: str = "body") -> Persons:
    articles = pl.DataFrame({"article": range(len(texts)), "text": texts}, schema_overrides={"article": pl.UInt32})
    articles = articles.with_columns(fold=fold_texts(articles["text"]))
    paragraphs = articles.select(
        "article",
        paragraph=pl.lit(0, pl.UInt32),
        text_start=pl.lit(0, pl.Int64),
        end=pl.col("fold").str.len_bytes().cast(pl.Int64),
        kind=pl.lit(kind),
    )
    sentences = split_sentences(paragraphs, articles, [kind])
    lexicon = load_lexicon(None)
    return find_persons(sentences, find_mentions(sentences, lexicon), lexicon)


def read_paragraphs(*paragraphs: str) -> Persons:
    sentences, lexicon = sentences_of(*paragraphs), load_lexicon()
    return find_persons(sentences, find_mentions(sentences, lexicon), lexicon)


def names(text: str) -> list[str]:
    return sorted(read(text).mentions["person"].unique().to_list())


def posts(text: str) -> dict[str, tuple[str, str | None]]:
    rows = read(text).posts.select("person", "post", "country").rows()
    return {person: (post, country) for person, post, country in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menteri Pertahanan Korea Selatan Jenderal Hong Gil-dong tiba di Tokyo.", ["Hong Gil-dong"]),
        ("Menurut Ryang Song Chol, pabrik itu telah ditutup.", ["Ryang Song Chol"]),
        ("Duta Besar Vietnam untuk Korea Selatan Nguyen Van Tho hadir di Seoul.", ["Nguyen Van Tho"]),
        ("Utusan khusus China Zheng Wenhao bertolak ke Pyongyang.", ["Zheng Wenhao"]),
        ("Laksamana Patrick O'Donnell memimpin armada itu.", ["Patrick O'Donnell"]),
        ("Presiden Komisi Eropa Ursula von der Leyen mengecam peluncuran itu.", ["Ursula von der Leyen"]),
        (
            "Dua pria itu teridentifikasi sebagai Kenta Murata, 56, dan Goro Hasebe, 46.",
            ["Goro Hasebe", "Kenta Murata"],
        ),
    ],
)
def test_unknown_people_are_found_by_grammar(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hotel Koryo di Pyongyang penuh dan Lapangan Kim Il Sung ramai.",
        "Kapal induk USS Abraham Lincoln ikut dalam latihan Ulchi Freedom Shield.",
        "Kelompok Fighters for a Free North Korea melepas balon dari Gunung Baekdu.",
        "Kementerian Pertanahan dan Perumahan mencatat hampir 500 pesawat terganggu.",
        "Garis Batas Utara dan Zona Demiliterisasi dijaga ketat sejak Senin lalu.",
        "Petugas memeriksa kapal itu. (AFP/John Doe)",
    ],
)
def test_what_is_no_person(text):
    assert names(text) == []


def test_a_surname_means_the_last_person_whom_it_fits():
    text = (
        "Juru bicara Kim Eun-soo tiba di Busan. Kim menolak berkomentar. "
        "Wakil Menteri Pertahanan Korut Kim Chol Guk mengancam Seoul. Kim menyebut latihan itu gladi perang."
    )
    short = read(text).mentions.filter(pl.col("surface") == "Kim")
    assert short["person"].to_list() == ["Kim Eun-soo", "Kim Chol Guk"]


LEADER = "Pemimpin Korut Kim Jong-un memeriksa galangan kapal."
SPOKESMAN = "Juru bicara Kim Eun-soo tiba di Busan pada Rabu."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # Nothing in the paragraph tells: the head of state, in whatever order they were named.
        ([LEADER, SPOKESMAN, "Permintaan Kim ditolak Washington."], ["Kim Jong-un"]),
        ([SPOKESMAN, LEADER, "Permintaan Kim ditolak Washington."], ["Kim Jong-un"]),
        # Who speaks next is who was just quoted.
        ([LEADER, SPOKESMAN, "Kim menambahkan pelabuhan itu aman."], ["Kim Eun-soo"]),
        ([LEADER, SPOKESMAN, "Hujan turun.", "Kim menambahkan pelabuhan itu aman."], ["Kim Jong-un"]),
        # Named in the same paragraph, save a spokesman, who only speaks.
        ([LEADER, "Menteri Unifikasi Kim Dong-il absen. Permintaan Kim ditolak."], ["Kim Dong-il"]),
        ([LEADER, f"{SPOKESMAN} Permintaan Kim ditolak."], ["Kim Jong-un"]),
        ([LEADER, f"{SPOKESMAN} Kim mengatakan pelabuhan itu aman."], ["Kim Eun-soo"]),
        # Whoever was called Kim before goes on being Kim.
        ([SPOKESMAN, "Kim lalu makan siang.", LEADER, "Esoknya Kim pulang."], ["Kim Eun-soo", "Kim Eun-soo"]),
        # The post says who.
        (
            [LEADER, "Menteri Unifikasi Kim Dong-il absen.", SPOKESMAN, "Usul itu dikirim Menteri Kim kemarin."],
            ["Kim Dong-il"],
        ),
        # Neither leads a state: the last one named.
        (
            ["Menteri Unifikasi Kim Dong-il absen.", SPOKESMAN, "Permintaan Kim ditolak Washington."],
            ["Kim Eun-soo"],
        ),
    ],
)
def test_a_surname_of_several_means_whom_the_paragraph_the_post_or_habit_says(paragraphs, expected):
    short = read_paragraphs(*paragraphs).mentions.filter(pl.col("surface") == "Kim")
    assert short["person"].to_list() == expected


def test_two_of_one_surname_stay_two():
    found = read_paragraphs(LEADER, SPOKESMAN, "Kim menambahkan pelabuhan itu aman.").mentions
    assert found["person"].to_list() == ["Kim Jong-un", "Kim Eun-soo", "Kim Eun-soo"]


def test_a_surname_is_never_a_person_of_its_own():
    assert names("Menlu AS Marcus Blakely tiba di Seoul. Blakely lalu bertemu Yoon Suk-yeol. Yoon tersenyum.") == [
        "Marcus Blakely",
        "Yoon Suk-yeol",
    ]


def test_spellings_of_one_name_are_one_person():
    found = read("Kim Jong-un hadir. Kim Jong Un tersenyum bersama Donald J. Trump. Donald Trump mengangguk.").mentions
    assert found["person"].unique().sort().to_list() == ["Donald J. Trump", "Kim Jong-un"]


def test_a_name_inside_the_post_of_another_is_not_meant_later():
    text = "Kim Yo-jong, saudari pemimpin Korut Kim Jong-un, menolak tawaran itu. Kim menyebutnya bodoh."
    short = read(text).mentions.filter(pl.col("surface") == "Kim")
    assert short["person"].to_list() == ["Kim Yo-jong"]


@pytest.mark.parametrize(
    ("text", "person", "post", "country"),
    [
        ("Menteri Pertahanan Korea Selatan Jenderal Hong Gil-dong tiba.", "Hong Gil-dong",
         "Menteri Pertahanan Korea Selatan", "KOR"),
        ("Wakil Menteri Pertahanan Korsel, Hong Gil-dong, hadir.", "Hong Gil-dong",
         "Wakil Menteri Pertahanan Korsel", "KOR"),
        ("Hong Gil-dong, wakil menteri pertahanan Korea Selatan untuk bidang kebijakan, hadir.", "Hong Gil-dong",
         "wakil menteri pertahanan Korea Selatan untuk bidang kebijakan", "KOR"),
        ("Presiden Amerika Serikat (AS) Marcus Blakely tiba.", "Marcus Blakely",
         "Presiden Amerika Serikat (AS)", "USA"),
        ("Duta Besar Rusia untuk Korea Utara Oleg Malkov hadir.", "Oleg Malkov",
         "Duta Besar Rusia untuk Korea Utara", "RUS"),
        ("Mantan Presiden AS Marcus Blakely tiba.", "Marcus Blakely", "Mantan Presiden AS", "USA"),
        ("Direktur Jenderal Urusan Asia Kementerian Luar Negeri Jepang, Goro Hasebe, hadir.", "Goro Hasebe",
         "Direktur Jenderal Urusan Asia Kementerian Luar Negeri Jepang", "JPN"),
        ("Presiden AS kala itu, Marcus Blakely, menolak.", "Marcus Blakely", "Presiden AS kala itu", "USA"),
    ],
)  # fmt: skip
def test_posts(text, person, post, country):
    assert posts(text)[person] == (post, country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menjelang kunjungan Marcus Blakely, diplomat Jepang dan India berunding di Tokyo.", None),
        ("Setelah bertemu Marcus Blakely, diplomat Jepang, Hong Gil-dong mengecam Iran.", "diplomat Jepang"),
        ("Ketika Marcus Blakely, diplomat Jepang, tiba di Seoul, tidak ada yang menyambut.", "diplomat Jepang"),
        ("Setelah bertemu Marcus Blakely, utusan khusus Jepang Shin Mu-yeol mengecam Iran.", None),
        ("Marcus Blakely, diplomat Jepang mengecam Iran.", "diplomat Jepang"),
    ],
)
def test_who_acts_behind_a_time_is_not_whom_the_time_names(text, expected):
    assert posts(text).get("Marcus Blakely", (None, None))[0] == expected


def test_ranks_stay_outside_the_post():
    row = read("Panglima Komando Pasifik AS Laksamana Marcus Blakely hadir.").posts.row(0, named=True)
    assert (row["post"], row["rank"]) == ("Panglima Komando Pasifik AS", "Laksamana")


def test_pairs_and_lists_share_posts():
    assert posts("Menlu dan Menhan Korsel, Hong Gil-dong dan Shin Mu-yeol, tiba di Washington.") == {
        "Hong Gil-dong": ("Menlu Korsel", "KOR"),
        "Shin Mu-yeol": ("Menhan Korsel", "KOR"),
    }
    listed = posts(
        "Utusan nuklir tiga negara, yakni Hong Gil-dong dari Korea Selatan dan Goro Hasebe dari Jepang, hadir."
    )
    assert listed == {"Hong Gil-dong": ("Utusan nuklir", "KOR"), "Goro Hasebe": ("Utusan nuklir", "JPN")}


def test_an_aide_of_a_leader_is_not_the_leader():
    assert posts("Marcus Blakely, juru bicara Presiden AS Henry Walden, menolak kabar itu.") == {
        "Marcus Blakely": ("juru bicara Presiden AS", "USA"),
        "Henry Walden": ("Presiden AS", "USA"),
    }


def test_chunks_hold_post_country_and_name_together():
    text = "Menteri Luar Negeri Amerika Serikat (AS) Marcus Blakely bertemu para pejabat Korea Selatan."
    chunks = read(text).chunks
    assert [text[a:b] for a, b in chunks.select("start", "end").rows()] == [
        "Menteri Luar Negeri Amerika Serikat (AS) Marcus Blakely",
        "para pejabat Korea Selatan",
    ]
    assert chunks.select("person", "code", "kind").rows() == [
        ("Marcus Blakely", "USA", "person"),
        (None, "KOR", "post"),
    ]


def test_headlines_only_repeat_known_people():
    assert read("Kim Jong-un Undang Tokoh Asing Bernama Budi Raharja", kind="headline").mentions[
        "person"
    ].to_list() == ["Kim Jong-un"]


def test_offsets_point_at_the_names():
    text = "Sekjen PBB António Guterres bertemu Wang Yi."
    found = read(text).mentions
    assert [text[a:b] for a, b in found.select("start", "end").rows()] == ["António Guterres", "Wang Yi"]
    assert (found["start"] == found["person_start"]).all()


def test_nothing_found_is_an_empty_frame():
    empty = read("Hujan turun sejak pagi.")
    assert empty.mentions.is_empty()
    assert empty.posts.is_empty()
    assert empty.chunks.is_empty()


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Kim Yo Jong, adik Kim Jong Un, menolak tawaran itu.", "adik Kim Jong Un"),
        ("Adik Kim Jong Un, Kim Yo Jong, menolak tawaran itu.", "Adik Kim Jong Un"),
        ("Adik ipar pemimpin Korut Kim Jong Un, Kim Yo Jong, menolak tawaran itu.", "Adik ipar pemimpin Korut"),
    ],
)
def test_relatives_are_told_by_whose_they_are(text, post):
    assert posts(text)["Kim Yo Jong"][0] == post
