import random

import pytest

from warehouse_fixtures import Article, load_and_publish, rows, stage


def report(
    source_file, day="2024-06-12", subtype="missile_launch", published="2024-06-13", copies=1, **values
) -> Article:
    """An article with `copies` reports of one signature."""
    article = Article(
        source_file, f"Judul {source_file}\n" + "".join(f"Kata {n}. " for n in range(copies)), source_file, published
    )
    for n in range(copies):
        article.event(f"Kata {n}", subtype, day, **({"actors": ["PRK"]} | values))
    return article


def events(folder, articles, query="SELECT reports FROM mart.event ORDER BY 1", **options):
    folder.mkdir(exist_ok=True)
    load_and_publish(folder / "w.duckdb", stage(folder / "s", articles, **options), "r1")
    return rows(folder / "w.duckdb", query)


def test_reports_of_one_day_are_one_event(tmp_path):
    assert events(tmp_path, [report("a"), report("b", place="Sunan"), report("c", published="2024-06-20")]) == [(3,)]


@pytest.mark.parametrize(
    "other",
    [
        report("b", day="2024-06-13"),
        report("b", subtype="satellite_launch"),
        report("b", actors=["KOR"]),
        report("b", actors=["PRK", "RUS"]),
    ],
)
def test_other_days_parties_and_kinds_are_other_events(tmp_path, other):
    assert events(tmp_path, [report("a"), other]) == [(1,), (1,)]


def test_recipients_are_compatible_when_one_report_names_fewer(tmp_path):
    whom = {"a": ["KOR", "USA"], "b": [], "c": ["USA"]}
    threats = [report(name, recipients=recipients, subtype="threat") for name, recipients in whom.items()]
    assert events(tmp_path, threats, "SELECT reports, recipients FROM mart.event") == [(3, ["KOR", "USA"])]
    other = report("d", recipients=["JPN"], subtype="threat")
    assert events(tmp_path / "two", [threats[0], other]) == [(1,), (1,)]


def test_different_places_tell_events_apart(tmp_path):
    found = events(
        tmp_path,
        [report("a", place="Sunan"), report("b", place="Sinpo"), report("c", place="sunan"), report("d")],
        "SELECT place, reports FROM mart.event ORDER BY 2",
    )
    assert found == [("Sinpo", 1), ("Sunan", 3)]


def test_different_series_tell_events_apart(tmp_path):
    exercise = {"subtype": "joint_exercise", "actors": ["KOR", "USA"]}
    found = events(tmp_path, [report("a", series="KIDD", **exercise), report("b", series="NCG", **exercise)])
    assert found == [(1,), (1,)]


def test_two_reports_of_one_article_stay_two(tmp_path):
    found = events(tmp_path, [report("a", copies=2), report("b", copies=2), report("c")])
    assert found == [(2,), (3,)]


@pytest.mark.parametrize("values", [{"day": None}, {"actors": []}])
def test_what_nothing_ties_together_stays_apart(tmp_path, values):
    assert events(tmp_path, [report("a", **values), report("b", **values)]) == [(1,), (1,)]


def test_months_are_tied_by_a_series_only(tmp_path):
    month = {"day": None, "date_start": "2024-08-01", "date_end": "2024-08-31", "date_precision": "month"}
    month |= {"subtype": "joint_exercise", "actors": ["KOR", "USA"]}
    found = events(tmp_path, [report("a", **month), report("b", **month)])
    assert found == [(1,), (1,)]
    named = month | {"series": "Ulchi Freedom Shield"}
    assert events(tmp_path / "named", [report("a", **named), report("b", **named)]) == [(2,)]


def test_agreed_values_do_not_depend_on_one_report(tmp_path):
    both = {"place": "Sunan", "status": "occurred"}
    articles = [
        report("a", published="2024-06-11", status="planned", persons=["Kim"], place="Sunan"),
        report("b", published="2024-06-13", outcome="success", weapons=["Hwasong-17"], **both),
        report("c", published="2024-06-14", outcome="failure", persons=["Ri", "Kim"], date_end="2024-06-13"),
        report("d", published=None, status="alleged"),
    ]  # fmt: skip
    columns = (
        "status, outcome, persons, weapons, place, date_end::VARCHAR, first_reported::VARCHAR, last_reported::VARCHAR"
    )
    assert events(tmp_path, articles, f"SELECT {columns} FROM mart.event") == [
        ("occurred", "failure", ["Kim", "Ri"], ["Hwasong-17"], "Sunan", "2024-06-12", "2024-06-11", "2024-06-14")
    ]


def test_the_order_of_arrival_does_not_matter(tmp_path):
    articles = [
        report("a", place="Sunan"), report("b", place="Sinpo", copies=2), report("c"), report("d", day="2024-06-14"),
        report("e", day=None), report("f", published="2024-06-01", status="planned"),
    ]  # fmt: skip
    expected = events(tmp_path / "all", articles, "SELECT * FROM mart.event ORDER BY event_key")
    for seed in range(3):
        shuffled = random.Random(seed).sample(articles, len(articles))
        live = tmp_path / f"{seed}.duckdb"
        for number in range(0, len(shuffled), 2):
            load_and_publish(live, stage(tmp_path / f"{seed}-{number}", shuffled[number : number + 2]), f"r{number}")
        assert rows(live, "SELECT * FROM mart.event ORDER BY event_key") == expected


def test_an_event_keeps_its_key_as_reports_come_and_go(tmp_path):
    live, query = tmp_path / "w.duckdb", "SELECT event_key, reports FROM mart.event"
    load_and_publish(live, stage(tmp_path / "s", [report("a")]), "r1")
    [(key, _)] = rows(live, query)
    load_and_publish(live, stage(tmp_path / "t", [report("b", place="Sunan")]), "r2")
    assert rows(live, query) == [(key, 2)]
    load_and_publish(live, stage(tmp_path / "u", [], gone=["a"]), "r3")
    assert rows(live, query) == [(key, 1)]
