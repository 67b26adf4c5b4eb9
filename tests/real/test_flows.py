"""The ingest flow as it is run: a process of its own, no server configured, nothing but this machine within reach."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
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
    first = run(root, environment, "raw/samples", "--processed", str(tmp_path / "flow"))
    assert first.returncode == 0, first.stderr[-4000:]
    plain = ingest([root / "raw" / "samples"], tmp_path / "plain")
    assert datasets.current(tmp_path / "flow").id == plain.snapshot

    second = run(root, environment, "raw/samples", "--processed", str(tmp_path / "flow"))
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
    assert done.stdout.startswith("1 could not be read: 3 documents, 1 entries; 3 extracted")

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


def _until(ready: Callable[[], Any], serving: subprocess.Popen[bytes], patience: float = 300) -> Any:
    """What `ready` gives once it gives something, as long as the serving process lives."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and serving.poll() is None:
        if found := ready():
            return found
        time.sleep(1)
    pytest.fail(f"not within {patience} s, or the serving process ended: {serving.poll()}")
