"""The service refuses at its start what would fail every night."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real


REFUSED: list[tuple[list[str], str]] = [
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
]
_EACH = """
import contextlib, io, json, sys
import serve
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["serve.py", *arguments]
    with contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            serve.main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
            said.write("" if isinstance(ended.code, int) else f"{ended.code}\\n")
    print(json.dumps([code, said.getvalue()]))
"""
"""One process for all of them: importing Prefect takes seconds. A string given to `sys.exit` is what Python prints, and ends with 1."""


@pytest.fixture(scope="module")
def answers(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str]]:
    here = tmp_path_factory.mktemp("serve")
    (here / "there").mkdir()
    (here / "bad.jsonl").write_text("{\n")
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(here / "home"), "PYTHONPATH": str(root / "flows")}
    command = [sys.executable, "-c", _EACH, json.dumps([arguments for arguments, _ in REFUSED])]
    done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return [(code, said) for code, said in map(json.loads, done.stdout.splitlines())]


@pytest.mark.parametrize("n", range(len(REFUSED)), ids=[" ".join(arguments) for arguments, _ in REFUSED])
def test_what_is_not_there_is_told_at_the_start(answers: list[tuple[int, str]], n: int) -> None:
    (code, said), says = answers[n], REFUSED[n][1]
    assert code == (2 if "error: argument" in says else 1)
    assert said.strip().splitlines()[-1].startswith(says), said


def test_it_is_a_script(root: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(tmp_path / "home")}
    command = [sys.executable, str(root / "flows" / "serve.py"), "inbox"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("no file or folder inbox; make it (mkdir -p inbox)"), done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_does_not_answer_is_told(root: Path, tmp_path: Path) -> None:
    """`prefect server start &` and the next line at once: it is waited for, and a traceback is no word about it."""
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(tmp_path / "home"), "PYTHONPATH": str(root / "flows")}
    script = "import sys, serve; serve.PATIENCE = 0.0; sys.argv = ['serve.py', '.']; serve.main()"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("no Prefect server answers at http://127.0.0.1:9/api")
    assert "Traceback" not in done.stderr
