"""Characters that a font's table names wrongly, where the right one is certain."""

from __future__ import annotations

import re

_SWAPPED = re.compile(r"[\u4100-\u5a00\u6100-\u7a00]+")
"""Ranges where a Latin letter stands whose two bytes were swapped: U+7400 for t (U+0074)."""


def mended(text: str) -> str:
    """The text with byte-swapped ligatures (`recommenda琀椀ons`) spelt out, other scripts left alone; and with every letter
    once where all stand twice (`RReevviieeww`, bold by printing twice)."""
    if text[1:2] == text[:1] and len(text) >= 8:
        text = _single(text)
    return text if text.isascii() else _SWAPPED.sub(_letters, text)


def _single(text: str) -> str:
    words = text.split(" ")
    return " ".join(word[::2] for word in words) if all(word[::2] == word[1::2] for word in words) and not text[0].isdigit() else text


def _letters(m: re.Match[str]) -> str:
    codes = [ord(c) for c in m[0]]
    return "".join(chr(code >> 8) for code in codes) if all(code & 0xFF == 0 for code in codes) else m[0]
