import errno
import os
import socket
from datetime import UTC, datetime, timedelta

import pytest

from flows import serve, server
from flows.errors import BusyError, UsageError, WartaError
from flows.settings import Settings, load_settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    """Settings with a home of their own; the server that a test starts there is stopped at the end."""
    home = tmp_path_factory.mktemp("home")
    made = Settings(home=home, server_port=free_port(), warehouse=home / "w.duckdb", inbox=home / "inbox")
    yield made
    server.stop(made)


@pytest.fixture(scope="module")
def said() -> list:
    return []


@pytest.fixture(scope="module")
def running(settings, said):
    """The local Prefect server: started once, since that takes seconds."""
    return server.ensure(settings, said.append)


@pytest.fixture
def engine(running):
    """Point Prefect of this process at the local server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: running.url}):
        yield running


def test_the_server_is_started_once_and_says_why(running, settings, said):
    assert len(said) == 1
    assert running.ui in said[0]
    assert "none is running" in said[0]
    assert "warta server stop" in said[0]
    assert server.ensure(settings, said.append) == running
    assert server.find(settings) == running
    assert len(said) == 1
    assert running.url == f"http://127.0.0.1:{settings.server_port}/api"


def test_telemetry_is_off_in_the_server(running):
    import json

    found = json.loads(server._get(f"{running.url}/admin/settings"))["server"]
    assert found["analytics_enabled"] is False
    assert found["api"]["host"] == "127.0.0.1"
    assert found["concurrency"]["lease_storage"].endswith("filesystem")


def test_a_server_of_somebody_else_is_not_ours(running, settings, tmp_path):
    other = settings.model_copy(update={"home": tmp_path})
    (tmp_path / "prefect").mkdir()
    note = (settings.home / "prefect" / "server.json").read_text()
    (tmp_path / "prefect" / "server.json").write_text(note)
    assert server.find(other) is None
    assert server.stop(other) is None
    assert server._usable(settings.server_port) != settings.server_port


def test_the_flow_runs_in_the_engine(engine, rooms, home):
    from prefect.client.orchestration import get_client

    from flows.etl import etl
    from flows.runner import _in_engine

    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text("Artikel")
    rooms.fail["read"] = [OSError(errno.EIO, "hiccup")]
    summary = _in_engine(etl, {"inbox": str(home / "inbox"), "warehouse": str(home / "w.duckdb")})
    assert summary["state"] == "published"
    assert rooms.extracted == [1]
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs()
        assert [run.state_name for run in runs] == ["Completed"]
        tasks = {task.name: task for task in client.read_task_runs()}
        artifacts = client.read_artifacts()
    assert {"scan", "prepare", "extract-batch-1", "validate-batch-1", "report", "load", "publish"} == set(tasks)
    assert tasks["extract-batch-1"].run_count == 2
    keys = {"warta-summary", "warta-failed-expectations", "warta-quality-report"}
    assert {artifact.key for artifact in artifacts} == keys


def test_the_engine_raises_the_error_of_the_step(engine, rooms, home):
    from flows.etl import etl
    from flows.runner import _in_engine

    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text("Artikel")
    rooms.fail["extract"] = WartaError("The lexicon is gone", "Bring it back.")
    with pytest.raises(WartaError, match="lexicon is gone"):
        _in_engine(etl, {"inbox": str(home / "inbox"), "warehouse": str(home / "w.duckdb")})
    assert rooms.journal[-1].state == "failed"


def test_what_a_killed_serve_left_is_closed(engine, settings):
    from datetime import timedelta

    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import ConcurrencyLimitConfig
    from prefect.states import Pending, Running, Scheduled
    from prefect.types._datetime import now

    from flows.etl import etl

    name = serve.deployment_name(settings)
    assert serve.tidy_up(name) == 0
    limit = ConcurrencyLimitConfig(limit=1)
    deployment = etl.to_deployment(name, parameters={"inbox": "i", "warehouse": "w"}, concurrency_limit=limit).apply()
    with get_client(sync_client=True) as client:
        dead = client.create_flow_run_from_deployment(deployment)
        client.set_flow_run_state(dead.id, Pending())
        client.set_flow_run_state(dead.id, Running())
        late = client.create_flow_run_from_deployment(
            deployment, state=Scheduled(scheduled_time=now("UTC") - timedelta(hours=1))
        )
        ahead = client.create_flow_run_from_deployment(
            deployment, state=Scheduled(scheduled_time=now("UTC") + timedelta(hours=1))
        )
        assert serve.tidy_up(name) == 2
        states = [client.read_flow_run(run.id).state_name for run in (dead, late, ahead)]
        assert states == ["Crashed", "Cancelled", "Scheduled"]
        assert client.read_deployment(deployment).global_concurrency_limit.active_slots == 0


def test_a_stopped_server_is_started_again_at_its_place(running, settings, said):
    stopped = server.stop(settings)
    assert stopped == running
    assert server.find(settings) is None
    assert server.stop(settings) is None


def test_a_server_that_cannot_start_says_where_to_look(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(server.sys, "executable", "/bin/false")
    with pytest.raises(WartaError, match="ended at its start") as caught:
        server.ensure(settings.model_copy(update={"home": tmp_path}), lambda line: None)
    assert "server.log" in caught.value.remedy


def test_a_configured_server_that_is_away_is_an_error(home, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    with pytest.raises(WartaError, match="does not answer") as caught:
        server.connect(load_settings(), lambda line: None)
    assert "--no-server" in caught.value.remedy


def test_an_old_server_of_another_version_is_replaced(settings, monkeypatch):
    old = server.Server("http://127.0.0.1:1/api", 1, str(settings.home), "3.0.0")
    done = []
    monkeypatch.setattr(server, "find", lambda s: old)
    monkeypatch.setattr(server, "stop", lambda s: done.append("stop"))
    monkeypatch.setattr(server, "_start", lambda *a: done.append("start"))
    server.ensure(settings, lambda line: None)
    assert done == ["stop", "start"]


def test_the_environment_of_the_user_wins(home, monkeypatch):
    monkeypatch.setenv("PREFECT_HOME", "/theirs")
    monkeypatch.setenv("NO_PROXY", "example.org")
    monkeypatch.delenv("DO_NOT_TRACK", raising=False)
    server.prepare_environment(load_settings(workers=3))
    assert os.environ["PREFECT_HOME"] == "/theirs"
    assert os.environ["NO_PROXY"] == "example.org,127.0.0.1,localhost"
    assert os.environ["DO_NOT_TRACK"] == "1"


@pytest.mark.parametrize(("mode", "cron", "match"), [("off", None, "need Prefect"), ("prefect", "x y", "no cron")])
def test_serving_refuses_nonsense(home, mode, cron, match):
    with pytest.raises(UsageError, match=match):
        serve.serve_runs(load_settings(orchestration=mode), cron, None, cli_console())


def test_a_warehouse_is_served_once(home):
    from flows import lock

    settings = load_settings()
    with lock.hold(settings.warehouse.with_name("warta.duckdb.serve.lock"), "warta serve"), pytest.raises(BusyError):
        serve.serve_runs(settings, None, 60, cli_console())


def test_serving_goes_on_when_the_runner_gives_up(home, monkeypatch):
    from flows.etl import etl

    calls, lines = [], []

    def give_up(self, **options):
        calls.append(options)
        if len(calls) < 3:
            raise RuntimeError("Service exceeded error threshold.")

    monkeypatch.setattr(type(etl), "serve", give_up)
    monkeypatch.setattr(serve, "tidy_up", lambda name: 0)
    monkeypatch.setattr(serve.time, "sleep", lambda seconds: None)
    serve._serve_through_failures(load_settings(), {"interval": 60}, lines.append)
    assert len(calls) == 3
    schedule = calls[0]["schedule"]
    assert schedule.interval == timedelta(seconds=60)
    assert timedelta() < schedule.anchor_date - datetime.now(UTC) <= timedelta(seconds=serve.SOON)
    assert calls[0]["pause_on_shutdown"] is False
    assert "again in 5 s" in lines[0]


def test_the_watcher_starts_a_dead_server_again(home, monkeypatch):
    class Stop(Exception):
        pass

    calls = []

    def ensure(settings, say):
        calls.append(1)
        if len(calls) == 1:
            raise WartaError("No", "port.")
        raise Stop

    monkeypatch.setattr(server, "ensure", ensure)
    monkeypatch.setattr(serve.time, "sleep", lambda seconds: None)
    lines = []
    with pytest.raises(Stop):
        serve._watch(load_settings(), lines.append)
    assert "cannot be started" in lines[0]


def test_every_warehouse_has_its_own_deployment(home):
    names = {serve.deployment_name(load_settings(warehouse=home / folder / "w.duckdb")) for folder in "ab"}
    assert len(names) == 2
    assert all(name.startswith("w-") for name in names)


def cli_console():
    from rich.console import Console

    return Console(stderr=True)
