"""Which of an entry's ages is the reviewed child's at the incident.

The fact line is believed first; where it has none, `child_ages_later` looks into the rest of the story. Ages at other events of a
life (a diagnosis, a placement, a move) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_extract.fields.age_values import Age
from scr_extract.fields.ages import ages
from scr_extract.fields.holders import RESUMED, Holder, holder, is_agent
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import LONGEST_FACT, fact
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_TELLINGS = lexicon("ages")["tellings"]
LONGEST = 2_000
"""Characters of the longest sentence in which somebody is still nearest to a word."""


def _stems(words: list[str]) -> Sought:
    return Sought(r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) + ")", re.I)


EVENT, OTHER = _stems(_TELLINGS["event"]), _stems(_TELLINGS["other"])
_BOTH = _stems(_TELLINGS["both"])
_TWIN = re.compile(r"\btwin\s+(?:baby\s+|infant\s+)?(?:girls|boys|sisters|brothers|babies|infants|children|daughters|sons)\b", re.I)
_NOW = re.compile(
    r"\b(?:" + "|".join(w.replace(" ", r"\s+") for w in _TELLINGS["writing"]) + r")(?:\s+(?:now|then|each|both|some))?\s+(?:just\s+|about\s+)?$", re.I
)
_JOINED = re.compile(
    r"^[^.;:]{0,60}\band\s+(?:(?:[\w-]+\s+){0,2}(?:injur\w+|harm|deaths?|abuse|neglect|murder)\s+(?:of|to)\s+)?(?:(?:a|an|his|her|their|another|one|the\s+other)\s+)?(?:\w+,?\s+)?$",
    re.I,
)
_TOWARDS = re.compile(r"\b(?:by|towards?|against|upon|on|from|with)\s+(?:a|an|his|her|another|the|two|three)\b", re.I)
_HARMED_BY = re.compile(
    r"\b(?:been|was|were|being|got)\s+(?:[\w-]+\s+){0,2}?(?:\w+ed|shot|hit|beaten|struck|run\s+over)\s+(?:[\w-]+\s+){0,6}?by\s+(?:an?|another|one|two|three|other)\s+(?:[\w-]+,?\s+){0,3}$",
    re.I,
)
"""`was stabbed by a boy of 16`: so old is the one who did it."""
_BORN_TO = re.compile(r"\b(?:born|deliver\w+|birth\w*|gestation|conceived)\b[^.;]{0,60}\bto\s+(?:a|an|his|her|their)\s+(?:[\w-]+\s+)?$", re.I)
_GUILTY = re.compile(
    r"\b(?:guilty|convicted|charged|sentenced|jailed|arrested)\b(?:\s+\w+){0,3}?\s+(?:of|with|for|on\s+suspicion\s+of)\s+"
    r"(?:(?:his|her|their)\s+(?:murder|manslaughter|killing|rape)|(?:murder|kill|rap)ing\s+(?:him|her|them))\b",
    re.I,
)
"""`Three youths, two aged 16 and one 18, were convicted of his manslaughter`: so old are those who did it."""
_ONE_OF = re.compile(r"\b(?:[A-ZÀ-Þ][\w-]*|who),?\s+(?:was|is)\s+$")
_WHEN_IT = re.compile(r",\s+when\s+(?:[A-ZÀ-Þ][\w-]*|(?:Child|Baby)\s+\w+|he|she|they)\s+(?:was|were)\s+$")


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
    told = [
        (a, holder(view, sentence, a, names))
        for a in ages(view, sentence)
        if not _HARMED_BY.search(view, max(sentence.start, a.place.start - 120), a.place.start)
    ]
    told = [(a, h) for n, (a, h) in enumerate(told) if can_be(view, sentence, a, h) or (n and is_second(view, told[n - 1], a, h, names))]
    if any(not is_agent(view, sentence, a.place) for a, _ in told) and not _offender_first(view, sentence, told):
        told = [(a, h) for a, h in told if not is_agent(view, sentence, a.place) or h.name]
    last: Age | None = None
    for age, who in told:
        grown = last is not None and when(view, sentence, last) == "writing" and when(view, sentence, age) == "incident"
        if last is not None and not (age.whole is not None and age.whole == last.whole) and not who.name and not grown:
            between = view[last.place.end : age.place.start]
            if len(names) == 1 or not _JOINED.search(between) or _TOWARDS.search(between):
                continue
        last = age
        yield from shared(view, sentence, age, who, names)


def is_second(view: str, before: tuple[Age, Holder], age: Age, who: Holder, names: Sequence[str]) -> bool:
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


def can_be(view: str, sentence: Span, age: Age, who: Holder) -> bool:
    """Whether the age may be a reviewed child's: no relative's, no adult's, and not told of another event of its life."""
    if who.kind in ("kin", "adult"):
        return False
    if _BORN_TO.search(view, max(sentence.start, age.place.start - 90), age.place.start):
        return False
    if who.kind == "unknown" and age.kind in ("was", "also", "beside", "lived", "birthday", "from"):
        return False
    if _GUILTY.search(view, age.place.end, min(sentence.end, age.place.end + 140)):
        return False
    before = view[max(sentence.start, age.place.start - 60) : age.place.start]
    if age.kind == "was" and (RESUMED.search(before) or _WHEN_IT.search(before)):
        before = ""  # `until 2011, when Ann was six`; `Ann, who had been ill since she was born, was three`: the clause between is not about the age
    if who.span is not None and who.span.start >= age.place.end and age.kind != "old":
        return not OTHER.search(view, who.span.end, min(sentence.end, who.span.end + 60))  # `at the age of nine, she weighed`
    if (
        age.kind in ("aged", "birthday", "was", "from", "at")
        and who.kind in ("pronoun", "unknown", "name")
        and OTHER.search(before)
        and not EVENT.search(view[max(sentence.start, age.place.start - 25) : age.place.start])
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


def when(view: str, sentence: Span, age: Age) -> str:
    """`writing` for `is now six`, else `incident`."""
    return "writing" if _NOW.search(view, max(sentence.start, age.place.start - 40), age.place.start) else "incident"


def shared(view: str, sentence: Span, age: Age, who: Holder, names: Sequence[str]) -> Iterator[ChildAge]:
    """The age; both its parts where `2 years and 9 months` is said of two children."""
    at = when(view, sentence, age)
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
