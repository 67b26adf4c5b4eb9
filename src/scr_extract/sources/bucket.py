"""A bucket as a source: its objects that are documents, fetched into the inbox when they are new or were put anew."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scr_extract.datasets import carrying
from scr_extract.datasets.read import CURRENT, SNAPSHOTS
from scr_extract.errors import NotFoundError, ObjectStoreError
from scr_extract.ingest.addresses import DOCUMENTS, FETCHED, STATE, is_address
from scr_extract.ingest.planning import LARGEST
from scr_extract.sources import visits
from scr_extract.sources.fetching import Answer
from scr_extract.sources.inbox import called
from scr_extract.sources.settings import Fetching, Kind, Source
from scr_extract.sources.taking import lost, note, take

_SHOWN = r"(?:^|/)(?!\.|~\$)[^/]+$"
"""Names that are not hidden, nor the locks word processors leave beside an open file."""
_WHY = {"too_large": "it is larger than a document may be", "network": "it could not be fetched; the next run tries again"}


def fetched(source: Source, fetching: Fetching, processed: Path) -> tuple[tuple[Path, ...], tuple[str, ...], Counter[str]]:
    """The files it gave, every address that is there, and how many answered how. Raises ObjectStoreError where it cannot be listed."""
    fits, files, counts = re.compile(source.links, re.I), list[Path](), Counter[str]()
    there = {f"{source.place.rstrip('/')}/{found.name}": found for found in _documents(source.place) if fits.search(found.name)}
    for url, found in there.items():
        before = visits.visit(processed, url)
        if before is not None and before.etag == found.etag and before.status != "failed" and not lost(processed, before):
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


def _documents(address: str) -> list[carrying.Object]:
    """What lies below the address, without what scr-extract itself keeps there (published tables and their state), and without empty objects, by
    which consoles show folders."""
    found = carrying.listed(address)
    kept = {f.name.removesuffix(mark) for f in found for mark in (CURRENT, DOCUMENTS) if f.name == mark or f.name.endswith(f"/{mark}")}
    ours = tuple(f"{place}{part}" for place in kept for part in (f"{SNAPSHOTS}/", f"{STATE}/", CURRENT))
    return [f for f in found if f.size and not f.name.startswith(ours)]


@dataclass(frozen=True, slots=True)
class Addressed:
    """What an address gave to ingest: copies of its objects, and the names of those left out or not to be had, each with the reason."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, str], ...]


def at_hand(paths: Iterable[str | Path], processed: Path) -> Addressed:
    """Files and folders as they are, and copies of what lies at addresses."""
    found = [addressed(str(p), processed) if is_address(p) else Addressed((Path(p),), (), ()) for p in paths]
    files = tuple(file for each in found for file in each.files)
    return Addressed(files, tuple(told for each in found for told in each.left_out), tuple(told for each in found for told in each.unread))


def addressed(address: str, processed: Path) -> Addressed:
    """The object of that address, or those below it, as files to ingest: as a folder's, all but hidden ones, whatever their endings. What has not
    changed since the last time is not fetched again. Raises ObjectStoreError where it cannot be listed, NotFoundError where nothing is there."""
    name = f"s3-{hashlib.sha256(address.encode()).hexdigest()[:16]}"
    place, _, last = address.rstrip("/").rpartition("/")
    one = not carrying.listed(address) and place.count("/") > 2  # `s3://bucket/a.pdf`: nothing is below it, it may be an object
    source = Source(name, Kind.BUCKET, place, links=f"^{re.escape(last)}$") if one else Source(name, Kind.BUCKET, address, links=_SHOWN)
    given = Fetching(enabled=True, inbox=processed / FETCHED, largest_mib=LARGEST // 2**20)
    _, there, _ = fetched(source, given, processed)
    if not there:
        raise NotFoundError(f"no object at {address} or below it; name a bucket and a prefix that hold documents")
    looked = [(called(url), v) for url in there if (v := visits.visit(processed, url))]
    files = {Path(v.file): None for _, v in looked if v.file and v.status != "refused" and Path(v.file).is_file()}
    left_out = tuple((n, "its document was withdrawn; remove the object") for n, v in looked if v.status == "refused")
    return Addressed(tuple(files), left_out, tuple((n, _WHY.get(v.reason or "", "it could not be had")) for n, v in looked if v.status == "failed"))


def _answer(source: Source, found: carrying.Object, url: str, fetching: Fetching) -> Answer:
    if found.size > fetching.largest_mib * 2**20:
        return Answer("failed", url, reason="too_large")
    try:
        return Answer("new", url, carrying.fetched(source.place, found.name), None, found.etag, found.last_modified)
    except ObjectStoreError:
        return Answer("failed", url, reason="network")
