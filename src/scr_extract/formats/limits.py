"""What one document may cost, and how a process is held to it."""

from __future__ import annotations

import json
import math
import os
import resource
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import PurePath

from scr_extract.model import Document

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one document: bytes of memory and of file, seconds, pages, characters, blocks.

    `wall` holds while the process works alone; while a helper program of it runs (OCR), `patience` does.
    """

    memory: int = 1280 * MIB
    cpu: float = 30.0
    wall: float = 60.0
    patience: float = 900.0
    size: int = 256 * MIB
    pages: int = 5000
    page_characters: int = 200_000
    characters: int = 5_000_000
    blocks: int = 200_000


LIMITS = Limits()
"""Ten times what the largest report needs: 300 pages are 1.2 million characters."""


def packed(limits: Limits) -> str:
    return json.dumps(asdict(limits))


def unpacked(text: str) -> Limits:
    return Limits(**json.loads(text))


_KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "TESSDATA_PREFIX", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")


def environment() -> dict[str, str]:
    """What a process that reads strangers' bytes needs of the environment; the rest may hold secrets."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"OMP_THREAD_LIMIT": "1", "MALLOC_ARENA_MAX": "2"}


def excess(document: Document, limits: Limits) -> str | None:
    """What a document has too much of, in words; None where it keeps to the limits."""
    longest = max((page.characters for page in document.pages), default=0)
    for what, found, most in (
        ("characters", len(document.text), limits.characters),
        ("characters on one page", longest, limits.page_characters),
        ("pages", len(document.pages), limits.pages),
        ("blocks", len(document.blocks), limits.blocks),
    ):
        if found > most:
            return f"the document has {found} {what}, more than {most}: split it"
    return None


def confine(limits: Limits) -> None:
    """Hold this process to its memory for good, and keep it from the network and from other programs than Tesseract."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def arm(limits: Limits) -> None:
    """Give this process its seconds for the next document. The alarm is for the case that nobody else watches."""
    used = math.ceil(time.process_time() + limits.cpu)
    resource.setrlimit(resource.RLIMIT_CPU, (used, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, limits.patience + limits.wall)


_PROGRAMS = frozenset({"os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "subprocess.Popen"})


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """A reader has no business on the network, nor with programs of the machine."""
    if event.startswith("socket.") and event != "socket.__new__":
        raise PermissionError("a reader has no network")
    if event in _PROGRAMS and not (arguments and PurePath(str(arguments[0])).name == "tesseract"):
        raise PermissionError("a reader starts no program")
