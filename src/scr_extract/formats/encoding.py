"""Bytes to characters for files that do not say how they were written."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK = 4096
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27} | {127})
_HIGH = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_MAX_MIXED = 0.2


def charset(raw: bytes) -> str | None:
    """The encoding that a byte order mark or the pattern of NUL bytes gives away, else None."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return name
    look = raw[:_LOOK]
    pairs = len(look) // 2
    even, odd = look[0::2].count(0), look[1::2].count(0)
    if pairs and odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if pairs and even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def decode(raw: bytes) -> str:
    """The characters of a text file: by its mark, else UTF-8, else Windows-1252. Never fails; U+FFFD stands for a byte
    that means nothing. A file mostly in UTF-8 with odd Windows bytes pasted in is read as both."""
    known = charset(raw)
    if known:
        return raw.decode(known, "replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        good, bad = len(_HIGH.findall(raw)), raw.decode("utf-8", "replace").count("\ufffd")
        if good >= 8 and bad <= _MAX_MIXED * good:
            return raw.decode("utf-8", _WINDOWS)
        return raw.decode("cp1252", "replace")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS = "scr_extract.windows_1252"
codecs.register_error(_WINDOWS, _as_windows)


def is_binary(raw: bytes) -> bool:
    """Whether the bytes are no text in any encoding that `decode` knows: too many control characters or NUL bytes."""
    if charset(raw):
        text = decode(raw[: 4 * _LOOK])
        odd = sum(not c.isprintable() and not c.isspace() and c not in "\x00\xad\u200b\u200e\u200f\ufeff" for c in text)
        return odd > 0.1 * len(text)
    look = raw[: 16 * _LOOK].rstrip(b"\x00")
    return len(look.translate(None, _CONTROLS)) < 0.97 * len(look) or look.count(0) > 0.2 * len(look)
