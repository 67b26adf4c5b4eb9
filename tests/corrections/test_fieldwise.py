"""The state table of DESIGN section 8, row by row and then for any field, reading and word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_extract.corrections.agreement import said
from scr_extract.corrections.correction import Correction, Seen, Words, confirm, correct, several
from scr_extract.corrections.fieldwise import Laid, State, lay, reading
from scr_extract.corrections.standing import effective
from scr_extract.fields.seam import Field, first
from scr_extract.model import Candidate, Evidence, Found, Resolution, Span
from scr_extract.values import Text, show
from tests.corrections.made import DOCUMENT

ONE = Field("title", Text, (), first, "One value.", lambda _: {})
MANY = Field("keywords", Text, (), first, "Several values.", lambda _: {}, several=True)
THEN, NOW = "AAAA.1", "AAAA.2"


def read(*values: str) -> Resolution:
    chosen = tuple(Candidate("f", Text(v), Evidence(DOCUMENT, Span(n, n + 1), "x", f"rule.{n}")) for n, v in enumerate(values))
    return Resolution(Found.FOUND if values else Found.NOT_STATED, chosen)


def before(of: Field, *values: str, ordinal: int | None = None, at: str = THEN) -> Seen:
    """What the reviewer saw when this was the reading."""
    shown = several(values) if of.several and ordinal is None else values[0] if values else None
    name = "keywords" if of.several else "title"
    return Seen(document_id=DOCUMENT, record_id="r", field=name, value=shown, reading=shown, fingerprint=at, ordinal=ordinal)


def shown(values: Sequence[Laid]) -> list[tuple[str, str]]:
    return [(show(v.value), str(v.origin)) for v in values]


@pytest.mark.parametrize(
    ("now", "reads", "said", "state"),
    [
        (THEN, ["old"], "new", State.CORRECTED),
        (THEN, ["old"], "old", State.CONFIRMED),
        (THEN, ["other"], "new", State.CORRECTED),  # another extractor reads something else in the same words
        (THEN, ["other"], "old", State.CORRECTED),  # ... even where the reviewer had confirmed
        (THEN, ["new"], "new", State.CONFIRMED),  # ... or comes round to what the reviewer says
        (THEN, [], "new", State.CORRECTED),
        (NOW, ["old"], "new", State.CORRECTED),
        (NOW, ["old"], "old", State.CONFIRMED),
        (NOW, ["new"], "new", State.CONFIRMED),  # the source changed and says now what the reviewer says: nothing to ask
        (NOW, ["other"], "new", State.STALE),
        (NOW, ["other"], "old", State.STALE),
        (NOW, [], "new", State.STALE),
        (NOW, ["old"], None, State.CORRECTED),
        (NOW, [], None, State.CONFIRMED),
        (NOW, ["other"], None, State.STALE),
    ],
)
def test_every_row_of_the_table(now: str, reads: list[str], said: str | None, state: State) -> None:
    seen = before(ONE, "old")
    word = confirm(seen, "ann") if said == "old" else correct(seen, said, "ann")
    made = lay(ONE, read(*reads), [word], now)
    assert made.states == {word.correction_id: state}
    assert [show(v.value) for v in made.values] == ([said] if said else []), "what is published is the reviewer's, in every row"
    assert made.origin is state
    assert made.status is (Found.FOUND if said else Found.NOT_STATED)


def test_what_no_reviewer_spoke_of_is_the_extractors() -> None:
    made = lay(ONE, read("old"), [], NOW)
    assert (shown(made.values), made.states, made.lost) == ([("old", "extracted")], {}, ())


def test_a_correction_over_a_correction_is_judged_by_the_reading_under_it() -> None:
    """Ben saw Ann's value; the question reopens when the extractor's reading moves, not because it never was Ann's value."""
    seen = Seen(document_id=DOCUMENT, record_id="r", field="title", value="ann's", reading="old", fingerprint=THEN)
    word = correct(seen, "ben's", "ben")
    assert lay(ONE, read("old"), [word], NOW).origin is State.CORRECTED
    assert lay(ONE, read("other"), [word], NOW).origin is State.STALE


def test_withheld_is_not_not_stated() -> None:
    word = correct(before(ONE, "old"), None, "ann", status="withheld")
    assert lay(ONE, read("old"), [word], THEN).status is Found.WITHHELD


def test_readings_that_no_value_says_stay_as_alternatives() -> None:
    made = lay(ONE, read("old"), [correct(before(ONE, "old"), "new", "ann")], THEN)
    assert [show(c.value) for c in made.lost] == ["old"]


def test_the_words_a_reviewer_chose_are_the_evidence_else_there_is_none() -> None:
    seen = before(ONE, "old")
    chosen = Words(5, 8, "new")
    (value,) = lay(ONE, read("old"), [correct(seen, "new", "ann", evidence=[chosen])], THEN).values
    assert (value.words, value.candidate) == (chosen, None)
    (value,) = lay(ONE, read("old"), [correct(seen, "new", "ann")], THEN).values
    assert (value.words, value.candidate) == (None, None)
    (value,) = lay(ONE, read("old"), [confirm(seen, "ann")], THEN).values
    assert value.candidate is not None


def test_a_list_keeps_the_evidence_of_what_was_read() -> None:
    made = lay(MANY, read("a", "b", "c"), [correct(before(MANY, "a", "b", "c"), several(["c", "new", "a"]), "ann")], THEN)
    assert shown(made.values) == [("c", "confirmed"), ("new", "corrected"), ("a", "confirmed")]
    assert [v.candidate.evidence.rule_id if v.candidate else None for v in made.values] == ["rule.2", None, "rule.0"]
    assert [show(c.value) for c in made.lost] == ["b"]


@pytest.mark.parametrize(
    ("reads", "n", "was", "said", "values"),
    [
        (["a", "b", "c"], 2, "b", "B", [("a", "extracted"), ("B", "corrected"), ("c", "extracted")]),
        (["a", "b", "c"], 2, "b", "b", [("a", "extracted"), ("b", "confirmed"), ("c", "extracted")]),
        (["a", "b", "c"], 2, "b", None, [("a", "extracted"), ("c", "extracted")]),
        (["new", "a", "b"], 2, "b", "B", [("new", "extracted"), ("a", "extracted"), ("B", "corrected")]),  # the list moved: found by what was seen
        (["a", "c"], 2, "b", "B", [("a", "extracted"), ("B", "corrected"), ("c", "extracted")]),  # gone from the reading: put in at its place
        (["a", "B", "c"], 2, "b", "B", [("a", "extracted"), ("B", "confirmed"), ("c", "extracted")]),  # read right meanwhile: not put in twice
        (["a"], 2, None, "new", [("a", "extracted"), ("new", "corrected")]),
        ([], 5, None, "new", [("new", "corrected")]),
        (["a", "c"], 2, "b", None, [("a", "extracted"), ("c", "extracted")]),
    ],
)
def test_a_word_on_one_value_of_a_list(reads: list[str], n: int, was: str | None, said: str | None, values: list[tuple[str, str]]) -> None:
    seen = before(MANY, *([was] if was else []), ordinal=n)
    word = confirm(seen, "ann") if said == was else correct(seen, said, "ann")
    assert shown(lay(MANY, read(*reads), [word], THEN).values) == values


def test_words_on_single_values_build_on_the_last_whole_list() -> None:
    whole = correct(before(MANY, "a", "b"), several(["a", "x"]), "ann")
    one = correct(Seen(document_id=DOCUMENT, record_id="r", field="keywords", value="x", reading=None, fingerprint=THEN, ordinal=2), "y", "ben")
    made = lay(MANY, read("a", "b"), [whole, one], THEN)
    assert shown(made.values) == [("a", "confirmed"), ("y", "corrected")]


def test_a_value_the_field_can_no_longer_have_is_named_and_not_published() -> None:
    outcome = Field("outcome", __import__("scr_extract.values", fromlist=["Choice"]).Choice, (), first, "x", lambda _: {})
    word = correct(before(ONE, "old"), "no_such_term", "ann")
    made = lay(outcome, read("old"), [word], THEN)
    assert made.states == {word.correction_id: State.INVALID}
    assert shown(made.values) == [("old", "extracted")]


def test_a_word_said_when_the_field_had_one_value_breaks_nothing() -> None:
    """It is no list: as a value it is none any more; as what was seen it is the one value that it was."""
    was = before(ONE, "old")
    for word, state in ((correct(was, "new", "ann"), State.INVALID), (correct(was, None, "ann"), State.CORRECTED)):
        assert lay(MANY, read("old"), [replace(word, field="keywords")], NOW).states == {word.correction_id: state}
        assert said(replace(word, field="keywords"))


_VALUES = st.lists(st.sampled_from(["a", "b", "c", "d e", "ø 🙂"]), unique=True, max_size=4)


@st.composite
def _worded(draw: st.DrawFn) -> Correction:
    saw = draw(_VALUES)
    at = draw(st.sampled_from([THEN, NOW]))
    if draw(st.booleans()):
        seen = before(MANY, *saw, at=at)
        return confirm(seen, "ann") if draw(st.booleans()) else correct(seen, several(draw(_VALUES)), "ann")
    n = draw(st.integers(1, 5))
    seen = before(MANY, *(saw[n - 1 : n]), ordinal=n, at=at)
    return confirm(seen, "ann") if draw(st.booleans()) else correct(seen, draw(st.sampled_from([None, "a", "b", "z"])), "ann")


@given(_VALUES, st.lists(_worded(), max_size=5), st.sampled_from([THEN, NOW]))
def test_whatever_is_read_the_reviewer_has_the_last_word(reads: list[str], words: list[Correction], now: str) -> None:
    said = effective(words) if words else ()
    made = lay(MANY, read(*reads), said, now)
    assert set(made.states) == {w.correction_id for w in said}, "every word has a state"
    assert all(s in (State.CONFIRMED, State.CORRECTED, State.STALE) for s in made.states.values())
    published = [show(v.value) for v in made.values]
    assert sorted(published + [show(c.value) for c in made.lost]) == sorted({*published, *reads}), "no reading is dropped in silence"
    assert len(published) == len(set(published))
    if said:
        last = said[-1]
        if last.ordinal is not None:
            assert last.value in published or (last.value is None and last.seen_value not in published)
        elif len(said) == 1:
            assert several(published) == last.value
    if now == THEN and all(w.seen_fingerprint == THEN for w in said):
        assert State.STALE not in made.states.values(), "without a change of the source no question is opened again"
    if not said:
        assert published == reads
    assert reading(MANY, read(*reads)) == several(reads)
