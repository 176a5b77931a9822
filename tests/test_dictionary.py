import duckdb
import polars as pl
import pytest

from flows.errors import WarehouseError
from flows.publish import dictionary, schema


@pytest.fixture(scope="module")
def con():
    con = duckdb.connect()
    schema.lay_out(con)
    return con


def test_everything_is_described(con):
    assert (
        con.execute("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL AND NOT temporary").fetchall() == []
    )
    assert con.execute("SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal").fetchall() == []
    assert con.execute(
        """
        SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal AND
        database_name <> 'temp'
        """
    ).fetchall() == []  # fmt: skip


def test_no_description_is_left_over(con):
    found = con.execute(
        "SELECT DISTINCT column_name, schema_name || '.' || table_name FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    objects = {f"{schema_name}.{name}" for schema_name, name, _ in dictionary.objects().iter_rows()}
    columns = dictionary.columns()
    for column, owner in columns.select("column_name", "object").iter_rows():
        assert owner is None or owner in objects
        assert any(name == column and owner in (None, place) for name, place in found), column
    assert not columns.select("column_name", "object").is_duplicated().any()


def test_each_file_makes_the_object_that_it_is_named_after(con):
    made = con.execute(
        """
        SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT temporary
        UNION SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal
        """
    ).fetchall()
    assert set(made) == set(dictionary.objects().select("schema_name", "object_name").iter_rows())


def test_code_lists_are_known_and_used():
    lists = set(dictionary.codes()["list"])
    assert set(dictionary.columns()["codes"].drop_nulls()) == lists


def test_comments_name_unit_and_codes(con):
    [(comment,)] = con.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'event' AND column_name = 'date_precision'"
    ).fetchall()
    assert comment.endswith("One of: day, week, month, quarter, year, unknown.")


def test_a_column_without_description_is_an_error(monkeypatch):
    columns = dictionary.columns().filter(pl.col("column_name") != "outlet")
    monkeypatch.setattr(dictionary, "columns", lambda: columns)
    with pytest.raises(WarehouseError, match=r"main\.dim_outlet\.outlet"):
        schema.lay_out(duckdb.connect())


def test_laying_out_twice_changes_nothing(con):
    before = con.execute("FROM audit.schema_version").fetchall()
    schema.lay_out(con)
    assert con.execute("FROM audit.schema_version").fetchall() == before
    assert con.execute("SELECT count(*) FROM main.dim_outlet").fetchall() == [(1,)]


def test_comments_name_what_a_column_leads_to(con):
    query = """
        SELECT schema_name || '.' || table_name, regexp_extract(comment, 'Leads to ([a-z_.]+)[.]$', 1)
        FROM duckdb_columns() WHERE column_name = 'event_key' AND NOT internal
    """
    leads = dict(con.execute(query).fetchall())
    assert leads["main.fct_event_report"] == "main.fct_event.event_key"
    assert leads["main.fct_event"] == ""
    assert leads["mart.event_report"] == "mart.event.event_key"
