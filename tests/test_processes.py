"""Batches of large runs are read in worker processes, and nothing else changes by that."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows import processes, steps, work
from flows.clock import measure, timed_run
from flows.errors import DataError, LexiconError, WartaError
from flows.processes import call, start
from flows.settings import load_settings
from through import rows, run

held = []


def nap(name):
    with measure(name):
        return os.getpid(), os.environ["POLARS_MAX_THREADS"]


def grow(megabytes):
    held.append(bytearray(b"x") * (megabytes << 20))
    time.sleep(1.1)  # how often loky looks
    return os.getpid()


def refuse(error):
    raise error


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def on_first_thread():
    return threading.current_thread() is threading.main_thread()


def test_a_worker_works_on_the_thread_that_polars_computes_with():
    assert on_first_thread()
    assert not processes.call(1, on_first_thread)
    assert not processes.where_polars_computes(on_first_thread)


BESIDE = """
import threading, time
import polars as pl
from flows import processes

until = time.monotonic() + 2

def step():
    for _ in range(20):
        pl.DataFrame({"a": range(50)}).with_columns(pl.col("a") + 1, b=pl.col("a") * 2)

def work():
    while time.monotonic() < until:
        processes.beside_other_threads(step)

threads = [threading.Thread(target=work) for _ in range(pl.thread_pool_size() + 1)]
frame = pl.concat([pl.DataFrame({"a": ["x"] * 100, "b": range(100)})] * 20, rechunk=False)
for thread in threads:
    thread.start()
while time.monotonic() < until:
    frame.to_pandas()
for thread in threads:
    thread.join()
"""


@pytest.mark.parametrize("size", ["1", "2", "4"])
def test_frames_go_to_pandas_while_batches_are_read_in_the_same_process(size):
    # Where every thread of Polars called functions of ours, this never ended.
    environment = {**os.environ, "POLARS_MAX_THREADS": size}
    subprocess.run([sys.executable, "-c", BESIDE], env=environment, timeout=100, check=True)


def test_the_work_is_done_elsewhere_and_its_time_counts_here():
    with timed_run(1) as clock:
        pid, threads = processes.call(1, nap, "extract")
    assert pid != os.getpid()
    assert threads == "1"
    assert set(clock.seconds()) == {"extract"}


@pytest.mark.parametrize("error", [LexiconError("posts.csv line 3: no name", "Add it."), OSError(5, "disk hiccup")])
def test_errors_come_back_as_they_are(error):
    with pytest.raises(type(error), match=r"no name\. Add it\.|disk hiccup") as caught:
        processes.call(1, refuse, error)
    assert caught.value.args == error.args


def test_a_killed_worker_ends_the_run_with_a_remedy_and_the_next_call_works():
    with pytest.raises(WartaError, match=r"killed.*WARTA_BATCH_SIZE"):
        processes.call(1, die)
    assert processes.call(1, nap, "again")[0] != os.getpid()


def test_errors_keep_cause_and_remedy_across_processes():
    with pytest.raises(DataError) as caught:
        processes.call(1, refuse, DataError("Half is wrong", "Look."))
    assert (caught.value.cause, caught.value.remedy) == ("Half is wrong", "Look.")


def test_worker_processes_change_no_row(samples, tmp_path, home, monkeypatch):
    def published(name):
        settings = load_settings(
            inbox=samples, warehouse=tmp_path / name / "w.duckdb", batch_size=5, workers=2, orchestration="off"
        )
        run(settings)
        views = ("article", "event_report", "statement", "mention", "person_post", "quantity")
        return {view: rows(settings, f"SELECT * FROM mart.{view} ORDER BY ALL") for view in views}

    processes.stop()
    pids = []
    monkeypatch.setattr(processes, "call", lambda *args: pids.append(args[0]) or call(*args))
    here = published("here")
    assert not pids
    monkeypatch.setattr(work, "LARGE", 1)
    assert published("apart") == here
    assert pids == [2] * 4


def test_a_worker_that_starts_beside_a_long_scan_reads_small_runs_and_ends_where_nothing_is_new(
    samples, tmp_path, home, monkeypatch
):
    processes.stop()
    monkeypatch.setattr(work, "MANY", 1)
    begun, asked = [], []
    monkeypatch.setattr(processes, "start", lambda *args: begun.append(args[0]) or start(*args))
    monkeypatch.setattr(processes, "call", lambda *args: asked.append(args[0]) or call(*args))
    settings = load_settings(inbox=samples, warehouse=tmp_path / "w.duckdb", workers=2, orchestration="off")
    run(settings)
    assert (begun, asked) == ([1], [2])
    assert run(settings)["state"] == "unchanged"
    assert (begun, asked) == ([1], [2])
    assert not processes.started()


def test_workers_end_with_the_reading_and_start_again():
    first = processes.call(1, nap, "one")[0]
    assert processes.call(1, nap, "two")[0] == first
    processes.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert processes.call(1, nap, "three")[0] != first
    processes.stop()


def test_threads_share_the_workers():
    with ThreadPoolExecutor(4) as threads:
        pids = {pid for pid, _ in threads.map(lambda _: processes.call(2, nap, "x"), range(8))}
    processes.stop()
    assert len(pids) <= 2


def test_workers_are_got_ready_before_there_is_work_and_stay_however_large_a_batch_is():
    processes.start(1, grow, 1)
    pids = {processes.call(1, grow, megabytes) for megabytes in (350, 1)}
    processes.stop()
    assert len(pids) == 1


def test_errors_while_workers_get_ready_are_left_to_the_work_itself():
    processes.start(1, refuse, DataError("Half is wrong", "Look."))
    assert processes.call(1, nap, "on")[0] != os.getpid()
    processes.stop()


def test_no_more_batches_are_read_at_once_than_there_are_workers(monkeypatch):
    """Reading and checking of many batches, submitted in turn as the flow does."""
    running, most, lock = 0, 0, threading.Lock()

    def read(batch: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.002 * (batch % 3))
        with lock:
            running -= 1
        return batch

    reading, checking = steps.step("read")(read), steps.step("check")(lambda batch: time.sleep(0.001 * (batch % 2)))
    futures = []
    for batch in range(30):
        futures.append(reading.submit(batch))
        futures.append(checking.submit(batch, after=[futures[-1]]))
    steps.gather(futures)
    assert most <= steps.workers() < len(futures)
