"""The pinned Prefect against a real server: flow, artifact, filter calls, one scheduled run (flows/probe.py)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real


def test_the_probe_passes_against_a_server(server: dict[str, str], root: Path) -> None:
    done = subprocess.run([sys.executable, "flows/probe.py"], cwd=root, env=server, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "a scheduled run completed" in done.stdout
