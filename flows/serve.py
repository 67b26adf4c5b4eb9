"""Serves the ingest on a schedule: the files of these folders, daily at six by British clocks unless `--cron` says otherwise.

    prefect server start                                   # once, elsewhere
    export PREFECT_API_URL=http://127.0.0.1:4200/api
    python flows/serve.py raw/inbox --processed processed
    python flows/serve.py --settings sources.toml --processed processed --gold tests/golden/*.jsonl

With `--gold` the tables are also evaluated, early on Mondays. It waits for its runs and carries them out here, one at a time, until it is stopped.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import cast

from settings import TIME_ZONE  # sets Prefect's defaults, so it comes first

# isort: split
from prefect import serve
from prefect.client.orchestration import get_client
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval
from prefect.settings import get_current_settings

from evaluate import WEEKLY, evaluate_tables
from ingest import ingest_documents
from scr_extract import evaluation
from scr_extract.errors import ScrExtractError
from scr_extract.ingest.addresses import is_address, is_store
from scr_extract.sources.settings import load

PATIENCE = 60.0
"""Seconds that a server has to answer: one that was started a moment ago takes 10-16 s on two cores, and longer on a busy machine."""


def _whole(place: str) -> str:
    """A path that holds from any folder; an address as it is."""
    return place if is_address(place) else str(Path(place).resolve())


def _missing(paths: Sequence[str], settings: str | None, gold: Sequence[str]) -> str | None:
    """What is named and is not there, in words that say what to do: a service would fail each night, where nobody looks."""
    for path in paths:
        if is_address(path) and not is_store(path):
            return f"{path} is no address of an object store that is known here; it looks like s3://bucket/prefix"
        if not is_address(path) and not Path(path).exists():
            return f"no file or folder {path}; make it (mkdir -p {path}), or name one that is there"
    try:
        if settings:
            load(Path(settings))
        if gold:
            evaluation.read([Path(g) for g in gold])
    except ScrExtractError as wrong:
        return str(wrong)
    return None


def _unanswered() -> str | None:
    """What is wrong where the Prefect server does not answer in time, in words that say what to do."""
    with get_client(sync_client=True) as client:
        end = time.monotonic() + PATIENCE
        while wrong := client.api_healthcheck():
            if time.monotonic() > end:
                return f"no Prefect server answers at {client.api_url} ({type(wrong).__name__}): start one with `prefect server start`, or set PREFECT_API_URL"
            time.sleep(1)
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the ingest flow on a schedule.")
    parser.add_argument("paths", nargs="*", default=[])
    parser.add_argument("--settings", help="sources.toml: the sources to look at; without it and without paths, raw/inbox is read")
    parser.add_argument("--processed", default="processed")
    parser.add_argument("--to", metavar="ADDRESS", help="also publish in an object store: s3://bucket/prefix")
    parser.add_argument("--gold", nargs="*", default=[], metavar="PATH", help="known answers, files or folders of them: also evaluate against them, weekly")
    parser.add_argument("--cron", default="0 6 * * *", help=f"in {TIME_ZONE} (default: %(default)s)")
    parser.add_argument("--every", type=float, metavar="SECONDS", help="instead of a cron: again so many seconds after the last start")
    given = parser.parse_args()
    if get_current_settings().api.url is None:
        sys.exit("no Prefect server is configured: start one with `prefect server start` and set PREFECT_API_URL")
    paths: list[str] = given.paths or ([] if given.settings else ["raw/inbox"])
    if wrong := _missing([*paths, *([given.processed] if is_address(given.processed) else [])], given.settings, given.gold):
        sys.exit(wrong)
    if given.to and not is_store(given.to):
        parser.error(f"argument --to: {given.to} is no address such as s3://bucket/prefix")
    if given.every is not None and given.every <= 0:
        parser.error("argument --every: more than 0 seconds")
    try:
        schedule = Interval(timedelta(seconds=given.every)) if given.every is not None else Cron(given.cron, timezone=TIME_ZONE)
    except (ValueError, OverflowError) as wrong_time:
        parser.error(f"argument {'--every' if given.every is not None else '--cron'}: {wrong_time}")
    if wrong := _unanswered():
        sys.exit(wrong)
    processed = _whole(given.processed)
    ingesting = ingest_documents.to_deployment(
        name="scr-extract-ingest",
        schedule=schedule,
        parameters={
            "paths": [_whole(p) for p in paths],
            "processed": processed,
            "settings": str(Path(given.settings).resolve()) if given.settings else None,
            "to": given.to,
        },
    )
    evaluating = evaluate_tables.to_deployment(
        name="scr-extract-evaluate",
        schedule=Cron(WEEKLY, timezone=TIME_ZONE),
        parameters={"gold": [str(Path(g).resolve()) for g in given.gold], "processed": processed},
    )
    # Typed as if it could be a coroutine, which it is in an event loop only.
    serve(*(cast("RunnerDeployment", d) for d in ([ingesting, evaluating] if given.gold else [ingesting])), limit=1)


if __name__ == "__main__":
    main()
