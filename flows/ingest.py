"""The ingest as a Prefect flow: the verbs of `scr_extract.sources` and `scr_extract.ingest`, one task per batch of documents, and a table artifact.

    python flows/ingest.py raw/inbox --processed processed
    python flows/ingest.py --settings sources.toml --processed processed

needs no server, and no network unless sources.toml switches fetching on. Parameters, logs and artifacts carry folders, ids
and counts, never words of a review and no file's name.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import settings as _  # noqa: F401 - sets Prefect's defaults, so it comes first

# isort: split
from prefect import State, flow, get_run_logger, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

import looking
import runners
from extraction import extract
from scr_extract import ingest as road
from scr_extract.datasets import objects
from scr_extract.ingest.elsewhere import working
from scr_extract.ingest.locking import locked
from scr_extract.ingest.versions import versions
from summary import added, batches, current, failures, message, report, rows

ARTIFACT, QUEUE = "scr-extract-ingest", "scr-extract-queue"
DESK = "SCR_DESK_URL"
"""Where the reviewers' desk answers, for the link in the artifacts; without it there is none."""
SOME_FAILED = "Completed, some documents failed"


@task(cache_policy=NO_CACHE)
def look(settings: str, processed: str) -> dict[str, str]:
    """Look at the sources once; what is wrong with which."""
    return looking.look(settings, processed)


@task(cache_policy=NO_CACHE)
def follow(settings: str, processed: str) -> int:
    """Fetch the reports that entries link to, where the settings say so; the number of new files."""
    return looking.follow(settings, processed)


@task(cache_policy=NO_CACHE)
def take(paths: list[str], settings: str | None, processed: str) -> road.Plan:
    """Find the files and keep their bytes under their hashes."""
    found = looking.at_hand(paths, processed)
    planned = road.plan(looking.files(found.files, settings), processed)
    return replace(planned, unread=(*planned.unread, *found.unread), left_out=(*planned.left_out, *found.left_out))


@task(cache_policy=NO_CACHE)
def publish(processed: str) -> str:
    """Publish everything ever ingested; the snapshot's id."""
    return road.publish(processed).id


@task(cache_policy=NO_CACHE)
def mirror(processed: str, to: str) -> None:
    """Make the snapshot the one that counts in the object store too. Refused, and not tried again, where somebody else published there meanwhile."""
    objects.mirror(processed, to)


@flow(name="scr-extract-ingest", task_runner=runners.chosen())
def ingest_documents(
    paths: list[str] | None = None,
    processed: str = "processed",
    settings: str | None = None,
    batch_size: int = 20,
    workers: int = 1,
    to: str | None = None,
) -> State[Any]:
    """Add the files of these folders, and what the sources of `settings` give, to what is published; also at `to` (s3://bucket/prefix).

    Folders and `processed` may be addresses (s3://bucket/prefix) themselves. Completes, and says so, where some documents could not be
    read or some sources not looked at.
    """
    with working(processed, waiting=_waiting) as root:
        done, wrong = _ingested(paths or [], settings, str(root), batch_size, workers)
        if to:
            mirror(str(root), to)
    return Completed(message=message(done, wrong), name=SOME_FAILED if done.failed else None)


def _waiting() -> None:
    get_run_logger().info("another run holds the processed folder; waiting for it to end")


def _ingested(paths: list[str], settings: str | None, processed: str, batch_size: int, workers: int) -> tuple[road.Report, dict[str, str]]:
    """One look, one or two ingests, and what there is to tell of them; what is wrong with which source."""
    wrong = look(settings, processed) if settings else {}
    before = current(processed)
    planned, extracted, snapshot = _round(paths, settings, processed, batch_size, workers)
    if settings and follow(settings, processed):
        more, again, snapshot = _round(paths, settings, processed, batch_size, workers)
        planned, extracted = looking.both(planned, more), extracted + again
    done = report(planned, extracted, snapshot, before, processed)
    told = rows(done, failures(planned, snapshot, processed), added(planned, snapshot, processed), wrong)
    create_table_artifact(told, key=ARTIFACT, description=message(done, wrong))
    if os.environ.get(DESK):
        create_link_artifact(os.environ[DESK], "What is to be reviewed", key=QUEUE, description="The reviewers' queue.")
    return done, wrong


def _round(paths: list[str], settings: str | None, processed: str, batch_size: int, workers: int) -> tuple[road.Plan, int, str]:
    """One ingest: what was planned, how many documents were extracted, and the snapshot."""
    extracted = 0
    with locked(Path(processed), _waiting):
        planned = take(paths, settings, processed)
        while todo := road.pending(processed):  # attachments turn up as their mail is read
            key = versions().key
            if runners.spread():
                runners.carry()
                for done in [extract.submit(batch, processed, 1, key) for batch in batches(todo, batch_size)]:
                    done.result()
            else:
                for batch in batches(todo, batch_size):
                    extract(batch, processed, workers, key)
            extracted += len(todo)
        return planned, extracted, publish(processed)


def main() -> int:
    parser = argparse.ArgumentParser(description="Ingest files, folders and sources as one run of the Prefect flow.")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--settings", help="sources.toml: also look at the sources it names")
    parser.add_argument("--processed", default="processed")
    parser.add_argument("--to", metavar="ADDRESS", help="also publish in an object store: s3://bucket/prefix")
    parser.add_argument("--workers", type=int, default=1, help="processes that read documents")
    parser.add_argument("--batch-size", type=int, default=20, help="documents in one task (default: %(default)s)")
    given = parser.parse_args()
    if not given.paths and not given.settings:
        parser.error("name files and folders, or a sources.toml with --settings")
    run: Any = ingest_documents
    state = run(given.paths, given.processed, given.settings, batch_size=given.batch_size, workers=given.workers, to=given.to, return_state=True)
    print(state.message)
    return 1 if not state.is_completed() else 3 if state.name == SOME_FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
