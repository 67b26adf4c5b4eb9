"""What a failing disk, or somebody who tidied up, took out of a processed folder is made again from what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract import datasets
from scr_extract.errors import PublishError
from scr_extract.ingest import ingest, integrity, ledger
from tests.extract import toys


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.md").write_text(toys.bulletin(1, 2), encoding="utf-8")
    return made


def _more(inbox: Path) -> None:
    (inbox / "b.md").write_text(toys.bulletin(2, 1), encoding="utf-8")


def test_a_text_that_is_gone_is_made_again_whatever_is_ingested(inbox: Path, tmp_path: Path) -> None:
    root = tmp_path / "processed"
    ingest([inbox], root)
    (text,) = (root / "texts").iterdir()
    text.unlink()
    assert integrity.faults(root) == [f"the text of document {next(iter(ledger.known(root)))} is missing from texts/; ingest again"]
    (tmp_path / "elsewhere").mkdir()
    assert ingest([tmp_path / "elsewhere"], root).extracted == 1
    assert text.is_file()
    assert integrity.faults(root) == []
    _more(inbox)
    assert ingest([inbox], root).entries == 3


def test_a_text_that_was_changed_costs_one_run_and_no_more(inbox: Path, tmp_path: Path) -> None:
    root = tmp_path / "processed"
    ingest([inbox], root)
    (text,) = (root / "texts").iterdir()
    text.write_bytes(b"something else")
    _more(inbox)
    with pytest.raises(PublishError, match="1 documents have to be read again.*type `scr-extract ingest` again"):
        ingest([inbox], root)
    assert ingest([inbox], root).entries == 3
    assert integrity.faults(root) == []


def test_where_the_bytes_are_gone_too_the_file_is_asked_for(inbox: Path, tmp_path: Path) -> None:
    root = tmp_path / "processed"
    ingest([inbox], root)
    for folder in ("texts", "store"):
        for path in (root / folder).iterdir():
            path.unlink()
    other = tmp_path / "b.md"
    other.write_text(toys.bulletin(2, 1), encoding="utf-8")
    with pytest.raises(PublishError, match="neither text nor bytes of document .* are whole; ingest its file again"):
        ingest([other], root)
    assert datasets.load("entries", processed=root).shape[0] == 2  # what was published stands
    assert ingest([inbox], root).entries == 2
    assert datasets.load("entries", processed=root).shape[0] == 3
