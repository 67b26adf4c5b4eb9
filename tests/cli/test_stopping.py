"""Ctrl-C: one line, nothing lost, nobody left at work. A terminal sends it to every process of the command at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scr_extract import datasets
from scr_extract.ingest import ledger
from tests.extract import toys

pytestmark = pytest.mark.real

COMMAND = str(Path(sys.executable).with_name("scr-extract"))
HEARING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); os.execv(sys.argv[1], sys.argv[1:])"
"""What begins as a shell's background job does would not hear of Ctrl-C at all, and so would all that it starts."""


@contextmanager
def started(command: list[str], **how: Any) -> Iterator[subprocess.Popen[str]]:
    """The command as at a terminal: in a group of its own, which Ctrl-C reaches. Nothing of it is left when the block ends."""
    whole = [sys.executable, "-c", HEARING, *command]
    with subprocess.Popen(whole, stdout=subprocess.PIPE, text=True, start_new_session=True, **how) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)


def at_work(mark: str) -> list[int]:
    """Processes whose command line names this."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "cmdline").read_bytes()
        except OSError:  # it ended meanwhile
            continue
        if mark.encode() in said and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


@pytest.mark.parametrize("when", ["at the start", "at work"])
def test_an_ingest_that_is_stopped(tmp_path: Path, when: str) -> None:
    (tmp_path / "in").mkdir()
    for n in range(12):
        (tmp_path / "in" / f"b{n}.md").write_text(toys.bulletin(n, 3), encoding="utf-8")
    out = tmp_path / "out"
    command = [COMMAND, "ingest", str(tmp_path / "in"), "--processed", str(out), "--workers", "2"]
    worker = f"scr_extract.ingest.worker\0{out}"
    with started(command, stderr=subprocess.PIPE) as running:
        until(lambda: len(at_work(worker)) == 2 if when == "at the start" else any((out / ledger.CACHE).glob("*/*.json")))
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert "scr-extract: stopped; what was done is kept" in said
    until(lambda: not at_work(str(out)))  # one that was only just being started ends as it finds nobody to ask it
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    assert datasets.arrow("documents", processed=out).num_rows == 12


@pytest.mark.parametrize("loading", ["typer", "typer.models", "pydantic", "scr_extract.ingest"])
def test_a_command_that_is_stopped_while_it_is_loaded(tmp_path: Path, loading: str) -> None:
    """Ctrl-C at once, as after a slip of the keyboard: here when a part of it is looked for."""
    script = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Stopped:
    def find_spec(self, name, *_):
        if name == {loading!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stopped())
from scr_extract.__main__ import main
sys.argv = ["scr-extract", "ingest", {str(tmp_path)!r}, "--processed", {str(tmp_path / "out")!r}]
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.startswith("scr-extract: stopped")
    assert done.stderr.count("\n") == 1


def test_a_desk_that_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(toys.bulletin(1), encoding="utf-8")
    out = tmp_path / "out"
    subprocess.run([COMMAND, "ingest", str(tmp_path / "a.md"), "--processed", str(out)], capture_output=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [COMMAND, "desk", "--processed", str(out), "--port", str(port), "--reviewer", "Ann"]
    with started(command, stderr=subprocess.STDOUT) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("Reading 2 entries")
        assert "http://" in running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        said, _ = running.communicate(timeout=60)
    assert running.returncode in (0, 130)
    assert "Traceback" not in said
