import duckdb
import pytest

from flows import sqlfiles
from flows.publish import release
from warehouse_fixtures import launch_article, load_and_publish, rows, stage

FIRST, SECOND = "Sunan", "Sinpo"
VERSIONS = """
    SELECT content_hash, is_current, valid_from_run, valid_to_run, ended_by FROM main.dim_article
    WHERE source_file = 'a.txt' ORDER BY valid_from_run
"""


def article(place=FIRST, file="a.txt"):
    return launch_article(file, "Kabar", place=place)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    load_and_publish(folder / "w.duckdb", stage(folder / "s", [article(), article("Wonsan", "b.txt")]), "r1")
    return folder / "w.duckdb"


@pytest.fixture
def live(first_run, tmp_path):
    path = tmp_path / "w.duckdb"
    path.write_bytes(first_run.read_bytes())
    return path


@pytest.fixture
def run(live, tmp_path):
    """Load and publish one run after another."""
    numbers = iter(range(2, 99))

    def load(articles=(), **options):
        number = next(numbers)
        load_and_publish(live, stage(tmp_path / f"r{number}", list(articles), **options), f"r{number}")

    return load


def facts_of(live, content_hash: str) -> dict[str, list[str]]:
    """All rows of all fact tables and bridges of one version, but not what resolution says of them."""
    found = {}
    with release.reading(live) as con:
        tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
        for (table,) in tables:
            columns = con.execute(f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'").fetchall()
            names = [name for (name,) in columns if name not in ("event_key", "launch_event_key", "resolved_by")]
            key = next((name for name in ("article_key", "report_key") if name in names), None)
            if key is None or table.startswith("dim_"):
                continue
            versions = "SELECT article_key FROM main.dim_article WHERE content_hash = ?"
            if key == "report_key":
                versions = f"SELECT report_key FROM main.fct_event_report WHERE article_key IN ({versions})"
            query = f"SELECT {', '.join(names)} FROM main.{table} WHERE {key} IN ({versions})"
            found[table] = sorted(map(str, con.execute(query, [content_hash]).fetchall()))
    return found


def shown(live) -> str:
    """Everything that the public views show, as text."""
    with release.reading(live) as con:
        views = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall()
        return "\n".join(
            f"{name}: {sorted(map(str, con.execute(f'FROM mart.{name}').fetchall()))}" for (name,) in views
        )


def test_a_changed_file_closes_its_version_and_keeps_its_facts(live, run):
    before = facts_of(live, article().content_hash)
    assert {table for table, found in before.items() if found} >= {
        "fct_event_report", "fct_mention", "fct_person_post", "fct_statement", "fct_quantity", "bridge_event_actor",
        "bridge_event_weapon",
    }  # fmt: skip
    run([article(SECOND)], states={"a.txt": "changed"})
    assert facts_of(live, article().content_hash) == before
    assert rows(live, VERSIONS) == [
        (article().content_hash, False, "r1", "r2", "changed"), (article(SECOND).content_hash, True, "r2", None, None),
    ]  # fmt: skip
    assert FIRST not in shown(live)
    assert SECOND in shown(live)


def test_a_removed_file_withdraws_its_version_and_keeps_its_facts(live, run):
    before = facts_of(live, article().content_hash)
    run(gone=["a.txt"])
    assert facts_of(live, article().content_hash) == before
    assert rows(live, VERSIONS) == [(article().content_hash, False, "r1", "r2", "gone")]
    assert FIRST not in shown(live)
    assert "a.txt" not in shown(live)
    assert "Wonsan" in shown(live)


def test_a_file_that_returns_is_shown_again_and_stands_once(live, run):
    before, public = facts_of(live, article().content_hash), shown(live)
    run(gone=["a.txt"])
    run([article()])
    assert facts_of(live, article().content_hash) == before
    assert shown(live) == public
    assert rows(live, VERSIONS) == [(article().content_hash, True, "r1", None, None)]
    changes = "SELECT run_id, change FROM audit.source_file_change WHERE source_file = 'a.txt' ORDER BY 1"
    assert rows(live, changes) == [("r1", "new"), ("r2", "gone"), ("r3", "returned")]


def test_a_file_that_returns_with_other_content_is_another_version(live, run):
    run(gone=["a.txt"])
    run([article(SECOND)])
    assert [row[1:] for row in rows(live, VERSIONS)] == [(False, "r1", "r2", "gone"), (True, "r3", None, None)]


def test_a_file_that_cannot_be_read_any_longer_is_withdrawn(live, run):
    run(refused=[{"source_file": "a.txt", "content_hash": "0" * 64, "reason": "not_utf8"}])
    assert [row[1:] for row in rows(live, VERSIONS)] == [(False, "r1", "r2", "refused")]
    assert FIRST not in shown(live)


def test_a_renamed_file_is_shown_under_its_new_name_only(live, run):
    events = rows(live, "SELECT count(*) FROM mart.event")
    run([article(file="moved/a.txt")], gone=["a.txt"])
    assert "'a.txt'" not in shown(live)
    assert rows(live, "SELECT count(*), count(DISTINCT content_hash), count(copy_of) FROM mart.article") == [(2, 2, 0)]
    assert rows(live, "SELECT count(*) FROM mart.event") == events
    found = rows(live, sqlfiles.read("queries/versions_of_articles"))
    assert [row[2:5] for row in found] == [("a.txt", "gone", "moved/a.txt")]


def test_going_back_and_forth_keeps_two_versions_and_the_size(live, run):
    sizes = []
    for number in range(12):
        run([article((SECOND, FIRST)[number % 2])], states={"a.txt": "changed"})
        sizes.append(live.stat().st_size)
    assert [row[1] for row in rows(live, VERSIONS)] == [True, False]
    assert rows(live, "SELECT count(*) = count(DISTINCT report_key) FROM main.fct_event_report") == [(True,)]
    assert sizes[-1] <= 1.3 * sizes[1]


def test_what_is_shown_is_what_a_rebuild_shows(live, run, tmp_path):
    closed = article(SECOND, file="closed.txt")
    closed.facts["mention"][-1]["latitude"] = 1.0
    run([closed, article("Wonsan", "c.txt")])
    run([article(SECOND)], gone=["b.txt", "closed.txt"], states={"a.txt": "changed"})
    other = tmp_path / "other.duckdb"
    load_and_publish(other, stage(tmp_path / "o", [article("Wonsan", "c.txt"), article(SECOND)]), "x1")
    assert shown(live) == shown(other)


def test_a_version_reads_as_it_did_through_main(live, run):
    run([article(SECOND)], states={"a.txt": "changed"})
    query = """
        SELECT substring(article.text, report.char_start + 1, report.char_end - report.char_start) = report.evidence,
            actor.name, outlet.outlet
        FROM main.fct_event_report AS report
        JOIN main.dim_article AS article USING (article_key)
        JOIN main.dim_outlet AS outlet ON article.outlet_key = outlet.outlet_key
        JOIN main.bridge_event_actor AS bridge USING (report_key)
        JOIN main.dim_actor AS actor USING (actor_key)
        WHERE NOT article.is_current AND report.subtype = 'missile_launch'
    """
    with duckdb.connect(str(live), read_only=True) as con:
        assert con.execute(query).fetchall() == [(True, "Korea Utara", "Kabar")]
