from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import load_settings


def test_defaults_need_no_file(home):
    settings = load_settings()
    assert settings.inbox == home / "inbox"
    assert settings.warehouse == home / "warehouse" / "warta.duckdb"
    assert settings.batch_size == 4000
    assert settings.lexicon is None


def test_command_line_beats_environment_beats_files(home, monkeypatch):
    (home / "pyproject.toml").write_text("[tool.warta]\nbatch_size = 1\nworkers = 1\ninbox = 'a'\nlexicon = 'words'\n")
    (home / "warta.toml").write_text("batch_size = 2\nworkers = 2\ninbox = 'b'\n")
    monkeypatch.setenv("WARTA_BATCH_SIZE", "3")
    monkeypatch.setenv("WARTA_WORKERS", "3")
    settings = load_settings(batch_size=4, inbox=None)
    assert settings.batch_size == 4
    assert settings.workers == 3
    assert settings.inbox == home / "b"
    assert settings.lexicon == home / "words"


def test_home_is_expanded_and_empty_variables_do_not_count(home, monkeypatch):
    monkeypatch.setenv("WARTA_INBOX", "~/articles")
    monkeypatch.setenv("WARTA_BATCH_SIZE", "")
    settings = load_settings()
    assert settings.inbox == Path.home() / "articles"
    assert settings.batch_size == 4000


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("warta.toml", "batchsize = 3", "warta.toml"),
        ("pyproject.toml", "[tool.warta]\nbatchsize = 3", "[tool.warta] in "),
    ],
)
def test_an_unknown_key_names_the_file_and_the_nearest_key(home, name, text, where):
    (home / name).write_text(text)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert where in caught.value.cause
    assert name in caught.value.cause
    assert "'batch_size'" in caught.value.remedy


def test_an_unknown_variable_is_refused(home, monkeypatch):
    monkeypatch.setenv("WARTA_WAREHOSE", "x")
    with pytest.raises(UsageError, match="WARTA_WAREHOSE") as caught:
        load_settings()
    assert "'warehouse'" in caught.value.remedy


def test_a_broken_file_is_named(home):
    (home / "warta.toml").write_text("inbox = ")
    with pytest.raises(UsageError, match=r"warta\.toml is not valid TOML"):
        load_settings()


def test_a_bad_value_names_its_source(home, monkeypatch):
    (home / "warta.toml").write_text("batch_size = 0\n")
    with pytest.raises(UsageError, match=r"warta\.toml: batch_size = 0"):
        load_settings()
    monkeypatch.setenv("WARTA_BATCH_SIZE", "many")
    with pytest.raises(UsageError, match=r"WARTA_BATCH_SIZE: batch_size = 'many'"):
        load_settings()
    with pytest.raises(UsageError, match=r"--batch-size: batch_size = -1"):
        load_settings(batch_size=-1)


def test_other_tables_of_pyproject_are_left_alone(home):
    (home / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load_settings().batch_size == 4000
