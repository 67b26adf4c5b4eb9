"""The children whom the lines above the narrative name: a cover's, a form's, the lines below a heading.

Pseudonyms and names after `in respect of`; on a report's cover also a line that is a forename in quotation marks, or a list of forenames of
which the report goes on to speak, or a full name above the days of a life. The speaker of a motto (`"Nobody asked us" - Child P`) is not named by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.child_names import LOW, UP, Named, is_forename, pseudonyms
from scr_extract.fields.heading_names import cued_names, names_only
from scr_extract.fields.reading import Reading
from scr_extract.model import Span
from scr_extract.resources.dates import DAY_OF_LIFE

NOT_THE_CHILD = re.compile(r"\b(?:Authors?|LSCB|Chair|Reviewer|Published|Report\s+by|Reported\s+by|Prepared\s+by)\b", re.I)
"""What opens a line about somebody else."""
_LINE = re.compile(r"[^\n]+")
_CHILD_LABEL = re.compile(r"\b(?:Initials\s+of|Subject|Name\s+of)\s+(?:the\s+)?Child")
_ONE = rf"[{UP}][{LOW}]{{2,14}}(?:-[{UP}][{LOW}]+)?"
_ABOUT = r"(?:(?i:concerning|regarding|about|re|subjects?|names?|pseudonyms?)\b\s*:?\s+)?(?:(?:the\s+)?(?i:siblings|brothers|sisters|twins|children)\s+)?"
_ALONE = re.compile(rf"\W*{_ABOUT}['\"](?P<name>{_ONE}|[{UP}]{{3,15}})['\"]\W*")
_FULL = re.compile(rf"\W{{0,3}}(?P<name>(?:{_ONE}|[{UP}]{{2,15}})(?:\s(?:{_ONE}|[{UP}]{{2,15}})){{1,3}})\W{{0,3}}")
_TITLE_ABOVE = re.compile(r"\b(?i:review|report|SCR|LCSPR|CSPR|summary)[\s:*_-]*$")
_FORENAME = re.compile(rf"\W{{0,3}}(?P<name>{_ONE}|[{UP}]{{3,15}})\W{{0,3}}")
_OFTEN, _REACH = 3, 200
_ALL_QUOTED = re.compile(rf"\W{{0,3}}(?P<names>['\"]{_ONE}['\"](?:,\s+['\"]{_ONE}['\"])*,?\s+(?:and|&)\s+['\"]{_ONE}['\"])\W{{0,3}}")
_ALL_NAMES = re.compile(rf"\W{{0,3}}{_ABOUT}(?P<names>{_ONE}(?:,\s+{_ONE})*,?\s+(?:and|&)\s+{_ONE})\W{{0,3}}")
_KIN_QUOTED = re.compile(rf"\b(?i:sons?|daughters?|child|baby|boy|girl),?\s+['\"](?P<name>[{UP}][{LOW}]{{2,14}})['\"]")
_SPEAKER = re.compile(r"(?P<quote>['\"])\s*[-(]\s*$")
_MOTTO = 4
"""Words from which something in quotes is a saying, not a name."""


@lru_cache(maxsize=1)
def header_names(reading: Reading) -> tuple[Named, ...]:
    """Pseudonyms and names after `in respect of` in the lines above the narrative, author and board lines left out."""
    found: dict[str, Named] = {}
    for line in _LINE.finditer(reading.view, reading.header.start, reading.header.end):
        label = NOT_THE_CHILD.search(line[0])
        spans = [Span(line.start(), line.start() + label.start()) if label else Span(*line.span())]
        if label and (initials := _CHILD_LABEL.search(line[0])):
            spans.append(Span(line.start() + initials.start(), line.end()))
        for span in spans:
            for named in (*pseudonyms(reading.view, span), *cued_names(reading.view, span), *_of_cover(reading, span)):
                if not _speaks(reading, named.span):
                    found.setdefault(named.name.lower(), named)
    return tuple(found.values())


def _of_cover(reading: Reading, line: Span) -> Iterator[Named]:
    """A report's cover: a line that is a forename in quotation marks or a list of names, or one of the child beside the parent."""
    view = reading.view
    listed = _ALL_QUOTED.fullmatch(view, line.start, line.end) or (_ALL_NAMES.fullmatch(view, line.start, line.end) if reading.is_report else None)
    if listed:
        named = tuple(names_only(view, Span(*listed.span("names")), surely=True))
        yield from named if listed.re is _ALL_QUOTED or all(_recurs(reading, n.name) for n in named) else ()
    if reading.is_report and (full := _FULL.fullmatch(view, line.start, line.end)) and DAY_OF_LIFE.match(view, line.end):
        words = full["name"].split()
        if all(is_forename(w, surely=True) for w in words) and _recurs(reading, words[0].title()):
            yield Named(" ".join(w.title() if w.isupper() else w for w in words), Span(*full.span("name")))
    if reading.is_report and (bare := _FORENAME.fullmatch(view, line.start, line.end)) and _below_title(reading, line) and _is_told_of(reading, bare["name"]):
        yield Named(bare["name"].title() if bare["name"].isupper() else bare["name"], Span(*bare.span("name")))
    whole = None if listed or not reading.is_report else _ALONE.fullmatch(view, line.start, line.end)
    places = [whole] if whole else list(_KIN_QUOTED.finditer(view, line.start, line.end))
    for m in places:
        name = m["name"].title() if m["name"].isupper() else m["name"]
        if is_forename(name, surely=True) and (name == m["name"] or _recurs(reading, name)):
            yield Named(name, Span(*m.span("name")))


def _below_title(reading: Reading, line: Span) -> bool:
    """Whether the line stands right below one that ends in what the review is called."""
    return _TITLE_ABOVE.search(reading.view[max(reading.header.start, line.start - _REACH) : line.start].rstrip()) is not None


def _is_told_of(reading: Reading, name: str) -> bool:
    """Whether the report often speaks of the name as it does of a child: `Ann, who was`, `Ann's mother`, `Ann had`."""
    told = re.compile(rf"(?<![\w-]){re.escape(name.title())}(?:'s?\s|,\s|\s(?:was|is|had|lived|died|and\s(?:his|her|their))\b)")
    return is_forename(name.title()) and sum(1 for _ in told.finditer(reading.view, reading.header.end, reading.span.end)) >= _OFTEN


def _recurs(reading: Reading, name: str) -> bool:
    """Whether the report goes on to speak of the name, as it does of its children."""
    stands = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-]|\s+[{UP}][{LOW}])")
    return stands.search(reading.view, reading.header.end, reading.span.end) is not None


def _speaks(reading: Reading, named: Span) -> bool:
    """Whether the name stands behind a saying in quotes, as its speaker's."""
    m = _SPEAKER.search(reading.view, reading.header.start, named.start)
    if m is None:
        return False
    opening = max(reading.view.rfind(f"{gap}{m['quote']}", reading.header.start, m.start()) for gap in ("\n", " ", "("))
    return len(reading.view[max(reading.header.start, opening) : m.start()].split()) >= _MOTTO
