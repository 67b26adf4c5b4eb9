"""Cuts a document into entries: the best set of stretches that do not overlap, over the cues of all families at once.

Every stretch of units that begins where an entry can begin is worth what its cues prove, less a fixed price; dynamic
programming takes the set with the greatest sum. Families therefore compete line by line: one page may mix them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.story import tells_fate
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("layouts")

_PRICE = 7.0
"""What a stretch must prove, in tenths, to be an entry: more than a heading-like name or a sad sentence alone."""
_REACH = 160
"""An entry has at most this many lines; longer ones are reports and take another road."""
_FACT_LINE, _TELLS = 6, 4
"""A clue's fact weight from which a line is a fact line, and from which it tells of an outcome at all."""
_BARE = 2
"""The heading weight of a line that is only a first name."""
_MAX_LABELS = 3
_SURCHARGE = 6.0
"""What a stretch without a review's heading must prove on top among a bulletin's reading, where films and studies tell of children too."""
_STOP = 100.0
_AUTHOR = "generic.author_told"
_REPORT_WORDS = frozenset(_WORDS["link_words"])
"""What a link to a review's report says beside the review's name."""
_WORD = re.compile(r"[a-z0-9]+")
_PSEUDONYM = re.compile(r"(?:Child|Baby|Young\s+Person|Infant)\s+(?P<called>[A-Z][a-z]{2,14})")
_SIZE = re.compile(r"\d*[km]b")
"""How large a linked file is: `866KB`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units [first, last) that make one entry, and what they prove."""

    first: int
    last: int
    worth: float


def stretches(view: str, clues: tuple[Clue, ...]) -> tuple[Stretch, ...]:
    """The entries of the document as unit ranges, in order."""
    n = len(clues)
    reading = _in_resources(clues)
    best = [0.0] * (n + 1)
    take: list[Stretch | None] = [None] * (n + 1)
    for i in range(n - 1, -1, -1):
        best[i] = best[i + 1]
        if not _can_start(clues[i]):
            continue
        for stretch in _from(view, clues, i, surcharge=_SURCHARGE if reading[i] and clues[i].heading < 5 else 0.0):
            total = stretch.worth + best[stretch.last]
            if stretch.worth > 0 and total > best[i] + 1e-9:
                best[i], take[i] = total, stretch
    found, i = [], 0
    while i < n:
        taken = take[i]
        if taken is None:
            i += 1
        else:
            found.append(taken)
            i = taken.last
    return _without_contents(view, clues, found)


def _in_resources(clues: tuple[Clue, ...]) -> list[bool]:
    """For each unit, whether a heading such as `Further reading` stands above it with no group or review heading between."""
    out, inside = [], False
    for clue in clues:
        inside = (inside or clue.stop) and not (clue.group or clue.heading >= 5)
        out.append(inside)
    return out


def _can_start(clue: Clue) -> bool:
    if clue.stop or clue.group or clue.date_heading or (clue.heading <= _BARE and clue.heading and not clue.unit.opens):
        return False
    told = clue.fact >= 3 and clue.begins and (clue.ends or bool(clue.labels) or bool(clue.proofs))
    return (
        clue.heading > 0
        or told
        or clue.fact >= _FACT_LINE
        or (clue.fact >= _TELLS and clue.begins)
        or (clue.unit.opens and any(w >= 3 for _, w in clue.header))
    )


def _from(view: str, clues: tuple[Clue, ...], first: int, surcharge: float) -> list[Stretch]:
    """Every stretch that begins at `first`, with its worth."""
    start = clues[first]
    opening = _told(start, start)
    worth = float(start.heading + opening) - _PRICE - surcharge
    name = _name(view, start)
    if 0 < start.heading <= _BARE and not _is_named_below(view, clues, first, name):
        worth -= 4.0 + start.heading
    fact, headers, labels = opening, {h for h, _ in start.header}, set(start.labels)
    ended = start.ends and not (start.heading and _tells_soon(clues, first))
    proofs = set(start.proofs)
    worth += sum(w for _, w in start.header) + 2.0 * min(len(labels), _MAX_LABELS) + 2.0 * len(proofs) + (3.0 if ended else 0.0)
    recalled, called = False, _called(name) if start.heading > _BARE else None
    out = [Stretch(first, first + 1, worth)]
    for k in range(first + 1, min(len(clues), first + _REACH)):
        clue = clues[k]
        if clue.stop or clue.group or _governs(clues, k):
            break
        same = clue.title is not None and start.title is not None and (_same(view, clue, start) or _is_its_report(view, clue, start))
        if clue.heading and not same and (clue.heading > _BARE or _is_named_below(view, clues, k, _name(view, clue))):
            worth -= 1.2 * clue.heading + (2.0 if clue.heading >= 5 else 0.0)
        elif clue.title_like and clue.heading <= _BARE and not clue.labels and not clue.header and not clue.ends and (fact >= _TELLS or labels):
            worth -= 1.5
        if ended and not clue.ends and not same:
            worth -= 2.5
        if fact >= _TELLS and clue.fact >= _FACT_LINE and clue.unit.opens:
            worth -= clue.fact  # a second fact line is another review's
        elif (told := _told(clue, start)) > fact:
            worth += told - fact
            fact = told
        if not start.heading and _AUTHOR in proofs and _AUTHOR in clue.proofs and clue.fact >= _TELLS and clue.unit.opens:
            worth -= 4.0  # a second paragraph that tells of a child and names who wrote its review
        if name and not recalled and k <= first + 2 and re.search(rf"\b{re.escape(name)}\b", clue.unit.text(view)):
            recalled = True
            worth += 4.0 if _told(clue, start) >= _TELLS or start.heading >= 5 else 1.0
        elif called and not recalled and k <= first + 2 and tells_fate(view, clue.unit.span, called):
            recalled = True
            worth += 4.0
        for header, weight in clue.header:
            if header not in headers:
                headers.add(header)
                worth += weight
            elif weight >= 3:
                worth -= 4.0
        fresh = set(clue.labels) - labels
        room = max(0, _MAX_LABELS - len(labels))
        worth += 2.0 * min(len(fresh), room)
        labels |= fresh
        worth += 2.0 * len(set(clue.proofs) - proofs)
        proofs |= set(clue.proofs)
        if (clue.ends or (same and k > first + 1 and _is_its_report(view, clue, start))) and not ended:
            worth += 3.0
            ended = True
        worth += 0.02
        out.append(Stretch(first, k + 1, worth))
        if worth < -_STOP:
            break
    return out


def _told(clue: Clue, start: Clue) -> int:
    """The clue's weight as a fact line; under a heading, a paragraph that tells a story is one too."""
    return max(clue.fact, _TELLS) if clue.story and start.heading else clue.fact


def _tells_soon(clues: tuple[Clue, ...], first: int) -> bool:
    """`Executive summary: Child V` is no link to a report where the lines below it tell of a case before another title comes."""
    for clue in clues[first + 1 : first + 6]:
        if clue.heading or clue.stop or clue.group:
            return False
        if clue.fact >= _TELLS or clue.story:
            return True
    return False


def _governs(clues: tuple[Clue, ...], k: int) -> bool:
    """A date line that stands over the headings below it; one inside an entry is that entry's own."""
    below = clues[k + 1] if k + 1 < len(clues) else None
    return clues[k].date_heading and (below is None or below.heading >= 5 or any(name == "series" for name, _ in below.header))


def _is_named_below(view: str, clues: tuple[Clue, ...], first: int, name: str | None) -> bool:
    """A line that is only a first name is a heading where the next lines say the name again."""
    return any(name and re.search(rf"\b{re.escape(name)}\b", c.unit.text(view)) for c in clues[first + 1 : first + 3])


def _name(view: str, clue: Clue) -> str | None:
    """The words of a bare-name heading, whose return in the next lines shows that it is one."""
    if clue.title is None or clue.heading > 5:
        return None
    words = [w for w in re.findall(r"[\w'-]+", clue.title.of(view)) if w.lower() not in ("and", "his", "her", "their")]
    return words[0] if clue.heading <= _BARE and words else clue.title.of(view).strip()


def _title_words(view: str, clue: Clue) -> tuple[str, ...] | None:
    return tuple(_WORD.findall(clue.title.of(view).lower())) if clue.title is not None else None


def _called(name: str | None) -> str | None:
    """What the story calls the child of a title: `Wren` for `Child Wren`; nothing for a code or several names."""
    words = _PSEUDONYM.fullmatch(name or "")
    return words["called"] if words else None


def _same(view: str, a: Clue, b: Clue) -> bool:
    return a.title is not None and _title_words(view, a) == _title_words(view, b)


def _is_its_report(view: str, link: Clue, start: Clue) -> bool:
    """`Child N - full report` under the heading `Child N`: the line leads to the report of the same review."""
    if link.title is None or start.title is None or start.title.end >= link.title.start:
        return False
    said = _WORD.findall(link.title.of(view).lower())
    named = [w for w in said if w not in _REPORT_WORDS and not _SIZE.fullmatch(w)]
    return len(named) < len(said) and named == [w for w in _WORD.findall(start.title.of(view).lower()) if w not in _REPORT_WORDS] and bool(named)


def _without_contents(view: str, clues: tuple[Clue, ...], found: list[Stretch]) -> tuple[Stretch, ...]:
    """Drops a heading with nothing under it where the same heading comes again with its text (a contents list), or that links to the entry above it;
    and what has neither a title nor tells of anybody: `This page lists the reviews that the Partnership has published`."""
    keep: list[Stretch] = []
    told_last = {words: n for n, s in enumerate(found) if s.last - s.first > 1 and (words := _title_words(view, clues[s.first])) is not None}
    for n, stretch in enumerate(found):
        head = clues[stretch.first]
        bare = not any(c.fact >= _TELLS or c.labels for c in clues[stretch.first : stretch.last])
        if bare and keep and keep[-1].last == stretch.first and _is_its_report(view, head, clues[keep[-1].first]):
            keep[-1] = Stretch(keep[-1].first, stretch.last, keep[-1].worth)  # `Child N practitioner briefing` below the review of Child N
            continue
        own = _title_words(view, head)
        again = own is not None and told_last.get(own, -1) > n
        nobody = bare and not head.heading and not any(c.story or c.title for c in clues[stretch.first : stretch.last])
        if not (bare and again) and not nobody:
            keep.append(stretch)
    return tuple(keep)
