from datetime import date

import polars as pl
import pytest

from flows.language.dates import find_times, resolve_times

# A Friday in the middle of a week, a month and a year, so that no two readings coincide.
FRIDAY = date(2023, 7, 14)
POINTS = ["at", "since", "until", "deadline", "attributive"]


def resolve(*texts, anchor=FRIDAY, until=None, paragraphs=None):
    """Read sentences of one article; dates as text, spans checked."""
    sentences = pl.DataFrame(
        {
            "article": [0] * len(texts),
            "paragraph": paragraphs or [0] * len(texts),
            "sentence": range(len(texts)),
            "start": [1000 * i for i in range(len(texts))],
            "text": texts,
        }
    )
    articles = pl.DataFrame(
        {
            "article": [0],
            "anchor_date": [anchor],
            "published_from": [anchor],
            "published_to": [until or anchor],
            "published_precision": ["none" if until else "day"],
        },
        schema_overrides={name: pl.Date for name in ("anchor_date", "published_from", "published_to")},
    )
    times = resolve_times(find_times(sentences), sentences, articles)
    for row in times.to_dicts():
        text = texts[row["sentence"]]
        if not row["rule"].startswith("range"):
            assert text[row["start"] - 1000 * row["sentence"] : row["end"] - 1000 * row["sentence"]] == row["surface"]
    return times


def spans(*texts, **options):
    """First and last day of each dated expression; one day as one text, no date as None."""
    rows = resolve(*texts, **options).filter(pl.col("role").is_in(POINTS))
    told = []
    for start, end in rows.select("date_start", "date_end").iter_rows():
        told.append(start and (str(start) if start == end else f"{start}..{end}"))
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bertemu pada Kamis (13/1/2022) di Seoul", ["2022-01-13"]),
        ("bertemu pada Rabu (12/7) di Seoul", ["2023-07-12"]),
        ("pada Sabtu (8/7/2023) lalu", ["2023-07-08"]),
        ("di Seoul, Senin, 16 Desember 2019.", ["2019-12-16"]),
        ("di Sentosa, Selasa 12 Juni 2018, keduanya", ["2018-06-12"]),
        ("Selasa malam lalu (11/7)", ["2023-07-11"]),
        ("Jumat pekan depan (21/7)", ["2023-07-21"]),
        ("Sabtu (8/7) dini hari", ["2023-07-08"]),
        ("SABTU, 26 SEPTEMBER 2020", ["2020-09-26"]),
        ("Jum'at, 09 September 2022", ["2022-09-09"]),
        ("tiba pada Ahad", ["2023-07-09"]),
        ("Kamis 01 Des 2016", ["2016-12-01"]),
        ("Kamis (28/2/20190), ia mengatakan", ["2019-02-28"]),
        ("pada tanggal 8 Mei", ["2023-05-08"]),
        ("pada 27 Juli tahun lalu", ["2022-07-27"]),
        (
            "melepas rudal pada 25 dan 31 Mei serta 2 dan 6 Juni",
            ["2023-05-25", "2023-05-31", "2023-06-02", "2023-06-06"],
        ),
        ("latihan digelar 8-19 Mei", ["2023-05-08..2023-05-19"]),
        ("latihan 13 hingga 15 Maret", ["2023-03-13..2023-03-15"]),
        ("diangkut antara 8 dan 13 Mei", ["2023-05-08..2023-05-13"]),
        ("Antara 29 Mei dan 2 Juni, kementerian mencatat", ["2023-05-29..2023-06-02"]),
        ("diadakan pada 30 Mei hingga 1 Juni lalu", ["2023-05-30..2023-06-01"]),
        ("bergulir sejak 1 Maret hingga 30 April", ["2023-03-01..2023-04-30"]),
        ("antara 29 Mei dan 2 Juni 2019", ["2019-05-29..2019-06-02"]),
        ("dari 30 Desember hingga 2 Januari 2020", ["2019-12-30..2020-01-02"]),
        ("Sabtu-Minggu (8-9/7)", ["2023-07-08..2023-07-09"]),
        ("(30/6-1/7/2021)", ["2021-06-30..2021-07-01"]),
        ("Write: 2022-11-04", ["2022-11-04"]),
        ("pada 31/12/2021", ["2021-12-31"]),
        ("tanggal 15 bulan lalu", ["2023-06-15"]),
    ],
)
def test_days_with_their_month(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bertemu pada Rabu.", ["2023-07-12"]),
        ("bertemu hari Jumat.", ["2023-07-14"]),
        ("bertemu pada Jumat lalu.", ["2023-07-07"]),
        ("surat Kamis kemarin", ["2023-07-13"]),
        ("akan bertemu pada Rabu.", ["2023-07-19"]),
        ("dijadwalkan bertemu pada Jumat sore.", ["2023-07-14"]),
        ("Senin mendatang", ["2023-07-17"]),
        ("Jumat depan", ["2023-07-21"]),
        ("Jumat ini", ["2023-07-14"]),
        ("Selasa pekan depan", ["2023-07-18"]),
        ("Rabu pekan lalu", ["2023-07-05"]),
        ("akan berlangsung mulai Senin hingga Rabu.", ["2023-07-17..2023-07-19"]),
        ("Pada Senin, DK PBB akan bersidang.", ["2023-07-17"]),
        ("akan bersidang, kata juru bicara pada Rabu.", ["2023-07-12"]),
        ("Latihan yang dimulai Senin dan akan usai Kamis pekan depan", ["2023-07-10", "2023-07-20"]),
        ("tiba pada Minggu siang", ["2023-07-09"]),
        ("Hingga Senin malam tak tampak tanda-tanda pertemuan akan terjadi.", ["2023-07-10"]),
    ],
)
def test_bare_weekdays_follow_the_tense(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pekan lalu", ["2023-07-03..2023-07-09"]),
        ("minggu lalu", ["2023-07-03..2023-07-09"]),
        ("senilai 1,5 miliar minggu lalu", ["2023-07-03..2023-07-09"]),
        ("Minggu lalu, keduanya bertemu.", ["2023-07-03..2023-07-09"]),
        ("bertemu pada Minggu lalu.", ["2023-07-09"]),
        ("dua pekan silam", ["2023-06-26..2023-07-02"]),
        ("pekan ini", ["2023-07-10..2023-07-16"]),
        ("pada akhir pekan lalu", ["2023-07-08..2023-07-09"]),
        ("bulan ini", ["2023-07-01..2023-07-31"]),
        ("Awal bulan ini", ["2023-07-01..2023-07-10"]),
        ("akan diulang bulan depan", ["2023-08-01..2023-08-31"]),
        ("tahun lalu", ["2022-01-01..2022-12-31"]),
        ("Agustus tahun lalu", ["2022-08-01..2022-08-31"]),
        ("September lalu", ["2022-09-01..2022-09-30"]),
        ("Juli lalu", ["2022-07-01..2022-07-31"]),
        ("digelar pada bulan Februari", ["2023-02-01..2023-02-28"]),
        ("akan digelar pada bulan Februari", ["2024-02-01..2024-02-29"]),
        ("Pada akhir Mei", ["2023-05-21..2023-05-31"]),
        ("pertengahan Oktober 2019", ["2019-10-11..2019-10-20"]),
        ("Pada pekan pertama Juni", ["2023-06-01..2023-06-07"]),
        ("percobaan pada Mei dan Juni lalu", ["2023-05-01..2023-05-31", "2023-06-01..2023-06-30"]),
        ("pada kuartal keempat tahun ini", ["2023-10-01..2023-12-31"]),
        ("pada semester pertama 2022", ["2022-01-01..2022-06-30"]),
        ("pada 2012", ["2012-01-01..2012-12-31"]),
        ("hingga akhir 2019", ["2019-01-01..2019-12-31"]),
        ("diculik pada 1970-an", ["1970-01-01..1979-12-31"]),
        ("sejak 1950-53", ["1950-01-01..1953-12-31"]),
        ("Perang Korea 1950-1953", []),
        ("sejak Perang Korea pada 1950-53", []),
        ("setelah Perang Korea berakhir pada 1953", ["1953-01-01..1953-12-31"]),
        ("Juni hingga Agustus 2018", ["2018-06-01..2018-08-31"]),
        ("tujuh tahun lalu", ["2016-01-01..2016-12-31"]),
        ("tiga hari lalu", ["2023-07-11"]),
        ("tiga hari lagi", ["2023-07-17"]),
        ("kemarin", ["2023-07-13"]),
        ("Semalam", ["2023-07-13"]),
        ("besok pagi", ["2023-07-15"]),
        ("lusa", ["2023-07-16"]),
        ("dini hari tadi", ["2023-07-14"]),
    ],
)
def test_periods_and_days_counted_from_publication(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Pada 5 Januari rudal meluncur.", "Enam hari berselang, rudal kedua terbang."], ["2023-01-05", "2023-01-11"]),
        (["tiba pada Ahad, keesokan harinya diterima"], ["2023-07-09", "2023-07-10"]),
        (["Pada 16 Mei tampak.", "Hari itu mereka batal."], ["2023-05-16", "2023-05-16"]),
        (["Pada Rabu (12/7) ia pulang.", "Dua hari sebelumnya ia tiba."], ["2023-07-12", "2023-07-10"]),
        (
            ["ditangkap pada Oktober 2015 dan enam bulan kemudian divonis"],
            ["2015-10-01..2015-10-31", "2016-04-01..2016-04-30"],
        ),
        (["pada Agustus 2018 dan pada Desember tahun yang sama"], ["2018-08-01..2018-08-31", "2018-12-01..2018-12-31"]),
        (["Pada Juni 2020 putus, lalu pada bulan itu juga hancur."], ["2020-06-01..2020-06-30"] * 2),
        (["Pada 18 Mei diungkap.", "Saat itu NIS menyebut."], ["2023-05-18", "2023-05-18"]),
        (
            ["Pada 18 Mei ia tiba.", "Sehari kemudian ia pergi.", "Dua hari kemudian ia kembali."],
            ["2023-05-18", "2023-05-19", "2023-05-21"],
        ),
        (["Pada 18 Mei ia berpidato.", "Dalam pidato itu ia mengancam."], ["2023-05-18", "2023-05-18"]),
        (["Pada 18 Mei ia tiba.", "Tak lama berselang ia pergi."], ["2023-05-18", "2023-05-18"]),
        (["Dalam pidato itu ia mengancam."], [None]),
        (["dua hari setelah Selasa (11/7)"], ["2023-07-13", "2023-07-11"]),
        (["Sehari kemudian ia pergi."], [None]),
    ],
)
def test_times_told_relative_to_another(texts, expected):
    assert spans(*texts) == expected


def test_the_same_occasion_is_the_one_dated_last_not_what_was_promised_there():
    texts = ["Dalam pidatonya, Rabu (12/7), ia berjanji memulihkan jalur pada awal Juli.", "Di forum itu ia mengancam."]
    assert spans(*texts, paragraphs=[0, 0])[-1] == "2023-07-12"


def test_the_day_of_a_report_is_not_what_the_story_counts_from():
    texts = [
        "Drone melintas pada Senin (10/7).",
        '"Maaf," kata Lee, Rabu (12/7), dikutip Yonhap.',
        "Pada hari yang sama Seoul membalas.",
    ]
    assert spans(*texts, paragraphs=[0, 1, 2])[-1] == "2023-07-10"


def test_today_in_a_quotation_is_the_day_it_was_said():
    texts = ["Dewan bersidang Kamis (13/7).", '"Hari ini hari buruk," kata dubes.']
    assert spans(*texts) == ["2023-07-13", "2023-07-13"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("sejak 10 Mei", "since"),
        ("yang dimulai Senin", "since"),
        ("yang pertama sejak 1981", "compared"),
        ("terbesar sejak 2017", "compared"),
        ("berlangsung sampai 20 Agustus", "until"),
        ("sebelum akhir 2023", "deadline"),
        ("selama dua hari", "duration"),
        ("dua hari setelah uji coba", "after_event"),
        ("sebulan sebelum resolusi itu", "before_event"),
        ("berulang kali mengecam", "recurrent"),
        ("baru-baru ini meluncurkan", "unknown"),
        ("pakta militer 2018, serta", "attributive"),
    ],
)
def test_roles(text, role):
    assert resolve(text)["role"].to_list() == [role]


def test_offsets_and_lengths():
    assert resolve("dua hari setelah uji coba")["offset"].to_list() == [2]
    assert resolve("tiga pekan sebelum uji coba").select("offset", "unit").row(0) == (-3, "week")
    assert resolve("latihan selama 11 hari sejak 13 Maret")["days"].to_list() == [11, None]


@pytest.mark.parametrize(
    "text",
    [
        "Melalui Resolusi 2321 mereka",
        "sejauh 2000 kilometer",
        "mengirim 2019 tentara",
        "pria berusia 47 tahun itu",
        "Menurut Pasal 4",
        "(45/50)",
        "pada tahun-tahun mendatang",
    ],
)
def test_what_is_no_time(text):
    assert spans(text) == []


def test_an_hour_without_a_day_tells_none():
    assert resolve("Rapat itu digelar pukul 02.42 waktu setempat")["date_start"].to_list() == [None]


def test_a_weekday_that_disagrees_is_kept_and_flagged():
    rows = resolve("Senin (11/7), juru bicara; Kamis (7/6/2023), balon")
    assert [str(day) for day in rows["date_start"]] == ["2023-07-11", "2023-06-07"]
    assert rows["weekday_mismatch"].to_list() == [True, True]


def test_a_weekday_finds_its_year():
    assert spans("Rabu (30/11)", anchor=date(2018, 1, 10)) == ["2016-11-30"]


def test_both_readings_stand_where_tense_decides():
    row = resolve("bertemu pada Rabu").row(0, named=True)
    assert (str(row["past_start"]), str(row["future_start"])) == ("2023-07-12", "2023-07-19")
    assert resolve("bertemu pada Rabu (12/7)")["future_start"].to_list() == [None]


def test_a_page_without_date_is_read_for_all_days_it_may_have():
    wide = {"anchor": date(2018, 7, 1), "until": date(2018, 12, 31)}
    assert spans("pada bulan Juni", **wide) == ["2018-06-01..2018-06-30"]
    assert spans("tahun lalu", **wide) == ["2017-01-01..2017-12-31"]
    assert spans("Selasa pekan depan", **wide) == [None]
    assert spans("pada Sabtu", **wide) == [None]


def test_without_publication_the_text_itself_gives_the_day():
    assert spans("Pada Kamis (13/1/2022) mereka bertemu.", "Sanksi jatuh hari Rabu.", anchor=None) == [
        "2022-01-13",
        "2022-01-12",
    ]
    told = spans("Pada Kamis (14/9) diumumkan.", "Terakhir pada April 2019.", "Ia tiba hari Rabu.", anchor=None)
    assert told == ["2023-09-14", "2019-04-01..2019-04-30", "2023-09-13"]
    assert spans("pada hari Rabu", anchor=None) == [None]


def test_no_expression_gives_an_empty_frame_with_all_columns():
    empty = resolve("Tidak ada apa pun di sini.")
    assert empty.height == 0
    assert set(resolve("kemarin").columns) == set(empty.columns)
