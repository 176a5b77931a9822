import json
import threading

import polars as pl
import pytest

from flows.errors import DataError, UsageError
from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.paths import expectations_dir
from flows.publish.expect import build_suite
from flows.publish.suites import FRAMES, code_lists, load_suites
from flows.publish.validate import QUALITY_CHECK, QUARANTINE, validate_batch
from validate_fixtures import CASES, NOT_HERE, ROWS, SUITES, breaks_of, write_batch


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """One batch with a good row and, for each rule, an article of its own with a row that breaks it."""
    batch = {"article": [{}], **{frame: [{}] for frame in FRAMES[1:]}}
    for frame, name in CASES:
        file = {"source_file": f"{frame} {name}.txt"}
        copies = 2 if name in ("row_is_first_of_its_key", "source_file_is_unique") else 1
        if frame == "article":
            batch["article"] += [file | breaks_of(frame)[name]] * copies
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


def test_suites_load_with_codes_filled_in():
    lists = code_lists()
    rules = load_suites(lists)["event_report"].rules
    subtypes = next(rule for rule in rules if rule.name == "subtype_is_known").kwargs["value_set"]
    assert set(subtypes) == set(read_rows(BUNDLED / "event_types.csv")["subtype"])
    assert {"KOR", "UN", "ASEAN"} <= set(lists["actor"])
    assert "UN" not in lists["country"]
    assert set(lists["mutual_subtype"]) <= set(lists["event_subtype"])


def test_suites_have_no_ids_in_great_expectations():
    suite = build_suite(SUITES["quantity"], SUITES["quantity"].rules)
    assert suite.id is None
    assert [item.meta["name"] for item in suite.expectations] == [rule.name for rule in SUITES["quantity"].rules]


def test_a_wrong_suite_says_where(tmp_path):
    document = json.loads((expectations_dir() / "article.json").read_text("utf-8"))
    document["expectations"][1]["kwargs"]["value_set"] = {"$code_list": "colours"}
    (tmp_path / "article.json").write_text(json.dumps(document))
    with pytest.raises(UsageError, match=r"article\.json: unknown code list 'colours'"):
        load_suites({}, tmp_path)
    with pytest.raises(UsageError, match=r"article\.json is missing"):
        load_suites({}, tmp_path / "nowhere")
