"""Does the Prefect that is installed work? Versions of FastAPI and SQLAlchemy that install cleanly break it in ways that a plain run does not show.

    PREFECT_API_URL=http://127.0.0.1:4200/api python flows/probe.py

against a server (`prefect server start`): one flow with tasks and an artifact, the filter calls of the REST interface that
its own commands and clients stand on, and one run that the scheduler starts. Ends with an error at the first that fails.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta

import settings  # noqa: F401 - sets Prefect's defaults, so it comes first

# isort: split
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey, DeploymentFilter, DeploymentFilterName, FlowFilter, FlowFilterName
from prefect.client.schemas.sorting import ArtifactSort, FlowRunSort, TaskRunSort

NAME = "scr-extract-probe"
_PATIENCE = 300.0


@task
def square(number: int) -> int:
    return number * number


@flow(name=NAME)
def probe() -> int:
    """The sum of three squares, through tasks, with a table artifact."""
    squares = square.map([1, 2, 3]).result()
    create_table_artifact(table=[{"number": n, "square": s} for n, s in enumerate(squares, 1)], key=NAME)
    return sum(squares)


def filters(client: SyncPrefectClient) -> dict[str, int]:
    """How many rows each filter call gives. A broken pair of versions answers 422 to those with no sort order."""
    ours, table = FlowFilter(name=FlowFilterName(any_=[NAME])), ArtifactFilter(key=ArtifactFilterKey(any_=[NAME]))
    return {
        "flows": len(client.read_flows(flow_filter=ours)),
        "flow runs": len(client.read_flow_runs(flow_filter=ours)),
        "flow runs, sorted": len(client.read_flow_runs(flow_filter=ours, sort=FlowRunSort.START_TIME_DESC)),
        "task runs": len(client.read_task_runs(flow_filter=ours)),
        "task runs, sorted": len(client.read_task_runs(flow_filter=ours, sort=TaskRunSort.END_TIME_DESC)),
        "artifacts": len(client.read_artifacts(artifact_filter=table)),
        "artifacts, sorted": len(client.read_artifacts(artifact_filter=table, sort=ArtifactSort.CREATED_DESC)),
    }


def scheduled(client: SyncPrefectClient) -> float:
    """Seconds until a run that the scheduler made had completed. Raises TimeoutError where none does."""
    ours = DeploymentFilter(name=DeploymentFilterName(any_=[NAME]))
    started = time.monotonic()
    serving = subprocess.Popen([sys.executable, __file__, "serve"])
    try:
        while time.monotonic() - started < _PATIENCE:
            runs = client.read_flow_runs(deployment_filter=ours)
            if any(r.auto_scheduled and r.state and r.state.is_completed() for r in runs) and client.read_deployments(deployment_filter=ours):
                return time.monotonic() - started
            time.sleep(1)
    finally:
        serving.terminate()
        serving.wait(60)
    raise TimeoutError(f"no scheduled run completed in {_PATIENCE:.0f} s; are fastapi and sqlalchemy the pinned ones?")


def main() -> None:
    if probe() != 14:
        raise ValueError("the probe's flow ran and gave a wrong sum")
    with get_client(sync_client=True) as client:
        counts = filters(client)
        empty = [call for call, rows in counts.items() if not rows]
        if empty:
            raise ValueError(f"no rows from: {', '.join(empty)}")
        print(f"a scheduled run completed after {scheduled(client):.0f} s")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        probe.serve(name=NAME, interval=timedelta(seconds=10), pause_on_shutdown=True, print_starting_message=False)
    else:
        main()
