"""Read the published file with Apache Superset through its API: `make superset`, by hand.

It publishes a small warehouse, registers it read-only, compares what Superset lists and counts with what DuckDB says,
publishes the next file over it, and asks again. With `--open` it then registers the warehouse of the project and stays
until it is stopped.
"""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import environment
import httpx
from environment import ROOT, say

from flows.runner import run_once
from flows.settings import load_settings

QUERY = "SELECT count(*) AS events, max(last_reported)::VARCHAR AS newest FROM mart.event"
COLUMNS = "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'mart' AND table_name = ? ORDER BY column_index"
VIEWS = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY 1"


class Superset:
    """A session of the admin with the API."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=f"{address}/api/v1", timeout=120, trust_env=False)
        login = {"username": environment.USER, "password": environment.password(), "provider": "db"}
        self.http.headers["Authorization"] = f"Bearer {self.ask('POST', '/security/login', json=login)['access_token']}"
        self.http.headers["X-CSRFToken"] = self.ask("GET", "/security/csrf_token/")["result"]

    def ask(self, method: str, path: str, **values: Any) -> dict[str, Any]:
        """Call the API; an answer that is not good ends the program with what it said."""
        answer = self.http.request(method, path, **values)
        if answer.is_error:
            sys.exit(f"Superset answered {answer.status_code} to {method} {path}: {answer.text[:500]}")
        return dict(answer.json())

    def register(self, name: str, warehouse: Path) -> int:
        """Make a warehouse known under a name, read-only; gives the id of the database."""
        known = self.ask("GET", "/database/", params={"q": "(page_size:100)"})["result"]
        wanted = {
            "database_name": name,
            "sqlalchemy_uri": f"duckdb:///{quote(str(warehouse.resolve()))}?access_mode=read_only",
            "expose_in_sqllab": True,
            "allow_dml": False,
        }
        for database in known:
            if database["database_name"] == name:
                self.ask("PUT", f"/database/{database['id']}", json=wanted)
                return int(database["id"])
        return int(self.ask("POST", "/database/", json=wanted)["id"])

    def views(self, database: int) -> list[str]:
        """Tables and views of schema `mart`."""
        found = self.ask("GET", f"/database/{database}/tables/", params={"q": "(schema_name:mart,force:!t)"})
        return sorted(table["value"] for table in found["result"])

    def columns(self, database: int, view: str) -> list[str]:
        """Columns of a view of schema `mart`."""
        asked = {"name": view, "schema": "mart"}
        found = self.ask("GET", f"/database/{database}/table_metadata/", params=asked)
        return [column["name"] for column in found["columns"]]

    def query(self, database: int, sql: str) -> list[dict[str, Any]]:
        """Rows of a query in SQL Lab."""
        asked = {"database_id": database, "sql": sql, "schema": "mart", "runAsync": False, "client_id": _id()}
        return list(self.ask("POST", "/sqllab/execute/", json=asked)["data"])

    def refuses(self, database: int, sql: str) -> bool:
        """Whether SQL Lab refuses a statement."""
        asked = {"database_id": database, "sql": sql, "runAsync": False, "client_id": _id()}
        return self.http.post("/sqllab/execute/", json=asked).is_error


def main() -> int:
    """Check, report, and stay where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", action="store_true", help="stay until stopped, with the warehouse of the project")
    parser.add_argument("--warehouse", type=Path, default=ROOT / "warehouse" / "warta.duckdb")
    parser.add_argument("--port", type=int, default=8088)
    options = parser.parse_args()
    # Whoever ends this ends the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    environment.install()
    with environment.running(options.port if options.open else 0) as address:
        superset = Superset(address)
        with tempfile.TemporaryDirectory(prefix="warta-superset-") as folder:
            failures = check(superset, Path(folder))
        print(f"{len(failures)} of the checks failed." if failures else "Superset reads the file.")
        if options.open and not failures:
            stay(superset, address, options.warehouse)
    return 1 if failures else 0


def check(superset: Superset, folder: Path) -> list[str]:
    """Publish twice and compare what Superset sees with what DuckDB says; gives what does not hold."""
    warehouse, inbox = folder / "warta.duckdb", folder / "inbox"
    samples = sorted((ROOT / "tests" / "samples").glob("*.txt"))
    publish(warehouse, inbox, samples[: len(samples) // 2])
    database = superset.register("Warta check", warehouse)
    views = superset.views(database)
    columns = {view: superset.columns(database, view) for view in views}
    before = superset.query(database, QUERY)
    first = (told(warehouse, VIEWS), {view: told(warehouse, COLUMNS, view) for view in views}, one(warehouse))
    say("publishing the next file over it")
    publish(warehouse, inbox, samples)
    after = superset.query(database, QUERY)
    outcomes = {
        f"{len(views)} views of schema mart": views == first[0],
        f"{sum(map(len, columns.values()))} columns of them": columns == first[1],
        f"mart.event before the next file: {before}": before == [first[2]],
        f"mart.event after it: {after}": after == [one(warehouse)] and after != before,
        "refuses to write": superset.refuses(database, "CREATE TABLE main.notes AS SELECT 1 AS note"),
    }
    for told_so, holds in outcomes.items():
        print(f"{'OK  ' if holds else 'FAIL'} {told_so}")
    superset.ask("DELETE", f"/database/{database}")
    return [name for name, holds in outcomes.items() if not holds]


def publish(warehouse: Path, inbox: Path, articles: list[Path]) -> None:
    """Run Warta on some articles."""
    from rich.console import Console

    inbox.mkdir(exist_ok=True)
    for article in articles:
        shutil.copy(article, inbox)
    settings = load_settings(inbox=inbox, warehouse=warehouse, home=warehouse.parent / "home", orchestration="off")
    run_once(settings, force=False, console=Console(quiet=True))


def told(warehouse: Path, query: str, *values: str) -> list[str]:
    """First column of a query, as DuckDB itself gives it."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return [name for (name,) in con.execute(query, list(values)).fetchall()]


def one(warehouse: Path) -> dict[str, Any]:
    """What `QUERY` gives in DuckDB itself."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        events, newest = con.execute(QUERY).fetchall()[0]
    return {"events": events, "newest": newest}


def stay(superset: Superset, address: str, warehouse: Path) -> None:
    """Register the warehouse of the project and say how to open it."""
    if not warehouse.is_file():
        sys.exit(f"There is no warehouse at {warehouse}; make one with: make run")
    superset.register("Warta", warehouse)
    print(f"Open {address}/sqllab/ as {environment.USER} with the password {environment.password()}; database Warta.")
    print("Stop it with Ctrl-C.", flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return


def _id() -> str:
    return f"w{time.monotonic_ns() % 10**9}"


if __name__ == "__main__":
    sys.exit(main())
