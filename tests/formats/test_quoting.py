"""Mails that are quoted in plain text: the marks go, the words and their paragraphs stay; what only looks like it stays as it is."""

from __future__ import annotations

from scr_extract.formats import read
from scr_extract.formats.quoting import unquoted
from scr_extract.model import BlockKind

MAIL = """Dear all

See below.

> Hello everyone
>
> *1. Kent - Child T*
> A boy of two died in September 2016 after taking
> his father's medicine.
>
>> There are 8 recommendations.
>
> Desmond
"""


def test_the_words_of_a_quoted_mail_are_read() -> None:
    document = read(MAIL.encode(), "mail.txt")
    assert ">" not in document.text
    assert "A boy of two died in September 2016 after taking his father's medicine." in " ".join(document.text.split())
    (heading,) = [b for b in document.blocks if b.kind is BlockKind.HEADING]
    assert heading.span.of(document.text) == "1. Kent - Child T"


def test_links_with_such_marks_stay() -> None:
    links = ["> Read the overview report", "> Read the executive summary", "text", "> Home", "> News", "> Contact us", "> Search"]
    assert unquoted(links) == links


def test_stars_within_a_line_stay() -> None:
    document = read(b"He was *very* ill.\n\n* one\n* two\n\n2 * 3 * 4", "a.txt")
    assert "*very*" in document.text
    assert not [b for b in document.blocks if b.kind is BlockKind.HEADING]


def test_a_line_in_italics_within_a_paragraph_is_no_heading() -> None:
    for text in ("He was found\n*at home in the morning*\nby his aunt.", "*Names have been changed throughout this page.*\n\nHe was found."):
        assert not [b for b in read(text.encode(), "a.txt").blocks if b.kind is BlockKind.HEADING], text
