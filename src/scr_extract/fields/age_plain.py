"""Ages without a word of age: birthdays, `died at five weeks`, `a girl of nine years`, `he was nine`, `the brothers, seven and three`.

They count only beside a word for somebody who can be so old; whose they are, `holders` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.age_lists import read, run_of
from scr_extract.fields.age_patterns import AT, BESIDE, BESIDE_END, BIRTHDAY, LESS, LIVED, OF, THEN, WAS, WAS_END, WORDS
from scr_extract.fields.age_values import OLDEST_CHILD, Age, bounded, is_statute, months, number
from scr_extract.model import Span

OLDEST = 19
"""Years above which a bare number is hardly a child's age."""


def birthdays(view: str, span: Span) -> Iterator[Age]:
    for m in BIRTHDAY.finditer(view, span.start, span.end):
        words = m["n"].lower()
        n = int(re.match(r"\d+", words)[0]) if words[0].isdigit() else int(WORDS["ordinals"][words])  # type: ignore[index]
        if not 1 <= n <= OLDEST_CHILD or (m["rel"] or "").lower() == "since":
            continue
        before = (m["rel"] or "").lower() in ("before", "until", "approaching")
        near = re.search(r"(?:days?|weeks?|shortly|just)\s+$", view[max(span.start, m.start() - 12) : m.start()])
        low = 12.0 * (n - 1 if before else n)
        yield Age(Span(m.start("n"), m.end()), low + 11 if before and near else low, low + 11, "birthday")


def plain(view: str, span: Span) -> Iterator[Age]:
    """`died at 5 weeks` and `He was nine.`: ages without a word of age; the second only of somebody named just before it."""
    for m in AT.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"] or "years", half=bool(m["half"])) if m["unit"] or number(m["n"]) <= OLDEST else None
        if bounds:
            yield Age(Span(m.start("n"), m.end()), *bounds, "at")
    for m in LESS.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"])
        if bounds and not is_statute(view, m.start("all"), span.start, m["n"], m["unit"]):
            yield Age(Span(*m.span("all")), *bounded(bounds, m["bound"]), "aged")
    for m in OF.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"] or "years", half=bool(m["half"]))
        if bounds:
            yield Age(Span(*m.span("all")), *bounds, "aged")
    for m in LIVED.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"]))
        more = months(number(m["more"]), m["more_unit"]) if m["more"] else None
        if bounds and more:
            low = bounds[0] + more[0]
            bounds = (float(int(low)), float(int(low))) if m["unit"].lower().startswith("y") else (low, bounds[0] + more[1])
        if bounds:
            yield Age(Span(m.start("n"), m.end("more_unit") if more else m.end("unit")), *bounds, "lived")
    for m in THEN.finditer(view, span.start, span.end):
        n, unit = ("n", "unit") if m["at"] else ("n2", "unit2")
        bounds = months(number(m[n]), m[unit], half=bool(m["half"]))
        if bounds:
            yield Age(Span(m.start(n), m.end(unit)), *bounds, "at")
    yield from _beside(view, span)


def _beside(view: str, span: Span) -> Iterator[Age]:
    """`They were 6 and four when`, `Two sisters, 11 and 13,`: numbers right behind whom they tell of, with nothing counted after them."""
    for regex, close, kind in ((WAS, WAS_END, "was"), (BESIDE, BESIDE_END, "beside")):
        for lead in regex.finditer(view, span.start, span.end):
            items, joins, _ = run_of(view, lead.end(), span.end)
            while items and not close.match(view, items[-1].end(), span.end):
                items, joins = items[:-1], joins[:-1]
            joins = joins[: max(0, len(items) - 1)]
            if items and all(m["unit"] or number(m["n"]) <= OLDEST for m in items):
                yield from read(items[0].start(), kind, items, joins)
