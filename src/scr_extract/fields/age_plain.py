"""Ages without a word of age: birthdays, `died at five weeks`, `a girl of nine years`, `he was nine`, `the brothers, seven and three`.

They count only beside a word for somebody who can be so old; whose they are, `holders` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.age_lists import read, run_of
from scr_extract.fields.age_patterns import (
    A_UNIT,
    ALSO,
    AT,
    BESIDE,
    BESIDE_END,
    BIRTHDAY,
    HARMED_AT,
    LESS,
    LIVED,
    NAMES_WITH,
    NAMES_WITH_END,
    NOT_MORE,
    NOUN_WITH,
    OF,
    SEVERAL_OF,
    SEVERAL_OF_END,
    SHORT_OF,
    THAN,
    THEN,
    TURNED,
    WAS,
    WAS_END,
    WORDS,
    YEAR_OF_LIFE,
    YEARS_AND_MONTHS,
)
from scr_extract.fields.age_values import OLDEST_CHILD, Age, bounded, is_statute, months, number, summed
from scr_extract.model import Span

OLDEST = 19
"""Years above which a bare number is hardly a child's age."""


def birthdays(view: str, span: Span) -> Iterator[Age]:
    for m in BIRTHDAY.finditer(view, span.start, span.end):
        n = _ordinal(m["n"])
        if not 1 <= n <= OLDEST_CHILD or (m["rel"] or "").lower() == "since" or THAN.search(view, max(span.start, m.start() - 40), m.start()):
            continue
        before = (m["rel"] or "").lower() in ("before", "until", "approaching") or bool(SHORT_OF.search(view, max(span.start, m.start("n") - 24), m.start("n")))
        near = re.search(
            r"(?:days?|weeks?|shortly|just)\s+(?:short\s+of\s+|before\s+|off\s+|from\s+)?(?:his\s+|her\s+|their\s+)?$",
            view[max(span.start, m.start() - 24) : m.start("n")],
        )
        low = 12.0 * (n - 1 if before else n)
        yield Age(Span(m.start("n"), m.end()), low + 11 if before and near else low, low + 11, "birthday")
    for m in TURNED.finditer(view, span.start, span.end):
        n = number(m["n"])
        if 1 <= n <= OLDEST_CHILD:
            low = 12.0 * (n - 1 if m["rel"].lower() in ("before", "until") else n)
            yield Age(Span(*m.span("all")), low, low + 11, "birthday")
    for m in YEAR_OF_LIFE.finditer(view, span.start, span.end):
        n = _ordinal(m["n"])
        if 1 < n <= OLDEST_CHILD:  # `in her sixteenth year` she was fifteen
            yield Age(Span(m.start("n"), m.end()), 12.0 * (n - 1), 12.0 * n - 1, "was")


def _ordinal(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else int(WORDS["ordinals"][words.lower()])


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
        bounds = summed(bounds, m["unit"], m["more"], m["more_unit"])
        if bounds:
            yield Age(Span(*m.span("all")), *bounds, "aged")
    for m in LIVED.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"]))
        bounds = summed(bounds, m["unit"], m["more"], m["more_unit"])
        if bounds:
            yield Age(Span(m.start("n"), m.end("more_unit") if m["more"] else m.end("unit")), *bounds, "lived")
    for m in THEN.finditer(view, span.start, span.end):
        n, unit = ("n", "unit") if m["at"] else ("n2", "unit2")
        bounds = months(number(m[n]), m[unit], half=bool(m["half"]))
        if bounds:
            yield Age(Span(m.start(n), m.end(unit)), *bounds, "at")
    for m in NOUN_WITH.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"] or "years") if m["unit"] or number(m["n"]) <= OLDEST else None
        if bounds:
            yield Age(Span(m.start("n"), m.end() - 1), *bounds, "aged")
    for m in HARMED_AT.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"]))
        if bounds:
            yield Age(Span(m.start("n"), m.end("unit")), *bounds, "at")
    for m in A_UNIT.finditer(view, span.start, span.end):
        bounds = months(1, m["unit"])
        if bounds:
            word = (m["bound"] or "").lower()
            if word.startswith("more") and NOT_MORE.search(view, max(span.start, m.start() - 25), m.start()):
                yield Age(Span(*m.span()), 0.0, bounds[1], "old")
            else:
                yield Age(Span(*m.span()), *bounded(bounds, word), "old")
    for m in YEARS_AND_MONTHS.finditer(view, span.start, span.end):
        years, more = number(m["n"]), number(m["more"])
        if years <= OLDEST and more < 12:
            total = 12.0 * years + more
            yield Age(Span(*m.span("all")), total, total, "was")
    yield from _beside(view, span)


def _beside(view: str, span: Span) -> Iterator[Age]:
    """`They were 6 and four when`, `Two sisters, 11 and 13,`: numbers right behind whom they tell of, with nothing counted after them."""
    for regex, close, kind in (
        (WAS, WAS_END, "was"),
        (BESIDE, BESIDE_END, "beside"),
        (SEVERAL_OF, SEVERAL_OF_END, "aged"),
        (NAMES_WITH, NAMES_WITH_END, "aged"),
    ):
        for lead in regex.finditer(view, span.start, span.end):
            items, joins, _ = run_of(view, lead.end(), span.end)
            while items and not close.match(view, items[-1].end(), span.end):
                items, joins = items[:-1], joins[:-1]
            joins = joins[: max(0, len(items) - 1)]
            if regex in (SEVERAL_OF, NAMES_WITH) and len(items) < 2:
                continue  # `children of two`, `Ben (10)`: one number is another thing, or read elsewhere
            if items and all(m["unit"] or number(m["n"]) <= OLDEST for m in items):
                yield from read(items[0].start(), kind, items, joins)
                if regex is WAS and len(items) == 1:
                    yield from _also(view, items[0].end(), span.end)


def _also(view: str, place: int, end: int) -> Iterator[Age]:
    """The ages of others whose `was` is left out: `Ann was 9, Ben 7 and Cat just two`."""
    while m := ALSO.match(view, place, end):
        items, _, _ = run_of(view, m.end(), end)
        if not items or not WAS_END.match(view, items[0].end(), end) or not (items[0]["unit"] or number(items[0]["n"]) <= OLDEST):
            return
        yield from read(items[0].start(), "also", items[:1], [])
        place = items[0].end()
