"""Every finder that rests on our own model reads its examples and leaves its counter-examples, whether it stands in its field or not."""

from __future__ import annotations

import pytest

from scr_extract import fields
from scr_extract.extract import records
from scr_extract.fields.proposed import KEPT, PROPOSED, with_proposals
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Resolution
from scr_extract.values import Child, show
from tests.made import document, reading, unmark

FINDERS = list(PROPOSED.values())
EXAMPLES = [pytest.param(f, e, id=f"{f.rule_id}-{n}") for f in FINDERS for n, e in enumerate(f.examples)]
COUNTERS = [pytest.param(f, text, id=f"{f.rule_id}-{n}") for f in FINDERS for n, text in enumerate(f.counter_examples)]
NONSENSE = ["", " ", "\n\n", "\x00\x01", "Colourless green dreams sleep furiously.", "🙂 " * 9, ") ( ] [ * +", "A" * 3000]


@pytest.mark.parametrize(("finder", "example"), EXAMPLES)
def test_an_example_is_read(finder: Finder, example: Example) -> None:
    text, marks = unmark(example.text)
    assert (marks[0], example.value) in [(c.evidence.span, show(c.value)) for c in finder.find(reading(text))]


@pytest.mark.parametrize(("finder", "text"), COUNTERS)
def test_a_counter_example_is_left(finder: Finder, text: str) -> None:
    assert [show(c.value) for c in finder.find(reading(text))] == []


@pytest.mark.parametrize("finder", FINDERS, ids=lambda f: f.rule_id)
@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_left(finder: Finder, text: str) -> None:
    assert list(finder.find(reading(text))) == []


def test_what_rules_read_is_never_overruled() -> None:
    """Rules read the age; a model that points at the mother's changes nothing."""
    told = "Serious case review: Child V\nPublished: May 2016\n\nDeath of a 3-month-old boy in January 2015. He died, aged 17, in March 2014.\n"
    (record,) = records(document(told))
    for field in ("children", "incident_date", "published", "outcome"):
        used = {e.rule_id for c in record.fields[field].chosen for e in (c.evidence, *c.also)}
        assert used
        assert not any(rule.endswith(".scr_en") for rule in used)


def test_children_want_the_model_where_no_age_is_told() -> None:
    field = with_proposals(next(f for f in fields.RULED if f.name == "children"))
    entry = reading("Child V\n\nDeath of a boy.")

    def resolved(*children: Child) -> Resolution:
        made = Candidate("children", Child("Child V"), next(iter(field.finders[0].find(entry))).evidence)
        return Resolution(field.resolver(entry, [made]).status, tuple(Candidate("children", c, made.evidence) for c in children))

    assert field.lacks(resolved())
    assert field.lacks(resolved(Child("Child V")))
    assert not field.lacks(resolved(Child("Child V", age_min=36.0, age_max=47.0)))
    assert not field.lacks(resolved(Child("Child V"), Child("Child W", age_min=None, age_max=4.0)))


def test_kept_finders_are_a_choice_of_all() -> None:
    assert set(KEPT) < set(PROPOSED)
    for field in fields.RULED:
        assert with_proposals(field, ()) is field
