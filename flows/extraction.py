"""The one task that may run on another machine: it needs the package there, and the same processed folder, and nothing else."""

from __future__ import annotations

from pathlib import Path

import settings  # noqa: F401 - sets Prefect's defaults, so it comes first

# isort: split
from prefect import task
from prefect.cache_policies import NO_CACHE

from scr_extract.ingest import runner
from scr_extract.ingest.versions import versions


@task(cache_policy=NO_CACHE, retries=2)
def extract(document_ids: list[str], processed: str, workers: int, versions_key: str) -> None:
    """Read and extract one batch. A document that breaks its process costs itself, not the batch; repeating one does no harm."""
    if versions().key != versions_key:
        raise RuntimeError("this worker has another version of scr-extract, its model or its libraries than the flow; install the same lock on both")
    runner.run(document_ids, Path(processed), workers)
