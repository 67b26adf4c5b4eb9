"""What a field is made of: finders that propose candidates and one resolver that decides.

A finder never decides and a resolver never searches. Each finder carries the sentences that needed it and the
sentences it must leave alone; the contract test runs them all (tests/contracts/test_fields.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scr_extract.fields.reading import Reading
from scr_extract.model import Candidate, Evidence, Found, Issue, Resolution, Severity, Span
from scr_extract.values import Value

Source = Literal["rule", "ner", "model"]
"""What proposes a candidate: a rule, the general model's entities, or the project's own model."""

SOURCES: frozenset[Source] = frozenset(("rule", "ner", "model"))
_SOURCE_OF: Mapping[str, Source] = {"ner": "ner", "scr_en": "model"}


def source_of(rule_id: str) -> Source:
    """What a rule id says of its source: `authors.bare.ner` rests on the general model, `authors.scr_en` on our own, all others are rules."""
    return _SOURCE_OF.get(rule_id.rpartition(".")[2], "rule")


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up text with the quote marked `[[so]]`, and what `values.show` prints of the value.

    One line is read as the body of an entry. With several lines, the first is the entry's heading, as the
    segmenter would have found it.
    """

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Finder:
    """One way to produce candidates. `rule_id` names it in evidence: `<field>.<what it reads>`, ending in `.ner` where
    the general model's entities decide and in `.scr_en` where our own model proposes.
    """

    rule_id: str
    find: Callable[[Reading], Iterable[Candidate]]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]

    @property
    def source(self) -> Source:
        return source_of(self.rule_id)


def not_stated(resolution: Resolution) -> bool:
    """Whether nothing was found; what a source withholds on purpose is found to be withheld."""
    return resolution.status is Found.NOT_STATED


@dataclass(frozen=True, slots=True)
class Field:
    """A named, typed property of an entry.

    `type` is the value's class. Candidates reach `resolver` in the order of the finders, then of the text.
    `wide` gives this field's columns of the `entries` table from its resolution. `several` fields can have more than one
    value (children, authors); of others at most one is chosen.
    `lacks` says of a resolution of what rules and general model found whether our own model is worth asking.
    """

    name: str
    type: type
    finders: tuple[Finder, ...]
    resolver: Callable[[Reading, Sequence[Candidate]], Resolution]
    description: str
    wide: Callable[[Resolution], Mapping[str, object]]
    several: bool = False
    lacks: Callable[[Resolution], bool] = not_stated


Zone = Callable[[Reading], Iterable[Span]]


def candidate(reading: Reading, field: str, value: Value, span: Span, rule_id: str, *, also: Iterable[tuple[Span, str]] = ()) -> Candidate:
    """A candidate whose quote is exactly `span` of the document's text."""
    extra = tuple(Evidence.read(reading.document, s, rule) for s, rule in also)
    return Candidate(field, value, Evidence.read(reading.document, span, rule_id), extra)


def pattern(
    field: str,
    name: str,
    regex: re.Pattern[str],
    zone: Zone,
    read: Callable[[re.Match[str], Reading], Value | None],
    *,
    group: str | int = 0,
    examples: tuple[Example, ...],
    counter_examples: tuple[str, ...] = (),
) -> Finder:
    """A finder that runs `regex` over the plain view inside each span of `zone`; `read` may decline a match with None.

    `group` is the part of the match that becomes the quote.
    """
    rule_id = f"{field}.{name}"

    def find(reading: Reading) -> Iterator[Candidate]:
        for span in zone(reading):
            for m in regex.finditer(reading.view, span.start, span.end):
                value = read(m, reading)
                if value is not None and m.start(group) < m.end(group):
                    yield candidate(reading, field, value, Span(*m.span(group)), rule_id)

    return Finder(rule_id, find, examples, counter_examples)


def first(reading: Reading, candidates: Sequence[Candidate], *, absent: Found = Found.NOT_STATED) -> Resolution:
    """The plain resolver: the first candidate of the first finder that has one; other values stay as alternatives.

    Two unlike values from the same rule make the field ambiguous only where their field says so; here the first in
    reading order stands, because sources name the thing asked for before they name its neighbours.
    """
    if not candidates:
        return Resolution(absent)
    chosen = candidates[0]
    return Resolution(Found.FOUND, (chosen,), tuple(c for c in candidates[1:] if c.value != chosen.value))


def doubt(kind: str, field: str, message: str, reading: Reading, span: Span | None = None) -> Issue:
    """An issue about one field of the entry at hand; the record's id is added when the record gets it."""
    return Issue(kind, Severity.WARNING, message, document_id=reading.document.document_id, field=field, span=span)
