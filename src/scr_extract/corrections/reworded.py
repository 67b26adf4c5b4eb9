"""What a value holds beside its meaning, where a workbook changes that alone: a statement's label, the words of a board whose name is kept back."""

from __future__ import annotations

from collections.abc import Iterable

from scr_extract.corrections.correction import each
from scr_extract.corrections.meaning import shown_meaning
from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.seam import Field
from scr_extract.values import Board, Statement, parse

_PUT_BACK = {
    Statement: "a label is published as the source prints it and is not changed alone; put it back",
    Board: "the words of a board whose name is kept back are published as the source has them; put them back, or name the board",
}


def reworded(of: Field, said: Iterable[str], standing: Iterable[str], reading: str | None, *, fresh: bool) -> bool:
    """Whether one of these values means what stands or was read, and holds other words. White space does not count.

    Raises InvalidCorrectionError where it means what was read, which would be published in the source's own words. Of an entry that has changed since
    (not `fresh`) nothing is kept anyway.
    """
    if of.type not in _PUT_BACK:
        return False
    read, here = _by_meaning(of, each(reading)), _by_meaning(of, standing)
    moved = False
    for shown in said:
        means = shown_meaning(of, shown)
        known = read.get(means, set()) | here.get(means, set())
        if known and _words(of, shown) not in known:
            if fresh and means in read:
                raise InvalidCorrectionError(f"{of.name}: {_PUT_BACK[of.type]}")
            moved = True
    return moved


def _by_meaning(of: Field, shown: Iterable[str]) -> dict[tuple[object, ...], set[str]]:
    out: dict[tuple[object, ...], set[str]] = {}
    for x in shown:
        out.setdefault(shown_meaning(of, x), set()).add(_words(of, x))
    return out


def _words(of: Field, shown: str) -> str:
    """The words beside the meaning; none of a value that has none, or cannot be read any more."""
    try:
        value = parse(of.type.__name__.lower(), shown)
    except (ValueError, TypeError, AttributeError):
        return ""
    words = value.label if isinstance(value, Statement) else value.as_written if isinstance(value, Board) and value.anonymous else None
    return " ".join((words or "").split())
