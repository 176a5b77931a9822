import shutil
import sys
from pathlib import Path

import duckdb
import pytest

import freeze
from flows import ask, cli, sqlfiles
from flows.errors import WarehouseError
from flows.etl import etl
from flows.publish import migrate, release, schema
from warehouse_fixtures import launch_article, load_and_publish, rows, stage

OLDER = range(1, migrate.newest())
COLUMNS = "schema_name, table_name, column_index, column_name, data_type, column_default, is_nullable"
LAYOUT = (
    f"SELECT {COLUMNS}, comment FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()",
    "SELECT schema_name, table_name, comment, has_primary_key FROM duckdb_tables()",
    "SELECT schema_name, view_name, comment, sql FROM duckdb_views() WHERE NOT internal",
    "SELECT schema_name, table_name, constraint_text FROM duckdb_constraints()",
    "SELECT version, fingerprint FROM audit.schema_version",
)


@pytest.fixture
def older(tmp_path):
    return lambda version: freeze.build(version, tmp_path / "warta.duckdb")


def layout(file: Path) -> list[list[str]]:
    return [sorted(map(str, rows(file, query))) for query in LAYOUT]


def contents(file: Path, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rows of tables as text, in some of their columns."""
    kept = {name: ", ".join(f'"{column}"' for column in names) for name, names in columns.items()}
    with duckdb.connect(str(file), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        return {name: sorted(map(str, con.execute(f"SELECT {kept[name]} FROM {name}").fetchall())) for name in kept}


def columns_of(file: Path) -> dict[str, list[str]]:
    query = """
        SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
        WHERE NOT internal AND schema_name <> 'mart' AND table_name <> 'schema_version' GROUP BY 1
    """
    with duckdb.connect(str(file), read_only=True) as con:
        return dict(con.execute(query).fetchall())


def test_versions_are_numbered_without_gap_and_each_says_what_it_is():
    files = sqlfiles.files("migrate")
    assert sorted(int(path.stem) for path in files) == list(range(2, migrate.newest() + 1))
    assert all(sqlfiles.header(path.read_text("utf-8")) for path in files)


def test_the_present_version_is_written_down(tmp_path):
    """A schema that differs from its number needs a new file in sql/migrate, then `make freeze`."""
    frozen = columns_of(freeze.build(migrate.newest(), tmp_path / "frozen.duckdb"))
    assert columns_of(release.prepare(tmp_path / "new.duckdb")) == frozen


@pytest.mark.parametrize("version", OLDER)
def test_a_migrated_file_is_laid_out_like_a_new_one(older, version, tmp_path):
    assert layout(release.prepare(older(version))) == layout(release.prepare(tmp_path / "new.duckdb"))


@pytest.mark.parametrize("version", OLDER)
def test_nothing_is_lost(older, version):
    live = older(version)
    columns = columns_of(live)
    before = contents(live, columns)
    assert sum(len(found) for found in before.values()) > 100
    assert contents(release.prepare(live), columns) == before
    assert contents(live, columns) == before


@pytest.mark.parametrize("version", OLDER)
def test_the_next_run_loads_into_what_was_there(older, version, tmp_path):
    live = older(version)
    keys = "SELECT report_key FROM main.fct_event_report"
    with duckdb.connect(str(live), read_only=True) as con:
        before = set(con.execute(keys).fetchall())
    load_and_publish(live, stage(tmp_path / "s", [launch_article("neu.txt", "Baru")]), "r3")
    assert before < set(rows(live, keys))
    assert rows(live, "SELECT source_file FROM mart.article ORDER BY 1") == [("a.txt",), ("b.txt",), ("neu.txt",)]
    assert rows(live, "SELECT count(*) FROM main.dim_article WHERE NOT is_current AND article_key <> -1") == [(2,)]
    assert rows(live, "SELECT count(*) FROM mart.event_report WHERE event_key IS NULL") == [(0,)]
    assert rows(live, "SELECT count(*) FROM mart.event_status WHERE subtype IS NULL OR is_latest IS NULL") == [(0,)]
    assert rows(
        live, "SELECT count(*) > 0, count(measure) = count(*) FROM main.fct_quantity WHERE event_key IS NOT NULL"
    ) == [(True, True)]
    assert not release.is_outdated(live)


def test_what_others_added_to_the_file_stays(older):
    live = older(1)
    with duckdb.connect(str(live)) as con:
        con.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    assert rows(release.prepare(live), "FROM notes") == [("mine",)]


@pytest.fixture
def another_version(monkeypatch, tmp_path):
    """A copy of `sql/` with one more version, whose migration the test writes."""
    shutil.copytree(sqlfiles.sql_dir(), tmp_path / "sql")
    for module in (sqlfiles, schema):
        monkeypatch.setattr(module, "sql_dir", lambda: tmp_path / "sql")
    sqlfiles.read.cache_clear()
    yield (tmp_path / "sql" / "migrate" / f"{migrate.newest() + 1}.sql").write_text
    sqlfiles.read.cache_clear()


def test_a_column_that_would_be_lost_stops_the_migration(older, another_version):
    live = older(1)
    another_version("ALTER TABLE main.dim_place ADD COLUMN altitude DOUBLE;")
    before = live.read_bytes()
    with pytest.raises(WarehouseError, match=r"from schema version 1 to .*altitude"):
        release.prepare(live)
    assert live.read_bytes() == before
    assert not live.with_name("warta.duckdb.next").exists()


def test_rows_that_would_be_lost_stop_the_migration(older, another_version):
    live = older(1)
    another_version("CREATE OR REPLACE TABLE main.dim_place AS FROM main.dim_place UNION ALL FROM main.dim_place;")
    with pytest.raises(WarehouseError, match=r"main\.dim_place has .* rows, of which .* have a key"):
        release.prepare(live)


def test_a_migration_may_rename_and_fill(older, another_version):
    live = older(1)
    another_version("UPDATE main.dim_place SET place = upper(place) WHERE place_key <> -1;")
    assert ("SUNAN",) in rows(release.prepare(live), "SELECT place FROM main.dim_place")


def commands(live: Path) -> list[list[str]]:
    """All ways to open a warehouse from the command line."""
    named = ["--warehouse", str(live)]
    return [
        ["run", "--no-server", "--inbox", str(live.parent), *named],
        ["serve", "--inbox", str(live.parent), "--every", "60", *named],
        ["status", *named],
        ["ask", "launches", *named],
        ["sql", "SELECT 1", *named],
    ]


@pytest.mark.parametrize("number", range(5), ids=["run", "serve", "status", "ask", "sql"])
def test_an_older_warta_refuses_a_newer_file(older, number, home, monkeypatch, capsys):
    live = older(1)
    with duckdb.connect(str(live)) as con:
        con.execute("UPDATE audit.schema_version SET version = 999")
    before = live.read_bytes()
    monkeypatch.setattr(sys, "argv", ["warta", *commands(live)[number]])
    with pytest.raises(SystemExit) as end:
        cli.main()
    told = capsys.readouterr().err
    assert end.value.code == 1
    assert f"has schema version 999, this Warta ({schema.program_version()}) knows {migrate.newest()}" in told
    assert "Use the newer Warta that wrote it, or another file with --warehouse" in told
    assert live.read_bytes() == before


def test_a_question_to_an_older_file_asks_for_a_run(older):
    live = older(1)
    assert ask.query(live, "SELECT count(*) FROM mart.article").rows == [(2,)]
    with pytest.raises(WarehouseError, match=r"another version of Warta.*warta run"):
        ask.query(live, "SELECT is_relevant FROM mart.article")


def test_a_run_with_nothing_new_migrates_and_the_next_one_rests(older, tmp_path, home):
    live = older(1)
    (tmp_path / "inbox").mkdir()
    with duckdb.connect(str(live), read_only=True) as con:
        for name, text in con.execute("SELECT source_file, text FROM mart.article").fetchall():
            (tmp_path / "inbox" / name).write_bytes(text.encode())
    assert etl.fn(str(tmp_path / "inbox"), str(live))["state"] == "published"
    assert not release.is_outdated(live)
    assert etl.fn(str(tmp_path / "inbox"), str(live))["state"] == "unchanged"
