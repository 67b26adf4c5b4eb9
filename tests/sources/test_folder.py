"""A watched folder gives what has come to rest, never what is still being written."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from scr_extract.errors import SourceError
from scr_extract.sources.folder import at_rest


def test_only_what_has_come_to_rest(tmp_path: Path) -> None:
    for name in ("a.md", "b.pdf.part", "c.crdownload", "~$d.docx", ".e.md", "f.tmp"):
        (tmp_path / name).write_text("x")
    now = time.time()
    assert at_rest(tmp_path, 30, now) == ()
    assert [p.name for p in at_rest(tmp_path, 30, now + 31)] == ["a.md"]
    assert [p.name for p in at_rest(tmp_path, 0, now + 1)] == ["a.md"]


def test_what_was_moved_into_place_has_only_just_come(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf.part"
    path.write_text("x")
    os.utime(path, (1, 1))
    path.rename(tmp_path / "slow.pdf")
    assert at_rest(tmp_path, 30) == ()


def test_a_clock_that_runs_ahead_does_not_hide_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    later = time.time() + 10_000_000
    os.utime(path, (later, later))
    assert [p.name for p in at_rest(tmp_path, 30, time.time() + 60)] == ["a.md"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not there"):
        at_rest(tmp_path / "none", 30)
