import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import sqlfiles
from flows.publish import release
from warehouse_fixtures import Article, launch_article, load_and_publish, rows, stage

CLI = Path(sys.executable).with_name("duckdb")
QUERIES = sqlfiles.files("queries")


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    folder = tmp_path_factory.mktemp("queries")
    talks = Article(
        "t.txt", "Judul\nKedua pihak bertemu di Jakarta. Kedua pihak akan bertemu. AS menjatuhkan sanksi.\n", "Kabar"
    )
    talks.event("Kedua pihak bertemu", "talks", "2024-06-20", actors=["JPN", "KOR"], place="Jakarta")
    talks.event("Kedua pihak akan bertemu", "talks", "2030-01-05", status="planned", actors=["KOR", "USA"])
    talks.event("AS menjatuhkan sanksi", "sanction", "2024-06-14", actors=["USA"], recipients=["PRK", "RUS"])
    staging = stage(folder / "s", [launch_article(), launch_article("b.txt", "Kabar", "2024-06-15"), talks])
    load_and_publish(folder / "warta.duckdb", staging, "r1")
    return folder / "warta.duckdb"


def answer(live: Path, name: str) -> list[dict]:
    with release.reading(live) as con:
        result = con.execute(sqlfiles.read(f"queries/{name}"))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def test_there_are_enough_questions():
    assert len(QUERIES) >= 14


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_begins_with_its_question_and_names_no_database(path):
    text = path.read_text("utf-8")
    assert re.match(r"-- [A-Z].*\?\n", text)
    assert "main." not in text, "questions read the public views"
    assert text.rstrip().endswith(";")
    assert text.count(";") == 1


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_runs_quickly(live, path):
    with release.reading(live) as con:
        begin = time.perf_counter()
        con.execute(path.read_text("utf-8")).fetchall()
        assert time.perf_counter() - begin < 2


@pytest.mark.skipif(not CLI.exists(), reason="duckdb-cli is not installed")
def test_all_run_in_the_command_line_of_duckdb(live):
    script = "".join(path.read_text("utf-8") for path in QUERIES)
    done = subprocess.run([CLI, "-readonly", "-csv", live], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_launches_are_counted_once_with_their_evidence(live):
    [row] = answer(live, "launches_by_month")
    assert (row["country"], row["kind"], row["launches"], row["launched"], row["reports"]) == (
        "PRK",
        "missile",
        1,
        2,
        2,
    )
    assert row["evidence"] == "Korea Utara menembakkan dua rudal balistik"


def test_who_met_whom(live):
    assert [(row["date_start"].isoformat(), row["parties"], row["place"]) for row in answer(live, "who_met_whom")] == [
        ("2024-06-20", "JPN, KOR", "Jakarta")
    ]


def test_who_condemned_whom(live):
    [row] = answer(live, "who_condemned_whom")
    assert (row["actor"], row["recipient"], row["condemnations"], row["threats"]) == ("KOR", "PRK", 2, 0)


def test_sanctions_are_counted_by_target(live):
    assert [(row["sender"], row["target"], row["imposed"]) for row in answer(live, "sanctions_by_sender")] == [
        ("USA", "PRK", 1), ("USA", "RUS", 1),
    ]  # fmt: skip


def test_consultation_after_a_launch(live):
    [row] = answer(live, "consultation_after_launch")
    assert (row["days_after"], row["parties"]) == (8, "JPN, KOR")


def test_what_is_planned(live):
    [ahead] = answer(live, "upcoming_events")
    assert (ahead["date_start"].isoformat(), ahead["actors"]) == ("2030-01-05", "KOR, USA")
    [plan] = answer(live, "what_became_of_plans")
    assert plan["became"] == "still ahead"


def test_statements_lead_to_the_words(live):
    found = answer(live, "statements_of_a_speaker")
    assert [row["speaker"] for row in found] == ["Shin Won-sik"] * 2
    [(text,)] = rows(live, f"SELECT text FROM mart.article WHERE source_file = '{found[0]['source_file']}'")
    assert text[found[0]["char_start"] : found[0]["char_end"]] == found[0]["text"]


def test_the_audit_trail_tells_of_the_run(live):
    [row] = answer(live, "audit_of_today")
    assert (row["state"], row["checks_with_findings"]) == ("published", 0)
