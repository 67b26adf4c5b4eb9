"""Where the entry's link to the report leads. Kept as data, never followed; a target within the page (`#`) says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, first
from scr_extract.model import Candidate, Link, Resolution, Span
from scr_extract.values import Text

_REPORT = re.compile(
    r"\b(?i:(?:full|overview|final|complete|whole|published)\s+(?:\w+\s+)?(?:report|review|document|version)|reports?|executive\s+summary|serious\s+case\s+review|SCR|case\s+review|overview)\b"
)
_HERE = re.compile(r"\W*(?i:here|click\s+here|read\s+more|more|read|download|view|link|online|pdf|this\s+link)\W*")
_OTHER = re.compile(
    r"\b(?i:response|press|media|statement|action\s+plan|leaflet|briefing|easy\s+read|appendix|terms|guidance|toolkit|research|improvement|share|tweet|print|email|training|policy|procedures?)\b"
)
_SCHEME = re.compile(r"(?i:[a-z][a-z0-9+.-]*:)")
_URL = re.compile(r"https?://[^\s<>\"'\[\]|]+")
_MARKED = re.compile(r"\[(?P<anchor>[^\[\]\n]{1,120})\]\((?P<target>[^()\s]{1,500})\)")
"""A link as Markdown writes it, in text that was not read as Markdown."""
_BEFORE = 70


def _target(link: Link) -> str | None:
    """The address as data: http, https or relative; None for a place within the page or another scheme."""
    target = "".join(link.target.split())
    if not target or target.startswith("#"):
        return None
    scheme = _SCHEME.match(target)
    return None if scheme and scheme[0].lower() not in ("http:", "https:") else target


def _rank(reading: Reading, link: Link) -> int:
    """How surely a link leads to the report: its anchor says so, the words before `here` say so, the title links, a PDF."""
    view = reading.view
    anchor = link.span.of(view)
    line = view.rfind("\n", reading.span.start, link.span.start) + 1
    before = view[max(reading.span.start, line, link.span.start - _BEFORE) : link.span.start]
    if _OTHER.search(anchor):
        return 0
    if _HERE.fullmatch(anchor):
        clause = re.split(r"[.;]\s", before)[-1]
        return 0 if _OTHER.search(clause) else 4 if _REPORT.search(clause) else 1
    if _REPORT.search(anchor):
        return 4 if re.search(r"(?i)report|full|summary", anchor) else 3
    if reading.heading is not None and reading.heading.overlaps(link.span):
        return 2
    return 1 if re.search(r"(?i)\.(?:pdf|docx?)(?:$|[?#])", link.target) else 0


def _linked(reading: Reading) -> Iterator[Candidate]:
    marked = [
        Link(Span(*m.span("anchor")).trimmed(reading.view), m["target"]) for m in _MARKED.finditer(reading.document.text, reading.span.start, reading.span.end)
    ]
    links = [link for link in (*reading.links, *marked) if len(link.span) and reading.span.covers(link.span)]
    ranked = [(_rank(reading, link), -n, link, target) for n, link in enumerate(links) if (target := _target(link))]
    for rank, _, link, target in sorted(ranked, key=lambda r: (-r[0], -r[1])):
        if rank:
            yield candidate(reading, "report_url", Text(target), link.span, "report_url.link")


def _written(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for m in _URL.finditer(view, reading.span.start, reading.span.end):
        line = view.rfind("\n", reading.span.start, m.start()) + 1
        before = view[max(reading.span.start, line, m.start() - _BEFORE) : m.start()]
        if (_REPORT.search(before) or not before.strip()) and not _OTHER.search(before):
            span = Span(m.start(), m.start() + len(m[0].rstrip(".,;:)!?'")))
            yield candidate(reading, "report_url", Text(span.of(reading.document.text)), span, "report_url.written")


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0].value if resolution.chosen else None
    return {"report_url": chosen.text if isinstance(chosen, Text) else None}


_LINK = Finder(
    "report_url.link",
    _linked,
    examples=(Example("A boy died. [ [[Full report]] ](https://example.org/v.pdf)", "https://example.org/v.pdf"),),
    counter_examples=("A boy died. Full report [here](#)", "A boy died. Full report here", "A boy died. Press statement [here](https://example.org/p)"),
)

_WRITTEN = Finder(
    "report_url.written",
    _written,
    examples=(Example("A boy died. Full report: [[https://example.org/v.pdf]].", "https://example.org/v.pdf"),),
    counter_examples=("Contact us through https://example.org/us.", "Press statement: https://example.org/p"),
)

FIELD = Field("report_url", Text, (_LINK, _WRITTEN), first, "Where the entry's link to the report leads: a web address or a relative one, as data.", _wide)
