"""The scope of a coded statement: whose it is, and whether it is asserted at all.

`No history of domestic abuse` is a denial, `asked about alcohol` a question, `parents who use drugs should ...` a rule; a
sibling's plan is not the child's and the child's drinking not the parents'. Words are in lexicons/assertion.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from scr_extract.fields.body_names import names_of
from scr_extract.fields.child_names import Named
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import story
from scr_extract.fields.told_people import Person, aliases, people
from scr_extract.model import Span
from scr_extract.resources.coded import Sign, Signs, any_of
from scr_extract.resources.loader import lexicon

_DENIAL = lexicon("assertion")["denial"]
_BETWEEN = rf"(?:\s+{any_of(_DENIAL['between'])}\b,?)"
_DENIED = re.compile(rf"\b{any_of(_DENIAL['before'])}\b{_BETWEEN}{{0,12}}\s+$", re.I)
_DENIED_AFTER = re.compile(rf"\s*(?:[\w-]+\s+){{0,3}}{any_of(_DENIAL['after'])}\b", re.I)
_ASKED = re.compile(
    rf"\b{any_of(_DENIAL['asked'])}\s+(?:(?:the|any|her|his|their|maternal|parental|mother's|father's|parents'|possible|potential|current|previous)\s+){{0,3}}(?:(?:[\w-]+,?\s+){{1,5}}(?:and|or)\s+)?$",
    re.I,
)
_GENERAL = re.compile(rf"(?<![\w-]){any_of(_DENIAL['general'])}(?!\w)", re.I)
_BACK = 6
"""Sentences back in which a pronoun finds whom it means."""
_BULLET = re.compile("•")
_CLAUSE = re.compile(r";|:\s|\s-\s|•")
_LONGEST = 1500
"""Characters of the longest sentence in which the nearest person is still meant."""
_OWN = re.compile(
    r"'s?\s+(?:(?:and|or|,|own|history|long|of|long-term|long-standing|chronic|previous|past|known|severe|heavy|significant|increasing|deteriorating|poor|serious|apparent|reported|alleged|her|his|their|ongoing|recent|use|misuse|abuse|considerable|problematic|untreated|undiagnosed|suspected|experience|experiences|physical|emotional|mental|alcohol|drug|drugs|substance|health|and/or|dependence|on)\s+){0,6}$",
    re.I,
)
_OWN_ADJECTIVE = re.compile(r"\s+(?:[\w-]+\s+){0,4}$")
_PRONOUN_OWN = re.compile(
    r"\b(?P<who>his|her|their)\s+(?:(?:own|long|history|of|long-term|long-standing|chronic|previous|past|known|severe|heavy|significant|increasing|deteriorating|poor|reported|alleged|ongoing|recent|considerable|problematic|physical|emotional|mental|use|misuse|alcohol|drug|substance)\s+){0,4}$",
    re.I,
)
_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:by|of|in|from|between|on\s+the\s+part\s+of|towards)\s+(?:(?:the|his|her|their|both|a|one|either|one\s+of\s+the|either\s+of)\s+){0,2}"
)
_SUBORDINATE = re.compile(r"\b(?:when|while|whilst|after|before|since|until|because|where|although|though|as)\s+(?:(?:the|his|her|their|a)\s+)?$", re.I)
_GOES_ON = re.compile(r"\band\s+(?:had|has|was|were|also|then|later|who|did|took|used|suffered|lived|spent|experienced|struggled|misused)\b", re.I)
_WHO = re.compile(r",?\s+(?:who|whose|whom)\b|,\s+(?:each|both|himself|herself|an?)\s")


@dataclass(frozen=True)
class Scope:
    """The narrative of one entry with everybody named in it, worked out once for one field."""

    reading: Reading

    @cached_property
    def named(self) -> tuple[Named, ...]:
        return names_of(self.reading)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences that state something of this family."""
        view = self.reading.view
        return tuple(part for s in story(self.reading) for part in _bullets(view, s) if len(part) <= _LONGEST)

    @cached_property
    def persons(self) -> Mapping[int, tuple[Person, ...]]:
        """Everybody named in a sentence, by its number; a sentence is read when it is first asked for."""
        return _Persons(self)

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        return aliases(self.reading.view, self.sentences, self.named)

    @cached_property
    def child_sex(self) -> str | None:
        """The sex of the child in the first sentence that says it."""
        sexes = {p.sex for n in range(min(2, len(self.sentences))) for p in self.persons[n] if p.kind == "child" and p.sex}
        return sexes.pop() if len(sexes) == 1 else None

    def found(self, signs: Signs) -> Iterator[tuple[int, Sign]]:
        """The signs of a lexicon that the narrative asserts, each with the number of its sentence."""
        view = self.reading.view
        for n, sentence in enumerate(self.sentences):
            hits = list(signs.find(view, sentence))
            if hits and not _GENERAL.search(view, sentence.start, sentence.end):
                yield from ((n, h) for h in hits if not denied(view, sentence, h.span))

    def subject(self, n: int) -> Person | None:
        """Whom sentence `n` is about: its first person who is not the object of a preposition, pronouns resolved."""
        persons = self.persons[n]
        first = next((p for p in persons if p.subject and not p.adjective), persons[0] if persons else None)
        return self.meant(n, first) if first is not None and first.kind == "pronoun" else first

    def meant(self, n: int, pronoun: Person) -> Person | None:
        """Whom a pronoun of sentence `n` means: the subject of its own sentence, then of those before it."""
        before = [p for p in self.persons[n] if p.span.end <= pronoun.span.start and p.kind != "pronoun" and not p.adjective]
        for person in (*(p for p in before if p.subject), *reversed(before)):
            if self._can_be(pronoun, person):
                return person
        for back in range(n - 1, max(-1, n - _BACK - 1), -1):
            persons = [p for p in self.persons[back] if p.kind != "pronoun" and not p.adjective]
            children = [p for p in persons if p.kind == "child"]
            topic = children if back == 0 else []
            for person in (*topic, *(p for p in persons if p.subject), *children, *reversed(persons)):
                if self._can_be(pronoun, person):
                    return person
        return None

    def _can_be(self, pronoun: Person, person: Person) -> bool:
        if person.kind in ("staff", "family"):
            return pronoun.plural and person.kind == "family"
        if pronoun.plural:
            return person.plural
        sex = self.child_sex if person.kind == "child" and person.sex is None else person.sex
        return not person.plural and (sex is None or sex == pronoun.sex)

    def owner(self, n: int, place: Span, *, carry: bool = True, within: bool = True) -> Person | None:
        """Whose the words at `place` in sentence `n` are; None where nobody is named near them.

        `carry` lets a fragment that names nobody go on from the sentence before it; `within` lets the words themselves name
        somebody (`parents separated`).
        """
        view, sentence = self.reading.view, self.sentences[n]
        inside = next((p for p in self.persons[n] if p.span.overlaps(place) and p.kind in ("parent", "relative", "sibling")), None)
        if within and inside is not None:
            return inside
        persons = [p for p in self.persons[n] if not _aside(view, sentence, p.span, place)]
        before = [p for p in persons if p.span.end <= place.start]
        after = [p for p in persons if p.span.start >= place.end]
        for p in reversed(before[-2:]):
            if (_OWN_ADJECTIVE if p.adjective else _OWN).fullmatch(view, p.span.end, place.start):
                return p
        own = _PRONOUN_OWN.search(view, max(sentence.start, place.start - 90), place.start)
        if own:
            sex = {"his": "male", "her": "female"}.get(own["who"].lower())
            stand_in = Person("pronoun", own["who"], Span(own.start(), own.start() + 1), sex, sex is None)
            return self.meant(n, stand_in) or (self._carried(n) if carry else None)
        by = _AFTER.match(view, place.end, min(sentence.end, place.end + 60))
        who = next(
            (p for p in after if (by and p.span.start == by.end()) or (p.span.start - place.end < 60 and by and by.start() < p.span.start <= by.end())), None
        )
        if who is not None and view.startswith("'s ", who.span.end):  # `an overdose of her mother's tablets` is not the mother's
            who = next((p for p in after if who.span.end < p.span.start <= who.span.end + len("'s younger ")), None)
        if who is not None and who.kind != "staff":
            return self._resolved(n, who)
        near = self._nearest(n, before, place)
        if near is not None:
            return near
        clause = _CLAUSE.search(view, place.end, sentence.end)
        ahead = next((p for p in after if p.subject and not p.adjective and (clause is None or p.span.start < clause.start())), None)
        if ahead is not None and ahead.kind != "staff":
            return self._resolved(n, ahead)
        return self._carried(n) if carry else None

    def _nearest(self, n: int, before: Sequence[Person], place: Span) -> Person | None:
        """The subject of the clause that holds the words, else of the clause before it."""
        view = self.reading.view
        persons = [p for p in before if not p.adjective]
        for p in reversed(persons):
            if _WHO.match(view, p.span.end):
                joined = [
                    q
                    for q in persons
                    if q.span.end <= p.span.start and q.kind == "parent" and re.fullmatch(r",?\s+and\s+(?:\w+\s+)?", view[q.span.end : p.span.start])
                ]
                return self._resolved(n, joined[-1] if joined else p)
            if p.subject and not self._subordinate(n, p, place) and (p.kind != "staff" or p is persons[-1]):
                return self._resolved(n, p)
        return self._resolved(n, persons[-1]) if persons else None

    def _subordinate(self, n: int, person: Person, place: Span) -> bool:
        """`Mother was 18 when he was born and had been in care`: the clause of `he` ends before the words."""
        view, sentence = self.reading.view, self.sentences[n]
        opens = _SUBORDINATE.search(view, max(sentence.start, person.span.start - 40), person.span.start)
        return bool(opens and opens.start() > sentence.start and _GOES_ON.search(view, person.span.end, place.start))

    def _resolved(self, n: int, person: Person) -> Person | None:
        return self.meant(n, person) if person.kind == "pronoun" else person

    def _carried(self, n: int) -> Person | None:
        """Whom the sentence before is about, for fragments (`History of depression.`)."""
        return next((s for back in range(n - 1, max(-1, n - 3), -1) if (s := self.subject(back)) is not None), None)


class _Persons(dict[int, tuple[Person, ...]]):
    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def __missing__(self, n: int) -> tuple[Person, ...]:
        scope = self._scope
        self[n] = people(scope.reading.view, scope.sentences[n], scope.named, scope.aliases)
        return self[n]


@lru_cache(maxsize=1)
def scope_of(reading: Reading) -> Scope:
    """The scope of an entry, worked out once for all fields that ask one after the other."""
    return Scope(reading)


def _bullets(view: str, sentence: Span) -> Iterator[Span]:
    """A list that lost its line breaks, one item at a time; any other sentence whole."""
    starts = [sentence.start, *(m.start() for m in _BULLET.finditer(view, sentence.start, sentence.end)), sentence.end]
    for start, end in pairwise(starts):
        part = Span(start, end).trimmed(view)
        if len(part):
            yield part


def _aside(view: str, sentence: Span, person: Span, place: Span) -> bool:
    """Whether somebody is named in brackets that do not hold the place."""
    opened, closed = view.rfind("(", sentence.start, person.start), view.find(")", person.end, sentence.end)
    return opened >= 0 and closed >= 0 and ")" not in view[opened : person.start] and not opened < place.start < closed


def denied(view: str, sentence: Span, place: Span) -> bool:
    """Whether the words are denied, only asked about, or feared for the future."""
    left = view[max(sentence.start, place.start - 160) : place.start]
    return bool(_DENIED.search(left) or _ASKED.search(left) or _DENIED_AFTER.match(view, place.end, min(sentence.end, place.end + 80)))
