"""The tutorial does what it says: the wheel in a clean environment, and its commands as they are written there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real

Environment = dict[str, str]


def _blocks(root: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (root / "docs" / "tutorial.md").read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Environment:
    """The environment in which the built wheel and its dependencies are installed, and nothing else. Skips where no index can be reached."""
    place = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)], cwd=root, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    uv = Path(sys.executable).with_name("uv")
    home = place / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(home), *(["--without-pip"] if uv.is_file() else [])], check=True, capture_output=True)
    python = home / "bin" / "python"
    # Without PYTHONPATH: the guard that keeps tests off the network stands there, and installing is the one step that may use it.
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "SCR_STORE", "SCR_PROCESSED")}
    command = [str(uv), "pip", "install", "--python", str(python)] if uv.is_file() else [str(python), "-m", "pip", "install"]
    done = subprocess.run([*command, "--quiet", str(wheel)], env=kept, capture_output=True, text=True, check=False)
    if done.returncode:
        unreachable = re.search(r"connection (?:error|refused|broken)|resolve|timed out|max retries|error sending request|offline", done.stderr, re.I)
        assert unreachable, done.stderr[-2000:]
        pytest.skip("needs the packages that the wheel depends on, and no package index answers")
    return kept | {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "NO_COLOR": "1"}


def test_its_commands_run_as_written(clean: Environment, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "raw" / "samples", tmp_path / "raw" / "samples")
    where = subprocess.run(
        ["python", "-c", "import scr_extract; print(scr_extract.__file__)"], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )
    assert str(root) not in where.stdout, "the wheel is used, not the working copy"
    commands = [line for block in _blocks(root, "sh") for line in block.splitlines()]
    assert len(commands) >= 9
    said = {}
    for command in commands:
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=clean, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        said[command] = done.stdout
    for block in _blocks(root, "python"):
        done = subprocess.run(["python", "-c", block], cwd=tmp_path, env=clean, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Snapshot" in done.stdout
        assert "fatal" in done.stdout
    assert "Tobias" in said["scr-extract entries --processed processed/tutorial"]
    made = {p.name for p in (tmp_path / "processed" / "shared").iterdir()}
    assert made == {"counts.csv", "entries.xlsx", "bulletin.docx", "neglect.md"}
    assert "Tobias" in (tmp_path / "processed" / "shared" / "neglect.md").read_text(encoding="utf-8")
