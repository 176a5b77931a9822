"""One run now: settings and environment first, then the flow, in Prefect's engine or without it."""

import logging
from typing import Any

from rich.console import Console

from flows import processes, server
from flows.batch import LARGE, count_files, get_ready
from flows.progress import shown
from flows.settings import Settings


def run_once(settings: Settings, force: bool, console: Console) -> dict[str, Any]:
    """Run the road once in this process.

    Args:
        settings: Inbox, warehouse and the rest; `orchestration="off"` calls the same flow without the engine.
        force: Read every article again.
        console: Shows the progress.

    Returns:
        The summary of the run.

    Raises:
        WartaError: The run ended early.
    """
    server.prepare_environment(settings)
    try:
        _start_workers(settings, force)
        return _run(settings, force, console)
    finally:
        processes.stop()


def _start_workers(settings: Settings, force: bool) -> None:
    """Let the worker processes of a large first run import what they need while this one imports Prefect."""
    if settings.workers > 1 and (force or not settings.warehouse.exists()) and count_files(settings.inbox) > LARGE:
        processes.start(settings.workers, get_ready, str(settings.lexicon) if settings.lexicon else None)


def _run(settings: Settings, force: bool, console: Console) -> dict[str, Any]:
    """Call the flow, in the engine or without it, and show the progress."""
    engine = settings.orchestration == "prefect"
    if engine:
        server.connect(settings, lambda line: console.print(line, highlight=False, soft_wrap=True))

    from flows.etl import etl

    parameters = flow_parameters(settings, force)
    # Prefect's messages repeat ours; they stay in its UI.
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.CRITICAL)
    with shown(console, settings.log_level):
        if not engine:
            return etl.fn(**parameters)
        return _in_engine(etl, parameters)


def flow_parameters(settings: Settings, force: bool = False) -> dict[str, Any]:
    """Parameters of the flow for the given settings."""
    return {
        "inbox": str(settings.inbox),
        "warehouse": str(settings.warehouse),
        "lexicon": str(settings.lexicon) if settings.lexicon else None,
        "force": force,
        "batch_size": settings.batch_size,
    }


def _in_engine(etl: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    """Call the flow in Prefect's engine."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    # A heartbeat tells the server about runs that crashed on other machines, and costs a second at the end.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        summary: dict[str, Any] = etl(**parameters)
        return summary
