"""The process in which untrusted files are read: `python -m scr_extract.formats.worker LIMITS`, driven by `isolation`.

In come frames (eight bytes of length, then the bytes): a name, then a file. Out go the document as `codec` writes it,
how many files it carries, and for each its name and bytes. It writes nothing else and opens no file.
"""

from __future__ import annotations

import os
import struct
import sys
from traceback import walk_tb
from typing import IO

from scr_extract import formats
from scr_extract.formats.codec import encode
from scr_extract.formats.limits import Limits, arm, confine, excess, unpacked
from scr_extract.model import Document, Status

HEAD = struct.Struct(">Q")


def send(pipe: IO[bytes], *frames: bytes) -> None:
    """Write frames and push them through."""
    for frame in frames:
        pipe.write(HEAD.pack(len(frame)))
        pipe.write(frame)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes | None:
    """The next frame; None at the end, or where it is cut off or longer than `most` bytes."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size or HEAD.unpack(head)[0] > most:
        return None
    frame = pipe.read(HEAD.unpack(head)[0])
    return frame if len(frame) == HEAD.unpack(head)[0] else None


def read(raw: bytes, name: str, limits: Limits) -> tuple[Document, tuple[formats.Attachment, ...]]:
    """One file and what it carries: the worker's edge, where whatever a file causes becomes a status."""
    try:
        document = formats.read(raw, name)
        over = excess(document, limits)
        if over:
            return formats.failed(raw, name, Status.LIMIT, over), ()
        return document, formats.attachments(raw, name)
    except (MemoryError, RecursionError) as error:
        return formats.failed(raw, name, Status.LIMIT, f"reading it takes more than a document is given ({type(error).__name__})"), ()
    except Exception as broken:  # noqa: BLE001 - the worker's edge: one document's failure is a row, the others go on
        return formats.failed(raw, name, Status.CRASH, f"{type(broken).__name__} at {_place(broken)}"), ()


def main(limits: Limits) -> None:
    """Serve until the other end closes. After a document that used up its memory the process ends, so that the next is not hurt."""
    asks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)  # libraries that print or ask do so to nobody
    confine(limits)
    while (name := receive(asks, limits.size)) is not None and (raw := receive(asks, limits.size)) is not None:
        arm(limits)
        document, files = read(raw, name.decode("utf-8", "replace"), limits)
        held = [part for title, inner in files for part in (title.encode("utf-8", "surrogatepass"), inner)]
        send(answers, encode(document), str(len(files)).encode(), *held)
        if document.status is Status.LIMIT:
            break


def _place(broken: BaseException) -> str:
    """Module and line of the deepest of our frames: never the message, which may hold words of the source."""
    frames = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in walk_tb(broken.__traceback__)]
    ours = [place for place in frames if place[0].startswith("scr_extract.formats")] or frames
    return ":".join(map(str, ours[-1])) if ours else "?"


if __name__ == "__main__":
    main(unpacked(sys.argv[1]))
