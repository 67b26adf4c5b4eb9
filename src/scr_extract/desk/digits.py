"""A number as a form or a header sends it: plain digits, and no more of them than any offset has."""

from __future__ import annotations

_MOST = 9
"""Digits: a text has fewer characters, and thousands of them are an error in Python."""


def digits(given: str) -> int | None:
    """The number; None for anything but up to nine ASCII digits."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _MOST else None
