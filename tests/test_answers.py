"""The questions on the 36 articles written for this project, held beside answers that were worked out by hand.

`answers.json` says for each question which rows its answer must have (`rows`, in the columns that matter), must not
have (`none`) and how many there are (`count`), and from which articles that follows (`why`). `set` and `set_from` (a
query) give values to the variables of a question.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from flows import ask
from through import rows

ANSWERS = json.loads((Path(__file__).parent / "answers.json").read_text("utf-8"))
CASES = [(name, number) for name, cases in ANSWERS.items() for number in range(len(cases))]


def answer(written, name: str, case: dict) -> list[dict]:
    chosen = dict(case.get("set", {}))
    for variable, query in case.get("set_from", {}).items():
        [(value,)] = rows(written, query)
        chosen[variable] = str(value)
    found = ask.answer(written.warehouse, name, chosen)
    return [dict(zip(found.columns, map(plain, row), strict=True)) for row in found.rows]


def plain(value):
    return value.isoformat() if isinstance(value, date) else value


def fits(row: dict, wanted: dict) -> bool:
    return all(row[column] == value for column, value in wanted.items())


def test_each_question_has_an_answer_by_hand():
    questions = {question.name for question in ask.catalogue()}
    assert len(questions) >= 30
    assert set(ANSWERS) == questions


@pytest.mark.parametrize(("name", "number"), CASES)
def test_answers_are_those_of_the_articles(written, name, number):
    case = ANSWERS[name][number]
    found = answer(written, name, case)
    for wanted in case["rows"]:
        assert [row for row in found if fits(row, wanted)], (case["why"], wanted)
    for unwanted in case.get("none", []):
        assert not [row for row in found if fits(row, unwanted)], (case["why"], unwanted)
    assert len(found) == case.get("count", len(found))


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_every_number_leads_to_evidence(written, name):
    found = answer(written, name, {})
    keys = {key for row in found for column in row if column.endswith("event_key") and (key := row[column])}
    keys |= {key for row in found for key in row.get("event_keys") or []}
    told = {key for (key,) in rows(written, "SELECT DISTINCT event_key FROM mart.event_report")}
    assert keys <= told
    if found and {"events", "reports", "launches"} & found[0].keys():
        assert all(row.get("event_keys") or row.get("event_key") for row in found)
