"""A desk that runs as its users run it: the installed command in a process of its own, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
COMMAND = Path(sys.executable).with_name("scr-extract")
_PATIENCE = 60.0


def chromium() -> str:
    """Where the browser is. Skips where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("needs a browser: no chromium on the path")
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Running:
    """One desk. Its store is beside `processed`, as it would be."""

    def __init__(self, processed: Path, port: int, *options: str) -> None:
        self.processed, self.address = processed, f"http://127.0.0.1:{port}"
        self.log = processed.with_name(f"desk-{port}.log")
        with self.log.open("ab") as lines:
            command = [str(COMMAND), "desk", "--processed", str(processed), "--port", str(port), *options]
            self.process = subprocess.Popen(command, stdout=lines, stderr=lines, start_new_session=True)
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        self.stop()
        pytest.fail(f"the desk did not come up; its log ends:\n{self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """As a power cut would end it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()


class Threaded:
    """The same app in a thread of the tests' own process: up in milliseconds, where nothing is to be killed."""

    def __init__(self, processed: Path, reviewer: str | None) -> None:
        import uvicorn

        from scr_extract.corrections.store import open_store
        from scr_extract.desk.app import desk
        from scr_extract.desk.settings import Settings

        port = free_port()
        self.processed, self.address = processed, f"http://127.0.0.1:{port}"
        self.store = open_store(processed)
        app = desk(Settings(processed, reviewer=reviewer, port=port), self.store)
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, ws="none", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        deadline = time.monotonic() + _PATIENCE
        while not self.server.started and time.monotonic() < deadline:
            time.sleep(0.01)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(_PATIENCE)
        self.store.close()


@contextmanager
def threaded(processed: Path, reviewer: str | None = None) -> Iterator[Threaded]:
    desk = Threaded(processed, reviewer)
    try:
        yield desk
    finally:
        desk.stop()


@contextmanager
def running(processed: Path, *options: str, port: int | None = None) -> Iterator[Running]:
    desk = Running(processed, port or free_port(), *options)
    try:
        yield desk
    finally:
        desk.stop()
