"""The whole road: what is published does not hang on order, batches or processes; nothing is done twice; one bad file costs itself."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scr_extract import datasets, fields, formats
from scr_extract.datasets import disk
from scr_extract.errors import NotFoundError, PublishError, ReadError
from scr_extract.extract import Extraction
from scr_extract.ingest import discover, extract_batch, ingest, ledger, pending, plan, planning, publish, sidecars, versions, work
from scr_extract.ingest.discovery import clean
from scr_extract.model import Document
from tests.extract import toys


@pytest.fixture(autouse=True)
def _toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS, raising=False)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return write(tmp_path / "inbox", {f"b{n}.md": toys.bulletin(n) for n in range(4)})


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def tables(processed: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(datasets.current(processed).path.iterdir())}


def rows(processed: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = datasets.arrow(table, processed=processed).to_pylist()
    return found


def test_an_ingest_publishes_and_says_what_it_did(inbox: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    done = ingest([inbox], tmp_path / "out", progress=lambda n, total: seen.append((n, total)))
    assert (done.documents, done.new, done.extracted, done.entries, done.failed, done.published) == (4, 4, 4, 8, 0, True)
    assert done.statuses == {"ok": 4}
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert len(rows(tmp_path / "out", "entries")) == 8


def test_a_second_run_with_nothing_new_extracts_nothing(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ingest([inbox], tmp_path / "out")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*") if p.is_file() and p.name != ".lock"}

    def never(*given: object) -> Document:
        raise AssertionError("nothing was to be read")

    monkeypatch.setattr(formats, "read", never)
    again = ingest([inbox], tmp_path / "out")
    assert (again.new, again.extracted, again.published, again.snapshot) == (0, 0, False, first.snapshot)
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*") if p.is_file() and p.name != ".lock"} == before


def test_one_new_file_costs_one_extraction_and_nothing_is_lost(inbox: Path, tmp_path: Path) -> None:
    ingest([inbox], tmp_path / "out")
    write(inbox, {"new.md": toys.bulletin(77)})
    (inbox / "b0.md").unlink()
    done = ingest([inbox], tmp_path / "out")
    assert (done.new, done.extracted) == (1, 1)
    assert {row["name"] for row in rows(tmp_path / "out", "documents")} == {"b0.md", "b1.md", "b2.md", "b3.md", "new.md"}


@given(seed=st.integers(0, 10**6), size=st.integers(1, 5))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_and_size_of_batches_never_change_a_byte(tmp_path_factory: pytest.TempPathFactory, seed: int, size: int) -> None:
    root = tmp_path_factory.mktemp("order")
    files: dict[str, str | bytes] = {f"b{n}.md": toys.bulletin(n) for n in range(4)} | {"odd.bin": b"\x00\x01\xff" * 9, "empty.txt": b""}
    inbox = write(root / "in", files)
    ingest([inbox], root / "straight")
    chance = random.Random(seed)
    names = sorted(files)
    chance.shuffle(names)
    for k in range(0, len(names), size):
        todo = list(plan(discover([inbox / name for name in names[k : k + size]]), root / "mixed").document_ids)
        chance.shuffle(todo)
        extract_batch(todo, root / "mixed")
        if chance.random() < 0.5:
            publish(root / "mixed")
        extract_batch(todo[:1], root / "mixed")
    publish(root / "mixed")
    assert tables(root / "mixed") == tables(root / "straight")


def test_the_verbs_work_one_by_one(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    planned = plan(discover([inbox]), out)
    assert planned.document_ids == tuple(sorted(planned.asked)) == pending(out)
    with pytest.raises(PublishError, match="not extracted yet"):
        publish(out)
    outcomes = extract_batch(planned.document_ids, out)
    assert [(o.status, o.entries) for o in outcomes] == [("ok", 2)] * 4
    assert pending(out) == ()
    assert publish(out).id == publish(out).id == ingest([inbox], tmp_path / "other").snapshot


def test_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    inbox = write(tmp_path / "in", {"z.md": toys.bulletin(1), "a.md": toys.bulletin(1)})
    ingest([inbox / "z.md"], tmp_path / "one")
    ingest([inbox / "a.md"], tmp_path / "one")
    ingest([inbox], tmp_path / "both")
    (row,) = rows(tmp_path / "one", "documents")
    assert (row["name"], row["aliases"]) == ("a.md", ["z.md"])
    assert tables(tmp_path / "one") == tables(tmp_path / "both")


def test_files_are_left_as_they_are(inbox: Path, tmp_path: Path) -> None:
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns, p.stat().st_mode) for p in inbox.iterdir()}
    ingest([inbox], tmp_path / "out")
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns, p.stat().st_mode) for p in inbox.iterdir()} == before


def test_links_hidden_files_and_other_things_are_passed_by(inbox: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere", {"secret.md": toys.bulletin(99)})
    (inbox / "link.md").symlink_to(secret / "secret.md")
    (inbox / "folder").symlink_to(secret)
    write(inbox, {".hidden.md": toys.bulletin(98), "~$b0.md": b"lock"})
    os.mkfifo(inbox / "pipe")
    ingest([inbox], inbox / "processed")
    found = discover([inbox])
    assert {p.name for p in found.files} == {"b0.md", "b1.md", "b2.md", "b3.md"}
    assert {name for name, _ in found.left_out} == {"link.md", "folder", "pipe"}
    with pytest.raises(NotFoundError, match="no file or folder"):
        discover([tmp_path / "nowhere"])


def test_what_is_not_finished_by_its_name_is_left_out_of_folders(tmp_path: Path) -> None:
    """Half a download would be published as a bulletin; a file that is named on its own is meant."""
    made = write(tmp_path / "in", {"a.md": toys.bulletin(1), "b.md.part": toys.bulletin(2), "C.PDF.crdownload": b"%PDF", "d.md~": toys.bulletin(3)})
    found = discover([made])
    assert [p.name for p in found.files] == ["a.md"]
    assert {name for name, _ in found.left_out} == {"b.md.part", "C.PDF.crdownload", "d.md~"}
    assert [p.name for p in discover([made / "b.md.part"]).files] == ["b.md.part"]


def test_a_time_that_no_calendar_has_costs_nothing(tmp_path: Path) -> None:
    made = write(tmp_path / "in", {"a.md": toys.bulletin(1)})
    assert planning._time(1e12) is None
    assert planning._time(0) == "1970-01-01T00:00:00+00:00"
    os.utime(made / "a.md", (1e12, 1e12))
    assert ingest([made], tmp_path / "out").documents == 1


@pytest.mark.parametrize(("key", "said"), [("url", "javascript:alert(1)"), ("url", "note"), ("fetched_at", "zz"), ("fetched_at", "2015-01-01")])
def test_a_note_that_names_no_address_or_time_is_none(tmp_path: Path, key: str, said: str) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    good = sidecars.Sidecar("0" * 64, "a.md", "https://www.board.example/a b.md", "https://www.board.example/a", "2015-01-01T06:00:00+00:00", "board")
    sidecars.put(path, good)
    assert sidecars.of(path, "0" * 64) == good
    sidecars.put(path, replace(good, **{key: said}))
    assert sidecars.of(path, "0" * 64) is None


def test_a_name_is_data() -> None:
    assert clean("Cafe\u0301.md") == "Café.md"
    assert clean("a\x1b[31m\n.md") == "a\ufffd[31m\ufffd.md"
    assert clean(os.fsdecode(b"\xff.md")) == "\ufffd.md"
    assert clean("a\ud800.md") == "a\ufffd.md", "half a character, as JSON can name it"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_that_cannot_be_opened_is_told(inbox: Path, tmp_path: Path) -> None:
    (inbox / "b0.md").chmod(0)
    done = ingest([inbox], tmp_path / "out")
    assert [name for name, _ in done.unread] == ["b0.md"]
    assert done.failed == 1


def test_one_bad_document_costs_itself(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(inbox, {"bug.md": b"# bug", "locked.md": b"# locked", "hungry.md": b"# hungry"})
    real = formats.read

    def reader(raw: bytes, name: str) -> Document:
        match name:
            case "bug.md":
                raise ValueError("Child Planted fell over")
            case "locked.md":
                raise ReadError("encrypted", "it needs a password; save it without one")
            case "hungry.md":
                raise MemoryError
            case _:
                return real(raw, name)

    monkeypatch.setattr(formats, "read", reader)
    done = ingest([inbox], tmp_path / "out")
    assert done.statuses == {"crash": 1, "encrypted": 1, "limit": 1, "ok": 4}
    assert (done.failed, done.entries) == (3, 8)
    issues = {row["kind"]: row for row in rows(tmp_path / "out", "issues")}
    assert {"crash", "encrypted", "limit"} <= issues.keys()
    assert "ValueError at" in issues["crash"]["message"]
    everything = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert b"Planted" not in everything
    assert ingest([inbox], tmp_path / "out").failed == 3, "what failed is still failed when it is not read again"


def test_an_unsupported_file_is_an_issue_and_no_failure(tmp_path: Path) -> None:
    done = ingest([write(tmp_path / "in", {"p.png": b"\x89PNG\r\n\x1a\n" + bytes(99)})], tmp_path / "out")
    assert done.statuses == {"unsupported": 1}
    assert done.failed == 0
    (row,) = rows(tmp_path / "out", "documents")
    assert (row["kind"], row["text_sha256"], row["characters"]) == ("other", None, 0)
    assert [row["kind"] for row in rows(tmp_path / "out", "issues")] == ["unsupported"]


def test_attachments_are_documents_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = toys.bulletin(5).encode()
    monkeypatch.setattr(formats, "attachments", lambda raw, name: (("../inner.md", inner),) if raw.startswith(b"MAIL") else ())
    done = ingest([write(tmp_path / "in", {"mail.md": b"MAIL\n\nSee the attachment.\n"})], tmp_path / "out")
    assert done.extracted == 2
    by_name = {row["name"]: row for row in rows(tmp_path / "out", "documents")}
    assert by_name["../inner.md"]["parent_id"] == by_name["mail.md"]["document_id"]
    assert by_name["mail.md"]["parent_id"] is None
    assert len(rows(tmp_path / "out", "entries")) == 2
    assert not (tmp_path / "inner.md").exists()


def test_mails_within_mails_end_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "attachments", lambda raw, name: (("more.md", raw + b"again\n"),))
    done = ingest([write(tmp_path / "in", {"mail.md": b"MAIL\n"})], tmp_path / "out")
    assert done.extracted == work.DEEPEST + 1


def test_a_changed_rule_reads_everything_again_and_ids_stay(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ingest([inbox], tmp_path / "out")
    ids = {row["record_id"] for row in rows(tmp_path / "out", "entries")}
    changed = replace(versions.versions(), code="another")
    monkeypatch.setattr(ledger, "versions", lambda: changed)
    from scr_extract.ingest import publishing

    monkeypatch.setattr(publishing, "versions", lambda: changed)
    real = formats.read

    def cut_anew(raw: bytes, name: str) -> Document:
        """As if the text were made in another way, so that bodies begin with other words."""
        return real(raw.replace(b" of a ", b" of one "), name)

    monkeypatch.setattr(formats, "read", cut_anew)
    done = ingest([inbox], tmp_path / "out")
    assert (done.new, done.extracted, done.published) == (0, 4, True)
    assert done.snapshot != before.snapshot
    assert {row["record_id"] for row in rows(tmp_path / "out", "entries")} == ids
    assert {row["record_id"] for row in rows(tmp_path / "out", "values")} == ids


def test_a_torn_cache_is_made_again(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = ingest([inbox], out)
    write(inbox, {"new.md": toys.bulletin(8)})
    torn = next((out / "cache").rglob("*.json"))
    torn.write_bytes(torn.read_bytes()[:-9])
    with pytest.raises(PublishError, match="again"):
        ingest([inbox], out)
    assert datasets.current(out).id == first.snapshot
    assert ingest([inbox], out).documents == 5


def test_a_changed_store_is_noticed(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    document_id = plan(discover([inbox / "b0.md"]), out).document_ids[0]
    (out / "store" / document_id).write_bytes(b"something else")
    (outcome,) = extract_batch([document_id], out)
    assert outcome.status == "crash"


def test_two_ingests_at_once_make_one_copy(inbox: Path, tmp_path: Path) -> None:
    waited: list[bool] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            ingest([inbox], tmp_path / "out", waiting=lambda: waited.append(True))
        except BaseException as e:  # noqa: BLE001 - told to the test's own thread
            failures.append(e)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failures == []
    ids = [row["record_id"] for row in rows(tmp_path / "out", "entries")]
    assert len(ids) == len(set(ids)) == 8
    ingest([inbox], tmp_path / "alone")
    assert tables(tmp_path / "out") == tables(tmp_path / "alone")


def test_what_is_cached_comes_back_whole(inbox: Path, tmp_path: Path) -> None:
    from scr_extract.extract import extract
    from scr_extract.ingest.codec import decode, encode

    found: Extraction = extract(formats.read((inbox / "b0.md").read_bytes(), "b0.md"))
    assert decode(encode(found)) == found
    assert encode(decode(encode(found))) == encode(found)


def test_the_version_of_the_code_covers_all_that_extracting_loads() -> None:
    script = "import sys, scr_extract.extract, scr_extract.formats; print('\\n'.join(m for m in sys.modules if m.startswith('scr_extract.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    road = {part.removesuffix(".py").split("/")[0] for part in versions.ROAD}
    assert {name.split(".")[1] for name in loaded} <= road


def test_the_ledger_remembers_names_and_sizes(inbox: Path, tmp_path: Path) -> None:
    ingest([inbox / "b0.md"], tmp_path / "out")
    (path,) = (tmp_path / "out" / "ledger").iterdir()
    assert json.loads(path.read_bytes())["names"] == ["b0.md"]
    assert ledger.one(tmp_path / "out", path.stem).size == (inbox / "b0.md").stat().st_size
    with pytest.raises(NotFoundError, match="no document"):
        ledger.one(tmp_path / "out", "f" * 64)


def test_a_full_disk_is_no_documents_crash(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is read again once there is room; kept as a crash it never would be."""
    real = disk.create

    def full(path: Path, raw: bytes) -> None:
        if path.parent.name == ledger.TEXTS:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, raw)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "create", full)
        with pytest.raises(OSError, match="No space"):
            ingest([inbox], tmp_path / "out")
    assert ingest([inbox], tmp_path / "out").statuses == {"ok": 4}


def test_a_document_whose_bytes_were_lost_is_read_again_once_they_are_back(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    ingest([inbox], out)
    (out / ledger.STORE / sorted(ledger.known(out))[0]).unlink()
    monkeypatch.setattr(versions, "version", lambda name: "9.9.9")
    versions.versions.cache_clear()
    try:
        write(tmp_path / "other", {"b9.md": toys.bulletin(9)})
        ingest([tmp_path / "other"], out)
        assert sorted(r["status"] for r in rows(out, "documents")) == ["crash", "ok", "ok", "ok", "ok"]
        done = ingest([inbox], out)
        assert (done.extracted, done.statuses) == (1, {"ok": 4})
    finally:
        versions.versions.cache_clear()
