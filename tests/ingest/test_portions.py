"""A publication works out only what changed since the last, and gives the bytes of one that works out all."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from scr_extract import datasets, fields
from scr_extract.corrections.correction import Correction, Seen, Words, add_entry, confirm, correct, reject_entry, undo
from scr_extract.corrections.place import beside
from scr_extract.corrections.seen import seen
from scr_extract.corrections.standing import undone
from scr_extract.corrections.store import opened
from scr_extract.datasets import portions as kept
from scr_extract.datasets import writing
from scr_extract.datasets.rows import Published, Row, Rules, rows
from scr_extract.ingest import ingest, ledger, publish, standing
from scr_extract.ingest.withdrawal import withdraw
from scr_extract.resources.measured import with_reviewed
from tests.extract import toys

MANY = 24


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of about four documents, row groups of seven."""
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    monkeypatch.setattr(standing, "_ENDS", 4)
    monkeypatch.setattr(writing, "_DOCUMENTS", 7)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose rows were worked out, as they are."""
    ids: list[str] = []

    def counted(document: Published, rules: Rules) -> Mapping[str, list[Row]]:
        ids.append(document.extraction.facts.document_id)
        return rows(document, rules)

    monkeypatch.setattr("scr_extract.datasets.portions.rows", counted)
    return ids


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(MANY):
        put(folder, n)
    return folder


def put(folder: Path, n: int, entries: int = 2) -> Path:
    path = folder / f"b{n:03}.md"
    path.write_text(toys.bulletin(n, entries), encoding="utf-8")
    os.utime(path, (1_000_000 + n, 1_000_000 + n))
    return path


def content(processed: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(datasets.current(processed).path.iterdir())}


def whole(processed: Path, tmp_path: Path) -> dict[str, bytes]:
    """What is published of the same folder when nothing was kept of rows: everything is worked out."""
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(processed, copy)
    shutil.rmtree(copy / kept.ROWS)
    manifest = datasets.current(copy).path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"inputs": "others"}))  # or there were nothing to publish
    words = beside(processed)
    assert publish(copy, str(words) if words.is_file() else None).id == datasets.current(processed).id
    return content(copy)


def said(processed: Path, title: str) -> Seen:
    """The title of an entry, as a reviewer has it on the screen."""
    found = datasets.current(processed)
    row = next(r for r in found.arrow("entries").to_pylist() if r["title"] == title)
    values = [v for v in found.arrow("values").to_pylist() if (v["record_id"], v["field"]) == (row["record_id"], "title")]
    return seen(row, values, "title")


def test_one_bulletin_more_works_out_one_portion(inbox: Path, tmp_path: Path, worked_out: list[str]) -> None:
    root = tmp_path / "out"
    ingest([inbox], root)
    assert sorted(worked_out) == sorted(ledger.known(root))
    portions = len(list((root / kept.ROWS).iterdir()))
    assert portions > 3
    worked_out.clear()
    (inbox / "b011a.md").write_text(toys.bulletin(999), encoding="utf-8")  # between others, so that all after it move to other places
    assert ingest([inbox], root).extracted == 1
    assert 1 <= len(worked_out) < MANY / 2
    assert portions <= len(list((root / kept.ROWS).iterdir())) <= portions + 1
    assert content(root) == whole(root, tmp_path)
    fresh = tmp_path / "fresh"
    ingest([inbox], fresh)
    assert content(fresh) == content(root)


def test_whatever_changes_the_bytes_are_those_of_a_whole_publication(inbox: Path, tmp_path: Path, worked_out: list[str]) -> None:
    """More bulletins, another name, a newer printing, a withdrawal, in any order."""
    root, chance = tmp_path / "out", random.Random(4)
    ingest([inbox], root)
    saved = 0
    for step in range(8):
        match step % 4:
            case 0:
                put(inbox, 100 + step, chance.randrange(0, 4))
            case 1:
                shutil.copy2(inbox / f"b{chance.randrange(MANY):03}.md", inbox / f"{chance.choice('acz')}{step}.md")
            case 2:
                older = inbox / f"b{(n := chance.randrange(MANY)):03}.md"
                (inbox / f"{older.stem}_newer.md").write_text(toys.bulletin(n, 2).replace("🙂", "about"), encoding="utf-8")
            case 3:
                gone = chance.choice(sorted(ledger.known(root)))
                withdraw(root, gone, "asked for")
                assert not (root / kept.ROWS).exists()
        worked_out.clear()
        ingest([inbox], root)
        saved += len(ledger.known(root)) - len(worked_out)
        assert content(root) == whole(root, tmp_path), f"step {step}"
    assert saved > 4 * MANY


def any_word(root: Path, chance: random.Random, step: int, before: Sequence[Correction]) -> Correction:
    """A word of some kind on some entry, or one that takes an earlier one back."""
    found = datasets.current(root)
    entry = chance.choice(found.arrow("entries").to_pylist())
    now = replace(said(root, entry["title"]), record_id=entry["record_id"], document_id=entry["document_id"])
    gone = undone(before)
    left = [w for w in before if w.correction_id not in gone]
    match chance.randrange(6):
        case 0:
            return correct(now, f"Child {step}", "bob")
        case 1:
            return reject_entry(replace(now, field=None, value=None, reading=None), "ann")
        case 2:
            (sha,) = (d["text_sha256"] for d in found.arrow("documents").to_pylist() if d["document_id"] == now.document_id)
            start, text = chance.randrange(60), ledger.text(root, sha)
            return add_entry(now.document_id, Words(start, start + 40, text[start : start + 40]), "bob")
        case 3:
            return correct(now, f"Child {step}", "cat", blind=True)
        case 4 if left:
            return undo(chance.choice(left), "ann")
        case _:
            return confirm(now, "ann")


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_reviewers_say_the_bytes_are_those_of_a_whole_publication(inbox: Path, tmp_path: Path, seed: int) -> None:
    """Words of every kind, taken back too, between bulletins that come, are printed anew and are withdrawn."""
    root, chance = tmp_path / "out", random.Random(seed)
    ingest([inbox], root)
    for step in range(10):
        with opened(root) as store:
            word = any_word(root, chance, step, store.words())
            store.add(word, seen_version=store.version(word.record_id, word.field, blind=word.reviewer if word.blind else None))
        match chance.randrange(6):
            case 0:
                put(inbox, 100 + step, chance.randrange(0, 4))
            case 1:
                older = inbox / f"b{(n := chance.randrange(MANY)):03}.md"
                (inbox / f"{older.stem}_newer{step}.md").write_text(toys.bulletin(n, 2).replace("🙂", f"about {step}"), encoding="utf-8")
            case 2:
                withdraw(root, chance.choice(sorted(ledger.known(root))), "asked for")
        ingest([inbox], root)
        assert content(root) == whole(root, tmp_path), f"step {step}"
    assert datasets.current(root).arrow("corrections").num_rows > 6


def test_a_word_works_out_its_own_portion_and_shows_the_rule_everywhere(inbox: Path, tmp_path: Path, worked_out: list[str]) -> None:
    """Every row shows how often its rule was right, which each word of a reviewer changes."""
    root = tmp_path / "out"
    ingest([inbox], root)
    title = datasets.arrow("entries", processed=root, columns=["title"])["title"][5].as_py()
    with opened(root) as store:
        first = store.add(confirm(said(root, title), "A. Reviewer"), seen_version=None)
    worked_out.clear()
    publish(root)
    assert len(worked_out) < MANY / 2
    values = datasets.arrow("values", processed=root, columns=["field", "rule_id", "rule_checked"]).to_pylist()
    (rule,) = {v["rule_id"] for v in values if v["field"] == "title"}
    expected = with_reviewed({rule: (1, 1)})[rule].all.of
    assert {v["rule_checked"] for v in values if v["rule_id"] == rule} == {expected}
    assert content(root) == whole(root, tmp_path)
    with opened(root) as store:
        store.add(correct(said(root, title), "Child Renamed", "A. Reviewer"), seen_version=first.correction_id)
    publish(root)
    assert "Child Renamed" in datasets.arrow("entries", processed=root, columns=["title"])["title"].to_pylist()
    assert content(root) == whole(root, tmp_path)


def test_kept_rows_that_were_torn_are_worked_out_again(inbox: Path, tmp_path: Path) -> None:
    root = tmp_path / "out"
    ingest([inbox], root)
    for path, raw in [(p, p.read_bytes()) for p in sorted((root / kept.ROWS).iterdir())]:
        path.write_bytes(raw[: len(raw) // 2])
    put(inbox, 200)
    ingest([inbox], root)
    assert content(root) == whole(root, tmp_path)


def test_a_text_that_is_gone_is_made_again_though_its_rows_are_kept(inbox: Path, tmp_path: Path) -> None:
    root = tmp_path / "out"
    ingest([inbox], root)
    gone = next((root / ledger.TEXTS).glob("*.txt"))
    text = gone.read_bytes()
    gone.unlink()
    put(inbox, 200)
    ingest([inbox], root)
    assert gone.read_bytes() == text
    assert content(root) == whole(root, tmp_path)
