"""The grammar of ages: which words are an age, and the completed months they mean (DESIGN section 6).

Bounds are inclusive: `3-year-old` is 36..47, `14-month-old` 14..14, weeks and days are counted in months of 30.4375
days, `under 5 months` is open below and `from the age of 13` above. Whose age it is, `holders` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.values import DAYS_PER_MONTH

_WORDS = lexicon("ages")
OLDEST_CHILD = 25
"""Years above which no child, young person or care leaver of a review stands."""


def one_of(terms: list[str]) -> str:
    """An alternation, longest term first; spaces match any white space."""
    return "(?:" + "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in sorted(terms, key=len, reverse=True)) + ")"


_ONES = one_of(list(_WORDS["numbers"]))
_NUM = rf"(?:\d{{1,2}}(?!\d|[./:]\d|,\d{{3}})|(?:{one_of(list(_WORDS['tens']))}(?:[-\s]{{1,2}}{_ONES}\b)?|{_ONES})\b)"
_HALF = r"(?:[-\s]{1,3}and[-\s]{1,3}(?:a|one)[-\s]{1,3}half|\s?½|\.5)"
_UNIT = rf"(?:{one_of(list(_WORDS['units']))})\b"
_GAP = r"[-\s]{0,4}"
_SOFT = rf"(?:{one_of(_WORDS['bounds']['soft'])}\s+)?"

_OLD = re.compile(
    rf"""
    (?<![\w£$%/.])(?:(?<!\d-))                                  # not the end of a date or a sum
    (?P<bound>(?:{one_of(_WORDS["bounds"]["below"] + _WORDS["bounds"]["above"])})\s+)?
    (?:(?P<first>{_NUM})(?:(?P<first_unit>{_GAP}{_UNIT})?\s?-?\s?\b(?P<join>and|to|or|&)\s+(?:an?\s+)?|\s?(?P<dash>-)\s?(?=\w{{1,10}}[-\s])))?   # 13 to 15-year-old, two- and three-year-old
    (?P<n>{_NUM})(?P<half>{_HALF})?{_GAP}(?P<unit>{_UNIT})(?P<half_after>\s+and\s+a\s+half)?
    (?:[-\s,]{{1,3}}(?:and[-\s]{{1,2}})?(?P<more>{_NUM}){_GAP}(?P<more_unit>(?:months?|mths?|weeks?|wks?|days?)\b))?
    (?:{_GAP}olds?\b | \s+of\s+age\b
      | (?:\s+[A-Z][\w-]+|\s+(?:and|mixed|race|dual|heritage)){{1,5}}\s+old(?=\s+(?:male|female|boy|girl|child|baby|infant))   # a 5 year Xxxx Yyyy old male
      | (?=[-\s]+(?:baby\s+|infant\s+)?(?:boy|girl|infant|male|female|child|baby)\b(?!\s+(?:protection|in\s+need|care|massage|benefit|development|clinic|group))))   # a 4 month baby girl
    """,
    re.X | re.I,
)
_LEAD = re.compile(
    rf"""
    \b(?:ages?(?:\s+(?:at|of|when)\s+[\w' ]{{1,30}}|\s+\((?:at|when)[\w' ]{{1,30}}\))?\s*:\s* | ages\s+(?:of\s+)?
      | (?P<range>between\s+(?:the\s+)?(?:ages?\s+of\s+)?(?=\d|{_ONES}))
      | (?P<from>(?:from|since)\s+(?:about\s+)?(?:the\s+)?age(?:\s+of)?\b)
      | (?P<under>under|below)\s+the\s+age\s+of\b
      | (?:at\s+|by\s+)?(?:the\s+)?(?:(?:young|tender|early)\s+)?\bage\s+(?:of\s+)?(?:between\s+)?

      | aged\b,?)\s*
    """,
    re.X | re.I,
)
_LEAD_BOUND = re.compile(
    rf"(?:(?P<between>between)\s+|(?P<soft>{one_of(_WORDS['bounds']['soft'])})\s+|(?P<below>{one_of(_WORDS['bounds']['below'])})\s+|(?P<above>{one_of(_WORDS['bounds']['above'])})\s+)",
    re.I,
)
_ITEM = re.compile(rf"(?P<n>{_NUM})(?P<half>{_HALF})?(?:{_GAP}(?P<unit>{_UNIT})(?P<half_after>\s+and\s+a\s+half)?)?(?:{_GAP}old\b|\s+of\s+age\b)?", re.I)
_JOIN = re.compile(
    r"(?P<open>\s+(?:and|or)\s+(?:over|above|older|upwards)\b)|(?P<shut>\s+(?:and|or)\s+(?:under|below|younger)\b)|\s*(?P<word>,\s*and\b|,|&|\band\b|\bor\b|\bto\b|-)\s*",
    re.I,
)
_NEXT = re.compile(r"\s*(?P<mark>[^\w\s])|\s+(?P<word>[A-Za-z'-]+)|\s*$")
_BIRTHDAY = re.compile(
    rf"\b(?:(?P<rel>before|until|approaching|after|on|of|around)\s+)?(?:(?:his|her|their|the|its|child's|boy's|girl's|baby's|[A-Z][\w']*)\s+){{0,2}}(?P<n>(?:\d{{1,2}})\s?(?:st|nd|rd|th)|{one_of(list(_WORDS['ordinals']))})\s+birthday",
    re.I,
)
_AT = re.compile(
    rf"\b(?:died|death|killed|dead)\s+(?:in\s+\w+\s+)?at\s+(?P<soft>{_SOFT})(?P<n>{_NUM})(?P<half>{_HALF})?{_GAP}(?P<unit>(?:years?|months?|weeks?|days?)\b)(?!\s+(?:gestation|of\s+gestation|later|after))",
    re.I,
)
_LESS = re.compile(
    rf"\b(?:boy|girl|child|baby|infant|twin)s?,?\s+(?:(?:of|at|was|who\s+was)\s+)?(?P<all>(?P<bound>{one_of(_WORDS['bounds']['below'])})\s+(?P<n>{_NUM}){_GAP}(?P<unit>{_UNIT}))",
    re.I,
)
_OF = re.compile(
    rf"\b(?:boy|girl|child|baby|infant|youth|lad|young\s+(?:man|woman|person))\s+of\s+(?:only\s+|just\s+)?(?P<all>(?P<n>{_NUM})(?:{_GAP}(?P<unit>{_UNIT}))?)"
    rf"(?=\s*(?:[.,;:)]|$)|\s+{one_of(_WORDS['lists']['after'])}\b)",
    re.I,
)
_WAS = re.compile(
    rf"\b(?:he|she|child|baby|[A-Z]{{1,3}}\d{{0,3}}|[A-Z][a-z]+)\s+(?:was|is)\s+{_SOFT}(?P<n>{_NUM})(?=\s*(?:[.;,)]|$|\s+(?:at\s+the\s+time|when|and\s+(?:lived|had)|on\s+the)\b))",
    re.I,
)
_GESTATION = re.compile(
    r"[-\s]*(?:'|weeks?'?)?\s*(?:gestation|of\s+(?:gestation|pregnancy)|pregnant|premature|preterm|imprisonment|custod|sentence|later|apart|earlier|ago|before)",
    re.I,
)
_STATUTE = re.compile(r"(?:child|children|girl|girls|boy|boys|person|persons|people|anyone|those)(?:\s+who\s+(?:is|are|was|were))?\s+(?:aged\s+)?$", re.I)


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
    if folded in _WORDS["numbers"]:
        return int(_WORDS["numbers"][folded])
    tens, _, ones = folded.partition(" ")
    return int(_WORDS["tens"][tens]) + (int(_WORDS["numbers"][ones]) if ones else 0)


def months(n: int, unit: str, *, half: bool = False) -> tuple[float, float] | None:
    """The inclusive bounds in completed months of `n` units, None where no child is that old in that unit."""
    match _WORDS["units"][unit.lower()]:
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
    if folded in _WORDS["bounds"]["below"]:
        return None, low - 1 if low >= 1 and low == int(low) else max(0.0, low - 1 / DAYS_PER_MONTH)
    if folded in _WORDS["bounds"]["above"]:
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


def is_age_span(view: str, span: Span) -> bool:
    return any(a.span.overlaps(span) for a in ages(view, span))


def _old(view: str, span: Span) -> Iterator[Age]:
    for m in _OLD.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"] or m["half_after"]))
        if bounds is None or _GESTATION.match(view, m.end(), min(span.end, m.end() + 30)):
            continue
        if m["more"]:
            more = months(number(m["more"]), m["more_unit"])
            base = _WORDS["units"][m["unit"].lower()]
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
    return unit.lower().startswith(("y",)) and number(n) in _WORDS["offences"] and bool(_STATUTE.search(view, max(start, place - 40), place))


def _aged(view: str, span: Span) -> Iterator[Age]:
    for lead in _LEAD.finditer(view, span.start, span.end):
        place, word, between = lead.end(), (lead["under"] or ""), bool(lead["range"]) or lead[0].lower().rstrip().endswith("between")
        for _ in range(3):
            m = _LEAD_BOUND.match(view, place, span.end)
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
        if _GESTATION.match(view, items[-1].end(), min(span.end, items[-1].end() + 30)) and not lead[0].lower().startswith("aged"):
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
        m = _ITEM.match(view, place, end)
        if not m:
            break
        after = _NEXT.match(view, m.end(), end)
        if items and _GESTATION.match(view, m.end(), min(end, m.end() + 30)):
            break  # `aged 3 and 5, 18 months apart`
        if items and not m["unit"] and after and after["word"] and after["word"].lower() not in _WORDS["lists"]["after"]:
            break  # `aged 15 and two siblings`
        if items:
            joins.append(joint)
        items.append(m)
        join = _JOIN.match(view, m.end(), end)
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
    if units[-1] and not _WORDS["units"][units[-1].lower()] == "year" and len(items) > 1 and not between:
        units = [u or "years" for u in units]
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
        small = _WORDS["units"][unit.lower()] != "year"
        if n and small and joint in ("", ",", "and") and n > used and read and _finer(written[n - 1], unit, bounds[0]):
            before = read.pop()  # `aged 2 years and 6 months` is one age
            total = (before[1] or 0.0) + bounds[0]
            total = total if _WORDS["units"][(written[n - 1] or "").lower()] == "week" else float(int(total))
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
    above, below = order.index(_WORDS["units"][before.lower()]), order.index(_WORDS["units"][unit.lower()])
    return above < below and more < (12, 1.2, 0.3, 0.1, 0.0)[above]


def _birthdays(view: str, span: Span) -> Iterator[Age]:
    for m in _BIRTHDAY.finditer(view, span.start, span.end):
        words = m["n"].lower()
        n = int(re.match(r"\d+", words)[0]) if words[0].isdigit() else int(_WORDS["ordinals"][words])  # type: ignore[index]
        if not 1 <= n <= OLDEST_CHILD:
            continue
        before = (m["rel"] or "").lower() in ("before", "until", "approaching")
        near = re.search(r"(?:days?|weeks?|shortly|just)\s+$", view[max(span.start, m.start() - 12) : m.start()])
        low = 12.0 * (n - 1 if before else n)
        yield Age(Span(m.start("n"), m.end()), low + 11 if before and near else low, low + 11, "birthday")


def _plain(view: str, span: Span) -> Iterator[Age]:
    """`died at 5 weeks` and `He was nine.`: ages without a word of age; the second only of somebody named just before it."""
    for m in _AT.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"], half=bool(m["half"]))
        if bounds:
            yield Age(Span(m.start("n"), m.end()), *bounds, "at")
    for m in _LESS.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"])
        if bounds and not _is_statute(view, m.start("all"), span.start, m["n"], m["unit"]):
            yield Age(Span(*m.span("all")), *bounded(bounds, m["bound"]), "aged")
    for m in _OF.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), m["unit"] or "years")
        if bounds:
            yield Age(Span(*m.span("all")), *bounds, "aged")
    for m in _WAS.finditer(view, span.start, span.end):
        bounds = months(number(m["n"]), "years")
        if bounds and number(m["n"]) <= 19:
            yield Age(Span(m.start("n"), m.end("n")), *bounds, "was")


@lru_cache(maxsize=1)
def holder_pattern() -> re.Pattern[str]:
    """Every word for somebody who can be so many years old, each under the name of its class."""
    holders = _WORDS["holders"]
    nobody = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in holders["not_child"])
    ends = {"child": rf"(?!{nobody})"}
    classes = "|".join(rf"(?P<{name}>{one_of(holders[name])}{ends.get(name, '')})" for name in ("kin", "adult", "child", "pronoun"))
    return re.compile(rf"(?<![\w-])(?:{classes})(?!\w|-(?!old))", re.I)
