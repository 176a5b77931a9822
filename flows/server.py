"""The local Prefect server: one for each user, started when none is configured, kept for the runs that follow.

Prefect's engine needs a server, and one made for a single run costs that run about ten seconds. So the first run
starts a lasting one (loopback only, SQLite, no telemetry), and later runs find it within milliseconds.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from flows import lock
from flows.errors import WartaError
from flows.settings import THREADS_EACH, Settings

HOST = "127.0.0.1"
START_TIMEOUT = 120.0

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "GX_ANALYTICS_ENABLED": "false",
}
"""Telemetry off: for the server, for runs and for Great Expectations."""

_LEAN = {
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
}
"""Without the services that Warta does not use, which quadruple what a task leaves in the database; and with the
slots of running flows on disk, because those kept in memory stay taken for ever when the server is restarted."""

# A proxy for the outside world has no business with the loopback address.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


@dataclass(frozen=True)
class Connection:
    """A Prefect server to talk to."""

    url: str

    @property
    def ui(self) -> str:
        """Address of the web interface."""
        return self.url.removesuffix("/api")


@dataclass(frozen=True)
class Server(Connection):
    """A local Prefect server that Warta started and may start again."""

    pid: int
    home: str
    prefect: str


def prepare_environment(settings: Settings) -> None:
    """Set the variables that Prefect reads at import; what the user has set stays.

    Call before the first import of `prefect`.
    """
    ours = {
        **QUIET,
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_LOGGING_EXTRA_LOGGERS": "warta",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_TASK_RUNNER_THREAD_POOL_MAX_WORKERS": str(settings.workers * THREADS_EACH),
    }
    if "PREFECT_API_URL" not in os.environ:
        (settings.home / "prefect").mkdir(parents=True, exist_ok=True)
        ours["PREFECT_HOME"] = str(settings.home / "prefect")
    for name, value in ours.items():
        os.environ.setdefault(name, value)
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), HOST, "localhost"]))


def connect(settings: Settings, say: Callable[[str], None]) -> Connection:
    """Make sure that a Prefect server answers, and point this process at it.

    A server named in `PREFECT_API_URL` is used as it is; else the local one is found or started.

    Args:
        settings: Where the local server lives.
        say: Told what is started and why.

    Returns:
        Where the API is; a `Server` when it is the local one.

    Raises:
        WartaError: The configured server does not answer, or the local one does not start.
    """
    configured = os.environ.get("PREFECT_API_URL")
    if configured:
        if not answers(configured):
            raise WartaError(
                f"The Prefect server at {configured} (PREFECT_API_URL) does not answer",
                "Start it, or unset PREFECT_API_URL to let Warta start a local one, or use --no-server.",
            )
        return Connection(configured)
    server = ensure(settings, say)
    os.environ["PREFECT_API_URL"] = server.url
    return server


def ensure(settings: Settings, say: Callable[[str], None]) -> Server:
    """Find the local server or start it; safe against several processes doing so at once."""
    home = settings.home / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    with lock.wait(home / "server.lock"):
        server = find(settings)
        if server and server.prefect == version("prefect"):
            return server
        if server:
            say(f"The local Prefect server is of version {server.prefect}; it is replaced.")
            stop(settings)
        return _start(home, settings.server_port, say)


def find(settings: Settings) -> Server | None:
    """The local server, when it runs and is really ours: what answers must be Prefect with our home folder."""
    home = settings.home / "prefect"
    try:
        server = Server(**json.loads((home / "server.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    for _ in range(3 if _alive(server.pid) else 1):
        if _home_of(server.url) == str(home):
            return server
    return None


def stop(settings: Settings) -> Server | None:
    """Stop the local server; returns it, or None when none ran."""
    server = find(settings)
    if server is None:
        return None
    os.kill(server.pid, signal.SIGTERM)
    for _ in range(100):
        if not _alive(server.pid):
            break
        time.sleep(0.1)
    else:
        os.kill(server.pid, signal.SIGKILL)
    (settings.home / "prefect" / "server.json").unlink(missing_ok=True)
    return server


def answers(url: str) -> bool:
    """Whether a Prefect API answers at a URL."""
    return _get(f"{url.rstrip('/')}/health") is not None


def _start(home: Path, port: int, say: Callable[[str], None]) -> Server:
    port = _usable(port)
    url = f"http://{HOST}:{port}/api"
    log = home / "server.log"
    say(
        f"Starting a local Prefect server at {url.removesuffix('/api')}: none is running, and runs are recorded "
        f"there. It stays for the next runs (stop it with: warta server stop). Log: {log}"
    )
    process = _spawn(home, port, log)
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if _home_of(url) == str(home):
            server = Server(url, process.pid, str(home), version("prefect"))
            (home / "server.json").write_text(json.dumps(asdict(server)), "utf-8")
            return server
        if process.poll() is not None:
            raise WartaError(
                f"The Prefect server ended at its start (exit code {process.returncode})",
                f"Read {log}, or run without it: warta run --no-server.",
            )
        time.sleep(0.1)
    process.terminate()
    raise WartaError(
        f"The Prefect server did not answer within {START_TIMEOUT:.0f} s", f"Read {log}, or use --no-server."
    )


def _spawn(home: Path, port: int, log: Path) -> "subprocess.Popen[bytes]":
    """Start the server in a session of its own, holding none of our files, so that it outlives this process."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PREFECT_API_URL", "PREFECT_PROFILE"}}
    environment |= QUIET | _LEAN
    # The web interface finds the API by these variables, not by --port.
    environment |= {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
    }
    with log.open("ab") as sink:
        return subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start"],
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )


def _home_of(url: str) -> str | None:
    """Home folder of the Prefect server at a URL; None when nothing or something else answers."""
    body = _get(f"{url}/admin/settings")
    try:
        return str(json.loads(body)["home"]) if body else None
    except (ValueError, KeyError, TypeError):
        return None


def _get(url: str) -> bytes | None:
    try:
        with _open(url, timeout=5) as response:
            return bytes(response.read())
    except (OSError, urllib.error.URLError, ValueError):
        return None


def _usable(port: int) -> int:
    """The port if it is free, else any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return _usable(0)
        return int(probe.getsockname()[1])


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return not Path(f"/proc/{pid}/stat").exists() or " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
