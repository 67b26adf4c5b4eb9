"""Which of an entry's ages is the reviewed child's at the incident.

The fact line is believed first. Where it has none, a later sentence counts only when the age is tied to the child (by name,
by `the baby`, by a pronoun after a sentence about the child) and the sentence tells of the incident. Ages at other events
of a life (a diagnosis, a placement, a move) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_extract.fields.age_values import Age
from scr_extract.fields.ages import ages
from scr_extract.fields.holders import RESUMED, THEIR_AGES, Holder, holder, is_agent, people
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import LONGEST_FACT, fact, story
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_TELLINGS = lexicon("ages")["tellings"]
NEAR = 12
"""Sentences from the first in which a child is introduced."""
LONGEST = 2_000
"""Characters of the longest sentence in which somebody is still nearest to a word."""


def _stems(words: list[str]) -> Sought:
    return Sought(r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) + ")", re.I)


_EVENT, _OTHER = _stems(_TELLINGS["event"]), _stems(_TELLINGS["other"])
_BOTH = _stems(_TELLINGS["both"])
_TWIN = re.compile(r"\btwin\s+(?:baby\s+|infant\s+)?(?:girls|boys|sisters|brothers|babies|infants|children|daughters|sons)\b", re.I)
_PORTRAYED = re.compile(r"\b(?:was|is)\s+an?\s+(?:[\w-]+,?\s+){0,5}$", re.I)
_NOW = re.compile(
    r"\b(?:" + "|".join(w.replace(" ", r"\s+") for w in _TELLINGS["writing"]) + r")(?:\s+(?:now|then|each|both|some))?\s+(?:just\s+|about\s+)?$", re.I
)
_JOINED = re.compile(
    r"^[^.;:]{0,60}\band\s+(?:(?:[\w-]+\s+){0,2}(?:injur\w+|harm|deaths?|abuse|neglect|murder)\s+(?:of|to)\s+)?(?:(?:a|an|his|her|their|another|one|the\s+other)\s+)?(?:\w+,?\s+)?$",
    re.I,
)
_TOWARDS = re.compile(r"\b(?:by|towards?|against|upon|on|from|with)\s+(?:a|an|his|her|another|the|two|three)\b", re.I)
_PREDICATE = re.compile(
    r"^(?:he|she|they|it|the\s+\w+|(?:child|baby)\s+\w+|[A-ZÀ-Þ]\w*(?:,\s+who\s[^,;]{1,80},)?)\s+(?:was|were)\s+(?:(?:only|just|then|almost|nearly|about)\s+)?$",
    re.I,
)
_BORN_TO = re.compile(r"\b(?:born|deliver\w+|birth\w*|gestation|conceived)\b[^.;]{0,60}\bto\s+(?:a|an|his|her|their)\s+(?:[\w-]+\s+)?$", re.I)
_NO_ADULT = 14 * 12
"""Months of age below which nobody is anybody's carer or attacker in a review's words."""
_TAIL = re.compile(
    r"^\s*(?:old)?(?:\s*[.,]?\s*$|\s*[.,;]\s|\s+(?:at\s+(?:the|that|this)\s+time|when|on\s+the\s+day|at\s+death|and\s+(?:weighed|lived|had|was|has|his|her|the|in|on|a|an|\w+ing|\w+ed|(?-i:[A-Z])\w*)\b))",
    re.I,
)
_ONE_OF = re.compile(r"\b(?:[A-ZÀ-Þ][\w-]*|who),?\s+(?:was|is)\s+$")
_WHEN_IT = re.compile(r",\s+when\s+(?:[A-ZÀ-Þ][\w-]*|(?:Child|Baby)\s+\w+|he|she|they)\s+(?:was|were)\s+$")
_PARENT_LOST = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|gran\w+)\s+(?:had\s+)?(?:died|left|moved|separated|killed)\b[^.;]{0,30}\bwhen\s+[\w\s]{1,30}$", re.I
)
"""Before an age: `after her mum died when Ann was ten` tells when that was, not how old she was at the incident."""
_CHILDS = re.compile(r"^(?:The|A|This)\s+(?:child|boy|girl|baby|toddler|teenager),\s+$")
_NAMED_TOO = re.compile(r"^.*\band\s+(?=(?:Child|Baby|Twin|Sibling)?\s?[A-Z][\w-]*\s+(?:was|were)\s+$)", re.S)
_CLAUSE = re.compile(r"^(?:.*[;.]\s+|[\d.\s]+)(?=\S)", re.S)


@dataclass(frozen=True, slots=True)
class ChildAge:
    """An age taken for a reviewed child: of the named one, of all (`twins, both aged`), or of the next without one."""

    age: Age
    holder: Holder
    sentence: Span
    at: str = "incident"
    for_all: bool = False


def fact_ages(reading: Reading, names: Sequence[str]) -> Iterator[ChildAge]:
    """The ages of the fact line that are the reviewed children's."""
    line = fact(reading)
    if 0 < len(line) <= LONGEST_FACT:
        yield from of_sentence(reading.view, line, names)


def of_sentence(view: str, sentence: Span, names: Sequence[str]) -> Iterator[ChildAge]:
    """The children's ages in a sentence that tells of the incident: the first one, and those joined to it."""
    told = [(a, holder(view, sentence, a, names)) for a in ages(view, sentence)]
    told = [(a, h) for n, (a, h) in enumerate(told) if _can_be(view, sentence, a, h) or (n and _is_second(view, told[n - 1], a, h, names))]
    if any(not is_agent(view, sentence, a.place) for a, _ in told) and not _offender_first(view, sentence, told):
        told = [(a, h) for a, h in told if not is_agent(view, sentence, a.place) or h.name]
    last: Age | None = None
    for age, who in told:
        grown = last is not None and _when(view, sentence, last) == "writing" and _when(view, sentence, age) == "incident"
        if last is not None and not (age.whole is not None and age.whole == last.whole) and not who.name and not grown:
            between = view[last.place.end : age.place.start]
            if len(names) == 1 or not _JOINED.search(between) or _TOWARDS.search(between):
                continue
        last = age
        yield from _shared(view, sentence, age, who, names)


def _is_second(view: str, before: tuple[Age, Holder], age: Age, who: Holder, names: Sequence[str]) -> bool:
    """`a 9-year-old girl and her 7-year-old brother`, in a review of more than one child."""
    joined = _JOINED.search(view[before[0].place.end : age.place.start])
    return (
        len(names) != 1
        and who.kind == "kin"
        and age.kind in ("old", "aged")
        and before[1].kind == "child"
        and bool(joined)
        and not _TOWARDS.search(joined[0] if joined else "")
    )


def _can_be(view: str, sentence: Span, age: Age, who: Holder) -> bool:
    if who.kind in ("kin", "adult"):
        return False
    if _BORN_TO.search(view, max(sentence.start, age.place.start - 90), age.place.start):
        return False
    if who.kind == "unknown" and age.kind in ("was", "beside", "lived", "birthday", "from"):
        return False
    before = view[max(sentence.start, age.place.start - 60) : age.place.start]
    if age.kind == "was" and (RESUMED.search(before) or _WHEN_IT.search(before)):
        before = ""  # `until 2011, when Ann was six`; `Ann, who had been ill since she was born, was three`: the clause between is not about the age
    if who.span is not None and who.span.start >= age.place.end and age.kind != "old":
        return not _OTHER.search(view, who.span.end, min(sentence.end, who.span.end + 60))  # `at the age of nine, she weighed`
    if (
        age.kind in ("aged", "birthday", "was", "from", "at")
        and who.kind in ("pronoun", "unknown", "name")
        and _OTHER.search(before)
        and not _EVENT.search(view[max(sentence.start, age.place.start - 25) : age.place.start])
    ):
        return False
    return who.kind != "teen" or (age.low is not None and age.low < 19 * 12)


def _offender_first(view: str, sentence: Span, told: list[tuple[Age, Holder]]) -> bool:
    """`Harmful sexual behaviour by a 14-year-old boy towards his 7-year-old cousin`: the review is about the boy."""
    if not told or not is_agent(view, sentence, told[0][0].place):
        return False
    before = view[sentence.start : told[0][0].place.start]
    return not re.search(r"\b(?:of|to|on)\s+(?:a|an|two|three|the|his|her)\b", before, re.I) and bool(
        re.search(r"\bby\s+(?:a|an|two)\s+(?:\w+\s+)?$", before, re.I)
    )


def _when(view: str, sentence: Span, age: Age) -> str:
    return "writing" if _NOW.search(view, max(sentence.start, age.place.start - 40), age.place.start) else "incident"


def _shared(view: str, sentence: Span, age: Age, who: Holder, names: Sequence[str]) -> Iterator[ChildAge]:
    """The age; both its parts where `2 years and 9 months` is said of two children."""
    at = _when(view, sentence, age)
    several = who.kind != "pronoun" and (who.kind == "name" or who.word.endswith("s")) and len(names) == 2
    if age.parts and several and not _ONE_OF.search(view, max(sentence.start, age.place.start - 30), age.place.start):
        yield from (ChildAge(part, Holder("child", who.word, who.span), sentence, at) for part in age.parts)
    else:
        yield ChildAge(age, who, sentence, at, _for_all(view, sentence, age, who))


def _for_all(view: str, sentence: Span, age: Age, who: Holder) -> bool:
    if age.among > 1:
        return False
    near = view[max(sentence.start, age.place.start - 20) : min(sentence.end, age.place.end + 40)]
    plural = bool(_TWIN.search(near)) or who.word in ("infants", "babies", "girls", "boys", "brothers", "sisters", "siblings", "children", "twins", "triplets")
    twins = bool(_TWIN.search(near)) or who.word in ("twins", "triplets")
    return bool(_BOTH.search(near)) or (plural and (age.kind == "old" or twins) and age.low is not None)


def later_ages(reading: Reading, names: Sequence[str]) -> Iterator[ChildAge]:
    """Ages in the sentences after the fact line that are tied to a child and to the incident, surest first."""
    tied: list[ChildAge] = []
    told = story(reading)
    start = 1 if told and told[0] == fact(reading) else 0
    for n, sentence in enumerate(told[start:], start):
        if len(sentence) > LONGEST:
            continue
        before = told[n - 1] if n else sentence
        earlier: tuple[Age, Holder] | None = None
        for age in ages(reading.view, sentence):
            who = holder(reading.view, sentence, age, names)
            if earlier is not None and tied and tied[-1].age == earlier[0] and _is_second(reading.view, earlier, age, who, names):
                tied.extend(_shared(reading.view, sentence, age, who, names))  # `a girl of eight and her 5-year-old brother`
                continue
            earlier = (age, who)
            if not _can_be(reading.view, sentence, age, who) or who.kind in ("unknown", "teen") or is_agent(reading.view, sentence, age.place):
                continue
            if not _is_tied(reading.view, sentence, before, age, who, names, n):
                continue
            tied.extend(_shared(reading.view, sentence, age, who, names))
    yield from sorted(tied, key=lambda c: (c.at != "incident", c.age.place.start))


def _is_tied(view: str, sentence: Span, before: Span, age: Age, who: Holder, names: Sequence[str], n: int) -> bool:
    left = view[sentence.start : age.place.start]
    right = view[age.place.end : sentence.end]
    lead = _NAMED_TOO.sub("", _CLAUSE.sub("", left))
    if _PARENT_LOST.search(left[-90:]):
        return False
    if n <= 4 and ((age.kind == "beside" and _CHILDS.match(left)) or who.word == THEIR_AGES):
        return True  # `The child, 6, was`, `Their ages were 13 and ten`
    if _PREDICATE.match(lead) and _TAIL.match(right):
        if who.kind == "name" or _EVENT.search(right):
            return True
        there = [p for p in people(view, before, names) if p.kind != "pronoun"]
        first = next(iter(there), None)
        if age.high is not None and age.high < _NO_ADULT:  # too young to be the adult told of before
            first = next((p for p in there if p.kind != "adult"), None)
        return (
            who.kind in ("pronoun", "child") and first is not None and first.kind in ("name", "child") and bool(_EVENT.search(view, before.start, before.end))
        )
    if who.kind == "name" and n <= NEAR and _PORTRAYED.search(left) and not _OTHER.search(right[:60]):
        return True  # `Ben was a lively 13-year-old who loved football`
    if who.kind == "name" and n <= 2 and who.span and age.place.start - who.span.end <= 3 and not _OTHER.search(right[:60]):
        return True  # `Her daughter, Child V, aged 10, was asleep upstairs`
    if not _EVENT.search(view, sentence.start, sentence.end):
        return _when(view, sentence, age) == "writing" and who.kind in ("name", "pronoun", "child")
    if _OTHER.search(left[-80:]) or _general(view, sentence, age, who):
        return False
    if who.kind == "name":
        return True
    close = bool(_EVENT.search(view, max(sentence.start, age.place.start - 40), min(sentence.end, age.place.end + 60)))
    if who.kind == "pronoun":
        adults = [p for p in people(view, Span(sentence.start, age.place.start), names) if p.kind in ("adult", "kin")]
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
        return not re.search(r"\b(?:two|three|four|five|six|the|both|these|all)\s+(?:\w+\s+){0,2}$", before, re.I)
    return False
