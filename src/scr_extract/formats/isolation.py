"""Reads files in processes apart, each document held to its limits, so that no file can hurt the run.

The outcome is a document in any case: what exceeds memory, CPU or wall time is `limit`, what kills its reader is
`crash`, and the next file gets a fresh reader. Nothing but frames of bytes passes between the processes.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import LifoQueue
from typing import IO

from scr_extract.formats import failed
from scr_extract.formats.codec import decode
from scr_extract.formats.limits import LIMITS, Limits, environment, packed
from scr_extract.formats.seam import Attachment
from scr_extract.formats.worker import receive, send
from scr_extract.identity import document_id
from scr_extract.model import Document, Status

_SERVES = 200
"""Documents before a reader is replaced, lest what one leaves behind slows or colours the next."""

_LARGEST_ANSWER = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: its bytes, or where they lie. `key` is the caller's own and comes back unread."""

    key: str
    source: bytes | Path
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one job: its document, and the files that were inside, whose names are data."""

    key: str
    document: Document
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """`inherited` is the most memory, in KiB, that this process had held when it started the reader: the system counts it for the reader too."""

    process: subprocess.Popen[bytes]
    inherited: int
    served: int = 0

    @property
    def asks(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def answers(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout


ReadOne = Callable[[bytes, str], tuple[Document, tuple[Attachment, ...]]]


def read_isolated(jobs: Iterable[Job], *, workers: int = 1, limits: Limits = LIMITS) -> Iterator[Reading]:
    """Read every job in a process apart, `workers` at a time; results come in the order of the jobs, whatever their number.

    Jobs are taken as they are needed, so a generator of many large files costs no more memory than a few.
    """
    with readers(workers, limits) as read_one, ThreadPoolExecutor(workers) as threads:
        waiting: deque[Future[Reading]] = deque()
        for job in jobs:
            waiting.append(threads.submit(_do, job, read_one, limits))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _do(job: Job, read_one: ReadOne, limits: Limits) -> Reading:
    if isinstance(job.source, Path):
        with job.source.open("rb") as file:
            raw = file.read(limits.size + 1)
    else:
        raw = job.source
    return Reading(job.key, *read_one(raw, job.name))


@contextmanager
def readers(workers: int = 1, limits: Limits = LIMITS) -> Iterator[ReadOne]:
    """A pool of reading processes, started as they are needed and kept for the next file. The reader it gives may be called
    from `workers` threads at once; further ones wait."""
    idle: LifoQueue[_Reader | None] = LifoQueue()
    for _ in range(workers):
        idle.put(None)

    def read_one(raw: bytes, name: str) -> tuple[Document, tuple[Attachment, ...]]:
        if len(raw) > limits.size:
            return failed(raw, name, Status.LIMIT, f"the file is larger than {limits.size} bytes: split it, or save it smaller"), ()
        reader = idle.get()
        kept: _Reader | None = None
        try:
            document, files, kept = _ask(reader or _start(limits), raw, name, limits)
            return document, files
        finally:
            idle.put(kept)

    try:
        yield read_one
    finally:
        for _ in range(workers):
            reader = idle.get()
            if reader is not None:
                _end(reader)


def _start(limits: Limits) -> _Reader:
    command = [sys.executable, "-X", "utf8", "-m", "scr_extract.formats.worker", packed(limits)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), start_new_session=True)
    return _Reader(process, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _ask(reader: _Reader, raw: bytes, name: str, limits: Limits) -> tuple[Document, tuple[Attachment, ...], _Reader | None]:
    """Have one file read: what came of it, and the reader, if it may serve again."""
    over, late = threading.Event(), threading.Event()
    watch = threading.Thread(target=_watch, args=(reader.process, limits, over, late), daemon=True)
    watch.start()
    try:
        with suppress(BrokenPipeError):  # it is gone: its answer, which does not come, says so
            send(reader.asks, name.encode("utf-8", "replace"), raw)
        answer = _answer(reader.answers)
    finally:
        over.set()
        watch.join()
    if answer is not None:
        document, files = answer
        if document.document_id == document_id(raw) and not late.is_set():
            spent = document.status is Status.LIMIT or reader.served + 1 >= _SERVES
            if spent:
                _end(reader)
            return replace(document, name=name), files, None if spent else replace(reader, served=reader.served + 1)
    return failed(raw, name, *_cause(reader, limits, late.is_set())), (), None


def _answer(pipe: IO[bytes]) -> tuple[Document, tuple[Attachment, ...]] | None:
    """What a reader sends of one file; None where it sends nothing or no document."""
    said, count = receive(pipe, _LARGEST_ANSWER), receive(pipe, 20)
    if said is None or count is None or not count.isdigit():
        return None
    held = [receive(pipe, _LARGEST_ANSWER) for _ in range(2 * int(count))]
    parts = [part for part in held if part is not None]
    try:
        names = [name.decode("utf-8", "replace") for name in parts[::2]]
        return (decode(said), tuple(zip(names, parts[1::2], strict=True))) if len(parts) == len(held) else None
    except ValueError:
        return None


def _watch(process: subprocess.Popen[bytes], limits: Limits, over: threading.Event, late: threading.Event) -> None:
    """End a reader that takes too long: after `wall` seconds, or `patience` while a program of its own still works."""
    started = time.monotonic()
    wait = limits.wall
    while not over.wait(wait):
        if time.monotonic() - started < limits.patience and _has_helper(process.pid):
            wait = 1.0
            continue
        late.set()
        _kill(process)
        return


def _has_helper(pid: int) -> bool:
    with suppress(OSError):
        return any(listed.read_text().strip() for listed in Path(f"/proc/{pid}/task").glob("*/children"))
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The reader and what it started; it leads a session of its own."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _cause(reader: _Reader, limits: Limits, late: bool) -> tuple[Status, str]:
    """Why a reader gave no answer. One that died near its limit of memory died of it, whatever the last signal was."""
    for _ in range(20):
        pid, ended, usage = os.wait4(reader.process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    else:
        _kill(reader.process)
        _, ended, usage = os.wait4(reader.process.pid, 0)
    reader.process.returncode = os.waitstatus_to_exitcode(ended)
    _close(reader)
    code = reader.process.returncode
    if late or code == -signal.SIGALRM:
        return Status.LIMIT, f"not read within {limits.wall:.0f} seconds"
    if code == -signal.SIGXCPU:
        return Status.LIMIT, f"not read within {limits.cpu:.0f} seconds of computing"
    if usage.ru_maxrss > reader.inherited and usage.ru_maxrss * 1024 > 0.6 * limits.memory:
        return Status.LIMIT, f"reading it takes more than {limits.memory // 2**20} MiB of memory"
    return Status.CRASH, f"its reader ended with {signal.Signals(-code).name if code < 0 else f'code {code}'}"


def _end(reader: _Reader) -> None:
    """Let an idle reader go."""
    _kill(reader.process)
    reader.process.wait()
    _close(reader)


def _close(reader: _Reader) -> None:
    for pipe in (reader.asks, reader.answers):
        with suppress(OSError):
            pipe.close()
