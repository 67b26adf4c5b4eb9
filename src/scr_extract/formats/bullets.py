"""List items that a writer typed with a bullet sign: told apart in every format alike.

Only signs that serve nothing else are taken (•, ▪, ✓ ...); a dash or a star at the start of a line may be anything, and
each reader knows best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIGNS = "•●▪■□◦‣⁃∙➢➤►▸▶▹▷❖◆◇○✓✔☐☑☒\uf0a7\uf0b7\uf0d8\uf0fc"
BULLET = re.compile(rf"\s*(?:[{SIGNS}·]\s*|[-*+–—]\s+|[o§](?:\t| {{2,}}|\u00a0)\s*)")
"""What a list item loses: its sign. A lone letter o, or a section sign, is a bullet whose font was lost if a gap follows it."""

_TYPED = re.compile(rf"(?:^|\n)[^\S\n]*[{SIGNS}](?=\s)")


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a block: its offsets in the block's text, and whether a bullet opens it."""

    start: int
    end: int
    item: bool


def typed(text: str) -> Sequence[Cut]:
    """The parts of a paragraph whose lines open with bullet signs; the whole as one part where none does."""
    return tuple(_cuts(text))


def _cuts(text: str) -> Iterator[Cut]:
    at, item = 0, False
    for m in _TYPED.finditer(text):
        if text[at : m.start()].strip():
            yield Cut(at, m.start(), item)
        at, item = m.start(), True
    yield Cut(at, len(text), item)
