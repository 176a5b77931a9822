import json

import pytest
from typer.testing import CliRunner

from flows import cli
from flows.errors import UsageError
from flows.explain import explain
from warehouse_fixtures import Article, load_and_publish, rows, stage

MONTH = {"date_start": "2024-06-01", "date_end": "2024-06-30", "date_precision": "month"}


def article(name: str, published: str, words: str, outlet: str, **values) -> Article:
    found = Article(name, f"Judul {name}\nBadan. {words}. Akhir.", outlet, published)
    return found.event(words, "satellite_launch", actors=["PRK"], **values)


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """A launch that was planned for a month, then dated by two outlets that differ about its place and number."""
    folder = tmp_path_factory.mktemp("explain")
    first = article("b.txt", "2024-06-13", "Roket jatuh", "Sore", day="2024-06-12", place="Sohae", outcome="failure")
    first.add("quantity", "Roket", value=1.0, unit="roket", what="roket", report=0, rule="count")
    load_and_publish(folder / "w.duckdb", stage(folder / "s1", [first]), "r1")
    other = article("c.txt", "2024-06-14", "Dua roket gagal", "Kabar", day="2024-06-12", place="Tongchang")
    other.add("quantity", "Dua roket", value=2.0, unit="roket", what="roket", report=0, rule="count")
    plan = article("a.txt", "2024-05-30", "Peluncuran direncanakan", "Pagi", status="planned", place="Sohae", **MONTH)
    load_and_publish(folder / "w.duckdb", stage(folder / "s2", [plan]), "r2")
    load_and_publish(folder / "w.duckdb", stage(folder / "s3", [other], alike=[["c.txt", "b.txt"]]), "r3")
    return folder / "w.duckdb"


def key_of(live, source_file="b.txt"):
    return rows(live, f"SELECT event_key FROM mart.event_report WHERE source_file = '{source_file}'")[0][0]


def test_everything_that_speaks_for_an_event(live):
    found = explain(live, key_of(live))
    assert [row["source_file"] for row in found["reports"]] == ["a.txt", "b.txt"]
    assert [row["evidence"] for row in found["reports"]] == ["Peluncuran direncanakan", "Roket jatuh"]
    assert [row["resolved_by"] for row in found["reports"]] == ["within_period", "same_day"]
    assert [row["status"] for row in found["history"]] == ["planned", "occurred"]
    chosen = {row["attribute"]: (row["value"], row["chosen_by"]) for row in found["claims"] if row["is_chosen"]}
    assert chosen["date"] == ("2024-06-12", "finest")
    assert chosen["status"] == ("occurred", "latest")
    assert chosen["place"] == ("Sohae", "only")
    assert chosen["number"] == ("1 roket", "only")
    [other] = [row for row in found["claims"] if row["attribute"] == "date" and not row["is_chosen"]]
    assert (other["value"], other["sources"]) == ("2024-06-01/2024-06-30", ["a.txt"])


def test_a_former_key_leads_on(live):
    """The launch was known under its day before the plan, which was told earlier, arrived."""
    [(former, present)] = rows(live, "SELECT former_event_key, event_key FROM audit.event_merge")
    assert present == key_of(live)
    found = explain(live, former)
    assert (found["asked"], found["event"]["event_key"]) == (former, present)
    assert [row["former_event_key"] for row in found["former_keys"]] == [former]


def test_an_unknown_key_is_an_error_with_a_remedy(live):
    with pytest.raises(UsageError, match="No event has the key 1"):
        explain(live, 1)


def test_the_command(live, home):
    key = str(key_of(live))
    printed = CliRunner().invoke(cli.app, ["explain", key, "--warehouse", str(live)])
    assert printed.exit_code == 0, printed.output
    for words in (
        key,
        "“Roket jatuh”",
        "Sore, 2024-06-13, b.txt",
        "planned (reported 2024-05-30) → occurred",
        "finest",
    ):
        assert words in printed.output
    found = json.loads(CliRunner().invoke(cli.app, ["explain", key, "--json", "--warehouse", str(live)]).output)
    assert found["event"]["event_key"] == int(key)
    assert len(found["reports"]) == 2
