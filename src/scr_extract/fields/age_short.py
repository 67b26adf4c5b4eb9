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
_STANDS = re.compile(r"(?:^|[\n(\[|/:;,]|[.!?]\s|\b(?:aged?|girl|boy|male|female|child|baby|infant|F|M|at|was|is)[,:]?)\s*$")
"""What stands before a bare number of years that is an age: an edge, a bracket, a word of age or of a child."""
_CHILD = re.compile(r"(?:^|[\n(\[|]|[.!?:]\s)\s*(?:(?:girl|boy|male|female|child|baby|infant|F|M)\b[,:]?\s*)?$", re.I)
_OTHERWISE = re.compile(r"\s*(?:ago|later|after|before|earlier|apart|imprisonment|in\s+(?:prison|custody|care)|sentence|gestation|of\s+(?!age))", re.I)
_OLDEST = 19


def short(view: str, span: Span) -> Iterator[Age]:
    """The ages of the span that are written short. A sum of years and months is one age."""
    for m in _OLD.finditer(view, span.start, span.end):
        if bounds := months(int(m["n"]), _UNITS[m["unit"].lower()]):
            yield Age(Span(*m.span()), *bounds, "old")
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
