"""A text in pieces is the text, wherever evidence begins and ends, and offsets count code points."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract.desk.marks import Mark, elsewhere, pieces, words_at
from scr_extract.model import Span

TEXTS = st.text(alphabet=st.sampled_from("ab \n🕊𝒦<&é"), min_size=1, max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    marks = draw(st.lists(st.builds(Mark, spans, st.sampled_from(("age", "board", "title")), st.sampled_from(("value", "also", "other"))), max_size=8))
    return text, draw(spans), marks


@settings(max_examples=50)
@given(marked())
def test_pieces_are_the_text(made: tuple[str, Span, list[Mark]]) -> None:
    text, within, marks = made
    found = pieces(text, within, marks)
    assert "".join(p.text for p in found) == within.of(text)
    for p in found:
        assert text[p.start : p.start + len(p.text)] == p.text
        for n in range(p.start, p.start + len(p.text)):
            assert set(p.fields) == {m.field for m in marks if m.span.start <= n < m.span.end}
    opened = [f for p in found for f in p.opens]
    assert len(opened) == len(set(opened))


def test_the_strongest_mark_shows() -> None:
    found = pieces("abcdef", Span(0, 6), [Mark(Span(0, 4), "age", "other"), Mark(Span(2, 6), "board")])
    assert [(p.text, p.kind, p.fields) for p in found] == [("ab", "other", ("age",)), ("cd", "value", ("age", "board")), ("ef", "value", ("board",))]


def test_evidence_outside_the_entry_comes_with_its_line() -> None:
    text = "May 2018\nTopic\nentry words\nafter"
    found = elsewhere(text, Span(15, 26), [Mark(Span(9, 14), "topic"), Mark(Span(4, 8), "published"), Mark(Span(15, 20), "title")])
    assert [(line.of(text), [p.text for p in cut]) for line, cut in found] == [("May 2018", ["May ", "2018"]), ("Topic", ["Topic"])]


def test_words_are_found_where_they_stand() -> None:
    text = "aged two 🕊 aged\n three"
    whole = Span(0, len(text))
    assert words_at(text, "aged three", (whole,)) == Span(11, 22)
    assert words_at(text, "aged", (Span(5, len(text)), whole)) == Span(11, 15)
    assert words_at(text, "four", (whole,)) is None
    assert words_at(text, " ", (whole,)) is None
    assert words_at(text, "aged three", (Span(0, 20),)) is None
