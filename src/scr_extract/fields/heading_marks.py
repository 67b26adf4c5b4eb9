"""The children whom a heading names by a mark: small letters, a case's code, quotes, initials before a date of publication."""

from __future__ import annotations

import re

from scr_extract.fields.age_patterns import one_of
from scr_extract.fields.child_names import ACRONYMS, LOW, UP, Named, is_forename
from scr_extract.fields.places import is_place
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("children")["words"]
_CASE_LAST = re.compile(r"[-:]\s*[Cc]ase\s+(?P<name>[A-Z]{2,3}\d{0,3}|[A-Z]\d{1,3})\s*$")
_CASE = re.compile(r"\W{0,4}(?:[Tt]he\s+)?[Cc]ase\s+(?:of\s+)?(?P<name>[A-Z]{2,3}\d{0,3}|[A-Z]\d{1,3})(?=\s*(?:$|[-(:,]))")
_SMALL = re.compile(rf"\b(?P<word>{one_of(list(_WORDS))})\s+(?P<label>[a-z]{{1,2}}\d{{0,2}})(?=\s*(?:$|[-(:,]))")
"""A pseudonym in a heading that has no capitals at all: `serious case review: child z`."""
_QUOTED = re.compile(rf"\W{{0,4}}(?:\d{{1,3}}[.)]\s*)?['\"](?P<name>[{UP}][{UP}{LOW}-]{{1,14}})['\"](?=\s*(?:[(:-]|$))")
"""A name in quotes that opens the heading: `"ORION" (board not named)`."""
_QUOTED_CODE = re.compile(r"(?:^|[:,(-]\s*)['\"](?P<name>[A-Z]{1,2}\d{0,3})['\"](?=\s*(?:$|[-(:,)]))")
"""A letter or code in quotes at the end of a heading's part: `Oldham: "T"`."""
_PUBLISHED_CODES = re.compile(r"(?P<names>[A-Z]{1,3}\d{0,3}(?:(?:,\s|\s(?:and|&)\s)[A-Z]{1,3}\d{0,3}){0,4})\s\((?:published|issued|out)\s[^()]{3,30}\)")
"""Initials before a bracket that says when: `AB and AC (published 3 May)`."""
_INITIALS = re.compile(r"[A-Z]+\d*")
_CODE_OF = re.compile(r"\W{0,4}(?P<name>[A-Z]{1,4}\d{1,3})[\s,]+(?P<place>[A-Z][\w&' -]{2,40}?)\W*")
"""A code and the place of its board: `M3 North East Lincolnshire`."""


def marked_names(view: str, span: Span) -> tuple[Named, ...]:
    """The names, in order, of the first kind of mark that is there; none where there is none."""
    small = _SMALL.search(view, span.start, span.end) if span.of(view).islower() else None
    if small:
        return (Named(f"{_WORDS[small['word']]} {small['label'].upper()}", Span(*small.span())),)
    case = _CASE.match(view, span.start, span.end) or _CASE_LAST.search(view, span.start, span.end)
    if case and case["name"].lower() not in ACRONYMS:
        return (Named(case["name"], Span(*case.span("name"))),)
    quoted = _QUOTED.match(view, span.start, span.end)
    if quoted and all(is_forename(w) for w in quoted["name"].split()):
        return (Named(quoted["name"], Span(*quoted.span("name"))),)
    coded = _CODE_OF.fullmatch(view, span.start, span.end)
    if coded and coded["name"].lower().rstrip("0123456789") not in ACRONYMS and is_place(" ".join(coded["place"].split())):
        return (Named(coded["name"], Span(*coded.span("name"))),)
    initials = _PUBLISHED_CODES.fullmatch(view, span.start, span.end)
    if initials and re.split(r"\W", initials[0])[0].lower() not in ACRONYMS:
        return tuple(Named(m[0], Span(*m.span())) for m in _INITIALS.finditer(view, *initials.span("names")))
    letter = _QUOTED_CODE.search(view, span.start, span.end)
    if letter and letter["name"].lower() not in ACRONYMS:
        return (Named(letter["name"], Span(*letter.span("name"))),)
    return ()
