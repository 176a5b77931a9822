"""Runs on a schedule: the flow served by Prefect, kept alive through restarts of either side."""

import hashlib
import re
import threading
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rich.console import Console

from flows import lock, server
from flows.errors import UsageError, WartaError
from flows.runner import flow_parameters
from flows.settings import Settings

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

DEFAULT_SECONDS = 1800
WATCH_SECONDS = 10.0
# Seconds to the first of the runs at intervals: by then the server knows of them.
SOON = 10.0
FLOW = "warta"


def serve_runs(settings: Settings, cron: str | None, every: int | None, console: Console) -> None:
    """Serve the flow until this process is stopped (Ctrl-C or SIGTERM).

    Runs never overlap: one such process for each warehouse, one run at a time in it, and the run's own lock
    against a `warta run` by hand. What was due while nothing served is dropped: the next run does it all.

    Args:
        settings: Inbox, warehouse and the rest.
        cron: Cron line, or None.
        every: Seconds from run to run, the first one at once, or None; without both, every half hour.
        console: Told what happens.

    Raises:
        BusyError: This warehouse is served already.
        UsageError: The cron line cannot be read, or orchestration is off.
        WarehouseError: No run could load into the file: it cannot be read, or a newer Warta wrote it.
    """
    from flows.publish import release

    if settings.orchestration == "off":
        raise UsageError("Scheduled runs need Prefect, but orchestration is 'off'", "Unset WARTA_ORCHESTRATION.")
    _check_form(cron)

    def say(line: str) -> None:
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    live = settings.warehouse
    release.read_manifest(live)
    with lock.hold(live.with_name(live.name + ".serve.lock"), "warta serve"):
        server.prepare_environment(settings)
        connection = server.connect(settings, say)
        _check_cron(cron)
        schedule = {"cron": cron} if cron else {"interval": every or DEFAULT_SECONDS}
        say(f"Serving {settings.inbox} -> {live}, {_in_words(schedule)}. Runs: {connection.ui}/runs")
        if isinstance(connection, server.Server):
            threading.Thread(target=_watch, args=(settings, say), daemon=True).start()
        _serve_through_failures(settings, schedule, say)


def deployment_name(settings: Settings) -> str:
    """Name of the deployment: one for each warehouse, so that two of them may share a server."""
    mark = hashlib.sha256(str(settings.warehouse).encode()).hexdigest()[:6]
    return f"{settings.warehouse.stem}-{mark}"


def _serve_through_failures(settings: Settings, schedule: dict[str, Any], say: Callable[[str], None]) -> None:
    """Serve again whenever Prefect's runner gives up, as it does when its server is away for minutes."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments.runner import EntrypointType

    from flows.etl import etl

    first = datetime.now(UTC) + timedelta(seconds=SOON)
    # Prefect's handler of SIGTERM stops the process all the same.
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited")
    pause = 5.0
    one_at_a_time = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    while True:
        try:
            tidy_up(deployment_name(settings))
            etl.serve(
                name=deployment_name(settings),
                parameters=flow_parameters(settings),
                global_limit=one_at_a_time,
                pause_on_shutdown=False,
                print_starting_message=False,
                entrypoint_type=EntrypointType.MODULE_PATH,
                tags=["warta"],
                **_timed(schedule, first),
            )
            return
        except Exception as error:
            # Whatever it was, the next round starts from nothing; the pause grows to five minutes.
            say(f"Serving stopped ({type(error).__name__}: {error}); again in {pause:.0f} s")
            time.sleep(pause)
            pause = min(pause * 2, 300.0)


def tidy_up(deployment: str) -> int:
    """Close what an earlier `warta serve` left behind when it was killed.

    Only the holder of the serve lock calls this, so a run of this deployment that counts as running is dead; as
    long as it counts, it blocks the next ones. Runs that were due meanwhile are skipped instead of made up for.

    Returns:
        Number of runs closed.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
    from prefect.client.schemas.objects import StateType
    from prefect.states import Cancelled, Crashed

    ours = DeploymentFilter(name=DeploymentFilterName(any_=[deployment]))
    closed = 0
    with get_client(sync_client=True) as client:
        dead = _flow_runs(client, ours, [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING])
        for run in dead:
            client.set_flow_run_state(run.id, Crashed(message="warta serve was stopped during this run"), force=True)
            closed += 1
        while late := _flow_runs(client, ours, [StateType.SCHEDULED], due=True):
            for run in late:
                client.set_flow_run_state(run.id, Cancelled(message="Due while nothing served"), force=True)
                closed += 1
        _free_slot(client, deployment)
    return closed


def _flow_runs(client: "SyncPrefectClient", ours: Any, states: list[Any], due: bool = False) -> list[Any]:
    """Flow runs of a deployment in some states; `due` leaves out those in the future."""
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterNextScheduledStartTime,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.types import DateTime

    chosen = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)))
    if due:
        chosen.next_scheduled_start_time = FlowRunFilterNextScheduledStartTime(before_=DateTime.now("UTC"))
    return client.read_flow_runs(flow_run_filter=chosen, deployment_filter=ours)


def _free_slot(client: "SyncPrefectClient", deployment: str) -> None:
    """Give back the slot that a killed server may have left taken for ever."""
    from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
    from prefect.exceptions import ObjectNotFound

    try:
        limit = client.read_deployment_by_name(f"{FLOW}/{deployment}").global_concurrency_limit
    except ObjectNotFound:
        return
    if limit and limit.active_slots:
        client.update_global_concurrency_limit(limit.name, GlobalConcurrencyLimitUpdate(active_slots=0))


def _watch(settings: Settings, say: Callable[[str], None]) -> None:
    """Start our server again when it dies."""
    while True:
        time.sleep(WATCH_SECONDS)
        try:
            server.ensure(settings, say)
        except (WartaError, OSError) as error:
            say(f"The local Prefect server cannot be started: {error}")


def _check_form(cron: str | None) -> None:
    """Refuse what is no cron line at first sight, before anything is started for it."""
    if cron is not None and not re.fullmatch(r"(\S+\s+){4}\S+", cron.strip()):
        raise UsageError(f"--cron {cron!r} is no cron line", 'Five fields, such as "*/30 * * * *".')


def _check_cron(cron: str | None) -> None:
    """Refuse a cron line that Prefect cannot read; imports Prefect, so the environment must be complete."""
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=cron or "* * * * *")
    except ValueError:
        raise UsageError(f"--cron {cron!r} is no cron line", 'Five fields, such as "*/30 * * * *".') from None


def _timed(schedule: dict[str, Any], first: datetime) -> dict[str, Any]:
    """The schedule as `serve` takes it; runs at intervals begin with one at once."""
    from prefect.schedules import Interval

    if "cron" in schedule:
        return schedule
    return {"schedule": Interval(timedelta(seconds=schedule["interval"]), anchor_date=first)}


def _in_words(schedule: dict[str, Any]) -> str:
    return f"at {schedule['cron']}" if "cron" in schedule else f"every {schedule['interval']} s"
