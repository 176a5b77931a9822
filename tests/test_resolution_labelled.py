"""Resolution of the labelled articles: how right it is, and that the order of arrival makes no difference."""

import random
import shutil
from itertools import combinations, pairwise

import polars as pl
import pytest

import labelled_reports as labelled
from flows.publish import release
from warehouse_fixtures import load_and_publish, rows

ORDERS = 20
EVENTS = "SELECT * FROM mart.event ORDER BY event_key"
STATUSES = "SELECT * FROM main.fct_event_status ORDER BY ALL"
REPORTS = "SELECT source_file, char_start, subtype, event_key FROM mart.event_report ORDER BY ALL"
LEADS_ON = """
    SELECT count(*) FROM audit.event_merge AS merge
    WHERE merge.former_event_key IN (SELECT event_key FROM mart.event)
        OR merge.event_key NOT IN (SELECT event_key FROM mart.event)
"""


def reports(live) -> pl.DataFrame:
    with release.reading(live) as con:
        return con.execute("FROM mart.event_report").pl()


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """All articles loaded at once."""
    folder = tmp_path_factory.mktemp("rebuilt")
    load_and_publish(folder / "w.duckdb", labelled.stage(folder / "s"), "r1")
    return folder / "w.duckdb"


def test_there_are_enough_pairs_and_near_misses():
    known = labelled.labels().filter(pl.col("event").is_not_null() & (pl.col("event") != "?"))
    pairs = [
        (a, b)
        for a, b in combinations(known.iter_rows(named=True), 2)
        if a["source_file"] != b["source_file"]
        and a["subtype"] == b["subtype"]
        and set(a["actors"].split()) & set(b["actors"].split())
    ]
    assert sum(a["event"] == b["event"] for a, b in pairs) >= 60
    assert sum(a["event"] != b["event"] for a, b in pairs) >= 60


def test_facts_that_are_right_are_resolved_rightly(tmp_path):
    load_and_publish(tmp_path / "w.duckdb", labelled.stage(tmp_path / "s", frames=labelled.told_rightly()), "r1")
    found = labelled.score(reports(tmp_path / "w.duckdb"))
    assert found.f1 >= 0.9, str(found)
    assert len(found.joined) <= 3, str(found)


def test_extracted_facts_are_resolved_as_far_as_they_are_right(rebuilt):
    found = labelled.score(reports(rebuilt))
    assert found.f1 >= 0.85, str(found)
    assert len(found.joined) <= 3, str(found)


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory):
    """All articles of all folders loaded at once, in order."""
    folder = tmp_path_factory.mktemp("mirrored")
    staged = labelled.stage(folder / "s", frames=labelled.mirrored(ORDERS))
    load_and_publish(folder / "w.duckdb", staged, "r1")
    return folder / "w.duckdb"


def portions(way: str) -> list[list[str]]:
    """What each run loads, so that the articles of each folder come in an order of its own."""
    files = labelled.facts()["source"]["source_file"].to_list()
    runs: list[list[str]] = [[] for _ in files]
    for number in range(ORDERS):
        rng = random.Random(number)
        order = [f"{number:02}/{name}" for name in rng.sample(files, len(files))]
        cuts = {
            "one at a time": list(range(1, len(files))),
            "in batches": sorted(rng.sample(range(1, len(files)), rng.randint(1, 4))),
            "at once": [],
        }[way]
        for run, (begin, end) in enumerate(pairwise([0, *cuts, len(files)])):
            runs[run] += order[begin:end]
    return [run for run in runs if run]


@pytest.mark.parametrize("way", ["one at a time", "in batches", "at once"])
def test_no_order_of_arrival_makes_a_difference(tmp_path, mirrored, way):
    """Twenty orders side by side: each folder has its own, and one run loads what is next in all of them."""
    live = tmp_path / "w.duckdb"
    for number, files in enumerate(portions(way)):
        staged = labelled.stage(tmp_path / "s", files, labelled.mirrored(ORDERS))
        load_and_publish(live, staged, f"r{number:02}")
        shutil.rmtree(staged)
    for query in (EVENTS, STATUSES, REPORTS):
        assert rows(live, query) == rows(mirrored, query)
    assert rows(live, LEADS_ON) == [(0,)]


def test_folders_with_parties_of_their_own_resolve_alike(mirrored, rebuilt):
    """So twenty folders in one warehouse say as much as twenty warehouses."""
    alone = together(rows(rebuilt, REPORTS))
    everywhere = together(rows(mirrored, REPORTS))
    assert everywhere == {
        frozenset((f"{number:02}/{name}", start) for name, start in event)
        for number in range(ORDERS)
        for event in alone
    }


def together(reports: list[tuple]) -> set[frozenset]:
    """Which reports, by file and place in it, are one event."""
    events: dict[int, set] = {}
    for name, start, _, key in reports:
        events.setdefault(key, set()).add((name, start))
    return {frozenset(event) for event in events.values()}
