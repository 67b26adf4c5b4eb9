"""The grammar of ages: which words are an age, and the completed months they mean (DESIGN section 6).

Bounds are inclusive: `3-year-old` is 36..47, `14-month-old` 14..14, weeks and days are counted in months of 30.4375
days, `under 5 months` is open below and `from the age of 13` above. Whose age it is, `holders` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scr_extract.fields.age_patterns import AT, BIRTHDAY, GESTATION, ITEM, JOIN, LEAD, LEAD_BOUND, LESS, NEXT, OF, OLD, STATUTE, WAS, WORDS
from scr_extract.model import Span
from scr_extract.values import DAYS_PER_MONTH

OLDEST_CHILD = 25
"""Years above which no child, young person or care leaver of a review stands."""


@dataclass(frozen=True, slots=True)
class Age:
    """One age as written. `span` is its quote, `kind` the family of words it was read by, `among` how many stand in one list."""

    span: Span
    low: float | None
    high: float | None
    kind: str
    among: int = 1
    whole: Span | None = None
    """The span of the whole list (`aged 10 and five`), the place from which its holder is sought."""

    @property
    def place(self) -> Span:
        return self.whole or self.span


def number(words: str) -> int:
    """The number that digits or number words mean. Raises KeyError for anything else."""
    folded = re.sub(r"[-\s]+", " ", words.lower()).strip()
    if folded.isdigit():
        return int(folded)
    if folded in WORDS["numbers"]:
        return int(WORDS["numbers"][folded])
    tens, _, ones = folded.partition(" ")
    return int(WORDS["tens"][tens]) + (int(WORDS["numbers"][ones]) if ones else 0)


def months(n: int, unit: str, *, half: bool = False) -> tuple[float, float] | None:
    """The inclusive bounds in completed months of `n` units, None where no child is that old in that unit."""
    match WORDS["units"][unit.lower()]:
        case "year":
            if n > OLDEST_CHILD:
                return None
            return (12.0 * n + 6, 12.0 * n + 6) if half else (12.0 * n, 12.0 * n + 11)
        case "month":
            return (float(n), float(n)) if n <= 60 else None
        case "week":
            return ((7 * n + (3 if half else 0)) / DAYS_PER_MONTH, (7 * n + 6) / DAYS_PER_MONTH)
        case "day":
            return (n / DAYS_PER_MONTH, n / DAYS_PER_MONTH)
        case _:
            return (0.0, n / 24 / DAYS_PER_MONTH)


def bounded(bounds: tuple[float, float], word: str) -> tuple[float | None, float | None]:
    """What `under` and `over` make of an age: open below up to the last moment before it, or open above."""
    low, high = bounds
    folded = " ".join(word.lower().split())
    if folded in WORDS["bounds"]["below"]:
        return None, low - 1 if low >= 1 and low == int(low) else max(0.0, low - 1 / DAYS_PER_MONTH)
    if folded in WORDS["bounds"]["above"]:
        return low, None
    return low, high


def ages(view: str, span: Span) -> Iterator[Age]:
    """Every age in the span, in order of place, without overlap. Gestation, sentences and offence names are left out."""
    hits = [*_old(view, span), *_aged(view, span), *_birthdays(view, span), *_plain(view, span)]
    end = span.start
    for hit in sorted(hits, key=lambda a: (a.place.start, -a.place.end, a.span.start)):
        if hit.span.start >= end:
            yield hit
            end = hit.span.end


def _old(view: str, span: Span) -> Iterator[Age]:
    for m in OLD.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"] or m["half_after"]))
        if bounds is None or GESTATION.match(view, m.end(), min(span.end, m.end() + 30)):
            continue
        if m["more"]:
            more = months(number(m["more"]), m["more_unit"])
            base = WORDS["units"][m["unit"].lower()]
            if more is None:
                continue
            low = bounds[0] + more[0]
            bounds = (float(int(low)), float(int(low))) if base == "year" else (low, bounds[0] + more[1])
        bound = (m["bound"] or "").strip()
        if bound and _is_statute(view, m.start(), span.start, m["n"], m["unit"]):
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
            yield Age(Span(start, m.end("first")), *first, "old", 2, whole)
            yield Age(Span(m.start("n"), m.end()), *bounds, "old", 2, whole)
        else:
            yield Age(Span(m.start("n"), m.end()), *bounds, "old")


def _softened(view: str, place: int, start: int) -> bool:
    return view[max(start, place - 5) : place].lower().endswith("just ")


def _is_statute(view: str, place: int, start: int, n: str, unit: str) -> bool:
    """`a girl under 13 years old` in the name of an offence or of a law."""
    return unit.lower().startswith(("y",)) and number(n) in WORDS["offences"] and bool(STATUTE.search(view, max(start, place - 40), place))


def _aged(view: str, span: Span) -> Iterator[Age]:
    for lead in LEAD.finditer(view, span.start, span.end):
        place, word, between = lead.end(), (lead["under"] or ""), bool(lead["range"]) or lead[0].lower().rstrip().endswith("between")
        for _ in range(3):
            m = LEAD_BOUND.match(view, place, span.end)
            if not m:
                break
            between = between or bool(m["between"])
            word = m["below"] or m["above"] or word
            place = m.end()
        items, joins, open_end = _items(view, place, span.end)
        if not items or (lead["range"] and (len(items) < 2 or not _ages_of_range(view, lead, items, span.end))):
            continue
        if word and _is_statute(view, lead.start(), span.start, items[0]["n"], items[0]["unit"] or "years"):
            continue
        if GESTATION.match(view, items[-1].end(), min(span.end, items[-1].end() + 30)) and not lead[0].lower().startswith("aged"):
            continue
        yield from _listed(lead, items, joins, word, between, open_end, span)


def _ages_of_range(view: str, lead: re.Match[str], items: list[re.Match[str]], end: int) -> bool:
    """`between 13 and 15` is an age only where a word of age says so; else it may be anything counted."""
    after = view[items[-1].end() : min(end, items[-1].end() + 20)].lower()
    said = "age" in lead[0].lower() or "old" in items[-1][0].lower() or " of age" in items[-1][0].lower()
    return said or (items[-1]["unit"] is not None and after.lstrip().startswith(("old", "of age")))


def _items(view: str, place: int, end: int) -> tuple[list[re.Match[str]], list[str], str]:
    """The numbers that follow one another from `place`, the joints between them, and an open end (`13 and over`)."""
    items: list[re.Match[str]] = []
    joins: list[str] = []
    joint = ""
    while len(items) < 10:
        m = ITEM.match(view, place, end)
        if not m:
            break
        after = NEXT.match(view, m.end(), end)
        if items and GESTATION.match(view, m.end(), min(end, m.end() + 30)):
            break  # `aged 3 and 5, 18 months apart`
        if items and not m["unit"] and after and after["word"] and after["word"].lower() not in WORDS["lists"]["after"]:
            break  # `aged 15 and two siblings`
        if items:
            joins.append(joint)
        items.append(m)
        join = JOIN.match(view, m.end(), end)
        if join and (join["open"] or join["shut"]):
            return items, joins, "over" if join["open"] else "under"
        if not join and m["unit"] and re.match(r"\s+(?=\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven)", view[m.end() : min(end, m.end() + 4)]):
            joint, place = "", m.end() + 1  # `aged 2 years 6 months`
            continue
        if not join:
            break
        joint, place = join["word"].lower().strip(", \n") or ",", join.end()
    return items, joins, ""


def _listed(lead: re.Match[str], items: list[re.Match[str]], joins: list[str], word: str, between: bool, open_end: str, span: Span) -> Iterator[Age]:
    written = [m["unit"] for m in items]
    units = list(written)
    if units[-1] and WORDS["units"][units[-1].lower()] != "year" and len(items) > 1 and not between:
        units = [u or ("years" if joint not in ("to", "-", "or") else None) for u, joint in zip(units, [*joins, ","], strict=True)]
    last = next((u for u in reversed(units) if u), "years")
    read: list[tuple[Span, float | None, float | None]] = []
    used = 0
    for n, m in enumerate(items):
        unit = units[n] or last
        bounds = months(number(m["n"]), unit, half=bool(m["half"] or m["half_after"]))
        if bounds is None:
            return
        joint = joins[n - 1] if n else ""
        here = Span(lead.start() if n == 0 else m.start(), m.end())
        small = WORDS["units"][unit.lower()] != "year"
        if n and small and joint in ("", ",", "and") and n > used and read and _finer(written[n - 1], unit, bounds[0]):
            before = read.pop()  # `aged 2 years and 6 months` is one age
            total = (before[1] or 0.0) + bounds[0]
            total = total if WORDS["units"][(written[n - 1] or "").lower()] == "week" else float(int(total))
            read.append((Span(before[0].start, m.end()), total, total))
            used = n
        elif n and (joint in ("to", "-") or (between and n == 1)) and read and read[-1][1] is not None and (read[-1][1] or 0.0) <= bounds[0]:
            before = read.pop()
            read.append((Span(before[0].start, m.end()), before[1], bounds[1]))
        else:
            read.append((here, *bounds))
    if word and len(read) == 1:
        low, high = read[0][1], read[0][2]
        if low is not None and high is not None:
            read = [(read[0][0], *bounded((low, high), word))]
    if lead["from"] and len(read) == 1 and joins[-1:] not in (["to"], ["-"]):
        read = [(read[0][0], read[0][1], None)]
    if open_end and len(read) == 1:
        read = [(read[0][0], read[0][1], None) if open_end == "over" else (read[0][0], None, read[0][2])]
    whole = Span(lead.start(), items[-1].end())
    for s, low, high in read:
        yield Age(s, low, high, "from" if lead["from"] else "aged", len(read), whole if len(read) > 1 else None)


def _finer(before: str | None, unit: str, more: float) -> bool:
    """Whether a number of `unit` goes on from one of `before`: months after years, weeks or days after months, days after weeks."""
    order = ["year", "month", "week", "day", "hour"]
    if before is None:
        return False
    above, below = order.index(WORDS["units"][before.lower()]), order.index(WORDS["units"][unit.lower()])
    return above < below and more < (12, 1.2, 0.3, 0.1, 0.0)[above]


def _birthdays(view: str, span: Span) -> Iterator[Age]:
    for m in BIRTHDAY.finditer(view, span.start, span.end):
        words = m["n"].lower()
        n = int(re.match(r"\d+", words)[0]) if words[0].isdigit() else int(WORDS["ordinals"][words])  # type: ignore[index]
        if not 1 <= n <= OLDEST_CHILD:
            continue
        before = (m["rel"] or "").lower() in ("before", "until", "approaching")
        near = re.search(r"(?:days?|weeks?|shortly|just)\s+$", view[max(span.start, m.start() - 12) : m.start()])
        low = 12.0 * (n - 1 if before else n)
        yield Age(Span(m.start("n"), m.end()), low + 11 if before and near else low, low + 11, "birthday")


def _plain(view: str, span: Span) -> Iterator[Age]:
    """`died at 5 weeks` and `He was nine.`: ages without a word of age; the second only of somebody named just before it."""
    for m in AT.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"]))
        if bounds:
            yield Age(Span(m.start("n"), m.end()), *bounds, "at")
    for m in LESS.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"])
        if bounds and not _is_statute(view, m.start("all"), span.start, m["n"], m["unit"]):
            yield Age(Span(*m.span("all")), *bounded(bounds, m["bound"]), "aged")
    for m in OF.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"] or "years")
        if bounds:
            yield Age(Span(*m.span("all")), *bounds, "aged")
    for m in WAS.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), "years")
        if bounds and number(m["n"]) <= 19:
            yield Age(Span(m.start("n"), m.end("n")), *bounds, "was")
