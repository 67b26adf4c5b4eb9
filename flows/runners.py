"""Where batches are extracted: in processes of this machine, or on a Dask cluster.

    SCR_RUNNER=local                                  the default: nothing to set up
    SCR_RUNNER=dask                                   a Dask cluster of this machine's cores, for the run
    SCR_RUNNER=dask SCR_DASK_ADDRESS=tcp://host:8786  a cluster that is there; its workers see the same processed folder

The unit is a batch of documents' ids. What a batch gives lies under names made of content and versions, so one that is lost
with its worker is done again elsewhere, and one that is done twice does no harm.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import settings  # noqa: F401 - sets Prefect's defaults, so it comes first

# isort: split
from cloudpickle import register_pickle_by_value

RUNNER, ADDRESS = "SCR_RUNNER", "SCR_DASK_ADDRESS"
_KNOWN = ("local", "dask")


def spread() -> bool:
    """Whether batches go to a cluster. Raises ValueError where SCR_RUNNER names none of the runners."""
    named = os.environ.get(RUNNER, "local")
    if named not in _KNOWN:
        raise ValueError(f"{RUNNER}={named!r} is no runner; there are {', '.join(_KNOWN)}")
    return named == "dask"


def chosen() -> Any:
    """The task runner that the environment asks for; None for Prefect's own. Asked when the flow is made, so that served and deployed runs have it too."""
    if not spread():
        return None
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ModuleNotFoundError as missing:
        raise SystemExit("SCR_RUNNER=dask needs prefect-dask; install scr-extract with its `dask` extra") from missing
    address = os.environ.get(ADDRESS)
    return DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_kwargs={"threads_per_worker": 1})


def carry() -> None:
    """Let the modules of this folder travel with their batches: a cluster's workers have the package, not the folder.

    All of them, since Prefect sends the flow along with each of its tasks, and the flow names the rest.
    """
    here = Path(__file__).parent
    for module in [m for name, m in sys.modules.copy().items() if name != "__main__" and Path(getattr(m, "__file__", None) or "/").parent == here]:
        register_pickle_by_value(module)
