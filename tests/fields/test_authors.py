from __future__ import annotations

import time

from scr_extract.fields.authors import FIELD
from scr_extract.values import Text
from tests.fields.seam_checks import check
from tests.made import reading


def test_seam() -> None:
    check(FIELD)


def test_reviewers_who_sign_at_the_end_of_a_long_report() -> None:
    told = "The nurse called and found nobody in, and wrote it down where no one looked. " * 300
    signed = "== Statement by Reviewer(s) ==\n\nREVIEWER 1 Maud Ellery\n\nREVIEWER 2 Tom Ashby\n"
    text = f"Concise Child Practice Review\n\nCTSB 02/2015\n\n== Background ==\n\n{told}\n\n{signed}"
    names = [c.value.text for f in FIELD.finders for c in f.find(reading(text)) if isinstance(c.value, Text)]
    assert names == ["Maud Ellery", "Tom Ashby"]


def test_two_authors_on_a_cover_with_a_line_of_what_each_is() -> None:
    cover = "Serious case review\n\nLead Reviewers\n\nMaud Ellery\n\nFormer Nurse\n\nTom Ashby\n\n{}\n\n1. Introduction\n\nA boy died."
    for role, wanted in (("Accredited reviewer", ["Maud Ellery", "Tom Ashby"]), ("Independent Chair of the Panel", ["Maud Ellery"])):
        read = reading(cover.format(role))
        found = [c for f in FIELD.finders for c in f.find(read)]
        assert [c.value.text for c in FIELD.resolver(read, found).chosen if isinstance(c.value, Text)] == wanted


def test_initials_of_a_name_that_is_there_in_full_are_no_other_author() -> None:
    signed = "REVIEWER 1: Maud Ellery\nREVIEWER 2: Tom Ashby\n\nReviewer 1 (Signature) M. Ellery\nReviewer 2 (Signature) {}\n"
    for other, wanted in (("T. Ashby", ["Maud Ellery", "Tom Ashby"]), ("J. Ashby", ["Maud Ellery", "Tom Ashby", "J. Ashby"])):
        read = reading(f"Child Practice Review\n\n{signed.format(other)}")
        found = [c for f in FIELD.finders if f.rule_id == "authors.reviewer" for c in f.find(read)]
        assert [c.value.text for c in FIELD.resolver(read, found).chosen if isinstance(c.value, Text)] == wanted


def test_blanks_after_a_name_are_read_in_time() -> None:
    """A footer stands as blanks in the text that rules see: what a name may be followed by is looked for over all of them at once."""
    text = f"Serious case review: Child Q\n\nThe review was led by Maud Ellery{' ' * 4000}who wrote the report.\n\nDeath of a boy in January 2015."
    read = reading(text)
    started = time.process_time()
    found = [c for f in FIELD.finders if f.source != "model" for c in f.find(read)]
    assert time.process_time() - started < 5
    assert any(c.value == Text("Maud Ellery") for c in found)
