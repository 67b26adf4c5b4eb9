"""Spreads the documents to extract over processes of this machine. A process that dies or hangs costs its document, not the run.

The processes are our own (`python -m scr_extract.ingest.worker`): ids go in, ids and counts come out, and results reach
the ledger's folders directly. So it works the same from a script, a notebook, a flow or the command line.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scr_extract import extract
from scr_extract.errors import ScrExtractError
from scr_extract.ingest import ledger
from scr_extract.ingest.work import extract_batch, keep
from scr_extract.model import Status

PATIENCE = 900.0
"""Seconds of wall time one document may take, picture recognition included."""

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Each process computes alone: that is what the processes are for, and threads of their own would cost memory."""
_ASKED = frozenset({signal.SIGHUP, signal.SIGINT, signal.SIGTERM})
"""How a machine that is switched off, or a service that is stopped, ends processes: no document's doing."""


@dataclass
class _Worker:
    """A running process, the document it holds and since when. The one thing here that changes."""

    process: subprocess.Popen[str]
    document_id: str | None = None
    since: float = 0.0
    ready: bool = False

    @property
    def asks(self) -> IO[str]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def answers(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout


def run(
    todo: Sequence[str], processed: Path, workers: int = 0, progress: Callable[[int, int], None] | None = None, patience: float = PATIENCE
) -> dict[str, float]:
    """Extract every document of `todo`: in this process where `workers` is 0, else in that many others. The seconds each took, by id.

    Raises ScrExtractError where the processes cannot work, or left a document undone.
    """
    told = progress or _silent
    told(0, len(todo))
    if workers == 0:
        count = iter(range(1, len(todo) + 1))
        return {done.document_id: done.seconds for done in extract_batch(todo, processed, lambda _: told(next(count), len(todo)))}
    took = _spread(deque(todo), processed, min(workers, len(todo)), told, patience)
    left = ledger.undone(processed, [ledger.one(processed, document_id) for document_id in todo])
    if left:
        raise ScrExtractError(f"scr-extract changed while {len(left)} documents were read; type the same again")
    return took


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _spread(queue: deque[str], processed: Path, workers: int, told: Callable[[int, int], None], patience: float) -> dict[str, float]:
    total, done = len(queue), 0
    took: dict[str, float] = {}
    with selectors.DefaultSelector() as selector:
        pool: list[_Worker] = []
        try:
            for _ in range(workers):
                pool.append(_start(processed, selector))  # one by one, for what is started when somebody stops it here must be ended, too
            while done < total:
                ready = [key.data for key, _ in selector.select(timeout=1.0)]
                for worker in list(pool):
                    if worker in ready:
                        alive, finished = _hear(worker, processed)
                    elif worker.document_id and time.monotonic() - worker.since > patience:
                        _lost(worker.document_id, processed, Status.LIMIT, f"not read within {patience:.0f} seconds")
                        alive, finished = False, True
                    else:
                        continue
                    if finished:
                        done += 1
                        took[worker.document_id or ""] = round(time.monotonic() - worker.since, 3)
                        told(done, total)
                    if alive:
                        _give(worker, queue)
                    else:
                        _stop(worker, selector)
                        pool.remove(worker)
                        if queue:
                            pool.append(_start(processed, selector))
        finally:
            for worker in pool:
                _stop(worker, selector)
    return took


def _command(processed: Path) -> list[str]:
    return [sys.executable, "-m", "scr_extract.ingest.worker", str(processed)]


def _start(processed: Path, selector: selectors.BaseSelector) -> _Worker:
    process = subprocess.Popen(
        _command(processed.resolve()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | _ONE_THREAD,
        start_new_session=True,  # Ctrl-C at a terminal is for us, who end it
    )
    worker = _Worker(process)
    selector.register(worker.answers, selectors.EVENT_READ, worker)
    return worker


def _give(worker: _Worker, queue: deque[str]) -> None:
    worker.document_id = queue.popleft() if queue else None
    worker.since = time.monotonic()
    if worker.document_id is not None:
        with suppress(BrokenPipeError):  # it died meanwhile: its closed answers say so next
            worker.asks.write(worker.document_id + "\n")
            worker.asks.flush()


def _hear(worker: _Worker, processed: Path) -> tuple[bool, bool]:
    """Take one answer: whether the process lives, and whether a document is finished."""
    line = worker.answers.readline()
    if not line:
        code = worker.process.wait()
        if not worker.ready:
            raise ScrExtractError(f"a worker process ended with code {code} before it could read anything; `scr-extract doctor` may say why")
        if -code in _ASKED:
            raise ScrExtractError(f"a worker process was asked to end (signal {-code}); type the same again")
        if worker.document_id is not None:
            _lost(worker.document_id, processed, Status.CRASH, f"the process that read it ended with code {code}")
        return False, worker.document_id is not None
    said = json.loads(line)
    if "stop" in said:
        raise ScrExtractError(said["stop"])
    finished, worker.ready = worker.ready, True
    return True, finished


def _lost(document_id: str, processed: Path, status: Status, message: str) -> None:
    keep(ledger.one(processed, document_id), extract.unread(document_id, status, message), processed)


def _stop(worker: _Worker, selector: selectors.BaseSelector) -> None:
    selector.unregister(worker.answers)
    if worker.document_id is not None and worker.process.poll() is None:
        worker.process.kill()
    with suppress(BrokenPipeError):
        worker.asks.close()
    worker.process.wait()
    worker.answers.close()
