"""Old snapshots and what nothing needs any more may go; what counts stays."""

from __future__ import annotations

import time
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from scr_extract import datasets
from scr_extract.datasets import publish as publishing
from scr_extract.errors import NotFoundError
from scr_extract.ingest import ingest, integrity
from scr_extract.ingest.retention import prune, purge, snapshots
from tests.extract import toys


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Four snapshots, one document more in each."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    for n in range(4):
        (inbox / f"b{n}.md").write_text(toys.bulletin(n, 1), encoding="utf-8")
        ingest([inbox], tmp_path / "processed")
    return tmp_path / "processed"


def test_the_newest_stay(root: Path) -> None:
    held = snapshots(root)
    assert held[0].entries == 4
    assert [h.current for h in held] == [True, False, False, False]
    gone = prune(root, 2, [held[3].snapshot])
    assert gone == (held[2].snapshot,)
    assert {h.snapshot for h in snapshots(root)} == {held[0].snapshot, held[1].snapshot, held[3].snapshot}
    assert datasets.current(root).arrow("entries").num_rows == 4
    assert integrity.faults(root) == []


def test_a_name_that_is_not_there_removes_nothing(root: Path) -> None:
    with pytest.raises(NotFoundError, match="nothing was removed"):
        prune(root, 1, ["abc"])
    assert len(snapshots(root)) == 4


def test_only_what_nothing_needs_is_purged(root: Path) -> None:
    old = root / "cache" / "0123456789abcdef"
    old.mkdir()
    (old / "x.json").write_bytes(b"12345")
    (root / "texts" / f"{'0' * 64}.txt").write_bytes(b"123")
    (root / "store" / ".left.12345678.part").write_bytes(b"12")
    (root / "snapshots" / ".new.12345678.part").mkdir()
    (root / "snapshots" / ".new.12345678.part" / "entries.parquet").write_bytes(b"1")
    assert purge(root, 1) == (0, 0)
    assert purge(root, 1, time.time() + 2 * 86_400) == (4, 11)
    assert not old.exists()
    assert integrity.faults(root) == []
    assert not ingest([root.parent / "in"], root).published


def test_a_clock_that_was_put_back_does_not_make_the_newest_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []
    for n, year in enumerate((2030, 2020, 2021)):

        class Then(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None, year: int = year) -> datetime:  # type: ignore[override]
                return datetime(year, 1, 1, tzinfo=tz)

        path = tmp_path / f"b{n}.md"
        path.write_text(toys.bulletin(n, 1), encoding="utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(publishing, "datetime", Then)
            ids.append(ingest([path], tmp_path / "processed").snapshot)
    assert prune(tmp_path / "processed", 2) == (ids[0],)


def test_a_log_that_was_cut_short_is_read_and_goes_on(root: Path) -> None:
    """By a full disk: half a line, and then a whole one after it."""
    log = root / "published.jsonl"
    log.write_bytes(log.read_bytes()[:-20])
    assert [h.published_at is None for h in snapshots(root)] == [True, False, False, False]
    assert datasets.current(root).published is None
    (root.parent / "in" / "b9.md").write_text(toys.bulletin(9, 1), encoding="utf-8")
    ingest([root.parent / "in"], root)
    assert datasets.current(root).published is not None
    assert [h.published_at is None for h in snapshots(root)] == [False, False, False, False, True]
