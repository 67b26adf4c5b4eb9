"""A document's records: quotes stand where they say, nothing hangs on what else is extracted, derived columns follow the coding frame."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract import derive, extract, fields, formats, layouts
from scr_extract.errors import InvariantError
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field, Finder
from scr_extract.model import Candidate, Document, Evidence, Found, Record, Resolution, Segment, SegmentKind, Span, Status
from scr_extract.values import Child, PartialDate, Statement, Text, Value
from tests.extract import toys


@pytest.fixture(autouse=True)
def _toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS, raising=False)


def read(text: str) -> Document:
    return formats.read(text.encode(), "made.md")


def test_entries_become_records_with_their_values() -> None:
    found = extract.records(read(toys.bulletin(1, 3)))
    assert [r.position for r in found] == [1, 2, 3]
    assert len({r.record_id for r in found}) == 3
    for record in found:
        assert record.kind == "bulletin_entry"
        assert record.fields["children"].status is Found.FOUND
        assert len(record.fields["recommendations"].chosen) == 2


@given(st.integers(0, 10_000), st.text(max_size=80))
@settings(max_examples=15)
def test_every_quote_stands_where_it_says(seed: int, noise: str) -> None:
    document = read(f"{noise}\n\n{toys.bulletin(seed)}\n\n{noise}")
    for record in extract.records(document):
        for e in extract.evidence(record):
            assert document.text[e.span.start : e.span.end] == e.quote


def test_a_finder_that_misquotes_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(reading: Reading) -> list[Candidate]:
        return [Candidate("title", Text("x"), Evidence(reading.document.document_id, Span(0, 3), "not what stands there", "title.lie"))]

    broken = replace(toys.FIELDS[0], finders=(Finder("title.lie", lie, (), ()),))
    monkeypatch.setattr(fields, "FIELDS", (broken,))
    with pytest.raises(InvariantError, match=r"title\.lie"):
        extract.records(read(toys.bulletin(1)))


def test_a_document_without_a_review_gives_none() -> None:
    found = extract.extract(read("# Parking\n\nThe car park is closed on Monday.\n"))
    assert found.records == ()
    assert found.facts.kind == "other"
    assert found.facts.layout is None


def test_an_unknown_layout_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Something that no family knows."
    segment = Segment(SegmentKind.ENTRY, Span(0, len(text)), "generic")
    monkeypatch.setattr(layouts, "segment", lambda document: (segment,))
    (record,) = extract.records(read(text))
    assert [(i.kind, i.record_id) for i in record.issues] == [("unknown_layout", record.record_id)]
    assert "Something" not in record.issues[0].message


def test_a_resource_keeps_its_title_and_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read("Keeping babies safe. A guide from [the institute of examples](https://example.org/a), see also https://example.org/b.\n")
    segment = Segment(SegmentKind.RESOURCE, Span(0, len(document.text)), "resources")
    monkeypatch.setattr(layouts, "segment", lambda document: (segment,))
    (resource,) = extract.extract(document).resources
    assert resource.title == "the institute of examples"
    assert resource.urls == ("https://example.org/a", "https://example.org/b")


def test_what_was_not_read_is_a_status_and_an_issue() -> None:
    found = extract.unread("d" * 64, Status.ENCRYPTED, "it needs a password")
    assert found.facts.status is Status.ENCRYPTED
    assert [i.kind for i in found.issues] == ["encrypted"]


def subject(low: float | None, high: float | None, at: str = "incident", role: str = "subject") -> Child:
    return Child("X", role, low, high, age_at=at)


@pytest.mark.parametrize(
    ("children", "band"),
    [
        ([], "not_stated"),
        ([subject(None, None)], "not_stated"),
        ([subject(0.0, 0.1)], "u1"),
        ([subject(11.9, 11.99)], "u1"),
        ([subject(12, 23)], "1_5"),
        ([subject(60, 71)], "1_5"),
        ([subject(72, 83)], "6_10"),
        ([subject(131, 131)], "6_10"),
        ([subject(132, 143)], "11_15"),
        ([subject(156, 191)], "11_15"),
        ([subject(156, None)], "11_15"),
        ([subject(192, 203)], "16_17"),
        ([subject(216, 227)], "18_plus"),
        ([subject(None, 4)], "u1"),
        ([subject(None, 215)], "not_stated"),
        ([subject(48, 59), subject(60, 71)], "1_5"),
        ([subject(48, 59), subject(72, 83)], "mixed"),
        ([subject(48, 59), subject(72, 83, role="sibling")], "1_5"),
        ([subject(48, 59, at="writing")], "not_stated"),
        ([subject(48, 59), subject(None, None)], "1_5"),
    ],
)
def test_age_bands_follow_the_coding_frame(children: list[Child], band: str) -> None:
    assert derive.age_band(children) == band


def record(**values: list[Value]) -> Record:
    def chosen(name: str, items: list[Value]) -> Resolution:
        return Resolution(Found.FOUND, tuple(Candidate(name, v, Evidence("d", Span(0, 1), "x", f"{name}.r")) for v in items))

    return Record("r", "d", "bulletin_entry", 1, Segment(SegmentKind.ENTRY, Span(0, 1), "made"), "", {n: chosen(n, v) for n, v in values.items()})


def test_the_wide_ages_span_the_subjects() -> None:
    made = record(children=[subject(48, 59), subject(12, 23), subject(1, 1, role="sibling"), subject(None, None)])
    assert derive.age_bounds(made) == {"child_age_months_min": 12, "child_age_months_max": 59}
    assert derive.age_bounds(record(children=[subject(156, None), subject(12, 23)])) == {"child_age_months_min": 12, "child_age_months_max": None}
    assert derive.age_bounds(record()) == {"child_age_months_min": None, "child_age_months_max": None}


def test_only_what_is_asked_for_is_counted() -> None:
    kinds = ["recommendation", "recommendation", "action", "good_practice"]
    learnt = ["finding", "learning_point", "issue", "question", "good_practice"]
    made = record(recommendations=[Statement("s", k) for k in kinds], findings=[Statement("s", k) for k in learnt])
    assert derive.counts(made) == {"n_recommendations": 2, "n_findings": 3}
    assert derive.counts(record()) == {"n_recommendations": 0, "n_findings": 0}


def test_values_that_cannot_be_are_set_aside_with_an_issue() -> None:
    made = record(children=[subject(400, 411), subject(12, 23)], published=[PartialDate("2031", "year")])
    held = derive.within_bounds(made, 2026)
    assert [(c.value.age_min, c.value.age_max) for c in held.fields["children"].chosen if isinstance(c.value, Child)] == [(None, None), (12, 23)]
    assert held.fields["published"].status is Found.NOT_FOUND
    assert held.fields["published"].chosen == ()
    assert len(held.fields["published"].alternatives) == 1
    assert [i.kind for i in held.issues] == ["out_of_bounds", "out_of_bounds"]
    assert derive.within_bounds(made, 2031).fields["published"].status is Found.FOUND


def test_two_fields_cannot_fill_one_column(monkeypatch: pytest.MonkeyPatch) -> None:
    twin: Field = replace(toys.FIELDS[0], name="twin")
    monkeypatch.setattr(fields, "FIELDS", (toys.FIELDS[0], twin))
    with pytest.raises(InvariantError, match="two fields"):
        derive.wide(record())
