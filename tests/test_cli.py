import json
import subprocess
import sys

import duckdb
import pytest

from flows import ask, cli
from flows.errors import UsageError, WarehouseError
from flows.publish import schema


@pytest.fixture
def warta(home, capsys, monkeypatch):
    """Call the command in this process; returns exit code, output and errors."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["warta", *words])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def warehouse(home):
    path = home / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS n, 'Seoul [KOR]' AS place, ['a', 'b'] AS names")
        schema.lay_out(connection)
        connection.execute("ALTER TABLE t ADD COLUMN seen_at TIMESTAMPTZ DEFAULT '2024-01-02 03:04:05+07'")
    path.chmod(0o444)
    return path


@pytest.fixture
def questions(home, monkeypatch):
    folder = home / "sql" / "queries"
    folder.mkdir(parents=True)
    (folder / "01_places.sql").write_text("-- Which places are there,\n-- and who is there?\nSELECT place FROM t;\n")
    (folder / "02_names.sql").write_text("-- Which names?\nSELECT names FROM t\n")
    monkeypatch.setattr(ask, "sql_dir", lambda: folder.parent)
    return folder


def test_help_shows_examples(warta):
    code, out, _ = warta("run", "--help")
    assert code == 0
    assert "Examples" in out
    assert "--force" in out


def test_wrong_usage_is_two(warta):
    assert warta("run", "--bogus")[0] == 2
    assert warta("serve", "--cron", "* * * * *", "--every", "60")[0] == 2
    assert warta("ask", "x", "--json", "--csv")[0] == 2
    assert warta("sql", "SELEKT 1", "--warehouse", "none.duckdb")[0] == 1


def test_a_run_prints_a_summary(warta, home, rooms):
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text("Artikel")
    code, out, err = warta("run", "--no-server", "--warehouse", "w.duckdb")
    assert code == 0, err
    assert "Published in" in out
    assert "warta ask" in out
    assert str(home / "w.duckdb") in out
    assert "[1/1] scan OK" in err
    assert "[7/7] publish OK" in err
    assert "\x1b" not in out + err


def test_a_run_prints_json(warta, home, rooms):
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text("Artikel")
    code, out, _ = warta("run", "--no-server", "--json")
    assert code == 0
    assert json.loads(out)["articles"]["new"] == 1
    assert "Nothing new: 1 files" in warta("run", "--no-server")[1]


def test_a_failed_run_is_one_with_cause_and_remedy(warta, home, rooms):
    code, _, err = warta("run", "--no-server", "--inbox", "nowhere")
    assert code == 2
    assert "is no folder" in err
    assert "--inbox" in err
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text("Artikel")
    rooms.fail["load"] = WarehouseError("The disk is full", "Make room.")
    code, out, err = warta("run", "--no-server")
    assert code == 1
    assert "The disk is full." in err
    assert "Make room." in err
    assert "Traceback" not in out + err


def test_a_defect_is_named_by_its_place(warta, home, rooms, monkeypatch):
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text("Artikel")
    rooms.fail["extract"] = KeyError("lost")
    code, _, err = warta("run", "--no-server")
    assert code == 1
    assert "KeyError at flows/" in err
    assert "defect" in err
    assert "Traceback" not in err
    monkeypatch.setenv("WARTA_LOG_LEVEL", "debug")
    with pytest.raises(KeyError):
        warta("run", "--no-server")


def test_an_unknown_setting_is_wrong_usage(warta, home):
    (home / "warta.toml").write_text("colour = 'blue'\n")
    code, _, err = warta("status")
    assert code == 2
    assert "warta.toml" in err


def test_sql_prints_tables_json_and_csv(warta, warehouse):
    words = ("sql", "SELECT * FROM t", "--warehouse", str(warehouse))
    code, out, _ = warta(*words)
    assert code == 0
    assert "Seoul [KOR]" in out
    assert "a, b" in out
    assert "(1 row)" in out
    row = json.loads(warta(*words, "--json")[1])[0]
    assert row["names"] == ["a", "b"]
    assert row["seen_at"].startswith("2024-01-0")
    assert warta(*words, "--csv")[1].splitlines()[0] == "n,place,names,seen_at"


@pytest.mark.parametrize("statement", ["DROP TABLE t", "CREATE TABLE u (a INT)", "COPY t TO 'x.csv'", "SELEKT"])
def test_sql_changes_nothing(warta, warehouse, home, statement):
    code, _, err = warta("sql", statement, "--warehouse", str(warehouse))
    assert code == 2
    assert "Error:" in err
    assert not (home / "x.csv").exists()


def test_a_missing_or_foreign_warehouse_is_explained(warta, home):
    code, _, err = warta("sql", "SELECT 1", "--warehouse", "none.duckdb")
    assert code == 1
    assert "warta run" in err
    (home / "text.duckdb").write_text("no database " * 100)
    code, _, err = warta("sql", "SELECT 1", "--warehouse", "text.duckdb")
    assert code == 1
    assert "cannot be opened" in err


def test_questions_are_listed_and_answered(warta, warehouse, questions):
    code, out, _ = warta("ask")
    assert code == 0
    assert "01_places" in out
    assert "Which places are there, and who is there?" in out
    assert "Seoul" in warta("ask", "01_places", "--warehouse", str(warehouse))[1]
    assert json.loads(warta("ask", "--json")[1])[1] == {"name": "02_names", "question": "Which names?"}
    assert json.loads(warta("ask", "names", "--warehouse", str(warehouse), "--json")[1]) == [{"names": ["a", "b"]}]


def test_a_question_may_be_named_by_number_or_part(questions):
    assert ask._find("1") == ask._find("places") == ask._find("01-places.sql") == "01_places"
    with pytest.raises(UsageError, match="may mean 01_places, 02_names"):
        ask._find("a")
    with pytest.raises(UsageError, match="no question"):
        ask._find("zebra")


def test_help_does_not_wait_for_the_heavy_libraries():
    code = "import sys, flows.cli; print([m for m in ('prefect', 'great_expectations', 'polars') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
