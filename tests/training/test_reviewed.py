"""What reviewers judged teaches: the value that stands with their word behind it, and nothing that was left unjudged."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract import datasets, fields
from scr_extract.corrections.correction import Correction, confirm, correct, several
from scr_extract.corrections.seen import seen
from scr_extract.corrections.store import open_store
from scr_extract.errors import TrainingError
from scr_extract.ingest import ingest, publish
from scr_extract.training import reviewed
from scr_extract.training.passages import Passage

BULLETIN = (
    "## Serious case review: Child Q\n\nAuthor: Pat Example\n\nLSCB: Kent Safeguarding Children Board (2016)\n\n"
    "Death of a 3-month-old boy in January 2015. His mother was 19 years old. He was found at home by his aunt, Rowan Lodge.\n\n"
    "## Serious case review: Child R\n\nAuthor: Lee Sample\n\nLSCB: Leeds Safeguarding Children Board (2017)\n\n"
    "Serious injuries to a 2-year-old girl in March 2016. She was brought to hospital by a neighbour.\n"
)


@pytest.fixture
def processed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SCR_STORE", raising=False)
    (tmp_path / "spring.md").write_text(BULLETIN, encoding="utf-8")
    ingest([tmp_path / "spring.md"], tmp_path / "processed")
    return tmp_path / "processed"


def judged(processed: Path, field: str, value: str | None = None) -> None:
    """One word on a field of the first entry, published: confirmed, or another value in its place."""
    found = datasets.current(processed)
    entry = found.arrow("entries").to_pylist()[0]
    rows = [r for r in found.arrow("values").to_pylist() if r["record_id"] == entry["record_id"] and r["field"] == field]
    many = next(f.several for f in fields.FIELDS if f.name == field)
    now = seen(entry, rows, field, many=many)
    said: Correction = confirm(now, "Ann Other") if value is None else correct(now, value, "Ann Other")
    store = open_store(processed)
    try:
        store.add(said, seen_version=None)
    finally:
        store.close()
    publish(processed)


def labelled(passages: list[Passage], label: str) -> list[str]:
    return [span.of(p.text) for p in passages for span, name in p.spans if name == label]


def test_a_confirmed_age_is_taught_and_the_mother_s_is_left_alone(processed: Path) -> None:
    judged(processed, "children")
    assert labelled(list(reviewed.of_processed(processed)), "CHILD_AGE") == [], "what else the sentence tells was not judged yet"
    for field in ("outcome", "incident_date"):
        judged(processed, field)
    found = list(reviewed.of_processed(processed))
    assert set(labelled(found, "CHILD_AGE")) == {"3-month-old"}
    assert {p.kind for p in found} == {"gold"}
    assert not any("2-year-old" in p.text for p in found), "nobody judged the other entry"


def test_a_corrected_author_is_taught_in_place_of_the_one_read(processed: Path) -> None:
    judged(processed, "authors", several(["Rowan Lodge"]))
    found = list(reviewed.of_processed(processed))
    assert labelled(found, "AUTHOR") == ["Rowan Lodge"]
    assert labelled(found, "CHILD_AGE") == [], "its age was read and not judged: the passage teaches nothing"


def test_without_a_word_there_is_nothing_to_learn(processed: Path) -> None:
    with pytest.raises(TrainingError, match="use the desk or the workbook"):
        list(reviewed.of_processed(processed))
