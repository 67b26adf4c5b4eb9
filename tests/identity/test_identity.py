"""Ids are given once, follow the review and never repeat."""

from __future__ import annotations

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from scr_extract import identity
from scr_extract.identity import Known, fingerprint, inherit, overlap, record_ids

STORY = "Death of a five month old boy while the family was moving house. Nobody had seen the child for three weeks and the health visitor was on leave."
OTHER = "Serious injury of a girl aged nine who was struck by a lorry outside her school. The review found that the crossing had been closed since spring."


def test_a_document_is_its_bytes() -> None:
    assert identity.document_id(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_an_id_hangs_on_the_first_twelve_words_only() -> None:
    words = STORY.split()
    (a,) = record_ids("d", [" ".join(words)])
    (b,) = record_ids("d", [" ".join([*words[:12], "quite", "another", "end"])])
    (c,) = record_ids("d", [" ".join(["Sudden", *words])])
    assert a == b
    assert a != c


def test_an_id_does_not_see_case_punctuation_or_spacing() -> None:
    assert record_ids("d", ["Death of a BABY,  in “May”"]) == record_ids("d", ["death of a baby in 'May'"])


def test_entries_that_open_alike_have_their_own_ids_in_order() -> None:
    ids = record_ids("d", [STORY, OTHER, STORY, STORY])
    assert len(set(ids)) == 4
    assert ids[0] == record_ids("d", [STORY])[0]


def test_one_text_in_two_documents_is_two_records() -> None:
    assert record_ids("d", [STORY]) != record_ids("e", [STORY])


def test_overlap_tells_a_reworded_entry_from_another() -> None:
    assert overlap(fingerprint(STORY), fingerprint(STORY)) == 1.0
    assert overlap(fingerprint(STORY), fingerprint(OTHER)) == 0.0
    assert overlap(fingerprint(STORY), fingerprint(STORY.replace("three weeks", "four weeks"))) > identity.SAME
    assert overlap(fingerprint(STORY), fingerprint(STORY + " " + OTHER)) < identity.SAME
    assert overlap(fingerprint(""), fingerprint("")) == 0.0


def test_overlap_of_long_texts_is_about_right() -> None:
    words = [f"w{n}" for n in range(3000)]
    share = overlap(fingerprint(" ".join(words[:2400])), fingerprint(" ".join(words[600:])))
    assert 0.5 < share < 0.7, "1800 of 3000 shingles are common"


@given(st.text(max_size=200), st.text(max_size=200))
def test_overlap_is_a_share_and_has_no_sides(a: str, b: str) -> None:
    left, right = fingerprint(a), fingerprint(b)
    assert 0.0 <= overlap(left, right) <= 1.0
    assert overlap(left, right) == overlap(right, left)


def test_an_entry_cut_anew_keeps_its_id() -> None:
    old = [Known("old1", fingerprint(STORY)), Known("old2", fingerprint(OTHER))]
    new = [
        Known("new2", fingerprint("Topic. " + OTHER)),
        Known("new1", fingerprint("Author: A. " + STORY)),
        Known("new3", fingerprint("wholly new words here")),
    ]
    assert inherit(new, old) == {"new1": "old1", "new2": "old2", "new3": "new3"}


def test_the_nearest_takes_the_id_and_no_id_is_given_twice() -> None:
    old = [Known("a", fingerprint(STORY))]
    near, far = Known("b", fingerprint(STORY + " Indeed.")), Known("c", fingerprint(STORY + " And there was no more to be said of it."))
    assert inherit([far, near], old) == {"b": "a", "c": "c"}


def test_an_id_that_moved_on_is_not_given_to_another_entry() -> None:
    old = [Known("a", fingerprint(STORY)), Known("z", fingerprint("gone for good and all"))]
    new = [Known("b", fingerprint(STORY)), Known("a", fingerprint(OTHER))]
    given_ids = inherit(new, old)
    assert given_ids["b"] == "a"
    assert given_ids["a"] not in {"a", "z"}
    assert len(set(given_ids.values())) == 2


@given(st.lists(st.sampled_from([STORY, OTHER, STORY + " More.", "a b c", ""]), max_size=5), st.lists(st.sampled_from([STORY, OTHER, "a b c d"]), max_size=5))
def test_inheritance_never_repeats_an_id(new: list[str], old: list[str]) -> None:
    fresh = [Known(i, fingerprint(t)) for i, t in zip(record_ids("d", new), new, strict=True)]
    past = [Known(i, fingerprint(t)) for i, t in zip(record_ids("d", old), old, strict=True)]
    given_ids = inherit(fresh, past)
    assert set(given_ids) == {k.record_id for k in fresh}
    assert len(set(given_ids.values())) == len(fresh)
    assert inherit(fresh, fresh) == {k.record_id: k.record_id for k in fresh}


@given(st.integers(0, 150), st.integers(0, 150), st.integers(0, 150))
def test_overlap_is_that_of_the_smallest_of_both(only_a: int, both: int, only_b: int) -> None:
    """By its definition: of the 128 smallest hashes of either, the share that stands in both; whether or not there are as many."""
    a, b = (sketch(range(start, start + only), range(1000, 1000 + both)) for start, only in ((0, only_a), (5000, only_b)))
    left, right = (set(identity._unpack(s)) for s in (a, b))
    union = sorted(left | right)[:128]
    assert overlap(a, b) == (sum(h in left and h in right for h in union) / len(union) if union else 0.0)


def sketch(*hashes: range) -> str:
    raw = sorted({(n * 2654435761 % 2**32).to_bytes(4) for some in hashes for n in some})[:128]
    return base64.urlsafe_b64encode(b"".join(raw)).decode()
