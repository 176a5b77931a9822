"""Copies through several runs: what is one group, and that nothing counts twice."""

import random

import pytest

from warehouse_fixtures import Article, load_and_publish, rows, stage

COPIES = "SELECT source_file, copy_of FROM mart.article ORDER BY 1"
EVENTS = "SELECT * FROM mart.event ORDER BY ALL"


def launch(source_file: str, day: int, extra: str = "", words: str = "") -> Article:
    """A page on one launch, published on that day of June by an outlet of its own."""
    text = f"Korut Luncurkan Rudal\nKorea Utara menembakkan rudal, Rabu (12/6/2024). {extra}{words}\n"
    article = Article(source_file, text, f"Koran {source_file}", f"2024-06-{day:02}")
    article.mention("Korea Utara", "country", "PRK", country="PRK", code="PRK")
    article.event("Korea Utara menembakkan rudal", "missile_launch", "2024-06-12", actors=["PRK"])
    if extra:
        article.event(extra, "condemnation", "2024-06-13", actors=["JPN"], recipients=["PRK"])
    return article


@pytest.fixture
def warehouse(tmp_path):
    """Load runs one after the other; `alike` says which files hold nearly the same words."""
    live, runs = tmp_path / "w.duckdb", []

    def load(*articles: Article, gone=(), alike=(("a", "b", "c"),), states=None):
        runs.append(len(runs))
        folder = stage(tmp_path / f"s{len(runs)}", list(articles), gone=list(gone), alike=alike, states=states)
        load_and_publish(live, folder, f"r{len(runs):03}")
        return live

    return load


def test_an_original_that_arrives_late_takes_its_place(warehouse):
    live = warehouse(launch("b", 14))
    assert rows(live, COPIES) == [("b", None)]
    warehouse(launch("c", 15))
    assert rows(live, COPIES) == [("b", None), ("c", "b")]
    warehouse(launch("a", 13), launch("d", 13))
    assert rows(live, COPIES) == [("a", None), ("b", "a"), ("c", "a"), ("d", None)]
    assert rows(live, "SELECT reports, articles, outlets FROM mart.event") == [(2, 2, 2)]
    named = "SELECT original.source_file FROM main.dim_article AS copy JOIN main.dim_article AS original ON "
    assert rows(
        live, f"{named} copy.copy_of_key = original.article_key WHERE copy.is_current AND copy.copy_of <> ''"
    ) == [
        ("a",),
        ("a",),
    ]


def test_the_next_one_is_the_original_when_the_first_is_gone(warehouse):
    live = warehouse(launch("a", 13), launch("b", 14), launch("c", 15))
    warehouse(gone=["a"])
    assert rows(live, COPIES) == [("b", None), ("c", "b")]
    warehouse(gone=["b"])
    assert rows(live, COPIES) == [("c", None)]
    assert rows(live, "SELECT count(*) FROM audit.article_sketch") == [(1,)]
    warehouse(launch("a", 13))
    assert rows(live, COPIES) == [("a", None), ("c", "a")]


def test_a_page_that_changes_leaves_its_group(warehouse):
    live = warehouse(launch("a", 13), launch("b", 14), launch("c", 15))
    warehouse(launch("a", 13, words="Teks lain."), alike=[["b", "c"]], states={"a": "changed"})
    assert rows(live, COPIES) == [("a", None), ("b", None), ("c", "b")]
    warehouse(launch("c", 15, words="Teks lain."), alike=[], states={"c": "changed"})
    assert rows(live, COPIES) == [("a", None), ("b", None), ("c", None)]
    assert rows(live, "SELECT reports, outlets FROM mart.event") == [(3, 3)]


def test_reading_all_again_changes_nothing(warehouse):
    articles = [launch("a", 13), launch("b", 14), launch("c", 15), launch("d", 13)]
    live = warehouse(*articles)
    before = rows(live, COPIES), rows(live, EVENTS)
    warehouse(*articles, states=dict.fromkeys("abcd", "changed"))
    assert (rows(live, COPIES), rows(live, EVENTS)) == before


@pytest.mark.parametrize("seed", range(2))
def test_any_order_of_arrival_gives_the_same(tmp_path, seed):
    rng = random.Random(seed)
    alike = [["a", "b", "c"], ["d", "e"], ["f", "g", "h", "i"]]
    articles = [launch(name, 13 + rng.randrange(4)) for name in "abcdefghijk"]
    load_and_publish(tmp_path / "at_once.duckdb", stage(tmp_path / "s", articles, alike=alike), "r000")
    rng.shuffle(articles)
    live = tmp_path / "piecemeal.duckdb"
    # Some arrive that are gone before the end.
    load_and_publish(live, stage(tmp_path / "s_", [launch("a0", 12), launch("d0", 12)], alike=alike), "r000")
    for number, article in enumerate(articles, 1):
        gone = {4: ["a0"], 7: ["d0"]}.get(number, [])
        together = [["a0", *alike[0]], ["d0", *alike[1]], alike[2]]
        load_and_publish(live, stage(tmp_path / f"s{number}", [article], gone=gone, alike=together), f"r{number:03}")
    # The groups bear other words there, but the same members.
    assert rows(live, COPIES) == rows(tmp_path / "at_once.duckdb", COPIES)
    assert rows(live, EVENTS) == rows(tmp_path / "at_once.duckdb", EVENTS)


def test_facts_of_a_copy_are_its_own_and_count_once(warehouse):
    live = warehouse(launch("a", 13), launch("b", 14, "Jepang mengecam."), launch("c", 15, "Jepang mengecam."))
    assert rows(
        live, "SELECT source_file, copy_of FROM mart.event_report WHERE subtype = 'missile_launch' ORDER BY 1"
    ) == [
        ("a", None),
        ("b", "a"),
        ("c", "a"),
    ]
    # What only the copies add is told once, by the one text that they come from.
    counted = "SELECT subtype, reports, articles, outlets FROM mart.event ORDER BY 1"
    assert rows(live, counted) == [("condemnation", 1, 1, 1), ("missile_launch", 1, 1, 1)]
    assert rows(live, "SELECT subtype, reports FROM mart.event_status ORDER BY 1") == [
        ("condemnation", 1),
        ("missile_launch", 1),
    ]


def test_texts_without_a_sketch_are_no_copies(warehouse, tmp_path):
    folder = stage(tmp_path / "s", [launch("a", 13), launch("b", 14)])
    (folder / "batch_00001" / "signature.parquet").unlink()
    load_and_publish(tmp_path / "w.duckdb", folder, "r1")
    assert rows(tmp_path / "w.duckdb", COPIES) == [("a", None), ("b", None)]
