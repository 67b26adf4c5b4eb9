"""The service refuses at its start what would fail every night."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["inbox"], "no file or folder inbox; make it (mkdir -p inbox)"),
        (["--settings", "sources.toml"], "no sources.toml; copy sources.example.toml"),
        (["there", "--gold", "gold.jsonl"], "no file gold.jsonl"),
        (["there", "--gold", "bad.jsonl"], "bad.jsonl, line 1: not JSON"),
        (["there", "--cron", "daily"], "serve.py: error: argument --cron: "),
        (["there", "--every", "0"], "serve.py: error: argument --every: "),
        (["there", "--every", "1e30"], "serve.py: error: argument --every: "),
        (["--settings", "there"], "there cannot be read (Is a directory)"),
        (["gs://bucket/in"], "gs://bucket/in is no address of an object store that is known here"),
        (["there", "--processed", "gs://bucket/out"], "gs://bucket/out is no address of an object store that is known here"),
        (["there", "--to", "gs://bucket/out"], "serve.py: error: argument --to: gs://bucket/out is no address"),
        (["there", "--to", "bucket/prefix"], "serve.py: error: argument --to: bucket/prefix is no address"),
    ],
)
def test_what_is_not_there_is_told_at_the_start(root: Path, tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "bad.jsonl").write_text("{\n")
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(tmp_path / "home")}
    command = [sys.executable, str(root / "flows" / "serve.py"), *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == (2 if "error: argument" in says else 1)
    assert done.stderr.strip().splitlines()[-1].startswith(says), done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_does_not_answer_is_told(root: Path, tmp_path: Path) -> None:
    """`prefect server start &` and the next line at once: it is waited for, and a traceback is no word about it."""
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(tmp_path / "home"), "PYTHONPATH": str(root / "flows")}
    script = "import sys, serve; serve.PATIENCE = 0.0; sys.argv = ['serve.py', '.']; serve.main()"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("no Prefect server answers at http://127.0.0.1:9/api")
    assert "Traceback" not in done.stderr
