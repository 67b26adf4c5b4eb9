"""Several children who each have a paragraph that opens with the name: `2.1 Ash. Ash was 6 weeks old`, `Young Person A - 14. Lived with`.

What such a paragraph tells of an age is its own child's. It counts only where every child has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_extract.fields.age_patterns import GAP, NUM, UNIT
from scr_extract.fields.age_values import Age, months, number
from scr_extract.fields.child_ages import of_sentence
from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.sex import NOUN, sex_of
from scr_extract.fields.telling import READ_AT_MOST
from scr_extract.model import Span

_OPENING = r"(?:^[ \t]*(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+|[•*-]\s+)?|(?<=[.!?]\s))['\"]?"
_BARE = re.compile(rf"['\"]?\s*[-:,(]\s*(?:aged?:?\s+)?(?P<n>{NUM})(?:{GAP}(?P<unit>{UNIT}))?(?:\s*old)?(?=\s*[.,;):\n]|\s+-\s)", re.I)
_NOUN_BEFORE = re.compile(r"['\"]?[.,:]?\s+(?:[\w' -]{1,25}?\s+)?(?:(?:was|is)\s+)?an?\s+(?:[\w-]+\s+){0,4}", re.I)
_NEAR = 60
_SENTENCES = 3
"""Sentences of a paragraph in which the child is introduced."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """What a child's own paragraph tells: the name, the age, and the sex where a noun says it."""

    name: str
    age: Age
    sex: str | None


def introduced(reading: Reading, names: Sequence[str]) -> Iterator[Introduced]:
    """The ages that the children's own paragraphs give; nothing where one of two or more children has none."""
    if len(names) < 2:
        return
    view, end = reading.view, min(reading.body.end, reading.body.start + READ_AT_MOST)
    opened = [_paragraph(view, name, reading.header.end, end) for name in names]
    starts = [p.start for p in opened if p]
    places = [p and Span(p.start, min([p.end, *(s for s in starts if s > p.start)])) for p in opened]
    for name, place in zip(names, places, strict=True) if all(places) else ():
        if place is None:
            continue
        age = _stated(view, place, names, name)
        if age is not None:
            yield Introduced(name, age, _sex(view, place))


def _paragraph(view: str, name: str, start: int, end: int) -> Span | None:
    """From the end of the name to the end of its line, for the first line that opens with the name and a mark, or goes on to say how old."""
    stands = re.escape(name).replace(r"\ ", r"\s+")
    opening = re.compile(rf"{_OPENING}{stands}(?=['\"]?\s*(?:[.,:(]|-\s)|\s+(?:was|is)\s+(?:an?\s|aged|\d))(?P<rest>[^\n]*)", re.M)
    m = opening.search(view, start, end)
    return Span(m.start("rest"), m.end()) if m and m.end() > m.start("rest") else None


def _stated(view: str, place: Span, names: Sequence[str], own: str) -> Age | None:
    m = _BARE.match(view, place.start, place.end)
    if m and (bounds := months(number(m["n"]), m["unit"] or "years")):
        return Age(Span(m.start("n"), m.end("unit") if m["unit"] else m.end("n")), *bounds, "row")
    for n, sentence in enumerate(sentences(view, place)):
        if n >= _SENTENCES:
            break
        for told in of_sentence(view, sentence, names):
            if told.holder.name in (None, own):
                return told.age
    return None


def _sex(view: str, place: Span) -> str | None:
    m = NOUN.search(view, place.start, min(place.end, place.start + _NEAR))
    return sex_of(m) if m and _NOUN_BEFORE.fullmatch(view, place.start, m.start()) else None
