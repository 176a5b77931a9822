"""What the words around an event say about whether it happened."""

from datetime import date

import polars as pl
import pytest

from flows.extract.dating import date_by_events, judge_by_date
from reading import events_of

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


REPORT = {
    "trigger": 0, "article": 0, "sentence": 0, "start": 0, "section": 0, "date_start": None, "date_end": None,
    "date_precision": None,
}  # fmt: skip
DATES = {"date_start": pl.Date, "date_end": pl.Date, "date_precision": pl.String}


def reports(*rows):
    return pl.DataFrame([REPORT | {"trigger": n} | row for n, row in enumerate(rows)], schema_overrides=DATES)


@pytest.mark.parametrize(
    ("offset", "unit", "expected"),
    [(2, "day", date(2023, 8, 22)), (1, "week", date(2023, 8, 17)), (-1, "day", date(2023, 8, 25)), (1, "month", None)],
)
def test_events_are_counted_from_the_dated_one(offset, unit, expected):
    rows = reports({"date_start": ANCHOR, "date_end": ANCHOR, "date_precision": "day"}, {"start": 60})
    times = pl.DataFrame(
        {"sentence": [0], "start": [40], "end": [57], "role": ["after_event"], "offset": [offset], "unit": [unit]}
    )
    assert date_by_events(rows, times)["date_start"].to_list() == [ANCHOR, expected]


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
    rows = reports(row | {"subtype": "joint_exercise", "anchor_date": ANCHOR})
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
