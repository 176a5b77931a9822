"""Launches beside public launch databases: one row for each, what each article claims, and the numbers of a flight."""

import csv
from pathlib import Path

import pytest

import through
from warehouse_fixtures import Article, load_and_publish, rows, stage

TEXT = (
    "Judul {}\nKorea Utara menembakkan {} rudal dari Sunan. "
    "Rudal itu terbang 400 kilometer pada ketinggian {} kilometer. "
    + "Menteri lalu berbicara panjang lebar. " * 12
    + "Pesawat lain menempuh jarak 900 kilometer.\n"
)


def launch(source_file: str, count: int, apogee: int, published: str, **values) -> Article:
    article = Article(source_file, TEXT.format(source_file, count, apogee), source_file, published)
    place = {"place": "Sunan", "place_country": "PRK", "latitude": 39.2, "longitude": 125.7}
    values = {"actors": ["PRK"], "weapons": ["Hwasong-12", "rudal balistik"]} | place | values
    article.event(f"Korea Utara menembakkan {count} rudal dari Sunan", "missile_launch", "2024-06-12", **values)
    article.add("quantity", f"{count} rudal", value=float(count), unit="rudal", what="rudal", report=0)
    article.add("quantity", "400 kilometer", value=400.0, unit="kilometer", what="terbang")
    article.add("quantity", f"{apogee} kilometer", value=float(apogee), unit="kilometer", what="ketinggian")
    return article.add("quantity", "900 kilometer", value=900.0, unit="kilometer", what="jarak")


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    folder = tmp_path_factory.mktemp("launches")
    articles = [
        launch("a", 2, 48, "2024-06-13"),
        launch("b", 3, 50, "2024-06-14", outcome="failure"),
        launch("c", 3, 50, "2024-06-15"),
        launch("sea", 1, 60, "2024-07-13", actors=["KOR"], place="Laut Kuning", place_country=None),
    ]
    load_and_publish(folder / "w.duckdb", stage(folder / "s", articles), "r1")
    return folder / "w.duckdb"


def test_the_number_that_most_articles_give_stands(live):
    query = (
        "SELECT quantity, quantity_claims, apogee, distance, missile, site, reports FROM mart.launch ORDER BY country"
    )
    assert rows(live, query) == [
        (1.0, [1.0], 60.0, 400.0, "Hwasong-12", None, 1),
        (3.0, [2.0, 3.0], 50.0, 400.0, "Hwasong-12", "Sunan", 3),
    ]


def test_a_launch_has_a_row_for_each_claim_and_one_resolved(live):
    assert rows(live,
        """
        SELECT is_resolved, source_file, quantity, apogee, outcome FROM mart.launch_claim WHERE country = 'PRK'
        ORDER BY ALL
        """
    ) == [
        (False, "a", 2.0, 48.0, None),
        (False, "b", 3.0, 50.0, "failure"),
        (False, "c", 3.0, 50.0, None),
        (True, None, 3.0, 50.0, "failure"),
    ]  # fmt: skip
    assert rows(live, "SELECT count(*) FROM mart.launch_claim WHERE is_resolved") == rows(
        live, "SELECT count(*) FROM mart.launch"
    )


def test_each_number_leads_to_its_words(live):
    assert rows(live,
        """
        SELECT DISTINCT measure, substring(text, char_start + 1, char_end - char_start)
        FROM mart.flight_measure JOIN mart.article USING (source_file) WHERE source_file = 'a' ORDER BY ALL
        """
    ) == [("apogee", "48 kilometer"), ("distance", "400 kilometer"), ("quantity", "2 rudal")]  # fmt: skip


def test_every_launch_that_an_article_dates_to_a_day_is_there_once(written):
    """By hand: `launches.csv` has each launch that an article of the written ones dates to a day and tells as done."""
    with (Path(__file__).parent / "launches.csv").open(encoding="utf-8") as file:
        told = {(row["date"], row["country"], row["kind"]): int(row["launches"]) for row in csv.DictReader(file)}
    query = """
        SELECT date::VARCHAR, country, kind, count(*) FROM mart.launch
        WHERE date_precision = 'day' AND status = 'occurred' GROUP BY ALL
    """
    found = {tuple(launch): count for *launch, count in through.rows(written, query)}
    assert {launch: found.get(launch, 0) for launch in told} == told
