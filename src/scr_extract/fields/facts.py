"""Which sentence of a report tells what happened: one that joins the child with an outcome, and best with an age or a date."""

from __future__ import annotations

import re

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought


def _one_of(name: str) -> str:
    return "|".join(t.replace(" ", r"\s+") for t in sorted(lexicon("layouts")[name], key=len, reverse=True))


_CHILD = Sought(rf"\b(?:(?:{_one_of('child_words')})\s+(?-i:[A-Z])\w{{0,12}}|{_one_of('child_nouns')}|subject\s+of)\b", re.I)
_ADULT = (
    r"(?:Mother|Father|Mum|Mummy|Dad|Grand\w+|Mr|Mrs|Ms|Parents?|Partner|Step\w+|Adult|He|She|They|It|This|There|The|Who"
    r"|In|On|At|By|For|Of|Chapter|Section|Page|Recommendation|Finding)\b"
)
_AGED_NAME = re.compile(
    rf"""(?<![\w'-])(?!{_ADULT})[A-Z][\w'-]*'?
    (?:,\s+(?:(?:who\s+was|then|aged)\s+){{0,2}}|\s+(?:was|were)\s+(?:(?:aged|only|just)\s+){{0,2}}|\s+\(aged\s+)
    (?:1?\d|{_one_of("number_words")})\b(?!\s+of\b)""",
    re.X,
)
"""`Daniel was 15 when he`, `Amber, then 14, took`: a name that is told with an age in numbers under twenty is the child's."""
_OUTCOME = Sought(
    rf"\b(?:{_one_of('outcome_verbs')}|death|injuries|injury|murder(?:ed)?|neglect(?:ed)?|abuse[d]?|exploit(?:ed|ation)|{_one_of('report_outcomes')})\b", re.I
)
_DUTY = Sought(
    r"\b(?:must|should|may|require[sd]?|regulations?|guidance|criteria|where\s+a\s+child|when\s+a\s+child|if\s+a\s+child|any\s+child|a\s+board)\b", re.I
)
_ADMITTED = Sought(
    r"\b(?:was|were)\s+(?:taken|brought|admitted|presented|conveyed|rushed|transferred|attended)\b[^.;]{0,60}?\b(?:hospital|infirmary|emergency\s+department|emergency|A&E|casualty|ED|intensive\s+care)\b",
    re.I,
)
_AGED = re.compile(r"\b(?:\d{1,2}|\w{3,9})[\s-]+(?:day|week|month|year)s?[\s-]+old\b|\baged\s+(?:\d|\w{3,9}\b)", re.I)
"""A child of a stated age who was taken to hospital is what the report is about, though it may only say with what."""
_ADULT_KILLED = Sought(
    r"\b(?:(?-i:Adult|Ms|Mrs|Mother)\s?(?-i:[A-Z]\w{0,12})?|(?:his|her|their|the\s+children's|the)\s+(?:mother|father|mum|dad))(?:,[^,.;]{1,40},|\s\([^()]{1,30}\))?"
    r"\s+(?:was|had\s+been)\s+(?:fatally\s+)?(?:killed|murdered|stabbed|strangled|shot|beaten)\b",
    re.I,
)
_LONG = 600


def tells(view: str, sentence: Span) -> bool:
    """Whether the sentence says what happened to the child of this review, and not what the law asks of boards."""
    if len(sentence) > _LONG or _DUTY.search(view, sentence.start, sentence.end):
        return False
    child = _CHILD.search(view, sentence.start, sentence.end) or _AGED_NAME.search(view, sentence.start, sentence.end)
    if child and _OUTCOME.search(view, sentence.start, sentence.end):
        return True
    return bool(child and _ADMITTED.search(view, sentence.start, sentence.end) and _AGED.search(view, sentence.start, sentence.end))


def tells_of_adult(view: str, sentence: Span) -> bool:
    """Whether the sentence says that an adult of the family was killed: what a joint review of a homicide begins with."""
    return len(sentence) <= _LONG and _ADULT_KILLED.search(view, sentence.start, sentence.end) is not None
