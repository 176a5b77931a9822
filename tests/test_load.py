import shutil
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.errors import DataError
from flows.publish import release
from warehouse_fixtures import Article, launch_article, load_and_publish, rows, stage

# What may differ between a warehouse grown over several runs and one built from nothing.
RUN_COLUMNS = {"valid_from_run", "valid_to_run"}


def star(live: Path) -> dict[str, list[str]]:
    """All rows of the star as text, each table sorted."""
    tables = rows(live, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY 1")
    found = {}
    for (table,) in tables:
        columns = [c for (c,) in rows(live, f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'")]
        kept = ", ".join(f'"{c}"' for c in columns if c not in RUN_COLUMNS)
        found[table] = sorted(map(str, rows(live, f"SELECT {kept} FROM main.{table}")))
    return found


@pytest.fixture
def live(tmp_path):
    return tmp_path / "warta.duckdb"


def three() -> list[Article]:
    return [
        launch_article("a/satu.txt", "Harian Uji", "2024-06-13"),
        launch_article("b/dua.txt", "Kabar Sore", "2024-06-14"),
        launch_article("b/tiga.txt", None, None),
    ]


@pytest.fixture
def articles():
    return three()


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first_run")
    load_and_publish(folder / "warta.duckdb", stage(folder / "s", three()), "r1")
    return folder / "warta.duckdb"


@pytest.fixture
def loaded(live, first_run):
    """A warehouse of its own for the test, with the three articles loaded by run r1."""
    shutil.copy(first_run, live)
    return live


def test_facts_reach_the_star_with_their_dimensions(live, articles, tmp_path):
    summary = load_and_publish(live, stage(tmp_path / "s", articles), "r1")
    assert summary.loaded == {
        "article": 3, "mention": 21, "person_post": 3, "event_report": 6, "statement": 3, "quantity": 3,
    }  # fmt: skip
    assert summary.current["event_report"] == 6
    assert summary.warnings == []
    assert rows(live, "SELECT published_date FROM mart.article ORDER BY source_file") == [
        (date(2024, 6, 13),), (date(2024, 6, 14),), (None,),
    ]  # fmt: skip
    assert rows(live, "SELECT outlet FROM mart.article ORDER BY source_file")[2] == (None,)
    assert rows(
        live,
        """
        SELECT DISTINCT actor.name, post.post, parent.code FROM main.fct_statement AS statement
        JOIN main.dim_actor AS actor ON statement.speaker_key = actor.actor_key
        JOIN main.dim_actor AS parent ON actor.parent_key = parent.actor_key
        JOIN main.dim_person_post AS post USING (person_post_key)
        """,
    ) == [("Shin Won-sik", "Menteri Pertahanan", "KOR")]
    assert rows(live,
        """
        SELECT DISTINCT a.code, a.actor_type FROM main.fct_mention m JOIN main.dim_actor a USING
        (actor_key) WHERE m.entity = 'PBB'
        """
    ) == [
        ("UN", "body")
    ]  # fmt: skip


def test_evidence_is_cut_from_the_decoded_text(live, tmp_path):
    article = Article("x.txt", "Judul — “e\u0301”\nKorut menembakkan rudal.\n").event(
        "Korut menembakkan rudal", "missile_launch"
    )
    load_and_publish(live, stage(tmp_path / "s", [article]), "r1")
    [(text, evidence, start, end)] = rows(
        live, "SELECT text, evidence, char_start, char_end FROM mart.event_report JOIN mart.article USING (source_file)"
    )
    assert text[start:end] == evidence


def test_a_rebuild_gives_the_same_keys_and_rows(live, articles, tmp_path):
    load_and_publish(live, stage(tmp_path / "s", articles, batch_size=3), "r1")
    other = tmp_path / "other.duckdb"
    for number, article in enumerate(reversed(articles)):
        load_and_publish(other, stage(tmp_path / f"o{number}", [article]), f"x{number}")
    assert star(live) == star(other)


def test_loading_the_same_again_changes_nothing(loaded, articles, tmp_path):
    before = star(loaded)
    versions = rows(loaded, "SELECT article_key, valid_from_run, valid_to_run FROM main.dim_article ORDER BY 1")
    states = {article.source_file: "unchanged" for article in articles}
    load_and_publish(loaded, stage(tmp_path / "t", articles, states=states), "r2")
    assert star(loaded) == before
    assert rows(loaded, "SELECT article_key, valid_from_run, valid_to_run FROM main.dim_article ORDER BY 1") == versions
    assert rows(loaded, "SELECT DISTINCT first_run_id, loaded_run_id, changed_run_id FROM audit.source_file") == [
        ("r1", "r2", "r1")
    ]
    assert rows(loaded, "SELECT change FROM audit.source_file_change WHERE run_id = 'r2'") == [("reloaded",)] * 3


def test_a_changed_file_replaces_what_is_shown_and_keeps_what_was(loaded, articles, tmp_path):
    changed = launch_article("a/satu.txt", place="Sinpo")
    load_and_publish(loaded, stage(tmp_path / "t", [changed], states={"a/satu.txt": "changed"}), "r2")
    assert rows(
        loaded, "SELECT place FROM mart.event_report WHERE source_file = 'a/satu.txt' AND place IS NOT NULL"
    ) == [("Sinpo",)]
    assert rows(loaded,
        """
        SELECT is_current, valid_from_run, valid_to_run FROM main.dim_article WHERE source_file =
        'a/satu.txt' ORDER BY 2
        """
    ) == [
        (False, "r1", "r2"), (True, "r2", None),
    ]  # fmt: skip
    assert rows(
        loaded,
        """
        SELECT r.place, r.event_key IS NULL FROM main.fct_event_report r JOIN main.dim_article a USING (article_key)
        WHERE a.source_file = 'a/satu.txt' AND NOT a.is_current AND r.place IS NOT NULL
        """,
    ) == [("Sunan", True)]
    # Back to the old bytes: the old version is current again, and nothing is there twice.
    load_and_publish(loaded, stage(tmp_path / "u", [articles[0]], states={"a/satu.txt": "changed"}), "r3")
    assert rows(loaded,
        """
        SELECT is_current, valid_from_run, valid_to_run FROM main.dim_article WHERE source_file =
        'a/satu.txt' ORDER BY 2
        """
    ) == [
        (True, "r1", None), (False, "r2", "r3"),
    ]  # fmt: skip
    assert len(rows(loaded, "FROM mart.event_report WHERE source_file = 'a/satu.txt'")) == 2


def test_a_removed_file_withdraws_its_facts(loaded, articles, tmp_path):
    summary = load_and_publish(loaded, stage(tmp_path / "t", [], gone=["a/satu.txt", "b/dua.txt"]), "r2")
    assert summary.withdrawn == 2
    assert {name for (name,) in rows(loaded, "SELECT source_file FROM mart.mention")} == {"b/tiga.txt"}
    assert rows(loaded, "SELECT max(reports) FROM mart.event") == [(1,)]
    assert len(rows(loaded, "FROM main.fct_event_report")) == 6
    manifest = release.read_manifest(loaded)
    assert manifest["source_file"].to_list() == ["b/tiga.txt"]
    load_and_publish(loaded, stage(tmp_path / "u", articles[:2]), "r3")
    assert rows(loaded, "SELECT change FROM audit.source_file_change WHERE run_id = 'r3'") == [("returned",)] * 2
    assert rows(loaded, "SELECT max(reports) FROM mart.event") == [(3,)]


def test_a_refused_file_is_told_and_withdraws_what_its_bytes_no_longer_say(loaded, articles, tmp_path):
    refused = [
        {"source_file": "a/satu.txt", "content_hash": "0" * 64, "reason": "not_utf8"},
        {"source_file": "b/dua.txt", "content_hash": None, "reason": "unreadable"},
        {"source_file": "c/neu.txt", "content_hash": None, "reason": "too_large", "remedy": "Split it."},
    ]
    load_and_publish(loaded, stage(tmp_path / "t", [], refused=refused), "r2")
    assert rows(loaded, "SELECT source_file FROM mart.article ORDER BY 1") == [("b/dua.txt",), ("b/tiga.txt",)]
    states = dict(release.read_manifest(loaded).select("source_file", "state").iter_rows())
    assert states == {"a/satu.txt": "refused", "b/dua.txt": "loaded", "b/tiga.txt": "loaded", "c/neu.txt": "refused"}
    assert rows(loaded, "SELECT source_file, expectation, is_open FROM audit.quarantine ORDER BY 1") == [
        ("a/satu.txt", "not_utf8", True), ("b/dua.txt", "unreadable", True), ("c/neu.txt", "too_large", True),
    ]  # fmt: skip
    load_and_publish(loaded, stage(tmp_path / "u", [articles[0]]), "r3")
    assert rows(loaded, "SELECT source_file FROM audit.quarantine WHERE is_open ORDER BY 1") == [
        ("b/dua.txt",),
        ("c/neu.txt",),
    ]


def test_quarantined_rows_and_checks_are_on_record(live, articles, tmp_path):
    row = {
        "frame": "mention",
        "source_file": "a/satu.txt",
        "row_key": "7",
        "expectation": "iso",
        "column": "country",
        "detail": "XX",
        "row_json": "{}",
    }
    summary = load_and_publish(live, stage(tmp_path / "s", articles, quarantine=[row]), "r1")
    assert summary.quarantined == 1
    assert rows(live, "SELECT frame, column_name, content_hash, is_open FROM audit.quarantine") == [
        ("mention", "country", articles[0].content_hash, True)
    ]
    assert rows(live, "SELECT evaluated, success FROM audit.quality_check WHERE frame = 'mention'") == [(20, True)]
    assert rows(live, "SELECT count(*) > 5 FROM audit.quality_check WHERE frame = 'warehouse' AND success") == [(True,)]
    assert rows(live, "SELECT state, quarantined, steps FROM audit.run") == [("published", 1, {"scan": 0.5})]


def test_copies_do_not_count_as_sources(live, articles, tmp_path):
    pair = [articles[0].source_file, articles[1].source_file]
    load_and_publish(live, stage(tmp_path / "s", articles, alike=[pair]), "r1")
    launch = "SELECT reports, articles, outlets FROM mart.event WHERE subtype = 'missile_launch'"
    assert rows(live, launch) == [(2, 2, 2)]
    # An undated report in a copy is the original's report again.
    assert rows(live, "SELECT reports FROM mart.event WHERE subtype = 'condemnation'") == [(1,), (1,)]
    load_and_publish(live, stage(tmp_path / "t", [], gone=[articles[0].source_file]), "r2")
    assert rows(live, launch) == [(2, 2, 2)]


def test_missing_columns_read_as_null(live, tmp_path):
    folder = stage(tmp_path / "s", [launch_article()])
    path = folder / "batch_00001" / "valid" / "event_report.parquet"
    pl.read_parquet(path).drop("outcome", "series").with_columns(extra=pl.lit(1)).write_parquet(path)
    (folder / "batch_00001" / "valid" / "quantity.parquet").unlink()
    load_and_publish(live, folder, "r1")
    assert rows(live, "SELECT DISTINCT outcome, series FROM mart.event_report") == [(None, None)]


def test_a_wrong_span_keeps_the_old_file(loaded, articles, tmp_path):
    bad = launch_article("c.txt")
    bad.facts["event_report"][0]["char_start"] += 1
    bytes_before = loaded.read_bytes()
    with pytest.raises(DataError, match="exactly where their span says") as error:
        load_and_publish(loaded, stage(tmp_path / "t", [bad]), "r2")
    assert "c.txt" in error.value.cause
    assert loaded.read_bytes() == bytes_before
    assert [path.name for path in tmp_path.iterdir() if "next" in path.name] == []


def test_a_report_without_its_dimension_is_noticed(live, tmp_path):
    bad = Article("x.txt", "Judul\nKata\n").event("Kata", "no_such_subtype")
    with pytest.raises(DataError, match=r"main\.fct_event_report\.event_type_key"):
        load_and_publish(live, stage(tmp_path / "s", [bad]), "r1")
    assert not live.exists()


def test_a_rule_of_severity_warn_only_warns(live, tmp_path):
    quiet = [Article(f"{n}.txt", f"Judul {n}\nTidak ada apa-apa.\n") for n in range(3)]
    summary = load_and_publish(live, stage(tmp_path / "s", quiet), "r1")
    assert any("at least one event" in warning for warning in summary.warnings)


@pytest.mark.parametrize("broken", ["posts.resolve_posts", "events.resolve_events"])
def test_a_load_that_fails_leaves_the_published_file_alone(live, articles, tmp_path, monkeypatch, broken):
    load_and_publish(live, stage(tmp_path / "s", articles[:1]), "r1")
    before = live.read_bytes()
    monkeypatch.setattr(f"flows.publish.load.{broken}", lambda con: con.execute("SELECT error('Half is wrong')"))
    with pytest.raises(duckdb.Error, match="Half is wrong"):
        load_and_publish(live, stage(tmp_path / "t", articles[1:]), "r2")
    assert live.read_bytes() == before
    assert [path.name for path in live.parent.glob(f"{live.name}.next*")] == []
