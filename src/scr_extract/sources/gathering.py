"""One look at every source: which files are there to ingest, what was fetched, and what is wrong.

A look is whole each time and may be repeated or cut short: what was fetched lies in the inbox, what was answered is noted
address by address, and the next look goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scr_extract.errors import ObjectStoreError, SourceError
from scr_extract.sources import bucket, folder, links, visits
from scr_extract.sources.fetching import Answer, Round, get
from scr_extract.sources.settings import Kind, Settings, Source
from scr_extract.sources.taking import fetch_all, lost, note, take
from scr_extract.sources.telling import CLOSED, EMPTY, MISSING, UNREADABLE, closed, said, tell
from scr_extract.sources.visits import Look, Visit


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one source gave: `files` to ingest, and how many addresses answered how. `wrong` says in words what is to be looked into."""

    source: str
    kind: str
    files: tuple[Path, ...] = ()
    answers: tuple[tuple[str, int], ...] = ()
    wrong: str | None = None


def gather(settings: Settings, processed: Path, only: Sequence[str] = (), *, on: Round) -> tuple[Gathered, ...]:
    """Look at the sources named in `only`, or at all. With fetching off in the settings, pages and feeds are not asked and say so.

    Raises SourceError where a name is unknown. What a source does wrong is told in its Gathered and among the issues.
    """
    chosen = [settings.named(name) for name in only] or list(settings.sources)
    found = tuple(_look(settings, on, source, processed) for source in chosen)
    tell(processed, settings)
    return found


def _look(settings: Settings, on: Round, source: Source, processed: Path) -> Gathered:
    if source.kind is Kind.FOLDER:
        return _folder(source, processed)
    if not settings.fetching.enabled:
        return _off(source)
    return _bucket(on, source, processed) if source.kind is Kind.BUCKET else _remote(on, source, processed)


def _off(source: Source) -> Gathered:
    return Gathered(source.name, source.kind, wrong="fetching is off; set enabled = true under [fetch] in sources.toml")


def _folder(source: Source, processed: Path) -> Gathered:
    before = visits.look(processed, source.name)
    most = before.most if before else 0
    try:
        found = folder.at_rest(Path(source.place), source.rest_seconds)
    except SourceError as missing:
        visits.note_look(processed, Look(source.name, _now(), (), most, MISSING))
        return Gathered(source.name, source.kind, wrong=str(missing))
    except OSError as closed_:  # a share whose server is down: the other sources are looked at all the same
        why = closed_.strerror or type(closed_).__name__
        visits.note_look(processed, Look(source.name, _now(), (), most, why))
        return Gathered(source.name, source.kind, wrong=said(source.name, why))
    bare = most > 0 and not found.files and not folder.holds_any(Path(source.place))
    visits.note_look(processed, Look(source.name, _now(), (), max(most, len(found.files)), CLOSED if found.unread else EMPTY if bare else None))
    return Gathered(source.name, source.kind, found.files, wrong=closed(source.name, found))


def _remote(on: Round, source: Source, processed: Path) -> Gathered:
    """A page or feed, then the documents it names that are new, failed before, or were last asked for long ago.

    What it names is noted before its version is: a look that is ended in between is told of the same page once more.
    """
    before = visits.look(processed, source.name)
    answer = get(on, source.place, source.hosts, _last(processed, source, before))
    named, wrong = _named(source, answer, before)
    most = before.most if before else 0
    if wrong is None:
        most = max(len(named), most)
        wrong = EMPTY if most and not named and not source.itself else None
    visits.note_look(processed, Look(source.name, _now(), named, most, wrong, _asked(source)))
    files = _kept(on, source, processed, answer)
    more, counts = fetch_all(on, named, source.hosts, processed, source.name)
    counts[f"{source.kind} {answer.status}"] += 1
    return Gathered(source.name, source.kind, (*files, *more), tuple(sorted(counts.items())), said(source.name, wrong))


def _asked(source: Source) -> str:
    """What of the settings decides what a look at the page gives: where another place or pattern was noted, an unchanged page says something new."""
    return json.dumps([source.kind, source.place, source.links])


def _last(processed: Path, source: Source, before: Look | None) -> Visit | None:
    """How the page answered last, where the same answer would do now; None where it has to be had whole."""
    last = visits.visit(processed, source.place)
    if before is None or last is None or before.asked != _asked(source):
        return None
    unkept = source.itself and (lost(processed, last) or (last.document_id is None and last.reason != "withdrawn"))
    return None if unkept else last


def _named(source: Source, answer: Answer, before: Look | None) -> tuple[tuple[str, ...], str | None]:
    """The documents that the page names, as far as is known, and what is wrong with it."""
    known = before.links if before else ()
    if answer.status == "unchanged":
        return known, UNREADABLE if before and before.wrong == UNREADABLE else None
    if answer.status != "new":
        return known, answer.reason or answer.status
    try:
        return links.named(source.kind, answer.raw, answer.url, source.links), None
    except SourceError:
        return known, UNREADABLE


def _bucket(on: Round, source: Source, processed: Path) -> Gathered:
    before = visits.look(processed, source.name)
    most, named = (before.most, before.links) if before else (0, ())
    try:
        files, named, counts = bucket.fetched(source, on.fetching, processed)
    except ObjectStoreError as closed:
        visits.note_look(processed, Look(source.name, _now(), named, most, "store"))
        return Gathered(source.name, source.kind, wrong=str(closed))
    wrong = EMPTY if most and not named else None
    visits.note_look(processed, Look(source.name, _now(), named, max(most, len(named)), wrong))
    return Gathered(source.name, source.kind, files, tuple(sorted(counts.items())), said(source.name, wrong))


def _kept(on: Round, source: Source, processed: Path, answer: Answer) -> tuple[Path, ...]:
    """Note what the source's own address answered; where the page is itself a bulletin, its copy."""
    if source.itself:
        _, path = take(answer, source.place, source.name, on.fetching.inbox, processed)
        return (path,) if path else ()
    note(processed, source.place, source.name, answer)
    return ()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
