"""Real parts: a Prefect server on a free port of this machine, with a home of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.corrections.conftest import postgres

__all__ = ["postgres"]

_PATIENCE = 300.0


@pytest.fixture(scope="session")
def prefect_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process with a Prefect home of its own and no server configured."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    return ours | {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "NO_COLOR": "1", "DO_NOT_TRACK": "1"}


@pytest.fixture(scope="session")
def server(prefect_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A running server; gives the environment of its clients."""
    with serving(prefect_environment, tmp_path_factory.mktemp("server")) as environment:
        yield environment


@contextmanager
def serving(environment: dict[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """A server of this environment, its log in the folder; gives the environment of its clients."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api, log = f"http://127.0.0.1:{port}/api", folder / "log"
    prefect = Path(sys.executable).with_name("prefect")
    environment = environment | {"PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [prefect, "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(f"{api}/health", process, log)
        yield environment | {"PREFECT_API_URL": api}
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)
    pytest.fail(f"the Prefect server did not come up; its log ends:\n{log.read_text()[-2000:]}")
