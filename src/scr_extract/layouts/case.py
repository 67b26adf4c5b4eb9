"""What one stretch of a document tells of a case, over any number of lines: a child, harm, a time, and what is one case's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scr_extract.layouts.story import is_supposed, speaks_of_many
from scr_extract.layouts.words import AGE, BOARD, CHILD, OUTCOME_NOUN, OUTCOME_VERB, PSEUDONYM, REVIEW, YEAR, one_of
from scr_extract.model import Span
from scr_extract.resources.sought import Sought

_REACH = 900
"""Characters in which a case says whom and what it is about."""
_OPENING = 250
"""Characters in which a text about many cases says so."""
_AGE = Sought(
    rf"{AGE}|\b(?i:of|was|is|were|aged?\s*(?:[:.-]|\.{{3,}}))\s*(?:only\s+|just\s+)?(?:\d{{1,2}}|{one_of('number_words')})\b(?!\s*(?:%|per|reviews|agencies|recommendations))"
    rf"|\b\d{{1,2}},?\s+(?i:(?:fe)?males?|boys?|girls?)\b|\b[A-Z][a-z]*(?:,\s+|\s+\()\d{{1,2}}[,)]|\b{CHILD},?\s+\d{{1,2}}\b|\b\d{{1,2}}\s*-?\s*(?:yr|mth|month|week|year|wk)s?\b|\b(?i:newborn|teenage)\b"
)
_ONE = Sought(
    rf"\b(?i:an?)\s+(?:[\w-]+\s+){{0,2}}?(?!(?i:child|children|young|pupil|student)\b){CHILD}\b|\b(?i:two|three|four|five|six|seven|eight)\s+(?:[\w-]+\s+)?{CHILD}\b"
)
_PERSON = Sought(rf"\b{CHILD}\b|{PSEUDONYM}|\b(?i:he|she|they|who|his|her|sex|gender|child|subject)\b|{AGE}")
_CHILD = Sought(rf"\b{CHILD}\b|{PSEUDONYM}")
_OUTCOME = Sought(rf"\b(?:{OUTCOME_VERB}|{OUTCOME_NOUN}|(?i:{one_of('borne')})|(?i:{one_of('case_outcomes')}))\b")
_TIME = re.compile(rf"\b{YEAR}\b")
_OWN = Sought(
    rf"{REVIEW}|{BOARD}|\bNSPCC\b|\b(?i:reviews?|published|author(?:ed)?|reviewers?|written\s+by|wrote|recommendations?|case|board|report)\b|\bby\s+[A-Z][a-z]+\s+[A-Z][a-z]+"
)
_NAME = re.compile(rf"{PSEUDONYM}(?![a-z])|[\"'][A-Z][a-z]{{2,12}}[\"']")
_BODY = re.compile(r"\b(?:board|partnership)\b")


@dataclass(frozen=True, slots=True)
class Case:
    """The names a stretch gives to children, and how surely it tells a case: it may only go on about one."""

    names: frozenset[str]
    told: float


SURE, LIKELY, FAINT = 1.0, 0.7, 0.5
"""Whom, what and when; two of them; a child at all and harm, or an age and a year: enough only in the company of surer ones."""


def case_told(view: str, span: Span, *, reviewed: bool = False) -> Case | None:
    """What the stretch tells; None where it names no child and tells of none. `reviewed` where it need not say itself that a review was held."""
    end = min(span.end, span.start + _REACH)
    found = (" ".join(re.findall(r"\w+", m[0].split("\n")[0].lower())) for m in _NAME.finditer(view, span.start, end))
    names = frozenset(name for name in found if " " in name and not _BODY.search(name))
    told = _told(view, span, end, bool(names), reviewed)
    return Case(names, told) if told or names else None


def tells_case(view: str, span: Span, *, reviewed: bool = False) -> bool:
    """Whether the stretch by itself likely tells a case."""
    case = case_told(view, span, reviewed=reviewed)
    return case is not None and case.told >= LIKELY


def _told(view: str, span: Span, end: int, named: bool, reviewed: bool) -> float:
    if is_supposed(view, Span(span.start, end)) or speaks_of_many(view, Span(span.start, min(end, span.start + _OPENING))):
        return 0.0
    if not reviewed and _OWN.search(view, span.start, span.end) is None:
        return 0.0
    harmed = _OUTCOME.search(view, span.start, end) is not None
    dated = _TIME.search(view, span.start, min(span.end, span.start + 2 * _REACH)) is not None
    aged = _AGE.search(view, span.start, end) is not None
    one = named or _ONE.search(view, span.start, end) is not None
    if harmed and dated and (one or (aged and _PERSON.search(view, span.start, end) is not None)):
        return SURE
    if harmed and (one or aged or _CHILD.search(view, span.start, end) is not None):
        return LIKELY if one or aged else FAINT
    return FAINT if aged and dated else 0.0


def same_case(before: Case, after: Case) -> bool:
    """Whether the later stretch speaks of the children of the earlier one."""
    return bool(before.names & after.names)


def speaks_of_harm(view: str, span: Span) -> bool:
    """Whether a line names any harm or death."""
    return _OUTCOME.search(view, span.start, span.end) is not None
