"""Paragraphs that a column or a page broke in two become one; notes at the foot and insets step out of their way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scr_extract.formats.pdf import marks
from scr_extract.formats.pdf.hyphens import divided
from scr_extract.formats.pdf.paragraphs import Para

_BACK = 8
"""Paragraphs looked back over: notes, captions and insets that stand between the two halves."""
_SOME = 25
"""Characters: less is a heading or a name, even where it fills its column."""
_NOTE = re.compile(r"[\d⁰¹²³⁴-⁹*†]{1,3}\s?\S")


def joined(found: Iterable[Para], body: float) -> list[Para]:
    """The paragraphs, each whole. `body` is the type size of most of the text."""
    out: list[Para] = []
    for para in found:
        home = _home(out, para, body)
        if home is None:
            out.append(para)
            continue
        home.lines += para.lines
        home.places += para.places
        home.breaks += para.breaks
        home.edge = para.edge
    return out


def _home(out: list[Para], para: Para, body: float) -> Para | None:
    """The paragraph that `para` goes on with, if any."""
    if not para.heads or para.table is not None or marks.bullet(para.first) or marks.sectioned(para.first) or marks.leads(para.first.text):
        return None
    lower = para.first.text[:1].islower()
    for back in range(1, min(_BACK, len(out)) + 1):
        home = out[-back]
        if home.table is not None or not home.last.inks:
            if lower:
                continue
            return None
        same = abs(home.last.size - para.first.size) <= 0.05 * para.first.size and home.last.inks[-1].bold == para.first.inks[0].bold
        if same and _goes_on(home, para, lower=lower, next_to=back == 1):
            return home
        note = home.first.size < 0.93 * body and _NOTE.match(home.first.text)
        if back > 1 and not lower and not note:
            return None
        if home.places[-1].page < para.places[0].page - 1 or (same and not lower) or not (note or lower):
            return None
        if same and marks.ended(home.last.text) and len(home.lines) > 1 and home.letters > 150 and home.places[-1].page == para.places[0].page:
            return None
    return None


def _goes_on(home: Para, para: Para, *, lower: bool, next_to: bool) -> bool:
    text = home.last.text
    if marks.leads(text) or (home.places[-1].page == para.places[0].page and home.last.base < para.first.base and abs(home.last.x0 - para.first.x0) < 60):
        # On one page a paragraph goes on in another column: to the right, or higher up.
        return False
    if divided(text) and lower:
        return True
    if marks.stopped(text) and not text.endswith(";"):
        return False
    if text.endswith(";"):
        return lower and next_to and home.fills(para.first) and not marks.numbered(para.first)
    if lower:
        return home.letters > 30 or next_to
    opens = marks.numbered(para.first) or marks.labelled(para.first)
    return next_to and home.fills(para.first) and not opens and not home.bold and home.letters > _SOME
