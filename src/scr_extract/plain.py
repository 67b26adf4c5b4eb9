"""The text as rules see it: same length, same offsets, plain punctuation.

Sources mix curly and straight quotes, four kinds of dash and five kinds of space. Rules are written once against
this view; because every character is replaced by exactly one character, a match in the view is a match at the same
offsets of the document's text, and the quote is taken from there.
"""

from __future__ import annotations

import unicodedata

_QUOTES = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
_DASHES = dict.fromkeys("‐‑‒–—―−\u00ad", "-")
_BULLETS = dict.fromkeys("•●▪■◦‣∙·\uf0b7\uf0a7", "•")
_TABLE = str.maketrans(_QUOTES | _DASHES | _BULLETS)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c", " "))


def plain(text: str) -> str:
    """Return `text` with quotes, dashes, bullets and spaces in one plain form each, character for character.

    Line breaks stay: they end headings. Control and other invisible characters become spaces.
    """
    view = text.translate(_TABLE).translate(_SPACES)
    unseen = {c for c in set(view) if c != "\n" and not c.isprintable() and unicodedata.category(c) in ("Cc", "Cf")}
    return view.translate({ord(c): " " for c in unseen}) if unseen else view
