"""A run resolves only what it touches, and gives what a rebuild from nothing gives."""

import itertools
import random

import duckdb
import pytest

from test_resolution import MONTH, numbered, report
from warehouse_fixtures import load_and_publish, rows, stage

KEPT = ("report_signature", "signature", "coarse_signature", "signature_trait", "signature_field")
EVENTS = "SELECT * FROM mart.event ORDER BY ALL"
REPORTS = "SELECT * EXCLUDE (evidence) FROM mart.event_report ORDER BY ALL"
STATUSES = "SELECT * FROM mart.event_status ORDER BY ALL"
QUERIES = (EVENTS, REPORTS, STATUSES, *(f"SELECT * FROM audit.{name} ORDER BY ALL" for name in KEPT))
DATES = (
    {},
    {"day": "2024-06-13"},
    {"day": None},
    {"day": None, "status": "planned"},
    {"day": "2024-06-13", "status": "planned", "published": "2024-06-01"},
    {"day": "2024-06-13", "status": "cancelled"},
    {"date_end": "2024-06-14"},
    MONTH,
    MONTH | {"date_start": "2024-01-01", "date_end": "2024-12-31", "date_precision": "year"},
)
THINGS = (
    {},
    {"subtype": "visit", "actors": ["USA"], "recipients": ["KOR"]},
    {"subtype": "summit", "actors": ["PRK", "USA"]},
    {"subtype": "summit", "actors": ["USA"]},
    {"subtype": "joint_exercise", "actors": ["KOR", "USA"]},
)
TRAITS = (
    {},
    {"place": "Sunan"},
    {"place": "Hanoi", "place_country": "VNM"},
    {"series": "Freedom Shield"},
    {"weapons": ["Hwasong-17"]},
)


def some_articles(rng: random.Random, count: int) -> list:
    """Articles that may tell of the same things: each a mix of thing, date, traits and day of publication."""
    articles = []
    for number in range(count):
        values = {"published": f"2024-06-{rng.randint(10, 20)}"}
        for choices in (THINGS, DATES, TRAITS):
            values |= rng.choice(choices)
        name = f"{number:02}"
        if rng.random() < 0.2:
            articles.append(numbered(name, *rng.sample([1, 2, 3], rng.randint(1, 2)), **values))
        else:
            articles.append(report(name, copies=rng.choice([1, 1, 2]), **values))
    return articles


def runs(rng: random.Random, articles: list) -> list[tuple[list, list[str]]]:
    """What each of some runs loads and withdraws, so that all articles are there in the end."""
    order = rng.sample(articles, len(articles))
    cuts = [0, *sorted(rng.sample(range(1, len(order)), 3)), len(order)]
    steps = [(order[a:b], []) for a, b in itertools.pairwise(cuts)]
    back = rng.sample(order, 6)
    return [*steps, ([], [article.source_file for article in back]), (back[:3], []), (back[3:], [])]


@pytest.mark.parametrize("seed", range(3))
def test_small_runs_give_what_a_rebuild_gives(tmp_path, seed):
    rng = random.Random(seed)
    articles = some_articles(rng, 60)
    names = [article.source_file for article in articles]
    alike = [sorted(rng.sample(names, 3)) for _ in range(3)]
    once, live = tmp_path / "once.duckdb", tmp_path / "w.duckdb"
    load_and_publish(once, stage(tmp_path / "s", articles, alike=alike), "r1")
    for number, (come, gone) in enumerate(runs(rng, articles)):
        folder = tmp_path / f"s{number}"
        load_and_publish(live, stage(folder, come, gone=gone, alike=alike), f"r{number}")
    for query in QUERIES:
        assert rows(live, query) == rows(once, query)


@pytest.fixture
def two(tmp_path):
    """A launch and a visit, whose events an editor has marked: what a run works out anew loses its mark."""
    live = tmp_path / "w.duckdb"
    visit = report("b", subtype="visit", actors=["USA"])
    load_and_publish(live, stage(tmp_path / "s", [report("a"), visit]), "r1")
    live.chmod(0o644)
    with duckdb.connect(str(live)) as con:
        con.execute("UPDATE main.fct_event SET outcome = 'marked'")
    return live


def marks(live) -> dict[str, str | None]:
    return dict(rows(live, "SELECT subtype, outcome FROM mart.event"))


def test_a_run_leaves_alone_what_it_does_not_touch(two, tmp_path):
    load_and_publish(two, stage(tmp_path / "t", [report("c", published="2024-06-20")]), "r2")
    assert marks(two) == {"missile_launch": None, "visit": "marked"}


def test_a_coarse_date_is_asked_anew_when_a_finer_one_comes(two, tmp_path):
    coarse = report("c", subtype="visit", actors=["KOR"], published="2024-07-01", **MONTH)
    load_and_publish(two, stage(tmp_path / "t", [coarse]), "r2")
    assert len(marks(two)) == 2
    fine = report("d", subtype="visit", actors=["KOR"])
    load_and_publish(two, stage(tmp_path / "u", [fine]), "r3")
    assert rows(two, "SELECT reports FROM mart.event ORDER BY 1") == [(1,), (1,), (2,)]


def test_a_withdrawn_report_takes_its_place_on_the_map_along(tmp_path):
    spots = [{"latitude": 39.2 + n / 100, "longitude": 125.7 - n / 100} for n in range(2)]
    articles = [report(f"{n}", place="Sunan", **spot) for n, spot in enumerate(spots)]
    for gone in articles:
        kept = [article for article in articles if article is not gone]
        live, once = (tmp_path / f"{gone.source_file}-{name}.duckdb" for name in ("live", "once"))
        folder = tmp_path / gone.source_file
        load_and_publish(live, stage(folder / "all", articles), "r1")
        load_and_publish(live, stage(folder / "gone", [], gone=[gone.source_file]), "r2")
        load_and_publish(once, stage(folder / "kept", kept), "r1")
        for query in QUERIES:
            assert rows(live, query) == rows(once, query)


def test_other_rules_resolve_everything_anew(two, tmp_path):
    with duckdb.connect(str(two)) as con:
        con.execute("UPDATE audit.resolution_rules SET fingerprint = 'others'")
        con.execute("UPDATE audit.signature SET block_key = 1, event_cluster_key = 1")
        con.execute("UPDATE main.fct_event_report SET event_key = 1")
        con.execute("UPDATE main.fct_event_status SET event_key = 1")
    load_and_publish(two, stage(tmp_path / "t", [report("c", day="2024-06-20")]), "r2")
    once = tmp_path / "once.duckdb"
    articles = [report("a"), report("b", subtype="visit", actors=["USA"]), report("c", day="2024-06-20")]
    load_and_publish(once, stage(tmp_path / "u", articles), "r1")
    for query in QUERIES:
        assert rows(two, query) == rows(once, query)
