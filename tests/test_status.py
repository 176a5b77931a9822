"""What the words around an event say about whether it happened."""

from datetime import date

import polars as pl
import pytest

from flows.extract.dating import judge_by_date
from reading import events_of, facts_of

ANCHOR = date(2023, 8, 24)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Korea Selatan dan Jepang menggelar perundingan di Seoul.", "occurred"),
        ("Korea Selatan dan Jepang akan menggelar perundingan di Seoul.", "planned"),
        ("Korea Selatan dan Jepang dijadwalkan menggelar perundingan di Seoul.", "planned"),
        ("Perundingan antara Korea Selatan dan Jepang dibatalkan.", "cancelled"),
        ("Perundingan antara Korea Selatan dan Jepang ditunda.", "postponed"),
    ],
)
def test_cues_give_the_status(sentence, status):
    assert [event[1] for event in events_of(sentence, anchor=ANCHOR)] == [status]


COUNTED = "Korea Selatan menggelar latihan militer pada 20 Agustus 2023, {} Korea Utara menembakkan rudal."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (COUNTED.format("dua hari setelah"), date(2023, 8, 18)),
        (COUNTED.format("sepekan setelah"), date(2023, 8, 13)),
        (COUNTED.format("sehari sebelum"), date(2023, 8, 21)),
        # A month before, to the month.
        (COUNTED.format("sebulan setelah"), date(2023, 7, 1)),
    ],
)
def test_events_are_counted_from_the_dated_one(sentence, expected):
    events = facts_of(sentence, anchor=ANCHOR)["event_report"]
    assert events.filter(pl.col("subtype") == "missile_launch")["date_start"].to_list() == [expected]
    assert events.filter(pl.col("subtype") != "missile_launch")["date_start"].to_list() == [date(2023, 8, 20)]


@pytest.mark.parametrize(
    ("day", "end", "status"),
    [
        (date(2023, 8, 20), date(2023, 8, 20), "occurred"),
        (date(2023, 8, 30), date(2023, 8, 30), "planned"),
        (date(2023, 8, 21), date(2023, 8, 31), "ongoing"),
    ],
)
def test_the_calendar_judges(day, end, status):
    row = {"date_start": day, "date_end": end, "date_precision": "day", "status": "occurred", "speech": False}
    rows = pl.DataFrame([row | {"subtype": "joint_exercise", "anchor_date": ANCHOR}])
    assert judge_by_date(rows)["status"].to_list() == [status]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Ukraina mengatakan Korea Utara mengirim peluru artileri ke Rusia."],
            ("arms_transfer", "alleged", "PRK", "RUS"),
        ),
        (
            ["Korea Utara mengapalkan amunisi ke Rusia sejak Agustus.", "Korea Utara membantah tudingan itu."],
            ("arms_transfer", "alleged", "PRK", "RUS"),
        ),
        (["Presiden AS Donald Trump ingin bertemu Kim Jong-un."], ("summit", "proposed", "USA PRK", "")),
        (["Korea Utara mengembangkan rudal balistik."], ("weapons_development", "ongoing", "PRK", "")),
        (
            ["Menteri Luar Negeri Rusia Sergey Lavrov tengah berada di Pyongyang."],
            ("visit", "ongoing", "RUS", "PRK"),
        ),
    ],
)
def test_what_others_tell_what_is_wished_and_what_lasts(paragraphs, expected):
    assert expected in events_of(*paragraphs)
