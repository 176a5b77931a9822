import subprocess
import sys
import time

from bench import corpus, scores
from bench.memory import memory_watched


def test_the_same_arguments_make_the_same_articles(tmp_path, samples):
    for name in ("a", "b"):
        corpus.make(30, tmp_path / name, samples)
    made = [sorted((tmp_path / name).rglob("*.txt")) for name in ("a", "b")]
    texts = [[path.read_bytes() for path in paths] for paths in made]
    assert len(texts[0]) == 30
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == 30
    assert all(len(text) > 400 for text in texts[0])


def test_scores_become_a_table():
    found = {"seeds": {"span.exact": {"f1": 1.0, "gold": 5}}, "written": {"event.type": {"f1": 0.5, "gold": 7}}}
    lines = scores.table(found).splitlines()
    assert "| metric | seeds | written |" in lines
    assert "| event.type |  | 0.500 (7) |" in lines
    assert "| span.exact | 1.000 (5) |  |" in lines


def test_scores_need_labelled_articles(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["scores", "--shared", str(tmp_path)])
    assert scores.main() == 2
    assert "SHARED=" in capsys.readouterr().err


def test_memory_of_all_children_is_added():
    hold = [sys.executable, "-c", "held = b'x' * 60_000_000; input()"]
    with memory_watched() as memory:
        children = [subprocess.Popen(hold, stdin=subprocess.PIPE) for _ in range(2)]
        try:
            wait_until = time.monotonic() + 20
            while memory.peak_mb < 115 and time.monotonic() < wait_until:
                time.sleep(0.05)
        finally:
            for child in children:
                child.communicate(b"\n")
    assert 115 < memory.peak_mb < 300
