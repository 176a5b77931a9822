"""Compare the facts with labelled articles and write the table: `python -m bench.scores --shared ../shared`."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from flows.runner import run_once
from flows.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
# Labelled articles of the project itself, in the same layout.
OWN = ROOT / "tests" / "labelled" / "corpus"
# Short labelled texts, one a line: made into pages of a time, the text, and a headline that tells no event but what the
# pages are about, as those of whole articles do.
SHORT = ROOT / "tests" / "labelled" / "short"
OTHER_LABELS = ["countries", "persons", "places", "weapons", "series", "organisations", "statements", "quantities"]
PAGE = "Catatan singkat: rudal dan nuklir Korea Utara\n{day:%d/%m/%Y} 10:00 WIB\n\n{text}\n"


def main() -> int:
    """Run on the labelled sets, score each, and write `docs/scores.md`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with tools/ and corpus/")
    args = parser.parse_args()
    tool = args.shared / "tools" / "score.py"
    if not tool.is_file():
        print(f"No labelled articles at {args.shared}; name their folder with SHARED=...", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="warta-scores-") as folder:
        warehouse, texts = Path(folder) / "scores.duckdb", Path(folder) / "corpus"
        for corpus in (args.shared / "corpus", OWN):
            shutil.copytree(corpus, texts, dirs_exist_ok=True)
        sets = [path.name for path in sorted((texts / "gold").iterdir()) if (texts / path.name).is_dir()]
        short = [lay_out(path, texts) for path in sorted(SHORT.glob("*.jsonl"))]
        _load(texts, warehouse, Path(folder))
        scores = {name: _score(tool, warehouse, texts, name) for name in [*sets, *short]}
    page = table({name: scores[name] for name in sets}) + short_table({name: scores[name] for name in short})
    page += resolution_table(_resolution())
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "scores.md").write_text(page, "utf-8")
    print(page)
    return 0


def lay_out(path: Path, texts: Path) -> str:
    """Write the short texts of a file as pages and labels of a set, and give its name."""
    name = f"short_{path.stem}"
    for folder in (texts / name, texts / "gold" / name):
        folder.mkdir(parents=True)
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        day = date.fromisoformat(item["published"])
        page, file = PAGE.format(day=day, text=item["text"]), f"{item['id']}.txt"
        (texts / name / file).write_text(page, "utf-8")
        article: dict[str, object] = {
            "outlet": None, "title": page.split("\n")[0], "published_at": f"{day}T10:00:00+07:00",
            "published_precision": "minute", "dateline": None, "agencies": [], "repeated_paragraphs": 0,
        }  # fmt: skip
        others: dict[str, list[object]] = {key: [] for key in OTHER_LABELS}
        events = [{"id": str(number), **event} for number, event in enumerate(item["events"])]
        labels = {"file": file, "article": article, **others, "events": events}
        (texts / "gold" / name / f"{item['id']}.json").write_text(json.dumps(labels), "utf-8")
    return name


def short_table(scores: dict[str, dict[str, dict[str, float]]]) -> str:
    """The scores of the short texts as Markdown, which have labels for events alone."""
    events = {
        name: {key: value for key, value in found.items() if key.startswith("event.")} for name, found in scores.items()
    }
    about = "Texts of one to three sentences, written for breadth of wording (`tests/labelled/short`); events alone."
    return f"\n## Short texts\n\n{about}\n\n{_rows(events)}"


def table(scores: dict[str, dict[str, dict[str, float]]]) -> str:
    """The scores as Markdown: one row for each metric, F1 (or accuracy) with the number of labels for each set."""
    about = "F1 or accuracy over the labelled articles, with the number of labels; made by `make score`."
    return f"# Scores\n\n{about}\n\n{_rows(scores)}"


def _rows(scores: dict[str, dict[str, dict[str, float]]]) -> str:
    metrics = sorted({metric for found in scores.values() for metric in found})
    lines = ["| metric | " + " | ".join(scores) + " |", "|---|" + "---:|" * len(scores)]
    for metric in metrics:
        cells = [_cell(found.get(metric)) for found in scores.values()]
        lines.append(f"| {metric} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def resolution_table(scores: dict[str, dict[str, float]]) -> str:
    """How right the resolution of reports is, as Markdown: one row for each kind of facts."""
    lines = [
        "",
        "## One event from many reports",
        "",
        "Pairs of reports of different articles that `tests/labelled/resolution.csv` tells to be of one event.",
        "Resolved are labelled facts (what resolution alone is worth) and extracted ones, as far as they are right.",
        "",
        "| facts | F1 | right | wrongly joined | wrongly apart | pairs in the labels |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, found in scores.items():
        pairs = " | ".join(f"{found[key]:.0f}" for key in ("right", "joined", "apart", "labelled"))
        lines.append(f"| {name} | {found['f1']:.3f} | {pairs} |")
    return "\n".join(lines) + "\n"


def _cell(found: dict[str, float] | None) -> str:
    return f"{found['f1']:.3f} ({found['gold']:.0f})" if found else ""


def _load(texts: Path, warehouse: Path, folder: Path) -> None:
    from rich.console import Console

    settings = load_settings(inbox=texts, warehouse=warehouse, home=folder / "home", orchestration="off")
    run_once(settings, force=False, console=Console(stderr=True))


def _score(tool: Path, warehouse: Path, texts: Path, name: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(tool), str(warehouse), str(texts), name, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def _resolution() -> dict[str, dict[str, float]]:
    script = ROOT / "tests" / "score_resolution.py"
    done = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
