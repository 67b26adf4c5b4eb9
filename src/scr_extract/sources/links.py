"""The addresses that a web page or a feed names, read in a process apart: whoever writes the page must not keep the look at all sources busy.

`python -m scr_extract.sources.links LIMITS` reads a line of JSON and the page's bytes, and writes the addresses as JSON.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin

from scr_extract.errors import SourceError
from scr_extract.formats.limits import MIB, Limits, arm, confine, environment, packed, unpacked
from scr_extract.sources.settings import Kind

_MOST = 5_000
"""Links of one page or feed that may fit: more is no list of bulletins, and is refused rather than cut."""
LIMITS = Limits(memory=768 * MIB, cpu=20.0, wall=30.0, patience=0.0)
"""A page of 10 MB with 5,000 links takes a second; nested a hundred thousand deep it takes minutes, and is given up."""


def named(kind: Kind, raw: bytes, base: str, pattern: str) -> tuple[str, ...]:
    """The documents that a page or feed links to, in order, each once: absolute addresses that the source's pattern fits.

    Raises SourceError where it cannot be read within the limits, or names more than anybody lists.
    """
    asked = json.dumps({"kind": kind, "base": base, "pattern": pattern}).encode() + b"\n" + raw
    command = [sys.executable, "-X", "utf8", "-m", "scr_extract.sources.links", packed(LIMITS)]
    try:
        done = subprocess.run(
            command, input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), timeout=LIMITS.wall, start_new_session=True, check=True
        )
        links = tuple(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError):
        raise SourceError(f"its links could not be read within {LIMITS.wall:.0f} seconds and {LIMITS.memory // MIB} MiB") from None
    if len(links) > _MOST:
        raise SourceError(f"it links to more than {_MOST} documents")
    return links


def found(kind: Kind, raw: bytes, base: str, pattern: str) -> tuple[str, ...]:
    """As `named`, in this process."""
    fits = re.compile(pattern, re.I)
    there, base = (_feed(raw), base) if kind is Kind.FEED else _page(raw, base)
    addresses = (_joined(base, link.strip()) for link in there if link.strip())
    return tuple(dict.fromkeys(a for a in addresses if a is not None and a.startswith(("http://", "https://")) and fits.search(a)))[: _MOST + 1]


def _joined(base: str, link: str) -> str | None:
    """The link as an absolute address without its fragment; None for what is no address (`https://[`): one slip on a page costs that link alone."""
    try:
        joined = urldefrag(urljoin(base, link)).url
        joined.encode()  # half of a surrogate pair, by a character reference
    except ValueError:
        return None
    return joined


def _page(raw: bytes, asked: str) -> tuple[Iterable[str], str]:
    """The links, and the address that relative ones start from: the page's `<base>`, where it has one."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(raw)
    said = tree.css_first("base[href]")
    base = _joined(asked, (said.attributes.get("href") or "").strip()) if said else None
    return [href for a in tree.css("a[href]") if (href := a.attributes.get("href"))], base or asked


def _feed(raw: bytes) -> Iterable[str]:
    import feedparser

    # A file object: given a string, feedparser may take it for an address or a path and open it.
    entries = feedparser.parse(io.BytesIO(raw)).entries
    return [str(link["href"]) for entry in entries for link in entry.get("links", ()) if link.get("href")]


def main(limits: Limits) -> None:
    confine(limits)
    arm(limits)
    said = json.loads(sys.stdin.buffer.readline())
    addresses = found(Kind(said["kind"]), sys.stdin.buffer.read(), said["base"], said["pattern"])
    sys.stdout.write(json.dumps(addresses))


if __name__ == "__main__":
    main(unpacked(sys.argv[1]))
