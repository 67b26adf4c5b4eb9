"""Serves the ingest on a schedule: the files of these folders, daily at six by British clocks unless `--cron` says otherwise.

    prefect server start                                   # once, elsewhere
    export PREFECT_API_URL=http://127.0.0.1:4200/api
    python flows/serve.py raw/inbox --processed processed

It waits for its runs and carries them out here, one at a time, until it is stopped.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from settings import TIME_ZONE  # sets Prefect's defaults, so it comes first

# isort: split
from prefect.schedules import Cron
from prefect.settings import get_current_settings

from ingest import ingest_documents


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the ingest flow on a schedule.")
    parser.add_argument("paths", nargs="*", default=["raw/inbox"])
    parser.add_argument("--processed", default="processed")
    parser.add_argument("--cron", default="0 6 * * *", help=f"in {TIME_ZONE} (default: %(default)s)")
    given = parser.parse_args()
    if get_current_settings().api.url is None:
        sys.exit("no Prefect server is configured: start one with `prefect server start` and set PREFECT_API_URL")
    ingest_documents.serve(
        name="scr-extract-ingest",
        schedule=Cron(given.cron, timezone=TIME_ZONE),
        parameters={"paths": [str(Path(p).resolve()) for p in given.paths], "processed": str(Path(given.processed).resolve())},
        limit=1,
    )


if __name__ == "__main__":
    main()
