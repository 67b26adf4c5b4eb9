"""Whether a paragraph tells what befell one child: a child or age, an outcome and a past time, in any order and over several sentences."""

from __future__ import annotations

import re

from scr_extract.layouts.words import AGE, BOARD, CHILD, MONTH, OUTCOME_NOUN, OUTCOME_VERB, PSEUDONYM, REVIEW, YEAR, one_of
from scr_extract.model import Span
from scr_extract.resources.sought import Sought

_OPENING = 450
"""Characters of a paragraph in which a story says whom and what it is about."""
_WHOLE = 1500
"""Characters of a paragraph in which it may name board, author and dates."""
_ONE_CHILD = Sought(
    rf"{AGE}|\b(?i:an?|the|two|three|four|her|his|their|this|these)\s+(?:[\w-]+\s+){{0,2}}{CHILD}\b|\b(?i:teenage|newborn|infant|baby|disabled|unnamed)\s+{CHILD}\b|{PSEUDONYM}"
    r"|\b(?:was|who\s+was)\s+(?:\w+\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b"
)
_AGED = re.compile(r"\bwere\s+(?:\w+\s+)?\d{1,2}\b")
_BORNE = rf"(?i:{one_of('borne')})"
_OUTCOME = Sought(rf"\b(?:{OUTCOME_VERB}|{OUTCOME_NOUN}|{_BORNE})\b")
_PAST = re.compile(r"\b(?:was|were|had|died|took|came|went|sustained|fell|[a-z]{3,}ed)\b")
_TIME = re.compile(rf"\b{YEAR}\b")
_RULE = re.compile(r"\b(?:should|must|can|may)\s+be\b|\bchildren\s+(?:who|are|can|need)\b", re.I)
_SUPPOSED = Sought(
    r"\b(?i:for\s+(?:example|instance)|e\.g\.|imagine|suppose|say),?\s+(?:that\s+)?(?:(?:if|when|where)\s+)?an?\s"
    rf"|\b(?i:if|whenever|should)\s+(?:an?|your|the)\s+(?:[\w-]+\s+){{0,4}}?(?:{CHILD}|{AGE})\b"
    r"|\b(?i:when|where|if)\s+(?:an?|any)\s+(?i:child|young\s+person)\s+(?i:has|dies|is|or)\b"
)
_MANY = Sought(
    rf"\b(?:(?!{YEAR})\d{{2,4}}|many|most|all|several|these|hundreds\s+of)\s+(?:[\w-]+\s+){{0,2}}(?:{REVIEW}|(?i:cases|deaths|reviews|incidents|families|children|babies|reports))\b"
    r"|(?i:per\s+cent|%|\bstud(?:y|ies)\b|\banalysis\b|\bresearch\b|\bsample\b|\bguidance\b|\bthis\s+(?:film|course|toolkit)\b)"
)
_SPECIFICS = (
    Sought(rf"{AGE}"),
    Sought(rf"{PSEUDONYM}|\b(?:known\s+as|called|named)\s+['\"]?[A-Z]|(?<=\s)['\"][A-Z][a-z]{{2,12}}['\"]"),
    Sought(BOARD),
    Sought(rf"\b{MONTH}\s+{YEAR}\b"),
    Sought(r"\b(?i:published|author(?:ed)?|reviewer|written\s+by|led\s+by)\b"),
    Sought(REVIEW),
)
_ENOUGH = 4
"""So many of them no general text has in one paragraph."""


def tells_story(view: str, span: Span) -> bool:
    """A child, what befell it, and when."""
    end = min(span.end, span.start + _OPENING)
    if not (_TIME.search(view, span.start, end) and _PAST.search(view, span.start, end)) or _RULE.search(view, span.start, end):
        return False
    return bool(_ONE_CHILD.search(view, span.start, end)) and bool(_OUTCOME.search(view, span.start, end))


def befell(view: str, start: int, end: int) -> bool:
    """Whether a passage tells what befell a child: as `tells_story`, but for the year, which the lines around a title may give instead."""
    end = min(end, start + _OPENING)
    if not _PAST.search(view, start, end) or _RULE.search(view, start, end) or not _OUTCOME.search(view, start, end):
        return False
    return bool(_ONE_CHILD.search(view, start, end) or _AGED.search(view, start, end))


def tells_fate(view: str, span: Span, name: str) -> bool:
    """Whether a paragraph opens with this name and says what befell it, and when: `Wren drowned in March 2015.`"""
    end = min(span.end, span.start + _OPENING)
    opens = re.compile(rf"{re.escape(name)}\b(?!')").match(view, span.start, end)
    told = opens is not None and _OUTCOME.search(view, span.start, end) and _TIME.search(view, span.start, end) and _PAST.search(view, span.start, end)
    return bool(told) and not _RULE.search(view, span.start, end)


def is_supposed(view: str, span: Span) -> bool:
    """Whether a passage makes up a child to explain a rule: `For example, if a six-week-old baby died`."""
    return _SUPPOSED.search(view, span.start, span.end) is not None


def speaks_of_many(view: str, span: Span) -> bool:
    """Whether a paragraph speaks of many cases, of a study or a course."""
    return _MANY.search(view, span.start, min(span.end, span.start + _WHOLE)) is not None


def is_specific(view: str, span: Span) -> bool:
    """Whether a paragraph gives so much of one case (age, name, board, month, author, kind of review) that it can be no general text."""
    end = min(span.end, span.start + _WHOLE)
    if not _TIME.search(view, span.start, end) or _MANY.search(view, span.start, end):
        return False
    return sum(bool(regex.search(view, span.start, end)) for regex in _SPECIFICS) >= _ENOUGH and bool(_OUTCOME.search(view, span.start, end))
