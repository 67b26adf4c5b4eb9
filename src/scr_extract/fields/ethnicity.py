"""Field: the ethnicity of the child or the family, as the source writes it.

Read where it is said of the child, a parent or the family; a perpetrator's or a community's is not the child's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.asserted import Scope, scope_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.coded import any_of
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought
from scr_extract.values import Text

NAME = "ethnicity"
_STATED, _LABELLED = f"{NAME}.stated", f"{NAME}.labelled"
_WORDS = lexicon(NAME)
_LONGEST_FIRST = sorted(_WORDS["peoples"], key=len, reverse=True)
_PEOPLE = rf"{any_of(_LONGEST_FIRST)}(?:\s*(?:/|-|,\s+|\s+and\s+)\s*{any_of(_LONGEST_FIRST)}){{0,2}}"
_FORM = rf"\s+{any_of(_WORDS['forms'])}"
_PERSON = rf"\s+(?:[\w-]+\s+)?{any_of(_WORDS['persons'])}"
_SAID = Sought(
    rf"(?<![\w-])(?:(?:(?:his|her|their|parents'|family's|mother's|father's)\s+)?{_PEOPLE}{_FORM}"
    rf"|{_PEOPLE}{_PERSON}(?:\s+of\s+{_PEOPLE}{_FORM})?"
    rf"|(?P<bare>{any_of(_WORDS['whole'])})|(?<=\bboth\s)(?P<both>{_PEOPLE})(?=[,.])|(?<=\b(?:was|are)\s)(?P<was>{_PEOPLE})(?=[,.])|(?<=\bis\s)(?P<is>{_PEOPLE})(?=[,.]))(?![\w-])",
    re.I,
)
_LABEL = Sought(rf"\b(?:Ethnicity|Ethnic\s+(?:origin|background|group)|Race)\s*[:|-]?\s*\n?\s*(?P<who>{_PEOPLE})(?![\w-])")
_OTHERS = re.compile(rf"\s*(?:[\w-]+\s+){{0,1}}{any_of(_WORDS['others'])}\b", re.I)
_OF_OTHERS = re.compile(rf"\b{any_of(_WORDS['others'])}\s+(?:(?:were|was|are|is|who|all|mostly|mainly|of|predominantly|largely|both)\s+){{1,4}}$", re.I)
_CAPITAL = re.compile(r"[A-Z]")
_SMALL = re.compile(r"\b(?:mixed|dual|white|black|eastern|asian|european|minority|gypsy|traveller|multiple|bi-?racial)", re.I)
_FIRST = 8000
"""Characters of an entry in which a form or a family table states it."""


def _stated(reading: Reading) -> Iterator[Candidate]:
    scope, view = scope_of(reading), reading.view
    for n, sentence in enumerate(scope.sentences):
        for m in _SAID.finditer(view, sentence.start, sentence.end):
            if not (_CAPITAL.search(m[0]) or _SMALL.search(m[0])) or _is_others(scope, n, Span(*m.span())):
                continue
            yield candidate(reading, NAME, Text(reading.words(Span(*m.span()))), Span(*m.span()), _STATED)


def _is_others(scope: Scope, n: int, place: Span) -> bool:
    view, sentence = scope.reading.view, scope.sentences[n]
    if _OTHERS.match(view, place.end) or _OF_OTHERS.search(view, max(sentence.start, place.start - 60), place.start):
        return True
    if re.search(any_of(_WORDS["persons"]), place.of(view), re.I):
        return False
    owner = scope.owner(n, place)
    return owner is None or owner.kind not in ("child", "parent", "family", "sibling", "relative")


def _labelled(reading: Reading) -> Iterator[Candidate]:
    for m in _LABEL.finditer(reading.view, reading.span.start, min(reading.span.end, reading.span.start + _FIRST)):
        span = Span(*m.span("who"))
        yield candidate(reading, NAME, Text(reading.words(span)), span, _LABELLED)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The first said of child or family."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    return Resolution(Found.FOUND, (candidates[0],), tuple(c for c in candidates[1:] if c.value != candidates[0].value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    return {NAME: value.text if isinstance(value, Text) else None}


_FINDERS = (
    Finder(
        _STATED,
        _stated,
        examples=(
            Example("Death of a [[Black African boy]] of three.", "Black African boy"),
            Example("Death of a baby. His mother was of [[Polish origin]].", "Polish origin"),
            Example("Injuries to a girl. The family is [[White British]].", "White British"),
        ),
        counter_examples=(
            "Sexual exploitation of a girl by men of Turkish heritage.",
            "Death of a baby in the care of a white van driver.",
            "Death of a boy. A Polish interpreter came.",
        ),
    ),
    Finder(
        _LABELLED,
        _labelled,
        examples=(Example("Child V\nAge: 3\nEthnicity: [[White British]]\n\nDeath of a boy.", "White British"),),
        counter_examples=("Death of a boy. His ethnicity was not recorded.",),
    ),
)

FIELD = Field(NAME, Text, _FINDERS, _resolve, "Ethnicity of the child or the family, in the source's words.", _wide)
