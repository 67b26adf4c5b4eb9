"""The main harm to a reviewed child that lived, by the coding frame's harm_category.

The fact line is believed first: in it the particular harms (exploitation, induced illness, sexual abuse) outrank the
general ones, and among these the first named is the main one. Rows are in lexicons/harm_categories.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.fields.asserted import Scope, scope_of
from scr_extract.fields.fates import blamed, openings
from scr_extract.fields.reading import Reading
from scr_extract.model import Span
from scr_extract.resources.coded import Sign, signs

_RANKS = {"first": 0, "late": 2, "last": 3}
_ABOUT_OTHERS = re.compile(
    r"\b(?:history|risks?|domestic|mother'?s?|father'?s?|her\s+own|his\s+own|previous|fears?|allegations?|known|previously\s+convicted|register(?:ed)?)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_DONE_TO = re.compile(
    r"\s+(?:(?:him|her|them)(?=\s+(?:so|in|on|at|with|when|and|until|for|as|to|from|down|against|again|\w+ly)\b|[.,;])|the\s+(?:child|baby|boy|girl|twins?)\b)",
    re.I,
)
"""After a verb: `his father shook him so hard` tells of the child, whoever stands before it."""
_SERVICE = re.compile(r"\s+(?:services?|teams?|units?|strateg\w+|training|polic\w+|toolkit|awareness|offenders?|review\s+process|panel)\b", re.I)
_NEAR = 25
"""Characters after the words of harm in which its object stands: `sexual offences against two boys`."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A category that words signal; `rank` 0 outranks, 2 and 3 give way; `in_fact` in the fact line."""

    id: str
    span: Span
    rank: int
    in_fact: bool


@lru_cache(maxsize=2)
def harms_told(reading: Reading, *, theme: bool) -> tuple[Harm, ...]:
    """Every category of harm to the child that the narrative signals, in the order of the text; of a theme, only what it is about."""
    return tuple(_harms_told(reading, theme=theme))


def _harms_told(reading: Reading, *, theme: bool) -> Iterator[Harm]:
    scope = scope_of(reading)
    view, opening = reading.view, openings(reading)
    who = blamed(reading, scope.sentences)
    for n, sign in scope.found(signs("harm_categories")):
        sentence = scope.sentences[n]
        in_fact = any(o.covers(sentence) for o in opening)
        rank = _RANKS.get(sign.row.option("rank") or "", 1)
        if (theme and (rank or not in_fact)) or _SERVICE.match(view, sign.span.end):
            continue
        if not theme and (
            (_ABOUT_OTHERS.search(view, max(sentence.start, sign.span.start - 40), sign.span.start) and not _DONE_TO.match(view, sign.span.end, sentence.end))
            or not _childs(scope, n, sign, in_fact=in_fact)
        ):
            continue
        term = sign.row.ids[0]
        if term == "sexual":
            near = blamed(reading, (sentence,)) or who
            term = "" if not near else "sexual_intra" if near[0].kind == "family" else "sexual_extra"
        if term:
            yield Harm(term, sign.span, rank, in_fact)


def _childs(scope: Scope, n: int, sign: Sign, *, in_fact: bool) -> bool:
    place = sign.span
    owner = scope.owner(n, place)
    if in_fact:
        return owner is None or owner.kind != "parent" or sign.row.option("holder") != "child"
    if owner is not None and (owner.kind == "child" or (owner.kind == "sibling" and owner.plural)):
        return True
    return any(p.kind == "child" and 0 <= p.span.start - place.end < _NEAR for p in scope.persons[n])


def chosen(found: Sequence[Harm]) -> Harm | None:
    """The highest rank in the fact line, then the first named; where the fact line tells none, or only a last one, the same of what follows."""

    def key(h: Harm) -> tuple[int, int]:
        return (h.rank, h.span.start)

    fact = min((h for h in found if h.in_fact), key=key, default=None)
    if fact is not None and fact.id == "sexual_extra":  # `raped and trafficked for sex by a group of men`
        fact = min((h for h in found if h.in_fact and h.id == "cse"), key=key, default=fact)
    told = min((h for h in found if not h.in_fact), key=key, default=None)
    return fact if told is None or (fact is not None and fact.rank < 2) else told if fact is None or told.rank < fact.rank else fact
