"""The published file opened by the programs that people open it with, each in an environment of its own.

`make readers` runs these; the common test run leaves them out, because they fetch packages.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from flows.paths import sql_dir
from warehouse_fixtures import publish_two_launches

pytestmark = pytest.mark.readers

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "readers"
NO_INDEX = (
    "failed to fetch",
    "error sending request",
    "network",
    "dns error",
    "enotfound",
    "eai_again",
    "econnrefused",
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return publish_two_launches(tmp_path_factory.mktemp("warehouse"))


@pytest.fixture(scope="module")
def counts(warehouse):
    """Rows of each public view, as the DuckDB that wrote the file sees them."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        views = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall()
        found = {name: con.execute(f'SELECT count(*) FROM mart."{name}"').fetchall()[0][0] for (name,) in views}
    assert found["event_report"]
    return found


def run(*words, cwd=None):
    """Run a program; skip where what it needs cannot be fetched, fail when it fails otherwise."""
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode and any(sign in done.stderr.lower() for sign in NO_INDEX):
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return done.stdout


def python(script, warehouse, *packages):
    """Run a script with some packages and nothing else of ours; returns what it prints."""
    uv = shutil.which("uv") or str(HERE.parent.parent / ".uv" / "bin" / "uv")
    needs = [word for package in packages for word in ("--with", package)]
    words = [uv, "run", "--quiet", "--no-project", "--isolated", "--no-config", *needs, "python"]
    return json.loads(run(*words, HERE / script, warehouse))


@pytest.mark.parametrize("version", ["1.4", "1.5", "2.0"])
def test_duckdb(version, warehouse, counts):
    found = python("read_duckdb.py", warehouse, f"duckdb=={version}.*", "pytz")
    assert found["version"].startswith(version)
    assert found["counts"] == counts
    columns, with_comment = found["columns"]
    assert columns == with_comment > 0
    assert found["wrong_evidence"] == 0


def test_command_line(warehouse):
    uvx = shutil.which("uvx") or str(HERE.parent.parent / ".uv" / "bin" / "uvx")
    questions = sorted((sql_dir() / "queries").glob("*.sql"))
    words = [uvx, "--quiet", "--no-config", "--from", "duckdb-cli", "duckdb", "-readonly", "-bail", "-json", warehouse]
    for question in questions:
        run(*words, "-f", question)
    assert questions


def test_sqlalchemy(warehouse, counts):
    found = python("read_sqlalchemy.py", warehouse, "duckdb-sqlalchemy", "duckdb<2")
    assert found["counts"] == counts
    assert found["keys"]["dim_actor"] == ["actor_key"]
    assert not [name for name in found["keys"] if name.startswith("fct_")], "facts bear no enforced key"
    assert found["comment"].startswith("One row for each")
    assert all(found["column_comments"].values())
    assert found["unknown_actor"] == "(unknown)"


def test_adbc(warehouse, counts):
    found = python("read_adbc.py", warehouse, "duckdb<2", "adbc-driver-manager", "pyarrow")
    assert found["counts"] == counts
    assert found["types"] == {"actors": "list<l: string>", "published_date": "date32[day]", "confidence": "double"}


def test_frames(warehouse, counts):
    found = python("read_frames.py", warehouse, "duckdb<2", "polars", "pandas", "pyarrow", "pytz")
    assert found["polars"] == counts
    assert found["pandas"] == counts
    assert found["actors"] == "List(String)"
    assert found["date_start"] == "Date"
    assert found["published_at"] == "UTC"


def test_wasm(warehouse, counts):
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("there is no node")
    CACHE.mkdir(parents=True, exist_ok=True)
    if not (CACHE / "node_modules" / "@duckdb" / "duckdb-wasm").is_dir():
        run("npm", "install", "--no-audit", "--no-fund", "--prefix", CACHE, "@duckdb/duckdb-wasm@1.32.0")
    script = shutil.copy(HERE / "read_wasm.cjs", CACHE)
    found = json.loads(run("node", script, warehouse))
    assert found["counts"] == counts
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert con.execute("SELECT sum(length(text)) FROM main.dim_article").fetchall() == [(found["letters"],)]
