"""What a run does with `sources.toml`. Knows nothing of Prefect; gives ids, names of sources and counts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from scr_extract.errors import SourceError
from scr_extract.ingest import Discovery, Plan, discover
from scr_extract.sources import bucket, folder, gathering, reports
from scr_extract.sources.bucket import Addressed
from scr_extract.sources.fetching import fetching_round
from scr_extract.sources.settings import Kind, Settings, load


def look(settings: str, processed: str) -> dict[str, str]:
    """Look at every source once; what is wrong, by source. What was fetched lies in the inbox."""
    read = load(Path(settings))
    with fetching_round(read.fetching) as on:
        found = gathering.gather(read, Path(processed), on=on)
    return {g.source: g.wrong for g in found if g.wrong}


def follow(settings: str, processed: str) -> int:
    """Fetch the reports that entries link to, where the settings say so; the number of new files."""
    read = load(Path(settings))
    if not (read.fetching.enabled and read.fetching.reports):
        return 0
    with fetching_round(read.fetching) as on:
        return len(reports.follow(read, Path(processed), on).files)


def at_hand(paths: Sequence[str], processed: str) -> Addressed:
    """The paths, with copies of what lies at those that are addresses."""
    return bucket.at_hand(paths, Path(processed))


def files(paths: Sequence[str | Path], settings: str | None) -> Discovery:
    """The files of the paths, those at rest in the watched folders, and what was fetched."""
    if settings is None:
        return discover(paths)
    read = load(Path(settings))
    inbox = [read.fetching.inbox] if read.fetching.inbox.is_dir() else []
    return sum(watched(read), discover([*paths, *_without_watched(inbox, read)]))


def watched(read: Settings) -> list[Discovery]:
    """The files at rest in the watched folders that can be looked at; one that cannot is told by the look at the sources."""
    found = []
    for s in read.sources:
        if s.kind is Kind.FOLDER:
            with suppress(SourceError, OSError):
                found.append(folder.at_rest(Path(s.place), s.rest_seconds))
    return found


def _without_watched(inbox: Sequence[Path], read: Settings) -> list[Path]:
    """The inbox, unless it is watched itself: then only what is at rest in it counts."""
    places = {Path(s.place).resolve() for s in read.sources if s.kind is Kind.FOLDER}
    return [path for path in inbox if path.resolve() not in places]


def both(first: Plan, second: Plan) -> Plan:
    """Two rounds of one run as one."""
    asked = tuple(dict.fromkeys((*first.asked, *second.asked)))
    new = tuple(dict.fromkeys((*first.new, *second.new)))
    return Plan(
        second.document_ids, asked, new, tuple(dict.fromkeys((*first.unread, *second.unread))), tuple(dict.fromkeys((*first.left_out, *second.left_out)))
    )
