"""Dates of publication on a report's first page, and in headings that govern several reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.published_marks import cover, else_before, hit_at, is_date, one_of, stands_as_date
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate
from scr_extract.resources.dates import DateHit, dates


def _on_cover(reading: Reading) -> Iterator[Candidate]:
    """Dates of the first page that have a line to themselves or follow a word for a review; of a report, also those that end a title's line."""
    view, zone = reading.view, cover(reading)
    alone: list[DateHit] = []
    ending: list[DateHit] = []
    for hit in dates(view, zone):
        if not is_date(hit) or else_before(view, zone, hit) or not stands_as_date(view, zone, hit):
            continue
        line = view[max(zone.start, view.rfind("\n", zone.start, hit.span.start) + 1) : hit.span.start]
        if not _NOT_A_COVER.search(line):
            (alone if re.search(one_of("reviews"), line, re.I) or not re.search(r"\w", line) else ending).append(hit)
    for hit in (*alone, *(ending if reading.is_report else ())):
        yield hit_at(reading, hit, "published.cover")


_NOT_A_COVER = re.compile(r"\b(?:chapter|section|working\s+together|act|page|upload|post|www|http)\b", re.I)

COVER_DATE = Finder(
    "published.cover",
    _on_cover,
    examples=(
        Example("Rowan\n\nOverview report\n\n[[March 2012]]\n\n1. Introduction", "2012-03"),
        Example("Rowan\n\nOverview report\n\nPanel chair: Ann Other\n\n[[September 2012]] - Final publication copy\n\n1. Introduction", "2012-09"),
    ),
    counter_examples=("Rowan\n\nOverview report\n\nReviewed in May 2013\n\nHe was a boy.",),
)

# The governing heading: `Date of publication: 18th February 2015` above several reports.


def _governing(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for span in reading.outside:
        found = [h for h in dates(view, span) if is_date(h)]
        whole = re.compile(rf"\W*(?:{one_of('publication')}\W*)?(?:(?:{one_of('reviews')}\W+)(?:published\s+)?(?:in|from|for)?\s*)?", re.I)
        for hit in found[:1]:
            if whole.fullmatch(view, span.start, hit.span.start) and re.fullmatch(r"\W*", view[hit.span.end : span.end]):
                yield hit_at(reading, hit, "published.governing")


GOVERNING = Finder(
    "published.governing",
    _governing,
    examples=(
        Example("# Date of publication: [[29th May 2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012-05-29"),
        Example("# Case reviews published in [[2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012"),
    ),
    counter_examples=("# Toolkit 2012 for boards\nOverview report Child QZ\n\nDeath of a boy.",),
)
