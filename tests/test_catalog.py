"""The pages of the dictionary say what the warehouse says, and its relations hold."""

import shutil
import subprocess
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.publish import catalog, dictionary
from through import rows

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LINTER = "datacontract-cli==1.2.8"  # in an environment of its own: its pins collide with ours


@pytest.fixture(scope="module")
def columns():
    return catalog.columns()


@pytest.mark.parametrize("name", ["dictionary.md", "datacontract.yaml"])
def test_pages_are_up_to_date(name, tmp_path):
    catalog.write(tmp_path)
    assert (DOCS / name).read_text("utf-8") == (tmp_path / name).read_text("utf-8"), "Run: make docs"


def test_every_column_of_the_file_is_told_with_its_comment(columns, written):
    query = """
        SELECT schema_name || '.' || table_name || '.' || column_name, data_type, comment
        FROM duckdb_columns() WHERE NOT internal
    """
    comments = dictionary.columns().unique("description").select("description", "comment")
    told = {
        f"{row['schema_name']}.{row['object_name']}.{row['column_name']}": (row["data_type"], row["description"])
        for row in columns.iter_rows(named=True)
    }
    found = {name: (kind, comment) for name, kind, comment in rows(written, query)}
    assert found.keys() == told.keys()
    assert not comments.is_empty()
    for name, (kind, comment) in found.items():
        assert kind == told[name][0], name
        assert comment.startswith(told[name][1]), name


def test_the_contract_has_every_object_once():
    made = catalog.contract()
    names = [table["name"] for table in made["schema"]]
    assert len(names) == len(set(names)) == dictionary.objects().height
    assert all(table["description"] and table["properties"] for table in made["schema"])
    known = {f"{table['name']}.{column['name']}" for table in made["schema"] for column in table["properties"]}
    for table in made["schema"]:
        for column in table["properties"]:
            assert {related["to"] for related in column.get("relationships", [])} <= known


def test_every_relation_is_used_and_holds(columns, written):
    related = columns.filter(pl.col("refers_to").is_not_null())
    of_schema = pl.format("{}.{}", "schema_name", "column_name")
    used = set(related["column_name"]) | set(related.select(of_schema).to_series())
    for name, home, _ in dictionary.relations().rows():
        assert (f"{home}.{name}" if home else name) in used
    with duckdb.connect(str(written.warehouse), read_only=True) as con:
        for row in related.iter_rows(named=True):
            target, _, column = row["refers_to"].rpartition(".")
            lost = con.execute(
                f"""
                SELECT count(*) FROM {row["schema_name"]}.{row["object_name"]} AS here
                ANTI JOIN {target} AS there ON here.{row["column_name"]} = there.{column}
                WHERE here.{row["column_name"]} IS NOT NULL
                """
            ).fetchone()
            assert lost == (0,), row


def test_units_and_codes_stand_in_the_dictionary():
    text = catalog.markdown()
    assert (
        "| `characters` | BIGINT | Length of the decoded source file. Unit: characters (Unicode code points). |  |"
        in text
    )
    assert "| `status` | VARCHAR |" in text
    for name in set(dictionary.codes()["list"]):
        assert f"### {name}\n" in text
    assert "Codes: [event_status](#event_status)" in text


def test_the_contract_passes_the_linter():
    uv = shutil.which("uv") or ROOT / ".uv" / "bin" / "uv"
    if not Path(uv).exists():
        pytest.skip("uv is not installed, so the linter cannot be fetched")
    tool = [uv, "tool", "run", "--quiet", "--from", LINTER, "datacontract"]
    ready = subprocess.run([*tool, "--version"], capture_output=True, text=True, check=False, timeout=300)
    if ready.returncode:
        pytest.skip(f"{LINTER} cannot be fetched: {ready.stderr.strip()[-200:]}")
    done = subprocess.run(
        [*tool, "lint", DOCS / "datacontract.yaml"], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
