"""Dates of publication on a report's first page, and in headings that govern several reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.published_marks import cover, else_before, hit_at, is_date, stands_as_date
from scr_extract.fields.published_words import one_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import BlockKind, Candidate, Span
from scr_extract.resources.dates import DateHit, dates


def _on_cover(reading: Reading) -> Iterator[Candidate]:
    """Dates of the first page that have a line to themselves or follow a word for a review; of a report, also those that end a title's line."""
    view, zone = reading.view, cover(reading)
    alone: list[DateHit] = []
    ending: list[DateHit] = []
    for hit in dates(view, zone):
        if not is_date(hit) or else_before(view, zone, hit) or not stands_as_date(view, zone, hit) or _in_another_table(reading, hit):
            continue
        line = view[max(zone.start, view.rfind("\n", zone.start, hit.span.start) + 1) : hit.span.start]
        if not _NOT_A_COVER.search(line):
            (alone if re.search(one_of("reviews"), line, re.I) or not re.search(r"\w", line) else ending).append(hit)
    for hit in (*alone, *(ending if reading.is_report else ())):
        yield hit_at(reading, hit, "published.cover")


def _in_another_table(reading: Reading, hit: DateHit) -> bool:
    """True for a date in a table of which the entry is no row, as a page's list of events: only a report has one for its cover sheet."""
    if reading.is_report or any(cell.covers(hit.span) for _, cell in reading.segment.cells):
        return False
    return any(block.kind is BlockKind.TABLE_CELL and block.span.covers(hit.span) for block in reading.document.blocks)


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

# The last line of an entry: `Published 6 February 2018`.

_TAIL = 300


def _in_tail(reading: Reading) -> Iterator[Candidate]:
    """A last line that says when it was published and no more; where it ends the document, it may stand just after the entry."""
    view, span = reading.view, reading.span
    end = len(view) if len(view) - span.end <= _TAIL and view[span.end :].strip().count("\n") == 0 else span.end
    zone = Span(max(span.start, span.end - _TAIL), end)
    whole = re.compile(rf"\W*{one_of('publication')}\W*(?:(?:on|in)\s+)?(?:{one_of('weekdays')},?\s+)?(?:the\s+)?", re.I)
    for hit in dates(view, zone):
        line = max(zone.start, view.rfind("\n", zone.start, hit.span.start) + 1)
        stop = view.find("\n", hit.span.end, zone.end)
        after = view[hit.span.end : stop if stop >= 0 else zone.end]
        if is_date(hit) and whole.fullmatch(view, line, hit.span.start) and not re.search(r"\w", after):
            yield hit_at(reading, hit, "published.tail")


TAIL = Finder(
    "published.tail",
    _in_tail,
    examples=(Example("Rowan\n\nDeath of a boy.\n\nPublished [[3 September 2014]]", "2014-09-03"),),
    counter_examples=("Rowan\n\nDeath of a boy.\n\nPosted 3 September 2014", "Rowan\n\nDeath of a boy. Guidance was published 3 September 2014"),
)

# The stamp of a notice above the heading: `News | Thursday 19 June 2014`.

_ABOVE = 300


def _stamp(reading: Reading) -> Iterator[Candidate]:
    """The day of a board's notice that says that the review is published, in one of the short lines just above the entry."""
    view, span = reading.view, reading.span
    said = Span(span.start, min(span.end, max(reading.header.end, reading.fact.end)))
    if reading.is_report or not re.compile(rf"\b{one_of('notices')}\b", re.I).search(view, said.start, said.end):
        return
    day = re.compile(rf"(?:^|\n)[^\n\w]*(?:{one_of('stamps')}\W+)?(?:{one_of('weekdays')},?\s+)(?:the\s+)?$|(?:^|\n)[^\n\w]*{one_of('stamps')}\W+$", re.I)
    above = Span(max(0, span.start - _ABOVE), span.start)
    for hit in dates(view, above):
        after = view[hit.span.end : hit.span.end + 20].split("\n")[0]
        if hit.value.precision == "day" and day.search(view, above.start, hit.span.start) and not re.search(r"[A-Za-z]{3}", after):
            yield hit_at(reading, hit, "published.stamp")


STAMP = Finder(
    "published.stamp",
    _stamp,
    examples=(
        Example("# News | Thursday [[5 April 2012]]\nSerious case review of Child QZ published\n\nThe board has today published a review.", "2012-04-05"),
        Example("# Press release: [[5 April 2012]]\nChild QZ\n\nThe board is today publishing its review of Child QZ.", "2012-04-05"),
    ),
    counter_examples=(
        "# Posted by admin on Thursday 5 April 2012\nChild QZ review published\n\nDeath of a boy.",
        "# News | Thursday 5 April 2012\nChild QZ\n\nDeath of a boy.",
    ),
)

# The governing heading: `Date of publication: 18th February 2015` above several reports.


def _governing(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for span in reading.outside:
        found = [h for h in dates(view, span) if is_date(h)]
        whole = re.compile(
            rf"\W*(?:{one_of('publication')}\W*)?(?:{one_of('weekdays')},?\s+)?(?:(?:{one_of('reviews')}\W+)(?:published\s+)?(?:in|from|for)?\s*)?", re.I
        )
        for hit in found[:1]:
            if whole.fullmatch(view, span.start, hit.span.start) and re.fullmatch(r"\W*", view[hit.span.end : span.end]):
                yield hit_at(reading, hit, "published.governing")


GOVERNING = Finder(
    "published.governing",
    _governing,
    examples=(
        Example("# Date of publication: [[29th May 2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012-05-29"),
        Example("# Published: Tuesday, [[29th May 2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012-05-29"),
        Example("# Case reviews published in [[2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012"),
    ),
    counter_examples=("# Toolkit 2012 for boards\nOverview report Child QZ\n\nDeath of a boy.",),
)
