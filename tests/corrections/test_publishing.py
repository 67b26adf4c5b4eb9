"""Reviewers' words in the published tables: laid over without reading anything again, through new rules and new sources, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scr_extract import datasets, fields, identity
from scr_extract.corrections.correction import Correction, Kind, Seen, Words, add_entry, confirm, correct, each, reject_entry, several
from scr_extract.corrections.fieldwise import State
from scr_extract.corrections.overlay import laid, orphans
from scr_extract.corrections.seen import seen
from scr_extract.corrections.store import Store, open_store
from scr_extract.ingest import ingest, laying, publish, runner, versions, work
from scr_extract.model import Found, Resolution
from scr_extract.values import Child, PartialDate, Statement, parse, show
from tests.ingest.conftest import here

BULLETIN = """# Learning from reviews: spring

## Serious case review: Child Q

Author: Pat Example

LSCB: Kent Safeguarding Children Board (2016)

Death of a 3-month-old boy in January 2015. He was found at home after a night of heavy rain. His father was convicted.

Recommendations include: share what is known with the health visitor; review the pathway for young fathers.

Keywords: infants, fathers

## Serious case review: Family R

Author: Lee Sample

LSCB: Leeds Safeguarding Children Board (2017)

Serious injuries to a 2-year-old girl in March 2016. She was brought to hospital by a neighbour after a fall from a window.

Recommendations include: train staff in asking about the home; audit missed appointments.

Further to this, the Thornby Board told of a case that it calls Child Marlow.

A girl of 7 months was left alone in a car in June 2014 and died of heat. Staff had not known of the family.
"""


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCR_STORE", raising=False)
    monkeypatch.setattr(work, "readers", here)
    monkeypatch.setattr(laying, "readers", here)


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "spring.md").write_text(BULLETIN, encoding="utf-8")
    ingest([tmp_path / "in"], tmp_path / "processed")
    return tmp_path / "processed"


@pytest.fixture
def store(processed: Path) -> Iterator[Store]:
    held = open_store(processed)
    yield held
    held.close()


def rows(processed: Path, table: str, **where: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = datasets.current(processed).arrow(table).to_pylist()
    return [row for row in found if all(row[k] == v for k, v in where.items())]


def entry(processed: Path, title: str) -> dict[str, Any]:
    return next(row for row in rows(processed, "entries") if row["title"] == title)


def before(processed: Path, title: str, field: str | None, ordinal: int | None = None) -> Seen:
    """What a reviewer has on the screen."""
    row = entry(processed, title)
    many = any(f.name == field and f.several for f in fields.FIELDS)
    return seen(row, rows(processed, "values", record_id=row["record_id"], field=field), field, many=many, ordinal=ordinal)


def say(store: Store, word: Correction) -> Correction:
    return store.add(word, seen_version=store.version(word.record_id, word.field))


def text(processed: Path) -> str:
    (document,) = rows(processed, "documents")
    return (processed / "texts" / f"{document['text_sha256']}.txt").read_text(encoding="utf-8")


def words(processed: Path, quote: str) -> Words:
    start = text(processed).index(quote)
    return Words(start, start + len(quote), quote)


def test_a_correction_is_published_without_reading_anything_again(processed: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "run", None)
    old = datasets.current(processed).id
    quote = words(processed, "3-month-old")
    now = before(processed, "Child Q", "children")
    child = parse("child", each(now.value)[0])
    assert isinstance(child, Child)
    say(store, correct(now, several([show(replace(child, age_min=4, age_max=4, age_text="4 months"))]), "ann", evidence=[quote]))
    made = publish(processed)
    assert made.id != old
    row = entry(processed, "Child Q")
    assert (row["child_age_months_min"], row["child_age_months_max"], row["age_band"], row["child_sex"]) == (4, 4, "u1", "male")
    (value,) = rows(processed, "values", record_id=row["record_id"], field="children")
    assert (value["origin"], value["quote"], value["start"], value["rule_id"]) == ("corrected", "3-month-old", quote.start, None)
    assert value["reading"] == now.value
    assert each(now.value)[0] in [a["value"] for a in value["alternatives"]]
    (child_row,) = rows(processed, "children", record_id=row["record_id"])
    assert child_row["age_text"] == "4 months"
    assert row["check_status"] == "unchecked"
    assert publish(processed).id == made.id, "the same words publish the same snapshot"


def test_the_derived_columns_follow_what_was_corrected(processed: Path, store: Store) -> None:
    say(store, correct(before(processed, "Child Q", "outcome"), "serious_harm", "ann"))
    say(store, correct(before(processed, "Child Q", "published"), "2017-05", "ann"))
    say(store, correct(before(processed, "Child Q", "recommendations"), None, "ann"))
    say(store, correct(before(processed, "Child Q", "authors"), several(["Pat Example", "Lee Sample"]), "ann"))
    publish(processed)
    row = entry(processed, "Child Q")
    assert (row["fatal"], row["outcome"], row["published_year"], row["published_month"], row["published_as_written"]) == (False, "serious_harm", 2017, 5, None)
    assert (row["n_recommendations"], row["authors"]) == (0, ["Pat Example", "Lee Sample"])
    assert rows(processed, "recommendations", record_id=row["record_id"]) == []
    origins = [v["origin"] for v in rows(processed, "values", record_id=row["record_id"], field="authors")]
    assert origins == ["confirmed", "corrected"]
    (none,) = rows(processed, "values", record_id=row["record_id"], field="recommendations")
    assert (none["status"], none["origin"], none["value"], len(none["alternatives"])) == ("not_stated", "corrected", None, 2)
    assert {c["state"] for c in rows(processed, "corrections")} == {"corrected"}


def test_recommendations_are_split_merged_and_put_in_another_order(processed: Path, store: Store) -> None:
    now = before(processed, "Child Q", "recommendations")
    first, last = each(now.value)
    merged = show(Statement("share what is known with the health visitor and review the pathway", "recommendation"))
    kept = say(store, correct(now, several([merged]), "ann", kind=Kind.MERGE, evidence=[words(processed, "share what is known")]))
    publish(processed)
    record = kept.record_id
    (row,) = rows(processed, "recommendations", record_id=record)
    assert text(processed)[row["start"] : row["end"]] == "share what is known"
    assert entry(processed, "Child Q")["n_recommendations"] == 1
    again = before(processed, "Child Q", "recommendations")
    assert (again.value, again.reading) == (several([merged]), now.value)
    say(store, correct(again, several([last, first]), "ben"))
    publish(processed)
    assert [v["value"] for v in rows(processed, "values", record_id=record, field="recommendations")] == [last, first]
    assert [v["origin"] for v in rows(processed, "values", record_id=record, field="recommendations")] == ["confirmed", "confirmed"]
    starts = [r["start"] for r in rows(processed, "recommendations", record_id=record)]
    assert starts == sorted(starts, reverse=True)
    store.undo(store.history(record, "recommendations")[-1].correction_id, "ann", seen_version=store.version(record, "recommendations"))
    publish(processed)
    assert [v["value"] for v in rows(processed, "values", record_id=record, field="recommendations")] == [merged]


def test_a_recommendation_without_chosen_words_has_no_place(processed: Path, store: Store) -> None:
    now = before(processed, "Child Q", "recommendations")
    new = show(Statement("ask fathers too", "recommendation"))
    say(store, correct(now, several([*each(now.value), new]), "ann"))
    publish(processed)
    row = rows(processed, "recommendations", record_id=now.record_id)[-1]
    assert (row["text"], row["start"], row["end"]) == ("ask fathers too", None, None)


def test_confirming_every_field_confirms_the_entry(processed: Path, store: Store) -> None:
    row = entry(processed, "Child Q")
    names = sorted({v["field"] for v in rows(processed, "values", record_id=row["record_id"]) if v["status"] != "not_found"})
    for name in names:
        say(store, confirm(before(processed, "Child Q", name), "ann"))
    publish(processed)
    row = entry(processed, "Child Q")
    assert row["check_status"] == "confirmed"
    found = [v for v in rows(processed, "values", record_id=row["record_id"]) if v["status"] != "not_found"]
    assert {v["origin"] for v in found} == {"confirmed"}
    assert all(v["quote"] for v in found if v["value"]), "what is confirmed keeps its evidence"
    say(store, correct(before(processed, "Child Q", "title"), "Child Quill", "ann"))
    publish(processed)
    assert entry(processed, "Child Quill")["check_status"] == "corrected"


def test_an_entry_that_is_none_goes_and_comes_back(processed: Path, store: Store) -> None:
    family = before(processed, "Family R", None)
    word = say(store, reject_entry(family, "ann", note="a newspaper story"))
    publish(processed)
    assert [r["title"] for r in rows(processed, "entries")] == ["Child Q"]
    assert rows(processed, "values", record_id=family.record_id) == []
    (kept,) = rows(processed, "corrections")
    assert (kept["state"], kept["kind"], kept["note"]) == ("corrected", "reject_entry", "a newspaper story")
    assert len(rows(processed, "links")) == 1
    store.undo(word.correction_id, "ben", seen_version=word.correction_id)
    publish(processed)
    assert [(r["title"], r["record_id"], r["position"]) for r in rows(processed, "entries")][1] == ("Family R", family.record_id, 2)
    assert sorted(c["state"] for c in rows(processed, "corrections")) == ["undoes", "undone"]


MISSED = """A girl of 7 months was left alone in a car in June 2014 and died of heat. Staff had not known of the family."""


def test_an_entry_that_was_missed_is_read_where_it_stands(processed: Path, store: Store) -> None:
    (document,) = rows(processed, "documents")
    chosen = words(processed, MISSED)
    word = say(store, add_entry(document["document_id"], chosen, "ann"))
    publish(processed)
    found = next(r for r in rows(processed, "entries") if r["record_id"] == word.record_id)
    assert (found["text"], found["start"], found["position"]) == (MISSED, chosen.start, 3)
    assert (found["child_age_months_min"], found["child_sex"], found["incident_date"]) == (7, "female", "2014-06")
    for value in rows(processed, "values", record_id=word.record_id):
        assert value["quote"] is None or text(processed)[value["start"] : value["end"]] == value["quote"]
    assert entry(processed, "Family R")["end"] > chosen.start
    assert [i["record_id"] for i in rows(processed, "issues", kind="overlapping_entries")] == [word.record_id]
    # a field of it can be corrected like any other
    row = next(r for r in rows(processed, "entries") if r["record_id"] == word.record_id)
    own = seen(row, rows(processed, "values", record_id=word.record_id, field="title"), "title")
    say(store, correct(own, "Child Marlow", "ann", evidence=[words(processed, "Child Marlow")]))
    publish(processed)
    assert next(r for r in rows(processed, "entries") if r["record_id"] == word.record_id)["title"] == "Child Marlow"
    store.undo(word.correction_id, "ann", seen_version=word.correction_id)
    publish(processed)
    assert len(rows(processed, "entries")) == 2
    assert len(rows(processed, "issues", kind="orphan_correction")) == 1


class Reads:
    """`published` reads what it is told to: a new extractor."""

    def __init__(self, value: str | None) -> None:
        self.value = value

    def __call__(self, reading: Any, candidates: Any) -> Resolution:
        if self.value is None or not candidates:
            return Resolution(Found.NOT_STATED)
        return Resolution(Found.FOUND, (replace(candidates[0], value=PartialDate(self.value, "year")),))


def reread(processed: Path, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    """Ingest again with an extractor of another version, which reads this year."""
    made = tuple(replace(f, resolver=Reads(value)) if f.name == "published" else f for f in fields.FIELDS)
    monkeypatch.setattr(fields, "FIELDS", made)
    other = replace(versions.versions(), code=f"with {value}")
    for module in ("scr_extract.ingest.ledger", "scr_extract.ingest.publishing"):
        monkeypatch.setattr(f"{module}.versions", lambda: other)
    ingest([processed.parent / "in"], processed)


def test_a_better_extractor_never_undoes_a_reviewer(processed: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    say(store, correct(before(processed, "Child Q", "published"), "2018", "ann"))
    say(store, confirm(before(processed, "Family R", "published"), "ann"))
    reread(processed, monkeypatch, "2013")
    assert [(r["published_year"], r["title"]) for r in rows(processed, "entries")] == [(2018, "Child Q"), (2017, "Family R")]
    states = {v["value"]: (v["origin"], v["reading"]) for v in rows(processed, "values", field="published")}
    assert states == {"2018": ("corrected", "2013"), "2017": ("corrected", "2013")}
    reread(processed, monkeypatch, "2018")
    states = {v["value"]: (v["origin"], v["reading"]) for v in rows(processed, "values", field="published")}
    assert states == {"2018": ("confirmed", "2018"), "2017": ("corrected", "2018")}
    reread(processed, monkeypatch, None)
    assert [r["published_year"] for r in rows(processed, "entries")] == [2018, 2017]


@pytest.mark.parametrize(
    ("changed", "state", "issue"),
    [
        ("(2016)", State.CORRECTED, False),
        ("(2015)", State.STALE, True),
        ("(2018)", State.CONFIRMED, False),
    ],
)
def test_a_source_that_changed_with_its_reading_reopens_the_question(processed: Path, store: Store, changed: str, state: State, issue: bool) -> None:
    """The document in other words, as a re-issue gives it: its entry inherits the record, and the words on it."""
    from scr_extract import extract, formats

    word = say(store, correct(before(processed, "Child Q", "published"), "2018", "ann"))
    reissued = BULLETIN.replace("(2016)", changed).replace("a night of heavy rain", "a night of heavy snow")
    document = formats.read(reissued.encode(), "spring.md")
    found = extract.extract(document)
    old = [identity.Known(r["record_id"], r["fingerprint"]) for r in rows(processed, "entries")]
    ids = identity.inherit([identity.Known(r.record_id, r.fingerprint) for r in found.records], old)
    found = replace(found, records=tuple(replace(r, record_id=ids[r.record_id]) for r in found.records))
    made = laid(found, [word], document.text)
    record = next(r for r in made.extraction.records if r.record_id == word.record_id)
    assert [show(c.value) for c in record.fields["published"].chosen] == ["2018"]
    assert made.states == {word.correction_id: state}
    assert made.check_status(record) is (State.STALE if issue else State.EXTRACTED)
    assert [i.kind for i in record.issues if i.field == "published"] == ["stale_correction"] * issue


def test_a_word_whose_entry_is_gone_is_kept_and_told_of(processed: Path, store: Store) -> None:
    word = say(store, correct(before(processed, "Child Q", "published"), "2018", "ann"))
    gone = replace(word, correction_id="other", record_id="0" * 16, seen_fingerprint="")
    store.take_in([gone])
    publish(processed)
    states = {c["correction_id"]: c["state"] for c in rows(processed, "corrections")}
    assert states == {word.correction_id: "corrected", "other": "orphan"}
    (told,) = rows(processed, "issues", kind="orphan_correction")
    assert told["record_id"] == "0" * 16
    assert orphans([gone], {"other": State.ORPHAN})[0].record_id == "0" * 16


def test_a_rejected_entry_stays_out_when_its_document_is_read_again(processed: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    word = say(store, reject_entry(before(processed, "Family R", None), "ann"))
    publish(processed)
    reread(processed, monkeypatch, "2013")
    assert [r["title"] for r in rows(processed, "entries")] == ["Child Q"]
    store.undo(word.correction_id, "ann", seen_version=word.correction_id)
    publish(processed)
    assert entry(processed, "Family R")["record_id"] == word.record_id


def test_a_rule_is_as_right_as_reviewers_found_it(processed: Path, store: Store) -> None:
    from scr_extract.resources.measured import measured

    say(store, confirm(before(processed, "Child Q", "published"), "ann"))
    say(store, correct(before(processed, "Family R", "published"), "2015", "ann"))
    (row,) = rows(processed, "values", record_id=entry(processed, "Child Q")["record_id"], field="published")
    known = measured().get(row["rule_id"])
    right, of, unseen = (known.all.right, known.all.of, known.unseen.of) if known else (0, 0, 0)
    assert row["rule_checked"] == (of or None)
    publish(processed)
    (row,) = rows(processed, "values", record_id=row["record_id"], field="published")
    assert (row["rule_checked"], row["rule_right"]) == (of + 2, (right + 1) / (of + 2))
    assert row["rule_unseen_checked"] == unseen + 2


def test_two_reviewers_who_differ_are_told_of(processed: Path, store: Store) -> None:
    now = before(processed, "Child Q", "outcome")
    say(store, confirm(now, "ann"))
    store.add(correct(now, "serious_harm", "ben", blind=True), seen_version=None)
    publish(processed)
    assert entry(processed, "Child Q")["outcome"] == "fatal"
    (told,) = rows(processed, "issues", kind="reviewers_differ")
    assert told["field"] == "outcome"
    assert sorted(c["state"] for c in rows(processed, "corrections")) == ["blind", "confirmed"]


def test_the_words_of_a_pdf_have_their_page_and_box(tmp_path: Path, root: Path) -> None:
    processed = tmp_path / "processed"
    ingest([root / "raw" / "samples" / "harrowdale_bulletin_autumn_2017.pdf"], processed)
    row = rows(processed, "entries")[0]
    held = open_store(processed)
    quote = row["text"].split(".")[0][-20:]
    start = row["start"] + row["text"].index(quote)
    now = seen(row, rows(processed, "values", record_id=row["record_id"], field="ethnicity"), "ethnicity")
    say(held, correct(now, "made up", "ann", evidence=[Words(start, start + len(quote), quote)]))
    held.close()
    publish(processed)
    (value,) = rows(processed, "values", record_id=row["record_id"], field="ethnicity")
    assert value["quote"] == quote
    assert value["pages"] == row["pages"][:1]
    assert value["boxes"]
