"""Ages as notes and tables write them: `16 y/o`, `3 m.o.`, `17y 3m`, `F, 14y`, and `14 yrs.` where a sentence begins.

A letter alone is a unit only behind digits and where nothing counted can stand: `6m` may be metres, `6m of rope` always is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.age_values import Age, months
from scr_extract.model import Span
from scr_extract.resources.sought import Sought

_UNITS = {"y": "years", "m": "months", "w": "weeks", "d": "days"}
_END = r"(?=\s*(?:[.,;:)\]/|]|$)|\s+(?:old|male|female|boy|girl|baby|child|infant|twins?|son|daughter|when|at|who|was|with|and|by|in|on|[MF]\b))"
_OLD = Sought(r"(?<![\w£$%/.-])(?P<n>\d{1,2})[\s-]?(?P<unit>(?:[ym](?=o\b|[./]\s?o\b|\sold\b)|[YM](?=/O\b)|[wd](?=/o\b|\sold\b)))(?:/[oO]|\.?\s?o(?:ld)?)\b\.?")
_BOTH = Sought(
    rf"(?<![\w£$%/.-])(?P<n>\d{{1,2}})\s?y(?:rs?|ears?)?\.?,?\s?(?:and\s)?(?P<more>\d{{1,2}})\s?m(?:ths?|os?|onths?)?\b\.?{_END}",
    re.I,
)
_ALONE = Sought(rf"(?<![\w£$%/.-])(?<!\d\s)(?P<n>\d{{1,2}})(?:(?P<unit>y)|\s(?P<long>yrs?|years?|mths?|months?|wks?|weeks?))\b\.?{_END}", re.I)
PARTS = {"12": "months", "52": "weeks", "7": "days"}
"""The unit that each part of a doctor's fraction counts."""
_CLINICAL = Sought(
    r"(?<![\w/.-])(?:(?i:aged|age\s+of|age:?)\s+(?P<n>\d{1,2})/(?P<of>12|52|7)(?![\d/])|(?P<age>\d{1,2})/(?P<part>12|52|7)[\s-]+(?:old\b|of\s+age\b))"
)
"""Doctors' notes count months in twelfths of a year, weeks in 52nds and days in sevenths: `aged 5/12`, `3/52 old`; without such a word it may be a date."""
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\b)?|\band\b|&)\s*")
_STANDS = re.compile(r"(?:^|[\n(\[|/:;,]|[.!?]\s|\b(?:aged?|girl|boy|male|female|child|baby|infant|F|M|at|was|is)[,:]?)\s*$")
"""What stands before a bare number of years that is an age: an edge, a bracket, a word of age or of a child."""
_CHILD = re.compile(r"(?:^|[\n(\[|]|[.!?:;]\s)\s*(?:(?:girl|boy|male|female|child|baby|infant|F|M)\b[,:]?\s*)?$", re.I)
_OTHERWISE = re.compile(r"\s*(?:ago|later|after|before|earlier|apart|imprisonment|in\s+(?:prison|custody|care)|sentence|gestation|of\s+(?!age))", re.I)
_OLDEST = 19


def _runs(view: str, found: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The ages that stand in one list: `7yo, 5yo and 3yo`."""
    run: list[re.Match[str]] = []
    for m in found:
        if run and not _BETWEEN.fullmatch(view, run[-1].end(), m.start()):
            yield run
            run = []
        run.append(m)
    if run:
        yield run


def short(view: str, span: Span) -> Iterator[Age]:
    """The ages of the span that are written short. A sum of years and months is one age."""
    for run in _runs(view, list(_OLD.finditer(view, span.start, span.end))):
        whole = Span(run[0].start(), run[-1].end())
        for m in run:
            if bounds := months(int(m["n"]), _UNITS[m["unit"].lower()]):
                yield Age(Span(*m.span()), *bounds, "old", len(run), whole if len(run) > 1 else None)
    for m in _CLINICAL.finditer(view, span.start, span.end):
        n, of = int(m["n"] or m["age"]), PARTS[m["of"] or m["part"]]
        if bounds := months(n, of) if n < int(m["of"] or m["part"]) else None:
            yield Age(Span(m.start("n") if m["n"] else m.start("age"), m.end("of") if m["of"] else m.end()), *bounds, "aged" if m["n"] else "old")
    for m in _BOTH.finditer(view, span.start, span.end):
        if int(m["n"]) <= _OLDEST and int(m["more"]) < 12 and not _OTHERWISE.match(view, m.end(), span.end):
            total = 12.0 * int(m["n"]) + int(m["more"])
            yield Age(Span(*m.span()), total, total, "aged")
    for m in _ALONE.finditer(view, span.start, span.end):
        before = view[max(span.start, m.start() - 16) : m.start()]
        edge = _CHILD if m["long"] else _STANDS
        if int(m["n"]) > _OLDEST and (m["unit"] or m["long"].lower().startswith("y")):
            continue
        if edge.search(before) and not _OTHERWISE.match(view, m.end(), span.end):
            bounds = months(int(m["n"]), "years" if m["unit"] else m["long"])
            if bounds:
                yield Age(Span(*m.span()), *bounds, "aged")
