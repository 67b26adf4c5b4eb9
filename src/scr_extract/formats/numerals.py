"""The numbers that lists print before their items."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """A number in small Roman numerals; digits outside 1 to 3999."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def alphabetic(number: int) -> str:
    """a to z, then aa, bb as word processors count; digits below 1."""
    if number < 1:
        return str(number)
    turns, place = divmod(number - 1, 26)
    return chr(97 + place) * min(turns + 1, 20)
