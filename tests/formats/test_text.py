"""Plain text: encodings, wrapping, lists, headings and addresses, on made-up sentences."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract.formats import read
from scr_extract.formats.encoding import decode
from scr_extract.formats.wrapping import joined
from scr_extract.model import BlockKind, Document

PROSE = (
    "Death of a nine-week-old girl in a flat on the edge of a made-up town. The review looks at what was known to the "
    "health visitor, the midwife and the housing officer, none of whom had met. Issues identified include: nobody asked who "
    "lived in the home; well-meant advice was given by telephone; the father's half-brother was seen by no one."
)


def blocks(text: str, name: str = "made.txt") -> list[tuple[str, str]]:
    document = read(text.encode(), name)
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def links(document: Document) -> list[tuple[str, str]]:
    return [(link.span.of(document.text), link.target) for link in document.links]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_read_alike(encoding: str) -> None:
    text = "Zoë – “a child”, aged 3\n\nDéjà vu: £5"
    assert read(text.encode(encoding), "made.txt").text == text


def test_a_file_of_two_encodings() -> None:
    assert decode("Zoë, Chloë, José, naïve, café, Siân, Seán, Ángel ".encode() + b"it\x92s") == "Zoë, Chloë, José, naïve, café, Siân, Seán, Ángel it’s"


def test_line_ends_and_nul() -> None:
    assert blocks("Child A\r\nAuthor: B\r\r\nNext\x00 one\x0cLast") == [("body", "Child A\nAuthor: B"), ("body", "Next one\nLast")]


def test_unseen_characters_go_and_ligatures_are_spelt_out() -> None:
    assert blocks("safe\u00adguarding \ufb01nding, in\ufb02uence, zero\u200bwidth, 5\u00a0months, it\u0092s, Zoe\u0308") == [
        ("body", "safeguarding finding, influence, zerowidth, 5\u00a0months, it’s, Zoë")
    ]


def test_nothing_that_looks_like_markup_is_lost() -> None:
    text = "a * b, *stars*, _under_score_, <b>, <http://example.org/a>, [brackets] (round), `tick`, 5 < 6 > 4, # 1, &amp;, \\n"
    assert blocks(text) == [("body", text)]


@pytest.mark.parametrize("width", [60, 68, 72, 76, 80, 100])
def test_wrapped_prose_is_one_line(width: int) -> None:
    wrapped = textwrap.fill(PROSE, width)
    assert blocks(f"Child Q\nAuthor: Ann Example\n\n{wrapped}\n\nFull report here") == [
        ("body", "Child Q\nAuthor: Ann Example"),
        ("body", PROSE),
        ("body", "Full report here"),
    ]


def test_header_lines_over_wrapped_prose_stay_lines() -> None:
    wrapped = textwrap.fill(PROSE, 72)
    heading = "Serious case review: the made-up children of Exampleton and Inventbury"
    text = f"{heading}\nAuthor: Ann Example\n{wrapped}"
    assert blocks(text) == [("body", f"{heading}\nAuthor: Ann Example\n{PROSE}")]


@pytest.mark.parametrize(
    "text",
    [
        "Child A made-up briefing of the partnership, with a long first line here\nExampleshire SCR: July 2017.\nKey issues: neglect, housing.",
        "Child E SCR – 31 July 2014\nBaby F SCR – 28 February 2014\nChild B SCR – November 2012",
        "January 2014 – Exampleton – Child T\nDeath of a boy.\n" + PROSE,
    ],
)
def test_lines_that_were_meant_stay(text: str) -> None:
    assert blocks(text) == [("body", text)]


def test_lists() -> None:
    text = "The review recommends:\n- visit all\n  homes\n- tell the board\n\n"
    text += "1. First of all\n2. Second\n\n• One sign\n\nAges – 3 and 4\n- an aside\n\n7. A section"
    assert blocks(text) == [
        ("body", "The review recommends:"),
        ("list_item", "visit all\nhomes"),
        ("list_item", "tell the board"),
        ("list_item", "1. First of all"),
        ("list_item", "2. Second"),
        ("list_item", "One sign"),
        ("body", "Ages – 3 and 4\n- an aside"),
        ("body", "7. A section"),
    ]


def test_levels_of_a_list() -> None:
    document = read(b"Lists:\n- one\n  - two\n    - three\n- one", "made.txt")
    assert [block.level for block in document.blocks] == [None, 1, 2, 3, 1]


def test_headings_that_the_text_marks() -> None:
    assert blocks("Bulletin\n========\n\nSERIOUS CASE REVIEW\n\nTopic\n-----\nWords\n\n_____\n\nA title-like line") == [
        ("heading", "Bulletin"),
        ("heading", "SERIOUS CASE REVIEW"),
        ("heading", "Topic"),
        ("body", "Words"),
        ("body", "A title-like line"),
        ("furniture", "_____"),
    ]


def test_bare_addresses_are_links() -> None:
    document = read(b"See https://example.org/a_(b).pdf, (http://example.org/c) or www.example.org.", "made.txt")
    assert links(document) == [
        ("https://example.org/a_(b).pdf", "https://example.org/a_(b).pdf"),
        ("http://example.org/c", "http://example.org/c"),
        ("www.example.org", "http://www.example.org"),
    ]


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="-–—*+_=~•●▪■□◦‣⁃∙·➢➤►✓✔─"), max_size=200))
@settings(max_examples=100, deadline=None)
def test_every_visible_character_is_kept(text: str) -> None:
    document = read(f"Opening words {text}".encode(), "made.txt")
    if document.media_type == "text/plain" and text.isprintable():
        import unicodedata

        from scr_extract.formats.canonical import clean

        assert "".join(document.text.split()) == "".join(clean(unicodedata.normalize("NFC", f"Opening words {text}")).split())


def test_no_wrapping_is_seen_without_proof() -> None:
    assert joined(["A line of more than fifty characters that stands alone, and", "goes on once only"]) == frozenset()


def test_two_megabytes_of_one_line_are_read() -> None:
    document = read(b"Child Z Author: A B " * 100_000, "made.txt")
    assert len(document.blocks) == 1
    assert document.blocks[0].kind is BlockKind.BODY


def test_lines_cut_by_as_many_tabs_are_a_table() -> None:
    made = read(b"Reviews\n\nRef\tChild\tBoard\n1\tChild V\tDevon\n2\tChild W\tPoole\n\nOne\ttab here\n", "t.txt")
    assert [(b.row, b.span.of(made.text)) for b in made.blocks if b.row] == [
        *(((0, 0, 0), "Ref"), ((0, 0, 1), "Child"), ((0, 0, 2), "Board")),
        *(((0, 1, 0), "1"), ((0, 1, 1), "Child V"), ((0, 1, 2), "Devon")),
        *(((0, 2, 0), "2"), ((0, 2, 1), "Child W"), ((0, 2, 2), "Poole")),
    ]
    assert "One\ttab here" in made.text


def test_a_lone_dash_that_begins_a_wrapped_line_is_the_sentences_own() -> None:
    prose = (
        "The review read all that was written of the lodging house, from 2009",
        "- 2014, and asked whether the landlord had been told by anyone who",
        "came to the door that a child slept in the room above the yard, or",
        "whether nobody had.",
    )
    items = (*prose[2:], "The landlord should be told, by every one of those who come to the", "- front door or the back", "- yard, and be asked to answer")
    assert joined(prose) == {0, 1, 2}
    assert joined((*prose, "", *items)) == {0, 1, 2, 5}
