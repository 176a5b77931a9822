import errno
import json
import logging
import os
import subprocess
import sys

import pytest

from flows import etl as road
from flows import lock, run, steps
from flows.clock import Clock
from flows.errors import BusyError, DataError, UsageError


@pytest.fixture
def inbox(home):
    folder = home / "inbox"
    folder.mkdir()
    for name in "abcde":
        (folder / f"{name}.txt").write_text(f"Artikel {name}")
    return folder


@pytest.fixture
def go(inbox, home, rooms):
    """Run the flow without the engine."""

    def run_road(**options):
        return road.etl.fn(str(inbox), str(home / "w.duckdb"), **options)

    return run_road


def test_a_run_publishes_all_batches_and_leaves_no_staging(go, rooms, home):
    summary = go(batch_size=2)
    assert summary["state"] == "published"
    assert summary["articles"] == {"new": 5, "changed": 0, "gone": 0, "unchanged": 0}
    assert summary["facts"]["article"] == 5
    assert sorted(rooms.extracted) == [1, 2, 2]
    assert summary["quarantined"] == [{"frame": "mention", "expectation": "span", "rows": 3}]
    assert summary["failed_checks"][0]["unexpected"] == 3
    steps_of_run = {"scan", "prepare", "read", "extract", "sketch", "validate", "report", "load", "publish"}
    assert steps_of_run == set(summary["steps"])
    assert list((home / ".staging").iterdir()) == []
    assert [line.state for line in rooms.journal] == ["published"]
    json.dumps(summary)


def test_a_second_run_does_no_work_and_says_so(go, rooms):
    go()
    rooms.extracted.clear()
    summary = go()
    assert summary["state"] == "unchanged"
    assert summary["articles"]["unchanged"] == 5
    assert rooms.extracted == []
    assert rooms.journal[-1].state == "unchanged"


def test_changed_and_gone_files_are_work(go, inbox, rooms):
    go()
    (inbox / "a.txt").write_text("berubah")
    (inbox / "b.txt").unlink()
    summary = go()
    assert summary["articles"] == {"new": 0, "changed": 1, "gone": 1, "unchanged": 3}
    assert rooms.extracted == [5, 1]


def test_a_file_that_only_goes_is_published_without_batches(go, inbox):
    go()
    (inbox / "b.txt").unlink()
    assert go()["state"] == "published"
    assert go()["state"] == "unchanged"


def test_force_reads_everything_again(go, rooms):
    go()
    assert go(force=True)["articles"]["changed"] == 5
    assert rooms.extracted == [5, 5]


def test_a_refused_file_is_recorded_once(go, inbox):
    go()
    (inbox / "empty.txt").write_text("")
    summary = go()
    assert summary["state"] == "published"
    assert summary["refused"] == [{"reason": "empty", "files": 1, "remedy": "Remove it."}]
    assert go()["state"] == "unchanged"


def test_a_broken_critical_rule_leaves_the_old_file_but_writes_the_report(go, inbox, home, rooms):
    go()
    before = (home / "w.duckdb").read_bytes()
    (inbox / "f.txt").write_text("baru")
    (home / "quality" / "index.html").unlink()
    rooms.fail["validate"] = DataError("Half of the spans are wrong", "Look at the report.")
    with pytest.raises(DataError, match="Half"):
        go()
    assert (home / "w.duckdb").read_bytes() == before
    assert not (home / "w.next").exists()
    assert (home / "quality" / "index.html").exists()
    assert rooms.journal[-1].state == "failed"
    assert "Half of the spans" in rooms.journal[-1].message
    assert list((home / ".staging").iterdir()) == []


def test_a_failed_load_discards_the_next_file(go, home, rooms):
    rooms.fail["load"] = ValueError("no")
    with pytest.raises(ValueError, match="no"):
        go()
    assert not (home / "w.next").exists()
    assert not (home / "w.duckdb").exists()


def test_passing_errors_are_tried_again_and_others_not(go, rooms, monkeypatch):
    monkeypatch.setattr(steps.time, "sleep", lambda seconds: None)
    rooms.fail["read"] = [OSError(errno.EIO, "disk hiccup"), OSError(errno.EAGAIN, "again")]
    assert go()["state"] == "published"
    rooms.fail["scan"] = [PermissionError(errno.EACCES, "no"), ValueError("never reached")]
    with pytest.raises(PermissionError):
        go(force=True)
    assert len(rooms.fail["scan"]) == 1


def test_what_passes():
    import duckdb

    assert steps.passing(OSError(errno.EIO, "x"))
    assert steps.passing(duckdb.IOException("IO Error: Could not set lock on file"))
    assert not steps.passing(OSError(errno.ENOSPC, "full"))
    assert not steps.passing(FileNotFoundError(errno.ENOENT, "x"))
    assert not steps.passing(duckdb.ParserException("syntax error"))
    assert not steps.passing(DataError("lock", "lock"))


def test_two_runs_never_overlap(go, home):
    held = "import sys; sys.path.insert(0, sys.argv[2]); from flows import lock; from pathlib import Path\n"
    held += "with lock.hold(Path(sys.argv[1]), 'warta run'): print('held', flush=True); sys.stdin.read()"
    root = os.path.dirname(os.path.dirname(run.__file__))
    command = [sys.executable, "-c", held, str(home / "w.duckdb.lock"), root]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=f"process {other.pid}") as caught:
            go()
        assert "kill" in caught.value.remedy
        other.kill()
        other.wait()
    assert go()["state"] == "published"


def test_the_lock_of_a_waiter_comes_in_turn(home):
    with lock.wait(home / "x.lock"):
        pass
    with lock.hold(home / "x.lock", "a"), pytest.raises(BusyError), lock.hold(home / "x.lock", "b"):
        pass


def test_a_killed_run_is_cleaned_up_and_journalled(go, home, rooms):
    left, foreign = home / ".staging" / "dead", home / ".staging" / "foreign"
    job = {"run_id": "dead", "started_at": "2024-01-01T00:00:00+00:00", "inbox": "i", "lexicon": None, "force": False,
           "batch_size": 1, "version": "0", "pid": 1}  # fmt: skip
    for folder, warehouse in ((left, home / "w.duckdb"), (foreign, home / "other.duckdb")):
        folder.mkdir(parents=True)
        (folder / "run.json").write_text(json.dumps(job | {"warehouse": str(warehouse)}))
    go()
    assert not left.exists()
    assert foreign.exists()
    assert (rooms.journal[0].run_id, rooms.journal[0].state) == ("dead", "failed")


def test_a_missing_inbox_is_wrong_usage(home, rooms):
    with pytest.raises(UsageError, match="no folder"):
        road.etl.fn(str(home / "nowhere"), str(home / "w.duckdb"))
    assert rooms.journal == []


def test_progress_lines_count_all_steps(go, caplog):
    with caplog.at_level(logging.INFO, logger="warta"):
        go(batch_size=3)
    done = [record.getMessage() for record in caplog.records if getattr(record, "event", "") == "done"]
    assert len(done) == 9
    assert done[-1].startswith("[9/9] publish OK")
    assert any("extract batch 2 OK" in line for line in done)


def test_the_flow_can_be_sent_to_the_process_of_a_scheduled_run():
    import cloudpickle

    again = cloudpickle.loads(cloudpickle.dumps(road.etl))
    assert again.name == "warta"
    assert again.fn.__globals__["extract"].retries == road.extract.retries


def test_side_by_side_batches_count_once():
    clock = Clock(1)
    clock.adopt([("x", 0.0, 2.0), ("x", 1.0, 3.0), ("x", 5.0, 6.0)])
    assert clock.seconds() == {"x": 4.0}
