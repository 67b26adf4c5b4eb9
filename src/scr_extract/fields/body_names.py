"""Where an entry names its children: the heading, else the lines above the narrative, else the narrative itself.

In the text of an entry that has no heading, or whose heading names no child:

A pseudonym that the fact line gives, or that is the narrative's only or chief child; a name set beside a word for the
child (`a girl, Bethany,`, `a baby, called Baby D`); or a forename that keeps opening sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scr_extract.fields.child_names import LOW, UP, Named, is_forename, pseudonyms, unique
from scr_extract.fields.cover_names import NOT_THE_CHILD, header_names
from scr_extract.fields.family_rows import family_names
from scr_extract.fields.heading_names import heading_names, names_only
from scr_extract.fields.places import is_place
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import cells, story
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("children")
SAID, SAID_IN_REPORT = 6, 20
"""Sentences of the story in which it is said what its child is called: a report tells first why it was written."""
_OPENERS = frozenset(_WORDS["not_names"]["openers"])
_NAME = rf"(?P<name>[{UP}][{LOW}]{{2,14}}(?:-[{UP}][{LOW}]+)?|[A-Z]{{1,3}}\d{{0,2}})(?![\w-])"
_BESIDE = re.compile(
    rf"""(?<![\w-])(?i:child|boy|girl|baby|infant|toddler|teenager|adolescent|young\s+person|young\s+woman|young\s+man|son|daughter|male|female|student|pupil)
    (?:,?\s*\(?(?i:(?:(?:who|and)\s+(?:is|will\s+be|has\s+been|are)\s+|hereafter\s+|to\s+be\s+|will\s+be\s+)?
         (?:known\s+(?:(?:in|for)\s+(?:the\s+purposes?\s+of\s+)?this\s+(?:review|report)\s+)?as|called|named
           |referred\s+to\s+(?:(?:in|throughout|for)\s+(?:the\s+purposes?\s+of\s+)?this\s+(?:review|report)\s+)?as|pseudonym|whom\s+we\s+call))
         \s+['"]?{_NAME.replace("name", "called")}['"]?
      |,\s*['"]?{_NAME}['"]?\s*(?=,|\s+aged|\.|\()
      |\s*\(\s*['"]?{_NAME.replace("name", "aside")}['"]?\s*\)
      |\s+['"]{_NAME.replace("name", "quoted")}['"])
    | (?:(?<![^\n])|(?<=[.>,]\s))['"]?{_NAME.replace("name", "opening")}['"]?
      ,\s+(?:aged\b|(?i:an?|who\s+was)\s+(?:[\w-]+\s+){{0,5}}(?i:boy|girl|baby|child|infant|year)\b)
    | (?i:injur\w+|abuse|neglect|death|murder|exploitation|harm|killing|suicide)
      \s+(?:of|to|by)\s+['"]?{_NAME.replace("name", "of")}['"]?\s*(?=,|\s+aged|\()
    | (?i:old|baby)\s+(?:(?:[A-Z]\w+\s+)?(?:boy|girl|baby)\s+)?['"]?{_NAME.replace("name", "after")}['"]?
      \s+(?=was|died|came|suffered|had|sustained|in\b|on\b)""",
    re.X,
)
_ONE_NAME = rf"[{UP}][{LOW}]{{1,14}}(?:\s\((?:aged\s)?\w{{1,9}}\))?"
_SEVERAL = re.compile(
    rf"(?<![\w-])(?:(?<!her\s)(?<!his\s)(?<!their\s)(?i:brothers|sisters|siblings|brother\s+and\s+sister|sister\s+and\s+brother)"
    rf"|(?i:twins|triplets|children|boys|girls|sons|daughters)),?\s+\(?"
    rf"(?P<names>{_ONE_NAME}(?:,\s+{_ONE_NAME}){{0,5}},?\s+(?:and|&)\s+{_ONE_NAME})(?=[,).;]|\s+(?:who|were|had|aged|lived|died|to)\b)"
)
_CALLED = re.compile(
    rf"\b(?:are|were|is|was|be|been|have|has|children|siblings|brothers|sisters|twins)\s+(?:here\s+)?(?:called|named|known\s+as|referred\s+to\s+(?:in\s+this\s+(?:review|report)\s+)?as)\s+"
    rf"(?P<names>['\"]?{_ONE_NAME}['\"]?(?:,\s+['\"]?{_ONE_NAME}['\"]?){{0,5}},?\s+(?:and|&)\s+['\"]?{_ONE_NAME}['\"]?)(?=[,).;:]|\s+[a-z])"
)
_SAID_TO_BE = re.compile(
    r"\b(?:called|named|known|referred\s+to|identified|described)\s+(?:here\s+)?(?:(?:in|throughout|within|for\s+the\s+purposes?\s+of)\s+(?:this|the)\s+(?:review|report|overview\s+report)\s+)?(?:only\s+)?(?:as\s+)?(?=['\"]?[A-Z])"
)
_GLOSSED = re.compile(
    rf"['\"]?(?P<name>[{UP}][{LOW}]{{1,14}}(?:-[{UP}][{LOW}]+)?)['\"]?\s*[(,]\s*(?:(?:this\s+is\s+)?not\s+(?:his|her|their|the\s+child's)\s+real\s+name|an?\s+(?:invented\s+name|pseudonym)|pseudonym|name\s+changed)\b"
)
_OPENS = re.compile(
    rf"['\"]?(?P<name>[{UP}][{LOW}]{{1,14}}(?:-[{UP}][{LOW}]+)?)['\"]?(?:\s\([^()\n]{{1,40}}\))?(?:,\s|'s\s|\s+(?:is|was|were|had|has|lived|died|and|became|told|went|fell|took|came|drowned|ran|spent|[a-z]+ed)\b)"
)
"""A sentence that opens with a name as its subject."""
_APPOSED = re.compile(
    rf"(?<![\w'-])(?P<name>[{UP}][{LOW}]{{1,14}}(?:-[{UP}][{LOW}]+)?),\s+(?:then\s+)?an?\s+(?:[\w-]+\s+){{0,4}}?(?i:boy|girl|baby|infant|toddler|child|teenager|schoolboy|schoolgirl)\b"
)
_NOT_HERE = re.compile(r"\b(?:in|at|from|near|Mr|Mrs|Ms|Dr|called\s+by|by|with|told|and|" + rf"[{UP}][{LOW}]+)\s+$")
_THEME = re.compile(r"\b(?:discusses|all\s+the\s+cases|thematic|(?:several|multiple|number\s+of)\s+(?:cases|reviews))\b", re.I)
_OPENING = re.compile(
    rf"(?<![\w'-])(?P<name>[{UP}][{LOW}]{{2,13}}(?:-[{UP}][{LOW}]+)?)"
    r"(?:'s?\s+(?:mother|father|parents|family|siblings?|brother|sister|life|death|care|behaviour|health|needs|school|step-?\w+|foster\s\w+|injuries)\b|\s+(?:was|had|lived|died|attended|became|told|went|disclosed|suffered|and\s+(?:his|her)|began|spent|experienced|received|made|ran|moved)\b)"
)
_SIBLING = re.compile(
    r"\b(?:siblings?|half-siblings?|brothers?|sisters?|cousin|victim|friend|partner|father|mother|aunt|uncle|carer|grandmother|perpetrator|suspect|worker|Mr|Ms|Mrs)\b,?\s*(?:called|named|known\s+as|,)?\s*['\"(]?$",
    re.I,
)


@lru_cache(maxsize=1)
def names_of(reading: Reading) -> tuple[Named, ...]:
    """The children's names: the heading's, else the header's, else the text's. A pseudonym in the header beats a heading's mere forename."""
    named, above = heading_names_of(reading), header_names(reading)
    return named or above or cell_names(reading) or body_names(reading)


def cell_names(reading: Reading) -> tuple[Named, ...]:
    """The names in the cells under `Child`, `Name`, `Case`; a report's in its family table, where no sentence says what its children are called."""
    named = unique(tuple(n for cell in cells(reading, "child") for n in heading_names(reading.view, cell)))
    return named or (() if not reading.is_report or said_names(reading) else unique(family_names(reading)))


@lru_cache(maxsize=1)
def heading_names_of(reading: Reading) -> tuple[Named, ...]:
    return heading_names(reading.view, reading.heading) if reading.heading else ()


def body_names(reading: Reading) -> tuple[Named, ...]:
    """The children's names in the text, or none where it names nobody surely."""
    if said := said_names(reading):
        return said
    sentences = story(reading)
    if not sentences or any(_THEME.search(reading.view, s.start, s.end) for s in sentences[:2]):
        return ()
    opening = Span(sentences[0].start, sentences[min(2, len(sentences)) - 1].end)
    ways = (_glossed(reading, sentences), _listed(reading, opening), _beside(reading, opening), _titled(reading, sentences), _recurring(reading, sentences))
    for found in (_pseudonyms(reading, sentences), *(tuple(way) for way in ways)):
        if found:
            return found
    return ()


@lru_cache(maxsize=1)
def said_names(reading: Reading) -> tuple[Named, ...]:
    """Two children or more of whom a report says what it calls them: `who are known in this report as Twin A and Twin B`."""
    for s in story(reading)[:SAID_IN_REPORT] if reading.is_report else ():
        for m in _SAID_TO_BE.finditer(reading.view, s.start, s.end):
            named = tuple(n for n in pseudonyms(reading.view, Span(m.end(), s.end)) if not n.name.startswith("Sibling"))
            if len(named) >= 2 and named[0].span.start - m.end() <= 2 and not _SIBLING.search(reading.view, max(s.start, m.start() - 40), m.start()):
                return unique(named)
    return ()


def _pseudonyms(reading: Reading, sentences: tuple[Span, ...]) -> tuple[Named, ...]:
    near = Span(sentences[0].start, sentences[min(3, len(sentences)) - 1].end)
    whole = Span(sentences[0].start, sentences[-1].end)
    all_named = [n for n in pseudonyms(reading.view, whole) if not _is_other(reading, n)]
    if not all_named:
        return ()
    counts = Counter(n.name.lower() for n in all_named)
    subjects = [n for n in all_named if n.span.start < near.end and n.role == "subject" and not n.name.lower().startswith(("sibling", "brother", "sister"))]
    first: dict[str, Named] = {}
    for n in subjects or all_named:
        first.setdefault(n.name.lower(), n)
    fact = [n for n in first.values() if n.span.start < sentences[0].end]
    if fact:
        return unique(tuple(fact))
    chief, times = counts.most_common(1)[0]
    if (times >= 2 and times >= 2 * max((c for k, c in counts.items() if k != chief), default=0)) or (len(counts) == 1 and chief in first):
        named = first.get(chief) or next(n for n in all_named if n.name.lower() == chief)
        return (named,) if not named.name.startswith(("Sibling", "Brother", "Sister")) else ()
    return ()


def _is_other(reading: Reading, named: Named) -> bool:
    return bool(_SIBLING.search(reading.view, max(reading.body.start, named.span.start - 25), named.span.start)) or named.role == "sibling"


def _listed(reading: Reading, opening: Span) -> Iterator[Named]:
    """`A brother and sister, Teal and Finch, were`: names behind a plural word for the children. `Nobody had seen Lark, a baby of`."""
    m = _SEVERAL.search(reading.view, opening.start, opening.end)
    if m:
        yield from names_only(reading.view, Span(*m.span("names")).trimmed(reading.view))
        return
    for m in _APPOSED.finditer(reading.view, opening.start, opening.end):
        before = reading.view[max(opening.start, m.start() - 25) : m.start()]
        if is_forename(m["name"]) and m["name"].lower() not in _OPENERS and not _NOT_HERE.search(before) and not _SIBLING.search(before):
            yield Named(m["name"], Span(*m.span("name")))
            return


def _glossed(reading: Reading, sentences: tuple[Span, ...]) -> Iterator[Named]:
    """`"Grace" (not her real name)`, `who are called Orla and Ciaran`."""
    for s in sentences[: SAID if not reading.is_report else SAID_IN_REPORT]:
        for m in _BESIDE.finditer(reading.view, s.start, s.end) if s.start >= sentences[min(2, len(sentences) - 1)].start else ():
            if m["called"] and _fits(reading, m, "called"):
                yield Named(m["called"], Span(*m.span("called")))
                return
        several = _CALLED.search(reading.view, s.start, s.end)
        if several:
            yield from names_only(reading.view, Span(*several.span("names")).trimmed(reading.view))
            return
        for m in _GLOSSED.finditer(reading.view, s.start, s.end):
            before = reading.view[max(s.start, m.start() - 25) : m.start()]
            if is_forename(m["name"], surely=True) and not _SIBLING.search(before):
                yield Named(m["name"], Span(*m.span("name")))
                return


def _titled(reading: Reading, sentences: tuple[Span, ...]) -> Iterator[Named]:
    """The forename that a heading has among its other words and with which the story opens a sentence: `Why did nobody see Tommy?`, `Tommy, 4, was`."""
    above = reading.view[reading.span.start : reading.header.end] if reading.header else ""
    above += f" {reading.view[reading.heading.start : reading.heading.end]}" if reading.heading else ""
    lines = [NOT_THE_CHILD.split(line)[0] for line in above.split("\n")]
    for s in sentences[:SAID]:
        m = _OPENS.match(reading.view, s.start, s.end)
        if m and is_forename(m["name"]) and m["name"].lower() not in _OPENERS and not is_place(m["name"]) and _stands(m["name"], lines):
            yield Named(m["name"], Span(*m.span("name")))
            return


def _stands(name: str, lines: Sequence[str]) -> bool:
    """Whether one of the lines has the name by itself: no operation's, nursery's or street's."""
    return any(re.search(rf"(?<![\w-])(?<!Operation )(?<!Project ){name}(?![\w-]|\s+[{UP}])", line) for line in lines)


def _beside(reading: Reading, opening: Span) -> Iterator[Named]:
    for m in _BESIDE.finditer(reading.view, opening.start, opening.end):
        group = next(g for g in ("name", "called", "aside", "quoted", "opening", "of", "after") if m[g])
        if _fits(reading, m, group):
            yield Named(m[group], Span(*m.span(group)))
            return


def _fits(reading: Reading, m: re.Match[str], group: str) -> bool:
    """Whether the word beside the child is a name: a forename, or a code that no prose could mean."""
    name = m[group]
    if not name.isupper():
        return is_forename(name) and name.lower() not in _OPENERS
    return name.lower() not in _WORDS["not_names"]["acronyms"] and (group not in ("opening", "of", "after", "name") or _is_quoted(reading, m, group))


def _is_quoted(reading: Reading, m: re.Match[str], group: str) -> bool:
    return reading.view[m.start(group) - 1 : m.start(group)] in ("'", '"')


def _recurring(reading: Reading, sentences: tuple[Span, ...]) -> Iterator[Named]:
    """The forename that is spoken of twice or more, where it is the only one or by far the most frequent."""
    found: dict[str, list[Span]] = {}
    for s in sentences[:60]:
        for m in _OPENING.finditer(reading.view, s.start, s.end):
            before = reading.view[max(s.start, m.start() - 12) : m.start()]
            if m["name"].lower() not in _OPENERS and is_forename(m["name"]) and not re.search(r"[A-Z][\w'-]*\s+$|\b(?:in|at|of|from|to|near)\s+$", before):
                found.setdefault(m["name"], []).append(Span(*m.span("name")))
    ranked = sorted(found.items(), key=lambda kv: (-len(kv[1]), kv[1][0].start))
    if ranked and len(ranked[0][1]) >= 2 and (len(ranked) == 1 or len(ranked[0][1]) >= 2 * len(ranked[1][1])):
        yield Named(ranked[0][0], ranked[0][1][0])
