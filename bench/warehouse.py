"""Measure a large warehouse: `python -m bench.warehouse --articles 100000 [--runs 50] [--keep DIR]`.

Loading and resolving, a small run on top, each question, and how the file grows over many small runs.
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from bench.__main__ import ROOT, run_warta
from bench.corpus import provide, say
from flows import ask
from flows.publish import release
from flows.runner import run_once
from flows.settings import load_settings

SMALL = 100


def main() -> None:
    """Build the warehouse, or take the one that an earlier bench kept, and print what it does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=50, help="small runs on top")
    parser.add_argument("--each", type=int, default=10, help="articles that each of them adds")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with tools/ and corpus/")
    parser.add_argument("--keep", type=Path, help="folder to work in, kept and used again")
    parser.add_argument("--json", action="store_true", help="print the numbers for machines")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
        found = measure(args.articles, args.runs, args.each, args.shared, args.keep or Path(folder))
    print(json.dumps(found, indent=2)) if args.json else show(found)


def measure(count: int, runs: int, each: int, shared: Path, folder: Path) -> dict[str, Any]:
    """Measure all.

    Args:
        count: Articles of the first run.
        runs: Small runs after it.
        each: Articles that each of them adds.
        shared: Where a larger stock of sample articles may lie; the bundled samples serve otherwise.
        folder: Place to work in; an inbox and a warehouse that lie there already are used.

    Returns:
        `articles`, `first` (reports, load seconds; absent when the warehouse was there), `small` (wall seconds of a run
        that adds 100 articles, start-up included, and its steps), `questions` (milliseconds by name), `growth` (bytes
        after each small run by `sizes`, and `compacted`).
    """
    inbox, live = folder / "inbox", folder / "bench.duckdb"
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = {"articles": count}
    if not inbox.is_dir():
        say(f"making {count:,} articles")
        provide(count, inbox, shared)
    options = ["--inbox", str(inbox), "--warehouse", str(live), "--json", "--no-server"]
    if not live.exists():
        say("loading all of them")
        summary, _ = run_warta(options, folder)
        found["first"] = {"reports": summary["facts"]["event_report"], "load": summary["steps"]["load"]}
    say(f"adding {SMALL}")
    _add(inbox, f"more-{time.time_ns()}", SMALL, shared)
    summary, wall = run_warta(options, folder)
    found["small"] = {"wall": wall, "steps": summary["steps"]}
    say("asking")
    found["questions"] = {question.name: _asked(live, question.name) for question in ask.catalogue()}
    if runs:
        say(f"{runs} small runs")
        found["growth"] = _grow(inbox, live, runs, each, shared)
    return found


def _add(inbox: Path, name: str, count: int, shared: Path) -> None:
    """Add articles that are not there yet."""
    with tempfile.TemporaryDirectory() as made:
        provide(count, Path(made) / "made", shared, seed=int(random.random() * 2**31))
        for number, path in enumerate(sorted(Path(made).rglob("*.txt"))):
            target = inbox / name / f"{number:05d}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def _asked(live: Path, name: str) -> float:
    """Milliseconds of a question, opening the file included; the middle one of three times."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        ask.answer(live, name)
        times.append(1000 * (time.perf_counter() - begin))
    return round(median(times), 1)


def _grow(inbox: Path, live: Path, runs: int, each: int, shared: Path) -> dict[str, Any]:
    """Add some articles, change five and remove one in each run; returns the bytes after each and those of a copy."""
    settings = load_settings(inbox=inbox, warehouse=live, home=live.parent / "home", orchestration="off")
    sizes = []
    for number in range(runs):
        _add(inbox, f"run-{time.time_ns()}", each, shared)
        files = sorted(inbox.rglob("*.txt"))
        for path in random.sample(files, 5):
            path.write_text(path.read_text("utf-8") + f"\nDiperbarui {number}.\n", "utf-8")
        random.choice(files).unlink()
        run_once(settings, force=False, console=Console(quiet=True))
        sizes.append(live.stat().st_size)
    compacted = live.with_name("compacted.duckdb")
    compacted.unlink(missing_ok=True)
    release.compact(live, compacted)
    return {"sizes": sizes, "compacted": compacted.stat().st_size}


def show(found: dict[str, Any]) -> None:
    """Print the measurements with their ratios."""
    print(f"\n{found['articles']:,} articles\n")
    if "first" in found:
        first = found["first"]
        print(f"load and resolve    {first['reports']:,} reports in {first['load']:.1f} s: "
              f"{first['reports'] / first['load']:,.0f} a second")  # fmt: skip
    small = found["small"]
    print(f"adding {SMALL}          {small['wall']:.1f} s, of it load {small['steps']['load']:.1f} s")
    slowest = sorted(found["questions"].items(), key=lambda item: -item[1])
    print(f"questions           {len(slowest)}, the middle one {median(found['questions'].values()):.0f} ms, slowest:")
    for name, milliseconds in slowest[:5]:
        print(f"  {name:<34}{milliseconds:>7.0f} ms")
    if "growth" in found:
        growth = found["growth"]
        largest, compacted = max(growth["sizes"]), growth["compacted"]
        print(
            f"after {len(growth['sizes'])} small runs  {growth['sizes'][-1] / 1e6:,.1f} MB, "
            f"at most {largest / 1e6:,.1f} MB; "
            f"compacted {compacted / 1e6:,.1f} MB: {largest / compacted:.2f} times"
        )


if __name__ == "__main__":
    main()
