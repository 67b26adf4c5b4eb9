"""The ingest as a Prefect flow: the verbs of `scr_extract.ingest`, one task per batch of documents, and a table artifact.

    python flows/ingest.py raw/inbox --processed processed

needs no server and no network. Parameters, logs and artifacts carry folders, ids and counts, never words of a review.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import settings  # noqa: F401 - sets Prefect's defaults, so it comes first

# isort: split
from prefect import State, flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from scr_extract import ingest as road
from scr_extract.ingest import ledger, runner
from summary import batches, current, failures, message, report, rows

ARTIFACT = "scr-extract-ingest"
SOME_FAILED = "Completed, some documents failed"


@task(cache_policy=NO_CACHE)
def take(paths: list[str], processed: str) -> road.Plan:
    """Find the files and keep their bytes under their hashes."""
    return road.plan(road.discover(paths), processed)


@task(cache_policy=NO_CACHE)
def extract(document_ids: list[str], processed: str, workers: int) -> None:
    """Read and extract one batch. A document that breaks its process costs itself, not the batch; repeating one does no harm."""
    runner.run(document_ids, Path(processed), workers)


@task(cache_policy=NO_CACHE)
def publish(processed: str) -> str:
    """Publish everything ever ingested; the snapshot's id."""
    return road.publish(processed).id


@flow(name="scr-extract-ingest")
def ingest_documents(paths: list[str], processed: str = "processed", batch_size: int = 20, workers: int = 1) -> State[Any]:
    """Add the files of these folders to what is published. Completes, and says so, where some documents could not be read."""
    extracted = 0
    with ledger.locked(Path(processed)):
        before, planned = current(processed), take(paths, processed)
        while todo := road.pending(processed):  # attachments turn up as their mail is read
            for batch in batches(todo, batch_size):
                extract(batch, processed, workers)
            extracted += len(todo)
        snapshot = publish(processed)
    done = report(planned, extracted, snapshot, before, processed)
    create_table_artifact(rows(done, failures(planned, snapshot, processed)), key=ARTIFACT, description=message(done))
    return Completed(message=message(done), name=SOME_FAILED if done.failed else None)


def main() -> int:
    parser = argparse.ArgumentParser(description="Ingest files and folders as one run of the Prefect flow.")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--processed", default="processed")
    parser.add_argument("--workers", type=int, default=1, help="processes that read documents")
    given = parser.parse_args()
    state = ingest_documents(given.paths, given.processed, workers=given.workers, return_state=True)
    print(state.message)
    return 1 if not state.is_completed() else 3 if state.name == SOME_FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
