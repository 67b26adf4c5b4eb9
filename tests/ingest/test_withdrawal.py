"""A withdrawn document is gone: from the store, from every snapshot, and it does not come back."""

from __future__ import annotations

import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract import datasets
from scr_extract.cli import app
from scr_extract.corrections.correction import correct
from scr_extract.corrections.place import beside
from scr_extract.corrections.seen import seen
from scr_extract.corrections.store import opened
from scr_extract.datasets import portions
from scr_extract.datasets.read import Snapshot
from scr_extract.datasets.tables import TABLES
from scr_extract.datasets.withdraw import tombstone
from scr_extract.errors import DamagedError, NotFoundError, WithdrawnError
from scr_extract.ingest import ingest, integrity, ledger, withdrawn
from scr_extract.ingest.withdrawal import withdraw
from tests.ingest.test_kill import Killed, ending

SECRET, STAYS = "Persimmon", "Mulberry"
TEXT = (
    "Serious case review: {name}\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\n"
    "Death of a {age}-year-old boy in May 2014. {name} was known to services.\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """Two documents, three snapshots of them: without, with, and with one more. The folder that holds all, the document to go, the snapshots."""
    folder = tmp_path_factory.mktemp("made")
    inbox, root = folder / "in", folder / "processed"
    inbox.mkdir()
    ids = []
    for n, name in enumerate((STAYS, SECRET, "Quince"), 3):
        (inbox / f"{name}.md").write_text(TEXT.format(name=name, age=n), encoding="utf-8")
        ids.append(ingest([inbox], root).snapshot)
    (document,) = (d for d, k in ledger.known(root).items() if k.names == (f"{SECRET}.md",))
    return folder, document, ids


@pytest.fixture
def published(made: tuple[Path, str, list[str]], tmp_path: Path) -> tuple[Path, str, list[str]]:
    """A copy of it of one's own: the folder, the document to go, the snapshots."""
    folder, document, ids = made
    for part in ("in", "processed"):
        shutil.copytree(folder / part, tmp_path / part)
    return tmp_path / "processed", document, ids


def words(root: Path) -> dict[str, bool]:
    """In which files of the folder the withdrawn child's name still stands, tables read out."""
    stands = {}
    for path in root.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            if path.suffix == ".parquet":
                import pyarrow.parquet as pq

                raw = json.dumps(pq.read_table(path).to_pylist(), ensure_ascii=False).encode()
            if path.parent.name == portions.ROWS:
                found = portions.read(path)
                assert found is not None
                raw = json.dumps([batch.to_pylist() for batch in found.batches.values()], ensure_ascii=False).encode()
            stands[str(path.relative_to(root))] = SECRET.encode() in raw
    return stands


def test_nothing_of_it_is_left_and_the_rest_is_whole(published: tuple[Path, str, list[str]]) -> None:
    root, document, (first, second, third) = published
    assert {path.partition("/")[0] for path, stands in words(root).items() if stands} >= {"store", "texts", "cache", "rows", "snapshots"}
    done = withdraw(root, document, "court order")
    assert done.files == (f"{SECRET}.md",)
    assert [old for old, _ in done.snapshots] == sorted((second, third))
    assert not [path for path, stands in words(root).items() if stands]
    assert integrity.faults(root) == []
    current = datasets.current(root)
    assert current.id == dict(done.snapshots)[third]
    assert [r["title"] for r in current.arrow("entries").to_pylist()] == [STAYS, "Quince"]
    assert datasets.snapshot(root, first).arrow("entries").num_rows == 1


def test_an_old_id_answers_with_its_tombstone(published: tuple[Path, str, list[str]]) -> None:
    root, document, (_, second, third) = published
    done = dict(withdraw(root, document, "court order").snapshots)
    with pytest.raises(WithdrawnError, match=f"court order.*{done[second]}"):
        datasets.snapshot(root, second)
    said = tombstone(root, third)
    assert said["document_id"] == document
    assert set(said) == {"snapshot", "replaced_by", "document_id", "at", "reason"}


def test_every_table_still_fits_its_schema(published: tuple[Path, str, list[str]]) -> None:
    root, document, _ = published
    done = withdraw(root, document, "at the board's request")
    for _, new in done.snapshots:
        found = datasets.snapshot(root, new)
        for table in TABLES:
            assert found.arrow(table.name).schema.equals(table.arrow)
        records = set(found.arrow("entries")["record_id"].to_pylist())
        assert set(found.arrow("values")["record_id"].to_pylist()) == records
        assert set(found.arrow("links")["record_id"].to_pylist()) == records
        assert {v["record_id"] for r in found.arrow("reviews").to_pylist() for v in r["values"]} <= records


def test_it_does_not_come_back(published: tuple[Path, str, list[str]], tmp_path: Path) -> None:
    root, document, _ = published
    withdraw(root, document, "court order")
    done = ingest([tmp_path / "in"], root)
    assert done.left_out == ((f"{SECRET}.md", "its document was withdrawn; remove the file"),)
    assert done.entries == 2
    assert not [path for path, stands in words(root).items() if stands]


@pytest.mark.real
def test_one_cut_short_is_finished_by_the_same_command(published: tuple[Path, str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended at any step on the disk, a second run leaves nothing of it, and every snapshot can be read all along."""
    root, document, ids = published
    points = 0
    for at in range(1, 200):
        out = root.with_name("out")
        shutil.copytree(root, out)
        with monkeypatch.context() as patched:
            ending(patched, at, True)
            try:
                withdraw(out, document, "court order")
                ended = False
            except Killed:
                ended = True
                points += 1
        assert datasets.current(out).arrow("entries").num_rows in (2, 3)
        withdraw(out, document, "court order")
        assert not [path for path, stands in words(out).items() if stands], f"ended at step {at}"
        for id in ids[1:]:
            with pytest.raises(WithdrawnError):
                datasets.snapshot(out, id)
        shutil.rmtree(out)
        if not ended:
            break
    assert points > 20


def test_what_reviewers_said_of_it_goes_too(published: tuple[Path, str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """From the store and from the tables; what they said of others stays."""
    monkeypatch.delenv("SCR_STORE", raising=False)
    root, document, _ = published
    with opened(root) as store:
        for row in datasets.current(root).arrow("entries").to_pylist():
            store.add(correct(seen(row, [], "title"), f"{row['title']}, as told", "ann"), seen_version=None)
    ingest([root.parent / "in"], root)
    assert datasets.current(root).arrow("corrections").num_rows == 3
    assert withdraw(root, document, "court order").words == 1
    assert SECRET not in json.dumps([w["value"] for w in datasets.current(root).arrow("corrections").to_pylist()])
    with opened(root) as store:
        assert len(store.words()) == 2
    assert SECRET.encode() not in beside(root).read_bytes()
    assert not [path for path, stands in words(root).items() if stands]


def test_a_backup_does_not_bring_back_what_was_said_of_it(published: tuple[Path, str, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SCR_STORE", raising=False)
    root, document, _ = published
    with opened(root) as store:
        for row in datasets.current(root).arrow("entries").to_pylist():
            store.add(correct(seen(row, [], "title"), f"{row['title']}, as told", "ann"), seen_version=None)
    backup = tmp_path / "words.jsonl"
    assert CliRunner().invoke(app, ["corrections", "export", "--jsonl", str(backup), "--processed", str(root)]).exit_code == 0
    withdraw(root, document, "court order")
    done = CliRunner().invoke(app, ["corrections", "import", str(backup), "--processed", str(root), "--json"])
    assert json.loads(done.stdout) == {"words": 3, "new": 0, "withdrawn": 1, "kept": True}
    assert SECRET.encode() not in beside(root).read_bytes()


def test_a_mail_takes_its_attachments_along_but_not_those_that_came_with_another(tmp_path: Path) -> None:
    root = tmp_path / "processed"
    for n, names in enumerate(((SECRET, STAYS), (STAYS,))):
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = f"bulletins {n}", "a@board.example", "b@board.example"
        mail.set_content("As agreed.")
        for name in names:
            mail.add_attachment(TEXT.format(name=name, age=3).encode(), maintype="text", subtype="markdown", filename=f"{name}.md")
        (tmp_path / f"{n}.eml").write_bytes(mail.as_bytes())
    ingest([tmp_path / "0.eml", tmp_path / "1.eml"], root)
    known = ledger.known(root)
    ids = {k.name: d for d, k in known.items()}
    done = withdraw(root, ids["0.eml"], "court order")
    assert set(done.documents) == {ids["0.eml"], ids[f"{SECRET}.md"]}
    assert not [path for path, stands in words(root).items() if stands]
    left = datasets.current(root).arrow("documents").to_pylist()
    assert {d["name"] for d in left} == {"1.eml", f"{STAYS}.md"}
    assert all(d["parent_id"] != ids["0.eml"] for d in left)
    assert ledger.one(root, ids[f"{STAYS}.md"]).parents == (ids["1.eml"],)
    assert integrity.faults(root) == []
    assert ingest([tmp_path / "0.eml", tmp_path / "1.eml"], root).left_out == (("0.eml", "its document was withdrawn; remove the file"),)


def test_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        withdraw(tmp_path, "0" * 64, "x")


def test_a_text_of_another_version_goes_too(published: tuple[Path, str, list[str]]) -> None:
    """Noted on another machine, which did not know the text that was made here; and what writing that was cut short left."""
    root, document, _ = published
    at = "2026-01-01T00:00:00+00:00"
    (root / "withdrawn").mkdir()
    (root / "withdrawn" / f"{document}.json").write_text(
        json.dumps({"document_id": document, "at": at, "reason": "court order", "texts": ["0" * 64], "with": []})
    )
    for left in (root / "store" / f".{document}.12345678.part", root / "cache" / "0123456789abcdef" / f".{document}.12345678.part"):
        left.parent.mkdir(exist_ok=True)
        left.write_text(SECRET)
    withdraw(root, document, "again")
    assert not [path for path, stands in words(root).items() if stands]
    note = json.loads((root / "withdrawn" / f"{document}.json").read_bytes())
    assert (note["at"], note["reason"], len(note["texts"])) == (at, "court order", 2)


def test_a_torn_extraction_does_not_stand_in_the_way(published: tuple[Path, str, list[str]]) -> None:
    root, document, _ = published
    for path in (root / "cache").rglob("*.json"):
        path.write_bytes(path.read_bytes()[:40])
    withdraw(root, document, "court order")
    assert not [path for path, stands in words(root).items() if stands]


@pytest.mark.parametrize("left", [b"", b'{"at": ', b"[]", b"{}", b"\xff\x00"])
def test_a_note_that_was_spoilt_still_keeps_it_out_and_is_written_anew(published: tuple[Path, str, list[str]], tmp_path: Path, left: bytes) -> None:
    root, document, _ = published
    withdraw(root, document, "court order")
    note = root / "withdrawn" / f"{document}.json"
    note.write_bytes(left)
    assert ingest([tmp_path / "in"], root).left_out == ((f"{SECRET}.md", "its document was withdrawn; remove the file"),)
    with pytest.raises(DamagedError, match=f"scr-extract withdraw {document}"):
        withdrawn.said(root, document)
    assert withdraw(root, document, "court order").documents == (document,)
    assert withdrawn.said(root, document) == json.loads(note.read_bytes())
    assert not [path for path, stands in words(root).items() if stands]


def test_each_snapshot_is_looked_at_once_however_many_documents_there_are(published: tuple[Path, str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    root, document, _ = published
    for n in range(8):
        (root.parent / "in" / f"more{n}.md").write_text(TEXT.format(name=f"Other{n}", age=n + 1), encoding="utf-8")
    ingest([root.parent / "in"], root)
    read, real = list[str](), Snapshot.arrow

    def counted(found: Snapshot, table: str, columns: list[str] | None = None) -> Any:
        read.append(table)
        return real(found, table, columns)

    monkeypatch.setattr(Snapshot, "arrow", counted)
    withdraw(root, document, "court order")
    assert read.count("documents") <= 4 * 3 + 1  # what is looked for, what holds it, what others share: once in each of four snapshots; printings in one
