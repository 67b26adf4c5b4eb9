"""What is known of an entry, and where its passages say so: how gold, agreeing rules and corrections become labelled passages.

A value is looked for in the passages that the model will be asked about, by the parser of its own field; the same words at another
place (the mother's age, the date of a court) stay unlabelled, and so are what the model must learn to leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scr_extract.fields.ages import ages
from scr_extract.fields.deaths import child_deaths
from scr_extract.fields.harms import harms, parents_killed
from scr_extract.fields.pointing import LONGEST, header, tail
from scr_extract.fields.reading import Reading, sentences
from scr_extract.model import Span
from scr_extract.resources.agencies import addressees
from scr_extract.resources.board_phrases import phrases
from scr_extract.resources.boards import plain_name
from scr_extract.resources.dates import dates
from scr_extract.resources.methods import methods
from scr_extract.training.passages import Passage

_MOST = 40
"""Sentences of an entry that become passages."""
_TAIL_OF_NAME = re.compile(r"\b(?:local|safeguarding|childrens?|board|partnership|lscb|scb|scp|lscp|the|london|borough|of|committee|protection|child)\b")

Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Known:
    """The known values of one entry: ages in completed months, dates as ISO 8601, names as written; empty where none is known."""

    ages: tuple[Bounds, ...] = ()
    names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    outcome: str | None = None
    incident: str | None = None
    published: tuple[int, int | None] | None = None
    unsure: tuple[Span, ...] = ()
    """Where something was read that is not known to be right: passages that hold one teach nothing."""
    judged: frozenset[str] | None = None
    """The fields whose values are all known; None for every one. What may tell of another field is neither taught nor held against the model."""


Labelled = tuple[Span, str]


def passages(reading: Reading, known: Known, kind: str) -> Iterator[Passage]:
    """The entry's header, last lines and sentences, each with the labels of what is known."""
    head, last = header(reading), tail(reading)
    body = [s for s in sentences(reading.view, reading.body) if len(s) <= LONGEST and not s.overlaps(head)][:_MOST]
    for n, passage in enumerate((head, *(s for s in (last,) if len(s)), *body)):
        if len(passage) and not any(passage.overlaps(s) for s in known.unsure):
            found = tuple(_apart(_labelled(reading.view, passage, known, is_header=n == 0 or passage == last)))
            moved = tuple((_moved(s, passage), label) for s, label in found)
            if known.judged is None:
                yield Passage(passage.of(reading.view), moved, kind)
                continue
            none = [s for s in _nothing(reading.view, passage, known.judged) if not any(s.overlaps(f) for f, _ in found)]
            if found or none:
                yield Passage(passage.of(reading.view), moved, kind, tuple(_moved(s, passage) for s in none))


def _moved(span: Span, passage: Span) -> Span:
    """Within its passage."""
    return Span(max(span.start, passage.start) - passage.start, min(span.end, passage.end) - passage.start)


def _nothing(view: str, passage: Span, judged: frozenset[str]) -> Iterator[Span]:
    """What reads like a value of a field that was judged: where it is none of the known ones it is nothing."""
    if {"incident_date", "published"} <= judged:
        yield from (hit.span for hit in dates(view, passage))
    if "children" in judged:
        yield from (a.span for a in ages(view, passage))
    if "board" in judged:
        yield from (p.span for p in phrases(view, passage))
    if "methodology" in judged:
        yield from (Span(*m.span()) for way in methods() for m in way.regex.finditer(view, passage.start, passage.end))
    if "outcome" in judged:
        yield from (hit.span for hit in (*child_deaths(view, passage, (), is_fact=True), *parents_killed(view, passage), *harms(view, passage)))


def _apart(found: list[Labelled]) -> Iterator[Labelled]:
    end = 0
    for span, label in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
        if span.start >= end:
            yield span, label
            end = span.end


def _labelled(view: str, passage: Span, known: Known, *, is_header: bool) -> list[Labelled]:
    found: list[Labelled] = [(_number(view, a.span), "CHILD_AGE") for a in ages(view, passage) if _is_age(a.low, a.high, known)]
    found += [(span, "CHILD_NAME") for name in known.names for span in _words(view, passage, name)]
    found += [(span, "AUTHOR") for name in known.authors for span in _words(view, passage, name)]
    found += list(_dates(view, passage, known, is_header=is_header))
    found += list(_boards(view, passage, known, is_header=is_header))
    found += [(Span(*m.span()), "METHOD") for way in methods() if way.id in known.methods for m in way.regex.finditer(view, passage.start, passage.end)]
    if known.outcome and not is_header:
        told = (*child_deaths(view, passage, known.names, is_fact=True), *parents_killed(view, passage), *harms(view, passage))
        found += [(hit.span, "OUTCOME") for hit in told if hit.id == known.outcome]
    found += [(span, "ADDRESSEE") for span in _asked(view, passage)]
    return found


_BEFORE = re.compile(r"(?:aged?|at|of|only|just|then|under|over|about|almost|nearly|around)\s+(?:of\s+)?", re.I)


def _number(view: str, span: Span) -> Span:
    """The age without `aged` before it, as the grammars label it."""
    m = _BEFORE.match(view, span.start, span.end)
    return Span(m.end(), span.end) if m and m.end() < span.end else span


def _is_age(low: float | None, high: float | None, known: Known) -> bool:
    def near(a: float | None, b: float | None) -> bool:
        return a == b if a is None or b is None else abs(a - b) <= 0.2

    return any(near(low, least) and near(high, most) for least, most in known.ages)


def _words(view: str, passage: Span, name: str) -> Iterator[Span]:
    """A name as written, whatever space stands between its words."""
    if name.strip():
        spaced = r"\s+".join(map(re.escape, name.split()))
        yield from (Span(*m.span()) for m in re.compile(rf"(?<!\w){spaced}(?!\w)").finditer(view, passage.start, passage.end))


def _dates(view: str, passage: Span, known: Known, *, is_header: bool) -> Iterator[Labelled]:
    """A header's date is the publication's where both could be; a story's the incident's."""
    for hit in dates(view, passage):
        if known.published and (hit.value.year, hit.value.month) == known.published and (is_header or known.incident != hit.value.iso):
            yield hit.span, "PUBLICATION_DATE"
        elif known.incident == hit.value.iso:
            yield hit.span, "INCIDENT_DATE"


def _boards(view: str, passage: Span, known: Known, *, is_header: bool) -> Iterator[Labelled]:
    wanted = {_place(name) for name in known.boards} - {""}
    named = [p.span for p in phrases(view, passage) if _place(p.words) in wanted]
    yield from ((span, "BOARD") for span in named)
    if is_header and not named:
        yield from ((span, "BOARD") for name in known.boards for span in _words(view, passage, name))


def _place(name: str) -> str:
    return " ".join(_TAIL_OF_NAME.sub(" ", plain_name(name.replace("'s", "s"))).split())


_SUBJECT = re.compile(r"\s*(?:\W|\d+[.)]|[a-z][.)])*(?P<who>[^.;:]{2,90}?)\s+(?:should|must|needs? to|to ensure)\b", re.I)


def _asked(view: str, passage: Span) -> Iterator[Span]:
    m = _SUBJECT.match(view, passage.start, passage.end)
    if m and addressees(view[m.start("who") : passage.end]):
        yield Span(*m.span("who"))
