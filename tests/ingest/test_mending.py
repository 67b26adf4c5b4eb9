"""What a failing disk, or somebody who tidied up, took out of a processed folder is made again from what is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scr_extract import datasets, formats
from scr_extract.errors import DamagedError, InvariantError, NotFoundError, PublishError
from scr_extract.ingest import ingest, integrity, ledger, publishing, versions
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
    with pytest.raises(PublishError, match=r"texts of 1 were gone or changed.*type `scr-extract ingest` again"):
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
    with pytest.raises(PublishError, match=r"neither text nor bytes of document .* are whole; ingest its file again"):
        ingest([other], root)
    assert datasets.load("entries", processed=root).shape[0] == 2  # what was published stands
    assert ingest([inbox], root).entries == 2
    assert datasets.load("entries", processed=root).shape[0] == 3


@pytest.mark.parametrize("table", ["entries", "values", "corrections", "documents"])
@pytest.mark.parametrize("how", [lambda raw: raw[:100], lambda raw: raw[:-40] + bytes(40), lambda raw: raw[:60] + b"?" + raw[61:], lambda raw: None])
def test_a_table_that_was_spoilt_is_made_again(inbox: Path, tmp_path: Path, table: str, how: Callable[[bytes], bytes | None]) -> None:
    root = tmp_path / "processed"
    ingest([inbox], root)
    file = datasets.current(root).file(table)
    raw = file.read_bytes()
    spoilt = how(raw)
    file.unlink() if spoilt is None else file.write_bytes(spoilt)
    assert len(integrity.faults(root)) == 1
    done = ingest([inbox], root)
    assert (done.extracted, done.entries, file.read_bytes()) == (0, 2, raw)
    assert integrity.faults(root) == []


@pytest.mark.parametrize(
    ("name", "raw"), [("CURRENT", b"\xff\xfe"), ("CURRENT", b""), ("manifest.json", b""), ("manifest.json", b"[]"), ("manifest.json", b"{}")]
)
def test_a_pointer_or_manifest_that_was_spoilt_is_made_again(inbox: Path, tmp_path: Path, name: str, raw: bytes) -> None:
    root = tmp_path / "processed"
    ingest([inbox], root)
    found = datasets.current(root)
    (root / name if name == "CURRENT" else found.path / name).write_bytes(raw)
    assert integrity.faults(root) == ["CURRENT names a snapshot that is not there; ingest again"]
    with pytest.raises(NotFoundError):
        datasets.current(root)
    assert ingest([inbox], root).snapshot == found.id
    assert integrity.faults(root) == []


def test_ids_outlive_the_snapshot_that_held_them(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that are made in another way give entries other ids of their own; they go on from the last snapshot that is whole."""
    root = tmp_path / "processed"
    ingest([inbox], root)
    first = set(datasets.load("entries", processed=root)["record_id"])
    _more(inbox)
    second = datasets.snapshot(root, ingest([inbox], root).snapshot)
    second.file("entries").write_bytes(b"")
    changed, real = replace(versions.versions(), code="another"), formats.read
    monkeypatch.setattr(ledger, "versions", lambda: changed)
    monkeypatch.setattr(publishing, "versions", lambda: changed)
    monkeypatch.setattr(formats, "read", lambda raw, name: real(raw.replace(b" of a ", b" of one "), name))
    assert ingest([inbox], root).extracted == 2
    assert first < set(datasets.load("entries", processed=root)["record_id"])


def test_a_table_that_was_spoilt_is_told_to_who_reads_it(inbox: Path, tmp_path: Path) -> None:
    root = tmp_path / "processed"
    ingest([inbox], root)
    datasets.current(root).file("entries").write_bytes(b"spoilt")
    with pytest.raises(DamagedError, match=r"entries\.parquet is damaged; `scr-extract ingest` makes the current snapshot anew"):
        datasets.load("entries", processed=root)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}"])
def test_a_ledger_that_was_spoilt_is_told_by_its_file(inbox: Path, tmp_path: Path, raw: bytes) -> None:
    root = tmp_path / "processed"
    done = ingest([inbox], root)
    (noted,) = (root / "ledger").iterdir()
    noted.write_bytes(raw)
    with pytest.raises(InvariantError, match="is damaged; remove it and ingest the file"):
        ingest([inbox], root)
    (said,) = integrity.faults(root)
    assert str(noted) in said
    noted.unlink()
    assert ingest([inbox], root).snapshot == done.snapshot
