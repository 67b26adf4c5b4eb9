"""Ended at any moment, an ingest leaves the old snapshot or the new one, and the next run ends as an undisturbed one would."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

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


@pytest.fixture
def reissued(tmp_path: Path) -> tuple[Path, Path]:
    """A bulletin, and a newer printing of it."""
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    text = toys.bulletin(7, 4)
    for path, said, at in ((old, text, 1_000_000), (new, text.replace("🙂", "about"), 2_000_000)):
        path.write_text(said, encoding="utf-8")
        os.utime(path, (at, at))
    return old, new


def ending(monkeypatch: pytest.MonkeyPatch, at: int, before: bool) -> None:
    """Make the `at`th step on the disk the last: ended before it, or after it was done. What is dead takes no further step, to tidy up neither."""
    count = 0

    def counted() -> int:
        nonlocal count
        count += 1
        if count > at or (count == at and before):
            raise Killed
        return count

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any) -> Any:
            n = counted()
            done = real(*given)
            if n == at:
                raise Killed
            return done

        return step

    real_creating = disk.creating

    @contextmanager
    def creating(path: Path) -> Iterator[IO[bytes]]:
        n = counted()
        with real_creating(path) as file:
            yield file
        if n == at:
            raise Killed

    for name in STEPS:
        monkeypatch.setattr(disk, name, wrap(getattr(disk, name)))
    monkeypatch.setattr(disk, "creating", creating)


def whole(processed: Path, allowed: set[str]) -> None:
    """A reader sees one of the allowed snapshots, with every table."""
    found = current(processed)
    assert found.id in allowed, f"{found.id} is neither the old nor the new snapshot"
    for table in TABLES:
        assert pq.read_metadata(found.file(table.name)).num_rows == found.manifest["tables"][table.name]["rows"]


def content(processed: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(current(processed).path.iterdir())}


@pytest.mark.real
@pytest.mark.parametrize("what", ["a new one", "a newer printing"])
def test_ended_at_every_step(inbox: Path, reissued: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    first, second = (inbox / "b0.md", inbox) if what == "a new one" else reissued
    base, good = tmp_path / "base", tmp_path / "good"
    old = ingest([first], base)
    shutil.copytree(base, good)
    new = ingest([second], good)
    assert what == "a new one" or current(good).arrow("documents")["superseded_by"].null_count == 1
    expected, points = content(good), 0
    for at in range(1, 1000):
        ended = False
        for before in (True, False):
            out = tmp_path / "out"
            shutil.copytree(base, out)
            with monkeypatch.context() as patched:
                ending(patched, at, before)
                try:
                    ingest([second], out)
                except Killed:
                    points += 1
                else:
                    ended = True
            whole(out, {old.snapshot, new.snapshot})
            ingest([second], out)
            assert content(out) == expected, f"ended at step {at}: the next run gives other bytes"
            assert not list((out / "snapshots").glob(".*")), f"ended at step {at}: half a snapshot stays"
            shutil.rmtree(out)
        if ended:
            break
    print(f"{points} points at which it was ended")
    assert points > 100


@pytest.mark.real
def test_two_at_once_keep_one_copy_of_each_record(inbox: Path, tmp_path: Path) -> None:
    """Two processes on one folder, started together: one waits for the other, and both say the same."""
    for n in range(2, 8):
        (inbox / f"b{n}.md").write_text(toys.bulletin(n, 2), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("scr-extract")), "ingest", str(inbox), "--processed", str(tmp_path / "out"), "--workers", "2", "--json"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [json.loads(process.communicate(timeout=300)[0]) for process in started]
    assert [process.returncode for process in started] == [0, 0]
    assert said[0]["snapshot"] == said[1]["snapshot"] == current(tmp_path / "out").id
    assert sorted(s["extracted"] for s in said) == [0, 8]
    assert sorted(s["published"] for s in said) == [False, True]
    records = current(tmp_path / "out").arrow("entries")["record_id"].to_pylist()
    assert len(records) == len(set(records)) == 14


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
