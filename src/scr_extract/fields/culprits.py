"""Who is held to have done the harm, by class: family, institutional, known, stranger. Words are in lexicons/culprits.toml.

`By her stepfather` counts after a word of harm, `the stepfather was convicted` or `the stepfather shook him` wherever the
narrative tells it. What somebody did to a parent, or long before, is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.coded import any_of
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_LEXICON = lexicon("culprits")
CLASSES = ("institutional", "family", "known", "stranger")
_WHO = "|".join(f"(?P<{name}>{any_of(_LEXICON['who'][name])})" for name in CLASSES)
_LEAD = (
    r"(?:(?:his|her|their|the|a|an|one\s+of|some\s+of|both|another|either|its|whose|this|large|number\s+of|child\s+\w{1,3}'s|baby\s+\w{1,3}'s|(?-i:[A-Z])\w{0,12}'s)\s+){0,3}"
    r"(?:(?:own|unrelated|drunk|mentally\s+ill|\d{2}-year-old|trusted|large|violent)\s+){0,2}"
)
_BY = Sought(rf"\b{any_of(_LEXICON['verbs']['borne'])}\b[^.;]{{0,90}}?\b(?:by|at\s+the\s+hands\s+of|in\s+the\s+hands\s+of)\s+{_LEAD}(?:{_WHO})\b", re.I)
_DID = Sought(
    rf"(?<![\w-])(?<!of\sher\s)(?<!of\shis\s)(?<!of\sthe\s)(?:{_WHO})\b(?:\s+(?:in|at)\s+(?:an?|the|his|her|their)\s+(?:[\w'-]+\s+){{0,2}}[\w-]+|,\s+(?:who|an?)\s+[^,.;]{{1,60}}|,?\s+(?:one|both|two|all)\s+of\s+whom)?,?(?:\s+\([^)]{{0,20}}\))?(?:,?\s+(?:aged\s+\S+,?|\d{{2}},|who|and|then|had|has|since|now|later|both|also|subsequently|(?:his|her|their|the|paternal|maternal)\s+\w+|[\w-]+\s+(?:mother|father|grandmother|grandfather|partner|boyfriend)|Mr\s+\w+,?|Ms\s+\w+,?|of\s+(?:Child|Baby)\s+\w{{1,3}},|of\s+[A-Z]\w+,)){{0,5}}"
    rf"\s+(?:(?P<tried>{any_of(_LEXICON['verbs']['tried'])})|(?P<did>{any_of(_LEXICON['verbs']['did'])}))",
    re.I,
)
_TRIED = Sought(rf"(?<!\ba\s)(?<!\ban\s)\b(?:jailed|convicted|sentenced|imprisoned|locked\s+up)\s+{_LEAD}(?:{_WHO})\b", re.I)
"""A court is the one that does it: `The Crown Court jailed his stepmother`."""
_SUFFERED = re.compile(r"\b(?:was|were|been|being|be|having\s+been)\s+$", re.I)
_CHILD_AFTER = re.compile(
    r"\s+(?:(?:at|least|of|for|to|with|the|his|her|their|both|two|three|four|him|them|and|then|these|young|baby|infant|\w+ed|own|injuries|causing|serious)\s+){0,4}(?:him\b|her\b|them\b|child|boy|girl|bab|son|daughter|infant|twin|injur|sibling|[A-Z]|\W)",
    re.I,
)
_TO_ADULT = re.compile(r"\s+(?:the\s+|his\s+|her\s+|child\s+\w+'s\s+)?(?:mother|father|mum|wife|partner|girlfriend|husband|ex-partner|grand\w+)\b", re.I)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|had\s+been|earlier|historic\w*|country\s+of\s+origin|drugs?\s+offences|shoplifting|theft|burglary|domestic|in\s+the\s+past)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Culprit:
    """One class of culprit, the words that name it, and whether a court or the police were after them."""

    kind: str
    span: Span
    tried: bool = False


@lru_cache(maxsize=4096)
def culprits(view: str, sentence: Span) -> tuple[Culprit, ...]:
    """Who a sentence says did the harm, in the order of the text. Several fields ask for the same sentences: each is read once."""
    found: list[Culprit] = []
    for m in _BY.finditer(view, sentence.start, sentence.end):
        kind = next((k for k in CLASSES if m[k]), None)
        if kind:
            found.append(Culprit(kind, Span(m.start(kind), m.end(kind))))
    for m in _DID.finditer(view, sentence.start, sentence.end):
        kind = next((k for k in CLASSES if m[k]), None)
        if kind is None or (m["did"] and (_TO_ADULT.match(view, m.end()) or not _CHILD_AFTER.match(view, m.end()))):
            continue
        if m["tried"] and _EARLIER.search(view, sentence.start, sentence.end):
            continue
        found.append(Culprit(kind, Span(m.start(kind), m.end(kind)), bool(m["tried"])))
    for m in _TRIED.finditer(view, sentence.start, sentence.end):
        kind = next((k for k in CLASSES if m[k]), None)
        if kind and not _EARLIER.search(view, sentence.start, sentence.end):
            found.append(Culprit(kind, Span(m.start(kind), m.end(kind)), tried=True))
    return tuple(sorted(found, key=lambda c: c.span))


def killers(view: str, sentence: Span) -> tuple[Culprit, ...]:
    """Who a sentence about a parent's killing says did it: `killed by her husband`, `their father stabbed their mother`."""
    did = (
        (next((k for k in CLASSES if m[k]), None), m) for m in _DID.finditer(view, sentence.start, sentence.end) if m["did"] and _TO_ADULT.match(view, m.end())
    )
    found = (Culprit(kind, Span(m.start(kind), m.end(kind))) for kind, m in did if kind)
    return tuple(sorted((*culprits(view, sentence), *found), key=lambda c: c.span))
