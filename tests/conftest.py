"""Fixtures of all tests: a quiet environment, the bundled samples, and rooms made of paper to test the road alone."""

import functools
import os
import sys
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace

import polars as pl
import pytest

# Before anything imports Prefect: no server, no telemetry, nothing in the home folder.
os.environ.update(
    {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "GX_ANALYTICS_ENABLED": "false",
    }
)
for name in [name for name in os.environ if name.startswith("WARTA_")]:
    del os.environ[name]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
# Names of the parameters of tests that are an article to read.
TEXTS = ("text", "sentence", "paragraphs")

# What modules call that load warehouses, run the whole road or start programs.
SLOW = {"load_and_publish", "through", "run", "server", "subprocess"}


def pytest_collection_modifyitems(items) -> None:
    """Begin with the modules that take long, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: SLOW.isdisjoint(vars(item.module)))


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Let DuckDB write with one thread: workers are as many as cores, and small loads gain nothing from more."""
    import_module("flows.publish.release")._WRITER_CONFIG["threads"] = 1


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "tests" / "samples"


@pytest.fixture(scope="module", autouse=True)
def cases(request) -> None:
    """Tell `facts_of` what the cases of a module read: their parameters `text`, `sentence` or `paragraphs`."""
    if reading := sys.modules.get("reading"):
        of_module = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
        texts = [value for item in of_module for name, value in item.callspec.params.items() if name in TEXTS]
        reading.cases[:] = dict.fromkeys((text,) if isinstance(text, str) else tuple(text) for text in texts if text)
        reading.found.clear()


@pytest.fixture
def home(tmp_path, monkeypatch) -> Iterator[Path]:
    """An empty working directory and home, so that no configuration of the machine is read."""
    monkeypatch.chdir(tmp_path)
    before = dict(os.environ)
    os.environ["WARTA_HOME"] = str(tmp_path / "home")
    yield tmp_path
    os.environ.clear()
    os.environ.update(before)


@dataclass
class Rooms:
    """Stand-ins for the rooms beside the road, and what they were asked."""

    journal: list = field(default_factory=list)
    extracted: list = field(default_factory=list)
    fail: dict = field(default_factory=dict)

    def called(self, name: str) -> None:
        errors = self.fail.get(name)
        if isinstance(errors, list):
            if errors:
                raise errors.pop(0)
        elif errors:
            raise errors


@pytest.fixture
def rooms(monkeypatch) -> Rooms:
    """Replace ingest, extract, validate, load and release by functions of a line or two."""
    made = Rooms()
    Inbox = namedtuple("Inbox", "sources refused")
    Batch = namedtuple("Batch", "articles paragraphs refused")
    text = pl.String
    refused_schema = {"source_file": text, "content_hash": text, "reason": text, "detail": text, "remedy": text}

    def scan(inbox, manifest):
        made.called("scan")
        known = dict(manifest.select("source_file", "content_hash").iter_rows())
        refused_before = dict(manifest.filter(pl.col("state") == "refused").select("source_file", "state").iter_rows())
        files = {path.name: path.read_text() for path in sorted(inbox.glob("*.txt"))}
        rows = [
            (name, str(inbox / name), str(hash(body)), len(body),
             "new" if name not in known else "unchanged" if known[name] == str(hash(body)) else "changed")
            for name, body in files.items() if body or name in refused_before
        ]  # fmt: skip
        rows += [(name, "", known[name], 0, "gone") for name in known if name not in files]
        schema = {"source_file": text, "path": text, "content_hash": text, "size": pl.Int64, "state": text}
        refused = [(name, "0", "empty", "no bytes", "Remove it.") for name, body in files.items()
                   if not body and name not in refused_before]  # fmt: skip
        return Inbox(pl.DataFrame(rows, schema, orient="row"), pl.DataFrame(refused, refused_schema, orient="row"))

    def read_batch(inbox, sources):
        made.called("read")
        articles = sources.select("source_file", "content_hash", text=pl.lit("Teks."))
        columns = {name: None for name in sys.modules["flows.batch"].ARTICLE_COLUMNS if name not in articles.columns}
        return Batch(articles.with_columns(**columns), pl.DataFrame(), pl.DataFrame(schema=refused_schema))

    def extract(articles, paragraphs, lexicon):
        made.called("extract")
        made.extracted.append(articles.height)
        return {"mention": articles.select("source_file")}

    def validate_batch(folder, *_, **__):
        made.called("validate")
        (folder / "valid").mkdir(exist_ok=True)
        for kind in ("article", "mention"):
            pl.read_parquet(folder / f"{kind}.parquet").write_parquet(folder / "valid" / f"{kind}.parquet")
        bad = {"frame": ["mention"], "source_file": ["a.txt"], "expectation": ["span"], "column": ["char_end"]}
        pl.DataFrame(bad).write_parquet(folder / "quarantine.parquet")
        check = {"frame": "mention", "expectation": "span", "column": "char_end", "evaluated": 9, "unexpected": 1,
                 "success": False, "severity": "warning"}  # fmt: skip
        pl.DataFrame([check]).write_parquet(folder / "quality_check.parquet")
        return [check]

    def write_report(folder, out):
        out.mkdir(parents=True, exist_ok=True)
        page = out / "index.html"
        page.write_text("<html>")
        return page

    def read_manifest(live):
        schema = {"source_file": text, "content_hash": text, "state": text}
        return pl.read_parquet(live) if live.exists() else pl.DataFrame(schema=schema)

    def prepare(live):
        next_file = live.with_suffix(".next")
        next_file.touch()
        return next_file

    def load_run(next_file, staging, run):
        made.called("load")
        sources = pl.read_parquet(staging / "sources.parquet").filter(pl.col("state") != "gone")
        refused = pl.read_parquet(staging / "refused.parquet")
        known = [sources.select("source_file", "content_hash", state=pl.lit("loaded")),
                 refused.select("source_file", "content_hash", state=pl.lit("refused"))]  # fmt: skip
        pl.concat(known).write_parquet(next_file)
        made.journal.append(run)
        return SimpleNamespace(current={"article": sources.height}, warnings=[])

    @dataclass
    class RunRecord:
        run_id: str
        started_at: object
        finished_at: object
        state: str
        inbox: str
        version: str
        articles_new: int = 0
        articles_changed: int = 0
        articles_gone: int = 0
        refused: int = 0
        quarantined: int = 0
        message: str | None = None
        steps: dict = field(default_factory=dict)

    def publish(next_file, live):
        made.called("publish")
        next_file.rename(live)

    fakes = {
        "flows.ingest.inbox": {"scan": scan},
        "flows.ingest.articles": {"read_batch": read_batch},
        "flows.resolve.sketches": {"signatures": lambda articles, paragraphs: articles.select("source_file")},
        "flows.extract.facts": {"extract": extract},
        "flows.language.lexicon": {"load_lexicon": lambda folder: None},
        "flows.publish.library": {"warm_up": lambda: None},
        "flows.publish.validate": {"validate_batch": validate_batch},
        "flows.publish.quality": {"write_report": write_report},
        "flows.publish.load": {"load_run": load_run},
        "flows.publish.journal": {"RunRecord": RunRecord, "append": lambda live, line: made.journal.append(line)},
        "flows.publish.release": {
            "read_manifest": read_manifest,
            "is_outdated": lambda live: False,
            "has_run": lambda live, run_id: False,
            "prepare": prepare,
            "next_path": lambda live: live.with_suffix(".next"),
            "publish": publish,
            "discard": lambda file: file.unlink(missing_ok=True),
        },
    }
    for name, functions in fakes.items():
        module = ModuleType(name)
        module.__dict__.update(functions)
        package, _, short = name.rpartition(".")
        monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setattr(import_module(package), short, module, raising=False)
    return made


@pytest.fixture
def read(tmp_path):
    """Read pages given as keyword arguments; gives articles by name and their (kind, text) pairs."""
    from pages import read_pages

    return functools.partial(read_pages, tmp_path)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The 36 articles written for this project, read by one run: settings whose warehouse holds them."""
    from flows.settings import Settings
    from pages import copy_written
    from through import run

    folder = tmp_path_factory.mktemp("written")
    (folder / "inbox").mkdir()
    copy_written(folder / "inbox")
    settings = Settings(
        inbox=folder / "inbox", warehouse=folder / "w.duckdb", home=folder / "home", orchestration="off"
    )
    run(settings)
    return settings
