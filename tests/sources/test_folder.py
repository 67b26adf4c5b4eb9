"""A watched folder gives what has come to rest, never what is still being written."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from scr_extract.errors import SourceError
from scr_extract.ingest import ingest
from scr_extract.ingest.planning import plan
from scr_extract.sources.folder import at_rest
from scr_extract.sources.telling import closed


def test_only_what_has_come_to_rest(tmp_path: Path) -> None:
    for name in ("a.md", "b.pdf.part", "c.crdownload", "~$d.docx", ".e.md", "f.tmp"):
        (tmp_path / name).write_text("x")
    now = time.time()
    assert at_rest(tmp_path, 30, now).files == ()
    assert [p.name for p in at_rest(tmp_path, 30, now + 31).files] == ["a.md"]
    assert [p.name for p in at_rest(tmp_path, 0, now + 1).files] == ["a.md"]


def test_what_was_moved_into_place_has_only_just_come(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf.part"
    path.write_text("x")
    os.utime(path, (1, 1))
    path.rename(tmp_path / "slow.pdf")
    assert at_rest(tmp_path, 30).files == ()


def test_a_clock_that_runs_ahead_does_not_hide_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    later = time.time() + 10_000_000
    os.utime(path, (later, later))
    assert [p.name for p in at_rest(tmp_path, 30, time.time() + 60).files] == ["a.md"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not there"):
        at_rest(tmp_path / "none", 30)


def test_a_watched_folder_may_be_a_link_but_no_folder_in_it(tmp_path: Path) -> None:
    for name in ("real", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.md").write_text("x")
    (tmp_path / "real" / "deeper").symlink_to(tmp_path / "other")
    (tmp_path / "watched").symlink_to(tmp_path / "real")
    assert [p.name for p in at_rest(tmp_path / "watched", 0, time.time() + 1).files] == ["real.md"]


def test_a_file_that_came_while_the_clock_was_ahead_is_taken(tmp_path: Path) -> None:
    """Once the clock was put back, the file's coming lies in the future for good. Seconds ahead are a file server's."""
    (tmp_path / "a.md").write_text("x")
    came = (tmp_path / "a.md").stat().st_ctime
    assert [p.name for p in at_rest(tmp_path, 30, came - 10_000_000).files] == ["a.md"]
    assert at_rest(tmp_path, 30, came - 60).files == ()


@pytest.mark.parametrize("how", ["listed", "searched"])
def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Whether its names cannot be read (no r) or only they can (no x); what lies beside it is taken."""
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.md").write_text("x")

    def refusing(real: Any) -> Any:
        def asked(path: Any = ".", *more: Any, **named: Any) -> Any:
            at = os.fspath(path)
            if at == str(tmp_path / "shut") if how == "listed" else at.startswith(str(tmp_path / "shut" / "ledger")):
                raise PermissionError(13, "Permission denied", at)
            return real(path, *more, **named)

        return asked

    name = "scandir" if how == "listed" else "stat"
    monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    found = at_rest(tmp_path, 0, time.time() + 1)
    assert ([p.name for p in found.files], found.unread) == (["a.md"], (("shut", "a folder: Permission denied"),))
    assert "1 folder in it cannot be opened" in (closed("post", found) or "")
    assert ingest([tmp_path], tmp_path / "out").failed == 1


def test_a_file_that_is_moved_away_after_the_look_costs_itself(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# x")
    found = at_rest(tmp_path, 0, time.time() + 1)
    (tmp_path / "b.md").unlink()
    planned = plan(found, tmp_path / "out")
    assert (len(planned.asked), planned.unread, planned.left_out) == (1, (), (("b.md", "it was moved away meanwhile"),))
