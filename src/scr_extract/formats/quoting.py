"""What a mail quotes, in plain text: each line behind `>`, once for each time that it was passed on. The signs do the work of markup and are no words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_MARK = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_BARE = re.compile(r"[ >]*")
_FEWEST, _LONG = 4, 10
"""Lines of the shortest quotation, of which one must be empty, and of one that needs none. A page's links have `>` before them too."""


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of quoted ones."""
    return [line for quoted, run in groupby(lines, lambda line: line.lstrip(" ").startswith(">")) for line in (_bare(list(run)) if quoted else run)]


def _bare(run: list[str]) -> Iterator[str]:
    is_quotation = len(run) >= _LONG or (len(run) >= _FEWEST and any(_BARE.fullmatch(line) for line in run))
    return (_MARK.sub("", line, count=1) if is_quotation else line for line in run)
