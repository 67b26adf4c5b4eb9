"""Ages behind a word of age, one or several in a list: `aged two`, `between the ages of 11 and 14`, `aged 10 and five`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.age_patterns import GESTATION, ITEM, JOIN, LEAD, LEAD_BOUND, NEXT, WORDS
from scr_extract.fields.age_values import Age, bounded, finer, is_statute, months, number
from scr_extract.model import Span

_MANY = frozenset(word for kind in ("child", "kin", "adult") for word in WORDS["holders"][kind])
"""Who may be counted."""
_ONE_SO_OLD = re.compile(r"\s+(?:aged?\s+|who\s|of\s+)?(?:\d|(?-i:[a-z])+teen\b)|\s+aged\b", re.I)


def listed(view: str, span: Span) -> Iterator[Age]:
    for lead in LEAD.finditer(view, span.start, span.end):
        place, word, between = lead.end(), (lead["under"] or ""), bool(lead["range"]) or lead[0].lower().rstrip().endswith("between")
        for _ in range(3):
            m = LEAD_BOUND.match(view, place, span.end)
            if not m:
                break
            between = between or bool(m["between"])
            word = m["below"] or m["above"] or word
            place = m.end()
        items, joins, open_end = run_of(view, place, span.end)
        if not items or (lead["range"] and (len(items) < 2 or not _ages_of_range(view, lead, items, span.end))):
            continue
        if word and is_statute(view, lead.start(), span.start, items[0]["n"], items[0]["unit"] or "years"):
            continue
        if lead["guessed"] and not _closed(view, items[-1], span.end):
            continue
        if GESTATION.match(view, items[-1].end(), min(span.end, items[-1].end() + 30)) and not lead[0].lower().startswith("aged"):
            continue
        kind = "from" if lead["from"] else "aged"
        yield from read(lead.start(), kind, items, joins, word=word, between=between, open_end=open_end)


def _closed(view: str, last: re.Match[str], end: int) -> bool:
    """Whether nothing that is counted follows: `thought to be 15 when`, not `thought to be 15 families`."""
    after = NEXT.match(view, last.end(), end)
    return bool(last["unit"]) or after is None or not _counts(view, after, end)


def _counts(view: str, after: re.Match[str], end: int) -> bool:
    """Whether the word behind a number is what the number counts: `aged 15 and two siblings`, `two injured siblings`, not `aged 4 and 7 found at home`."""
    word = (after["word"] or "").lower()
    if not word or word in WORDS["lists"]["after"]:
        return False
    if not (word in WORDS["lists"]["verbs"] or word.endswith("ed")):
        return True
    noun = NEXT.match(view, after.end(), end)
    return bool(noun and noun["word"] and noun["word"].lower() in _MANY)


def _ages_of_range(view: str, lead: re.Match[str], items: list[re.Match[str]], end: int) -> bool:
    """`between 13 and 15` is an age only where a word of age says so; else it may be anything counted."""
    after = view[items[-1].end() : min(end, items[-1].end() + 20)].lower()
    said = "age" in lead[0].lower() or "old" in items[-1][0].lower() or " of age" in items[-1][0].lower()
    return said or (items[-1]["unit"] is not None and after.lstrip().startswith(("old", "of age")))


def run_of(view: str, place: int, end: int) -> tuple[list[re.Match[str]], list[str], str]:
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
        if items and not m["unit"] and m["n"].lower() == "one" and _ONE_SO_OLD.match(view, m.end(), end):
            break  # `two aged 16 and one 18`
        if items and not m["unit"] and after and _counts(view, after, end):
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
        joint, place = join["word"].lower().replace("+", "and").strip(", \n") or ",", join.end()
    return items, joins, ""


def read(start: int, kind: str, items: list[re.Match[str]], joins: list[str], *, word: str = "", between: bool = False, open_end: str = "") -> Iterator[Age]:
    """The ages of a list that begins at `start`: each of its own unit or the next one's, ranges and `2 years and 3 months` as one age."""
    written = [m["unit"] for m in items]
    units = list(written)
    if units[-1] and WORDS["units"][units[-1].lower()] != "year" and len(items) > 1 and not between:
        units = [u or ("years" if joint not in ("to", "-", "or") else None) for u, joint in zip(units, [*joins, ","], strict=True)]
    if written[0] and WORDS["units"][written[0].lower()] != "year" and not any(written[1:]) and not between and not {"to", "-", "or"} & set(joins):
        units = [written[0], *["years"] * (len(items) - 1)]  # `14 months and 4`
    last = next((u for u in reversed(units) if u), "years")
    told: list[tuple[Span, float | None, float | None]] = []
    used = 0
    whole = Span(start, items[-1].end())
    split: tuple[Age, ...] = ()
    for n, m in enumerate(items):
        unit = units[n] or last
        bounds = months(number(m["n"]), unit, half=bool(m["half"] or m["half_after"]))
        if bounds is None:
            return
        joint = joins[n - 1] if n else ""
        here = Span(start if n == 0 else m.start(), m.end())
        small = WORDS["units"][unit.lower()] != "year"
        if n and small and joint in ("", ",", "and") and n > used and told and finer(written[n - 1], unit, bounds[0]):
            before = told.pop()  # `aged 2 years and 6 months` is one age
            split = (Age(before[0], before[1], before[2], kind, 2, whole), Age(Span(*m.span()), *bounds, kind, 2, whole)) if joint == "and" else ()
            total = (before[1] or 0.0) + bounds[0]
            total = total if WORDS["units"][(written[n - 1] or "").lower()] == "week" else float(int(total))
            told.append((Span(before[0].start, m.end()), total, total))
            used = n
        elif n and (joint in ("to", "-") or (between and n == 1)) and told and told[-1][1] is not None and (told[-1][1] or 0.0) <= bounds[0]:
            before = told.pop()
            told.append((Span(before[0].start, m.end()), before[1], bounds[1]))
        else:
            told.append((here, *bounds))
    if word and len(told) == 1:
        low, high = told[0][1], told[0][2]
        if low is not None and high is not None:
            told = [(told[0][0], *bounded((low, high), word))]
    if kind == "from" and len(told) == 1 and joins[-1:] not in (["to"], ["-"]):
        told = [(told[0][0], told[0][1], None)]
    if open_end and len(told) == 1:
        told = [(told[0][0], told[0][1], None) if open_end == "over" else (told[0][0], None, told[0][2])]
    for s, low, high in told:
        yield Age(s, low, high, kind, len(told), whole if len(told) > 1 else None, split if len(told) == 1 else ())
