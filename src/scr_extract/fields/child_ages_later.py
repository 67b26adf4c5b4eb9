"""Ages of the reviewed children in the sentences after the fact line.

One counts only when it is tied to the child (by name, by `the baby`, by a pronoun after a sentence about the child) and the sentence
tells of the incident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scr_extract.fields.age_values import Age
from scr_extract.fields.ages import ages
from scr_extract.fields.child_ages import EVENT, LONGEST, OTHER, ChildAge, can_be, is_second, shared, when
from scr_extract.fields.holders import THEIR_AGES, Holder, holder, is_agent, people
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import fact, story
from scr_extract.model import Span

_PORTRAYED = re.compile(r"\b(?:was|is)\s+an?\s+(?:[\w-]+,?\s+){0,5}$", re.I)
_PREDICATE = re.compile(
    r"^(?:he|she|they|it|the\s+(?:young\s+)?\w+|(?:child|baby)\s+\w+|[A-ZÀ-Þ]\w*)(?:\s\([^()]{1,120}\)|,\s+(?:who\s|(?:here\s+)?(?:known|called|named|referred)\s)[^,;]{1,80},)?"
    r"\s+(?:was|were|had\s+been|(?:cannot|can't|may|might|must|would|could\s+not)\s+have\s+been|(?:is|are|was|were)\s+(?:thought|believed|said)\s+to\s+have\s+been)"
    r"\s+(?:(?:only|just|then|almost|nearly|about|in\s+(?:his|her|their))\s+)?$",
    re.I,
)
_NO_ADULT = 14 * 12
"""Months of age below which nobody is anybody's carer or attacker in a review's words."""
_TAIL = re.compile(
    r"^\s*(?:old)?(?:\s*[.,]?\s*$|\s*[.,;]\s|\s+(?:at\s+(?:the|that|this)\s+time|when|on\s+the\s+day|at\s+death|(?:the|a|one|two|three|four|\d{1,2}|just|only)\s+(?:\w+\s+){0,2}?(?:day|week|month)s?\s+(?:before|earlier)|and\s+(?:weighed|lived|had|was|has|his|her|the|in|on|a|an|\w+ing|\w+ed|(?-i:[A-Z])\w*)\b))",
    re.I,
)
_BY_PRONOUN = re.compile(r"(?:He|She|They)\b")
_PARENT_LOST = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|gran\w+)\s+(?:had\s+)?(?:died|left|moved|separated|killed)\b[^.;]{0,30}\bwhen\s+[\w\s]{1,30}$", re.I
)
"""Before an age: `after her mum died when Ann was ten` tells when that was, not how old she was at the incident."""
_CHILDS = re.compile(r"^(?:The|A|This)\s+(?:child|boy|girl|baby|toddler|teenager),\s+$")
_NAMED_TOO = re.compile(r"^.*\band\s+(?=(?:Child|Baby|Twin|Sibling)?\s?[A-Z][\w-]*\s+(?:was|were)\s+$)", re.S)
_SUBJECT = re.compile(
    r"\b(?:subject|focus)\s+of\s+(?:this|the)\s+(?:[\w-]+\s+){0,5}review\b[^.;]{0,90}$|\b(?:this|the)\s+(?:[\w-]+\s+){0,5}review\s+(?:is\s+about|concerns)\s[^.;]{0,60}$",
    re.I,
)
_WHO_WAS = re.compile(r"['\"]?,\s+who\s+(?:was|were)\s+(?:(?:then|just|only|nearly|almost|about)\s+){0,2}")
_TURNED = re.compile(r"(?:had\s+)?(?:only\s+)?(?:just\s+)?turned\b", re.I)
_ALONE = re.compile(r"(?:He|She|They|[A-Z][\w-]*)\s+(?:had\s+)?(?:only\s+)?(?:just\s+)?")
"""All that stands before `had turned seventeen the week before`."""
_CLAUSE = re.compile(r"^(?:.*[;.]\s+|[\d.\s]+)(?=\S)", re.S)
_REMOVED = re.compile(r"\s+when\s+(?:he|she|they)\s+(?:was|were)\s+(?:removed|taken)\b", re.I)
_WHEN = re.compile(r",\s+when\s+(?:he|she|they)\s+(?:was|were)\s+(?:(?:just|only|nearly|almost|about)\s+)?$", re.I)
_CLOSE = 100
"""Characters before `, when she was five` in which its event stands."""
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|the|both|these|all|twin)\s+(?:\w+\s+){0,2}$", re.I)
"""Before an age or those whose it is: certain children, not any."""
NEAR = 12
"""Sentences from the first in which a child is introduced."""
CHAIN = 4
"""Sentences that may follow one another about the same child by a mere `he` or `she`."""


def later_ages(reading: Reading, names: Sequence[str]) -> Iterator[ChildAge]:
    """Ages in the sentences after the fact line that are tied to a child and to the incident, surest first."""
    tied: list[ChildAge] = []
    told = story(reading)
    start = 1 if told and told[0] == fact(reading) else 0
    for n, sentence in enumerate(told[start:], start):
        if len(sentence) > LONGEST:
            continue
        before = _told_of(reading.view, told, n, names) if n else sentence
        earlier: tuple[Age, Holder] | None = None
        for age in ages(reading.view, sentence):
            who = holder(reading.view, sentence, age, names)
            if earlier is not None and tied and tied[-1].age == earlier[0] and is_second(reading.view, earlier, age, who, names):
                tied.extend(shared(reading.view, sentence, age, who, names))  # `a girl of eight and her 5-year-old brother`
                continue
            if age.kind == "also" and earlier is not None and tied and tied[-1].age == earlier[0] and who.kind == "name":
                tied.extend(shared(reading.view, sentence, age, who, names))  # `Ann was nine, Ben seven`
                earlier = (age, who)
                continue
            earlier = (age, who)
            if not can_be(reading.view, sentence, age, who) or who.kind in ("unknown", "teen") or is_agent(reading.view, sentence, age.place):
                continue
            if not _is_tied(reading.view, sentence, before, age, who, names, n):
                continue
            tied.extend(shared(reading.view, sentence, age, who, names))
    yield from sorted(tied, key=lambda c: (c.at != "incident", c.age.kind == "from", c.age.place.start))


def _told_of(view: str, told: Sequence[Span], n: int, names: Sequence[str]) -> Span:
    """What stands before a sentence, back to one that says by more than a pronoun whom it is about: `Polly told a friend. She ... . She was twelve.`"""
    first = n - 1
    for back in range(n - 1, max(-1, n - 1 - CHAIN), -1):
        if not (len(told[back]) <= LONGEST and _BY_PRONOUN.match(view, told[back].start, told[back].end)):
            return Span(told[back].start, max(told[back].end, told[n - 1].end))
        first = back
    return Span(told[first].start, told[n - 1].end)


def _is_tied(view: str, sentence: Span, before: Span, age: Age, who: Holder, names: Sequence[str], n: int) -> bool:
    left = view[sentence.start : age.place.start]
    right = view[age.place.end : sentence.end]
    lead = _NAMED_TOO.sub("", _CLAUSE.sub("", left))
    if _PARENT_LOST.search(left[-90:]):
        return False
    if n <= 4 and ((age.kind == "beside" and _CHILDS.match(left)) or who.word == THEIR_AGES):
        return True  # `The child, 6, was`, `Their ages were 13 and ten`
    rescued = _REMOVED.match(right) is not None and EVENT.search(left) is not None  # `neglect of two boys, who were three when they were removed`
    if right.startswith(" when ") and OTHER.search(right[:60]) and not EVENT.search(right) and not rescued:
        return False  # `He was three when his parents separated`
    turned = _TURNED.match(view, age.place.start) is not None and _ALONE.fullmatch(lead) is not None
    if (turned or _PREDICATE.match(lead)) and _TAIL.match(right):
        if who.kind == "name" or EVENT.search(right):
            return True
        there = [p for p in people(view, before, names) if p.kind != "pronoun"]
        first = next(iter(there), None)
        if age.high is not None and age.high < _NO_ADULT:  # too young to be the adult told of before
            first = next((p for p in there if p.kind != "adult"), None)
        return who.kind in ("pronoun", "child") and first is not None and first.kind in ("name", "child") and bool(EVENT.search(view, before.start, before.end))
    if who.kind in ("name", "child") and n <= NEAR and _SUBJECT.search(left) and not OTHER.search(right[:60]):
        return True  # `The subject of this review is Ben, a boy who was nearly four`
    if who.kind == "name" and n <= NEAR and _PORTRAYED.search(left) and not OTHER.search(right[:60]):
        return True  # `Ben was a lively 13-year-old who loved football`
    if who.kind == "name" and n <= 2 and who.span and age.place.start - who.span.end <= 3 and not OTHER.search(right[:60]):
        return True  # `Her daughter, Child V, aged 10, was asleep upstairs`
    if who.kind == "name" and n <= NEAR // 2 and who.span and _WHO_WAS.fullmatch(view, who.span.end, age.place.start) and right[:1] in (",", "."):
        return True  # `Ann, who was nine, cooked for Ben, who was five`
    if not EVENT.search(view, sentence.start, sentence.end):
        return when(view, sentence, age) == "writing" and who.kind in ("name", "pronoun", "child")
    if OTHER.search(left[-80:]) or _general(view, sentence, age, who):
        return False
    if who.kind == "name":
        return True
    close = bool(EVENT.search(view, max(sentence.start, age.place.start - 40), min(sentence.end, age.place.end + 60)))
    if who.kind == "pronoun":
        adults = [p for p in people(view, Span(sentence.start, age.place.start), names) if p.kind in ("adult", "kin")]
        close = close or (_WHEN.search(left) is not None and EVENT.search(left[-_CLOSE:]) is not None)
        return close and not adults and who.word in ("he", "she", "they")
    return close and n <= 40


def _general(view: str, sentence: Span, age: Age, who: Holder) -> bool:
    """`babies under 12 months`, `children aged 10`: everybody's age, not the child's."""
    if who.word in (
        "children",
        "babies",
        "infants",
        "boys",
        "girls",
        "young people",
        "teenagers",
        "adolescents",
        "twins",
        "pupils",
        "students",
        "males",
        "females",
        "young women",
        "young men",
    ):
        before = view[max(sentence.start, age.place.start - 40) : age.place.start]
        led = view[max(sentence.start, who.span.start - 24) : who.span.start] if who.span and who.span.end <= age.place.start else ""
        return not _COUNTED.search(before) and not _COUNTED.search(led)
    return False
