"""Where the names of authors stand: in a table's column, after or before a cue, in a sentence that tells of their commission, on a bare line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from scr_extract.fields.author_cues import cues
from scr_extract.fields.author_lines import NOT_AUTHOR, NOT_THIS, bare_names
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.people import Person, is_given, people, person
from scr_extract.values import Text

_LONG = 20_000
_STATEMENT = re.compile(r"\bstatements?\s+(?:by|of)\s+(?:the\s+)?(?:independen|reviewer)", re.I)
_OPENING = 9_000
"""Of a long report only this many characters from its start are read: later names are those of other people."""


def _zone(reading: Reading) -> Span:
    """Where an author is named: all of a bulletin's entry, the opening of a report."""
    span = reading.span
    return span if len(span) <= _LONG else Span(span.start, span.start + _OPENING)


def _statements(reading: Reading) -> Iterator[Span]:
    """Where a report's end says who its reviewers are: `Statement by Reviewer(s)` of the Welsh form."""
    zone = _zone(reading)
    for part in reading.segment.parts:
        if part.heading.start >= zone.end and _STATEMENT.search(reading.view, part.heading.start, part.heading.end):
            yield part.span


def _named(rule: str, persons: Iterable[Person], reading: Reading) -> Iterator[Candidate]:
    for p in persons:
        if not _is_subject(reading, p):
            yield candidate(reading, "authors", Text(" ".join(p.name.split())), p.span, f"authors.{rule}")


def _is_subject(reading: Reading, p: Person) -> bool:
    heading = reading.heading
    if heading is None or not heading.covers(p.span):
        return False
    return not any(cues()[cue].search(reading.view, heading.start, p.span.start) for cue in ("author", "reviewer", "by"))


_ROLE_OF = re.compile(r"[^\n]*\S[ ]*[,(-][ ]*$")


def _ends_line(view: str, m: re.Match[str], start: int) -> bool:
    """Whether the cue is the role of the name before it on its line: `Ann Other, Independent Reviewer`, and the name below is another's."""
    ends = "\n" in m[0][len(m[0].rstrip()) :]  # not `Child V - overview report` above `Author: `, whose qualifiers begin on the line before
    return ends and bool(_ROLE_OF.fullmatch(view, view.rfind("\n", start, m.start()) + 1, m.start()))


def after(cue: str, rule: str, *, colon: bool = False) -> Callable[[Reading], Iterator[Candidate]]:
    """Names that follow a cue. Without a colon a cue in small letters is prose (`the author met`), which has its own rules."""

    def find(reading: Reading) -> Iterator[Candidate]:
        view = reading.view
        for zone, m in ((z, m) for z in (_zone(reading), *_statements(reading)) for m in cues()[cue].finditer(view, z.start, z.end)):
            if colon and not (m[0].rstrip().endswith((":", "-")) or m[0].lstrip()[:1].isupper()):
                continue
            if NOT_AUTHOR.search(view, max(zone.start, m.start() - 20), m.start()) and "chair" in view[max(zone.start, m.start() - 20) : m.start()].lower():
                continue
            if _ends_line(view, m, zone.start):
                continue
            if NOT_THIS.search(view, max(zone.start, m.start() - 40), m.start()) or NOT_THIS.search(m[0]):
                continue
            listed = list(people(view, m.end(), zone.end))
            yield from _named(rule, listed, reading)
            if listed and _PLURAL.search(m[0]):
                yield from _named(rule, _below(view, listed[-1], zone.end), reading)

    return find


_PLURAL = re.compile(r"(?i)\b(?:authors|reviewers|writers|leads)\s*(?::\s*|\n\s*)$")
_WHO = re.compile(r"[ ]*(?:,|\(|-[ ])[^\n:]{3,90}\n[ ]*(?=[A-Z])|[ ]*\n[ ]*(?=[A-Z][^\n:]*,)")
_NOT_BELOW = re.compile(r"[^\n]*(?::|\b(?i:chair|panel|board)\b)")
_MOST = 3


def _below(view: str, last: Person, end: int) -> Iterator[Person]:
    """The names of the lines below `Reviewers: Ann Other, Service Manager`, each with what they are."""
    for _ in range(_MOST):
        line = _WHO.match(view, last.span.end, end)
        found = person(view, line.end(), end) if line and not _NOT_BELOW.match(view, line.end(), end) else None
        if found is None or line is None or found.span.end - found.span.start != len(found.name) or not _WHO_OR_END.match(view, found.span.end, end):
            return
        yield found
        last = found


_WHO_OR_END = re.compile(r"[ ]*(?:,|\(|-[ ]|\n|$)")


_COLUMN = re.compile(r"(?i)\b(?:authors?|reviewers?|report\s+writers?|writers?|(?:written|report(?:ed)?|prepared|led|authored|reviewed|compiled)\s+by)\b")
_NOT_COLUMN = re.compile(r"(?i)\b(?:IMR|agency|chair|commissioned)\b")


def in_cells(reading: Reading) -> Iterator[Candidate]:
    """Names in a column headed Author, Lead reviewer, Written by."""
    for heading, cell in reading.segment.cells:
        if _COLUMN.search(heading) and not _NOT_COLUMN.search(heading):
            yield from _named("cell", people(reading.view, cell.start, cell.end), reading)


def titled(reading: Reading) -> Iterator[Candidate]:
    """`Overview report on Child V by Ann Other`, the heading of an entry."""
    if reading.heading is not None:
        for m in cues()["titled"].finditer(reading.view, reading.heading.start, reading.heading.end):
            listed = list(people(reading.view, m.end(), reading.heading.end))
            rest = reading.view[listed[-1].span.end : reading.heading.end] if listed else ""
            for p in listed if not rest.strip() or rest.lstrip()[0] in ",.;|(-" or rest.startswith("\n") else ():
                yield candidate(reading, "authors", Text(" ".join(p.name.split())), p.span, "authors.titled")


def _names_in(reading: Reading, zone: Span) -> Iterator[Person]:
    """Everything in the zone that has a name's shape and begins with a common given name or stands at a line's start."""
    view, end = reading.view, zone.start
    for m in re.compile(r"(?<![\w'-])[A-Z]").finditer(view, zone.start, zone.end):
        if m.start() < end:
            continue
        found = person(view, m.start(), zone.end)
        if found and (found.span.start > m.start() or is_given(found.name.split()[0]) or view[max(zone.start, m.start() - 1) : m.start()] in ("", "\n")):
            yield found
            end = found.span.end


def before(cue: str, rule: str) -> Callable[[Reading], Iterator[Candidate]]:
    """Names that stand before a cue: `A and B carried out this review`, `A, Independent Reviewer`."""

    def find(reading: Reading) -> Iterator[Candidate]:
        zone, view, end = _zone(reading), reading.view, 0
        for first in _names_in(reading, zone):
            if first.span.start < end:
                continue
            listed = list(people(view, first.span.start, zone.end))
            for n in range(len(listed), 0, -1):
                degrees = re.compile(r"(?:[ ,]*(?:[A-Z]{2,6}|BSc|MSc|PhD|\(Hons\))\b\.?)*").match(view, listed[n - 1].span.end, zone.end)
                at = degrees.end() if degrees else listed[n - 1].span.end
                if cues()[cue].match(view, at, zone.end) and not NOT_AUTHOR.search(view, max(zone.start, first.span.start - 24), first.span.start):
                    end = listed[n - 1].span.end
                    yield from _named(rule, listed[:n], reading)
                    break

    return find


def asked(reading: Reading) -> Iterator[Candidate]:
    zone, view = _zone(reading), reading.view
    for m in cues()["asked"].finditer(view, zone.start, zone.end):
        listed = list(people(view, m.end(), zone.end))
        if listed and cues()["to_write"].match(view, listed[-1].span.end, zone.end):
            yield from _named("asked", listed, reading)


def bare(rule: str, *, by_model: bool) -> Callable[[Reading], Iterator[Candidate]]:
    def find(reading: Reading) -> Iterator[Candidate]:
        for listed in bare_names(reading, _zone(reading), by_model=by_model):
            yield from _named(rule, listed, reading)

    return find
