"""All coded fields on invented entries of many kinds (coded_entries.toml): what is asserted is read, what is not is left alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from scr_extract.fields import death_category, ethnicity, harm_category, legal_status, outcome, parent_factors, source_of_harm
from scr_extract.fields.fates import outcome as fate
from scr_extract.fields.seam import Field
from tests.made import reading

ENTRIES: list[dict[str, object]] = tomllib.loads(Path(__file__).with_name("coded_entries.toml").read_text(encoding="utf-8"))["entry"]
ONE = (death_category.FIELD, harm_category.FIELD, source_of_harm.FIELD)
MANY = (parent_factors.FIELD, legal_status.FIELD)
FLOOR = 0.9
"""Precision and recall that each coded field must hold over all invented entries."""


def read(field: Field, text: str) -> object:
    entry = reading(text)
    return field.wide(field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)]))[field.name]


def terms(value: object) -> set[str | None]:
    """What an entry of the file allows: one term, several, or `none` for no value."""
    return {None if v == "none" else str(v) for v in (value if isinstance(value, list) else [value or "none"])}


@pytest.mark.parametrize("field", ONE, ids=lambda f: f.name)
def test_one_term(field: Field) -> None:
    wrong = [str(e["text"])[:12] for e in ENTRIES if read(field, str(e["text"])) not in terms(e.get(field.name))]
    assert len(wrong) <= (1 - FLOOR) * len(ENTRIES), wrong


@pytest.mark.parametrize("field", MANY, ids=lambda f: f.name)
def test_many_terms(field: Field) -> None:
    count: Counter[str] = Counter()
    for e in ENTRIES:
        got, wanted, open_ = read(field, str(e["text"])), e.get(field.name, []), e.get("maybe", [])
        assert isinstance(got, list)
        assert isinstance(wanted, list)
        assert isinstance(open_, list)
        assert len(got) == len(set(got))
        found, told = set(got) - set(open_), set(wanted) - set(open_)
        count.update(right=len(found & told), wrong=len(found - told), missed=len(told - found))
    assert count["right"] >= FLOOR * (count["right"] + count["wrong"]), count
    assert count["right"] >= FLOOR * (count["right"] + count["missed"]), count


def test_ethnicity() -> None:
    assert [(read(ethnicity.FIELD, str(e["text"])), e.get("ethnicity")) for e in ENTRIES if read(ethnicity.FIELD, str(e["text"])) != e.get("ethnicity")] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: str(e["text"]).split("\n")[0])
def test_the_outcome_is_that_of_its_field(entry: dict[str, object]) -> None:
    text = str(entry["text"])
    assert fate(reading(text)) == read(outcome.FIELD, text)
