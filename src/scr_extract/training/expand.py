"""Words out of the lexicons' regex fragments: `foster(?:ing)? carers?` is `foster carer`, `fostering carers`, ...

Only what lists words is opened: alternatives, groups, an optional letter or group. A fragment with anything else (a class, a
repetition, a look around) says a family of words that cannot be listed, and gives none.
"""

from __future__ import annotations

from functools import lru_cache

_MOST = 40
"""Words taken of one fragment at most."""


class _UnlistableError(Exception):
    """The fragment holds more than a list of words."""


@lru_cache(maxsize=4096)
def words(fragment: str) -> tuple[str, ...]:
    """Every word that the fragment lists, in its order; none where it cannot be listed."""
    try:
        found, end = _alternatives(fragment, 0)
    except _UnlistableError:
        return ()
    return tuple(dict.fromkeys(w for w in found if w.strip()))[:_MOST] if end == len(fragment) else ()


def _alternatives(fragment: str, at: int) -> tuple[list[str], int]:
    found: list[str] = []
    while True:
        branch, at = _sequence(fragment, at)
        found += branch
        if at >= len(fragment) or fragment[at] != "|":
            return found, at
        at += 1


def _sequence(fragment: str, at: int) -> tuple[list[str], int]:
    found = [""]
    while at < len(fragment) and fragment[at] not in "|)":
        part, at = _atom(fragment, at)
        if at < len(fragment) and fragment[at] == "?":
            part, at = [*part, ""], at + 1
        if at < len(fragment) and fragment[at] in "*+{?":
            raise _UnlistableError
        found = [a + b for a in found for b in part][: _MOST * 4]
    return found, at


def _atom(fragment: str, at: int) -> tuple[list[str], int]:
    if fragment.startswith("(?:", at):
        inner, end = _alternatives(fragment, at + 3)
        if not fragment.startswith(")", end):
            raise _UnlistableError
        return inner, end + 1
    if fragment.startswith("\\s+", at):
        return [" "], at + 3
    if fragment.startswith("[- ]", at):
        return [" ", "-"], at + 4
    if fragment[at] in "\\[(.^$":
        raise _UnlistableError
    return [fragment[at]], at + 1
