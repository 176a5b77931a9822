import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.errors import UsageError, WarehouseError
from flows.publish import journal, release
from flows.publish.load import load_run
from warehouse_fixtures import Article, launch_article, load_and_publish, read_only_copy, rows, run_record, stage

CLI = Path(sys.executable).with_name("duckdb")
STORAGE = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    load_and_publish(folder / "warta.duckdb", stage(folder / "s", [launch_article()]), "r1")
    return folder / "warta.duckdb"


@pytest.fixture
def live(published, tmp_path):
    return read_only_copy(published, tmp_path)


def second_run(live: Path, folder: Path) -> Path:
    next_file = release.prepare(live)
    load_run(next_file, stage(folder, [launch_article("b.txt", "Kabar")]), run_record("r2"))
    return next_file


def count(con) -> int:
    return con.execute("SELECT count(*) FROM mart.article").fetchone()[0]


def test_the_published_file_is_read_only_and_alone(published):
    assert stat.S_IMODE(published.stat().st_mode) == 0o444
    assert [p.name for p in published.parent.iterdir() if p.name.startswith("warta")] == ["warta.duckdb"]


READER = """
import sys, duckdb
path = sys.argv[1]
con = duckdb.connect(path, read_only=True)
print(con.sql("FROM mart.article").count("*").fetchone()[0], flush=True)
for _ in sys.stdin:
    con.execute("SELECT sum(length(text)) FROM mart.article").fetchall()
    print(con.sql("FROM mart.article").count("*").fetchone()[0], flush=True)
con.close()
print(duckdb.connect(path, read_only=True).sql("FROM mart.article").count("*").fetchone()[0], flush=True)
"""


def test_a_reader_notices_nothing(live, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(live)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as reader:

        def ask() -> str:
            reader.stdin.write("again\n")
            reader.stdin.flush()
            return reader.stdout.readline()

        assert reader.stdout.readline() == "1\n"
        next_file = second_run(live, tmp_path / "t")
        assert ask() == "1\n"
        release.publish(next_file, live)
        assert ask() == "1\n"
        out, err = reader.communicate(timeout=60)
    assert (out, err) == ("2\n", "")
    assert rows(live, "SELECT count(*) FROM mart.article") == [(2,)]


def test_a_log_that_a_reader_left_does_no_harm(live, tmp_path):
    next_file = second_run(live, tmp_path / "t")
    live.chmod(0o644)
    script = (
        "import duckdb, os\n"
        f"con = duckdb.connect({str(live)!r}, config={{'checkpoint_threshold': '1TB'}})\n"
        "con.execute('CREATE TABLE scratch AS SELECT 1 AS x')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    wal = live.with_name(live.name + ".wal")
    assert wal.exists()
    release.publish(next_file, live)
    assert not wal.exists()
    assert rows(live, "SELECT count(*) FROM mart.article") == [(2,)]
    # Even a log that comes back afterwards is overcome.
    wal.write_bytes(b"not a log of this file" * 100)
    assert len(release.read_manifest(live)) == 2


def test_what_a_killed_run_left_is_replaced(live, tmp_path):
    rubbish = live.with_name(live.name + ".next")
    rubbish.write_bytes(b"half a file")
    rubbish.with_name(rubbish.name + ".wal").write_bytes(b"half a log")
    release.publish(second_run(live, tmp_path / "t"), live)
    assert rows(live, "SELECT count(*) FROM mart.article") == [(2,)]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["t", "warta.duckdb"]


def test_a_file_that_was_not_closed_is_not_published(live, tmp_path):
    next_file = second_run(live, tmp_path / "t")
    next_file.with_name(next_file.name + ".wal").write_bytes(b"x")
    with pytest.raises(WarehouseError, match="not closed"):
        release.publish(next_file, live)
    assert rows(live, "SELECT count(*) FROM mart.article") == [(1,)]


@pytest.mark.parametrize("name", ["mart.duckdb", "main.db", "audit", ".Temp.duckdb", "system.duckdb"])
def test_a_file_named_like_a_schema_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="named like a schema"):
        release.prepare(tmp_path / name)
    with pytest.raises(UsageError):
        release.read_manifest(tmp_path / name)


def test_the_file_may_bear_any_other_name(live):
    for name in ("renamed.db", "with space.duckdb", "it's.duckdb", "2024-06.duckdb"):
        other = live.with_name(name)
        other.write_bytes(live.read_bytes())
        assert rows(other, "SELECT count(*) FROM mart.launch") == [(1,)]
    con = duckdb.connect()
    con.execute(f"ATTACH '{live}' AS news (READ_ONLY)")
    assert con.execute("SELECT count(*) FROM news.mart.launch").fetchall() == [(1,)]


def test_there_is_no_manifest_before_the_first_run(tmp_path):
    manifest = release.read_manifest(tmp_path / "none.duckdb")
    assert manifest.is_empty()
    assert manifest.columns == ["source_file", "content_hash", "state"]


def test_a_file_of_a_newer_schema_is_refused(live):
    live.chmod(0o644)
    with duckdb.connect(str(live)) as con:
        con.execute("UPDATE audit.schema_version SET version = 999")
    for call in (release.read_manifest, release.prepare):
        with pytest.raises(WarehouseError, match="schema version 999"):
            call(live)


def test_other_files_are_no_warehouse(tmp_path):
    path = tmp_path / "other.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(WarehouseError, match="no Warta warehouse"):
        release.read_manifest(path)
    path.write_bytes(b"something else, longer than a header" * 1000)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        release.prepare(path)


def test_an_older_layout_of_views_is_renewed(live, tmp_path):
    live.chmod(0o644)
    with duckdb.connect(str(live)) as con:
        con.execute("UPDATE audit.schema_version SET fingerprint = 'old'")
        con.execute("CREATE OR REPLACE VIEW mart.launch AS SELECT 1 AS x")
    release.publish(second_run(live, tmp_path / "t"), live)
    assert rows(live, "SELECT count(date) FROM mart.launch") == [(1,)]
    assert rows(live, "SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal") == []


def test_compaction_keeps_everything(live, tmp_path, monkeypatch):
    with release.reading(live) as con:
        comments = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        tables = "SELECT table_name, comment, has_primary_key, estimated_size FROM duckdb_tables() ORDER BY ALL"
        before = [con.execute(query).fetchall() for query in (comments, tables, "FROM mart.event_report")]
    monkeypatch.setattr(release, "_FREE_BYTES", 0)
    monkeypatch.setattr(release, "_FREE_PART", 0.0)
    next_file = release.prepare(live)
    assert rows(next_file, STORAGE) == [("v1.4.0+",)]
    with release.reading(next_file) as con:
        assert [con.execute(query).fetchall() for query in (comments, tables, "FROM mart.event_report")] == before


def test_a_file_full_of_holes_is_compacted(live, tmp_path, monkeypatch):
    monkeypatch.setattr(release, "_FREE_BYTES", 2**20)
    live.chmod(0o644)
    with duckdb.connect(str(live)) as con:
        con.execute("CREATE TABLE ballast AS SELECT hash(i)::VARCHAR || hash(i + 1) AS x FROM range(1000000) t(i)")
        con.execute("CHECKPOINT")
        con.execute("CREATE TABLE last AS SELECT hash(i) AS x FROM range(200000) t(i)")
        con.execute("CHECKPOINT")
        con.execute("DROP TABLE ballast")
        con.execute("CHECKPOINT")
    size = live.stat().st_size
    next_file = second_run(live, tmp_path / "t")
    assert next_file.stat().st_size < size * 0.7
    release.publish(next_file, live)
    monkeypatch.undo()
    assert not release.is_wasteful(live)


def test_publishing_over_and_over_does_not_grow_the_file(live, tmp_path):
    sizes = []
    for number in range(4):
        article = Article("a.txt", f"Judul {number}\nKorut menembakkan rudal.\n").event("Korut", "missile_launch")
        load_and_publish(live, stage(tmp_path / f"t{number}", [article]), f"r{number}x")
        sizes.append(live.stat().st_size)
    assert sizes[-1] <= 1.3 * sizes[0]


def test_the_journal_is_taken_over_and_emptied(live, tmp_path):
    failed = run_record("f1")
    failed.state, failed.message = "failed", "disk full"
    journal.append(live, failed)
    release.publish(second_run(live, tmp_path / "t"), live)
    assert rows(live, "SELECT run_id, state, message FROM audit.run ORDER BY run_id") == [
        ("f1", "failed", "disk full"), ("r1", "published", ""), ("r2", "published", ""),
    ]  # fmt: skip
    assert journal.read_runs(live) == []


@pytest.mark.skipif(not CLI.exists(), reason="duckdb-cli is not installed")
def test_the_command_line_of_duckdb_opens_it(live):
    query = "SELECT subtype FROM mart.event ORDER BY 1"
    done = subprocess.run([CLI, "-readonly", "-csv", live, query], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["subtype", "condemnation", "missile_launch"]
    assert done.stderr == ""


def test_the_storage_opens_in_older_readers(live):
    assert rows(live, STORAGE) == [("v1.4.0+",)]


def test_two_connections_work_on_one_next_file_side_by_side(live):
    next_file = release.prepare(live)
    with release.writing(next_file) as con:
        con.execute("CREATE TABLE main.early AS SELECT 1 AS n")
        con.execute("CREATE TEMP TABLE told AS SELECT 2 AS n")
        threads = con.execute("SELECT current_setting('threads')").fetchall()
        with release.side_by_side(con, ["told"]) as other:
            con.execute("CREATE TABLE main.here AS FROM main.early")
            other.execute("CREATE TABLE main.there AS FROM told UNION ALL FROM main.early")
        assert con.execute("SELECT sum(n) FROM main.there").fetchall() == [(3,)]
        assert con.execute("SELECT current_setting('threads')").fetchall() == threads
        con.execute("CREATE TABLE main.late AS FROM main.there UNION ALL FROM main.here")
    with release.reading(next_file) as con:
        assert con.execute("SELECT sum(n) FROM main.late").fetchall() == [(4,)]
        assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'told'").fetchall() == [(0,)]
