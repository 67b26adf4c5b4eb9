"""The addresses that a web page or a feed names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin

from scr_extract.sources.settings import Kind

_MOST = 5_000
"""Links taken of one page or feed: more is no list of bulletins."""


def named(kind: Kind, raw: bytes, base: str, pattern: str) -> tuple[str, ...]:
    """The documents that a page or feed links to, in order, each once: absolute addresses that the source's pattern fits."""
    fits = re.compile(pattern, re.I)
    found = _feed(raw) if kind is Kind.FEED else _page(raw)
    addresses = (_joined(base, link.strip()) for link in found if link.strip())
    return tuple(dict.fromkeys(a for a in addresses if a is not None and a.startswith(("http://", "https://")) and fits.search(a)))[:_MOST]


def _joined(base: str, link: str) -> str | None:
    """The link as an absolute address without its fragment; None for what is no address (`https://[`): one slip on a page costs that link alone."""
    try:
        joined = urldefrag(urljoin(base, link)).url
        joined.encode()  # half of a surrogate pair, by a character reference
    except ValueError:
        return None
    return joined


def _page(raw: bytes) -> Iterable[str]:
    from selectolax.lexbor import LexborHTMLParser

    return [href for a in LexborHTMLParser(raw).css("a[href]") if (href := a.attributes.get("href"))]


def _feed(raw: bytes) -> Iterable[str]:
    import feedparser

    # A file object: given a string, feedparser may take it for an address or a path and open it.
    entries = feedparser.parse(io.BytesIO(raw)).entries
    return [str(link["href"]) for entry in entries for link in entry.get("links", ()) if link.get("href")]
