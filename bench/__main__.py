"""Measure the road on made articles: `python -m bench --articles 10000 [--shared ../shared]`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import extraction
from bench.corpus import provide, say
from bench.memory import memory_watched

ROOT = Path(__file__).resolve().parent.parent
WARTA = [sys.executable, "-m", "flows.cli"]


def main() -> None:
    """Make the articles, run twice without the engine and twice with it, and print what each part took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with tools/ and corpus/")
    parser.add_argument("--json", action="store_true", help="print the numbers for machines")
    parser.add_argument("--no-engine", action="store_true", help="leave out the overhead of Prefect")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
        found = measure(args.articles, args.shared, Path(folder), engine=not args.no_engine)
    print(json.dumps(found, indent=2)) if args.json else show(found)


def measure(count: int, shared: Path, folder: Path, engine: bool) -> dict[str, Any]:
    """Run everything once.

    Args:
        count: Articles to make.
        shared: Where a larger stock of sample articles may lie; the bundled samples serve otherwise.
        folder: Place to work in.
        engine: Also measure what Prefect adds.

    Returns:
        `articles`, `megabytes`, `reading` (seconds for the bytes alone), `summary` of the first run, `first`, `again`
        and `engine` (wall seconds, start-up included), `peak_mb`, `extraction`.
    """
    inbox = folder / "inbox"
    say(f"making {count:,} articles")
    provide(count, inbox, shared)
    size, reading = _read_alone(inbox)
    options = ["--inbox", str(inbox), "--warehouse", str(folder / "bench.duckdb"), "--json"]
    say("running on the samples first, so that Python has compiled what it imports")
    samples = ["--inbox", str(ROOT / "tests" / "samples"), "--warehouse", str(folder / "samples.duckdb"), "--json"]
    run_warta([*samples, "--no-server"], folder)
    say("running on all of them")
    with memory_watched() as memory:
        summary, first = run_warta([*options, "--no-server"], folder)
    say("running again with nothing new")
    _, again = run_warta([*options, "--no-server"], folder)
    found = {"articles": count, "megabytes": size / 1e6, "reading": reading, "summary": summary, "first": first,
             "again": again, "peak_mb": memory.peak_mb}  # fmt: skip
    say("extracting alone, and with spaCy")
    found["extraction"] = extraction.measure(inbox, folder)
    if engine:
        say("running again through Prefect")
        try:
            found["engine_cold"] = run_warta(options, folder)[1]
            found["engine"] = min(run_warta(options, folder)[1] for _ in range(3))
        finally:
            subprocess.run([*WARTA, "server", "stop"], env=_environment(folder), check=False, stdout=subprocess.DEVNULL)
    return found


def show(found: dict[str, Any]) -> None:
    """Print the measurements as a table."""
    count, reading, steps = found["articles"], found["reading"], found["summary"]["steps"]
    print(f"\n{count:,} articles, {found['megabytes']:.1f} MB, {os.cpu_count()} cores, {sys.version.split()[0]}\n")
    print(f"{'step':<28}{'seconds':>9}{'articles/s':>12}{'x reading':>11}")
    rows = [("reading the files alone", reading), *steps.items()]
    rows += [("end to end, in the run", found["summary"]["seconds"]), ("end to end, with start-up", found["first"])]
    for name, seconds in rows:
        print(f"{name:<28}{seconds:>9.2f}{count / max(seconds, 1e-9):>12,.0f}{seconds / reading:>11.1f}")
    print(f"\nnothing new, with start-up  {found['again']:.2f} s")
    if "engine" in found:
        print(f"  the same through Prefect  {found['engine']:.2f} s (server running)")
        print(f"                            {found['engine_cold']:.2f} s (server started by this run, empty database)")
    print(f"peak memory                 {found['peak_mb']:,.0f} MB (all processes)")
    extraction.show(found["extraction"])


def _read_alone(inbox: Path) -> tuple[int, float]:
    """Bytes of all files and the seconds to read them, the second time over: from the page cache."""
    paths = sorted(inbox.rglob("*.txt"))
    size, seconds = 0, 0.0
    for _ in range(2):
        begin = time.perf_counter()
        size = sum(len(path.read_bytes()) for path in paths)
        seconds = time.perf_counter() - begin
    return size, seconds


def run_warta(options: list[str], folder: Path) -> tuple[dict[str, Any], float]:
    """Call `warta run` as a user would; returns its summary and the wall seconds."""
    begin = time.perf_counter()
    done = subprocess.run(
        [*WARTA, "run", *options], env=_environment(folder), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    took = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"bench: warta run failed with exit code {done.returncode}")
    return json.loads(done.stdout), took


def _environment(folder: Path) -> dict[str, str]:
    """A home and a server of the bench's own; nothing of the user's settings counts."""
    foreign = ("WARTA_", "PREFECT_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"WARTA_HOME": str(folder / "home"), "WARTA_SERVER_PORT": "4299"}


if __name__ == "__main__":
    main()
