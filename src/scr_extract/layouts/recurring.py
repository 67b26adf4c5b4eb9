"""Boundaries that a document itself shows: whatever comes again before one case after the other cuts it into entries.

A reference, a label, a number, a question, a separator or a shape of line that recurs is a way to cut the document. Of
all such ways the one counts whose stretches most consistently tell one case each; it is used only where the cues left
cases outside the entries or without their first line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scr_extract.layouts.case import FAINT, LIKELY, Case, case_told, same_case, speaks_of_harm
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.record import TITLE_LINE
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.ways import LABEL, LEAD, LINE, Way, ways
from scr_extract.layouts.words import PSEUDONYM
from scr_extract.model import Span

_TWICE = 2
"""So many stretches with a case make a way to cut."""
_SHARE = 0.6
"""The part of its stretches that must tell a case."""
_IDLE = 0.5
"""What a stretch that tells none takes from the worth of a way to cut."""
_REACH = 60
"""Lines of the longest stretch."""
_WEIGHT, _TELLS = 3, 4
_BARE = 2
"""The heading weight of a line that may be a first name: below a story it is no title of it."""
_NEAR = 3
"""Lines within which a boundary above an entry is that entry's own."""
_JOIN = 40
"""Characters between a stretch and one that goes on about the same child: a count or a date at most."""
_OVER, _AGREED = 0.6, 0.3
"""What it adds to the worth of a way to cut that it begins above labels or sub-headings, and each entry with a title that it begins at the same line."""
_VALUE = re.compile(r"\s*(?:\.{3,}|:|\s{3,})\s*")
_NAMED = re.compile(
    r"(?![\w ]*\b(?:board|partnership|committee|authority|author|services|panel)\b)"  # `Safeguarding Children Board: Luton`
    r"(?:[\w ]{0,20}\b)?(?:child(?:ren)?|name|subject|case|title|pseudonym|young\s+person)\b[^:.]{0,20}?",
    re.I,
)
_NAMES = re.compile(rf"{PSEUDONYM}|\d|[\"'][A-Z]|\b[A-Z]{{2,}}\b|\b[A-Z][a-z]+\s+(?:siblings|children|family)\b")
"""What a topic or a question lacks and the title of one case has."""
_COUNT = re.compile(r"(?:[A-Z][a-z]+\W{1,2})?\W?\d{1,3}\W{0,2}$")
_BARE_COUNT = re.compile(r"\W*(?:[A-Za-z]+\W{1,2})?\W*[\dA-Z]{0,4}\W*$")


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut the document: where its stretches begin and end, and the case that each tells."""

    worth: float
    stretches: tuple[tuple[int, int], ...]
    above: bool
    """Each begins at the line that stands over one that recurs: that line is its title, whatever its words."""


def recurring(view: str, clues: Sequence[Clue], found: tuple[Stretch, ...]) -> tuple[tuple[Clue, ...], tuple[Stretch, ...]]:
    """Clues and entries, where the recurring boundary that tells one case a stretch gives entries that the cues did not."""
    inside = {k for s in found if clues[s.first].heading for k in range(s.first, s.last)}
    few = len(found) <= _TWICE  # where many entries were found, only a paragraph that begins with another case makes one crowded
    crowded = any(sum((few or c.begins) and (c.fact >= 3 or c.story) for c in clues[s.first : s.last]) >= _TWICE for s in found)
    if not crowded and not any(k not in inside and (c.fact >= 3 or c.story or speaks_of_harm(view, c.unit.span)) for k, c in enumerate(clues)):
        return tuple(clues), found
    told: dict[tuple[int, int], Case | None] = {}
    titled = {s.first for s in found if _is_titled(clues, s)}
    cuts = (cut for way in ways(view, clues) if (cut := _cut(view, clues, way, told)) is not None)
    best = max(cuts, key=lambda c: (c.worth + _OVER * c.above + _AGREED * sum(a in titled for a, _ in c.stretches), -c.stretches[0][0]), default=None)
    if best is None:
        return tuple(clues), found
    return _merged(view, tuple(clues), found, best)


def _cut(view: str, clues: Sequence[Clue], way: Way, told: dict[tuple[int, int], Case | None]) -> _Cut | None:
    """The stretches from one boundary to the next that tell a case; what goes on about the same child is one with it."""
    kept: list[tuple[int, int]] = []
    cases: list[Case] = []
    firsts, idle = way.firsts, 0
    longest = max((b - a for a, b in pairwise(firsts)), default=1)
    for first, following in zip(firsts, [*firsts[1:], min(len(clues), firsts[-1] + longest + 2)], strict=True):
        last = _end(view, clues, first, min(following, first + _REACH), dated=firsts[0] > 0 and clues[firsts[0] - 1].date_heading)
        if (first, last) not in told:
            told[first, last] = case_told(view, Span(clues[first].unit.span.start, clues[last - 1].unit.span.end))
        case = told[first, last]
        if kept and clues[first].unit.span.start - clues[kept[-1][1] - 1].unit.span.end < _JOIN and case is not None and same_case(cases[-1], case):
            kept[-1] = (kept[-1][0], last)
        elif case is None or case.told < FAINT or any(same_case(case, c) for c in cases):
            idle += 1
        else:
            kept.append((first, last))
            cases.append(case)
    if len(kept) < _TWICE or len(kept) < _SHARE * (len(kept) + idle):
        return None
    sure = sum(c.told >= 1 for c in cases)
    if sure < _SHARE * len(cases):  # too few to vouch for the faint ones
        kept = [k for k, c in zip(kept, cases, strict=True) if c.told >= LIKELY]
        cases = [c for c in cases if c.told >= LIKELY]
    return _Cut(sum(c.told for c in cases) - _IDLE * idle, tuple(kept), way.above) if sure >= _TWICE else None


def _end(view: str, clues: Sequence[Clue], first: int, last: int, *, dated: bool) -> int:
    """Where a stretch ends: at what is no part of any entry, before a bare count, and where dates stand over the stretches before the next one's."""
    last = next((k for k in range(first + 1, last) if clues[k].stop or clues[k].group), last)
    while last - 1 > first and ((dated and clues[last - 1].date_heading) or _COUNT.match(clues[last - 1].unit.text(view))):
        last -= 1
    return last


def _merged(view: str, clues: tuple[Clue, ...], found: tuple[Stretch, ...], cut: _Cut) -> tuple[tuple[Clue, ...], tuple[Stretch, ...]]:
    """The entries of the cues, and beside them each stretch that holds none or one without a title."""
    out = list(clues)
    new: list[Stretch] = []
    bounds = {first for first, _ in cut.stretches}
    for first, last in cut.stretches:
        title = _title(view, clues[first : first + 1 if cut.above else last])
        names = title is not None and (cut.above or _NAMES.search(view, title.start, title.end) is not None)
        if _is_new(view, clues, found, bounds, Stretch(first, last, float(_WEIGHT)), named=names, enough=FAINT if cut.above else LIKELY):
            new.append(Stretch(first, last, float(_WEIGHT)))
            out[first] = replace(out[first], heading=max(out[first].heading, _WEIGHT) if title else 0, title=title, date_heading=False)
    if not new:
        return clues, found
    kept = []
    for s in found:
        if any(n.first <= s.first < n.last for n in new):
            continue
        last = min([s.last, *(n.first for n in new if s.first < n.first < s.last)])
        if last == s.last or clues[s.first].heading or any(c.fact or c.story or c.proofs for c in clues[s.first : last]):
            kept.append(replace(s, last=last))  # of one that was cut, a masthead may be left, or the lines above a title
    return tuple(out), tuple(sorted((*kept, *new), key=lambda s: s.first))


def _is_new(view: str, clues: Sequence[Clue], found: tuple[Stretch, ...], bounds: set[int], mine: Stretch, *, named: bool, enough: float) -> bool:
    """Whether the stretch is an entry that the cues did not find, or found without the line that names it."""
    if clues[mine.first].group or clues[mine.first].stop:
        return False
    inside = [s for s in found if mine.first <= s.first < mine.last]
    if len(inside) > 1 or any(_is_titled(clues, s) for s in inside):
        return False
    if inside and not (named and inside[0].first - mine.first <= _NEAR) and not _is_rest(view, clues, mine, inside[0]):
        return False
    over = next((s for s in found if s.first < mine.first < s.last), None)
    if over is None or (over.last - mine.first < _NEAR and over.last < mine.last):
        case = case_told(view, Span(clues[mine.first].unit.span.start, clues[mine.last - 1].unit.span.end))
        return bool(inside) or (case is not None and case.told >= enough)
    begun = any(s.first - _NEAR < b <= s.first for b in bounds for s in (over,)) or not _is_titled(clues, over)
    rest = case_told(view, Span(clues[mine.first].unit.span.start, clues[min(over.last, mine.last) - 1].unit.span.end))
    return begun and rest is not None and rest.told >= (1 if _is_titled(clues, over) else LIKELY)


def _is_rest(view: str, clues: Sequence[Clue], mine: Stretch, entry: Stretch) -> bool:
    """Whether an entry without a title is only the rest of the case that the lines above it tell: it begins with who wrote the review, or with advice."""
    if entry.first == mine.first or clues[entry.first].fact >= _TELLS or clues[entry.first].story:
        return False
    above = case_told(view, Span(clues[mine.first].unit.span.start, clues[entry.first - 1].unit.span.end), reviewed=True)
    return above is not None and above.told >= LIKELY


def _is_titled(clues: Sequence[Clue], entry: Stretch) -> bool:
    return bool(clues[entry.first].heading) or any(name == TITLE_LINE.name for c in clues[entry.first : entry.last] for name, _ in c.header)


def _title(view: str, lines: tuple[Clue, ...]) -> Span | None:
    """What names the case in its first lines: a title, else what a label of a name holds, else the first line where it is short and no label's."""
    for n, clue in enumerate(lines[:5]):
        span = clue.unit.span
        text = span.of(view)
        below_story = any(len(c.unit.span) > LINE for c in lines[:n])
        if clue.heading and clue.title is not None and not (below_story and clue.heading <= _BARE):
            return clue.title
        label = LABEL.match(text)
        if label and _NAMED.fullmatch(label["label"]) and len(text) <= LINE:
            value = _VALUE.match(view, span.start + label.end("label"), span.end)
            return Span(value.end() if value and value.end() < span.end else span.start, span.end)
        if len(text) <= LINE and re.search(PSEUDONYM, text) and clue.fact < 4 and not text.endswith("."):
            return span
    first = lines[0]
    span = first.unit.span
    text = span.of(view)
    lead = LEAD.match(text)
    if lead and _NAMES.search(lead[0]) and (len(text) > LINE or first.fact >= _TELLS or text.endswith(".")):
        return Span(span.start, span.start + len(lead[0]) - 1)
    if len(text) > LINE or first.fact >= 4 or first.labels or text.endswith(".") or first.date_heading:
        return None
    if _BARE_COUNT.match(text) and len(lines) > 1 and len(lines[1].unit.span) <= LINE and lines[1].fact < 4:
        return lines[1].unit.span
    return span
