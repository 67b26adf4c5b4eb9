"""One entry as the finders see it: its zones, sentences, labelled sections and links, worked out once.

Finders look where a value is stated, not everywhere: the heading and header for names, boards, authors and dates, the
fact line for age and outcome, the labelled sections for findings and recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from scr_extract.fields import facts
from scr_extract.model import Document, Link, Part, Segment, Span
from scr_extract.resources.labels import Label, label_hits
from scr_extract.resources.sections import section_label

_SENTENCE_END = re.compile(
    r"""
    (?<=[.!?])["')\]]*            # the mark, perhaps closed by a quote or bracket
    (?:\s+(?=["'(\[]?[A-Z0-9])|(?=[A-Z][a-z]))   # a space and a capital; scraped pages lose the space
    | \n{2,}                      # a paragraph ends a sentence whatever its last sign
    | \n(?=\s*[•*]\s)             # as does a bullet
    """,
    re.X,
)
_TOLD_SIGN = re.compile(r"[^\W_]")  # a full stop left by a run-on heading is no sentence
_NO_END = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|St|No|Nos|vs|approx|cf|e\.g|i\.e|etc|al"
    r"|pp?|para|s|ss|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]|(?<!\bwas\s)(?<!\bwere\s)(?<!\baged\s)(?<!\d\sand\s)\b\d{1,2})\.$"
)


REPORT, TAGGED = "report", "tagged"
"""The names of the layouts of full reports and of library systems' records."""
_NUMBERED = re.compile(r"[ \t*#>]*\(?(\d{1,2})[.):][ \t]+")
_NUMBERED_LINE = re.compile(rf"(?<=\n){_NUMBERED.pattern}")
_HEADING_LINE = re.compile(r"[A-Z][^\n]{0,58}[^\n.;:,\s][ \t]*(?:\n|\Z)")
"""A short line that ends as no sentence does."""
_NO_FACT = re.compile(r"[\d\W]*|[\d.)\s]*[A-Z][^.!?\n]{0,70}\?")
"""A page's number, or a heading that asks: `1 What is this about?` over what happened."""
_METHOD_LINE = 90
"""Characters of the longest line that says the method alone, and of the shortest story below it."""
_HOMICIDE = re.compile(r"\bdomestic\s+homicide\s+review\b|\bdeath\s+of\s+(?:Adult|Mother|Ms|Mrs)\b", re.I)
"""On the cover of a review that is about an adult's killing too."""
_TELLING = 150
"""Characters from which a section tells something."""
_TOLD = 30_000
"""How many characters of a report's narrative state the case; what follows is chronology and analysis."""


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part of an entry: `Recommendations include: ...`. `span` begins after the label.

    In a report it is a section under a heading, and `part` is that section.
    """

    label: Label
    label_span: Span
    span: Span
    part: Part | None = None


@dataclass(frozen=True)
class Reading:
    """A document and one entry segment of it."""

    document: Document
    segment: Segment

    @property
    def view(self) -> str:
        return self.document.view

    @property
    def span(self) -> Span:
        return self.segment.span

    def words(self, span: Span) -> str:
        """The text of a span on one line, white space folded: for values, never for quotes."""
        return " ".join(span.of(self.document.text).split())

    @cached_property
    def heading(self) -> Span | None:
        return self.segment.heading

    @cached_property
    def header(self) -> Span:
        """Heading and header lines; empty at the entry's start where it has neither."""
        parts = [s for s in (self.segment.heading, self.segment.header) if s is not None]
        start = min((s.start for s in parts), default=self.span.start)
        return Span(start, max((s.end for s in parts), default=start))

    @cached_property
    def body(self) -> Span:
        """What follows the header (or precedes it, where a record prints its summary before its title); of a library's record its summary."""
        if self.segment.layout == TAGGED:
            return next((span for head, span in self.segment.cells if head == "summary"), Span(self.span.end, self.span.end))
        after = Span(min(self.header.end, self.span.end), self.span.end).trimmed(self.view)
        before = Span(self.span.start, max(self.span.start, self.header.start)).trimmed(self.view)
        return after if len(after) >= len(before) else before

    @property
    def is_report(self) -> bool:
        """True for a full report, whose sections stand under headings; False for an entry of a bulletin."""
        return self.segment.layout == REPORT

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The labelled parts of the body in order; each runs to the next label or the entry's end."""
        if self.is_report:
            return tuple(Section(label, p.heading, p.span, p) for p in self.segment.parts if (label := section_label(p.kind)) is not None)
        hits = list(label_hits(self.view, self.body))
        ends = [hit.span.start for hit in hits[1:]] + [self.body.end] * bool(hits)
        return tuple(
            Section(hit.label, hit.span, Span(hit.span.end, max(hit.span.end, _before_next(self.view, hit.span, end))).trimmed(self.view))
            for hit, end in zip(hits, ends, strict=True)
        )

    def labelled(self, *kinds: str) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if s.label.kind in kinds)

    @cached_property
    def narrative(self) -> tuple[Span, ...]:
        """What tells the story: the body before the first label, and sections labelled as background or summary.

        Of a report, only as much as its introduction, family and first narrative sections, which state the case's facts; and the first
        section of all, for `1. The review process` may open with what happened.
        """
        if self.is_report:
            first = next((p for p in self.segment.parts if p.kind != "contents" and len(p.span) >= _TELLING), None)
            opening = (first.span,) if first and first.kind == "methodology" else ()
            told = (*opening, *(s.span for s in self.labelled("background") if len(s.span)))
            return _up_to(told, _TOLD) if told else (Span(self.body.start, min(self.body.end, self.body.start + _TOLD)),)
        end = self.sections[0].label_span.start if self.sections else self.body.end
        spans = [Span(self.body.start, end).trimmed(self.view), *self._below_method(), *(s.span for s in self.labelled("background"))]
        return tuple(s for s in spans if len(s))

    def _below_method(self) -> Iterator[Span]:
        """What follows a line `Method: SILP` that stands among the header's lines, above the story."""
        first = self.sections[0] if self.sections else None
        if first is None or first.label.kind != "methodology":
            return
        stop = self.view.find("\n", first.span.start, first.span.end)
        if 0 < stop - first.span.start <= _METHOD_LINE and first.span.end - stop >= _METHOD_LINE:
            yield Span(stop, first.span.end).trimmed(self.view)

    @cached_property
    def fact(self) -> Span:
        """The fact line: the first sentence of the narrative; empty at the body's start where there is none.

        A report has none; there it is the first sentence that tells what happened to the child.
        """
        if self.is_report:
            adult = _HOMICIDE.search(self.view, self.header.start, self.header.end) is not None
            told = (s for s in self.story if facts.tells(self.view, s) or (adult and facts.tells_of_adult(self.view, s)))
            return next(told, Span(self.body.start, self.body.start))
        lines = (s for span in self.narrative for s in sentences(self.view, span))
        first = next(lines, None)
        if first is None:
            return Span(self.body.start, self.body.start)
        return next((s for s in chain((first,), islice(lines, 2)) if not _NO_FACT.fullmatch(self.view, s.start, s.end)), first)

    @cached_property
    def story(self) -> tuple[Span, ...]:
        """The sentences of the narrative, in order."""
        return tuple(s for span in self.narrative for s in sentences(self.view, span))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for link in self.document.links if self.span.overlaps(link.span))

    @cached_property
    def outside(self) -> tuple[Span, ...]:
        """Spans outside the entry that speak of it: governing headings first, then the topic."""
        topic = (self.segment.topic,) if self.segment.topic else ()
        return (*self.segment.governing, *topic)


def _before_next(view: str, label: Span, end: int) -> int:
    """Where the section ends: where its own heading is numbered (`4. What do we recommend?`), at the heading with the next number.

    Not where its list or its paragraphs count up to there themselves: `12. Recommendations`, `13. The Board should ask early.`
    """
    own = _NUMBERED.fullmatch(view, view.rfind("\n", 0, label.start) + 1, label.start)
    if own is None:
        return end
    for m in _NUMBERED_LINE.finditer(view, label.end, end):
        if int(m[1]) == int(own[1]):
            return end
        if int(m[1]) == int(own[1]) + 1:
            return m.start() if _HEADING_LINE.match(view, m.end(), end) else end
    return end


def sentences(view: str, span: Span) -> Iterator[Span]:
    """The sentences of a span, trimmed, in order."""
    start = span.start
    for m in _SENTENCE_END.finditer(view, span.start, span.end):
        if m.start() <= start or ("\n\n" not in m.group() and _NO_END.search(view, max(start, m.start() - 8), m.start())):
            continue
        sentence = Span(start, m.start()).trimmed(view)
        if len(sentence) and _TOLD_SIGN.search(view, sentence.start, sentence.end):
            yield sentence
        start = m.end()
    rest = Span(start, span.end).trimmed(view) if start < span.end else Span(span.end, span.end)
    if len(rest) and _TOLD_SIGN.search(view, rest.start, rest.end):
        yield rest


def _up_to(spans: tuple[Span, ...], characters: int) -> tuple[Span, ...]:
    out, left = [], characters
    for span in spans:
        if left <= 0:
            break
        out.append(Span(span.start, min(span.end, span.start + left)))
        left -= len(span)
    return tuple(out)
