"""Publication: printed headers of all formats, and what the text forces when a page prints none."""

from datetime import UTC, datetime

import polars as pl
import pytest

from flows.ingest.between import forced_interval
from flows.ingest.body_dates import find_body_dates
from flows.ingest.header import flag_date_lines, read_headers
from flows.ingest.published import as_moments, zone_minutes
from pages import BODY, LEAD, page


def moment(line, outlet=None):
    """Read one header line as a moment, or None when it is none."""
    lines = pl.DataFrame({"text": [line], "size": [len(line)], "mark": [None]}, schema_overrides={"mark": pl.String})
    found = flag_date_lines(lines).filter("is_date_line")
    rows = (
        read_headers(found).drop_nulls("date").with_columns(article=pl.lit(0, dtype=pl.UInt32), outlet=pl.lit(outlet))
    )
    rows = as_moments(rows.with_columns(pl.col("outlet").cast(pl.String)), pl.lit("header"))
    return rows.row(0, named=True) if rows.height else None


@pytest.mark.parametrize(
    ("line", "utc"),
    [
        ("Jumat 07 Apr 2023 17:27 WIB", "2023-04-07 10:27"),
        ("| Senin, 10/06/2024 22:05 WIB", "2024-06-10 15:05"),
        ("Kompas.com - 28/02/2019, 14:21 WIB", "2019-02-28 07:21"),
        ("Jumat, 25 Mei 2018 09:37 WIB", "2018-05-25 02:37"),
        ("RABU, 03 SEPTEMBER 2025 | 11:41 WIB | LAPORAN: ADI PUTRA", "2025-09-03 04:41"),
        ("Kamis, 29 Desember 2022 - 13:48:00 WIB", "2022-12-29 06:48"),
        ("Oleh Arum Kinasih pada 13 Jun 2018, 09:20 WIB", "2018-06-13 02:20"),
        ("Mega Puspitasari, Jurnalis * Selasa 29 Agustus 2017 14:18 WIB", "2017-08-29 07:18"),
        ("Ahad 29 May 2022 09:12 WIB", "2022-05-29 02:12"),
        ("Jum'at, 09 September 2022 | 16:45 WIB", "2022-09-09 09:45"),
        ("14 January 2022 17:35", "2022-01-14 10:35"),
        ("Senin, 4 September 2017 16:12 WITA", "2017-09-04 08:12"),
        ("Senin, 4 September 2017 16:12 WIT", "2017-09-04 07:12"),
        ("September 2, 2025 10:30 am", "2025-09-02 03:30"),
        ("Sep 2, 2025 12:05 AM", "2025-09-01 17:05"),
        ("2023-11-09T15:04:00+07:00", "2023-11-09 08:04"),
        ("Rabu, 08 Maret 2017 / 11:05 WIB", "2017-03-08 04:05"),
        ("Kamis, 31 Agst 2023 pukul 07.30 WIB", "2023-08-31 00:30"),
        ("Published: Tuesday, 4 October 2022, 09:30 GMT+9", "2022-10-04 00:30"),
        ("Mistar.idRabu, 22 Oktober 2025 10.22", "2025-10-22 03:22"),
    ],
)
def test_printed_headers(line, utc):
    found = moment(line)
    assert found["published_at"] == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found["published_precision"] == "minute"


def test_the_seoul_broadcaster_writes_korean_time():
    found = moment("Write: 2025-09-02 08:27:48Update: 2025-09-02 10:00:01", "KBS World Indonesia")
    assert found["published_at"] == datetime(2025, 9, 1, 23, 27, 48, tzinfo=UTC)


def test_a_day_alone_begins_at_local_midnight():
    found = moment("21/11/2023")
    assert (found["published_at"], found["published_precision"]) == (datetime(2023, 11, 20, 17, tzinfo=UTC), "day")


def test_a_wrong_weekday_is_kept_and_flagged():
    assert moment("Senin, 07 Maret 2017 11:05 WIB")["is_weekday_wrong"]
    assert not moment("Selasa, 07 Maret 2017 11:05 WIB")["is_weekday_wrong"]


@pytest.mark.parametrize(
    "line",
    [
        "Biegun berjabat tangan dengan Lee Do-hoon di Kementerian Luar Negeri di Seoul, 16 Desember 2019. REUTERS/Pool",
        "Gempa terjadi pada 3 Mei 2020 pukul 10.30 WIB dan dirasakan warga di sekitar lokasi uji coba itu",
        "Sanksi tersebut disahkan pada Jumat (22/12/2017).",
        "Rudal jatuh pada Senin (4/3/2024).",
        "Sidang itu digelar pada 4 Maret 2024 pukul 10.00.",
        "31/02/2023",
        "Resolusi 2321 Dewan Keamanan",
    ],
)
def test_what_is_no_header(line):
    assert moment(line) is None


def test_zones_are_minutes_ahead_of_utc():
    zones = pl.DataFrame({"zone": ["WIB", "WITA", "WIT", "KST", "GMT+7", "+08:00", "-0500", "Z", None]})
    assert zones.select(zone_minutes(pl.col("zone"))).to_series().to_list() == [
        420,
        480,
        540,
        540,
        420,
        480,
        -300,
        0,
        None,
    ]


def lines_of(*texts, kind="body"):
    return pl.DataFrame(
        {"article": [0] * len(texts), "line": range(len(texts)), "text": texts, "kind": [kind] * len(texts)},
        schema_overrides={"article": pl.UInt32, "line": pl.UInt32},
    )


@pytest.mark.parametrize(
    ("text", "first", "method"),
    [
        ("Rudal itu pamer kekuatan, seperti dikutip dari Yonhap, Kamis (9/11/2023).", "2023-11-09", "carrier"),
        ("Menteri Pertahanan AS Lloyd Austin tiba di Seoul pada Selasa (31/1) pagi.", "2023-01-31", "weekday"),
        (
            "Presiden Donald Trump dan Presiden Moon Jae-in bertemu pada Jumat (30/6) di Gedung Putih.",
            "2017-06-30",
            "weekday",
        ),
        ("Sepanjang 2017 ketegangan naik. Polisi menahan dua pria pada Jumat (23/2).", "2018-02-23", "weekday"),
        (
            "Sidang dibuka Senin 4 Oktober 2021. Mereka dijadwalkan bertemu lagi Rabu 6 Oktober 2021.",
            "2021-10-04",
            "text",
        ),
    ],
)
def test_the_text_bounds_the_day(text, first, method):
    row = forced_interval(lines_of(text)).row(0, named=True)
    assert (str(row["published_from"]), row["published_method"]) == (first, method)
    assert (row["published_to"] - row["published_from"]).days <= 7


def test_office_holders_alone_give_a_wide_interval():
    row = forced_interval(lines_of("Presiden Donald Trump mengawali lawatan ke Asia.")).row(0, named=True)
    assert [str(row["published_from"]), str(row["published_to"])] == ["2017-01-20", "2021-01-20"]


def test_the_copyright_line_tells_the_year():
    lines = pl.concat(
        [lines_of("Peringatan itu dikeluarkan Jumat (16/9)."), lines_of("COPYRIGHT ` ANTARA 2022", kind="tail")]
    )
    assert str(forced_interval(lines)["published_from"].item()) == "2022-09-16"


def test_nothing_is_guessed_when_nothing_tells():
    assert forced_interval(lines_of("Peringatan itu dikeluarkan Jumat (16/9).")).is_empty()
    assert forced_interval(lines_of("Rudal itu diluncurkan ke laut.")).is_empty()


def test_days_to_come_are_told_from_days_past():
    text = "Ia akan terbang ke Tokyo pada Selasa, 17 Desember 2019. Ia akan tiba, kata juru bicara, Senin (16/12/2019)."
    found = find_body_dates(lines_of(text)).select("day", "is_ahead", "is_carried").rows()
    assert found == [(17, True, False), (16, False, True)]


def test_the_post_printed_with_a_name_tells_the_term():
    row = forced_interval(lines_of("Perdana Menteri Jepang Fumio Kishida mengecam uji coba itu.")).row(0, named=True)
    assert [str(row["published_from"]), str(row["published_to"])] == ["2021-10-04", "2024-10-01"]


def test_days_to_come_and_the_copyright_line_bound_terms_from_above():
    text = "Menlu Retno Marsudi akan bertemu Presiden Moon Jae-in pada Jumat, 27 Juli 2018."
    assert str(forced_interval(lines_of(text))["published_to"].item()) == "2018-07-27"
    lines = pl.concat(
        [lines_of("Perdana Menteri Jepang Fumio Kishida protes."), lines_of("` ANTARA 2022", kind="tail")]
    )
    assert str(forced_interval(lines)["published_to"].item()) == "2022-12-31"


CLOCK = "Senin, 16/11/2026 08:15 WIB"


@pytest.mark.parametrize(
    ("day", "at", "flagged"),
    [
        ("Kamis (9/5/2019)", "2019-05-09", True),
        ("Kamis (9/11)", None, True),
        ("Minggu (15/11)", "2026-11-16", False),
        ("Minggu malam", "2026-11-16", False),
    ],
)
def test_the_clock_of_a_site_is_not_the_date_of_an_old_text(read, day, at, flagged):
    title = "Rudal Korut Jatuh di Laut Timur Pagi Ini"
    head = [CLOCK, "Beranda", title]
    articles, _ = read(
        above=page(*head, f"SEOUL - {LEAD[:-1]}, {day}.", *BODY),
        below=page(title, CLOCK, f"SEOUL - {LEAD[:-1]}, {day}.", *BODY),
    )
    row = articles["above"]
    assert (str(row["published_from"]) if row["published_from"] else None) == at
    assert (row["published_at"] is None, row["is_header_distrusted"]) == (flagged, flagged)
    assert articles["below"]["published_method"] == "header"


def test_a_day_long_past_deep_in_the_text_says_nothing_against_the_header(read):
    past = "Pertemuan pertama kedua pemimpin digelar di Singapura pada Selasa (12/6/2018) dan berakhir baik."
    articles, _ = read(a=page(CLOCK, "Rudal Korut Jatuh di Laut Timur Pagi Ini", LEAD, *BODY, past))
    assert articles["a"]["published_method"] == "header"


def test_who_was_in_office_is_told_in_either_order_and_not_by_forebears():
    row = forced_interval(lines_of("Perdana Menteri Jepang Ishiba Shigeru mengecam uji coba itu.")).row(0, named=True)
    assert [str(row["published_from"]), str(row["published_to"])] == ["2024-10-01", "2025-10-21"]
    text = "Kim Jong Un memimpin Korea Utara setelah kematian ayahnya Kim Jong Il."
    assert str(forced_interval(lines_of(text))["published_to"].item()) > "2020"


def test_a_full_date_bounds_a_term_of_office_from_below():
    text = "Presiden Donald Trump berpidato. Rudal itu diuji pada 29 Agustus 2017 dan melewati Jepang."
    row = forced_interval(lines_of(text)).row(0, named=True)
    assert [str(row["published_from"]), str(row["published_to"])] == ["2017-08-29", "2021-01-20"]


def test_a_writer_before_an_update_is_no_sign_of_publication(read):
    heads = ["oleh Rani Wulan diperbarui 3 Mei 2021, 19:38 WIB", "Diterbitkan 3 Mei 2021, 19:35 WIB"]
    articles, _ = read(page=page("Rudal Korut Jatuh Lagi", *heads, LEAD, *BODY))
    assert articles["page"]["published_at"] == datetime(2021, 5, 3, 12, 35, tzinfo=UTC)


def test_a_year_that_lies_ahead_dates_nothing():
    text = "Presiden Moon Jae-in berpidato. Pemilihan berikutnya diperkirakan akan digelar pada awal 2022."
    row = forced_interval(lines_of(text)).row(0, named=True)
    assert (str(row["published_from"]), row["published_method"]) == ("2017-05-10", "office")
