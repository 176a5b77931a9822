"""Where the files that travel with the program lie: in a checkout, or inside an installed wheel."""

from pathlib import Path

from flows.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Find a folder of the project such as `sql` or `expectations`.

    Args:
        name: Folder name, relative to the repository root.

    Returns:
        The folder in the checkout if this is one, else its copy in the wheel.

    Raises:
        UsageError: Neither exists, so the installation is incomplete.
    """
    for folder in (_PACKAGE.parent / name, _PACKAGE / "_data" / name):
        if folder.is_dir():
            return folder
    raise UsageError(f"The folder {name}/ is missing beside {_PACKAGE}", "Install Warta again.")


def sql_dir() -> Path:
    """Folder with `schema`, `load`, `mart`, `checks` and `queries`."""
    return data_dir("sql")


def expectations_dir() -> Path:
    """Folder with one Great Expectations suite for each frame of facts."""
    return data_dir("expectations")
