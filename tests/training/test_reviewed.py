"""What reviewers judged teaches: the value that stands with their word behind it, and nothing that was left unjudged."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract import datasets, fields
from scr_extract.corrections.correction import Correction, Words, add_entry, confirm, correct, several
from scr_extract.corrections.seen import seen
from scr_extract.corrections.store import open_store, opened
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


def judged(processed: Path, field: str, value: str | None = None, place: int = 0) -> None:
    """One word on a field of an entry (the first, unless another is said), published: confirmed, or another value in its place."""
    found = datasets.current(processed)
    entry = found.arrow("entries").to_pylist()[place]
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
    found = list(reviewed.of_processed(processed))
    assert set(labelled(found, "CHILD_AGE")) == {"3-month-old"}
    assert {p.kind for p in found} == {"gold"}
    assert not any("2-year-old" in p.text for p in found), "nobody judged the other entry"


def test_what_nobody_judged_is_neither_taught_nor_held_against_the_model(processed: Path) -> None:
    judged(processed, "children")
    found = list(reviewed.of_processed(processed))
    nothing = {span.of(p.text) for p in found for span in p.nothing or ()}
    assert nothing == {"19 years old"}, "an age that is not the child's is known to be none; the date, the author and the board are open"
    assert {name for p in found for _, name in p.spans} == {"CHILD_AGE", "CHILD_NAME"}
    for field in ("authors", "board", "methodology", "outcome", "incident_date", "published"):
        judged(processed, field)
    found = list(reviewed.of_processed(processed))
    assert labelled(found, "INCIDENT_DATE")
    assert [p.nothing for p in found] == [None] * len(found), "of a wholly judged entry all is known"


def test_an_entry_that_a_reviewer_added_teaches_too(processed: Path) -> None:
    """No segment of the document's own has its place."""
    lost = "A 7-month-old girl was left in a car in June 2014 and died of heat."
    (processed.parent / "more.md").write_text(f"# Notes of the year\n\nNew staff came.\n\n{lost}\n\nOld staff left.\n", encoding="utf-8")
    ingest([processed.parent / "more.md"], processed)
    document = next(d for d in datasets.arrow("documents", processed=processed).to_pylist() if d["name"] == "more.md")
    at = (processed / "texts" / f"{document['text_sha256']}.txt").read_text(encoding="utf-8").index(lost)
    with opened(processed) as store:
        store.add(add_entry(document["document_id"], Words(at, at + len(lost), lost), "Ann Other"), seen_version=None)
    publish(processed)
    place = next(n for n, e in enumerate(datasets.arrow("entries", processed=processed).to_pylist()) if "heat" in e["text"])
    judged(processed, "children", place=place)
    assert "7-month-old" in labelled(list(reviewed.of_processed(processed)), "CHILD_AGE")


def test_a_corrected_author_is_taught_in_place_of_the_one_read(processed: Path) -> None:
    judged(processed, "authors", several(["Rowan Lodge"]))
    found = list(reviewed.of_processed(processed))
    assert set(labelled(found, "AUTHOR")) == {"Rowan Lodge"}
    assert labelled(found, "CHILD_AGE") == [], "its age was read and not judged"


def test_without_a_word_there_is_nothing_to_learn(processed: Path) -> None:
    with pytest.raises(TrainingError, match="use the desk or the workbook"):
        list(reviewed.of_processed(processed))
