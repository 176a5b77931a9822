"""An Apache Superset of its own under `.cache/superset`: installed once, SQLite inside, loopback only, no telemetry."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".cache" / "superset"
# Superset 6.1 does not start with packages that are newer than this day.
PACKAGES = ("apache-superset==6.1.0", "rich", "cachetools", "duckdb-engine", "duckdb<1.6")
NEWEST = "2026-05-25"
USER = "admin"
START_SECONDS = 120


def install() -> None:
    """Make the environment, the metadata and an admin with a random password, unless they are there."""
    done = HOME / ".ready"
    if done.is_file():
        return
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True, mode=0o700)
    for name in ("secret_key", "password"):
        (HOME / name).write_text(secrets.token_hex(24), "utf-8")
        (HOME / name).chmod(0o600)
    uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    say(f"installing {PACKAGES[0]} into {HOME / 'env'} (once)")
    call(uv, "venv", "--quiet", "--no-config", "--python", ">=3.11,<3.13", HOME / "env")
    python = HOME / "env" / "bin" / "python"
    call(uv, "pip", "install", "--quiet", "--no-config", "--python", python, "--exclude-newer", NEWEST, *PACKAGES)
    say("setting up its metadata (once, about a minute)")
    superset("db", "upgrade")
    who = ("--username", USER, "--firstname", "Warta", "--lastname", "Warta", "--email", "warta@localhost")
    superset("fab", "create-admin", *who, "--password", password())
    superset("init")
    done.touch()


def password() -> str:
    """Password of the admin."""
    return (HOME / "password").read_text("utf-8")


def superset(*words: str) -> None:
    """Run a command of Superset."""
    call(HOME / "env" / "bin" / "superset", *words, env=_settings())


@contextmanager
def running(port: int = 0) -> Iterator[str]:
    """Run the server on loopback; gives its address.

    Args:
        port: Where it listens; 0 for any free port.
    """
    port = port or _free_port()
    address = f"http://127.0.0.1:{port}"
    words = [HOME / "env" / "bin" / "superset", "run", "--host", "127.0.0.1", "--port", str(port), "--with-threads"]
    with (HOME / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen([str(word) for word in words], env=_settings(), stdout=log, stderr=log, cwd=HOME)
        try:
            _wait(server, address)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def call(*words: object, env: dict[str, str] | None = None) -> None:
    """Run a command quietly; where it fails, say what it said and end."""
    done = subprocess.run([str(word) for word in words], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()[-15:]
        sys.exit("\n".join([*told, f"Superset could not be set up: {words[0]} {words[1]} failed (see above)."]))


def say(line: str) -> None:
    """Write a line of progress."""
    print(f"superset: {line}", file=sys.stderr, flush=True)


def _settings() -> dict[str, str]:
    own = {
        "SUPERSET_HOME": str(HOME),
        "SUPERSET_CONFIG_PATH": str(Path(__file__).with_name("superset_config.py")),
        "FLASK_APP": "superset",
        "SCARF_ANALYTICS": "false",
        "DO_NOT_TRACK": "1",
    }
    return {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")} | own


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{address}/health", trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    sys.exit(f"Superset did not start; its log is {HOME / 'server.log'}.")
