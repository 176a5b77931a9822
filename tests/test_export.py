import json
import sys

import duckdb
import polars as pl
import pytest

from flows import cli, export
from flows.errors import UsageError, WarehouseError
from warehouse_fixtures import publish_two_launches


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return publish_two_launches(tmp_path_factory.mktemp("warehouse"))


def rows(warehouse, query):
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.execute(query).fetchall()


@pytest.mark.parametrize("form", export.FORMATS)
def test_every_view_is_written_with_all_its_rows(warehouse, tmp_path, form):
    folder = tmp_path / "out"
    written = export.export(warehouse, folder, form)
    views = {name for (name,) in rows(warehouse, "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'")}
    assert {one.view for one in written} == views
    for one in written:
        assert rows(warehouse, f"SELECT count(*) FROM mart.{one.view}") == [(one.rows,)]
        found = duckdb.sql(f"SELECT count(*) FROM read_{form}('{folder / one.path}')").fetchall()
        assert found == [(one.rows,)]
    assert json.loads((folder / "export.json").read_text())["run_id"] == "r1"


def test_lists_and_zones_survive_in_parquet(warehouse, tmp_path):
    export.export(warehouse, tmp_path / "out", "parquet")
    report = pl.read_parquet(tmp_path / "out" / "event_report.parquet")
    assert report.schema["actors"] == pl.List(pl.String)
    article = pl.read_parquet(tmp_path / "out" / "article.parquet")
    assert article.schema["published_at"] == pl.Datetime("us", "UTC")


def test_large_views_have_a_part_for_each_year(warehouse, tmp_path):
    folder = tmp_path / "out"
    written = {one.view: one for one in export.export(warehouse, folder, "parquet", large=1)}
    assert written["event_report"].partitioned
    assert written["mention"].partitioned, "dated by its article"
    assert sorted(part.name for part in (folder / "mention").iterdir()) == ["year=2023", "year=2024"]
    assert pl.scan_parquet(folder / "mention").collect().height == written["mention"].rows
    assert (folder / "code.parquet").is_file(), "codes have no date"


def test_a_second_export_takes_the_place_of_the_first_in_one_step(warehouse, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    export.export(warehouse, folder, "parquet")
    first = folder.resolve()
    monkeypatch.setattr(export, "_write", lambda *_: pytest.fail("stopped half way"))
    with pytest.raises(pytest.fail.Exception):
        export.export(warehouse, folder, "parquet")
    assert folder.resolve() == first
    assert [path.name for path in tmp_path.glob(".out.*")] == [first.name]
    monkeypatch.undo()
    export.export(warehouse, folder, "csv")
    assert (folder / "article.csv").is_file()
    assert (first / "article.parquet").is_file(), "for those who are reading it"
    export.export(warehouse, folder, "csv")
    assert not first.exists()


def test_a_folder_that_holds_something_else_is_left_alone(warehouse, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("x")
    with pytest.raises(UsageError, match="something else"):
        export.export(warehouse, folder, "parquet")
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_an_empty_folder_may_be_given(warehouse, tmp_path):
    (tmp_path / "out").mkdir()
    export.export(warehouse, tmp_path / "out", "csv")
    assert (tmp_path / "out" / "export.json").is_file()


def test_wrong_words_are_told(warehouse, tmp_path):
    with pytest.raises(UsageError, match="xlsx"):
        export.export(warehouse, tmp_path / "out", "xlsx")
    with pytest.raises(WarehouseError, match="no warehouse"):
        export.export(tmp_path / "none.duckdb", tmp_path / "out", "csv")


def test_the_command_says_what_it_wrote(warehouse, tmp_path, capsys, monkeypatch):
    words = ["warta", "export", "--format", "csv", str(tmp_path / "out"), "--warehouse", str(warehouse), "--json"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert not end.value.code
    told = {one["view"]: one for one in json.loads(capsys.readouterr().out)}
    assert told["article"] == {"view": "article", "rows": 2, "path": "article.csv", "partitioned": False}
