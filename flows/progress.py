"""How a run shows what it is doing: a bar on a terminal, a plain line for each finished step elsewhere."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def shown(console: Console, level: str) -> Iterator[None]:
    """Show the log records of the steps on the console while the block runs.

    Args:
        console: Where to; a terminal gets the bar.
        level: Least level of the records shown as lines.
    """
    log = logging.getLogger("warta")
    # The bar lives on the `begin` records, which are of level debug.
    log.setLevel(logging.DEBUG)
    log.propagate = False
    with _handler(console) as handler:
        handler.addFilter(_Chosen(level.upper(), bar=isinstance(handler, _Bar)))
        log.addHandler(handler)
        try:
            yield
        finally:
            log.removeHandler(handler)


class _Chosen(logging.Filter):
    """Lets records of the chosen level pass, and those that move the bar."""

    def __init__(self, level: str, bar: bool) -> None:
        super().__init__()
        self._level = logging.getLevelNamesMapping()[level]
        self._bar = bar

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= self._level or (self._bar and hasattr(record, "step"))


class _Lines(logging.Handler):
    """One line for each record."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        self._console.print(record.getMessage(), markup=False, highlight=False, soft_wrap=True)


class _Bar(logging.Handler):
    """Moves a progress bar; warnings and errors are printed above it."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("starting", total=None)
        self._running: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        step, event = getattr(record, "step", None), getattr(record, "event", None)
        if event == "begin":
            self._running.append(str(step))
        elif step in self._running:
            self._running.remove(str(step))
        if event == "done":
            self._progress.update(self._task, completed=record.done, total=record.total)  # type: ignore[attr-defined]
        if event is None or event == "failed":
            self._progress.console.print(record.getMessage(), markup=False, highlight=False)
        self._progress.update(self._task, description=", ".join(self._running) or "…")


@contextmanager
def _handler(console: Console) -> Iterator[logging.Handler]:
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress)
