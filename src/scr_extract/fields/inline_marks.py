"""Numbers and letters that set the items of a list apart inside a line: `(a) ...; (b) ...`, `1. ... 2. ...`, `(i) ... (ii) ...`."""

from __future__ import annotations

import re

from scr_extract.model import Span

_MARK = re.compile(r"(?:(?<=\s)|(?<=[:;,]))(?:\((?P<bracketed>\d{1,2}|[a-z]|[ivx]{1,5})\)|(?P<plain>\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s*(?=[^\W_]|['\"])")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAD = 90
"""The most that may stand before the first mark, where it ends in a colon."""


def inline_marks(view: str, span: Span) -> list[tuple[int, str, int]]:
    """(where the item's words begin, its mark, where the mark begins), counted up from the first; empty where none begins the span.

    One mark alone must stand at the very start and in brackets.
    """
    marks = list(_MARK.finditer(view, max(0, span.start - 1), span.end))
    for order in (tuple(map(str, range(1, 100))), _ROMAN, tuple(_LETTERS)):
        counted: list[re.Match[str]] = []
        for m in marks:
            mark = m["bracketed"] or m["plain"]
            if len(counted) < len(order) and mark == order[len(counted)] and (not counted or bool(m["bracketed"]) == bool(counted[0]["bracketed"])):
                counted.append(m)
        if not counted:
            continue
        lead = view[span.start : max(span.start, counted[0].start())].strip()
        opens = not lead or (len(lead) <= _LEAD and lead.endswith((":", "-")))
        if opens and (len(counted) >= 2 or (not lead and counted[0]["bracketed"])):
            return [(m.end(), m["bracketed"] or m["plain"], m.start()) for m in counted]
    return []
