"""Tables that are kept at an address, worked on from several machines: put together, never one over the other; against a stand-in of S3."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract import datasets, fields
from scr_extract.cli import app
from scr_extract.corrections.correction import confirm
from scr_extract.corrections.place import beside
from scr_extract.corrections.store import opened
from scr_extract.datasets import carrying, objects, read
from scr_extract.errors import NotFoundError, ObjectStoreError, PublishError, StoreError, WithdrawnError
from scr_extract.ingest import addresses, discover, elsewhere, ingest, ledger
from scr_extract.ingest.withdrawal import withdraw
from scr_extract.sources.bucket import addressed, at_hand
from tests.extract import toys
from tests.ingest.test_portions import said

pytestmark = pytest.mark.real


@pytest.fixture(autouse=True)
def _toys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    monkeypatch.delenv("SCR_STORE", raising=False)
    monkeypatch.setenv("SCR_WORK", str(tmp_path / "one"))


@contextmanager
def machine(name: str, tmp_path: Path) -> Iterator[None]:
    """Another machine: its working folders are its own."""
    with pytest.MonkeyPatch.context() as there:
        there.setenv("SCR_WORK", str(tmp_path / name))
        yield


def bulletin(tmp_path: Path, n: int, entries: int = 2) -> Path:
    path = tmp_path / f"b{n}.md"
    path.write_text(toys.bulletin(n, entries), encoding="utf-8")
    os.utime(path, (1_000_000 + n, 1_000_000 + n))
    return path


def add(address: str, *paths: Path, store: str | None = None) -> Any:
    with elsewhere.working(address, store) as root:
        return ingest(paths, root, store=store)


def there(address: str) -> set[str]:
    return {o.name for o in carrying.listed(address)}


def test_two_machines_put_their_bulletins_together(address: str, tmp_path: Path) -> None:
    """The second extracts only its own, and the tables are those of one folder that both had been ingested into."""
    first = add(address, bulletin(tmp_path, 1))
    assert objects.current(address).id == first.snapshot
    with machine("two", tmp_path):
        second = add(address, bulletin(tmp_path, 2))
        assert (second.extracted, second.documents) == (1, 1)
        again = add(address, bulletin(tmp_path, 2))
        assert (again.extracted, again.published) == (0, False)
    ingest([bulletin(tmp_path, 1)], tmp_path / "plain")
    plain = ingest([bulletin(tmp_path, 1), bulletin(tmp_path, 2)], tmp_path / "plain")
    assert objects.current(address).id == second.snapshot == plain.snapshot
    assert datasets.arrow("entries", processed=address).num_rows == 4
    before = there(address)
    assert not add(address, bulletin(tmp_path, 1)).extracted
    assert there(address) == before


def test_a_new_machine_extracts_nothing_again(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = add(address, bulletin(tmp_path, 1), bulletin(tmp_path, 2))
    with machine("two", tmp_path), monkeypatch.context() as patched:
        patched.setattr("scr_extract.ingest.run", None)
        with elsewhere.working(address) as root:
            assert datasets.current(root).id == first.snapshot
            assert ledger.known(root).keys() == {p.name for p in (root / ledger.STORE).iterdir()}
            assert ingest([bulletin(tmp_path, 1)], root).published is False


@pytest.mark.parametrize("at", ["ledger", "pointer"])
def test_of_two_at_once_the_slower_is_told_and_loses_nothing(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """The other machine comes between pulling and pushing, or between the ledger and the pointer."""
    add(address, bulletin(tmp_path, 1))
    real, met = objects.mirror if at == "pointer" else carrying.put_all, list[str]()

    def slow(*given: Any) -> Any:
        if not met:
            met.append("once")
            with machine("two", tmp_path):
                add(address, bulletin(tmp_path, 2))
        return real(*given)

    monkeypatch.setattr(*((objects, "mirror", slow) if at == "pointer" else (carrying, "put_all", slow)))
    with pytest.raises(PublishError, match="somebody else"):
        add(address, bulletin(tmp_path, 3))
    theirs = datasets.arrow("documents", processed=address)["name"].to_pylist()
    assert theirs == (["b1.md", "b2.md", "b3.md"] if at == "pointer" else ["b1.md", "b2.md"])
    done = add(address, bulletin(tmp_path, 3))
    assert done.extracted == 0
    assert datasets.arrow("documents", processed=address)["name"].to_pylist() == ["b1.md", "b2.md", "b3.md"]
    assert datasets.arrow("entries", processed=address).num_rows == 6


def test_cut_short_anywhere_the_next_run_finishes(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended before each request that writes: a reader sees the old tables or the new ones, and the same command ends as an undisturbed one."""
    import obstore

    old = add(address, bulletin(tmp_path, 1)).snapshot
    shutil.copytree(tmp_path / "one", tmp_path / "base")
    plain = tmp_path / "plain"
    ingest([bulletin(tmp_path, 1)], plain)
    new = ingest([bulletin(tmp_path, 2)], plain).snapshot
    state = {name: carrying.fetched(address, name) for name in there(address)}
    put, points = obstore.put, 0
    monkeypatch.setattr(carrying, "_AT_ONCE", 1)
    for at in range(1, 100):
        place = objects.opened(address)
        carrying.remove(place, there(address))
        carrying.put_all(place, {name: partial(bytes, raw) for name, raw in state.items()})
        shutil.rmtree(tmp_path / "one")
        shutil.copytree(tmp_path / "base", tmp_path / "one")
        count = 0

        def ending(*given: Any, at: int = at, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count == at:
                raise KeyboardInterrupt
            return put(*given, **more)

        with monkeypatch.context() as patched:
            patched.setattr(obstore, "put", ending)
            try:
                add(address, bulletin(tmp_path, 2))
            except KeyboardInterrupt:
                points += 1
        assert objects.current(address).id in (old, new)
        assert datasets.arrow("entries", processed=address).num_rows in (2, 4)
        with machine("two" if at % 2 else "one", tmp_path):
            shutil.rmtree(tmp_path / "two", ignore_errors=True)
            add(address, bulletin(tmp_path, 2))
        assert objects.current(address).id == new
        if count < at:
            break
    assert points >= 6


def test_what_was_withdrawn_goes_everywhere(address: str, tmp_path: Path) -> None:
    """From the bucket, every snapshot in it, and from another machine's folder at its next run; it does not come back from there."""
    first = add(address, bulletin(tmp_path, 1), bulletin(tmp_path, 2))
    with machine("two", tmp_path):
        second = add(address, bulletin(tmp_path, 3))
        name = addresses.folder(address)
    with machine("three", tmp_path):
        with elsewhere.working(address) as root:
            gone = next(d for d, k in ledger.known(root).items() if k.name == "b1.md")
            elsewhere.take_in_all(address, root, gone)
            withdraw(root, gone, "court order")
        assert datasets.arrow("documents", processed=address)["name"].to_pylist() == ["b2.md", "b3.md"]
        assert not [o for o in there(address) if gone in o]
        for id in (first.snapshot, second.snapshot):
            with pytest.raises(WithdrawnError, match="court order"):
                objects.snapshot(address, id)
    assert (name / ledger.STORE / gone).is_file()
    with machine("two", tmp_path):
        add(address, bulletin(tmp_path, 1), bulletin(tmp_path, 4))
    assert not [p for p in name.rglob("*") if gone in p.name and p.parent.name != "withdrawn"]
    assert datasets.arrow("documents", processed=address)["name"].to_pylist() == ["b2.md", "b3.md", "b4.md"]
    assert not [o for o in there(address) if gone in o]


def test_words_that_are_not_at_hand_are_not_dropped(address: str, tmp_path: Path) -> None:
    add(address, bulletin(tmp_path, 1))
    root = addresses.folder(address)
    title = datasets.arrow("entries", processed=address)["title"][0].as_py()
    before = said(root, title)
    with opened(root) as store:
        store.add(confirm(before, "A. Reviewer"), seen_version=None)
    add(address, bulletin(tmp_path, 1))
    assert datasets.arrow("corrections", processed=address).num_rows == 1
    with machine("two", tmp_path):
        with pytest.raises(StoreError, match="--store"):
            add(address, bulletin(tmp_path, 2))
        with opened(addresses.folder(address)) as store:  # words of its own, about something else, are not those
            store.add(confirm(replace(before, record_id="f" * 16), "B. Reviewer"), seen_version=None)
        with pytest.raises(StoreError, match="1 word of reviewers"):
            add(address, bulletin(tmp_path, 2))
        add(address, bulletin(tmp_path, 2), store=str(beside(root)))
    assert datasets.arrow("corrections", processed=address)["state"].to_pylist() == ["confirmed"]
    assert datasets.arrow("entries", processed=address).num_rows == 4


def test_what_is_not_what_its_name_says_is_refused(address: str, tmp_path: Path) -> None:
    add(address, bulletin(tmp_path, 1))
    name = next(n for n in there(address) if n.startswith("state/store/"))
    carrying.put_all(objects.opened(address), {name: lambda: b"something else"})
    with machine("two", tmp_path), pytest.raises(ObjectStoreError, match="not what its name says"):
        add(address, bulletin(tmp_path, 2))
    assert datasets.arrow("entries", processed=address).num_rows == 2


def test_objects_below_an_address_are_ingested_as_files_are(address: str, tmp_path: Path) -> None:
    """Those that did not change are not fetched again; the tables that are kept there too are no documents."""
    place = objects.opened(address)
    given = {"2015/b1.md": toys.bulletin(1), "b2.txt": toys.bulletin(2), ".hidden.md": toys.bulletin(3), "a/": ""}
    carrying.put_all(place, {name: text.encode for name, text in given.items()})
    command = ["ingest", address, "--processed", f"{address}/out", "--json"]
    done = json.loads(CliRunner().invoke(app, command).stdout)
    assert (done["documents"], done["new"], done["entries"], done["failed"]) == (2, 2, 4, 0)
    found = datasets.arrow("documents", processed=f"{address}/out").to_pylist()
    assert {(d["name"], d["source_url"]) for d in found} == {("b1.md", f"{address}/2015/b1.md"), ("b2.txt", f"{address}/b2.txt")}
    again = json.loads(CliRunner().invoke(app, command).stdout)
    assert (again["documents"], again["extracted"], again["published"]) == (2, 0, False)
    one = CliRunner().invoke(app, ["ingest", f"{address}/b2.txt", str(bulletin(tmp_path, 7)), "--processed", str(tmp_path / "p"), "--json"])
    assert json.loads(one.stdout)["documents"] == 2


def test_a_withdrawn_object_is_left_out(address: str, tmp_path: Path) -> None:
    carrying.put_all(objects.opened(address), {"b1.md": toys.bulletin(1).encode, "b2.md": toys.bulletin(2).encode})
    ingest(at_hand([address], tmp_path / "p").files, tmp_path / "p")
    gone = next(d for d, k in ledger.known(tmp_path / "p").items() if k.name == "b1.md")
    done = CliRunner().invoke(app, ["withdraw", gone, "--reason", "court order", "--yes", "--processed", str(tmp_path / "p")])
    assert done.exit_code == 0, done.output
    assert not list((tmp_path / "p" / "fetched").glob(f"{gone}*"))
    for _ in range(2):
        found = addressed(address, tmp_path / "p")
        assert [n for n, _ in found.left_out] == ["b1.md"]
        assert (len(found.files), found.unread) == (1, ())


@pytest.mark.parametrize("command", [["entries"], ["status"], ["snapshots", "list"], ["publish", "--to", "s3://b/x"]])
def test_a_command_that_takes_a_folder_says_so(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, [*command, "--processed", "s3://bucket/out"])
    assert told.exit_code == 2
    assert "takes a folder" in told.output
    assert not Path("s3:").exists()


def test_an_address_never_becomes_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ObjectStoreError, match="no folder"):
        ingest([], "s3://bucket/out")
    with pytest.raises(ObjectStoreError, match=r"sources\.toml"):
        discover(["s3://bucket/in"])
    with pytest.raises(NotFoundError, match="no object at"):
        addressed(f"{address}/nothing/here", tmp_path / "p")
    assert not Path("s3:").exists()


@pytest.mark.parametrize(
    "said",
    [
        {"documents": {"../../escaped": {"names": ["a.md"], "size": 1, "parents": [], "source_url": None, "at": None}}},
        {"documents": {"a" * 64: {"names": ["a.md"], "size": 1, "parents": ["../../escaped"], "source_url": None, "at": None}}},
        {"documents": {"a" * 64: {"names": [], "size": 1, "parents": [], "source_url": None, "at": None}}},
        {"withdrawn": {"../../escaped": {"document_id": "../../escaped", "at": "", "reason": "", "texts": [], "with": []}}},
        {"withdrawn": {"a" * 64: {"document_id": "a" * 64, "at": "", "reason": "", "texts": ["../../escaped"], "with": []}}},
        {"withdrawn": {"a" * 64: {"document_id": "b" * 64, "at": "", "reason": "", "texts": [], "with": []}}},
        {"documents": {"a" * 64: {"names": ["a.md"], "size": 1, "parents": [], "source_url": "javascript:alert(1)", "at": None}}},
        {"documents": {"a" * 64: {"names": ["a.md"], "size": 1, "parents": [], "source_url": "https://x.example/\n", "at": None}}},
        {"documents": {"a" * 64: {"names": ["a.md"], "size": 1, "parents": [], "source_url": None, "at": "zz"}}},
        {"documents": []},
        {"documents": {"a" * 64: {"names": ["a\ud800.md"], "size": 1, "parents": [], "source_url": None, "at": None}}},
        {"documents": {"a" * 64: {"names": ["a.md"], "size": 10**30, "parents": [], "source_url": None, "at": None}}},
        {"format": "1"},
        {"format": True},
        b"[" * 200_000,
        b"\xff",
    ],
)
def test_a_ledger_that_another_wrote_names_no_file_here(address: str, tmp_path: Path, said: Any) -> None:
    """Whoever can write to the bucket cannot write outside the working folder, nor make a run fail with a traceback."""
    raw = said if isinstance(said, bytes) else json.dumps({"format": 1, "documents": {}, "withdrawn": {}} | said).encode()
    carrying.put_all(objects.opened(address), {addresses.DOCUMENTS: lambda: raw})
    with pytest.raises(ObjectStoreError, match=r"ledger\.json is not what this program writes"):
        add(address, bulletin(tmp_path, 1))
    assert not [p for p in tmp_path.rglob("*") if "escaped" in p.name]


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"snapshot": "../../escaped"}, ()),
        ({"../../escaped": {"sha256": "", "bytes": 0, "rows": 0}}, ("tables",)),
        ({"../escaped": {"sha256": ""}}, ("files",)),
        ({"corrections": {"rows": "none"}}, ("tables",)),
        ({"entries": {}}, ("tables",)),
        ({"tables": {}}, ()),
    ],
)
def test_a_manifest_that_another_wrote_names_no_file_here(address: str, tmp_path: Path, change: dict[str, Any], at: tuple[str, ...]) -> None:
    id = add(address, bulletin(tmp_path, 1)).snapshot
    name = f"snapshots/{id}/manifest.json"
    manifest = json.loads(carrying.fetched(address, name))
    part = manifest
    for key in at:
        part = part[key]
    part |= change
    carrying.put_all(objects.opened(address), {name: json.dumps(manifest).encode})
    with machine("two", tmp_path), pytest.raises(ObjectStoreError, match="is not what this version writes"):
        add(address, bulletin(tmp_path, 2))
    assert not [p for p in tmp_path.rglob("*") if "escaped" in p.name]


@pytest.mark.parametrize("stone", [b"{}", b"[" * 200_000, b"\xff", b"1"])
def test_a_tombstone_that_another_wrote_is_one(address: str, tmp_path: Path, stone: bytes) -> None:
    id = add(address, bulletin(tmp_path, 1)).snapshot
    carrying.put_all(objects.opened(address), {f"snapshots/{id}{read.TOMBSTONE}": lambda: stone})
    with pytest.raises(WithdrawnError, match="does not say why"):
        objects.snapshot(address, id)


def test_a_pointer_that_another_wrote_is_refused(address: str, tmp_path: Path) -> None:
    add(address, bulletin(tmp_path, 1))
    carrying.put_all(objects.opened(address), {"CURRENT": lambda: b"\xff\xfe"})
    with pytest.raises(NotFoundError, match="no id of a snapshot"):
        objects.current(address)


def test_objects_that_are_none_of_ours_are_left_alone(address: str, tmp_path: Path) -> None:
    theirs = {"state/store/notes.txt": b"ours?", "state/cache/readme": b"no", "state/texts/a/b/c": b"no"}
    carrying.put_all(objects.opened(address), {name: partial(bytes, raw) for name, raw in theirs.items()})
    add(address, bulletin(tmp_path, 1))
    with machine("two", tmp_path):
        add(address, bulletin(tmp_path, 2))
        assert not [p for p in addresses.folder(address).rglob("*") if p.name in ("notes.txt", "readme", "c")]
    assert there(address) >= theirs.keys()


def test_a_text_of_another_version_goes_from_the_bucket_too(address: str, tmp_path: Path) -> None:
    """One that no machine of this version ever made: the extraction beside it tells."""
    add(address, bulletin(tmp_path, 1), bulletin(tmp_path, 2))
    root = addresses.folder(address)
    gone = next(d for d, k in ledger.known(root).items() if k.name == "b1.md")
    text = b"as another version reads it"
    sha = hashlib.sha256(text).hexdigest()
    body = json.dumps({"facts": {"text_sha256": sha}}).encode()
    sealed = hashlib.sha256(body).hexdigest().encode() + b"\n" + body
    carrying.put_all(objects.opened(address), {f"state/texts/{sha}.txt": lambda: text, f"state/cache/{'0' * 16}/{gone}.abcd.json": lambda: sealed})
    with elsewhere.working(address) as root:
        elsewhere.take_in_all(address, root, gone)
        withdraw(root, gone, "court order")
    assert not [o for o in there(address) if gone in o or sha in o]
