"""What is wrong with the sources, in words that say what to do, and as issues of the next snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from scr_extract.ingest import notices
from scr_extract.ingest.discovery import Discovery
from scr_extract.model import Issue, Severity
from scr_extract.sources import visits
from scr_extract.sources.settings import Kind, Settings, Source
from scr_extract.sources.visits import Look, Visit

UNREADABLE = "unreadable"
"""What is wrong with a page whose links could not be read within limits."""
MISSING, CLOSED, EMPTY = "missing", "closed", "empty"
"""What is wrong with a watched folder: it is not there, folders in it cannot be opened, or nothing is in it where there were files."""


def tell(processed: Path, settings: Settings) -> None:
    """Put among the issues what is wrong with the sources, and which addresses of documents are gone."""
    asked = {v.url: v for v in visits.visits(processed)}
    looks = {look.source: look for look in visits.looks(processed)}
    wrong = [issue for s in settings.sources if s.name in looks for issue in _issues(s, looks[s.name], asked)]
    gone = [
        Issue("link_rot", Severity.INFO, f"its address answers no more since {v.gone_since}; the stored copy is kept", v.document_id)
        for v in asked.values()
        if v.gone_since and v.document_id
    ]
    notices.tell(processed, "sources", [*sorted(wrong, key=lambda i: i.message), *gone])


def _issues(source: Source, look: Look, asked: Mapping[str, Visit]) -> Iterator[Issue]:
    if source.kind is Kind.FOLDER and look.wrong == EMPTY:  # people may tidy up what was ingested
        yield Issue("source", Severity.INFO, f"source {source.name}: its folder held files before and holds none now; is its disk or share there?")
    elif message := said(source.name, look.wrong):
        yield Issue("source", Severity.WARNING, message)
    elif source.kind is not Kind.FOLDER and not look.most and not source.itself:
        yield Issue("source", Severity.INFO, f"source {source.name} has named no document so far; look at its page, and at `links` in sources.toml")
    refused = [v for url in look.links if (v := asked.get(url)) and v.status == "refused"]
    for message in _refused(source, refused):
        yield Issue("source", Severity.WARNING, message)
    failed = Counter(v.reason or "?" for url in look.links if (v := asked.get(url)) and v.status == "failed")
    if failed:
        why = ", ".join(sorted(failed))
        message = f"source {source.name}: documents that it names and that could not be fetched: {failed.total()} ({why}); the next look tries again"
        yield Issue("source", Severity.WARNING, message)


def _refused(source: Source, refused: Iterable[Visit]) -> Iterator[str]:
    """Which documents that the source names may not be fetched: nobody would miss them otherwise."""
    by_reason: dict[str, list[str]] = {}
    for v in refused:
        by_reason.setdefault(v.reason or "", []).append(v.url)
    for reason, urls in sorted(by_reason.items()):
        if reason in _REFUSED:
            yield f"source {source.name}: documents that it names and that are not fetched: {len(urls)}, {_REFUSED[reason]}{_hosts(source, urls, reason)}"


def _hosts(source: Source, urls: Iterable[str], reason: str) -> str:
    names = sorted({urlsplit(url).hostname or "" for url in urls} - set(source.hosts)) if reason == "host" else []
    return f": {', '.join(names)}" if names else ""


_REFUSED = {
    "host": "for `hosts` in sources.toml does not allow where they lie or lead",
    "scheme": "for they are not at https addresses",
    "robots": "for robots.txt of their host asks programs to keep away, or cannot be read; ask for them by mail",
    "private": "for their host leads to addresses that are not on the public internet",
    "address": "for they are at addresses that are never asked (another port, a user name)",
}


def said(source: str, wrong: str | None) -> str | None:
    """What is wrong with a source, in words that say what to do."""
    if wrong is None:
        return None
    if wrong in _SAID:
        return f"source {source}{_SAID[wrong]}"
    return f"source {source} could not be looked at ({wrong}); the next look tries again"


_SAID = {
    EMPTY: " named documents before and names none now; look at its page, and at `links` in sources.toml",
    UNREADABLE: ": its page is too large or too deep to read its links, or has thousands that fit; narrow `links` or name another page in sources.toml",
    "robots": ": its robots.txt asks programs to keep away; ask the board for the bulletins by mail instead",
    MISSING: ": its folder is not there; make it, or correct its path in sources.toml",
    CLOSED: ": folders in it cannot be opened; let this account read them",
}


def closed(source: str, found: Discovery) -> str | None:
    """That folders of a watched one could not be opened, with what to do; None where all could."""
    if not found.unread:
        return None
    number = len(found.unread)
    return f"source {source}: {number} {'folder' if number == 1 else 'folders'} in it cannot be opened; let this account read them"
