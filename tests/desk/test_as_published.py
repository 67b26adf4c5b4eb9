"""The desk shows of a field what publishing would make of it now, whatever words there are, and however they came into the store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scr_extract.corrections.correction import Correction, Seen, confirm, correct, several
from scr_extract.corrections.fieldwise import State
from scr_extract.corrections.present import present, shown_values
from scr_extract.corrections.seen import source
from scr_extract.corrections.standing import by_field
from scr_extract.corrections.store import Store
from scr_extract.desk import fieldview, telling
from scr_extract.desk.shelf import shelf
from scr_extract.values import Choice, Text, show
from tests.corrections.made import DOCUMENT, PRINT
from tests.desk.client import Reviewer, words

ENTRY: dict[str, Any] = {"record_id": "r", "document_id": DOCUMENT, "fingerprint": PRINT, "text": "Some words.", "start": 0, "end": 11}
NOW = source(PRINT, "Some words.")
VALUES = {
    "authors": [show(Text(name)) for name in ("Pat Example", "Pat  Example", "Lee Sample", "Rowan Lodge")],
    "outcome": [show(Choice(id, words)) for id in ("fatal", "serious_harm") for words in (None, "died", "hurt")],
}


def rows(name: str, values: list[str]) -> list[dict[str, Any]]:
    base: dict[str, Any] = {"record_id": "r", "document_id": DOCUMENT, "field": name, "origin": "extracted", "reading": None, "alternatives": [], "also": []}
    words = {"rule_id": "x.y", "quote": "Some", "start": 0, "end": 4}
    none: dict[str, Any] = dict.fromkeys(words)
    if not values:
        return [base | none | {"ordinal": 1, "value": None, "status": "not_stated"}]
    return [base | words | {"ordinal": n, "value": v, "status": "found"} for n, v in enumerate(values, 1)]


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]], list[Correction]]:
    """A field, its rows, and up to three words, on the whole of it or on one value, said of this text or of an earlier one."""
    name = draw(st.sampled_from(sorted(VALUES)))
    of = telling.field(name)
    read = draw(st.lists(st.sampled_from(VALUES[name]), max_size=3 if of.several else 1, unique=True))
    held, said = rows(name, read), list[Correction]()
    for n in range(draw(st.integers(0, 3))):
        shown = shown_values(present(of, ENTRY, held, said))
        one = draw(st.integers(1, len(shown) + 1)) if of.several and draw(st.booleans()) else None
        whole = several(shown) if of.several else shown[0] if shown else None
        value = whole if one is None else shown[one - 1] if one <= len(shown) else None
        print_ = draw(st.sampled_from([NOW, "another"]))
        seen = Seen(document_id=DOCUMENT, record_id="r", field=name, value=value, reading=value, fingerprint=print_, ordinal=one)
        given_ = draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2))
        new = draw(st.sampled_from([None, several(given_) if of.several and one is None else given_[0]]))
        word = confirm(seen, "ann") if draw(st.booleans()) else correct(seen, new, "ann")
        said.append(replace(word, made_at=f"2031-01-01T00:00:0{n}Z"))
    return name, held, said


@given(reviewed())
def test_the_desk_shows_what_would_be_published(made: tuple[str, list[dict[str, Any]], list[Correction]]) -> None:
    name, held, said = made
    published = present(telling.field(name), ENTRY, held, said)
    shown = fieldview.standing(name, held, by_field(said).get(("r", name), ()), NOW)
    assert [h.value for h in shown.values] == list(shown_values(published))
    if said:
        assert shown.status == str(published.status)
        stale = State.STALE in published.states.values()
        assert shown.state == str(State.STALE if stale else published.origin)


def test_a_word_on_one_value_of_a_changed_source_opens_the_entry(ann: Reviewer, store: Store) -> None:
    """As another program may have written it: the desk itself speaks of whole lists."""
    record = next(iter(ann.records().values()))
    document = shelf(ann.processed).entry(record)["document_id"]
    seen = Seen(document_id=document, record_id=record, field="authors", value="Nobody", reading="Nobody", fingerprint="another", ordinal=1)
    store.add(correct(seen, "Pat Example", "ben"), seen_version=None)
    assert "Pat Example" in words(ann.page(f"/entries/{record}"), "#field-authors")
