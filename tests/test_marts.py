from datetime import date

import pytest

from warehouse_fixtures import Article, launch_article, load_and_publish, rows, stage

# Columns that users rely on, in the order in which they are told, with their types.
CONTRACT = {
    "article": """
        source_file VARCHAR, outlet VARCHAR, title VARCHAR, published_at TIMESTAMP WITH TIME ZONE,
        published_precision VARCHAR, published_from DATE, published_to DATE, dateline VARCHAR, agencies
        VARCHAR[], repeated_paragraphs INTEGER, language VARCHAR, copy_of VARCHAR,
        is_relevant BOOLEAN, relevance_reason VARCHAR, is_garbled BOOLEAN, quality VARCHAR[], published_method
        VARCHAR, published_confidence DOUBLE
    """,
    "mention": """
        source_file VARCHAR, entity_type VARCHAR, entity VARCHAR, surface VARCHAR, char_start BIGINT,
        char_end BIGINT, rule VARCHAR, confidence DOUBLE
    """,
    "person_post": """
        source_file VARCHAR, person VARCHAR, post VARCHAR, country VARCHAR, rule VARCHAR, confidence DOUBLE
    """,
    "event_report": """
        source_file VARCHAR, event_key BIGINT, subtype VARCHAR, plover_type VARCHAR, status VARCHAR,
        date_start DATE, date_end DATE, date_precision VARCHAR, actors VARCHAR[], recipients VARCHAR[],
        persons VARCHAR[], place VARCHAR, place_country VARCHAR, latitude DOUBLE, longitude DOUBLE, series
        VARCHAR, weapons VARCHAR[], outcome VARCHAR, evidence VARCHAR, char_start BIGINT, char_end BIGINT,
        confidence DOUBLE, rule VARCHAR
    """,
    "event": """
        event_key BIGINT, subtype VARCHAR, plover_type VARCHAR, status VARCHAR, date_start DATE, date_end
        DATE, date_precision VARCHAR, actors VARCHAR[], recipients VARCHAR[], persons VARCHAR[], place
        VARCHAR, series VARCHAR, weapons VARCHAR[], outcome VARCHAR, first_reported DATE, last_reported
        DATE, reports INTEGER, outlets INTEGER, scale DOUBLE
    """,
    "statement": """
        source_file VARCHAR, speaker VARCHAR, speaker_country VARCHAR, kind VARCHAR, carrier VARCHAR, text
        VARCHAR, char_start BIGINT, char_end BIGINT, rule VARCHAR, confidence DOUBLE
    """,
    "quantity": """
        source_file VARCHAR, value DOUBLE, unit VARCHAR, what VARCHAR, event_key BIGINT, char_start BIGINT,
        char_end BIGINT, rule VARCHAR, confidence DOUBLE
    """,
    "post_history": """
        person VARCHAR, post VARCHAR, country VARCHAR, valid_from DATE, valid_to DATE, sources INTEGER
    """,
    "dyad_month": """
        month DATE, actor VARCHAR, recipient VARCHAR, events BIGINT, mean_scale DOUBLE, cooperative BIGINT,
        conflictual BIGINT
    """,
    "launch": """
        date DATE, country VARCHAR, weapon VARCHAR, kind VARCHAR, outcome VARCHAR, place VARCHAR, quantity
        DOUBLE, reports INTEGER, missile VARCHAR, site VARCHAR, site_latitude DOUBLE, site_longitude DOUBLE, apogee
        DOUBLE, distance DOUBLE, quantity_claims DOUBLE[], event_key BIGINT
    """,
    "launch_claim": """
        event_key BIGINT, is_resolved BOOLEAN, date DATE, country VARCHAR, weapon VARCHAR, missile VARCHAR, kind
        VARCHAR, outcome VARCHAR, place VARCHAR, site VARCHAR, apogee DOUBLE, distance DOUBLE, quantity DOUBLE,
        source_file VARCHAR, outlet VARCHAR, evidence VARCHAR, char_start BIGINT, char_end BIGINT
    """,
    "flight_measure": """
        event_key BIGINT, source_file VARCHAR, measure VARCHAR, value DOUBLE, unit VARCHAR, char_start BIGINT, char_end
        BIGINT
    """,
    "crosswalk": """
        subtype VARCHAR, version INTEGER, plover_type VARCHAR, plover_mode VARCHAR, plover_quad_class INTEGER,
        plover_scale DOUBLE, cameo_code VARCHAR, cameo_root VARCHAR, cameo_quad_class INTEGER, goldstein DOUBLE
    """,
    "crosswalk_ruling": "ruling VARCHAR, version INTEGER, one_side VARCHAR, other_side VARCHAR, decision VARCHAR",
    "code": "list VARCHAR, code VARCHAR, meaning VARCHAR",
    "date_event_start": "date_start_key BIGINT, date_start DATE, year INTEGER, month_name_id VARCHAR",
    "date_event_end": "date_end_key BIGINT, date_end DATE, year INTEGER, month_name_id VARCHAR",
    "date_published": "published_date_key BIGINT, published_date DATE, iso_week INTEGER, day_name_id VARCHAR",
    "date_reported": "reported_date_key BIGINT, reported_date DATE, iso_week INTEGER, day_name_en VARCHAR",
    "upcoming": """
        event_key BIGINT, subtype VARCHAR, status VARCHAR, date_start DATE, date_end DATE
    """,
    "polecat": """
        Event ID VARCHAR, Event Date DATE, Event Type VARCHAR, Actor Name VARCHAR, Recipient Name VARCHAR,
        GeoNames ID BIGINT
    """,
    "gdelt_event": """
        GLOBALEVENTID BIGINT, SQLDATE INTEGER, Actor1Code VARCHAR, Actor2Code VARCHAR, QuadClass INTEGER,
        AvgTone DOUBLE, NumSources INTEGER
    """,
}


def reaction(source_file, published, holder="Shin Won-sik", post="Menteri Pertahanan") -> Article:
    article = Article(source_file, f"Judul {source_file}\n{post} {holder} berkata.\n", "Kabar", published)
    article.mention(holder, "person", holder)
    return article.add("person_post", holder, person=holder, post=post, country="KOR")


def talks_article(source_file, published, **values) -> Article:
    article = Article(
        source_file, f"Judul {source_file}\nKorea Selatan dan Amerika Serikat bertemu.\n", "Kabar", published
    )
    return article.event("Korea Selatan dan Amerika Serikat bertemu", "talks", actors=["KOR", "USA"], **values)


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marts")
    articles = [
        launch_article(),
        launch_article("b.txt", "Kabar", "2024-06-15"),
        reaction("lee.txt", "2023-01-10", "Lee Jong-sup"),
        reaction("lee2.txt", "2023-05-10", "Lee Jong-sup"),
        reaction("former.txt", "2024-06-15", "Lee Jong-sup", "mantan Menteri Pertahanan"),
        reaction("undated.txt", None, "Lee Jong-sup"),
        reaction("short.txt", "2023-02-10", "Lee Jong Sup", "Menhan Korsel"),
        talks_article("plan.txt", "2024-05-01", day="2024-05-20", status="planned"),
        talks_article("held.txt", "2024-05-21", day="2024-05-20"),
        talks_article("silent.txt", "2024-05-01", day="2024-06-01", status="planned"),
        talks_article("ahead.txt", "2024-05-01", day="2024-07-01", status="planned"),
        talks_article("vague.txt", "2024-05-01", date_start="2024-01-01", date_end="2024-12-31", date_precision="year"),
    ]
    load_and_publish(folder / "warta.duckdb", stage(folder / "s", articles), "r1")
    return folder / "warta.duckdb"


@pytest.mark.parametrize("view", CONTRACT)
def test_columns_are_as_promised(live, view):
    query = f"SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'mart' AND table_name = '{view}'"
    found = {f"{name} {kind}" for name, kind in rows(live, query)}
    assert {" ".join(column.split()) for column in CONTRACT[view].split(",")} - found == set()


def test_an_event_with_two_reports_is_one(live):
    assert rows(live,
        """
        SELECT status, actors, place, reports, articles, outlets, first_reported, last_reported, scale,
        rule FROM mart.event WHERE subtype = 'missile_launch'
        """
    ) == [
        ("occurred", ["PRK"], "Sunan", 2, 2, 2, date(2024, 6, 13), date(2024, 6, 15), -6.5, "same_day")
    ]  # fmt: skip
    [(key,)] = rows(live, "SELECT DISTINCT event_key FROM mart.event_report WHERE subtype = 'missile_launch'")
    assert rows(live, "SELECT DISTINCT value, event_key FROM mart.quantity") == [(2.0, key)]


def test_a_launch_is_one_row_with_its_count(live):
    assert rows(live, "SELECT date, country, weapon, kind, place, quantity, reports FROM mart.launch") == [
        (date(2024, 6, 12), "PRK", "rudal balistik", "missile", "Sunan", 2.0, 2)
    ]


def test_the_status_of_a_plan_moves_on(live):
    assert rows(live, "SELECT status, reports FROM mart.event WHERE date_start = DATE '2024-05-20'") == [
        ("occurred", 2)
    ]
    assert rows(live,
        """
        SELECT s.status, s.first_reported, is_latest FROM mart.event_status AS s JOIN mart.event USING
        (event_key) WHERE date_start = DATE '2024-05-20' ORDER BY 2
        """
    ) == [
        ("planned", date(2024, 5, 1), False), ("occurred", date(2024, 5, 21), True),
    ]  # fmt: skip


def test_what_is_ahead_counts_from_the_newest_article(live):
    assert rows(live, "SELECT date_start, state, days_ahead FROM mart.upcoming ORDER BY 1") == [
        (date(2024, 6, 1), "no_report", -14), (date(2024, 7, 1), "ahead", 16),
    ]  # fmt: skip


def test_posts_have_a_history(live):
    assert rows(live,
        """
        SELECT person, post, valid_from, valid_to, sources, is_former FROM mart.post_history ORDER BY
        valid_from, is_former
        """
    ) == [
        ("Lee Jong-sup", "Menteri Pertahanan", date(2023, 1, 10), date(2024, 6, 13), 5, True),
        ("Shin Won-sik", "Menteri Pertahanan", date(2024, 6, 13), None, 2, False),
    ]  # fmt: skip


def test_a_person_is_one_actor_however_the_name_is_printed(live):
    assert rows(live, "SELECT name FROM main.dim_actor WHERE actor_type = 'person' ORDER BY 1") == [
        ("Lee Jong-sup",), ("Shin Won-sik",),
    ]  # fmt: skip
    assert rows(live, "SELECT person, post FROM mart.person_post WHERE source_file = 'short.txt'") == [
        ("Lee Jong Sup", "Menhan Korsel")
    ]


def test_dyads_count_what_took_place(live):
    assert rows(live,
        """
        SELECT month, actor, recipient, events, mean_scale, cooperative, conflictual FROM
        mart.dyad_month ORDER BY 2
        """
    ) == [
        (date(2024, 5, 1), "KOR", "USA", 1, 2.5, 1, 0), (date(2024, 5, 1), "USA", "KOR", 1, 2.5, 1, 0),
    ]  # fmt: skip


def test_other_data_sets_names(live):
    assert rows(live,
        """
        SELECT "Event Date", "Actor Name", "Recipient Name", "Placename", "Actor COW" FROM mart.polecat
        WHERE "Event Type" = 'MOBILIZE'
        """
    ) == [
        (date(2024, 6, 12), "PRK", None, "Sunan", None)
    ]  # fmt: skip
    assert rows(live,
        """
        SELECT SQLDATE, Actor1Name, Actor2Code, NumSources, AvgTone FROM mart.gdelt_event WHERE
        EventRootCode = '15'
        """
    ) == [
        (20240612, "North Korea", None, 2, None)
    ]  # fmt: skip
    assert rows(live, "SELECT Actor1Code, Actor2Code FROM mart.gdelt_event WHERE SQLDATE = 20240520") == [
        ("KOR", "USA")
    ]
    assert rows(live, "SELECT count(*) = count(DISTINCT GLOBALEVENTID) FROM mart.gdelt_event") == [(True,)]


def test_days_play_their_roles(live):
    assert rows(live,
        """
        SELECT begun.month_name_id, told.day_name_en FROM mart.event AS event
        JOIN mart.date_event_start AS begun USING (date_start)
        JOIN mart.date_reported AS told ON event.first_reported = told.reported_date
        WHERE event.subtype = 'missile_launch'
        """
    ) == [("Juni", "Thursday")]  # fmt: skip
    assert rows(live,
        """
        SELECT ended.day FROM main.fct_event JOIN mart.date_event_end AS ended USING (date_end_key)
        WHERE subtype = 'missile_launch'
        """
    ) == [(12,)]  # fmt: skip
    assert rows(live,
        """
        SELECT day_name_id FROM mart.article JOIN mart.date_published USING (published_date)
        WHERE source_file = 'b.txt'
        """
    ) == [("Sabtu",)]  # fmt: skip


def test_what_the_text_does_not_date_to_a_day_has_none_elsewhere(live):
    assert rows(live,
        """SELECT SQLDATE, MonthYear, Year, EventCode FROM mart.gdelt_event WHERE Year = 2024 AND SQLDATE IS NULL"""
    ) == [(None, None, 2024, "040")]  # fmt: skip
    assert rows(live, 'SELECT DISTINCT "Event Type" FROM mart.polecat WHERE "Event Date" IS NULL ORDER BY 1') == [
        ("ACCUSE",), ("CONSULT",),
    ]  # fmt: skip


def test_a_person_and_post_stand_once_for_an_article(tmp_path):
    text = "Judul\nMenteri Shin Won-sik berkata. Lalu Menteri Shin Won-sik pergi. Kim juga.\n"
    article = Article("x.txt", text)
    for number in range(2):
        article.add("person_post", "Shin Won-sik", person="Shin Won-sik", post="Menteri", country="KOR")
        article.facts["person_post"][number]["char_start"] += number * 31
    article.add("person_post", "Kim", person="Kim")
    load_and_publish(tmp_path / "w.duckdb", stage(tmp_path / "s", [article]), "r1")
    assert rows(tmp_path / "w.duckdb", "SELECT person, post, char_start FROM mart.person_post") == [
        ("Shin Won-sik", "Menteri", text.index("Shin"))
    ]
