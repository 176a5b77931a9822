import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows import ask, sqlfiles
from flows.errors import UsageError
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


def answer(live: Path, name: str, **variables: str) -> list[dict]:
    found = ask.answer(live, name, variables)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def published(folder: Path, *articles: Article, **options) -> Path:
    load_and_publish(folder / "warta.duckdb", stage(folder / "s", list(articles), **options), "r1")
    return folder / "warta.duckdb"


def test_there_are_enough_questions():
    assert len(QUERIES) >= 30


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_begins_with_its_question_and_names_no_database(path):
    text = path.read_text("utf-8")
    assert re.match(r"-- [A-Z].*\?\n", text)
    assert "main." not in text, "questions read the public views"
    assert text.rstrip().endswith(";")
    assert text.count(";") == 1


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_runs(live, path):
    with release.reading(live) as con:
        assert con.execute(path.read_text("utf-8")).description


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
    [row] = answer(live, "sanctions_by_sender")
    assert (row["sender"], row["number_of_targets"], row["targets"], row["imposed"]) == ("USA", 2, ["PRK", "RUS"], 1)


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


def test_a_question_takes_values_for_its_variables(live):
    assert [row["text"] for row in answer(live, "statements_of_a_speaker", speaker="shin won sik")]
    assert answer(live, "statements_of_a_speaker", speaker="Nobody") == []
    assert answer(live, "who_met_whom", year="2023") == []
    with pytest.raises(UsageError, match="no variable 'day'"):
        answer(live, "who_met_whom", day="1")


def test_variables_are_read_from_pairs():
    assert ask.variables(["year=2018", " speaker = Kim = Jong "]) == {"year": "2018", "speaker": "Kim = Jong"}
    for wrong in ("year", "=2018", ""):
        with pytest.raises(UsageError, match="--set"):
            ask.variables([wrong])


def test_who_only_copies(tmp_path):
    text = "Judul\n" + " ".join(f"kata{n}" for n in range(60)) + "\n"
    own = Article("own.txt", "Judul lain\nIsi.\n", "Pagi", "2024-06-15")
    pages = [Article("a.txt", text, "Pagi", "2024-06-13"), Article("b.txt", text, "Sore", "2024-06-14"), own]
    [row] = answer(published(tmp_path, *pages, alike=[["a.txt", "b.txt"]]), "outlets_that_only_copy")
    assert (row["outlet"], row["articles"], row["copied_from"], row["source_files"]) == ("Sore", 1, ["Pagi"], ["b.txt"])


def balloons(source_file: str, count: int, published: str) -> Article:
    article = Article(source_file, f"Judul {source_file}\nUtara mengirim {count} balon.\n", source_file, published)
    article.event(f"Utara mengirim {count} balon", "propaganda", "2024-06-02", actors=["PRK"], recipients=["KOR"])
    return article.add("quantity", f"{count} balon", value=float(count), unit="balon", what="balon", report=0)


def test_numbers_that_differ_stand_side_by_side(tmp_path):
    live = published(
        tmp_path,
        balloons("a", 14000, "2024-06-03"),
        balloons("b", 1400, "2024-06-04"),
        balloons("c", 1400, "2024-06-05"),
    )
    [row] = answer(live, "conflicting_numbers")
    assert (row["unit"], row["claims"], row["articles"]) == ("balon", [1400.0, 14000.0], [2, 1])


def test_what_a_week_held_and_what_became_of_it(tmp_path):
    def meeting(source_file, published, status, day):
        article = Article(source_file, f"Judul {source_file}\nKedua pihak bertemu.\n", source_file, published)
        return article.event("Kedua pihak bertemu", "talks", day, status=status, actors=["KOR", "USA"])

    live = published(
        tmp_path,
        meeting("plan", "2024-05-01", "planned", "2024-05-20"),
        meeting("held", "2024-05-21", "occurred", "2024-05-20"),
        meeting("silent", "2024-05-02", "planned", "2024-05-22"),
        meeting("other", "2024-05-25", "planned", "2024-05-27"),
    )
    week = answer(live, "plans_of_a_week", week="2024-05-24")
    assert [(row["date_start"].day, row["became"]) for row in week] == [
        (20, "occurred"),
        (22, "no report that it was held"),
    ]
    [changed] = answer(live, "status_changes")
    assert (changed["status_now"], changed["history"]) == ("occurred", ["planned 2024-05-01", "occurred 2024-05-21"])
