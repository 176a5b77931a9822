"""Extraction alone, from classified paragraphs to facts, and the same texts through a spaCy pipeline."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import polars as pl
from loky import ProcessPoolExecutor

from flows.processes import ENVIRONMENT, where_polars_computes

WORKERS = 2
# As many articles as a run reads at once.
BATCH = 2500
# spaCy reads some hundred articles a second with phrases, fewer than ten with token patterns.
SAMPLES = {"phrases": 1000, "tokens": 60}
NAMES = ["countries", "organisations", "people", "places", "posts", "ranks", "series", "weapons"]


def measure(inbox: Path, folder: Path) -> dict[str, Any]:
    """Extract in two processes at once, then let spaCy find the lexicon's names in some of the texts.

    Args:
        inbox: The articles.
        folder: Place to work in.

    Returns:
        `per_second` (articles, of both processes together), `facts` by kind, and `spacy` (see `spacy_pipeline`) by way
        of matching, or `spacy_missing` with the reason.
    """
    from flows.ingest.inbox import scan

    sources = scan(inbox).sources.sort("source_file").select("source_file", "content_hash")
    names, batches = sources["source_file"].to_list(), list(sources.iter_slices(BATCH))
    with ProcessPoolExecutor(WORKERS, env=ENVIRONMENT) as pool:
        parts = list(pool.map(_extract, [inbox] * len(batches), batches))
    seconds = sum(part["seconds"] for part in parts)
    facts = {kind: sum(part["facts"][kind] for part in parts) for kind in parts[0]["facts"]}
    found: dict[str, Any] = {"per_second": len(names) / (seconds / min(WORKERS, len(batches))), "facts": facts}
    try:
        return found | {"spacy": _spacy(inbox, names, folder)}
    except (OSError, subprocess.CalledProcessError) as error:
        return found | {"spacy_missing": getattr(error, "stderr", None) or str(error)}


def show(found: dict[str, Any]) -> None:
    """Print the speeds and their ratios."""
    speed = found["per_second"]
    print(
        f"\nextraction alone            {speed:,.0f} articles/s (classified paragraphs to facts, {WORKERS} processes)"
    )
    for way, other in found.get("spacy", {}).items():
        name, rate = f"spaCy {other['version']}, {way}", other["per_second"]
        print(f"  {name:<26}{rate:,.1f} articles/s ({other['patterns']:,} names, one process): x {speed / rate:,.1f}")
    if "spacy_missing" in found:
        print(f"  spaCy could not be measured: {found['spacy_missing'].strip().splitlines()[-1]}")


def _extract(inbox: Path, sources: pl.DataFrame) -> dict[str, Any]:
    """Read some files, then extract their facts under the clock."""
    from flows.extract.facts import extract
    from flows.ingest.articles import read_batch
    from flows.language.lexicon import load_lexicon

    read, lexicon = read_batch(inbox, sources), load_lexicon()
    begin = time.perf_counter()
    facts = where_polars_computes(lambda: extract(read.articles, read.paragraphs, lexicon))
    return {"seconds": time.perf_counter() - begin, "facts": {kind: frame.height for kind, frame in facts.items()}}


def _spacy(inbox: Path, names: list[str], folder: Path) -> dict[str, Any]:
    """Run spaCy in an environment of its own, since it pins what others need newer."""
    texts, terms = folder / "texts.jsonl", folder / "names.jsonl"
    terms.write_text("".join(json.dumps(term) + "\n" for term in _names()), "utf-8")
    found = {}
    for way, count in SAMPLES.items():
        lines = [json.dumps((inbox / name).read_text("utf-8")) for name in names[:count]]
        texts.write_text("\n".join(lines) + "\n", "utf-8")
        script = Path(__file__).with_name("spacy_pipeline.py")
        command = [
            os.environ.get("UV", "uv"),
            "run",
            "--quiet",
            "--isolated",
            "--no-project",
            "--with",
            "spacy",
            "python",
        ]
        done = subprocess.run([*command, script, texts, terms, way], check=True, capture_output=True, text=True)
        found[way] = json.loads(done.stdout)
    return found


def _names() -> list[dict[str, str]]:
    """Names of the lexicon as patterns of an entity ruler."""
    from flows.language.lexicon import load_lexicon

    lexicon = load_lexicon()
    tables = {name: lexicon.table(name) for name in NAMES}
    tables["weapons"] = tables["weapons"].filter(~pl.col("pattern"))
    return [
        {"label": name.upper(), "pattern": surface}
        for name, table in tables.items()
        for surface in table["surface"].unique(maintain_order=True)
    ]
