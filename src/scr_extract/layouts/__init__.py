"""Layouts: where the entries of a document begin and end. One file of cues per family, one line in LAYOUTS, its examples."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.layouts import generic, newsletter, nspcc_list, record, references, shapes, tagged, web_list
from scr_extract.layouts.arrange import segments
from scr_extract.layouts.clues import Clue, clues, titles
from scr_extract.layouts.coded import coded_alike
from scr_extract.layouts.coded import references as numbered
from scr_extract.layouts.counted import counted_alike
from scr_extract.layouts.extents import trimmed
from scr_extract.layouts.flattened import flattened
from scr_extract.layouts.forced import forced
from scr_extract.layouts.frames import built_alike
from scr_extract.layouts.led import with_led, with_trailing
from scr_extract.layouts.neighbours import in_company, with_closing_dates
from scr_extract.layouts.noted import in_reviews
from scr_extract.layouts.recurring import recurring
from scr_extract.layouts.references import cited
from scr_extract.layouts.report import SEVERAL, is_manual, lists_reviews, report_parts, segment_report
from scr_extract.layouts.run_in import run_in_titles
from scr_extract.layouts.seam import Layout, Role
from scr_extract.layouts.segmenter import Stretch, stretches
from scr_extract.layouts.series import in_series
from scr_extract.layouts.units import Unit, units
from scr_extract.layouts.vouched import vouched
from scr_extract.layouts.wrapped import mended
from scr_extract.model import Document, Segment, Span
from scr_extract.resources.sought import Sought

_CODE = re.compile(r"\b(?:[a-z]{1,2}\d{0,3}|\d{1,3})\b(?!')")
"""A letter, letters or number that tells one pseudonym from another, in a title in small letters."""

NAMED_TITLE = 5
"""The heading weight of a title that names a review or a reviewed child."""
LAYOUTS: tuple[Layout, ...] = (newsletter.LAYOUT, nspcc_list.LAYOUT, web_list.LAYOUT, record.LAYOUT, references.LAYOUT, tagged.LAYOUT, generic.LAYOUT)

_CUTS = (
    *(cue.sought for layout in LAYOUTS for cue in layout.cues if cue.role is Role.END and cue.anywhere),
    Sought.of(web_list.RUN_IN_BREAK),
    Sought.of(nspcc_list.RUN_ON_BREAK),
)


def segment(document: Document) -> tuple[Segment, ...]:
    """Every segment of the document in order: entries, topics, resources and context. No review, no entry."""
    lines = units(document, _CUTS)
    view, lines = mended(document.view, lines)
    if not lines:
        return ()
    listed = lru_cache(lambda: _several(titles(view, lines, LAYOUTS)))
    parts = report_parts(document, view, lines, listed)
    if parts is not None and len(numbered(view, lines, sure=True)) >= SEVERAL:
        parts = None
    if parts is not None and listed() < SEVERAL:
        return segment_report(view, lines, parts)
    found, entries = _entries(view, lines)
    if parts is not None and not lists_reviews(view, found, entries):
        return segment_report(view, lines, parts)
    if is_manual(view, lines):  # its examples tell of children who never were; only what a title names is a review
        entries = tuple(s for s in entries if found[s.first].heading >= NAMED_TITLE)
    return segments(view, found, entries)


def _several(named: frozenset[str]) -> int:
    """How many of these titles can be reviews of their own: `sibling m` is none beside `siblings l, m and n`."""
    codes = {title: frozenset(_CODE.findall(title)) for title in named}
    return sum(not any(own < others for others in codes.values()) or not own for own in codes.values())


def segment_at(document: Document, span: Span) -> Segment:
    """The entry that a person says stands exactly here."""
    view, lines = mended(document.view, units(document, _CUTS))
    found, entries = _entries(view, lines)
    return forced(view, found, entries, span)


def _entries(view: str, lines: tuple[Unit, ...]) -> tuple[tuple[Clue, ...], tuple[Stretch, ...]]:
    """What the lines say, and the entries cut from them; a second time where the entries found show what others look like."""
    found = flattened(view, tagged.tagged(view, cited(view, vouched(view, in_company(view, in_reviews(view, clues(view, lines, LAYOUTS)))))))
    for company in (coded_alike, built_alike, counted_alike, run_in_titles, with_closing_dates):
        found = company(view, found)
    entries = stretches(view, found)
    alike = in_series(view, shapes.alike(view, found, (s.first for s in entries)), entries)
    told, entries = recurring(view, alike, entries if alike == found else stretches(view, alike))
    told, entries = with_led(view, told, entries)
    return told, trimmed(view, told, with_trailing(view, told, entries))
