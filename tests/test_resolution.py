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


MONTH = {"day": None, "date_start": "2024-06-01", "date_end": "2024-06-30", "date_precision": "month"}


def numbered(source_file, *numbers, **values) -> Article:
    """An article with a launch of so many missiles for each number."""
    article = report(source_file, copies=len(numbers), **values)
    for position, number in enumerate(numbers):
        article.add("quantity", f"Kata {position}", value=float(number), unit="rudal", report=position, rule="count")
    return article


def test_a_plan_and_what_became_of_it_are_one_event(tmp_path):
    exercise = {"subtype": "visit", "actors": ["USA"], "recipients": ["KOR"]}
    plan = report("a", published="2024-05-20", status="planned", **MONTH, **exercise)
    held = report("b", status="occurred", **exercise)
    one = events(tmp_path, [plan, held], "SELECT status, date_start::VARCHAR, reports, rule FROM mart.event")
    assert one == [("occurred", "2024-06-12", 2, "within_period")]
    told = rows(tmp_path / "w.duckdb", "SELECT status, first_reported::VARCHAR FROM mart.event_status ORDER BY 2")
    assert told == [("planned", "2024-05-20"), ("occurred", "2024-06-13")]


def test_a_month_joins_no_day_where_two_would_do(tmp_path):
    visit = {"subtype": "visit", "actors": ["USA"]}
    days = [report("a", **visit), report("b", day="2024-06-20", published="2024-06-21", **visit)]
    later = report("c", published="2024-07-30", **MONTH, **visit)
    assert events(tmp_path, [*days, later]) == [(1,), (1,), (1,)]
    placed = [report("d", place="Osan", **visit), report("e", day="2024-06-20", published="2024-06-21", **visit)]
    there = report("f", place="Osan", published="2024-07-30", **MONTH, **visit)
    assert events(tmp_path / "placed", [*placed, there]) == [(1,), (2,)]


def test_what_was_told_before_a_day_does_not_join_it(tmp_path):
    test = {"subtype": "nuclear_test"}
    assert events(tmp_path, [report("a", published="2024-06-05", **MONTH, **test), report("b", **test)]) == [(1,), (1,)]


def test_an_undated_report_joins_what_was_told_at_the_time(tmp_path):
    threat = {"subtype": "threat"}
    assert events(tmp_path, [report("a", **threat), report("b", day=None, **threat)]) == [(2,)]
    late = report("b", day=None, published="2024-06-25", **threat)
    assert events(tmp_path / "late", [report("a", **threat), late]) == [(1,), (1,)]


def test_launches_that_one_article_tells_apart_by_number_stay_apart(tmp_path):
    found = events(
        tmp_path,
        [numbered("a", 4, 2), numbered("b", 2), numbered("c", 4)],
        "SELECT list_sort(list(source_file)) FROM mart.event_report GROUP BY event_key ORDER BY 1",
    )
    assert found == [(["a", "b"],), (["a", "c"],)]


def test_different_numbers_of_one_launch_are_claims_side_by_side(tmp_path):
    assert events(tmp_path, [numbered("a", 4), numbered("b", 2), numbered("c", 4)]) == [(3,)]
    claims = "SELECT value, articles, is_chosen, chosen_by FROM mart.event_claim WHERE attribute = 'number' ORDER BY 1"
    assert rows(tmp_path / "w.duckdb", claims) == [("2 rudal", 1, False, None), ("4 rudal", 2, True, "most")]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (["rudal balistik jarak pendek"], ["rudal balistik antarbenua"], True),
        (["Hwasong-17"], ["Hwasong-14"], True),
        (["Hwasong-17"], ["rudal balistik antarbenua"], False),
        (["rudal balistik antarbenua"], [], False),
    ],
)
def test_different_weapons_tell_launches_apart(tmp_path, one, other, apart):
    found = events(tmp_path, [report("a", weapons=one), report("b", weapons=other)])
    assert found == ([(1,), (1,)] if apart else [(2,)])


def test_ordinals_tell_events_apart(tmp_path):
    month = MONTH | {"subtype": "nuclear_test"}
    texts = ["uji coba nuklir keenam", "uji coba nuklir ketujuh", "uji coba nuklir kedua negara"]
    articles = [
        Article(f"{number}", f"Judul\nItu {text} digelar.", None, "2024-07-05").event(
            f"Itu {text} digelar", **{k: v for k, v in month.items() if k != "day"}, actors=["PRK"]
        )
        for number, text in enumerate(texts)
    ]
    found = events(tmp_path, articles, "SELECT ordinal, reports FROM mart.event ORDER BY 1 NULLS LAST")
    assert [ordinal for ordinal, _ in found] == [6, 7]
    assert sum(reports for _, reports in found) == 3


def test_days_of_a_named_series_that_overlap_are_one_event(tmp_path):
    series = {"subtype": "joint_exercise", "actors": ["KOR", "USA"], "series": "Freedom Shield"}
    found = events(
        tmp_path,
        [report("a", date_end="2024-06-20", **series), report("b", day="2024-06-18", **series)],
        "SELECT reports, date_start::VARCHAR, rule FROM mart.event",
    )
    assert found == [(2, "2024-06-12", "same_series")]


def test_a_merge_leaves_a_redirect_and_a_split_takes_it_back(tmp_path):
    live, merges = tmp_path / "w.duckdb", "SELECT former_event_key, event_key FROM audit.event_merge"
    visit = {"subtype": "visit", "actors": ["USA"], "recipients": ["KOR"]}
    load_and_publish(live, stage(tmp_path / "s", [report("b", **visit)]), "r1")
    [(former,)] = rows(live, "SELECT event_key FROM mart.event")
    plan = report("a", published="2024-05-20", status="planned", **MONTH, **visit)
    load_and_publish(live, stage(tmp_path / "t", [plan]), "r2")
    [(present,)] = rows(live, "SELECT event_key FROM mart.event")
    assert rows(live, merges) == [(former, present)]
    load_and_publish(live, stage(tmp_path / "u", [], gone=["a"]), "r3")
    assert rows(live, "SELECT event_key FROM mart.event") == [(former,)]
    assert rows(live, merges) == [(present, former)]
    load_and_publish(live, stage(tmp_path / "v", [], gone=["b"]), "r4")
    assert rows(live, merges) == []


def test_a_key_does_not_fall_to_the_event_beside_it(tmp_path):
    live, keys = tmp_path / "w.duckdb", "SELECT place, event_key FROM mart.event WHERE place IS NOT NULL"
    load_and_publish(live, stage(tmp_path / "s", [report("a", place="Sunan", published="2024-06-12")]), "r1")
    [(_, key)] = rows(live, keys)
    load_and_publish(live, stage(tmp_path / "t", [report("b", place="Sinpo")]), "r2")
    assert dict(rows(live, keys))["Sunan"] == key


MEETING = {"subtype": "summit", "actors": ["PRK", "USA"], "place": "Hanoi", "place_country": "VNM"}
WHAT = "SELECT status, actors, date_start::VARCHAR, reports FROM mart.event ORDER BY 1"


def test_who_names_one_party_means_the_meeting_at_that_place(tmp_path):
    told = [report("a", **MEETING), report("b", **MEETING | {"day": None, "actors": ["USA"]}, published="2024-09-01")]
    assert events(tmp_path, told, WHAT) == [("occurred", ["PRK", "USA"], "2024-06-12", 2)]
    host = MEETING | {"place": "Washington", "place_country": "USA"}
    at_home = [report("a", **host), report("b", **host | {"day": None, "actors": ["USA"]}, published="2024-09-01")]
    assert len(events(tmp_path / "home", at_home)) == 2
    two = [*told, report("c", **MEETING | {"actors": ["CHN", "USA"]}, day="2024-07-03", published="2024-07-04")]
    assert events(tmp_path / "two", two) == [(1,), (1,), (1,)]


def test_days_of_one_party_do_not_meet_in_a_month_of_several(tmp_path):
    coarse = report("a", **MEETING | MONTH, published="2024-07-05")
    days = [report(name, **MEETING | {"actors": ["USA"]}, day=f"2024-06-{day}") for name, day in (("b", 12), ("c", 20))]
    assert events(tmp_path, [coarse, *days]) == [(1,), (1,), (1,)]


def test_a_forum_that_comes_back_is_told_by_its_name_for_half_a_year(tmp_path):
    forum = {"subtype": "talks", "actors": ["IDN", "PRK", "RUS"], "series": "ARF", "day": None}
    told = report("a", **forum, published="2024-01-16")
    fewer = {"b": "2024-04-16", "c": "2025-01-16"}
    parts = [report(name, **forum | {"actors": ["PRK"]}, published=day) for name, day in fewer.items()]
    assert events(tmp_path, [told, *parts]) == [(1,), (2,)]


def test_two_of_three_parties_are_told_by_a_name_only(tmp_path):
    named = {"subtype": "joint_exercise", "actors": ["JPN", "KOR", "USA"], "series": "Freedom Edge"}
    fewer = named | {"actors": ["KOR", "USA"]}
    assert events(tmp_path, [report("a", **named), report("b", **fewer)]) == [(2,)]
    nameless = [
        report(name, **values | {"series": None, "place": "Hanoi"}) for name, values in (("a", named), ("b", fewer))
    ]
    assert events(tmp_path / "nameless", nameless) == [(1,), (1,)]


def test_what_was_called_off_keeps_the_day_on_which_it_was_held(tmp_path):
    off = report("a", **MEETING | {"day": "2024-05-24", "status": "cancelled"}, published="2024-05-25")
    assert events(tmp_path, [off, report("b", **MEETING)], WHAT) == [("occurred", ["PRK", "USA"], "2024-06-12", 2)]
    later = report("b", **MEETING | {"day": "2024-09-12"}, published="2024-09-13")
    assert len(events(tmp_path / "later", [off, later])) == 2
