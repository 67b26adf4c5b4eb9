"""Thirty corrections, made as the desk makes them, teach the model an arrangement: other texts of it are read better afterwards.

The whole way: made-up bulletins are ingested, their entries corrected through the store and published, `scr-extract train --reviewed`
learns from them, and other bulletins of the arrangement are extracted with the model taught without and with the corrections. Two short
trainings, about half a minute of processor time each.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scr_extract import datasets, formats
from scr_extract.cli import app
from scr_extract.corrections.aged import aged
from scr_extract.corrections.correction import Seen, Words, correct, several
from scr_extract.corrections.seen import seen
from scr_extract.corrections.store import opened
from scr_extract.desk import reading_words
from scr_extract.extract import extract
from scr_extract.ingest import ingest, publish
from scr_extract.model import Record
from scr_extract.nlp import own
from scr_extract.values import Child, PartialDate, show
from tests.training.signs import Told, bulletin

pytestmark = pytest.mark.slow

TAUGHT, ASKED = 10, 20
FIELDS = ("children", "incident_date", "published")
SHORT = ("--made", "800", "--steps", "150")


def said(told: Told) -> dict[str, str]:
    """What a reviewer types for each field, as the desk reads it."""
    low, high = aged(told.age)
    return {
        "children": show(Child(told.name, "subject", low, high, told.age, "incident")),
        "incident_date": show(reading_words.dated(told.incident)),
        "published": show(reading_words.dated(told.published)),
    }


def at_the_desk(processed: Path, told: Sequence[Told]) -> int:
    """Each entry's three fields corrected, with the words chosen in the text. Returns how many corrections were kept."""
    snapshot = datasets.current(processed)
    entries = sorted(snapshot.arrow("entries").to_pylist(), key=lambda e: e["position"])
    values = snapshot.arrow("values").to_pylist()
    kept = 0
    with opened(processed) as store:
        for entry, one in zip(entries, told, strict=True):
            quotes = {"children": one.age, "incident_date": one.incident, "published": one.published}
            for field, value in said(one).items():
                rows = [v for v in values if (v["record_id"], v["field"]) == (entry["record_id"], field)]
                now: Seen = seen(entry, rows, field, many=field == "children")
                at = entry["start"] + entry["text"].index(quotes[field])
                words = Words(at, at + len(quotes[field]), quotes[field])
                given = several([value]) if field == "children" else value
                store.add(correct(now, given, "Ann Other", evidence=(words,)), seen_version=store.version(entry["record_id"], field))
                kept += 1
    publish(processed)
    return kept


def trained(out: Path, *more: object) -> Path:
    done = CliRunner().invoke(app, ["train", "--json", "--out", str(out), *SHORT, *map(str, more)])
    assert done.exit_code == 0, done.output
    return Path(json.loads(done.stdout)["folder"])


@pytest.fixture
def processed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Sequence[Told]]]:
    monkeypatch.delenv("SCR_STORE", raising=False)
    text, told = bulletin(TAUGHT, seed=1)
    (tmp_path / "signs.md").write_text(text, encoding="utf-8")
    ingest([tmp_path / "signs.md"], tmp_path / "processed")
    yield tmp_path / "processed", told
    own._read.cache_clear()


def read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Other bulletins extracted with this model: values right, wrong and not read of the three fields."""
    monkeypatch.setattr(own, "folder", lambda: folder)
    own._read.cache_clear()
    text, told = bulletin(ASKED, seed=2)
    records = extract(formats.read(text.encode(), "others.md")).records
    counts = Counter[str]()
    for record, one in zip(records, told, strict=True):
        wanted = {"children": aged(one.age), "incident_date": one.incident, "published": one.published}
        for field in FIELDS:
            found = _found(record, field)
            right = wanted[field] if field == "children" else reading_words.dated(str(wanted[field])).iso
            counts["right" if found == right else "missed" if found is None else "wrong"] += 1
            counts[f"{field} {'right' if found == right else 'missed' if found is None else 'wrong'}"] += 1
    return counts


def _found(record: Record, field: str) -> object:
    for candidate in record.fields[field].chosen:
        match candidate.value:
            case PartialDate(iso):
                return iso
            case Child(_, _, low, high) if low is not None or high is not None:
                return low, high
    return None


def test_thirty_corrections_teach_an_arrangement(processed: tuple[Path, Sequence[Told]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, told = processed
    assert at_the_desk(folder, told) == 30
    without = trained(tmp_path / "without")
    taught = trained(tmp_path / "with", "--reviewed", folder)
    shipped = read(own.folder(), monkeypatch)
    before, after = read(without, monkeypatch), read(taught, monkeypatch)
    print(f"of {ASKED * len(FIELDS)} values of other bulletins: shipped {dict(shipped)}; without {dict(before)}; with the corrections {dict(after)}")
    assert after["right"] >= before["right"] + 4
    assert after["wrong"] <= before["wrong"]
