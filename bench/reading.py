"""Measure reading alone, bytes to classified paragraphs and copies, as a series: `python -m bench.reading`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.corpus import provide, say
from bench.memory import memory_watched

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 30_000, 100_000)
SKETCHES = 1_000_000
BATCH = 4_000
# Of twenty sketches one is that of an article like the one before it, with this share of its bins changed.
COPIES, CHANGED = 20, 0.2


def main() -> None:
    """Read series of articles, each size in a process of its own, then compare as many sketches as a million."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many articles, ascending")
    parser.add_argument("--sketches", type=int, default=SKETCHES, help="made sketches to find copies among")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with tools/ and corpus/")
    parser.add_argument("--corpus", type=Path, help="articles made before, a thousand in each folder")
    parser.add_argument("--one", choices=MEASURES, help=argparse.SUPPRESS)
    parser.add_argument("--of", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(MEASURES[args.one](args.of)))
        return
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
        corpus = args.corpus or Path(folder) / "corpus"
        if not args.corpus:
            say(f"making {args.sizes[-1]:,} articles")
            provide(args.sizes[-1], corpus, args.shared)
        _head()
        rows: list[dict[str, Any]] = []
        for size in args.sizes:
            row = _measure("reading", size, str(_part(corpus, size, Path(folder))))
            _show(row, rows[-1] if rows else row)
            rows.append(row)
    last, cores = rows[-1], min(os.cpu_count() or 1, 2)
    minutes = last["cpu"] / last["articles"] * args.sketches / cores / 60
    print(f"\nreading {args.sketches:,} at that rate on {cores} cores alone: {minutes:.1f} min (extrapolated)")
    copies = _measure("copies", args.sketches, str(args.sketches))
    print(
        f"copies among {args.sketches:,} sketches: {copies['seconds']:.1f} s, {copies['found']:,} found of "
        f"{copies['made']:,} made, peak memory {copies['peak_mb']:,.0f} MB"
    )


def _part(corpus: Path, size: int, folder: Path) -> Path:
    """Make an inbox of the first articles of a corpus."""
    part = folder / f"inbox_{size}"
    for file in sorted(corpus.rglob("*.txt"))[:size]:
        target = part / file.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:
            # The corpus lies on another disk.
            target.write_bytes(file.read_bytes())
    return part


def _measure(what: str, size: int, of: str) -> dict[str, Any]:
    say(f"{what}: {size:,}")
    with memory_watched() as memory:
        done = subprocess.run(
            [sys.executable, "-m", "bench.reading", "--one", what, "--of", of],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return {"articles": size, "peak_mb": memory.peak_mb} | json.loads(done.stdout)


def _head() -> None:
    """Print the names of the columns.

    Cost is linear where the seconds grow as the articles do. Processor time stands beside the seconds, for it says the
    same on a machine that has other work too.
    """
    names = ("articles", "scan", "read", "copies", "all s", "articles/s", "CPU s", "x articles", "x CPU", "MB")
    print("".join(f"{name:>11}" for name in names), flush=True)


def _show(row: dict[str, Any], before: dict[str, Any]) -> None:
    """Print the figures of one size beside those of the size before."""
    count, total = row["articles"], row["scan"] + row["read"] + row["copies"]
    shown = [f"{row[name]:.2f}" for name in ("scan", "read", "copies")]
    shown += [f"{total:.2f}", f"{count / total:,.0f}", f"{row['cpu']:.2f}"]
    shown += [f"{count / before['articles']:.1f}", f"{row['cpu'] / before['cpu']:.1f}", f"{row['peak_mb']:,.0f}"]
    print("".join(f"{cell:>11}" for cell in (f"{count:,}", *shown)), flush=True)


def measure_reading(inbox: str) -> dict[str, float]:
    """Read an inbox as a run does: files hashed, batches in processes, copies found among all sketches.

    Returns:
        Seconds of `scan` (files listed and hashed), `read` (bytes to paragraphs and sketches) and `copies`, and `cpu`:
        processor seconds of all three, start-up left aside.
    """
    from bench.reading import read_part
    from flows import processes
    from flows.ingest.inbox import scan
    from flows.resolve.copies import find_copies

    number = min(os.cpu_count() or 1, 2)
    begin, busy = time.perf_counter(), time.process_time()
    sources = scan(Path(inbox)).sources.sort("source_file").select("source_file", "content_hash")
    scanned = time.perf_counter()
    parts = -(-sources.height // BATCH // number) * number or 1
    bounds = [part * sources.height // parts for part in range(parts + 1)]
    with ThreadPoolExecutor(number) as pool, tempfile.TemporaryDirectory() as out:
        jobs = [
            pool.submit(processes.call, number, read_part, inbox, sources[low:high], f"{out}/{low}.parquet")
            for low, high in pairwise(bounds)
        ]
        done = [job.result() for job in jobs]
        sketches = pl.read_parquet(f"{out}/*.parquet")
    read = sum(articles for articles, _ in done)
    if read != sources.height:
        raise SystemExit(f"bench: of {sources.height} files only {read} were articles")
    compared = time.perf_counter()
    find_copies(sketches)
    ended = time.perf_counter()
    cpu = time.process_time() - busy + sum(seconds for _, seconds in done)
    return {"scan": scanned - begin, "read": compared - scanned, "copies": ended - compared, "cpu": cpu}


def read_part(inbox: str, sources: pl.DataFrame, out: str) -> tuple[int, float]:
    """Read some files and write their sketches; in a worker process.

    Returns:
        Number of articles, and the processor seconds that they took.
    """
    from flows.ingest.articles import read_batch
    from flows.resolve.sketches import signatures

    begin = time.process_time()
    batch = read_batch(Path(inbox), sources)
    signatures(batch.articles, batch.paragraphs).write_parquet(out)
    return batch.articles.height, time.process_time() - begin


def measure_copies(number: str) -> dict[str, float]:
    """Find copies among made sketches.

    Returns:
        `seconds`, copies `found` and `made`.
    """
    from flows.resolve.copies import find_copies
    from flows.resolve.sketches import BANDS, BINS

    count, rng = int(number), np.random.default_rng(7)
    bins = rng.integers(1, 2**16, (count, BINS), dtype=np.uint16)
    copy = np.arange(COPIES, count, COPIES)
    same = rng.random((len(copy), BINS)) >= CHANGED
    bins[copy] = np.where(same, bins[copy - 1], bins[copy])
    words = pl.Series("sketch", bins.view(np.uint64).reshape(count, BANDS), dtype=pl.Array(pl.UInt64, BANDS))
    sketches = pl.DataFrame(
        {
            "source_file": pl.int_range(count, eager=True).cast(pl.String).str.zfill(9),
            "sketch": words.cast(pl.List(pl.UInt64)),
        }
    ).with_columns(appeared_by=pl.lit(None, pl.Datetime("us")), shingles=pl.lit(400, pl.UInt32))
    del bins, words
    begin = time.perf_counter()
    found = find_copies(sketches)["copy_of"].count()
    return {"seconds": time.perf_counter() - begin, "found": found, "made": len(copy)}


MEASURES: dict[str, Callable[[str], dict[str, float]]] = {"reading": measure_reading, "copies": measure_copies}

if __name__ == "__main__":
    main()
