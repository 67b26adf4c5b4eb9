"""Every layout family keeps the promises of DESIGN's seam, and segmenting any document accounts for all of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract.layouts import LAYOUTS, segment
from scr_extract.layouts.seam import Cue, Layout
from scr_extract.model import BlockKind, Document, SegmentKind
from scr_extract.plain import plain
from tests.made import document, unmark

CUES = [pytest.param(cue, id=cue.name) for layout in LAYOUTS for cue in layout.cues]
NONSENSE = ["", " ", "\n\n", "Colourless green dreams sleep furiously.", "\x00\x01", "🙂\n\n🙂", ": - : -\n\n(2016)", "A" * 3000]


def well_formed(made: Document) -> None:
    """Segments stand in order without overlap inside the text, and every block that is not furniture is in one."""
    parts = segment(made)
    for a, b in pairwise(parts):
        assert a.span.end <= b.span.start, f"{a.kind} [{a.span.start}, {a.span.end}) overlaps {b.kind} [{b.span.start}, {b.span.end})"
    for part in parts:
        assert part.span.end <= len(made.text)
        for inner in (part.heading, part.header):
            assert inner is None or part.span.covers(inner)
    for block in made.blocks:
        if block.kind is not BlockKind.FURNITURE and block.span.of(plain(made.text)).strip():
            assert any(p.span.overlaps(block.span) for p in parts), f"block [{block.span.start}, {block.span.end}) is in no segment"


def test_names_are_unique() -> None:
    names = [cue.name for layout in LAYOUTS for cue in layout.cues]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda family: family.name)
def test_a_family_is_described_and_owns_its_cues(layout: Layout) -> None:
    assert len(layout.description) > 20
    assert layout.cues
    assert all(cue.name.startswith(layout.name + ".") for cue in layout.cues)


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_matches_its_examples_and_leaves_its_counter_examples(cue: Cue) -> None:
    assert cue.examples
    assert cue.counter_examples
    for marked in cue.examples:
        text, spans = unmark(marked)
        view = plain(text)
        found = list(cue.regex.finditer(view)) if cue.anywhere else [m for at in (0, *(s.start for s in spans)) if (m := cue.regex.match(view, at))]
        matches = [m.span("title") if m.groupdict().get("title") else m.span() for m in found]
        assert matches, marked
        for span in spans:
            assert any(start < span.end and abs(end - span.end) <= 1 for start, end in matches), (marked, matches)
    for text in cue.counter_examples:
        assert (cue.regex.search(plain(text)) if cue.anywhere else cue.regex.match(plain(text))) is None, text


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_holds_no_entry(text: str) -> None:
    made = document(text)
    well_formed(made)
    assert all(s.kind is not SegmentKind.ENTRY for s in segment(made))


@given(text=st.text(alphabet=st.sampled_from("Serious case review: Child V\n\n\n(2016)Authr LSCBDeath of a 3-year-old boy.Full report here–;")))
@settings(max_examples=60, deadline=None)
def test_any_text_is_accounted_for(text: str) -> None:
    well_formed(document(text))
