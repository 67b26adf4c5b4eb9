"""Saving at the desk: what is kept, what is refused, and that nothing a colleague said is overwritten."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from scr_extract import datasets
from scr_extract.corrections.correction import Kind
from scr_extract.corrections.store import Store, opened
from scr_extract.desk.choices import suggestions
from scr_extract.desk.shelf import shelf, text
from scr_extract.ingest import ingest, work
from scr_extract.values import Child, parse
from tests.desk.client import Reviewer, filled, one, words
from tests.ingest.conftest import here

WREN, OTTAVIA, QUILL = "Child Wren", "Ottavia 𝒦", "Child Quill"


def last(store: Store, field: str) -> Any:
    return [w for w in store.words() if w.field == field][-1]


def source(who: Reviewer) -> str:
    (document,) = shelf(who.processed).documents.values()
    return text(who.processed, document["text_sha256"])


def test_confirm_is_a_row_and_is_acknowledged(ann: Reviewer, store: Store) -> None:
    answer = ann.save(ann.entry(WREN), "outcome", "confirm")
    assert answer.status_code == 200
    fragment = LexborHTMLParser(answer.text)
    assert words(fragment, "#said") == "Confirmed: Outcome."
    assert words(fragment, "#far") == "1 of 22 fields reviewed"
    word = last(store, "outcome")
    assert (word.kind, word.reviewer, word.value, word.seen_value) == (Kind.CONFIRM, "Ann", word.seen_reading, word.seen_reading)
    assert "confirmed" in words(ann.entry(WREN), "#field-outcome header")


def test_confirming_does_not_pass_over_what_was_typed(ann: Reviewer, store: Store) -> None:
    answer = ann.save(ann.entry(WREN), "children", "confirm", v0__age="4 months")
    assert answer.status_code == 422
    fragment = LexborHTMLParser(answer.text)
    assert "holds a change" in words(fragment, ".wrong")
    assert one(fragment, "#v-children-0-age").attributes["value"] == "4 months"
    assert store.words() == ()
    drafted = ann.send(ann.entry(WREN), "recommendations", {"op": "remove:0"})
    assert ann.save(LexborHTMLParser(drafted.text), "recommendations", "confirm").status_code == 422
    for name in (title.attributes["data-field"] or "" for title in ann.entry(WREN).css(".field")):
        assert ann.save(ann.entry(WREN), name, "confirm").status_code == 200, name


def test_without_a_script_a_save_comes_back_to_the_page(processed: Any, store: Store) -> None:
    ann = Reviewer(processed, store, "Ann", script=False)
    answer = ann.save(ann.entry(WREN), "ethnicity", "correct", v0__value="White British")
    assert answer.status_code == 303
    page = ann.page(answer.headers["location"])
    assert words(page, "#said") == "Saved: Ethnicity."
    assert words(page, "#field-ethnicity .values") == "White British"
    assert last(store, "ethnicity").value == "White British"


def test_a_selection_after_a_character_of_two_units_gives_the_childs_age(ann: Reviewer, store: Store) -> None:
    start = source(ann).index("aged 11 weeks")
    page = ann.entry(WREN)
    drafted = ann.send(page, "children", {"op": "selection:0", "selected_start": str(start), "selected_end": str(start + 13)})
    assert drafted.status_code == 200
    assert store.words() == (), "a draft saves nothing"
    answer = ann.save(LexborHTMLParser(drafted.text), "children", "correct")
    assert answer.status_code == 200
    word = last(store, "children")
    child = parse("child", json.loads(word.value)[0])
    assert isinstance(child, Child)
    assert (child.name, child.sex, child.age_text) == ("Child Wren", "female", "aged 11 weeks")
    assert child.age_min == pytest.approx(77 / 30.4375)
    (evidence,) = word.evidence
    assert (evidence.start, evidence.quote) == (start, "aged 11 weeks")
    assert source(ann)[evidence.start : evidence.end] == evidence.quote


def test_a_selection_goes_to_the_line_it_was_meant_for(ann: Reviewer) -> None:
    """Also where a line before it is still empty."""
    start = source(ann).index("aged 11 weeks")
    page = ann.entry(WREN)
    for _ in range(2):
        page = LexborHTMLParser(ann.send(page, "children", {"op": "add:0"}).text)
    more = {"op": "selection:0", "into": "2", "v2.name": "Rowan", "selected_start": str(start), "selected_end": str(start + 13)}
    drafted = LexborHTMLParser(ann.send(page, "children", more).text)
    ages = [(one(drafted, f"#v-children-{n}-name").attributes["value"], one(drafted, f"#v-children-{n}-age").attributes["value"]) for n in range(2)]
    assert ages == [("Child Wren", "3-month-old"), ("Rowan", "aged 11 weeks")]


def test_a_selection_over_a_line_break_keeps_its_place(ann: Reviewer, store: Store) -> None:
    start = source(ann).index("The\nfamily") if "The\nfamily" in source(ann) else source(ann).index("The family")
    drafted = ann.send(ann.entry(WREN), "ethnicity", {"op": "selection:0", "selected_start": str(start), "selected_end": str(start + 10)})
    assert ann.save(LexborHTMLParser(drafted.text), "ethnicity", "correct").status_code == 200
    assert last(store, "ethnicity").evidence[0].start == start


def test_a_board_by_its_name_or_id_and_words_nobody_knows_only_when_said(ann: Reviewer, store: Store) -> None:
    answer = ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="Somewhere Board", v0__unknown="")
    assert answer.status_code == 422
    assert "not in the list" in words(LexborHTMLParser(answer.text), ".wrong")
    assert ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="kirklees safeguarding children board", v0__unknown="").status_code == 200
    assert json.loads(json.loads(last(store, "board").value)[0])["id"] == "lscb-kirklees"
    assert ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="Somewhere Board", v0__unknown="yes").status_code == 200
    assert "id" not in json.loads(json.loads(last(store, "board").value)[0])


def test_a_board_whose_name_another_has_is_the_one_that_was_chosen(ann: Reviewer, store: Store) -> None:
    """Of two bodies of one name the earlier was kept, whichever was chosen from the list."""
    name = "Leeds Safeguarding Children Partnership"
    answer = ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value=name, v0__words="")
    assert answer.status_code == 422
    assert f"{name} (2019 to now)" in words(LexborHTMLParser(answer.text), ".wrong")
    offered = {t.id: t.label for t in suggestions("board", "leeds safeg")}
    for id in ("lscb-leeds", "scp-leeds"):
        for typed in (offered[id], id):
            page = ann.entry(OTTAVIA)
            assert ann.save(page, "board", "correct", v0__value=typed, v0__words="").status_code == 200
            said = json.loads(json.loads(last(store, "board").value)[0])
            assert (said["id"], said["name"]) == (id, name)
        page = ann.entry(OTTAVIA)
        assert words(page, "#field-board .values") == offered[id]
        assert ann.save(page, "board", "correct", v0__words="Thornby and District Board").status_code == 200
        assert json.loads(json.loads(last(store, "board").value)[0])["id"] == id, "other words in the document are no other board"
    assert ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="Leeds LSCB", v0__words="").status_code == 200
    assert json.loads(json.loads(last(store, "board").value)[0])["id"] == "lscb-leeds"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("incident_date", "some time ago"),
        ("outcome", "nothing of the kind"),
        ("recommendations_stated", "several"),
        ("incident_date", "2014-13"),
        ("incident_date", "2014-11 to 2014-02"),
        ("ethnicity", " "),
    ],
)
def test_what_is_no_value_is_refused_with_what_was_typed(ann: Reviewer, store: Store, field: str, typed: str) -> None:
    answer = ann.save(ann.entry(QUILL), field, "correct", v0__value=typed)
    assert answer.status_code == 422
    assert store.words() == ()
    page = LexborHTMLParser(answer.text)
    assert one(page, f"#field-{field} input[name='v0.value']").attributes["value"] == typed
    assert "Not saved" in words(page, ".wrong")


@pytest.mark.parametrize("typed", ["3 days short of 2 years", "3 months in 2014"])
def test_an_age_is_not_read_from_half_of_what_was_typed(ann: Reviewer, store: Store, typed: str) -> None:
    answer = ann.save(ann.entry(WREN), "children", "correct", v0__age=typed)
    assert answer.status_code == 422
    assert "no age" in words(LexborHTMLParser(answer.text), ".wrong")
    assert store.words() == ()


def test_a_range_of_dates_is_typed_as_it_is_shown(ann: Reviewer, store: Store) -> None:
    for typed, until in (("2014-11 to 2015-02", "2015-02"), ("2014-11 to 2015-03", "2015-03")):
        assert ann.save(ann.entry(WREN), "incident_date", "correct", v0__value=typed).status_code == 200
        assert json.loads(last(store, "incident_date").value) == {"iso": "2014-11", "precision": "range", "until": until}
        assert typed in words(ann.entry(WREN), "#field-incident_date .values")


def test_words_that_the_document_does_not_hold_are_no_evidence(ann: Reviewer, store: Store) -> None:
    answer = ann.save(ann.entry(QUILL), "ethnicity", "correct", v0__value="Irish", v0__words="an Irish family")
    assert answer.status_code == 422
    assert store.words() == ()


def test_words_that_say_no_value_are_not_passed_over(ann: Reviewer, store: Store) -> None:
    start = source(ann).index("Quill was often")
    drafted = ann.send(ann.entry(QUILL), "legal_status", {"op": "selection:0", "selected_start": str(start), "selected_end": str(start + 15)})
    page = LexborHTMLParser(drafted.text)
    assert one(page, "#field-legal_status input[name='v0.value']").attributes["value"] == ""
    answer = ann.save(page, "legal_status", "correct")
    assert answer.status_code == 422
    assert "say what these words mean" in words(LexborHTMLParser(answer.text), ".wrong")
    assert store.words() == ()
    assert ann.save(page, "legal_status", "correct", v0__value="Child protection plan, current").status_code == 200
    assert last(store, "legal_status").evidence[0].quote == "Quill was often"


def test_not_stated_and_withheld_are_said(ann: Reviewer, store: Store) -> None:
    ann.save(ann.entry(QUILL), "methodology", "not_stated")
    ann.save(ann.entry(QUILL), "board", "withheld")
    assert (last(store, "methodology").value, last(store, "methodology").status) == (None, "not_stated")
    assert (last(store, "board").value, last(store, "board").status) == (None, "withheld")
    assert words(ann.entry(QUILL), "#field-board .none") == "Withheld by the source"


def test_another_reading_is_used_with_its_words(ann: Reviewer, store: Store) -> None:
    answer = ann.save(ann.entry(OTTAVIA), "outcome", "other:0")
    assert answer.status_code == 200
    word = last(store, "outcome")
    assert word.evidence[0].quote == "fell from"


def test_undo_is_a_row_and_the_history_tells_all(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    ann.save(ann.entry(WREN), "ethnicity", "correct", v0__value="White British")
    ben.save(ben.entry(WREN), "ethnicity", "correct", v0__value="Irish")
    ben.save(ben.entry(WREN), "ethnicity", "undo")
    page = ann.entry(WREN)
    assert words(page, "#field-ethnicity .values") == "White British"
    history = [" ".join(li.text().split()) for li in page.css("#field-ethnicity .history li")]
    assert [h.split(",")[0] for h in history] == ["Ben undid the last word", "Ben corrected", "Ann corrected"]
    assert "(undone) from White British to Irish" in history[1]
    assert "from not stated to White British" in history[2]
    assert len(store.words()) == 3


def test_the_second_to_save_is_told_and_nothing_is_lost(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    his, hers = ben.entry(WREN), ann.entry(WREN)
    assert ann.save(hers, "ethnicity", "correct", v0__value="White British").status_code == 200
    answer = ben.save(his, "ethnicity", "correct", v0__value="Irish")
    assert answer.status_code == 409
    page = LexborHTMLParser(answer.text)
    said = words(page, ".conflict")
    assert "Ann saved this meanwhile" in said
    assert "White British" in said
    assert "Irish" in said
    assert [w.value for w in store.words()] == ["White British"]
    after = ben.save(page, "ethnicity", "mine")
    assert after.status_code == 200
    assert [w.value for w in store.words()] == ["White British", "Irish"]
    assert store.words()[-1].seen_value == "White British"


@pytest.mark.parametrize("action", ["confirm", "not_stated", "undo", "other:0"])
def test_no_button_overwrites_a_value_that_changed_meanwhile(ann: Reviewer, ben: Reviewer, store: Store, action: str) -> None:
    his = ben.entry(OTTAVIA)
    ann.save(ann.entry(OTTAVIA), "outcome", "correct", v0__value="Death")
    assert ben.save(his, "outcome", action).status_code == 409
    assert len(store.words()) == 1


@pytest.mark.parametrize(
    ("title", "field", "action", "told", "value", "status"),
    [
        (WREN, "outcome", "not_stated", "not stated", None, "not_stated"),
        (WREN, "board", "withheld", "withheld by the source", None, "withheld"),
        (WREN, "outcome", "confirm", "Death", "fatal", "found"),
        (WREN, "ethnicity", "confirm", "not stated", None, "not_stated"),
        (OTTAVIA, "outcome", "other:0", "Serious", "serious_harm", "found"),
    ],
)
def test_mine_after_all_is_what_was_shown_as_mine(
    ann: Reviewer, ben: Reviewer, store: Store, title: str, field: str, action: str, told: str, value: str | None, status: str
) -> None:
    """Not the values that the form held beside the button."""
    his = ben.entry(title)
    theirs = {"outcome": "Not stated or not clear", "board": "Kent Safeguarding Children Board"}.get(field, "Irish")
    assert ann.save(ann.entry(title), field, "correct", v0__value=theirs, v0__words="").status_code == 200
    page = LexborHTMLParser(ben.save(his, field, action).text)
    assert told in words(page, ".conflict dd:last-of-type")
    again = one(page, ".conflict button").attributes["value"] or ""
    assert ben.save(page, field, again).status_code == 200
    word = last(store, field)
    assert (word.reviewer, word.status) == ("Ben", status)
    assert value is None if word.value is None else value and value in word.value


def test_an_undo_that_came_too_late_offers_no_value(ann: Reviewer, ben: Reviewer) -> None:
    ben.save(ben.entry(WREN), "ethnicity", "correct", v0__value="Irish")
    his = ben.entry(WREN)
    ann.save(ann.entry(WREN), "ethnicity", "correct", v0__value="White British")
    answer = ben.save(his, "ethnicity", "undo")
    assert answer.status_code == 409
    assert LexborHTMLParser(answer.text).css(".conflict button") == []


def test_mine_after_all_overwrites_what_was_shown_and_nothing_later(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    his = ben.entry(WREN)
    ann.save(ann.entry(WREN), "ethnicity", "correct", v0__value="White British")
    page = LexborHTMLParser(ben.save(his, "ethnicity", "correct", v0__value="Irish").text)
    ann.save(ann.entry(WREN), "ethnicity", "correct", v0__value="White and Asian")
    answer = ben.save(page, "ethnicity", "mine")
    assert answer.status_code == 409
    assert "White and Asian" in words(LexborHTMLParser(answer.text), ".conflict")
    assert ben.save(LexborHTMLParser(answer.text), "ethnicity", "mine").status_code == 200
    assert last(store, "ethnicity").value == "Irish"


def test_a_form_made_before_a_new_snapshot_is_no_word_on_the_new_one(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    answer = ann.send(ann.entry(WREN), "outcome", {"action": "confirm", "seen": "0" * 16})
    assert answer.status_code == 409
    assert "A new snapshot was published meanwhile" in words(LexborHTMLParser(answer.text), ".conflict")
    assert store.words() == ()


def test_recommendations_are_split_merged_and_put_in_order(ann: Reviewer, store: Store) -> None:
    page = ann.entry(WREN)
    for op, expected in (
        ("down:0", ["time for second visits", "a joint record of moves"]),
        ("merge:0", ["time for second visits a joint record of moves"]),
        ("split:0", ["time for second visits", "a joint record of moves"]),
        ("up:1", ["a joint record of moves", "time for second visits"]),
        ("remove:0", ["time for second visits"]),
    ):
        more = {"op": op} | ({"v0.cut": "23"} if op == "split:0" else {})
        page = LexborHTMLParser(ann.send(page, "recommendations", more).text)
        assert [t.text() for t in page.css("#field-recommendations textarea")] == expected, op
    assert store.words() == ()
    assert ann.save(page, "recommendations", "correct").status_code == 200
    word = last(store, "recommendations")
    assert word.kind is Kind.SPLIT
    (said,) = json.loads(word.value)
    assert json.loads(said)["text"] == "time for second visits"
    assert word.evidence[0].quote == "time for second visits"


def test_an_added_recommendation_stands_on_its_words(ann: Reviewer, store: Store) -> None:
    start = source(ann).index("The board should tell")
    drafted = ann.send(ann.entry(OTTAVIA), "recommendations", {"op": "selection:0", "selected_start": str(start), "selected_end": str(start + 61)})
    page = LexborHTMLParser(drafted.text)
    assert len(page.css("#field-recommendations textarea")) == 2
    assert ann.save(page, "recommendations", "correct").status_code == 200
    word = last(store, "recommendations")
    assert len(json.loads(word.value)) == 2
    assert word.evidence[1].start == start


def test_the_rest_is_confirmed_at_once_as_it_was_seen(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    ann.save(ann.entry(QUILL), "ethnicity", "correct", v0__value="Irish")
    address, held = filled(one(ann.entry(QUILL), "form[action$='/confirm']"))
    answer = ann.http.post(address, data=held)
    assert answer.status_code == 303
    page = ann.page(answer.headers["location"])
    assert words(page, "#said") == "Confirmed: 21 fields."
    assert words(page, "#far") == "22 of 22 fields reviewed"
    assert len(store.words()) == 22
    assert ben.http.post(address, data=held).status_code == 303
    assert len(store.words()) == 22, "what is confirmed is not confirmed again"


def test_the_rest_is_not_confirmed_where_it_changed_meanwhile(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    address, held = filled(one(ben.entry(QUILL), "form[action$='/confirm']"))
    ann.save(ann.entry(QUILL), "ethnicity", "correct", v0__value="Irish")
    assert ben.http.post(address, data=held).status_code == 409
    assert len(store.words()) == 1


def test_a_question_that_is_open_again_is_not_closed_with_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its source has changed together with its reading: one press confirmed the word of before, over the source of now."""
    monkeypatch.setattr(work, "readers", here)
    path = tmp_path / "in" / "fernleigh.md"
    path.parent.mkdir()
    words_of = (Path(__file__).parent / "fernleigh.md").read_text("utf-8")
    path.write_text(words_of, "utf-8")
    ingest([path], tmp_path / "processed")
    with opened(tmp_path / "processed") as store:
        ann = Reviewer(tmp_path / "processed", store, "Ann")
        assert ann.save(ann.entry(WREN), "children", "correct", v0__age="4 months").status_code == 200
        path.write_text(words_of.replace("3-month-old", "6-month-old").replace("moved twice", "moved often"), "utf-8")
        ingest([path], tmp_path / "processed")
        page = ann.entry(WREN)
        assert "the source has changed" in words(page, "#field-children header")
        address, held = filled(one(page, "form[action$='/confirm']"))
        answer = ann.post(address, **held)
        assert "Left to look at: 1" in words(ann.page(answer.headers["location"]), "#said")
        assert [w.kind for w in store.words() if w.field == "children"] == [Kind.CORRECT]
        assert ann.save(ann.entry(WREN), "children", "confirm").status_code == 200, "who has looked at it says so"
        assert "the source has changed" not in words(ann.entry(WREN), "#field-children header")


def test_an_entry_is_marked_as_none_and_taken_back(ann: Reviewer, store: Store) -> None:
    for action, sign in (("reject", "marked as not an entry"), ("undo", "")):
        address, held = filled(one(ann.entry(QUILL), "form[action$='/entry']"))
        assert ann.http.post(address, data=held | {"action": action}).status_code == 303
        assert sign in words(ann.entry(QUILL), ".entry-head")
    assert [w.kind for w in store.words()] == [Kind.REJECT_ENTRY, Kind.UNDO]


def test_a_missed_entry_is_added_from_its_words(ann: Reviewer, store: Store) -> None:
    (document,) = shelf(ann.processed).documents
    whole = source(ann)
    start, end = whole.index("Learning bulletin"), whole.index("2018") + 4
    address, held = filled(one(ann.page(f"/documents/{document}"), "#add-entry"))
    assert ann.http.post(address, data=held | {"first": "words that are nowhere", "last": "2018"}).status_code == 422
    assert ann.http.post(address, data=held | {"start": str(start), "end": str(end), "first": "Learning bulletin", "last": "2018"}).status_code == 303
    (word,) = store.words()
    (words_of,) = word.evidence
    assert words_of is not None
    assert (word.kind, words_of.quote) == (Kind.ADD_ENTRY, whole[start:end])
    page = ann.page(f"/documents/{document}")
    assert "Learning bulletin" in words(page, ".added")
    address, held = filled(one(page, ".added form"))
    assert ann.http.post(address, data=held).status_code == 303
    assert store.words()[-1].kind is Kind.UNDO


def test_what_is_an_entry_already_is_not_added_again(ann: Reviewer, ben: Reviewer, store: Store) -> None:
    """The tables had one review twice, since an entry that was added has another id than the one that was read."""
    (document,) = shelf(ann.processed).documents
    address, _ = filled(one(ann.page(f"/documents/{document}"), "#add-entry"))
    answer = ann.post(address, first="Serious case review: Child Quill", last="within a day.")
    assert answer.status_code == 422
    assert "an entry already (entry 3" in words(LexborHTMLParser(answer.text), ".wrong")
    inside = {"first": "Learning points focus", "last": "second visits"}
    assert ann.post(address, **inside).status_code == 303, "an entry that was not cut out of another one"
    assert ben.post(address, **inside).status_code == 422
    assert len(store.words()) == 1


def test_an_added_entry_is_found_once_it_is_published_and_can_be_taken_out(ann: Reviewer, store: Store) -> None:
    (document,) = shelf(ann.processed).documents
    address, _ = filled(one(ann.page(f"/documents/{document}"), "#add-entry"))
    assert ann.post(address, first="Learning points focus", last="second visits").status_code == 303
    assert "published with the next snapshot" in words(ann.page(f"/documents/{document}"), ".added")
    ann.post("/publish")
    page = ann.page(f"/documents/{document}")
    assert "published with the next" not in words(page, ".added")
    to_entry = one(page, ".added a").attributes["href"] or ""
    record = to_entry.rpartition("/")[2]
    assert record == store.words()[0].record_id
    form = one(ann.page(to_entry), f"form[action='/entries/{record}/entry']")
    assert ann.post(f"{to_entry}/entry", **filled(form)[1], action="reject").status_code == 303
    ann.post("/publish")
    assert record not in shelf(ann.processed).entries
    found = datasets.current(ann.processed)
    assert "orphan_correction" not in found.arrow("issues")["kind"].to_pylist(), "what she says is what is published"
    assert {w["kind"]: w["state"] for w in found.arrow("corrections").to_pylist()} == {"add_entry": "superseded", "reject_entry": "corrected"}
    gone = ann.http.get(to_entry)
    assert gone.status_code == 404
    assert "Ann marked this as not an entry" in gone.text


def test_what_was_taken_out_is_named_by_its_title(ann: Reviewer) -> None:
    """As the snapshot before has it: an id says nothing to anybody."""
    record = ann.records()[WREN]
    form = one(ann.entry(WREN), "form[action$='/entry']")
    assert ann.post(f"/entries/{record}/entry", **filled(form)[1], action="reject").status_code == 303
    ann.post("/publish")
    (document,) = shelf(ann.processed).documents
    page = ann.page(f"/documents/{document}")
    assert words(page, ".added").startswith("Child Wren Ann, ")
    assert one(page, ".added button").attributes["aria-label"] == "Undo: Child Wren is an entry after all"
    for snapshot in (ann.processed / "snapshots").iterdir():
        if snapshot.name != datasets.current(ann.processed).id:
            shutil.rmtree(snapshot)
    assert words(ann.page(f"/documents/{document}"), ".added").startswith(f"Entry {record} Ann, ")


def test_what_is_published_is_what_stands(ann: Reviewer) -> None:
    ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="Kirklees Safeguarding Children Board", v0__unknown="")
    ann.save(ann.entry(OTTAVIA), "outcome", "confirm")
    before = datasets.current(ann.processed).id
    answer = ann.post("/publish")
    assert answer.status_code == 303
    page = ann.page(answer.headers["location"])
    after = datasets.current(ann.processed)
    assert after.id != before
    assert after.id in words(page, ".done")
    rows = {r["title"]: r for r in after.arrow("entries").to_pylist()}
    assert rows[OTTAVIA]["lscb_id"] == "lscb-kirklees"
    values = {(r["record_id"], r["field"]): r for r in after.arrow("values").to_pylist()}
    assert values[rows[OTTAVIA]["record_id"], "outcome"]["origin"] == "confirmed"
    assert words(ann.entry(OTTAVIA), "#field-board .was").endswith("Thornby and District Board")
    assert "0" in words(ann.page("/publish"), ".facts")
    assert ann.post("/publish").headers["location"].endswith("&same=yes")


def test_a_word_after_publishing_remembers_what_the_machine_read(ann: Reviewer, store: Store) -> None:
    ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="Kirklees Safeguarding Children Board", v0__unknown="")
    ann.post("/publish")
    ann.save(ann.entry(OTTAVIA), "board", "correct", v0__value="Kent Safeguarding Children Board", v0__unknown="")
    word = last(store, "board")
    assert "Kirklees" in word.seen_value
    assert "Thornby" in word.seen_reading
    ann.save(ann.entry(OTTAVIA), "board", "undo")
    assert "Kirklees" in words(ann.entry(OTTAVIA), "#field-board .values")


LONG = "9" * 5000
"""More digits than Python makes a number of."""


@pytest.mark.parametrize(
    ("field", "action", "sent", "status"),
    [
        ("recommendations_stated", "correct", {"v0.value": LONG}, 422),
        ("outcome", f"other:{LONG}", {}, 400),
        ("recommendations", "", {"op": f"up:{LONG}"}, 200),
        ("recommendations", "", {"op": "split:0", "v0.cut": LONG}, 200),
        ("children", "correct", {"v0.before": "["}, 200),
        ("outcome", "correct", {"v0.before": "{}", "v0.value": "Death"}, 200),
    ],
)
def test_what_no_page_sends_is_refused_and_nothing_breaks(ann: Reviewer, field: str, action: str, sent: dict[str, str], status: int) -> None:
    answer = ann.send(ann.entry(QUILL), field, {"action": action} | sent)
    assert answer.status_code == status, answer.text


def test_offsets_of_an_entry_that_are_no_numbers_are_passed_by(ann: Reviewer, processed: Path) -> None:
    document = next(iter(shelf(processed).documents))
    answer = ann.post(f"/documents/{document}/entries", start="0", end=LONG, first="nowhere in it", last="at all")
    assert answer.status_code == 422
