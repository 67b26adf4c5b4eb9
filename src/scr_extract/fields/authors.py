"""Those who wrote the review: from the header, the cover, a sentence that says who wrote it, or a bare line of a name.

Never the chair of a board or panel, an endorser, a presenter, a poster or an uploader (FORMATS §9, §11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scr_extract.fields.author_cues import cues
from scr_extract.fields.author_lines import NOT_AUTHOR, bare_names
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.people import Person, is_given, people, person
from scr_extract.values import Text

_LONG = 20_000
_OPENING = 9_000
"""Of a long report only this many characters from its start are read: later names are those of other people."""


def _zone(reading: Reading) -> Span:
    """Where an author is named: all of a bulletin's entry, the opening of a report."""
    span = reading.span
    return span if len(span) <= _LONG else Span(span.start, span.start + _OPENING)


def _named(rule: str, persons: Iterable[Person], reading: Reading) -> Iterator[Candidate]:
    for p in persons:
        if not _is_subject(reading, p):
            yield candidate(reading, "authors", Text(" ".join(p.name.split())), p.span, f"authors.{rule}")


def _is_subject(reading: Reading, p: Person) -> bool:
    heading = reading.heading
    if heading is None or not heading.covers(p.span):
        return False
    return not any(cues()[cue].search(reading.view, heading.start, p.span.start) for cue in ("author", "reviewer", "by"))


def _after(cue: str, rule: str, *, colon: bool = False) -> Callable[[Reading], Iterator[Candidate]]:
    """Names that follow a cue. Without a colon a cue in small letters is prose (`the author met`), which has its own rules."""

    def find(reading: Reading) -> Iterator[Candidate]:
        zone, view = _zone(reading), reading.view
        for m in cues()[cue].finditer(view, zone.start, zone.end):
            if colon and not (m[0].rstrip().endswith((":", "-")) or m[0].lstrip()[:1].isupper()):
                continue
            if NOT_AUTHOR.search(view, max(zone.start, m.start() - 20), m.start()) and "chair" in view[max(zone.start, m.start() - 20) : m.start()].lower():
                continue
            yield from _named(rule, people(view, m.end(), zone.end), reading)

    return find


def _names_in(reading: Reading, zone: Span) -> Iterator[Person]:
    """Everything in the zone that has a name's shape and begins with a common given name or stands at a line's start."""
    view, end = reading.view, zone.start
    for m in re.compile(r"(?<![\w'-])[A-Z]").finditer(view, zone.start, zone.end):
        if m.start() < end:
            continue
        found = person(view, m.start(), zone.end)
        if found and (is_given(found.name.split()[0]) or view[max(zone.start, m.start() - 1) : m.start()] in ("", "\n")):
            yield found
            end = found.span.end


def _before(cue: str, rule: str) -> Callable[[Reading], Iterator[Candidate]]:
    """Names that stand before a cue: `A and B carried out this review`, `A, Independent Reviewer`."""

    def find(reading: Reading) -> Iterator[Candidate]:
        zone, view, end = _zone(reading), reading.view, 0
        for first in _names_in(reading, zone):
            if first.span.start < end:
                continue
            listed = list(people(view, first.span.start, zone.end))
            for n in range(len(listed), 0, -1):
                after = re.compile(r"(?:[ ,]*(?:[A-Z]{2,6}|BSc|MSc|PhD|\(Hons\))\b\.?)*").match(view, listed[n - 1].span.end, zone.end)
                at = after.end() if after else listed[n - 1].span.end
                if cues()[cue].match(view, at, zone.end) and not NOT_AUTHOR.search(view, max(zone.start, first.span.start - 24), first.span.start):
                    end = listed[n - 1].span.end
                    yield from _named(rule, listed[:n], reading)
                    break

    return find


def _asked(reading: Reading) -> Iterator[Candidate]:
    zone, view = _zone(reading), reading.view
    for m in cues()["asked"].finditer(view, zone.start, zone.end):
        listed = list(people(view, m.end(), zone.end))
        if listed and cues()["to_write"].match(view, listed[-1].span.end, zone.end):
            yield from _named("asked", listed, reading)


def _bare(reading: Reading) -> Iterator[Candidate]:
    for listed in bare_names(reading, _zone(reading)):
        yield from _named("bare", listed, reading)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The names of the first rule that has any, each once, in source order; what other rules read are alternatives."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    rule = candidates[0].evidence.rule_id
    chosen: list[Candidate] = []
    seen: set[str] = set()
    for c in candidates:
        key = _key(c)
        if c.evidence.rule_id == rule and key not in seen:
            chosen.append(c)
            seen.add(key)
    others = tuple(c for c in candidates if _key(c) not in seen)
    return Resolution(Found.FOUND, tuple(chosen), others)


def _key(c: Candidate) -> str:
    return re.sub(r"\W+", " ", c.value.text).lower() if isinstance(c.value, Text) else ""


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {"authors": [c.value.text for c in resolution.chosen if isinstance(c.value, Text)]}


_FINDERS = (
    Finder(
        "authors.label",
        _after("author", "label", colon=True),
        examples=(
            Example("Serious case review: Child V Author: [[Maud Ellery]] LSCB: Luton LSCB (2016)\n\nDeath of a boy.", "Maud Ellery"),
            Example("Serious case review: Child V\nAuthors: Maud Ellery and [[Tom Ashby-Cole]]\n\nDeath of a boy.", "Tom Ashby-Cole"),
            Example("Child V\nReport Author - Dr [[Maud Ellery]] OBE\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nLead Reviewer / Author: [[MAUD ELLERY]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nAuthor [[Maud Ellery]] LSCB: Luton LSCB (2016)\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nAuthor: [[Ellery, Maud]]\n\nDeath of a boy.", "Maud Ellery"),
        ),
        counter_examples=(
            "Board Chair: Maud Ellery",
            "The author met Maud at home.",
            "Author: Anonymous",
            "Panel Chair: Maud Ellery. The author thanks her.",
            "Authors of agency reports met Ann Other.",
        ),
    ),
    Finder(
        "authors.by",
        _after("by", "by", colon=True),
        examples=(
            Example("Child V\nReport by: [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nSummary prepared by:- [[Maud Ellery]], MA\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nOverview report by [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
        ),
        counter_examples=(
            "Published by Maud Ellery on 4 May.",
            "Presented by Maud Ellery",
            "Chaired by Maud Ellery",
            "Upload: others",
            "Page created by Maud Ellery",
        ),
    ),
    Finder(
        "authors.reviewer",
        _after("reviewer", "reviewer", colon=True),
        examples=(
            Example("Child V\nIndependent Reviewer: [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nIndependent Lead Reviewer\n[[Maud Ellery]]\n\nDeath.", "Maud Ellery"),
        ),
        counter_examples=("The reviewer met Maud Ellery at home.", "Reviewers asked about the Marsh Estate."),
    ),
    Finder(
        "authors.role",
        _before("role", "role"),
        examples=(
            Example("Child V\n[[Maud Ellery]], Independent Reviewer\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\n[[Maud Ellery]]\nIndependent Author\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nMaud Ellery and [[Tom Ashby]] (Lead Reviewers)\n\nDeath of a boy.", "Tom Ashby"),
        ),
        counter_examples=("Maud Ellery, Independent Chair", "Maud Ellery - Designated Nurse"),
    ),
    Finder(
        "authors.was",
        _after("was", "was"),
        examples=(Example("He died in 2014. The independent authors were Maud Ellery and [[Tom Ashby Cole]].", "Tom Ashby Cole"),),
        counter_examples=("The authors were grateful to all.", "The chair was Maud Ellery."),
    ),
    Finder(
        "authors.written",
        _after("written", "written"),
        examples=(
            Example("It was written by Maud Ellery and [[Tom Ashby]], who are independent.", "Tom Ashby"),
            Example("The serious case review was undertaken by [[Maud Ellery]].", "Maud Ellery"),
        ),
        counter_examples=("The review was published by Maud Ellery.", "The letter was written by Maud Ellery.", "The review was chaired by Maud Ellery."),
    ),
    Finder(
        "authors.named",
        _after("named", "named"),
        examples=(Example("The board turned to an independent author, [[Maud Ellery]], for the report.", "Maud Ellery"),),
        counter_examples=("The independent reviewer met Maud Ellery.", "The independent chair, Maud Ellery, spoke."),
    ),
    Finder(
        "authors.wrote",
        _before("wrote", "wrote"),
        examples=(Example("Maud Ellery and [[Jane Ashby]] carried out this learning review.", "Jane Ashby"),),
        counter_examples=("Maud Ellery carried out a home visit.",),
    ),
    Finder(
        "authors.asked",
        _asked,
        examples=(Example("The Board asked [[Maud Ellery]] to lead it and to write this report.", "Maud Ellery"),),
        counter_examples=("The nurse asked Maud Ellery to come back.",),
    ),
    Finder(
        "authors.appointed",
        _before("appointed", "appointed"),
        examples=(Example("[[Jane Ellery]] was appointed to write this overview report.", "Jane Ellery"),),
        counter_examples=("Jane Ellery was appointed to the school.",),
    ),
    Finder(
        "authors.bare",
        _bare,
        examples=(
            Example("Serious case review: Child V\n\nOn 9 May he died.\n\n[[Dennis Ellery]]\nLuton Safeguarding Children Board", "Dennis Ellery"),
            Example("LUTON SAFEGUARDING CHILDREN BOARD\nCHILD V\n[[MARTIN ELLERY]]\n07.09.18\n\nHe died.", "Martin Ellery"),
        ),
        counter_examples=(
            "Serious case review: Child V\n\nThursday, 7 May 2015 | Jane Ellery\n\nLuton LSCB",
            "In respect of\nMartin Ellery\nBorn 3 May 2011\n\nHe died.",
        ),
    ),
)

FIELD = Field("authors", Text, _FINDERS, _resolve, "Those who wrote the review, given name first, titles, degrees and honours dropped, in source order.", _wide)
