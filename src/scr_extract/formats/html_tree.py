"""The elements of a web page as a flat row, so that no page can nest deeper than the program can follow.

An element's own words and those of all within it stand between its place and its `end`; what is asked of a subtree
becomes a difference of two sums.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scr_extract.errors import ReadError
from scr_extract.model import Status

_MOST_NODES = 1_000_000
_DEEPEST = 10_000
"""Open elements: the parser's time grows with the square of the depth, half a second here."""

_TAG = re.compile(
    r"<(/?)(?!(?:area|base|basefont|bgsound|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr"
    r"|p|li|dt|dd|tr|td|th|tbody|thead|tfoot|option|optgroup|rp|rt)[\s/>])[a-zA-Z]",
    re.I,
)
"""A tag that must be closed: not those that are empty or that the next one closes."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element, or a run of text where `tag` is empty. `end` is the place after its last descendant."""

    tag: str
    text: str
    attributes: Mapping[str, str]
    end: int

    def words(self) -> str:
        """The element's class and id, for what they say of its purpose."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"


def nodes(html: str) -> tuple[Node, ...]:
    """Every element and text of a page in document order. Nothing is run or fetched.

    Raises ReadError (limit) for a page of more than a million nodes or ten thousand elements inside one another.
    """
    _check_depth(html)
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html).root
    tags: list[tuple[str, str, Mapping[str, str]]] = []
    ends: list[int] = []
    open_: list[int] = []
    node = root
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            tags.append(("", node.text_content or "", {}))
        else:
            known = {} if tag.startswith(("-", "!")) else {name.lower(): value or "" for name, value in node.attributes.items()}
            tags.append((tag if not tag.startswith("-") else "comment", "", known))
        ends.append(len(tags))
        if len(tags) > _MOST_NODES:
            raise ReadError(Status.LIMIT, f"the page has more than {_MOST_NODES} elements")
        if node.child is not None:
            open_.append(len(tags) - 1)
            node = node.child
            continue
        while node is not None and node.next is None:
            node = node.parent if open_ else None
            if node is not None:
                ends[open_.pop()] = len(tags)
        node = node.next if node is not None else None
    return tuple(Node(tag, text, known, end) for (tag, text, known), end in zip(tags, ends, strict=True))


def _check_depth(html: str) -> None:
    depth = 0
    for m in _TAG.finditer(html):
        depth = max(0, depth - 1) if m[1] else depth + 1
        if depth > _DEEPEST:
            raise ReadError(Status.LIMIT, f"the page nests more than {_DEEPEST} elements inside one another")


def sums(values: list[int]) -> list[int]:
    """Running totals: the sum of `values[a:b]` is `totals[b] - totals[a]`."""
    totals = [0]
    for value in values:
        totals.append(totals[-1] + value)
    return totals
