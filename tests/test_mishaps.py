"""Full disks, killed runs, locked and left-over files: the published file stays whole, and the next run goes on."""

import logging
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows import run
from flows.errors import BusyError, WarehouseError
from flows.publish import files, journal, release
from flows.settings import load_settings
from warehouse_fixtures import launch_article, load_and_publish, read_only_copy, rows, run_record, stage

TESTS = Path(__file__).parent
ARTICLES = "SELECT source_file FROM mart.article ORDER BY 1"
LOAD = """
import os, sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
from warehouse_fixtures import Article, launch_article, load_and_publish, stage
live = Path({live!r})
large = Article("large.txt", "Judul\\n" + os.urandom(4 * 2**20).hex())
staging = stage(live.parent / "s2", [launch_article("b.txt", "Sore")] + {large} * [large])
{mishap}
load_and_publish(live, staging, "r2")
"""
KILL = "lambda *_: os.kill(os.getpid(), 9)"
KILLED = {
    "in the load": f"from flows.publish import load; load.copies.resolve_copies = {KILL}",
    "before the rename": f"os.replace = {KILL}",
    "after the rename": f"from flows.publish import journal; journal.forget = {KILL}",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    load_and_publish(folder / "w.duckdb", stage(folder / "s", [launch_article("a.txt")]), "r1")
    return folder / "w.duckdb"


@pytest.fixture
def live(published, tmp_path):
    return read_only_copy(published, tmp_path)


def load_with(live: Path, mishap: str, large: int = 0) -> subprocess.CompletedProcess[str]:
    """Load a second article, and a large one, in another process, to which something happens."""
    script = LOAD.format(tests=str(TESTS), root=str(TESTS.parent), live=str(live), mishap=mishap, large=large)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def beside(live: Path) -> list[str]:
    return sorted(path.name for path in live.parent.iterdir() if path.name.startswith(live.name))


@pytest.mark.parametrize("moment", KILLED)
def test_a_killed_run_leaves_a_whole_file_and_the_next_run_goes_on(live, tmp_path, moment):
    assert load_with(live, KILLED[moment]).returncode == -signal.SIGKILL
    expected = [("a.txt",), ("b.txt",)] if moment == "after the rename" else [("a.txt",)]
    assert rows(live, ARTICLES) == expected
    load_and_publish(live, stage(tmp_path / "s3", [launch_article("b.txt", "Sore")]), "r3")
    assert rows(live, ARTICLES) == [("a.txt",), ("b.txt",)]
    assert beside(live) == ["w.duckdb"]


@pytest.mark.parametrize(("more", "told"), [(-4096, "OSError"), (2**20, "Look at the space on the disk")])
def test_a_full_disk_is_told_and_leaves_nothing_behind(live, more, told):
    """Writing beyond a limit fails as on a full disk: in the copy, or in the load."""
    before = live.read_bytes()
    limit = len(before) + more
    mishap = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "sys.excepthook = lambda kind, error, _: print(kind.__name__, error)"
    )
    done = load_with(live, mishap, large=1)
    assert done.returncode == 1, done.stderr
    assert told in done.stdout
    assert live.read_bytes() == before
    assert beside(live) == ["w.duckdb"]


def test_what_did_not_fit_into_the_memory_of_a_killed_run_is_removed(live):
    spilled = live.with_name("w.duckdb.next.tmp")
    spilled.mkdir()
    (spilled / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"x")
    release.discard(release.prepare(live))
    assert beside(live) == ["w.duckdb"]


def test_a_file_that_somebody_writes_to_is_left_alone(live):
    live.chmod(0o644)
    script = (
        "import duckdb, sys\n"
        f"con = duckdb.connect({str(live)!r}, config={{'checkpoint_threshold': '1TB'}})\n"
        "con.execute('CREATE TABLE notes AS SELECT 1 AS x')\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        for call in (release.read_manifest, release.prepare):
            with pytest.raises(BusyError, match="open for writing") as caught:
                call(live)
            assert str(writer.pid) in caught.value.cause
        assert live.with_name("w.duckdb.wal").exists()
        writer.stdin.close()
    assert rows(live, "FROM notes") == [(1,)]


def test_a_log_that_cannot_be_removed_is_told_as_an_unreadable_file(live, monkeypatch):
    live.chmod(0o644)
    live.write_bytes(b"something else" * 1000)
    live.with_name("w.duckdb.wal").write_bytes(b"a log")

    def refuse(file):
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(files, "drop_wal", refuse)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        release.read_manifest(live)


def test_what_fails_after_the_rename_does_not_fail_the_run(live, tmp_path, monkeypatch, caplog):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(journal, "forget", refuse)
    # Runs before this one may have silenced the handlers of the tests and taken the logger out of their tree.
    caplog.set_level(logging.WARNING, logger="warta")
    monkeypatch.setattr(logging.getLogger("warta"), "propagate", True)
    load_and_publish(live, stage(tmp_path / "s2", [launch_article("b.txt", "Sore")]), "r2")
    assert rows(live, ARTICLES) == [("a.txt",), ("b.txt",)]
    assert "is published, but" in caplog.text


def test_a_journal_is_rewritten_whole_or_not_at_all(live, monkeypatch):
    for name in ("f1", "f2"):
        journal.append(live, run_record(name))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(5, "I/O error")))
    with pytest.raises(OSError, match="I/O error"):
        journal.forget(live, {"f1"})
    assert [line.run_id for line in journal.read_runs(live)] == ["f1", "f2"]


def test_a_run_that_was_killed_after_it_had_published_did_not_fail(live, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("r1", "r7"):
        folder = run.staging_root(live) / name
        folder.mkdir(parents=True)
        job = run.Job(name, "2026-01-01T00:00:00+00:00", str(inbox), str(live), None, False, 1, "0", 1)
        run.write_whole(folder / "run.json", run.json.dumps(run.asdict(job)))
    assert run.clear_left_overs(live) == ["r1", "r7"]
    assert [line.run_id for line in journal.read_runs(live)] == ["r7"]


def test_a_link_to_a_warehouse_stays_a_link(live, tmp_path, home):
    link = tmp_path / "link.duckdb"
    link.symlink_to(live)
    warehouse = load_settings(warehouse=link).warehouse
    load_and_publish(warehouse, stage(tmp_path / "s2", [launch_article("b.txt", "Sore")]), "r2")
    assert link.is_symlink()
    assert rows(live, ARTICLES) == rows(link, ARTICLES) == [("a.txt",), ("b.txt",)]
