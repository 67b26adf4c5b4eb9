"""Ended at any moment, an ingest leaves the old snapshot or the new one, and the next run ends as an undisturbed one would."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from scr_extract import fields
from scr_extract.datasets import disk
from scr_extract.datasets.read import current
from scr_extract.datasets.tables import TABLES
from scr_extract.ingest import ingest
from tests.extract import toys

STEPS = ("make_dir", "create", "sync_dir", "replace", "append", "remove")


class Killed(BaseException):
    """As a kill would: nothing in the package catches it."""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(2):
        (folder / f"b{n}.md").write_text(toys.bulletin(n, 1), encoding="utf-8")
    return folder


def ending(monkeypatch: pytest.MonkeyPatch, at: int, before: bool) -> None:
    """Make the `at`th step on the disk the last: ended before it, or after it was done."""
    count = 0

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any) -> Any:
            nonlocal count
            count += 1
            if count == at and before:
                raise Killed
            done = real(*given)
            if count == at:
                raise Killed
            return done

        return step

    for name in STEPS:
        monkeypatch.setattr(disk, name, wrap(getattr(disk, name)))


def whole(processed: Path, allowed: set[str]) -> None:
    """A reader sees one of the allowed snapshots, with every table."""
    found = current(processed)
    assert found.id in allowed, f"{found.id} is neither the old nor the new snapshot"
    for table in TABLES:
        assert pq.read_metadata(found.file(table.name)).num_rows == found.manifest["tables"][table.name]["rows"]


def content(processed: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(current(processed).path.iterdir())}


@pytest.mark.real
def test_ended_at_every_step(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    base, good = tmp_path / "base", tmp_path / "good"
    old = ingest([inbox / "b0.md"], base)
    shutil.copytree(base, good)
    new = ingest([inbox], good)
    expected, points = content(good), 0
    for at in range(1, 1000):
        ended = False
        for before in (True, False):
            out = tmp_path / "out"
            shutil.copytree(base, out)
            with monkeypatch.context() as patched:
                ending(patched, at, before)
                try:
                    ingest([inbox], out)
                except Killed:
                    points += 1
                else:
                    ended = True
            whole(out, {old.snapshot, new.snapshot})
            ingest([inbox], out)
            assert content(out) == expected, f"ended at step {at}: the next run gives other bytes"
            shutil.rmtree(out)
        if ended:
            break
    assert points > 60


MURDER = """
import os, signal, sys
from scr_extract import ingest
from scr_extract.datasets import disk
count, real = 0, disk.replace
def replace(source, target):
    global count
    count += 1
    if count == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
disk.replace = replace
ingest.ingest([sys.argv[1]], sys.argv[2])
"""


@pytest.mark.real
@pytest.mark.parametrize("at", [1, 4, 6, 8])
def test_a_killed_process_leaves_no_lock_and_no_half(inbox: Path, tmp_path: Path, at: int) -> None:
    command = [sys.executable, "-c", MURDER, str(inbox), str(tmp_path / "out"), str(at)]
    done = subprocess.run(command, capture_output=True, check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert ingest([inbox], tmp_path / "out").entries == 2
    assert content(tmp_path / "out")
