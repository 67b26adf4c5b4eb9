"""Gold and agreeing rules become labelled passages: the child's age is labelled, the mother's is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scr_extract.errors import TrainingError
from scr_extract.model import Span
from scr_extract.training import gold, passages, silver
from scr_extract.training.passages import Passage

BULLETIN = """Bulletin of reviews

Serious Case Review: Child Teasel Author: Maud Ellery LSCB: Luton LSCB (May 2016)

Death of a 5-month-old boy in March 2014. His mother was 5 months pregnant in June 2013 and 19 years old.

Model: the review used the SILP methodology.

Recommendations include: Luton LSCB should ask early; schools should share what is known.
"""
ENTRY = {
    "file": "bulletin.txt",
    "title": "Serious Case Review: Child Teasel",
    "child_names": ["Child Teasel"],
    "children": [{"age_months_min": 5, "age_months_max": 5}],
    "authors": ["Maud Ellery"],
    "lscb": "Luton",
    "methodology": "SILP methodology",
    "outcome": "fatal",
    "incident_date": "2014-03",
    "published_year": 2016,
    "published_month": 5,
}


def said(found: list[Passage]) -> set[tuple[str, str]]:
    return {(span.of(p.text), label) for p in found for span, label in p.spans}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bulletin.txt").write_text(BULLETIN, "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(ENTRY) + "\n", "utf-8")
    return tmp_path


def test_an_entrys_values_are_labelled_where_they_stand(folder: Path) -> None:
    found = list(gold.read(folder / "gold.jsonl"))
    assert said(found) >= {
        ("Child Teasel", "CHILD_NAME"),
        ("Maud Ellery", "AUTHOR"),
        ("Luton LSCB", "BOARD"),
        ("May 2016", "PUBLICATION_DATE"),
        ("5-month-old", "CHILD_AGE"),
        ("March 2014", "INCIDENT_DATE"),
        ("Death", "OUTCOME"),
        ("SILP methodology", "METHOD"),
    }
    assert not {words for words, _ in said(found)} & {"19 years old", "June 2013"}
    assert {p.kind for p in found} == {"gold"}


def test_two_readers_must_agree(folder: Path) -> None:
    found = list(silver.of_files([folder / "bulletin.txt"]))
    assert ("Luton LSCB", "BOARD") in said(found)  # the rule of labels, and the rule of addressees
    assert ("19 years old", "CHILD_AGE") not in said(found)
    assert {p.kind for p in found} == {"silver"}


def test_a_value_that_one_reader_alone_read_teaches_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(BULLETIN.replace("Maud Ellery", "Zyx Qwv"), "utf-8")
    found = list(silver.of_files([tmp_path / "b.txt"]))
    assert not any("Zyx Qwv" in p.text for p in found if not any(label == "AUTHOR" for _, label in p.spans))


def test_passages_are_kept_as_they_are(tmp_path: Path) -> None:
    kept = [Passage("Death of a boy, 9.", ((Span(0, 5), "OUTCOME"), (Span(16, 17), "CHILD_AGE")), "gold"), Passage("“Rowan” – a début", (), "gold")]
    passages.write(kept, tmp_path / "p.jsonl")
    assert list(gold.read(tmp_path / "p.jsonl")) == kept


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"text": "a", "spans": [[0, 1, "NOBODY"]]}', "no label 'NOBODY'"),
        ('{"text": "a", "spans": [[0, 2, "AUTHOR"]]}', "leaves its text"),
        ('{"text": "ab", "spans": [[0, 2, "AUTHOR"], [1, 2, "BOARD"]]}', "overlaps"),
        ('{"text": "ab", "spans": [["x", 2, "AUTHOR"]]}', "a passage is"),
        ('{"spans": []}', "a passage is"),
        ('{"title": "A"}', "a line has"),
        ('{"file": "none.txt", "title": "A"}', "none.txt is neither"),
        ("[", "one JSON object"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line + "\n", "utf-8")
    with pytest.raises(TrainingError, match=r"gold\.jsonl") as raised:
        list(gold.read(tmp_path / "gold.jsonl"))
    assert told in str(raised.value)
