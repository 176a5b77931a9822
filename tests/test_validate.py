import datetime as dt
import json
import threading

import polars as pl
import pytest

from flows.errors import DataError, UsageError
from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.paths import expectations_dir
from flows.publish import suites as suites_module
from flows.publish.expect import great_expectations
from flows.publish.suites import FRAMES, code_lists, load_suites
from flows.publish.validate import QUALITY_CHECK, QUARANTINE, validate_batch

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
        "language_is_a_code": {"language": "Indonesian"},
    },
    "mention": {
        "entity_type_present": {"entity_type": None}, "entity_type_is_known": {"entity_type": "animal"},
        "entity_present": {"entity": None}, "country_entity_is_iso3": {"entity": "KP"},
        "country_is_iso3": {"country": "UN"},
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


LISTS = code_lists()
SUITES = load_suites(LISTS)
CASES = [(frame, name) for frame in FRAMES for name in breaks_of(frame)]


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """One batch with a good row and, for each rule, an article of its own with a row that breaks it."""
    batch = {"article": [{}], **{frame: [{}] for frame in FRAMES[1:]}}
    for frame, name in CASES:
        file = {"source_file": f"{frame} {name}.txt"}
        copies = 2 if name in ("row_is_first_of_its_key", "source_file_is_unique") else 1
        if frame == "article":
            batch["article"] += [file | BREAKS["article"][name]] * copies
        else:
            batch["article"].append(file)
            batch[frame] += [file | breaks_of(frame)[name]] * copies
    folder = write_batch(tmp_path_factory.mktemp("broken") / "batch", **batch)
    checks = validate_batch(folder, critical=False)
    return folder, {(check["frame"], check["expectation"]): check for check in checks}


@pytest.fixture
def batch(tmp_path):
    return tmp_path / "batch"


def test_every_rule_has_a_row_that_breaks_it():
    rules = {(frame, rule.name) for frame, suite in SUITES.items() for rule in suite.rules if rule.name not in NOT_HERE}
    assert rules == set(CASES)


@pytest.mark.parametrize(("frame", "name"), CASES)
def test_a_broken_rule_is_counted_and_its_row_kept_out(broken, frame, name):
    folder, checks = broken
    rule = next(rule for rule in SUITES[frame].rules if rule.name == name)
    check = checks[frame, name]
    assert not check["success"]
    assert 1 <= check["unexpected"] <= check["evaluated"]
    file = breaks_of(frame)[name].get("source_file", f"{frame} {name}.txt")
    quarantine = pl.read_parquet(folder / "quarantine.parquet").filter(
        pl.col("frame") == frame, pl.col("expectation") == name, pl.col("source_file").eq_missing(file)
    )
    valid = pl.read_parquet(folder / "valid" / f"{frame}.parquet").filter(pl.col("source_file").eq_missing(file))
    if rule.severity == "warn":
        assert quarantine.is_empty()
        return
    assert rule.note in quarantine["detail"][0]
    assert json.loads(quarantine["row_json"][0]).keys() == ROWS[frame].keys()
    assert valid.height == (1 if name == "row_is_first_of_its_key" else 0)


def test_good_rows_pass_and_schemas_stay(broken):
    folder, _ = broken
    for frame in FRAMES:
        before, after = (
            pl.read_parquet(folder / f"{frame}.parquet"),
            pl.read_parquet(folder / "valid" / f"{frame}.parquet"),
        )
        assert before.schema == after.schema
        assert "good.txt" in after["source_file"].to_list()
    assert pl.read_parquet_schema(folder / "quarantine.parquet") == QUARANTINE
    assert pl.read_parquet_schema(folder / "quality_check.parquet") == QUALITY_CHECK


def test_a_good_batch_breaks_nothing_and_is_copied(batch):
    write_batch(batch, **{frame: [{}] for frame in FRAMES})
    assert [check for check in validate_batch(batch) if not check["success"]] == []
    for frame in FRAMES:
        assert (batch / "valid" / f"{frame}.parquet").read_bytes() == (batch / f"{frame}.parquet").read_bytes()
    assert pl.read_parquet(batch / "quarantine.parquet").is_empty()


def test_a_critical_break_names_frame_rule_share_examples_and_remedy(batch):
    write_batch(batch, event_report=[{"report": number, "subtype": "party"} for number in range(6)] + [{"report": 9}])
    with pytest.raises(
        DataError, match=r"event_report: the critical rule subtype_is_known is broken by 6 of 7"
    ) as error:
        validate_batch(batch)
    assert "good.txt|0" in error.value.cause
    assert "85.7%, allowed 5.0%" in error.value.cause
    assert "event_types.csv" in error.value.remedy
    assert not (batch / "valid").exists()
    assert pl.read_parquet(batch / "quarantine.parquet").height == 6


def test_few_critical_breaks_are_quarantined_only(batch):
    write_batch(batch, event_report=[{"report": 1}, {"report": 2, "subtype": "party"}])
    validate_batch(batch)
    assert pl.read_parquet(batch / "valid" / "event_report.parquet").height == 1


def test_negative_offsets_are_outside_the_article(batch):
    write_batch(batch, mention=[{}])
    signed = pl.read_parquet(batch / "mention.parquet").with_columns(char_start=pl.lit(-5, pl.Int64))
    signed.write_parquet(batch / "mention.parquet")
    checks = {(c["frame"], c["expectation"]): c for c in validate_batch(batch)}
    assert checks["mention", "span_starts_in_article"]["unexpected"] == 1
    assert checks["mention", "evidence_is_verbatim"]["unexpected"] == 1


@pytest.mark.parametrize("critical", [True, False])
def test_a_missing_column_always_stops(batch, critical):
    write_batch(batch)
    pl.read_parquet(batch / "quantity.parquet").drop("unit").write_parquet(batch / "quantity.parquet")
    with pytest.raises(DataError, match="quantity: the critical rule columns_present"):
        validate_batch(batch, critical=critical)


def test_a_missing_frame_is_named(batch):
    write_batch(batch)
    (batch / "statement.parquet").unlink()
    with pytest.raises(DataError, match=r"statement\.parquet"):
        validate_batch(batch)


def test_empty_frames_are_fine(batch):
    write_batch(batch, article=[])
    checks = validate_batch(batch)
    assert {check["evaluated"] for check in checks} == {0}
    for frame in FRAMES:
        assert pl.read_parquet_schema(batch / "valid" / f"{frame}.parquet") == {
            n: k for n, (_, k) in ROWS[frame].items()
        }


def test_facts_of_a_rejected_article_go_with_it_and_links_to_rejected_reports_are_cut(batch):
    write_batch(
        batch,
        article=[{}, {"source_file": "bad.txt", "published_precision": "hour"}],
        mention=[{}, {"source_file": "bad.txt"}],
        event_report=[{"report": 1}, {"report": 2, "actors": []}],
        quantity=[{"report": 1}, {"report": 2, "value": 3.0}, {"report": None, "value": 4.0}],
    )
    validate_batch(batch)
    assert pl.read_parquet(batch / "valid" / "mention.parquet")["source_file"].to_list() == ["good.txt"]
    quantity = pl.read_parquet(batch / "valid" / "quantity.parquet")
    assert quantity["report"].to_list() == [1, None, None]
    assert quantity.schema["report"] == pl.Int32


def test_one_sided_fire_may_have_a_recipient(batch):
    write_batch(batch, event_report=[{"subtype": "armed_clash"}])
    assert all(check["success"] for check in validate_batch(batch))


def test_a_second_try_overwrites_the_first(batch):
    write_batch(batch, mention=[{}, {"entity": None}])
    first = validate_batch(batch)
    quarantined = (batch / "quarantine.parquet").read_bytes()
    assert validate_batch(batch) == first
    assert (batch / "quarantine.parquet").read_bytes() == quarantined


def test_two_batches_at_once(tmp_path):
    folders = [write_batch(tmp_path / str(number), mention=[{}] * (number + 1)) for number in range(3)]
    results = {}
    threads = [threading.Thread(target=lambda f=f: results.update({f.name: validate_batch(f)})) for f in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    repeated = {name: sum(c["unexpected"] for c in checks) for name, checks in results.items()}
    assert repeated == {"0": 0, "1": 1, "2": 2}


def test_suites_are_stable_in_git():
    for path in sorted(expectations_dir().glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        assert path.read_text("utf-8") == json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        assert '"id"' not in path.read_text("utf-8")
        for item in document["expectations"]:
            assert {"name", "severity", "note", "remedy"} <= item["meta"].keys()
            assert item["meta"]["note"].endswith(".")


def test_suites_load_into_great_expectations_with_codes_filled_in():
    suite = great_expectations().ExpectationSuite(name="x", expectations=[])
    assert suite.id is None
    subtypes = next(rule for rule in SUITES["event_report"].rules if rule.name == "subtype_is_known").kwargs[
        "value_set"
    ]
    assert set(subtypes) == set(read_rows(BUNDLED / "event_types.csv")["subtype"])
    assert {"KOR", "UN", "ASEAN"} <= set(LISTS["actor"])
    assert "UN" not in LISTS["country"]
    assert set(LISTS["mutual_subtype"]) <= set(LISTS["event_subtype"])


def test_a_wrong_suite_says_where(tmp_path):
    document = json.loads((expectations_dir() / "article.json").read_text("utf-8"))
    document["expectations"][1]["kwargs"]["value_set"] = {"$code_list": "colours"}
    (tmp_path / "article.json").write_text(json.dumps(document))
    with pytest.raises(UsageError, match=r"article\.json: unknown code list 'colours'"):
        load_suites(LISTS, tmp_path)
    with pytest.raises(UsageError, match=r"article\.json is missing"):
        suites_module.load_suites(LISTS, tmp_path / "nowhere")
