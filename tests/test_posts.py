import random
import shutil
from datetime import date
from itertools import count

import pytest

from warehouse_fixtures import Article, load_and_publish, rows, stage

DEFENCE = "Menteri Pertahanan Korea Selatan"
LEE, SHIN = "Lee Jong-sup", "Shin Won-sik"
HISTORY = """
    SELECT person, valid_from::VARCHAR, last_seen::VARCHAR, valid_to::VARCHAR, ended_by FROM mart.post_history
    ORDER BY valid_from NULLS LAST, person, term
"""
BOUNDS = "SELECT person, began_after::VARCHAR, valid_from::VARCHAR FROM mart.post_history ORDER BY valid_from"
CONFLICTS = """
    SELECT conflict, source_file, person, other_person, other_sources FROM mart.post_conflict ORDER BY ALL
"""
names = count()


def seen(published, person, post=DEFENCE, country="KOR", file=None, **row) -> Article:
    """An article that names a person with a post once."""
    file = file or f"{next(names)}.txt"
    article = Article(file, f"Judul {file}\n{post} {person} berkata.\n", "Kabar", published)
    article.row |= row
    return article.add("person_post", person, person=person, post=post, country=country)


def week(first: str, last: str) -> dict:
    """An article that prints no date, but allows some days."""
    return {"published_from": date.fromisoformat(first), "published_to": date.fromisoformat(last)}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A warehouse without articles."""
    folder = tmp_path_factory.mktemp("empty")
    load_and_publish(folder / "w.duckdb", stage(folder / "s", []), "r0")
    return folder / "w.duckdb"


@pytest.fixture
def told(empty, tmp_path):
    """Load articles, if there are any, and ask."""
    runs = count(1)
    shutil.copyfile(empty, tmp_path / "w.duckdb")

    def tell(articles, query=HISTORY, **options):
        if articles or options:
            number = next(runs)
            load_and_publish(tmp_path / "w.duckdb", stage(tmp_path / f"s{number}", articles, **options), f"r{number}")
        return rows(tmp_path / "w.duckdb", query)

    return tell


def test_a_successor_ends_a_term(told):
    found = told([seen("2023-01-31", LEE), seen("2024-06-10", SHIN), seen("2023-07-18", LEE)])
    assert found == [
        (LEE, "2023-01-31", "2023-07-18", "2024-06-10", "successor"),
        (SHIN, "2024-06-10", "2024-06-10", None, None),
    ]
    assert told([], BOUNDS) == [(LEE, None, "2023-01-31"), (SHIN, "2023-07-18", "2024-06-10")]
    assert told([], "SELECT post, country, full_post FROM mart.post_history LIMIT 1") == [
        ("Menteri Pertahanan", "KOR", DEFENCE)
    ]


def test_who_held_the_post_on_a_day(told):
    told([seen("2023-01-31", LEE), seen("2024-06-10", SHIN)])
    holder = "SELECT person FROM mart.post_history WHERE valid_from <= '{0}' AND coalesce(valid_to > '{0}', TRUE)"
    assert told([], holder.format("2023-06-01")) == [(LEE,)]
    assert told([], holder.format("2024-06-10")) == [(SHIN,)]


def test_the_order_of_arrival_and_a_rebuild_make_no_difference(empty, tmp_path):
    articles = [
        seen("2019-03-01", "Donald Trump", "Presiden AS", "USA"),
        seen("2020-05-01", "Donald Trump", "Presiden Amerika Serikat (AS)", "USA"),
        seen("2021-06-01", "Joe Biden", "Presiden AS", "USA"),
        seen("2022-06-01", "Trump", "Presiden", "USA"),
        seen("2022-08-01", "Donald Trump", "mantan Presiden AS", "USA"),
        seen("2023-06-01", "Biden", "Presiden AS", None),
        seen("2025-02-01", "Donald Trump", "Presiden AS", "USA"),
        seen(None, "Joe Biden", "Presiden AS", "USA"),
        seen(None, SHIN, **week("2024-06-08", "2024-06-10")),
        seen("2024-12-12", "Kim Seon-ho", "Penjabat Menteri Pertahanan Korsel"),
    ]
    tables = (
        "SELECT * FROM main.dim_person_post",
        "SELECT * FROM main.fct_post_conflict",
        "SELECT * FROM mart.post_history",
    )
    expected = None
    for seed in range(4):
        live = shutil.copyfile(empty, tmp_path / f"{seed}.duckdb")
        shuffled = random.Random(seed).sample(articles, len(articles))
        step = len(articles) if seed == 0 else seed + 1
        for n in range(0, len(shuffled), step):
            load_and_publish(live, stage(tmp_path / f"{seed}-{n}", shuffled[n : n + step]), f"r{n}")
        found = [sorted(map(str, rows(live, query))) for query in tables]
        expected = expected or found
        assert found == expected
    assert rows(live, "SELECT person, term, valid_from::VARCHAR, valid_to::VARCHAR FROM mart.post_history "
                      "WHERE country = 'USA' ORDER BY valid_from") == [
        ("Donald Trump", 1, "2019-03-01", "2021-06-01"),
        ("Joe Biden", 1, "2021-06-01", "2025-02-01"),
        ("Donald Trump", 2, "2025-02-01", None),
    ]  # fmt: skip


def test_articles_that_go_are_forgotten(told):
    early, late = seen("2023-01-31", LEE, file="lee.txt"), seen("2024-06-10", SHIN, file="shin.txt")
    told([early, late])
    assert told([], gone=["shin.txt"]) == [(LEE, "2023-01-31", "2023-01-31", None, None)]
    assert told([], "SELECT count(*) FROM main.fct_person_post") == [(2,)]
    assert told([late], states={"shin.txt": "new"})[0] == (LEE, "2023-01-31", "2023-01-31", "2024-06-10", "successor")


def test_spellings_of_articles_that_are_gone_count_no_more(told):
    often = [seen("2023-01-31", "Lee Jong Sup", "menhan Korsel", file=f"{n}.txt") for n in ("x", "y")]
    told([*often, seen("2023-02-28", LEE)])
    names_of = "SELECT person, post FROM mart.post_history"
    assert told([], names_of) == [("Lee Jong Sup", "Menteri Pertahanan")]
    assert told([], names_of, gone=["x.txt", "y.txt"]) == [(LEE, "Menteri Pertahanan")]


@pytest.mark.parametrize(
    "post",
    ["Menhan Korsel", "Menhan", "menteri pertahanan Korea Selatan (Korsel)", "Menteri Pertahanan (Menhan) Korsel"],
)
def test_variants_of_a_post_are_one(told, post):
    found = told([seen("2023-01-31", LEE), seen("2023-07-18", LEE, post), seen("2024-06-10", SHIN, post)])
    assert found[0] == (LEE, "2023-01-31", "2023-07-18", "2024-06-10", "successor")
    assert len(found) == 2


@pytest.mark.parametrize("name", ["Lee Jong Sup", "LEE JONG-SUP", "Lee", "Lee Jong-sub"])
def test_variants_of_a_name_are_one_holder(told, name):
    found = told([seen("2023-01-31", LEE), seen("2023-03-31", LEE), seen("2023-07-18", name), seen("2024-06-10", SHIN)])
    assert found[0] == (LEE, "2023-01-31", "2023-07-18", "2024-06-10", "successor")
    assert len(found) == 2


def test_a_spelling_of_the_lexicon_is_the_same_person(told):
    found = told(
        [seen("2022-08-22", "Yoon Seok-yeol", "Presiden Korsel"), seen("2023-08-22", "Yoon Suk-yeol", "Presiden")]
    )
    assert found == [("Yoon Suk-yeol", "2022-08-22", "2023-08-22", None, None)]


def test_a_surname_that_fits_two_holders_is_neither(told):
    articles = [
        seen("2011-01-01", "Kim Jong-il", "Pemimpin Korut", "PRK"),
        seen("2018-01-01", "Kim Jong-un", "Pemimpin Korut", "PRK"),
        seen(None, "Kim", "Pemimpin Korut", "PRK"),
    ]
    assert [person for person, *_ in told(articles)] == ["Kim Jong-il", "Kim Jong-un", "Kim"]


def test_a_post_without_a_country_is_that_of_the_person(told):
    found = told(
        [seen("2023-01-31", "Sergey Lavrov", "Menlu Rusia", "RUS"), seen("2024-01-31", "Sergey Lavrov", "Menlu", None)]
    )
    assert found == [("Sergey Lavrov", "2023-01-31", "2024-01-31", None, None)]


def test_two_countries_have_their_own_holders(told):
    found = told([seen("2023-01-31", LEE), seen("2024-01-31", "Lloyd Austin", "Menteri Pertahanan AS", "USA")])
    assert [valid_to for *_, valid_to, _ in found] == [None, None]


@pytest.mark.parametrize(
    "post", ["Juru bicara Kementerian Luar Negeri China", "Wakil Menteri Luar Negeri China", "Menteri"]
)
def test_a_post_that_several_hold_is_ended_by_nobody_else(told, post):
    articles = [
        seen("2022-01-31", "Mao Ning", post, "CHN"),
        seen("2023-01-31", "Wang Wenbin", post, "CHN"),
        seen("2024-01-31", "Mao Ning", post, "CHN"),
        seen("2024-05-31", "Wang Wenbin", f"mantan {post}", "CHN"),
    ]
    assert told(articles) == [
        ("Mao Ning", "2022-01-31", "2024-01-31", None, None),
        ("Wang Wenbin", "2023-01-31", "2023-01-31", "2024-05-31", "former"),
    ]
    assert told([], CONFLICTS) == []


@pytest.mark.parametrize("word", ["mantan", "eks", "bekas", "mendiang"])
def test_being_called_a_former_holder_ends_a_term(told, word):
    found = told([seen("2023-01-31", LEE), seen("2024-06-10", LEE, f"{word} {DEFENCE}"), seen("2025-01-01", SHIN)])
    assert found[0] == (LEE, "2023-01-31", "2023-01-31", "2024-06-10", "former")
    assert told([], "SELECT person, is_former FROM mart.post_history ORDER BY 1") == [(LEE, True), (SHIN, False)]


def test_who_is_only_called_a_former_holder_has_an_end_and_no_begin(told):
    assert told([seen("2024-06-10", LEE, f"mantan {DEFENCE}")]) == [(LEE, None, None, "2024-06-10", "former")]


def test_who_returns_has_two_terms_and_each_statement_its_own(told):
    def said(published, person, post="Presiden AS"):
        article = seen(published, person, post, "USA")
        return article.add("statement", "berkata", speaker=person)

    first, second, third = "Donald Trump", "Joe Biden", "Donald Trump"
    articles = [said("2019-01-01", first), said("2021-02-01", second), said("2022-01-01", first, "mantan Presiden AS"),
                said("2025-02-01", third)]  # fmt: skip
    assert told(articles) == [
        ("Donald Trump", "2019-01-01", "2019-01-01", "2021-02-01", "successor"),
        ("Joe Biden", "2021-02-01", "2021-02-01", "2025-02-01", "successor"),
        ("Donald Trump", "2025-02-01", "2025-02-01", None, None),
    ]
    terms = """
        SELECT article.published_date::VARCHAR, post.term FROM main.fct_statement
        JOIN main.dim_person_post AS post USING (person_post_key) JOIN main.dim_article AS article USING (article_key)
        ORDER BY 1
    """
    assert told([], terms) == [("2019-01-01", 1), ("2021-02-01", 1), ("2022-01-01", 1), ("2025-02-01", 2)]
    assert told([], CONFLICTS) == []


def test_an_acting_holder_ends_nobodys_term_and_is_ended_by_anybody(told):
    acting = "Penjabat Presiden Korea Selatan"
    found = told(
        [
            seen("2024-11-01", "Yoon Suk-yeol", "Presiden Korea Selatan"),
            seen("2024-12-28", "Han Duck-soo", acting),
            seen("2025-02-01", "Yoon Suk-yeol", "Presiden Korsel"),
            seen("2025-03-01", "Choi Sang-mok", "Plt Presiden Korsel"),
            seen("2025-06-10", "Lee Jae-myung", "Presiden Korsel"),
        ]
    )
    assert found == [
        ("Yoon Suk-yeol", "2024-11-01", "2025-02-01", "2025-06-10", "successor"),
        ("Han Duck-soo", "2024-12-28", "2024-12-28", "2025-03-01", "successor"),
        ("Choi Sang-mok", "2025-03-01", "2025-03-01", "2025-06-10", "successor"),
        ("Lee Jae-myung", "2025-06-10", "2025-06-10", None, None),
    ]
    assert told([], "SELECT post, full_post FROM mart.post_history WHERE is_acting ORDER BY valid_from LIMIT 1") == [
        ("Penjabat Presiden", "Penjabat Presiden Korea Selatan")
    ]


def test_who_is_elected_holds_nothing_yet(told):
    found = told(
        [
            seen("2022-03-20", "Yoon Suk-yeol", "Presiden terpilih Korsel"),
            seen("2022-04-20", "Moon Jae-in", "Presiden Korsel"),
        ]
    )
    assert [valid_to for *_, valid_to, _ in found] == [None, None]


def test_undated_articles_are_sources_but_date_nothing(told):
    articles = [
        seen("2023-01-31", LEE),
        seen(None, LEE),
        seen(None, SHIN),
        seen("2023-05-01", LEE, f"{DEFENCE} saat itu"),
    ]
    query = "SELECT person, sources, valid_from::VARCHAR, last_seen::VARCHAR FROM mart.post_history ORDER BY 1"
    assert told(articles, query) == [
        (LEE, 3, "2023-01-31", "2023-01-31"), (SHIN, 1, None, None),
    ]  # fmt: skip


def test_a_known_week_dates_from_both_sides(told):
    found = told([seen("2023-01-31", LEE), seen(None, LEE, **week("2023-09-01", "2023-09-04")),
                  seen(None, SHIN, **week("2023-11-20", "2023-11-23"))])  # fmt: skip
    assert found == [
        (LEE, "2023-01-31", "2023-09-01", "2023-11-23", "successor"), (SHIN, "2023-11-23", "2023-11-20", None, None),
    ]  # fmt: skip
    # An article that is dated by its office holders says nothing about them.
    office = seen(None, SHIN, published_method="office", **week("2022-11-20", "2022-11-23"))
    assert told([office]) == found


def test_a_late_mention_of_a_former_holder_is_told_as_a_contradiction(told):
    articles = [seen("2023-01-31", LEE), seen("2024-02-01", LEE, file="late.txt")]
    found = told([*articles, seen("2023-10-20", SHIN, file="first.txt"), seen("2024-06-10", SHIN, file="second.txt")])
    assert found == [
        (LEE, "2023-01-31", "2023-01-31", "2023-10-20", "successor"),
        (SHIN, "2023-10-20", "2024-06-10", None, None),
    ]
    assert told([], CONFLICTS) == [("other_holder", "late.txt", LEE, SHIN, ["first.txt", "second.txt"])]
    sources = ["first.txt", "late.txt", "second.txt"]
    assert told([], "SELECT person, contradictions, contradicting_sources FROM mart.post_history ORDER BY 1") == [
        (LEE, 1, sources), (SHIN, 1, sources),
    ]  # fmt: skip


def test_one_early_slip_does_not_end_a_long_term(told):
    long = [seen(f"2022-{month:02}-05", LEE) for month in range(1, 13)]
    found = told([*long, seen("2022-06-20", SHIN, file="slip.txt"), seen("2023-11-01", SHIN)])
    assert found == [
        (LEE, "2022-01-05", "2022-12-05", "2023-11-01", "successor"),
        (SHIN, "2023-11-01", "2023-11-01", None, None),
    ]
    assert [(kind, file) for kind, file, *_ in told([], CONFLICTS)] == [("other_holder", "slip.txt")]


def test_two_holders_on_one_day_are_a_contradiction_without_a_winner(told):
    found = told([seen("2023-01-31", LEE, file="lee.txt"), seen("2023-01-31", SHIN, file="shin.txt")])
    assert [valid_to for *_, valid_to, _ in found] == [None, None]
    [(kind, _, _, _, _)] = told([], CONFLICTS)
    assert kind == "same_day"
    assert told([], "SELECT contradicting_sources FROM mart.post_history") == [(["lee.txt", "shin.txt"],)] * 2


def test_who_is_called_a_former_holder_too_early_is_told(told):
    told(
        [
            seen("2023-01-31", LEE),
            seen("2023-03-01", LEE, f"mantan {DEFENCE}", file="early.txt"),
            seen("2023-07-01", LEE, file="on.txt"),
        ]
    )
    assert told([], CONFLICTS) == [("called_former", "early.txt", LEE, LEE, ["on.txt"])]


def test_a_copy_is_no_further_source(told):
    pair = [seen("2023-01-31", LEE, file="a.txt"), seen("2023-02-01", LEE, file="b.txt")]
    assert told(pair, "SELECT sources FROM mart.post_history", alike=[["a.txt", "b.txt"]]) == [(1,)]
