"""Lines that stand over every title alike: `Case 2` and `Area: Poole` over the child's name, the board over the title, a question over its answer.

What stands over each title in one way belongs to the entry below it, not to the one above; a label that comes after the last line of each entry
(`Actions: 12`) belongs to the one above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch

_TWICE, _MOST, _LINE = 2, 4, 110
"""So many entries show it; lines over a title, and characters of the longest of them."""
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z /]{1,24}?)\s*:\s+(?=[^\n]*(?:[A-Za-z]{3}|\b(?:19|20)\d\d\b))")
_VALUED = re.compile(r"(?P<label>[A-Z][A-Za-z /]{1,24}?)\s*:\s+(?=[^\n]*\w)")
_COUNTED = re.compile(r"(?P<word>[A-Z][a-z]*)\s?#?\s?(?:\d{1,3}|[A-Z])(?P<sign>[.:)]?)(?=\s|$)(?P<rest>[^\n]*)")


def with_led(view: str, clues: Sequence[Clue], found: Sequence[Stretch]) -> tuple[tuple[Clue, ...], tuple[Stretch, ...]]:
    """The clues and entries, each entry with the lines over its title that stand over all titles alike."""
    if len(found) < _TWICE or not all(clues[s.first].heading for s in found):
        return tuple(clues), tuple(found)
    above = 0
    while above < _MOST:
        places = [s.first - above - 1 for s in found]
        keys = {_key(view, clues[k]) if k >= 0 else None for k in places}
        if len(keys) != 1 or None in keys or any(k <= before.first for k, before in zip(places[1:], found, strict=False)):
            break
        above += 1
    if not above:
        return tuple(clues), tuple(found)
    out = list(clues)
    moved = [replace(s, first=s.first - above) for s in found]
    for s, new in zip(found, moved, strict=True):
        title = clues[s.first]
        out[new.first] = replace(out[new.first], heading=title.heading, title=title.title, family=title.family, group=False, date_heading=False)
        out[s.first] = replace(title, heading=0, header=(*title.header, ("led", 1)))
    ended = [replace(s, last=min(s.last, after.first)) for s, after in zip(moved, [*moved[1:], replace(moved[-1], first=moved[-1].last)], strict=True)]
    return tuple(out), tuple(ended)


def with_trailing(view: str, clues: Sequence[Clue], found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The entries, each with the lines of one label that follow all of them alike."""
    out = list(found)
    while len(out) >= _TWICE and len(labels := _labels_after(view, clues, out)) == 1 and None not in labels:
        out = [replace(s, last=s.last + 1) for s in out]
    return tuple(out)


def _labels_after(view: str, clues: Sequence[Clue], found: Sequence[Stretch]) -> set[str | None]:
    out: set[str | None] = set()
    for entry, end in zip(found, [*(s.first for s in found[1:]), len(clues)], strict=True):
        line = clues[entry.last] if entry.last < end else None
        m = _VALUED.match(view, line.unit.span.start, line.unit.span.end) if line is not None and not _is_its_own(line) else None
        out.add(m["label"].lower() if m else None)
    return out


def _is_its_own(clue: Clue) -> bool:
    """Whether a line tells, or stands for itself."""
    unit = clue.unit
    return bool(unit.cells or unit.block.row or clue.heading or clue.stop or clue.group or clue.fact >= 4 or clue.story or len(unit.span) > _LINE)


def _key(view: str, clue: Clue) -> str | None:
    """In what way a line stands over a title; None for one that tells or that stands for itself."""
    if _is_its_own(clue):
        return None
    text = clue.unit.text(view)
    counted = _COUNTED.match(text)
    if counted is not None and (not counted["rest"].strip() or text.endswith("?")):
        return f"count {counted['word'].lower()} {counted['sign']}"
    label = _LABEL.match(text)
    if label is not None and not (clue.board and label["label"].isupper()):  # `CYSUR: Mid and West Wales Safeguarding Children Board` says who it is
        return f"label {label['label'].lower()}"
    return "board" if clue.board and not text.endswith(".") else None
