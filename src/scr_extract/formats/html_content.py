"""Which parts of a saved web page are its content, and which the site put around every page.

Landmarks (`main`, `nav`, `footer`) and names of classes speak first, but the words have the last say: a part that
holds most of the page's prose is content whatever it is called, so that no list of reviews is lost to a bad name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from scr_extract.formats.html_tree import Node, sums


class Part(StrEnum):
    CONTENT = "content"
    FURNITURE = "furniture"
    """Shown on the page, but not what the page is about."""
    DROPPED = "dropped"
    """Never shown to a reader, or a control to be clicked."""


_DROPPED = re.compile(
    r"(?:script|style|noscript|template|svg|math|canvas|object|embed|iframe|audio|video|map|select|option|datalist|textarea|input|label|head|del|frameset|comment)$"
)
_SITE = frozenset({"nav", "aside", "footer", "header"})
_OWN = frozenset({"article", "section", "main", "li", "td"})
"""Inside these a header or footer belongs to the piece and not to the site."""

_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar"})
_NAMED = re.compile(
    r"""
    (?<![a-z]) (?:
      cookies? | gdpr | ccpa | consent
    | (?:main|site|global|top|primary|secondary|side|mobile|sub|mega|utility|local|section)?[-_ ]?(?:nav|navbar|navigation|menu)
    | breadcrumbs? | pagination | pager | skip(?:[-_]?(?:link|nav|to)\w*)?
    | side[-_]?bar | site[-_]?(?:header|footer) | (?:page|global)?[-_]?footer | masthead | copyright | colophon
    | social[-_](?:media|links?|icons?|share|bar|nav) | share(?:[-_]?(?:bar|this|buttons?|links?|widget))? | addthis\w* | add[-_]?to[-_]?any
    | related[-_]?(?:posts|content|links|articles|pages|items) | comment[-_](?:list|form|area) | comments(?:[-_]area)? | respond
    | popup | newsletter[-_]sign[-_]?up | subscribe(?:[-_]form)? | advert(?:s|isement)?
    ) (?![a-z])
    """,
    re.X,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PANEL = re.compile(r"(?<![a-z])(?:accordion|collaps|tab(?:s|bed|panel|[-_ ]|$)|panel|toggle|expand|reveal|(?:show|read)-?more)", re.I)
_NOT_MENU = re.compile(r"\d|(?:\S+\s+){5}")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_OPENERS = ("aria-controls", "href", "data-target", "data-bs-target")
_MOST = 0.5
_MAIN = 0.7
"""Shares of the page's prose: what a part must hold to be kept against its name, or to be the only content."""


def parts(row: Sequence[Node]) -> tuple[Part, ...]:
    """For each node, what part of the page it is in."""
    dropped = _dropped(row)
    links = _inside(row, "a")
    prose = sums([len(" ".join(node.text.split())) if not node.tag and not dropped[n] and not links[n] else 0 for n, node in enumerate(row)])
    main = sums([node.tag in ("main", "article", "h1") and not dropped[n] for n, node in enumerate(row)])
    noise = [named or menu for named, menu in zip(_noise(row, prose, main, dropped), _menus(row, prose, dropped), strict=True)]
    body = sums([prose[n + 1] - prose[n] if not noise[n] else 0 for n in range(len(row))])
    outside = _outside(row, body, dropped)
    return tuple(Part.DROPPED if dropped[n] else Part.FURNITURE if noise[n] or outside[n] else Part.CONTENT for n in range(len(row)))


def _dropped(row: Sequence[Node]) -> list[bool]:
    """Scripts, controls and what is hidden, unless a click would open it."""
    opened = {node.attributes.get(name, "").lstrip("#") for node in row for name in _OPENERS} - {""}
    marks = [False] * len(row)
    for n, node in enumerate(row):
        if marks[n] or not node.tag:
            continue
        unseen = "hidden" in node.attributes or _UNSEEN.search(node.attributes.get("style", "")) or (node.tag == "dialog" and "open" not in node.attributes)
        if _DROPPED.match(node.tag) or (unseen and not _is_panel(node, opened)):
            marks[n : node.end] = [True] * (node.end - n)
    return marks


def _is_panel(node: Node, opened: set[str]) -> bool:
    if node.tag == "dialog" or _NAMED.search(_CAMEL.sub("-", node.words()).lower()):
        return False
    role = node.attributes.get("role", "")
    return role in ("tabpanel", "region") or node.attributes.get("id", "") in opened or bool(_PANEL.search(node.words()))


def _inside(row: Sequence[Node], tag: str) -> list[bool]:
    marks = [False] * len(row)
    for n, node in enumerate(row):
        if node.tag == tag:
            marks[n : node.end] = [True] * (node.end - n)
    return marks


def _noise(row: Sequence[Node], prose: Sequence[int], main: Sequence[int], dropped: Sequence[bool]) -> list[bool]:
    """What the site put there. A landmark that holds the page's main part, or most of its prose, is none."""
    total = prose[-1]
    headings = [any(marks) for marks in zip(*(_inside(row, f"h{level}") for level in range(1, 7)), _inside(row, "summary"), strict=True)]
    marks = [False] * len(row)
    own_until = 0
    for n, node in enumerate(row):
        if not node.tag or dropped[n]:
            continue
        if node.tag in _OWN:
            own_until = max(own_until, node.end)
        if marks[n] or node.tag in ("html", "body", "main", "article", "a"):
            continue
        if node.tag == "button" and not headings[n] and not any(name in node.attributes for name in ("aria-controls", "aria-expanded", "data-target")):
            marks[n : node.end] = [True] * (node.end - n)
        landmark = (node.tag in _SITE and not (node.tag in ("header", "footer") and n < own_until)) or node.attributes.get("role", "") in _ROLES
        if not landmark and not _NAMED.search(_CAMEL.sub("-", node.words()).lower()):
            continue
        share = (prose[node.end] - prose[n]) / total if total else 0.0
        inside = main[node.end] - main[n]
        small = share < (0.8 if landmark else _MOST)
        if (small and not inside) or (landmark and small and node.tag in ("nav", "footer")) or (landmark and share < 0.1 and main[-1] > inside):
            marks[n : node.end] = [True] * (node.end - n)
    return marks


def _menus(row: Sequence[Node], prose: Sequence[int], dropped: Sequence[bool]) -> list[bool]:
    """Menus that nobody named: short links above the page's first heading, and lists of links to places of the page itself.
    Digits above the heading speak for a list of reviews."""
    marks = [False] * len(row)
    for n, node in enumerate(row):
        if node.tag in ("ul", "ol") and not marks[n] and prose[node.end] - prose[n] == 0:
            targets = [inner.attributes.get("href", "") for inner in row[n : node.end] if inner.tag == "a"]
            if len(targets) > 2 and all(target.startswith("#") and len(target) > 1 for target in targets):
                marks[n : node.end] = [True] * (node.end - n)
    first = next((n for n, node in enumerate(row) if node.tag == "h1" and not dropped[n]), 0)
    for n, node in enumerate(row[:first]):
        if node.tag not in ("ul", "ol", "div", "p", "table", "tr") or node.end > first or marks[n]:
            continue
        items = [" ".join(inner.text.split()) for inner in row[n : node.end] if inner.text.strip()]
        if len(items) >= 2 and prose[node.end] - prose[n] <= 2 * len(items) and not any(_NOT_MENU.search(item) for item in items):
            marks[n : node.end] = [True] * (node.end - n)
    return marks


def _outside(row: Sequence[Node], body: Sequence[int], dropped: Sequence[bool]) -> list[bool]:
    """What lies outside the main part, where that part is marked and holds nearly all the prose."""
    for tags, share in ((("main",), _MAIN), (("article",), 0.8)):
        spans: list[tuple[int, int]] = []
        for n, node in enumerate(row):
            marked = node.tag in tags or (node.attributes.get("role") == "main" and "main" in tags)
            if marked and not dropped[n] and (not spans or n >= spans[-1][1]):
                spans.append((n, node.end))
        if spans and sum(body[end] - body[start] for start, end in spans) >= share * body[-1] > 0:
            marks = [True] * len(row)
            for start, end in spans:
                marks[start:end] = [False] * (end - start)
            return marks
    return [False] * len(row)
