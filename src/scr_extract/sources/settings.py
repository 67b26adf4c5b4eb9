"""`sources.toml`: which sources there are, and what fetching may do. Every key is known or refused; nothing is guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scr_extract.errors import SourceError

DOCUMENTS = r"\.(?:pdf|docx|eml|msg|md|txt)(?:$|[?#])"
"""Links that are taken for documents where a source does not say otherwise: by the end of their path."""
REPORTS = "reports"
"""The name under which the reports that entries link to are noted: a source of no one's own."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_HOST = re.compile(r"\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*")


class Kind(StrEnum):
    FOLDER = "folder"
    PAGE = "page"
    FEED = "feed"
    BUCKET = "bucket"


@dataclass(frozen=True, slots=True)
class Fetching:
    """What fetching may do. Off unless `enabled`; `loopback` lets tests talk to a server on this machine by plain http."""

    enabled: bool = False
    inbox: Path = Path("raw/inbox")
    delay_seconds: float = 5.0
    """Between two requests to one host; a longer Crawl-delay of its robots.txt counts instead, up to two minutes."""
    largest_mib: int = 64
    longest_seconds: float = 120.0
    """For one request, from connecting to its last letter; redirects and retries are requests of their own."""
    retries: int = 3
    """After a network error, with growing pauses. An answer, whatever it says, is never asked for again."""
    reports: bool = False
    """Whether the full reports that bulletin entries link to are fetched too, from `report_hosts` alone."""
    report_hosts: tuple[str, ...] = ()
    loopback: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One place that new documents come from. `place` is a folder's path or an address."""

    name: str
    kind: Kind
    place: str
    hosts: tuple[str, ...] = ()
    """Hosts its documents may come from, its own among them; `.example.org` stands for every host below it."""
    links: str = DOCUMENTS
    """A regular expression: which of its links are documents."""
    itself: bool = False
    """Whether the page is itself a bulletin, kept as a document whenever it changes."""
    rest_seconds: float = 30.0
    """A folder's file is taken once it has not changed for so long."""


@dataclass(frozen=True, slots=True)
class Settings:
    fetching: Fetching
    sources: tuple[Source, ...]

    def named(self, name: str) -> Source:
        """Raises SourceError with the names there are."""
        for source in self.sources:
            if source.name == name:
                return source
        raise SourceError(f"no source {name!r}; there are {', '.join(s.name for s in self.sources) or 'none'}")


def load(path: Path) -> Settings:
    """Read the settings; paths in them start from the file's own folder.

    Raises SourceError, naming file, source and key, for whatever is missing, unknown or not fit.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SourceError(f"no {path}; copy sources.example.toml and name your sources in it") from None
    except OSError as closed:
        raise SourceError(f"{path} cannot be read ({closed.strerror or type(closed).__name__}); name the file, or let this account read it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise SourceError(f"{path} is not TOML: {broken}") from None
    _only(said, {"fetch", "source"}, str(path))
    if not isinstance(said.get("fetch", {}), dict) or not isinstance(said.get("source", []), list):
        raise SourceError(f"{path}: fetching is written as one [fetch] with its settings, each source as [[source]] with name, kind and path or url")
    fetching = _fetching(said.get("fetch", {}), path.parent, f"{path} [fetch]")
    sources = tuple(_source(row, path.parent, f"{path} source {n}") for n, row in enumerate(said.get("source", []), 1))
    names = [s.name for s in sources]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise SourceError(f"{path}: two sources are named {twice[0]!r}; give each a name of its own")
    return Settings(fetching, sources)


def _only(said: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(said.keys() - known)
    if unknown:
        raise SourceError(f"{where}: no setting {unknown[0]!r}; there are {', '.join(sorted(known))}")


def _fetching(said: Mapping[str, Any], base: Path, where: str) -> Fetching:
    _only(said, {f.name for f in fields(Fetching)}, where)
    kept: dict[str, Any] = dict(said)
    for key in ("enabled", "reports", "loopback"):
        _is(kept, key, bool, where)
    for key in ("delay_seconds", "longest_seconds"):
        _is(kept, key, (int, float), where)
    for key in ("largest_mib", "retries"):
        _is(kept, key, int, where)
    if "inbox" in kept:
        _is(kept, "inbox", str, where)
    kept["inbox"] = _path(base, kept.get("inbox", "raw/inbox"), where)
    if "report_hosts" in kept:
        kept["report_hosts"] = _hosts(kept["report_hosts"], where)
    made = Fetching(**kept)
    if made.delay_seconds < 0 or made.longest_seconds <= 0 or made.largest_mib < 1 or not 0 <= made.retries <= 10:
        raise SourceError(f"{where}: delays cannot be negative, times and sizes must be above 0, retries 0 to 10")
    if made.reports and not made.report_hosts:
        raise SourceError(f"{where}: reports = true needs report_hosts, the hosts that reports may be fetched from")
    return made


def _path(base: Path, said: str, where: str) -> Path:
    try:
        return base / Path(said).expanduser()
    except RuntimeError:
        raise SourceError(f"{where}: {said} begins with the home of somebody whom this machine does not know") from None


def _is(said: Mapping[str, Any], key: str, kind: type | tuple[type, ...], where: str) -> None:
    value = said.get(key)
    if key in said and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
        raise SourceError(f"{where}: {key} does not take {value!r}")
    if isinstance(value, float) and not isfinite(value):
        raise SourceError(f"{where}: {key} does not take {value!r}; it is a number of seconds")


def _hosts(said: Any, where: str) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(h, str) and _HOST.fullmatch(h.lower()) for h in said):
        raise SourceError(f"{where}: hosts are a list of names like 'www.example.org' or '.example.org', without https:// and path")
    return tuple(h.lower() for h in said)


def _source(said: Any, base: Path, where: str) -> Source:
    if not isinstance(said, dict):
        raise SourceError(f"{where}: a source is written as [[source]] with name, kind and path or url")
    _only(said, {"name", "kind", "path", "url", "hosts", "links", "itself", "rest_seconds"}, where)
    for key in ("name", "kind", "path", "url", "links"):
        _is(said, key, str, where)
    _is(said, "itself", bool, where)
    _is(said, "rest_seconds", (int, float), where)
    if not _NAME.fullmatch(said.get("name", "")):
        raise SourceError(f"{where}: name must be small letters, digits, - and _, at most 41")
    if said["name"] == REPORTS:
        raise SourceError(f"{where}: {REPORTS!r} stands for the reports that entries link to; give the source another name")
    if said.get("kind") not in list(Kind):
        raise SourceError(f"{where}: kind must be {', '.join(Kind)}")
    kind = Kind(said["kind"])
    if kind is Kind.FOLDER:
        return _folder(said, base, where)
    url, links = said.get("url", ""), said.get("links", DOCUMENTS)
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        raise SourceError(f"{where}: url is no address") from None
    try:
        re.compile(links)
    except (re.error, OverflowError, RecursionError) as broken:
        raise SourceError(f"{where}: links is not a regular expression: {broken}") from None
    if kind is Kind.BUCKET:
        if urlsplit(url).scheme != "s3" or not host or said.keys() & {"path", "hosts", "itself", "rest_seconds"}:
            raise SourceError(f"{where}: a bucket takes a url like s3://bucket/prefix (and links), no path, hosts or itself")
        return Source(said["name"], kind, url, links=links)
    if not host or "path" in said or "rest_seconds" in said:
        raise SourceError(f"{where}: a {kind} takes a url (and hosts, links, itself), no path")
    hosts = _hosts(said["hosts"], where) if "hosts" in said else (host,)
    return Source(said["name"], kind, url, hosts, links, said.get("itself", False))


def _folder(said: Mapping[str, Any], base: Path, where: str) -> Source:
    if not said.get("path") or said.keys() & {"url", "hosts", "links", "itself"}:
        raise SourceError(f"{where}: a folder takes a path (and rest_seconds), no url, hosts, links or itself")
    rest = float(said.get("rest_seconds", 30.0))
    if rest < 0:
        raise SourceError(f"{where}: rest_seconds cannot be negative")
    return Source(said["name"], Kind.FOLDER, str(_path(base, said["path"], where)), rest_seconds=rest)
