"""The whole road on the bundled samples, with the real rooms, as a user would run it without a server."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from flows import ask, status
from flows.settings import Settings, load_settings
from through import rows, run

# Tables whose content is a function of the articles; `audit` tells of runs.
STAR = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY 1"


@pytest.fixture(scope="module")
def place(tmp_path_factory, samples):
    """An inbox with the samples, the settings for it, and the first run over it."""
    folder = tmp_path_factory.mktemp("road")
    shutil.copytree(samples, folder / "inbox")
    settings = Settings(
        inbox=folder / "inbox", warehouse=folder / "w.duckdb", home=folder / "home", orchestration="off"
    )
    return settings, run(settings)


def star(settings):
    """All rows of the star, without the columns that name runs."""
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        names = [name for (name,) in connection.execute(STAR).fetchall()]
        chosen = "SELECT COLUMNS(c -> NOT contains(c, 'run')) FROM {} ORDER BY ALL"
        return {name: connection.execute(chosen.format(name)).fetchall() for name in names}


def test_every_sample_becomes_an_article(place, samples):
    settings, summary = place
    assert summary["state"] == "published"
    assert summary["refused"] == []
    names = {path.name for path in samples.glob("*.txt")}
    assert len(names) >= 12
    assert {name for (name,) in rows(settings, "SELECT source_file FROM mart.article")} == names
    outlets = dict(rows(settings, "SELECT source_file, outlet FROM mart.article"))
    assert outlets["republika.txt"] == "Republika"
    assert outlets["kompas.txt"] == "Kompas.com"
    assert len({outlet for outlet in outlets.values() if outlet}) >= 12


def test_all_kinds_of_facts_are_found(place):
    _, summary = place
    assert all(count > 0 for count in summary["facts"].values()), summary["facts"]
    assert summary["warehouse_rows"]["event"] > 0
    assert summary["steps"].keys() >= {"scan", "read", "extract", "validate", "load", "publish"}


@pytest.mark.parametrize("view", ["mention", "event_report", "statement", "quantity"])
def test_spans_are_the_evidence_in_the_file(place, view):
    settings, _ = place
    text = {"mention": "surface", "event_report": "evidence", "statement": "text", "quantity": "NULL"}[view]
    found = rows(settings, f"SELECT source_file, char_start, char_end, {text} FROM mart.{view}")
    assert found
    texts = {path.name: path.read_bytes().decode("utf-8") for path in settings.inbox.glob("*.txt")}
    for name, start, end, evidence in found:
        cut = texts[name][start:end]
        assert cut.strip()
        assert evidence in (None, cut)


def test_a_second_run_changes_nothing(place):
    settings, _ = place
    before = settings.warehouse.read_bytes()
    summary = run(settings)
    assert summary["state"] == "unchanged"
    assert settings.warehouse.read_bytes() == before


def test_a_rebuild_from_nothing_and_a_forced_run_give_the_same_star(place, tmp_path):
    settings, _ = place
    other = settings.model_copy(update={"warehouse": tmp_path / "again.duckdb", "batch_size": 5})
    run(other)
    first = star(settings)
    again = star(other)
    assert again.keys() == first.keys()
    assert [name for name in first if again[name] != first[name]] == []
    run(other, force=True)
    forced = star(other)
    assert [name for name in first if forced[name] != first[name]] == []


def test_the_pages_of_the_warehouse(place):
    settings, summary = place
    assert "<html" in Path(summary["report"]).read_text("utf-8")[:2000]
    page = status.collect(settings)
    assert page["waiting"] == {"unchanged": 18}
    assert page["runs"][0]["state"] == "published"
    json.dumps(page, default=str)
    questions = ask.catalogue()
    assert len(questions) >= 12
    for question in questions:
        assert question.question.endswith("?"), question
        ask.answer(settings.warehouse, question.name)


def test_changed_gone_and_unreadable_files(place, tmp_path):
    settings, _ = place
    inbox = tmp_path / "inbox"
    shutil.copytree(settings.inbox, inbox)
    shutil.copy(settings.warehouse, tmp_path / "w.duckdb")
    mine = settings.model_copy(update={"inbox": inbox, "warehouse": tmp_path / "w.duckdb"})
    facts = "SELECT count(*) FROM mart.event_report WHERE source_file = '{}'"
    (inbox / "detik.txt").unlink()
    (inbox / "tempo.txt").write_bytes((inbox / "kompas.txt").read_bytes() + b"\n")
    (inbox / "latin.txt").write_bytes("Korea Utara é".encode("latin-1"))
    (inbox / "empty.txt").write_bytes(b"")
    summary = run(mine)
    assert summary["articles"] == {"new": 0, "changed": 1, "gone": 1, "unchanged": 16}
    assert {row["reason"] for row in summary["refused"]} == {"not_utf8", "empty"}
    assert rows(mine, facts.format("detik.txt")) == [(0,)]
    assert rows(mine, facts.format("tempo.txt")) == rows(mine, facts.format("kompas.txt"))
    assert run(mine)["state"] == "unchanged"


def test_settings_of_a_test_are_of_the_test(home):
    assert load_settings().home == home / "home"
