"""Whether a page's characters can be trusted: none beside a picture, undecodable ones, or none that make words."""

from __future__ import annotations

import re
from enum import StrEnum

from scr_extract.formats.pdf.ink import Sheet
from scr_extract.resources.loader import lexicon

_FEW = 60
"""Characters: a scanned page may bear a printed number or footer."""
_COVERED = 0.4
"""Share of the page: a picture that could be the page itself."""
_LOST = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\ue000-\uefff\uf100-\uf8ff]|\(cid:\d{1,6}\)")
_MOST_LOST = 0.12
_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH = 60
_VOWELS = (0.27, 0.5)
"""Shares of vowels among letters between which English lies."""


class Text(StrEnum):
    """What a page's own characters are worth."""

    GOOD = "good"
    ABSENT = "absent"
    SCRAMBLED = "scrambled"


def quality(sheet: Sheet) -> Text:
    """Judges one page. A page with neither words nor pictures is simply empty, and good."""
    if sheet.characters < _FEW and sheet.pictured >= _COVERED:
        return Text.ABSENT
    text = " ".join(ink.text for ink in sheet.inks)
    if not text:
        return Text.GOOD
    if sum(len(m[0]) for m in _LOST.finditer(text)) > _MOST_LOST * len(text):
        return Text.SCRAMBLED
    words = _WORDS.findall(text.casefold())
    if len(words) < _ENOUGH or any(word in lexicon("plain_words")["common"] for word in words):
        return Text.GOOD
    letters = "".join(words)
    vowels = sum(map(letters.count, "aeiou")) / len(letters)
    return Text.GOOD if _VOWELS[0] <= vowels <= _VOWELS[1] else Text.SCRAMBLED
