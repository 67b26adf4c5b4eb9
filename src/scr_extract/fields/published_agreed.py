"""Last of all, of a report that does not say when it was published: the year in which its board had it or its reviewers signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.published_marks import OPENING, cover, is_date
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import dates
from scr_extract.values import PartialDate

_BODY = r"(?:[\w'&, -]{0,60}?\b(?:(?i:board|partnership|committee|executive|LSCB)|[A-Z]{1,6}(?:SCB|SCP|LSCB|SB|CPC))\b)"
_DONE = r"(?:approved|agreed|accepted|endorsed|adopted|ratified|signed\s+off|presented|submitted)"
_HAD = re.compile(
    rf"(?:^|\n|[.;|]\s|\s{{2,}})\W*(?:(?i:date\s+)?(?i:(?:final\s+|the\s+|this\s+|overview\s+|SCR\s+)*report\s+)?(?i:was\s+)?(?i:{_DONE})\s+(?i:by|to|at)\s+{_BODY}"
    rf"|(?i:date\s+(?:of\s+)?(?:report|completion|completed|approved|agreed)|(?:overview\s+)?report\s+completed)(?:\s+(?i:by|to)\s+{_BODY})?)"
    r"\s*(?:\((?i:date)\))?\s*(?::|-|,)?\s*(?:(?i:on|in)\s+)?(?:(?i:the)\s+)?$"
)
_FROM = re.compile(r"\bpublished\b(?:\s+(?:on|at)\b[^.;:]{3,120}?)?\s(?:from|as\s+from|with\s+effect\s+from)\s+(?:the\s+)?$", re.I)
_SIGNED = re.compile(r"(?:^|\n)[^\n]*\b(?:reviewers?|authors?|signed|signature)\b[^\n]{0,120}\bdated?\s*:?\s*$", re.I)
_BEFORE, _END = 260, 3_000
"""Characters before a date in which it is said whose it is, and of a report's end in which it is signed."""


def _agreed(reading: Reading) -> Iterator[Candidate]:
    """Where the report says since when it is on the board's pages, when the board had it, or when it was signed: the first of these."""
    if not reading.is_report:
        return
    view, span = reading.view, reading.span
    opening = cover(reading, OPENING)
    for zone, said in (
        (opening, _FROM),
        (Span(span.start, max(span.start, min(opening.end, reading.header.end))), _HAD),
        (Span(max(span.start, span.end - _END), span.end), _SIGNED),
    ):
        for hit in dates(view, zone):
            if is_date(hit) and said.search(view, max(zone.start, hit.span.start - _BEFORE), hit.span.start):
                year = PartialDate(hit.value.iso[:4], "year")
                yield candidate(reading, "published", hit.value if said is _FROM else year, hit.span, "published.agreed")


AGREED = Finder(
    "published.agreed",
    _agreed,
    examples=(
        Example("Rowan\n\nOverview report\n\nApproved by the Board [[15th March 2012]]\n\n== Introduction ==\n\nHe was a boy.", "2012"),
        Example("Rowan\n\nOverview report\n\nDate report presented to the Board: [[12th June 2012]]\n\n== Introduction ==\n\nHe was a boy.", "2012"),
        Example("Rowan\n\nPresented to BSCB: [[8th June 2012]]\n\n== Introduction ==\n\nHe was a boy.", "2012"),
        Example("Rowan\n\nSigned off by Barnsley Safeguarding Children Board on [[8 June 2012]]\n\n== Introduction ==\n\nHe was a boy.", "2012"),
        Example("Rowan\n\n== Introduction ==\n\nIt is published on the website for a year from [[4th December 2012]]. He died.", "2012-12-04"),
        Example("Rowan\n\n== Introduction ==\n\nHe died.\n\n== Statement ==\n\nReviewer: Ann Other    Date: [[2 October 2012]]", "2012"),
    ),
    counter_examples=(
        "Rowan\n\nApproved by the Board 15th March 2012\n\nA boy died.",
        "Rowan\n\n== Introduction ==\n\nThe plan was approved by the panel on 5 May 2012. He died.",
        "Rowan\n\nRapid review held 5 May 2012\n\n== Introduction ==\n\nHe died.",
        "Rowan\n\n== Introduction ==\n\nGuidance published in that year has applied from 5 May 2012. He died.",
        "Rowan\n\n== Introduction ==\n\nHe died. The reviewer met the mother. She had signed the agreement of 5 May 2012.",
    ),
)
