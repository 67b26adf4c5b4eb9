"""Which line breaks of a plain text were made by a mail program or an editor, and not by the writer.

A wrapped paragraph is filled greedily: a line ends where the next word would not have fitted. A break after which the
next word would have fitted was meant (a heading over its author line), and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise, takewhile

from scr_extract.formats.bullets import SIGNS

MARKER = re.compile(rf"\s*(?:(?P<sign>[{SIGNS}·]|[-*+–](?=\s))|(?P<number>\d{{1,3}})[.)](?=\s))\s*(?=\S)")
"""The sign or number that opens a list item."""

_NARROW, _WIDE = 50, 130
"""Columns: a text wrapped below 50 or above 130 is not what mail programs and editors make."""

_LABEL = re.compile(r"[A-Z][\w' ]{1,30}:(?:\s|$)")
"""A label under a paragraph's first line makes that line a heading, however long; further down it stands in prose."""
_STARTS = re.compile(r"\s*(?:[#>|<]|```|~~~)")
_FLOWS = re.compile(r"[\w,'’)-]$")
_MIDST = re.compile(r"[\w,)'’]$")
_NEAR = 40
"""Lines: as far as the other items of a list are looked for."""
_PROOF = 0.8
_SLACK = 4


def joined(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines whose break belongs to the wrapping: line n and line n+1 are one line of prose."""
    shapes = [line.rstrip() for line in lines]
    pairs = list(pairwise(shapes))
    width = _width(pairs)
    if width is None:
        return frozenset()
    found: set[int] = set()
    counted = 0
    for n, (line, following) in enumerate(pairs):
        m = MARKER.match(line)
        counted = int(m["number"]) if m and m["number"] else counted if line else 0
        item = MARKER.match(following)
        opens = item is not None and (_listed(shapes, n + 1, item["sign"]) if item["number"] is None else int(item["number"]) in (1, counted + 1))
        header = n - 1 not in found and _LABEL.match(following.strip())
        if len(line) <= width + _SLACK and not opens and not header and _runs_on(line, following, width):
            found.add(n)
    return frozenset(found)


def _listed(lines: Sequence[str], n: int, sign: str) -> bool:
    """Whether the sign that opens line n is a bullet: a dash in mid-sentence, alone in its paragraph, is the sentence's own."""
    if sign not in "-–" or not _MIDST.search(lines[n - 1]):
        return True
    above = takewhile(str.strip, reversed(lines[max(0, n - _NEAR) : n]))
    below = takewhile(str.strip, lines[n + 1 : n + _NEAR])
    return any(m is not None and m["sign"] == sign for m in map(MARKER.match, chain(above, below)))


def _width(pairs: Sequence[tuple[str, str]]) -> int | None:
    """The column that most breaks in mid-sentence respect. Two of them at least must show that there is one."""
    flowing = [(a, b) for a, b in pairs if _NARROW <= len(a) <= _WIDE and _FLOWS.search(a) and b.lstrip()[:1].islower()]
    for width in sorted({len(a) for a, _ in flowing}, reverse=True):
        within = [pair for pair in flowing if len(pair[0]) <= width]
        if len(within) >= max(2, _PROOF * len(flowing)) and sum(_runs_on(a, b, width) for a, b in within) >= _PROOF * len(within):
            return width
    return None


def _runs_on(line: str, following: str, width: int) -> bool:
    words = following.split(None, 1)
    if not words or not line.strip() or _STARTS.match(following) or _STARTS.match(line):
        return False
    return len(line) + 1 + len(words[0]) > width


def seam(line: str, following: str) -> str:
    """What stands between two wrapped lines: a space, or nothing after a hyphen that the wrapping broke behind."""
    tight = len(line) > 1 and line[-1] == "-" and line[-2].isalnum() and (following[:1].islower() or following[:1].isdigit())
    return "" if tight else " "
