"""Which finders take part can be chosen: an ablation leaves sources out without touching a rule."""

from __future__ import annotations

import pytest

from scr_extract.extract import extract
from scr_extract.fields import FIELDS
from scr_extract.fields.seam import SOURCES, Source, source_of
from scr_extract.values import show
from tests.made import document

PAGE = """Serious case review: Child V
{author}
Luton Safeguarding Children Board

Death of a 3-month-old boy in January 2015. The board found that visits were missed.

Recommendations include: share what is known.
"""


def authors(name: str, *sources: Source) -> list[str]:
    (record,) = extract(document(PAGE.format(author=name)), frozenset(sources)).records
    return [show(c.value) for c in record.fields["authors"].chosen]


@pytest.mark.parametrize(("rule_id", "source"), [("authors.bare", "rule"), ("authors.bare.ner", "ner"), ("children.name.scr_en", "model")])
def test_a_rule_id_tells_its_source(rule_id: str, source: str) -> None:
    assert source_of(rule_id) == source


def test_the_general_model_has_finders_of_its_own() -> None:
    found = {finder.source for field in FIELDS for finder in field.finders}
    assert {"rule", "ner"} <= found <= SOURCES


def test_sources_that_are_left_out_propose_nothing() -> None:
    assert authors("Tadhg Ellery", "rule", "ner") == ["Tadhg Ellery"]
    assert authors("Tadhg Ellery", "rule") == []
    assert authors("Dennis Ellery", "rule") == ["Dennis Ellery"]
    assert authors("Dennis Ellery", "ner") == []
    assert authors("Dennis Ellery") == []
