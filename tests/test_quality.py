import json
import re

import polars as pl
import pytest

from flows.publish import quality
from flows.publish.quality import write_report
from flows.publish.results import examples, read_results
from flows.publish.suites import NamedLists, load_suites
from flows.publish.validate import QUALITY_CHECK, QUARANTINE

SUITES = load_suites(NamedLists())
TEXT = "<script>alert('x')</script> Korea Utara & “Menhan” menembakkan rudal <b>balistik</b> ke laut, kata Seoul."
START, END = TEXT.index("menembakkan"), TEXT.index(" ke laut")


def rule_of(frame, name):
    return next(rule for rule in SUITES[frame].rules if rule.name == name)


def check(frame, name, evaluated=100, unexpected=0):
    rule = rule_of(frame, name)
    return {
        "frame": frame,
        "expectation": name,
        "column": ", ".join(rule.columns),
        "evaluated": evaluated,
        "unexpected": unexpected,
        "success": not unexpected,
        "severity": rule.severity,
    }


def rejected(frame, name, value, number=1, file="a <1>.txt"):
    rule = rule_of(frame, name)
    row = {"source_file": file, "char_start": START, "char_end": END}
    return {
        "frame": frame,
        "source_file": file,
        "row_key": f"{file}|{number}",
        "expectation": name,
        "column": ", ".join(rule.columns),
        "detail": f"{rule.note} {rule.remedy}. ({value})",
        "row_json": json.dumps(row),
    }


def write_run(root, run_id="20260101T000000-abc", checks=(), quarantine=(), refused=(), started="2026-01-01T00:00:00"):
    folder = root / run_id
    batch = folder / "batch_00001"
    batch.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"run_id": run_id, "started_at": started, "inbox": "/in<box>"}))
    pl.DataFrame({"state": ["new", "new", "gone"]}).write_parquet(folder / "sources.parquet")
    schema = {name: pl.String for name in ("source_file", "content_hash", "reason", "detail", "remedy")}
    pl.DataFrame(list(refused), schema=schema).write_parquet(folder / "refused.parquet")
    pl.DataFrame({"source_file": ["a <1>.txt"], "text": [TEXT]}).write_parquet(batch / "article.parquet")
    pl.DataFrame({"source_file": ["a <1>.txt"] * 7}).write_parquet(batch / "mention.parquet")
    pl.DataFrame(list(checks), schema=QUALITY_CHECK).write_parquet(batch / "quality_check.parquet")
    pl.DataFrame(list(quarantine), schema=QUARANTINE).write_parquet(batch / "quarantine.parquet")
    return folder


@pytest.fixture
def broken_run(tmp_path):
    return write_run(
        tmp_path,
        checks=[
            check("mention", "country_is_known", 7, 2),
            check("mention", "sector_is_known"),
            check("event_report", "actors_are_known", 5, 1),
            check("article", "title_present", 1, 1),
        ],
        quarantine=[
            rejected("mention", "country_is_known", "country = <i>XX</i>"),
            rejected("mention", "country_is_known", "country = YY", 2),
            rejected("event_report", "actors_are_known", "unknown_actors = <i>ZZ</i>"),
        ],
        refused=[
            {"source_file": "bad<1>.txt", "reason": "not_utf8", "detail": "byte 7", "remedy": "Save it as UTF-8 <now>."}
        ],
    )


def test_the_page_shows_checks_quarantine_and_refused_files(broken_run, tmp_path):
    page = write_report(broken_run, tmp_path / "quality").read_text("utf-8")
    assert "Fit for use: 3 rows quarantined, 3 of 4 rules broken by some row" in page
    for said in ("country_is_known", "28.57%", rule_of("mention", "country_is_known").remedy, "not_utf8", "byte 7"):
        assert said in page
    assert "<mark>menembakkan rudal &lt;b&gt;balistik&lt;/b&gt;</mark> ke laut, kata Seoul." in page
    assert "1 rules passed" in page


def test_text_of_articles_is_escaped_everywhere(broken_run, tmp_path):
    write_report(broken_run, tmp_path / "quality")
    pages = list((tmp_path / "quality").rglob("*.html"))
    assert len(pages) == 2 + 2 * len(SUITES)
    for path in pages:
        page = path.read_text("utf-8")
        for raw in ("<script", "<b>balistik", "<i>XX", "<i>ZZ", "bad<1>", "a <1>.txt", "<now>", "/in<box>"):
            assert raw not in page, path
    docs = tmp_path / "quality" / "runs" / broken_run.name / "data_docs"
    assert "&lt;i&gt;XX" in (docs / "mention.html").read_text("utf-8")


def test_pages_need_no_network_and_links_lead_somewhere(broken_run, tmp_path):
    write_report(broken_run, tmp_path / "quality")
    for path in (tmp_path / "quality").rglob("*.html"):
        page = path.read_text("utf-8")
        assert not re.search(r"(src|href)=[\"']?(https?:)?//", page)
        assert "@import" not in page
        for link in re.findall(r'href="([^"#]+)"', page):
            assert (path.parent / link).is_file(), (path, link)
        if path.name == "index.html":
            assert all(f'id="{anchor}"' in page for anchor in re.findall(r'href="#([^"]+)"', page))


def test_a_critical_break_says_that_nothing_was_published(tmp_path):
    run = write_run(tmp_path, checks=[check("event_report", "subtype_is_known", 100, 6)])
    page = write_report(run, tmp_path / "quality").read_text("utf-8")
    assert "Stopped: nothing was published from this run" in page
    assert "event_report: subtype_is_known" in page


def test_a_tolerated_critical_break_does_not_stop(tmp_path):
    run = write_run(tmp_path, checks=[check("event_report", "subtype_is_known", 1000, 6)])
    assert "Stopped" not in write_report(run, tmp_path / "quality").read_text("utf-8")


def test_a_run_that_came_nowhere_still_has_a_page(tmp_path):
    (tmp_path / "run").mkdir()
    page = write_report(tmp_path / "run", tmp_path / "quality").read_text("utf-8")
    assert "No facts were checked in this run" in page
    assert not list((tmp_path / "quality").rglob("data_docs"))


def test_batches_are_added_up(tmp_path):
    run = write_run(tmp_path, checks=[check("mention", "country_is_known", 10, 1)])
    other = run / "batch_00002"
    other.mkdir()
    frame = pl.DataFrame([check("mention", "country_is_known", 30, 2)], schema=QUALITY_CHECK)
    frame.write_parquet(other / "quality_check.parquet")
    merged = read_results(run, SUITES).checks.to_dicts()
    assert [(row["evaluated"], row["unexpected"]) for row in merged] == [(40, 3)]


def test_a_fact_without_a_usable_span_shows_no_text(tmp_path):
    bad = rejected("mention", "country_is_known", "country = XX")
    rows = [
        bad | {"row_json": json.dumps({"char_start": start, "char_end": end})} for start, end in ((9, 3), (None, 4))
    ]
    run = write_run(tmp_path, quarantine=[*rows, bad | {"row_json": '{"char_start": 0, "char_end": 9999}'}])
    shown = examples(run, pl.read_parquet(run / "batch_00001" / "quarantine.parquet"), SUITES, 20)
    assert shown["shown"].to_list() == [None, None, TEXT]
    assert shown["value"].to_list() == ["country = XX"] * 3


def test_old_pages_go_and_the_latest_path_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(quality, "KEPT_RUNS", 2)
    out = tmp_path / "quality"
    paths = set()
    for day in (1, 2, 3):
        run = write_run(tmp_path, run_id=f"run-{day}", started=f"2026-01-0{day}T00:00:00")
        paths.add(write_report(run, out))
    assert paths == {out / "index.html"}
    assert sorted(path.name for path in (out / "runs").iterdir()) == ["run-2", "run-3"]
    page = (out / "index.html").read_text("utf-8")
    assert "run-2" in page
    assert "run-1" not in page
    assert not list(out.rglob("*.new"))


def test_a_batch_that_was_not_checked_is_left_out(broken_run, tmp_path):
    half = broken_run / "batch_00002"
    half.mkdir()
    (half / "article.parquet").write_bytes(b"PAR1 half writ")
    assert read_results(broken_run, SUITES).found["mention"] == 7
    assert write_report(broken_run, tmp_path / "quality").is_file()
