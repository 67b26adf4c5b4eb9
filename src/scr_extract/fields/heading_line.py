"""What runs on after a heading on its own line: `SCR Child 14: Kent LSCB, published April 2011, author Ann Other`."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.fields.reading import Reading
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_LONGEST = 160
"""Characters in the longest run-on that is still a header."""
_BEGINS = re.compile(r"[ ]*[:;,(\[|/-]")


@lru_cache(maxsize=1)
def _tells() -> re.Pattern[str]:
    return re.compile(rf"\b{'(?:' + '|'.join(lexicon('dates')['telling_words']) + ')'}\b", re.I)


def tells(view: str, span: Span) -> bool:
    """True for words that tell a story, as no header does."""
    return _tells().search(view, span.start, span.end) is not None


def run_on(reading: Reading) -> Span | None:
    """The rest of the heading's line, where the header leaves it out: marks and names, no sentence that tells a story."""
    view, heading = reading.view, reading.heading
    if heading is None or reading.is_report or not _BEGINS.match(view, heading.end, reading.span.end):
        return None
    stop = view.find("\n", heading.end, reading.span.end)
    rest = Span(heading.end, stop if stop >= 0 else reading.span.end).trimmed(view)
    if rest.end <= reading.header.end or not 0 < len(rest) <= _LONGEST or tells(view, rest):
        return None
    return rest
