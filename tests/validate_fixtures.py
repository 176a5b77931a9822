"""Rows that are right, and for each rule of validation a change that breaks it."""

import datetime as dt

import polars as pl

from flows.publish.suites import FRAMES, NamedLists, load_suites

TEXT = "Peluncuran rudal\nSEOUL – Korea Utara menembakkan dua rudal balistik, kata “Menhan” Kim, Kamis (3/11/2022)."
START, END = TEXT.index("Korea"), TEXT.index(", kata")
DAY = dt.date(2022, 11, 3)

ARTICLE = {
    "source_file": ("good.txt", pl.String), "content_hash": ("a" * 64, pl.String), "text": (TEXT, pl.String),
    "outlet": ("Republika", pl.String), "title": ("Peluncuran rudal", pl.String), "title_start": (0, pl.UInt32),
    "title_end": (16, pl.UInt32), "published_at": (dt.datetime(2022, 11, 3, 4, 0), pl.Datetime("us", "UTC")),
    "published_precision": ("minute", pl.String), "published_method": ("header", pl.String),
    "published_confidence": (0.9, pl.Float64), "published_from": (DAY, pl.Date), "published_to": (DAY, pl.Date),
    "utc_offset_minutes": (420, pl.Int32), "dateline": ("Seoul", pl.String),
    "agencies": (["Yonhap"], pl.List(pl.String)),
    "repeated_paragraphs": (0, pl.Int32), "language": ("id", pl.String), "characters": (len(TEXT), pl.Int64),
    "is_garbled": (False, pl.Boolean), "is_relevant": (True, pl.Boolean), "relevance_reason": (None, pl.String),
    "is_weekday_wrong": (False, pl.Boolean), "is_header_distrusted": (False, pl.Boolean),
}  # fmt: skip
SPAN = {
    "source_file": ("good.txt", pl.String), "char_start": (START, pl.UInt32), "char_end": (END, pl.UInt32),
    "rule": ("rule", pl.String), "confidence": (0.8, pl.Float64),
}  # fmt: skip
SHOWN = (TEXT[START:END], pl.String)
POINT = {
    "latitude": (39.0, pl.Float64), "longitude": (125.7, pl.Float64), "geonames_id": (1871859, pl.Int64),
}  # fmt: skip
LIST = pl.List(pl.String)
ROWS = {
    "article": ARTICLE,
    "mention": SPAN | POINT | {
        "surface": SHOWN, "entity_type": ("country", pl.String), "entity": ("PRK", pl.String),
        "country": ("PRK", pl.String), "code": ("PRK", pl.String), "sector": ("GOV", pl.String),
    },
    "person_post": SPAN | {
        "person": ("Kim Jong-un", pl.String), "post": ("Pemimpin", pl.String), "country": ("PRK", pl.String),
        "rank": (None, pl.String),
    },
    "event_report": SPAN | POINT | {
        "evidence": SHOWN, "report": (1, pl.Int32), "subtype": ("missile_launch", pl.String),
        "status": ("occurred", pl.String), "date_start": (DAY, pl.Date), "date_end": (DAY, pl.Date),
        "date_precision": ("day", pl.String), "actors": (["PRK"], LIST), "recipients": (["KOR"], LIST),
        "persons": ([], LIST), "place": ("Pyongyang", pl.String), "place_country": ("PRK", pl.String),
        "series": (None, pl.String), "weapons": (["rudal balistik"], LIST), "outcome": (None, pl.String),
    },
    "statement": SPAN | {
        "text": SHOWN, "speaker": ("Kim", pl.String), "speaker_country": ("KOR", pl.String),
        "kind": ("indirect", pl.String), "carrier": (None, pl.String),
    },
    "quantity": SPAN | {
        "surface": SHOWN, "value": (2.0, pl.Float64), "unit": ("rudal", pl.String),
        "what": ("rudal balistik", pl.String),
        "report": (None, pl.Int32),
    },
}  # fmt: skip

# Breaks that every frame of facts knows; evidence follows the span where a break is about something else.
SPAN_BREAKS = {
    "article_is_valid": {"source_file": "no such article.txt"},
    "span_start_present": {"char_start": None},
    "span_end_present": {"char_end": None},
    "span_is_not_empty": {"char_start": 5, "char_end": 5},
    "span_ends_in_article": {"char_end": len(TEXT) + 1},
    "evidence_is_verbatim": {"char_start": START + 1},
    "confidence_present": {"confidence": None},
    "confidence_in_range": {"confidence": 0.0},
    "rule_present": {"rule": None},
    "row_is_first_of_its_key": {},
    "texts_are_not_blank": {"rule": " "},
    "coordinates_come_in_pairs": {"latitude": None},
    "latitude_in_range": {"latitude": 91.0},
    "longitude_in_range": {"longitude": -181.0},
}
LONG = "x" * 5000
BREAKS = {
    "article": {
        "source_file_present": {"source_file": None}, "source_file_is_unique": {},
        "content_hash_present": {"content_hash": None},
        "content_hash_is_sha256": {"content_hash": "abc"}, "text_present": {"text": "", "characters": 0},
        "characters_are_counted": {"characters": 7}, "title_present": {"title": None},
        "title_is_in_text": {"title": "Rudal"},
        "texts_are_not_blank": {"agencies": ["Yonhap", " "]},
        "published_precision_present": {"published_precision": None},
        "published_precision_is_known": {"published_precision": "hour"},
        "undated_has_no_time": {"published_precision": "none"},
        "dated_has_time": {"published_at": None}, "dated_has_method": {"published_method": None},
        "published_after_1900": {"published_from": dt.date(1899, 1, 1)},
        "published_before_2100": {"published_to": dt.date(2101, 1, 1)},
        "published_interval_in_order": {"published_to": dt.date(2022, 11, 2)},
        "published_at_in_interval": {"published_to": dt.date(2022, 11, 4), "published_from": dt.date(2022, 11, 4)},
        "published_confidence_in_range": {"published_confidence": 1.5},
        "utc_offset_exists": {"utc_offset_minutes": 900},
        "repeats_are_counted": {"repeated_paragraphs": -1}, "outlet_is_short": {"outlet": LONG},
        "dateline_is_short": {"dateline": LONG},
        "language_is_a_code": {"language": "Indonesian"}, "relevance_present": {"is_relevant": None},
        "irrelevant_has_reason": {"is_relevant": False}, "published_method_is_known": {"published_method": "guess"},
    },
    "mention": {
        "entity_type_present": {"entity_type": None}, "entity_type_is_known": {"entity_type": "animal"},
        "entity_present": {"entity": None}, "country_entity_is_iso3": {"entity": "KP"},
        "country_is_known": {"country": "XQX"},
        "actor_code_is_known": {"code": "XQX"}, "sector_is_known": {"sector": "ABC"},
    },
    "person_post": {
        "person_present": {"person": None}, "person_has_the_length_of_a_name": {"person": "K"},
        "person_has_no_digits": {"person": "Kim 2"}, "post_is_short": {"post": LONG},
        "country_is_known": {"country": "XQX"},
    },
    "event_report": {
        "report_number_present": {"report": None}, "subtype_present": {"subtype": None},
        "subtype_is_known": {"subtype": "party"},
        "status_present": {"status": None}, "status_is_known": {"status": "done"},
        "date_precision_present": {"date_precision": None},
        "date_precision_is_known": {"date_precision": "hour"},
        "undated_event_has_no_start": {"date_precision": "unknown", "date_end": None},
        "undated_event_has_no_end": {"date_precision": "unknown", "date_start": None},
        "dated_event_has_start": {"date_start": None}, "dated_event_has_end": {"date_end": None},
        "dates_in_order": {"date_end": dt.date(2022, 11, 2)}, "date_after_1900": {"date_start": dt.date(1850, 1, 1)},
        "date_before_2100": {"date_end": dt.date(2150, 1, 1)},
        "interval_is_short": {"date_start": dt.date(1999, 1, 1)},
        "occurred_event_is_not_ahead": {"date_start": dt.date(2022, 11, 9), "date_end": dt.date(2022, 11, 9)},
        "event_has_an_actor": {"actors": []}, "actors_are_few": {"actors": ["PRK"] * 21},
        "actors_are_known": {"actors": ["PRK", "XQX"]},
        "recipients_are_known": {"recipients": ["XQX"]}, "mutual_event_has_no_recipient": {"subtype": "talks"},
        "place_country_is_iso3": {"place_country": "KP"}, "outcome_is_known": {"outcome": "fine"},
        "evidence_is_short": {"evidence": LONG},
    },
    "statement": {
        "speaker_present": {"speaker": None}, "speaker_has_the_length_of_a_name": {"speaker": "K"},
        "kind_present": {"kind": None},
        "kind_is_known": {"kind": "sung"}, "speaker_country_is_known": {"speaker_country": "XQX"},
        "text_is_short": {"text": LONG},
    },
    "quantity": {
        "value_present": {"value": None}, "value_is_finite": {"value": float("inf")},
        "value_is_not_negative": {"value": -1.0},
        "value_is_plausible": {"value": 1e18}, "unit_present": {"unit": None}, "report_exists": {"report": 99},
    },
}  # fmt: skip
# Unsigned columns cannot hold what this rule forbids; test_negative_offsets writes signed ones.
NOT_HERE = {"columns_present", "span_starts_in_article"}


SUITES = load_suites(NamedLists())


def rows(frame, changes):
    table = ROWS[frame]
    data = [{name: value for name, (value, _) in table.items()} | change for change in changes]
    return pl.DataFrame(data, schema={name: kind for name, (_, kind) in table.items()}, orient="row")


def breaks_of(frame):
    if frame == "article":
        return BREAKS[frame]
    known = {rule.name for rule in SUITES[frame].rules}
    return {name: change for name, change in SPAN_BREAKS.items() if name in known} | BREAKS[frame]


def write_batch(folder, **changes):
    """Write a batch of one good article and the given facts; frames without rows cost no time."""
    folder.mkdir(exist_ok=True)
    for frame, changed in ({frame: [] for frame in FRAMES} | {"article": [{}]} | changes).items():
        rows(frame, changed).write_parquet(folder / f"{frame}.parquet")
    return folder


CASES = [(frame, name) for frame in FRAMES for name in breaks_of(frame)]
