"""Settings, by rank: command line, `WARTA_*` variables, `warta.toml`, `[tool.warta]` in pyproject.toml."""

import difflib
import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from flows.errors import UsageError

_PREFIX = "WARTA_"
# Threads for each worker: one reads a batch, one waits for it and checks it while the next is read. Steps are taken in
# the order in which they were submitted, a batch's two after each other, so no more batches are read at once than there
# are workers.
THREADS_EACH = 2


class Settings(BaseSettings):
    """Everything that may be configured; relative paths count from the working directory."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    inbox: Path = Field(Path("inbox"), description="folder with the articles, scanned recursively")
    warehouse: Path = Field(Path("warehouse/warta.duckdb"), description="the published DuckDB file")
    lexicon: Path | None = Field(None, description="folder with own CSV rows that add to or override the lexicon")
    batch_size: int = Field(4000, ge=1, le=50_000, description="articles in one batch")
    workers: int = Field(min(2, os.cpu_count() or 1), ge=1, le=64, description="batches worked on at the same time")
    orchestration: Literal["prefect", "off"] = Field("prefect", description="'off' runs the same flow without Prefect")
    home: Path = Field(Path("~/.warta"), description="folder of the local Prefect server: database, log, state")
    server_port: int = Field(4207, ge=1024, le=65535, description="port of the local Prefect server, loopback only")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="how much is logged")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources; the first that names a key wins."""
        files = [InitSettingsSource(settings_cls, init_kwargs=values) for _, values in _files()]
        return (init_settings, env_settings, *files)


def load_settings(**options: Any) -> Settings:
    """Read the settings from all sources.

    Args:
        **options: What the command line gave; `None` means not given.

    Returns:
        Settings with `~` expanded and paths made absolute; a warehouse that is a link is the file that it leads to.

    Raises:
        UsageError: A key is unknown or a value cannot be used; names the source and the remedy.
    """
    given = {key: value for key, value in options.items() if value is not None}
    _check_environment()
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise _explain(error, given) from None
    paths = {key: value.expanduser().absolute() for key, value in settings if isinstance(value, Path)}
    # A run replaces the file itself, not a link to it.
    if paths["warehouse"].is_symlink():
        paths["warehouse"] = paths["warehouse"].resolve()
    return settings.model_copy(update=paths)


def _files() -> list[tuple[str, dict[str, Any]]]:
    """Read `warta.toml` and `[tool.warta]`; keys are checked here, where the file's name is still known."""
    found = []
    for name, table in (("warta.toml", ()), ("pyproject.toml", ("tool", "warta"))):
        path = Path(name)
        if not path.is_file():
            continue
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{path.absolute()} is not valid TOML: {error}", "Correct the file.") from None
        for key in table:
            values = values.get(key, {})
        where = f"[tool.warta] in {path.absolute()}" if table else str(path.absolute())
        for key in values:
            _check_key(key, f"{key!r} in {where}")
        found.append((where, values))
    return found


def _check_environment() -> None:
    """Refuse a misspelt variable: pydantic would ignore it without a word."""
    for name in os.environ:
        if name.startswith(_PREFIX):
            _check_key(name.removeprefix(_PREFIX).lower(), f"Environment variable {name}")


def _check_key(key: str, where: str) -> None:
    """Raise UsageError for a key that no setting has, with the nearest one that exists."""
    known = list(Settings.model_fields)
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known settings: {', '.join(known)}."
        raise UsageError(f"Unknown setting: {where}", f"{hint} Correct or remove it.")


def _explain(error: ValidationError, given: dict[str, Any]) -> UsageError:
    """Turn the first validation error into one that names the source of the value."""
    first = error.errors()[0]
    key = str(first["loc"][0])
    variable = _PREFIX + key.upper()
    source = next((where for where, values in _files() if key in values), "a setting")
    if variable in os.environ:
        source = variable
    if key in given:
        source = f"--{key.replace('_', '-')}"
    described = Settings.model_fields[key].description if key in Settings.model_fields else "none such"
    return UsageError(f"{source}: {key} = {first['input']!r} cannot be used", f"{first['msg']} ({described}).")
