"""Lines that a printed page put into a plain text: its count (`Page 2 of 9`) and the running title beside it.

A count is known by the counts before and after it, a running title by standing next to one page's count after the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_COUNT = re.compile(r"\s*(?:[Pp]age\s+(?P<page>\d{1,3})\s*(?:of|/)\s*(?P<pages>\d{1,3})|-\s*(?P<dashed>\d{1,3})\s*-)\s*")
_LAST = re.compile(r"\s*(?P<title>\S[^\n]{2,120}?)\s{3,}[Pp]age\s+(?P<page>\d{1,3})\s*(?:of|/)\s*(?P<pages>\d{1,3})\s*")
"""A running title and the count in one line."""
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
    if len(vouched) < _THRICE:
        return frozenset()
    places: dict[str, set[int]] = defaultdict(set)
    for n in vouched:
        m = _LAST.fullmatch(lines[n])
        for title, k in [(m["title"], n)] if m else [(lines[k], k) for k in _near(lines, n)]:
            places[" ".join(title.split())].add(k)
    titles = {k for title, found in places.items() if len(found) >= _THRICE and len(title) <= _LONGEST for k in found}
    top = [n for n, line in enumerate(lines) if line.strip()][:_TOP]
    return frozenset((vouched & {n for n, _ in counts}) | titles.difference(top))


def _one_more(counts: Sequence[tuple[int, int]], k: int) -> bool:
    """Whether the count next to this one is one more or one less."""
    return any(0 <= j < len(counts) and counts[j][1] - counts[k][1] == j - k for j in (k - 1, k + 1))


def _near(lines: Sequence[str], n: int) -> list[int]:
    """The line above and the line below that hold anything."""
    above = next((k for k in range(n - 1, -1, -1) if lines[k].strip()), None)
    below = next((k for k in range(n + 1, len(lines)) if lines[k].strip()), None)
    return [k for k in (above, below) if k is not None]
