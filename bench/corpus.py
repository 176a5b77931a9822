"""Make many articles out of few, so that speed can be measured where no large corpus lies at hand."""

import random
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "samples"


def say(line: str) -> None:
    """Tell what goes on, apart from the results."""
    print(f"bench: {line}", file=sys.stderr, flush=True)


def provide(count: int, out: Path, shared: Path, seed: int = 7) -> None:
    """Write articles made from a larger stock where there is one, else from the bundled samples.

    Args:
        count: How many.
        out: Folder for them, a thousand in each of its folders.
        shared: Where a stock (`corpus/`) and a tool that mixes it (`tools/`) may lie.
        seed: Of the random numbers.
    """
    tool = shared / "tools" / "make_corpus.py"
    if tool.is_file():
        texts = [str(path) for path in sorted((shared / "corpus").iterdir()) if any(path.glob("*.txt"))]
        subprocess.run([sys.executable, str(tool), str(count), str(out), *texts, "--seed", str(seed)], check=True)
    else:
        make(count, out, SAMPLES, seed)


def make(count: int, out: Path, texts: Path, seed: int = 7) -> None:
    """Write articles that keep the header of one sample and mix the sentences of all.

    The same arguments make the same bytes. One article in twenty is a light rewrite of the one before.

    Args:
        count: How many.
        out: Folder for them, a thousand in each of its folders.
        texts: Folder with sample articles.
        seed: Of the random numbers.
    """
    rng = random.Random(seed)
    pages = [path.read_text("utf-8").splitlines() for path in sorted(texts.glob("*.txt"))]
    heads = [[line for line in page if len(line) <= 120][:4] for page in pages]
    pool = [s for page in pages for line in page if len(line) > 120 for s in SENTENCE.split(line) if 40 < len(s) < 500]
    body: list[str] = []
    for number in range(count):
        if body and number % 20 == 0:
            body = [*body[:-1], rng.choice(pool)]
        else:
            body = [" ".join(rng.sample(pool, rng.randint(1, 3))) for _ in range(rng.randint(5, 11))]
        head = rng.choice(heads)
        day = date(2016, 1, 1) + timedelta(days=rng.randrange(3600))
        dated = f"{DAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})"
        folder = out / f"{number // 1000:05d}"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{head[0]} ({number})", *head[1:], "", f"{body[0]} {dated}.", *body[1:], ""]
        (folder / f"{number:08d}.txt").write_text("\n".join(lines), "utf-8")
