"""How right the resolution of the labelled articles is, as JSON: `make score` asks for it."""

import json
import sys
import tempfile
from pathlib import Path

import labelled_reports as labelled
from flows.publish import release
from warehouse_fixtures import load_and_publish


def main() -> int:
    """Resolve labelled and extracted facts, and print pairs right, wrongly joined and wrongly apart, with their F1."""
    found = {"labelled": scored(labelled.told_rightly()), "extracted": scored(labelled.facts())}
    print(json.dumps(found))
    return 0


def scored(frames) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        live = Path(folder) / "w.duckdb"
        load_and_publish(live, labelled.stage(Path(folder) / "s", frames=frames), "r1")
        with release.reading(live) as con:
            found = labelled.score(con.execute("FROM mart.event_report").pl())
    pairs = {name: len(getattr(found, name)) for name in ("right", "joined", "apart")}
    return pairs | {"f1": found.f1, "labelled": labelled.pairs()}


if __name__ == "__main__":
    sys.exit(main())
