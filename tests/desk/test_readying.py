"""What is read at the start is not read again for the first page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scr_extract.corrections.store import Store
from scr_extract.desk import needs, queue, shelf
from scr_extract.desk.app import desk
from scr_extract.desk.readying import readied
from scr_extract.desk.settings import Settings
from scr_extract.errors import NotFoundError
from tests.desk.client import Reviewer, raw


def test_the_first_page_waits_for_nothing(ann: Reviewer, processed: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ann.save(ann.entry("Child Wren"), "outcome", "confirm")
    settings, told = Settings(processed, reviewer="Ben"), list[str]()
    said = readied(settings, store, told.append)
    assert told == ["Reading 3 entries and 1 word of reviewers ..."]

    def again(*_: Any, **__: Any) -> Any:
        raise AssertionError("read at the start already")

    for module, name in ((needs, "need"), (shelf, "read"), (Store, "words")):
        monkeypatch.setattr(module, name, again)
    made = queue._boards.cache_info().misses
    for address in ("/", "/second"):
        status, _, page = raw(desk(settings, store, said), "GET", address, {}, b"")
        assert (status, "Child Wren" in page) == (200, True)
    assert queue._boards.cache_info().misses == made


def test_a_folder_without_tables_is_told_before_anything_is_read(tmp_path: Path, store: Store) -> None:
    told = list[str]()
    with pytest.raises(NotFoundError):
        readied(Settings(tmp_path / "none", reviewer="Ben"), store, told.append)
    assert told == []
