from datetime import UTC, datetime

import duckdb
import pytest

from flows import sqlfiles
from flows.publish import journal
from warehouse_fixtures import run_record


@pytest.fixture
def live(tmp_path):
    return tmp_path / "warta.duckdb"


@pytest.fixture
def con():
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    sqlfiles.run(con, "schema/schemas")
    sqlfiles.run(con, "schema/audit/run")
    return con


def test_runs_come_back_as_they_were_written(live):
    first, second = run_record("a"), run_record("b")
    first.finished_at = datetime(2026, 1, 1, 0, 5, tzinfo=UTC)
    second.message = 'Lain kali — "ya"\nbaris dua'
    second.steps = {}
    journal.append(live, first)
    journal.append(live, second)
    assert journal.read_runs(live) == [first, second]


def test_there_may_be_no_journal(live, con):
    assert journal.read_runs(live) == []
    assert journal.absorb(con, live) == 0
    journal.forget(live, {"a"})


def test_a_line_cut_short_spoils_no_other(live):
    journal.append(live, run_record("a"))
    with journal.journal_path(live).open("a") as file:
        file.write('{"run_id": "b", "star')
    journal.append(live, run_record("c"))
    assert [run.run_id for run in journal.read_runs(live)] == ["a", "c"]


def test_runs_are_absorbed_once(live, con):
    journal.append(live, run_record("a"))
    journal.append(live, run_record("a"))
    assert journal.absorb(con, live) == 2
    journal.absorb(con, live)
    assert con.execute("SELECT run_id, started_at, finished_at, steps FROM audit.run").fetchall() == [
        ("a", datetime(2026, 1, 1, tzinfo=UTC), None, {"scan": 0.5})
    ]


def test_only_what_is_on_record_is_forgotten(live):
    journal.append(live, run_record("a"))
    journal.append(live, run_record("b"))
    journal.forget(live, {"a"})
    assert [run.run_id for run in journal.read_runs(live)] == ["b"]
    journal.forget(live, {"a", "b"})
    assert not journal.journal_path(live).exists()
