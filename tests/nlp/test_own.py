"""The model that ships: there, small, in the key of the cache, and asked only where rules found nothing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scr_extract import extract, fields
from scr_extract.errors import ModelMissingError
from scr_extract.fields import proposed
from scr_extract.ingest.versions import versions
from scr_extract.model import Span
from scr_extract.nlp import model_version, own
from tests.conftest import ROOT
from tests.made import document, reading, unmark

SIZE = 4_000_000


def test_it_ships_with_a_card_and_is_small() -> None:
    folder = own.folder()
    assert sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) < SIZE
    card = (folder / "README.md").read_text("utf-8")
    for told in ("Intended use", "Data", "Scores", "Limits", "Licence: MIT"):
        assert told in card


def test_its_version_is_part_of_the_key() -> None:
    assert own.own_version() in model_version()
    assert own.own_version() in versions().model


def test_a_missing_model_says_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(own, "models", lambda: tmp_path)
    own.folder.cache_clear()
    try:
        with pytest.raises(ModelMissingError, match="make train"):
            own.folder()
    finally:
        own.folder.cache_clear()


def test_proposals_stand_in_the_document() -> None:
    text, marks = unmark("Nothing here. Death of a [[17-month-old]] boy in March 2014, whose mother was 19.")
    found = own.proposals(text, Span(14, len(text)))
    assert ("CHILD_AGE", marks[0]) in [(p.label, p.span) for p in found]
    assert {p.label for p in found} <= set(own.LABELS)


def listening(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passages that the model is asked about; it points at nothing."""
    asked: list[str] = []

    def nothing(passage: str) -> tuple[()]:
        asked.append(passage)
        return ()

    monkeypatch.setattr(own, "_read", nothing)
    return asked


def test_it_is_asked_only_where_a_field_is_wanting(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = listening(monkeypatch)
    header = "Serious case review: Child V\nAuthor: Maud Ellery\nPublished by Luton LSCB, May 2016\n\n"
    told = header + "Death of a 3-month-old boy in January 2015. The review used the SILP model.\n"
    (record,) = extract.records(document(told))
    assert record.fields["authors"].chosen
    assert asked == []


def test_a_report_is_never_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    read = listening(monkeypatch)
    cover = "Serious case review\n\n== 1 Introduction ==\n\n" + "It was late, and staff were tired in March 2014 when he was nine. " * 40
    entry = reading(cover + "".join(f"\n\n== {n} Analysis ==\n\n" + "Nurses met in March 2014 and wrote of a boy aged nine. " * 900 for n in range(2, 12)))
    assert len(entry.span) > 400_000
    for finder in proposed.PROPOSED.values():
        list(finder.find(entry))
    assert sum(map(len, dict.fromkeys(read))) < 12_000


def test_what_is_kept_stands_last_in_its_field() -> None:
    for rule in proposed.KEPT:
        field = next(f for f in fields.FIELDS if f.name == rule.partition(".")[0])
        behind = [f.source for f in field.finders]
        assert rule in {f.rule_id for f in field.finders}
        assert behind == sorted(behind, key=lambda s: s == "model")


@pytest.mark.real
def test_the_wheel_holds_it(tmp_path: Path) -> None:
    """Built as users build it; 10 s."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for path in own.folder().rglob("*"):
        if path.is_file():
            assert f"scr_extract/resources/models/{path.relative_to(own.models()).as_posix()}" in held
