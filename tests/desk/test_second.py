"""Two reviewers: the second sees nothing of the first, agreement is counted, and differences are settled by a word of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scr_extract.corrections.agreement import agreement, agreements
from scr_extract.corrections.store import Store
from tests.desk.client import Reviewer, filled, one, words

WREN, QUILL = "Child Wren", "Child Quill"


def test_the_second_sees_the_reading_alone(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    ann.save(ann.entry(WREN), "ethnicity", "correct", v0__value="White British")
    page = ben.entry(WREN, second=True)
    assert "White British" not in (page.html or "")
    assert "Ann" not in words(page, "main")
    assert ben.save(page, "ethnicity", "correct", v0__value="Irish").status_code == 200
    first, second = store.words()
    assert (first.blind, second.blind, second.seen_value) == (False, True, None)
    assert words(ann.entry(WREN), "#field-ethnicity .values") == "White British", "a blind word supersedes nothing"
    assert words(ben.entry(WREN, second=True), "#field-ethnicity .values") == "Irish"


def test_second_review_lists_what_others_did(ann: Reviewer, ben: Reviewer) -> None:
    ann.save(ann.entry(WREN), "outcome", "confirm")
    assert "Child Wren" in words(ben.page("/second"), "main")
    assert "Child Quill" not in words(ben.page("/second"), "main")
    assert "Child Wren" not in words(ann.page("/second"), "main")
    ben.save(ben.entry(WREN, second=True), "outcome", "confirm")
    assert "Child Wren" not in words(ben.page("/second"), "main")


def test_the_second_does_not_see_what_was_published_of_the_first(ann: Reviewer, ben: Reviewer) -> None:
    """Headings and lists show published columns: of those a reviewer spoke of, what the machine read, or nothing."""
    ann.save(ann.entry(WREN), "title", "correct", v0__value="Child Firecrest")
    ann.save(ann.entry(WREN), "board", "correct", v0__value="Kent Safeguarding Children Board")
    record = ben.records()[WREN]
    ann.post("/publish")
    assert "Child Firecrest" in words(ben.page("/"), "main")
    for address, part in (("/second", "tbody"), (f"/second/{record}", "main")):
        page = words(ben.page(address), part)
        assert "Child Wren" in page
        assert "Firecrest" not in page
        assert "Kent" not in page
        assert "corrected" not in page


def test_the_second_finds_entries_by_what_was_read_alone(ann: Reviewer, ben: Reviewer) -> None:
    """Neither filters nor the page of the document lead to what the first has published."""
    ann.save(ann.entry(WREN), "title", "correct", v0__value="Child Firecrest")
    ann.save(ann.entry(WREN), "board", "correct", v0__value="Kent Safeguarding Children Board")
    record = ben.records()[WREN]
    ann.post("/publish")
    page = ben.page("/second")
    assert "Kent" not in words(page, "#f-board")
    assert page.css("#f-status") == [], "it would tell what was confirmed from what was corrected"
    assert ben.page("/second?q=firecrest").css("tbody tr") == []
    assert ben.page("/second?board=Kent+Safeguarding+Children+Board").css("tbody tr") == []
    for query in ("q=wren", "board=Kirklees+Safeguarding+Children+Board", "status=corrected"):
        assert "Child Wren" in words(ben.page(f"/second?{query}"), "tbody")
    assert "Kent" in words(ben.page("/"), "#f-board")
    document = one(ben.page(f"/second/{record}"), ".entry-head a").attributes["href"] or ""
    page = ben.page(document)
    whole = page.html or ""
    assert "Firecrest" not in whole
    assert f'href="/second/{record}" aria-label="Open entry 1: Child Wren"' in whole
    assert (page.css("#add-entry"), page.css(f"a[href='/entries/{record}']")) == ([], [])
    assert "Open entry 1: Child Firecrest" in (ben.page(document.removeprefix("/second")).html or "")


def test_the_second_does_not_see_what_was_taken_out_or_added(ann: Reviewer, ben: Reviewer) -> None:
    ann.save(ann.entry(WREN), "outcome", "confirm")
    address, held = filled(one(ann.entry(WREN), "form[action$='/entry']"))
    assert ann.http.post(address, data=held | {"action": "reject"}).status_code == 303
    assert "not an entry" not in words(ben.page("/second"), "tbody")
    page = ben.entry(WREN, second=True)
    assert "not an entry" not in words(page, "main")
    document = one(page, ".entry-head a").attributes["href"] or ""
    ann.post("/publish")
    assert "Ann" not in words(ben.page(document), "main")
    assert "Ann" in words(ben.page(document.removeprefix("/second")), "main")


def test_agreement_shows_the_title_that_was_read(ann: Reviewer, ben: Reviewer) -> None:
    """Who differs on one field has not spoken of the others yet."""
    ann.save(ann.entry(WREN), "title", "correct", v0__value="Child Firecrest")
    ann.save(ann.entry(WREN), "outcome", "confirm")
    ben.save(ben.entry(WREN, second=True), "outcome", "not_stated")
    ann.post("/publish")
    assert "Child Wren" in words(ben.page("/agreement"), "main")
    assert "Firecrest" not in words(ben.page("/agreement"), "main")


def test_agreement_and_a_difference_that_is_settled(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    for title, hers, his in ((WREN, "confirm", "confirm"), (QUILL, "confirm", "correct")):
        ann.save(ann.entry(title), "outcome", hers)
        ben.save(ben.entry(title, second=True), "outcome", his, v0__value="Death")
    page = ann.page("/agreement")
    assert words(page, "tbody tr") == "Outcome 2 1 (50%) 0.00"
    address, held = filled(one(page, ".differences form"))
    choice = page.css(".differences button")[1].attributes["value"] or ""
    assert ann.http.post(address, data=held | {"word": choice}).status_code == 303
    word = store.words()[-1]
    assert (word.blind, word.note, word.reviewer) == (False, "settled", "Ann")
    assert words(ann.entry(QUILL), "#field-outcome .values").startswith("Death")
    page = ann.page("/agreement")
    assert page.css_first(".differences") is None
    assert words(page, "tbody tr") == "Outcome 2 1 (50%) 0.00", "what the two said stays what they said"
    assert ann.http.post(address, data=held | {"word": choice}).status_code == 409
    assert ann.http.post(address, data=held | {"word": "none"}).status_code == 400


def test_who_follows_the_other_does_not_agree_for_it(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    """The desk counts as `corrections accuracy` does: what was said before either saw the other."""
    ann.save(ann.entry(QUILL), "outcome", "confirm")
    ben.save(ben.entry(QUILL, second=True), "outcome", "correct", v0__value="Death")
    ann.save(ann.entry(QUILL), "outcome", "correct", v0__value="Death")
    page = ann.page("/agreement")
    assert words(page, "tbody tr").startswith("Outcome 1 0 (0%)")
    assert (agreements(store.words())["outcome"].pairs, agreements(store.words())["outcome"].agreed) == (1, 0)
    assert page.css_first(".differences") is None, "she has decided since"


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15, Fraction(2, 5)),
        ([("a", "a"), ("b", "b"), ("c", "c")], Fraction(1)),
        ([("a", "b"), ("b", "a")], Fraction(-1)),
        ([("a", "a")] * 7, None),
        ([], None),
    ],
)
def test_kappa_of_known_tables(pairs: list[tuple[str, str]], kappa: Fraction | None) -> None:
    found = agreement(pairs).kappa
    assert found is None if kappa is None else found == pytest.approx(float(kappa))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_kappa_is_at_most_one_and_the_same_the_other_way_round(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert found == agreement([(b, a) for a, b in pairs])
    assert found.kappa is None or (found.kappa == 1) == (found.agreed == found.pairs)


def test_the_page_says_when_there_is_nothing(ann: Reviewer) -> None:
    assert "No field has been seen by two people yet" in words(ann.page("/agreement"), "main")
    assert isinstance(ann.page("/second"), LexborHTMLParser)
