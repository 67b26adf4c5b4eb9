"""A bucket as a source: its objects that are documents, fetched into the inbox when they are new or were put anew."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from scr_extract.datasets import objects
from scr_extract.errors import ObjectStoreError
from scr_extract.sources import visits
from scr_extract.sources.fetching import Answer
from scr_extract.sources.settings import Fetching, Source
from scr_extract.sources.taking import note, take


def fetched(source: Source, fetching: Fetching, processed: Path) -> tuple[tuple[Path, ...], tuple[str, ...], Counter[str]]:
    """The files it gave, every address that is there, and how many answered how. Raises ObjectStoreError where it cannot be listed."""
    fits, files, counts = re.compile(source.links, re.I), list[Path](), Counter[str]()
    there = {f"{source.place.rstrip('/')}/{found.name}": found for found in objects.listed(source.place) if fits.search(found.name)}
    for url, found in there.items():
        before = visits.visit(processed, url)
        if before is not None and before.etag == found.etag and before.status != "failed":
            counts["known"] += 1
            continue
        status, path = take(_answer(source, found, url, fetching), url, source.name, fetching.inbox, processed)
        counts[status] += 1
        files += [path] if path else []
    for v in list(visits.visits(processed)):
        if v.source == source.name and v.url not in there and not v.gone_since:
            note(processed, v.url, source.name, Answer("gone", v.url, reason="404"))
            counts["gone"] += 1
    return tuple(files), tuple(there), counts


def _answer(source: Source, found: objects.Object, url: str, fetching: Fetching) -> Answer:
    if found.size > fetching.largest_mib * 2**20:
        return Answer("failed", url, reason="too_large")
    try:
        return Answer("new", url, objects.fetched(source.place, found.name), None, found.etag, found.last_modified)
    except ObjectStoreError:
        return Answer("failed", url, reason="network")
