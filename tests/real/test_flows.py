"""The ingest flow as it is run: a process of its own, no server configured, nothing but this machine within reach."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scr_extract import datasets
from scr_extract.ingest import ingest

pytestmark = pytest.mark.real

BULLETIN = "Serious case review: Child V\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\nDeath of a 3-year-old boy in May 2014.\n"

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
"""The shape of an office document behind a password."""


def run(root: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "flows/ingest.py", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=600)


def test_the_flow_does_what_the_command_line_does(root: Path, prefect_environment: dict[str, str], tmp_path: Path) -> None:
    """Same verbs, same bytes: its snapshot has the id that a plain ingest gives. A second run extracts nothing and says so.
    Nothing even tries to leave the machine, and the end is quiet."""
    log = tmp_path / "attempts"
    environment = prefect_environment | {"SCR_OFFLINE_LOG": str(log)}
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("harrowdale_bulletin_autumn_2017.pdf", "harrowdale_bulletin_autumn_2017.eml", "thornby_bulletin_cp1252.txt"):
        shutil.copy(root / "raw" / "samples" / name, inbox)
    first = run(root, environment, str(inbox), "--processed", str(tmp_path / "flow"))
    assert first.returncode == 0, first.stderr[-4000:]
    plain = ingest([inbox], tmp_path / "plain")
    assert datasets.current(tmp_path / "flow").id == plain.snapshot

    second = run(root, environment, str(inbox), "--processed", str(tmp_path / "flow"))
    assert second.returncode == 0, second.stderr[-4000:]
    assert second.stdout.startswith("nothing new, nothing published")
    assert " 0 extracted" in second.stdout
    assert datasets.current(tmp_path / "flow").id == plain.snapshot

    for done in (first, second):
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) < 40, done.stderr
    assert not log.exists(), log.read_text()


def test_failures_are_told_and_stop_nothing(root: Path, server: dict[str, str], tmp_path: Path) -> None:
    """Against a server: a document that cannot be read costs itself; state and artifact say so, by id, without a word of the text."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "good.txt").write_text(BULLETIN)
    (inbox / "Child V locked.docx").write_bytes(LOCKED)
    (inbox / "unknown.rtf").write_text("{\\rtf1 x}")
    done = run(root, server, str(inbox), "--processed", str(tmp_path / "processed"))
    assert done.returncode == 3, done.stderr[-4000:]
    assert done.stdout.startswith("1 could not be read: 3 documents, 1 entry; 3 extracted")

    (latest,) = _filter(server, "artifacts/latest", {"artifacts": {"key": {"any_": ["scr-extract-ingest"]}}})
    table = json.loads(latest["data"])
    assert {"what": "documents", "count": 3, "document": ""} in table
    assert {"what": "failed: encrypted", "count": 1, "document": hashlib.sha256(LOCKED).hexdigest()} in table
    (flow_run,) = _filter(server, "flow_runs", {"flow_runs": {"id": {"any_": [latest["flow_run_id"]]}}})
    assert flow_run["state"]["type"] == "COMPLETED"
    assert flow_run["state"]["message"] == latest["description"] == done.stdout.strip()
    for said in (done.stderr, done.stdout, json.dumps(latest), json.dumps(flow_run)):
        assert "Ann Other" not in said
        assert "Child V" not in said


def test_the_schedule_carries_out_a_run(root: Path, server: dict[str, str], tmp_path: Path) -> None:
    """`flows/serve.py` registers a British schedule, and a run asked of the server is carried out by it."""
    inbox, processed = tmp_path / "inbox", tmp_path / "processed"
    inbox.mkdir()
    (inbox / "good.txt").write_text(BULLETIN)
    with (tmp_path / "log").open("wb") as lines:
        serving = subprocess.Popen(
            [sys.executable, "flows/serve.py", str(inbox), "--processed", str(processed)], cwd=root, env=server, stdout=lines, stderr=subprocess.STDOUT
        )
    try:
        named = {"deployments": {"name": {"any_": ["scr-extract-ingest"]}}}
        (deployment,) = _until(lambda: _filter(server, "deployments", named), serving)
        (schedule,) = deployment["schedules"]
        assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("0 6 * * *", "Europe/London")
        _call(server, f"deployments/{deployment['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
        _until((processed / "CURRENT").exists, serving)
    finally:
        serving.terminate()
        serving.wait(60)
    assert datasets.arrow("entries", processed=processed).num_rows == 1


def test_a_bulletin_dropped_into_a_watched_folder_comes_in_by_itself(root: Path, server: dict[str, str], tmp_path: Path) -> None:
    """Every few seconds the served flow looks at its sources: no command is typed. Neither the run's log, nor Prefect's database,
    nor an artifact holds the child's name."""
    watched, processed, log = tmp_path / "watched", tmp_path / "processed", tmp_path / "log"
    watched.mkdir()
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "post"\nkind = "folder"\npath = "watched"\nrest_seconds = 1\n')
    environment = server | {"SCR_DESK_URL": "http://127.0.0.1:8765/", "PREFECT_LOGGING_LEVEL": "DEBUG"}
    command = [sys.executable, "flows/serve.py", "--settings", str(tmp_path / "sources.toml"), "--processed", str(processed), "--every", "5"]
    with log.open("wb") as lines:
        serving = subprocess.Popen(command, cwd=root, env=environment, stdout=lines, stderr=subprocess.STDOUT)
    try:
        _until((processed / "CURRENT").exists, serving)  # a first run, which finds nothing
        (watched / "Zebedee Quillfeather.md").write_text(BULLETIN.replace("Child V", "Zebedee Quillfeather"))
        _until(lambda: datasets.arrow("entries", processed=processed).num_rows, serving)
        (entry,) = datasets.arrow("entries", processed=processed).to_pylist()
        assert entry["child_names"] == ["Zebedee Quillfeather"]
        latest = _until(lambda: _filter(server, "artifacts/latest", {"artifacts": {"key": {"any_": ["scr-extract-queue"]}}}), serving)
    finally:
        serving.terminate()
        serving.wait(60)
    assert "127.0.0.1:8765" in latest[0]["data"]
    places = [log, *Path(server["PREFECT_HOME"]).rglob("*.db*")]
    assert len(places) > 1
    for place in places:
        assert b"Quillfeather" not in place.read_bytes(), place.name


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(root: Path, server: dict[str, str], tmp_path: Path) -> None:
    """Two Dask workers on this machine, one ended in mid-run: the snapshot is the one a plain ingest gives."""
    pytest.importorskip("prefect_dask", reason="prefect-dask is not installed (the `dask` extra)")
    inbox, processed = tmp_path / "inbox", tmp_path / "processed"
    inbox.mkdir()
    for n in range(8):
        (inbox / f"b{n:02}.txt").write_text(BULLETIN.replace("Child V", f"Child V{n}"))
    expected = ingest([inbox], tmp_path / "plain").snapshot
    with _cluster(tmp_path, server) as (address, workers):
        environment = server | {"SCR_RUNNER": "dask", "SCR_DASK_ADDRESS": address}
        command = [sys.executable, "flows/ingest.py", str(inbox), "--processed", str(processed), "--batch-size", "2"]
        with (tmp_path / "log").open("wb") as lines:
            flow = subprocess.Popen(command, cwd=root, env=environment, stdout=lines, stderr=subprocess.STDOUT)
        try:
            _until(lambda: list(processed.glob("cache/*/*.json")), flow, log=tmp_path / "log")
            assert not (processed / "CURRENT").exists()
            os.kill(workers[0], signal.SIGKILL)
            assert flow.wait(300) == 0, (tmp_path / "log").read_text()[-4000:]
        finally:
            flow.kill()
    assert datasets.current(processed).id == expected


@contextmanager
def _cluster(tmp_path: Path, environment: dict[str, str]) -> Iterator[tuple[str, list[int]]]:
    """A Dask scheduler and two workers as processes of their own; the address and the workers' process ids."""
    address_file = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli"]
    started = []
    with (tmp_path / "dask").open("wb") as lines:
        options = {"stdout": lines, "stderr": subprocess.STDOUT, "cwd": tmp_path, "env": environment}
        scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file)]
        worker = ["dask_worker", "--scheduler-file", str(address_file), "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        try:
            for command in (scheduler, worker, worker):
                started.append(subprocess.Popen([*dask[:2], f"{dask[2]}.{command[0]}", *command[1:]], **options))  # type: ignore[call-overload]
                _until(address_file.exists, started[0])
            yield json.loads(address_file.read_text())["address"], [p.pid for p in started[1:]]
        finally:
            for process in started:
                process.kill()
                process.wait(30)


def test_serving_without_a_server_says_what_to_do(root: Path, prefect_environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "flows/serve.py"], cwd=root, env=prefect_environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 1
    assert "prefect server start" in done.stderr


def _filter(server: dict[str, str], what: str, body: dict[str, Any]) -> Any:
    return _call(server, f"{what}/filter", body)


def _call(server: dict[str, str], path: str, body: dict[str, Any]) -> Any:
    """The server's answer. It says 503 while its database is busy; Prefect's own client asks again then, and so does this."""
    asked = urllib.request.Request(f"{server['PREFECT_API_URL']}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    for pause in (1, 2, 4, 8, 0):
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code != 503 or not pause:
                pytest.fail(f"{path}: {refused.code} {refused.read().decode()}")
        time.sleep(pause)
    raise AssertionError


def _until(ready: Callable[[], Any], serving: subprocess.Popen[bytes], patience: float = 300, log: Path | None = None) -> Any:
    """What `ready` gives once it gives something, as long as the serving process lives; else what it wrote last."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and serving.poll() is None:
        if found := ready():
            return found
        time.sleep(1)
    said = log.read_text(encoding="utf-8", errors="replace")[-6000:] if log else ""
    pytest.fail(f"not within {patience} s, or the serving process ended: {serving.poll()}\n{said}")
