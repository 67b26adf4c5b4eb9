"""What a run of the flow says of itself, in ids and counts: read from the published tables. Knows nothing of Prefect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scr_extract import datasets
from scr_extract.cli.console import counted
from scr_extract.datasets.read import stands
from scr_extract.ingest import Plan, Report
from scr_extract.ingest.work import FAILED


def batches(document_ids: Sequence[str], size: int) -> Iterator[list[str]]:
    """The ids in order, at most `size` at a time."""
    if size < 1:
        raise ValueError(f"a batch holds at least one document, not {size}")
    for start in range(0, len(document_ids), size):
        yield list(document_ids[start : start + size])


def current(processed: str) -> str | None:
    """The id of the snapshot that counts now; None where nothing is published yet."""
    found = stands(processed)
    return found.id if found else None


def report(planned: Plan, extracted: int, snapshot: str, before: str | None, processed: str) -> Report:
    """Counts over the documents that the run was asked for."""
    asked = frozenset(planned.asked)
    entries = datasets.arrow("entries", snapshot, processed=processed, columns=["document_id"])["document_id"].to_pylist()
    statuses = Counter(status for document, status in _statuses(snapshot, processed) if document in asked)
    return Report(
        snapshot=snapshot,
        published=snapshot != before,
        documents=len(asked),
        entries=sum(document in asked for document in entries),
        new=len(planned.new),
        extracted=extracted,
        statuses=dict(sorted(statuses.items())),
        left_out=planned.left_out,
        unread=planned.unread,
    )


def failures(planned: Plan, snapshot: str, processed: str) -> list[tuple[str, str]]:
    """The documents asked for that could not be read, each with its status, in order of id."""
    return sorted((document, status) for document, status in _statuses(snapshot, processed) if document in planned.asked and status in FAILED)


def _statuses(snapshot: str, processed: str) -> list[tuple[str, str]]:
    found = datasets.arrow("documents", snapshot, processed=processed, columns=["document_id", "status"])
    return list(zip(found["document_id"].to_pylist(), found["status"].to_pylist(), strict=True))


def added(planned: Plan, snapshot: str, processed: str) -> list[tuple[str, int]]:
    """The documents that were new to this run, each with the number of its entries, in order of id."""
    entries = Counter(datasets.arrow("entries", snapshot, processed=processed, columns=["document_id"])["document_id"].to_pylist())
    return sorted((document, entries[document]) for document in planned.new)


def message(done: Report, wrong: Mapping[str, str] | None = None) -> str:
    """One line for the run's state; `wrong` says what is wrong with which source."""
    what = f"{counted(done.documents, 'document')}, {counted(done.entries, 'entry')}; {done.extracted} extracted; snapshot {done.snapshot}"
    if wrong:
        what += f"; {counted(len(wrong), 'source')} to look at: {', '.join(sorted(wrong))}"
    if done.failed:
        return f"{done.failed} could not be read: {what}"
    if not done.published:
        return f"nothing new, nothing published: {what} stands"
    return what


def rows(
    done: Report, failed: Sequence[tuple[str, str]], new: Sequence[tuple[str, int]] = (), wrong: Mapping[str, str] | None = None
) -> list[dict[str, str | int]]:
    """The artifact's table: counts first, then a row for each source that needs a look, each document that could not be read, each that is new."""
    counts = {
        "documents": done.documents,
        "new": done.new,
        "extracted": done.extracted,
        "entries": done.entries,
        "files not opened": len(done.unread),
        "files left out": len(done.left_out),
        **{f"status {status}": n for status, n in done.statuses.items()},
    }
    counted: list[dict[str, str | int]] = [{"what": what, "count": n, "document": ""} for what, n in counts.items()]
    counted += [{"what": f"source: {said}", "count": 1, "document": ""} for said in (wrong or {}).values()]
    counted += [{"what": f"failed: {status}", "count": 1, "document": document} for document, status in failed]
    return counted + [{"what": "entries of a new document", "count": n, "document": document} for document, n in new]
