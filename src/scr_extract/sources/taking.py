"""Documents from addresses into the inbox, and the note of how each address answered."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scr_extract.ingest import ledger
from scr_extract.ingest.withdrawn import is_withdrawn
from scr_extract.sources import inbox, visits
from scr_extract.sources.fetching import Answer, Round, get
from scr_extract.sources.visits import Visit

AGAIN = timedelta(days=30)
"""A document that was fetched is asked for anew after so long, in case it was replaced under its address or is gone."""
_NEW, _DAILY = timedelta(days=7), timedelta(hours=12)


def fetch_all(on: Round, urls: Iterable[str], hosts: Sequence[str], processed: Path, source: str) -> tuple[tuple[Path, ...], Counter[str]]:
    """Fetch those of the addresses that are due; the files they gave and how many answered how."""
    files, counts = list[Path](), Counter[str]()
    for url in urls:
        before = visits.visit(processed, url)
        if before is not None and lost(processed, before):
            before = None  # asked without conditions, or the answer might be that nothing changed
        elif before is not None and not due(before, datetime.now(UTC)):
            counts["known"] += 1
            continue
        status, path = take(get(on, url, hosts, before), url, source, on.fetching.inbox, processed)
        counts[status] += 1
        files += [path] if path else []
    return tuple(files), counts


def due(before: Visit, now: datetime) -> bool:
    """Whether an address is to be asked again: what failed always, and what was refused, since settings and robots.txt change; what answered after
    thirty days. What was not there yet is asked for daily in its first week: pages are put up before the files that they name."""
    if before.status == "failed" or (before.status == "refused" and before.reason != "withdrawn"):
        return True
    new = before.status == "gone" and before.document_id is None and before.gone_since is not None
    if new and now - datetime.fromisoformat(str(before.gone_since)) < _NEW:
        return now - datetime.fromisoformat(before.at) >= _DAILY
    return now - datetime.fromisoformat(before.at) >= AGAIN


def lost(processed: Path, before: Visit) -> bool:
    """Whether what the address gave is neither where it was put nor ingested: somebody tidied the inbox too early."""
    return before.document_id is not None and before.file is not None and not Path(before.file).is_file() and not ledger.holds(processed, before.document_id)


def take(answer: Answer, url: str, source: str, into: Path, processed: Path) -> tuple[str, Path | None]:
    """Put what an address gave into the inbox, unless it was withdrawn, and note the answer: its status and the file."""
    if answer.status != "new":
        note(processed, url, source, answer)
        return answer.status, None
    if is_withdrawn(processed, hashlib.sha256(answer.raw).hexdigest()):
        note(processed, url, source, Answer("refused", answer.url, etag=answer.etag, last_modified=answer.last_modified, reason="withdrawn"))
        return "refused", None
    document_id, path = inbox.store(into, answer, url, source)
    note(processed, url, source, answer, document_id, path)
    return answer.status, path


def note(processed: Path, url: str, source: str, answer: Answer, document_id: str | None = None, file: Path | None = None) -> None:
    """Remember the answer. What was known of a copy stays where the address gives none any more."""
    before, now = visits.visit(processed, url), datetime.now(UTC).isoformat(timespec="seconds")
    made = Visit(url, answer.status, now, source, answer.etag, answer.last_modified, document_id, str(file.absolute()) if file else None, reason=answer.reason)
    if before is not None and answer.status != "new":
        made = replace(made, etag=before.etag, last_modified=before.last_modified, document_id=before.document_id, file=before.file)
    if answer.status == "gone":
        made = replace(made, gone_since=(before.gone_since if before else None) or now)
    visits.note_visit(processed, made)
