"""Every field keeps the promises of DESIGN's seam: examples match, counter-examples do not, quotes stand where they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract.fields import FIELDS
from scr_extract.fields.seam import Example, Field, Finder
from scr_extract.values import show
from tests.made import reading, unmark

FINDERS = [pytest.param(field, finder, id=finder.rule_id) for field in FIELDS for finder in field.finders]
EXAMPLES = [pytest.param(field, finder, e, id=f"{finder.rule_id}-{n}") for field in FIELDS for finder in field.finders for n, e in enumerate(finder.examples)]
COUNTERS = [pytest.param(finder, e, id=f"{finder.rule_id}-{n}") for field in FIELDS for finder in field.finders for n, e in enumerate(finder.counter_examples)]


def test_names_are_unique() -> None:
    rules = [finder.rule_id for field in FIELDS for finder in field.finders]
    assert len(rules) == len(set(rules))
    assert len({field.name for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_a_field_is_described(field: Field) -> None:
    assert len(field.description) > 20
    assert field.finders


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_a_field_with_more_values_than_one_says_so(field: Field) -> None:
    """Reviewers correct such a field as a list: `several`. Told by all of its examples in one entry."""
    text, _ = unmark("\n".join(e.text for finder in field.finders for e in finder.examples))
    made = reading(text.replace("\n== ", "\n"))
    chosen = field.resolver(made, [c for finder in field.finders for c in finder.find(made)]).chosen
    assert field.several or len(chosen) <= 1


@pytest.mark.parametrize(("field", "finder"), FINDERS)
def test_a_finder_has_examples_and_its_fields_name(field: Field, finder: Finder) -> None:
    assert finder.rule_id.startswith(field.name + ".")
    assert finder.examples, "a finder without examples"
    assert finder.counter_examples, "a finder without a sentence it must leave alone"


@pytest.mark.parametrize(("field", "finder", "example"), EXAMPLES)
def test_an_example_is_read_as_it_says(field: Field, finder: Finder, example: Example) -> None:
    text, marks = unmark(example.text)
    assert marks, "an example marks its quote [[so]]"
    entry = reading(text)
    found = [(c.evidence.span, show(c.value)) for c in finder.find(entry)]
    assert (marks[0], example.value) in found, f"read {found}"
    for c in finder.find(entry):
        assert isinstance(c.value, field.type)
        assert c.field == field.name
        assert c.evidence.rule_id == finder.rule_id
        for e in (c.evidence, *c.also):
            assert e.span.of(text) == e.quote


@pytest.mark.parametrize(("finder", "text"), COUNTERS)
def test_a_counter_example_is_left_alone(finder: Finder, text: str) -> None:
    assert [show(c.value) for c in finder.find(reading(text))] == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00\x01\x02", "Colourless green dreams sleep furiously.", "🙂 " * 9, ") ( ] [ * +", "A" * 3000])
def test_nonsense_yields_nothing(field: Field, text: str) -> None:
    entry = reading(text)
    candidates = [c for finder in field.finders for c in finder.find(entry)]
    assert candidates == []
    field.wide(field.resolver(entry, candidates))


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
@given(text=st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_quotes_hold_on_random_unicode(field: Field, text: str) -> None:
    entry = reading(text)
    for finder in field.finders:
        for c in finder.find(entry):
            assert text[c.evidence.span.start : c.evidence.span.end] == c.evidence.quote
