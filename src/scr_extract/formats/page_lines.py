"""Lines that a printed page put into a plain text: its count (`Page 2 of 9`) and the running title beside it.

A count is known by the counts before and after it, a running title by standing next to one page's count after the other, or by coming
back with a higher number in its own line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

_COUNT = re.compile(r"\s*(?:[Pp]age\s+(?P<page>\d{1,3})\s*(?:of|/)\s*(?P<pages>\d{1,3})|-\s*(?P<dashed>\d{1,3})\s*-)\s*")
_LAST = re.compile(r"\s*(?P<title>\S[^\n]{2,120}?)\s{3,}[Pp]age\s+(?P<page>\d{1,3})\s*(?:of|/)\s*(?P<pages>\d{1,3})\s*")
"""A running title and the count in one line."""
_TITLED = re.compile(
    r"""\s*(?P<first>\d{1,3})\s\|\s[Pp]age\s{2,}(?P<behind>\S[^\n]{2,120}?)\s*          # `2 | Page      CTSB 04/2016`
      | \s*(?P<title>\S[^\n]{2,120}?)(?:\s{3,}|\s\|\s(?=[Pp]))                          # `LCSPR Rowan     3`, `CSPR Rowan | Page 3`
        (?:(?P<word>[Pp]age)\s+)?(?:(?P<page>\d{1,3})(?:\s+(?:of|/)\s+\d{1,3})?|(?P<roman>[ivx]{1,5}))\s*""",
    re.X,
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_BETWEEN = 5
"""Lines of a page at least: rows of a table stand nearer."""
_THRICE = 3
_LONGEST = 100
"""Characters of a running title."""
_TOP = 3
"""Among so many first lines a running title is the document's own: it may name its maker and its date."""


def page_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are pages' counts and running titles. Three counts in a row must vouch for one another."""
    counts = [(n, int(m["page"] or m["dashed"])) for n, line in enumerate(lines) if (m := _COUNT.fullmatch(line))]
    ends = [(n, int(m["page"])) for n, line in enumerate(lines) if (m := _LAST.fullmatch(line))]
    both = sorted([*counts, *ends])
    vouched = {both[k][0] for k in range(len(both)) if _one_more(both, k)}
    top = [n for n, line in enumerate(lines) if line.strip()][:_TOP]
    own = _titled(lines).difference(top)
    if len(vouched) < _THRICE:
        return own
    places: dict[str, set[int]] = defaultdict(set)
    for n in vouched:
        m = _LAST.fullmatch(lines[n])
        for title, k in [(m["title"], n)] if m else [(lines[k], k) for k in _near(lines, n)]:
            places[" ".join(title.split())].add(k)
    titles = {k for title, found in places.items() if len(found) >= _THRICE and len(title) <= _LONGEST for k in found}
    return frozenset((vouched & {n for n, _ in counts}) | titles.difference(top) | own)


def _titled(lines: Sequence[str]) -> frozenset[int]:
    """Lines with the same words and a number that rises from page to page: three of them, or two where it is said to be a page's or rises by one."""
    places: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    for n, line in enumerate(lines):
        m = _TITLED.fullmatch(line)
        if m is None or m["roman"] not in (None, *_ROMANS):
            continue
        count = _ROMANS.index(m["roman"]) + 1 if m["roman"] else int(m["first"] or m["page"])
        title = m["behind"] or m["title"]
        if len(title) <= _LONGEST and any(c.isalpha() for c in title):
            places[" ".join(title.split())].append((n, count, bool(m["first"] or m["word"])))
    found: set[int] = set()
    for run in places.values():
        pairs = list(pairwise(run))
        rising = bool(pairs) and all(b[1] > a[1] and b[0] - a[0] > _BETWEEN for a, b in pairs)
        if rising and (len(run) >= _THRICE or run[0][2] or run[1][1] == run[0][1] + 1):
            found |= {n for n, _, _ in run}
    return frozenset(found)


def _one_more(counts: Sequence[tuple[int, int]], k: int) -> bool:
    """Whether the count next to this one is one more or one less."""
    return any(0 <= j < len(counts) and counts[j][1] - counts[k][1] == j - k for j in (k - 1, k + 1))


def _near(lines: Sequence[str], n: int) -> list[int]:
    """The line above and the line below that hold anything."""
    above = next((k for k in range(n - 1, -1, -1) if lines[k].strip()), None)
    below = next((k for k in range(n + 1, len(lines)) if lines[k].strip()), None)
    return [k for k in (above, below) if k is not None]
