"""“Confirm all the rest” is taken back with one press too: what it confirmed, and nothing that was said since."""

from __future__ import annotations

import pytest

from scr_extract.corrections.correction import Kind
from scr_extract.corrections.standing import live
from scr_extract.corrections.store import Store
from tests.desk.client import Reviewer, filled, one, words

QUILL = "Child Quill"


def confirmed(who: Reviewer, *, second: bool = False) -> str:
    """Press it. The address one comes back to."""
    address, held = filled(one(who.entry(QUILL, second=second), "form[action$='/confirm']"))
    answer = who.http.post(address, data=held)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def undo_all(who: Reviewer, back: str) -> tuple[str, dict[str, str]]:
    """The form that takes it back, which stands on that page, and what its button sends."""
    form = next(f for f in who.page(back).css("form[action$='/confirm']") if f.css("#undo-all"))
    address, held = filled(form)
    button = one(who.page(back), "#undo-all").attributes
    return address, held | {button["name"] or "": button["value"] or ""}


@pytest.mark.parametrize("second", [False, True], ids=["open", "second review"])
def test_one_press_takes_back_what_one_press_confirmed(ann: Reviewer, store: Store, second: bool) -> None:
    ann.save(ann.entry(QUILL, second=second), "ethnicity", "correct", v0__value="Irish")
    back = confirmed(ann, second=second)
    assert words(ann.page(back), "#undo-all") == "Undo “Confirm all the rest” (21 fields)"
    address, held = undo_all(ann, back)
    answer = ann.http.post(address, data=held)
    assert answer.status_code == 303
    page = ann.page(answer.headers["location"])
    assert words(page, "#said") == "Undone: 21 fields."
    assert words(page, "#far") == "1 of 22 fields reviewed"
    assert page.css("#undo-all") == []
    assert [w.field for w in live(store.words())] == ["ethnicity"], "what was said before stays"
    undos = [w for w in store.words() if w.kind is Kind.UNDO]
    assert (len(undos), {w.blind for w in undos}) == (21, {second}), "each is a row of its own"
    assert ann.http.post(address, data=held).status_code == 409
    assert len(store.words()) == 1 + 21 + 21


def test_what_was_said_since_stays(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    back = confirmed(ann)
    ben.save(ben.entry(QUILL), "outcome", "correct", v0__value="Death")
    ann.save(ann.entry(QUILL), "title", "undo")
    assert "(20 fields)" in words(ann.entry(QUILL), "#undo-all"), "also when one comes back to the page later"
    assert ben.entry(QUILL).css("#undo-all") == [], "each takes back their own"
    address, held = undo_all(ann, back)
    assert ben.http.post(address, data=held).status_code == 409
    answer = ann.http.post(address, data=held)
    assert words(ann.page(answer.headers["location"]), "#said") == "Undone: 20 fields. Left as they are: 2, of which somebody has spoken since."
    assert words(ann.entry(QUILL), "#field-outcome .values").startswith("Death")
    assert {(w.field, w.kind) for w in live(store.words())} == {("outcome", Kind.CONFIRM), ("outcome", Kind.CORRECT)}


def test_fields_confirmed_one_by_one_are_no_press(ann: Reviewer) -> None:
    for name in ("outcome", "title", "board"):
        ann.save(ann.entry(QUILL), name, "confirm")
    page = ann.entry(QUILL)
    assert page.css("#undo-all") == []
    address, held = filled(one(page, "form[action$='/confirm']"))
    for mark in ("", "0" * 24, "x"):
        assert ann.post(address, **held, action="undo", mark=mark).status_code == 409
