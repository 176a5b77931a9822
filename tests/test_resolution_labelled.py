"""Resolution of the labelled articles: how right it is, and that the order of arrival makes no difference."""

import random
import shutil
from itertools import combinations

import polars as pl
import pytest

import labelled_reports as labelled
from flows.publish import release
from warehouse_fixtures import load_and_publish, rows

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


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_arrival_makes_no_difference(tmp_path, rebuilt, seed):
    """Once one article at a time, six times in batches, else at once."""
    order = random.Random(seed)
    files = labelled.facts()["source"]["source_file"].to_list()
    order.shuffle(files)
    cuts = range(1, len(files)) if seed == 0 else sorted(order.sample(range(1, len(files)), 2)) if seed < 7 else []
    live = tmp_path / "w.duckdb"
    for number, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(files)], strict=True)):
        load_and_publish(live, labelled.stage(tmp_path / "s", files[begin:end]), f"r{number:02}")
        shutil.rmtree(tmp_path / "s")
    for query in (EVENTS, STATUSES, REPORTS):
        assert rows(live, query) == rows(rebuilt, query)
    assert rows(live, LEADS_ON) == [(0,)]
