"""Ages of the form `3-year-old`, with their ranges and bounds: `13 to 15-year-olds`, `under five months old`, `two-year-and-four-month-old`."""

from __future__ import annotations

from collections.abc import Iterator

from scr_extract.fields.age_patterns import GESTATION, OLD, WORDS
from scr_extract.fields.age_values import Age, bounded, finer, is_statute, months, number
from scr_extract.model import Span


def old(view: str, span: Span) -> Iterator[Age]:
    for m in OLD.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"] or m["half_after"]))
        if bounds is None or (not m[0].lower().rstrip("s").endswith("old") and GESTATION.match(view, m.end(), min(span.end, m.end() + 30))):
            continue  # `a 5-week-old premature twin` says an age all the same
        if m["more"]:
            more = months(number(m["more"]), m["more_unit"])
            base = WORDS["units"][m["unit"].lower()]
            if more is None:
                continue
            low = bounds[0] + more[0]
            bounds = (float(int(low)), float(int(low))) if base == "year" else (low, bounds[0] + more[1])
        bound = (m["bound"] or "").strip()
        if bound and is_statute(view, m.start(), span.start, m["n"], m["unit"]):
            continue
        start = m.start("n") if not m["first"] else m.start("first")
        if bound and not _softened(view, m.start(), span.start):
            low_bound, high_bound = bounded(bounds, bound)
            yield Age(Span(m.start(), m.end()), low_bound, high_bound, "old")
            continue
        if not m["first"]:
            yield Age(Span(start, m.end()), *bounds, "old")
            continue
        first = months(number(m["first"]), (m["first_unit"] or m["unit"]).strip(" -\n"))
        if first is None:
            yield Age(Span(m.start("n"), m.end()), *bounds, "old")
        elif (m["join"] or "-").lower() in ("to", "or", "-") and first[0] < bounds[0]:
            yield Age(Span(start, m.end()), first[0], bounds[1], "old")
        elif m["join"] and m["join"].lower() in ("and", "&"):
            whole = Span(start, m.end())
            both = (Age(Span(start, m.end("first")), *first, "old", 2, whole), Age(Span(m.start("n"), m.end()), *bounds, "old", 2, whole))
            unit = m["first_unit"]
            if unit and finer(unit.strip(" -\n"), m["unit"], bounds[0]):  # `2 years and 3 months old` is one age, unless two children share it
                total = first[0] + bounds[0]
                total = total if WORDS["units"][unit.strip(" -\n").lower()] == "week" else float(int(total))
                yield Age(whole, total, total, "old", parts=both)
            else:
                yield from both
        else:
            yield Age(Span(m.start("n"), m.end()), *bounds, "old")


def _softened(view: str, place: int, start: int) -> bool:
    return view[max(start, place - 5) : place].lower().endswith("just ")
