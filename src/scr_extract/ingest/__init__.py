"""The order of the road, from files to published tables, and the ledger of what is done.

    found = discover(paths)                   which files there are
    todo = plan(found, processed)             their bytes and names kept; what has to be read
    extract_batch(todo.document_ids, ...)     in any batches, any order, any number of processes
    publish(processed)                        one new snapshot, one switch

`ingest` puts them in order, under the folder's lock, for the command line and the flows alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scr_extract.ingest.discovery import Discovery, discover
from scr_extract.ingest.locking import locked
from scr_extract.ingest.planning import Plan, pending, plan
from scr_extract.ingest.publishing import publish
from scr_extract.ingest.runner import run
from scr_extract.ingest.spoken import refuse_lost
from scr_extract.ingest.summary import Summary, summaries
from scr_extract.ingest.work import FAILED, extract_batch

__all__ = ["Discovery", "Plan", "Progress", "Report", "Summary", "discover", "extract_batch", "ingest", "pending", "plan", "publish"]

Progress = Callable[[int, int], None]
"""Called with the number of documents extracted and the number to extract."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did. Counts are of the documents it was asked for; `extracted` may include others whose rules changed.

    `left_out` and `unread` name files that were passed by or could not be opened, with the reason; `summaries` has a line
    for each document asked for.
    """

    snapshot: str
    published: bool
    documents: int
    entries: int
    new: int
    extracted: int
    statuses: dict[str, int]
    left_out: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    summaries: tuple[Summary, ...] = ()

    @property
    def failed(self) -> int:
        """Documents that could not be read, and files that could not be opened."""
        return sum(n for status, n in self.statuses.items() if status in FAILED) + len(self.unread)


def ingest(
    paths: Sequence[str | Path],
    processed: str | Path = "processed",
    *,
    workers: int = 0,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
    store: str | None = None,
) -> Report:
    """Add these files and folders to what is published. Files are read, never moved or changed.

    `workers` is the number of processes; 0 works in this one. Neither it nor the order of files changes the result.
    `waiting` is called where another ingest holds the folder; `store` is as for `publish`. Raises NotFoundError where a path is not there and
    PublishError where the tables would break their promises, StoreError where reviewers' words are not at hand; then the previous snapshot stays.
    """
    from scr_extract.datasets.read import stands

    root = Path(processed)
    found = discover(paths)
    with locked(root, waiting):
        before = stands(root)
        refuse_lost(root, store, before)  # what cannot be published is refused before anything is read
        planned = plan(found, root)
        extracted, todo = 0, planned.document_ids
        took: dict[str, float] = {}
        while todo:
            took |= run(todo, root, workers, progress)
            extracted += len(todo)
            todo = pending(root)  # attachments turn up as their mail is read
        snapshot = publish(root, store)
    made = summaries(snapshot, planned.asked, took)
    return Report(
        snapshot=snapshot.id,
        published=before is None or snapshot.id != before.id,
        documents=len(planned.asked),
        entries=sum(s.entries for s in made),
        new=len(planned.new),
        extracted=extracted,
        statuses=dict(sorted(Counter(s.status for s in made).items())),
        left_out=planned.left_out,
        unread=planned.unread,
        summaries=made,
    )
