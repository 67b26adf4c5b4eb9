"""The process behind the runner: reads document ids line by line, extracts each, answers one line of JSON with ids and counts."""

from __future__ import annotations

import errno
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from scr_extract.errors import ModelMissingError, ResourceError
from scr_extract.formats.isolation import readers
from scr_extract.ingest.work import extract_one

_MEMORY = 1400 * 2**20
"""Bytes of address space for extracting one document; reading it has a process and a limit of its own."""


def main(processed: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.RLIM_INFINITY))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, readers() as read_one:
        os.dup2(2, 1)  # whatever a library prints goes to the talk, never among the answers
        answers.write(json.dumps({"ready": os.getpid()}) + "\n")
        answers.flush()
        for line in sys.stdin:
            try:
                said: dict[str, object] = asdict(extract_one(line.strip(), processed, read_one))
            except (ModelMissingError, ResourceError) as missing:
                said = {"stop": str(missing)}
            except OSError as closed:  # the disk is full, or closed: the parent's next document would not fare better
                full = closed.errno in (errno.ENOSPC, errno.EDQUOT)
                what = (
                    "; make room and type the same again: what was published before still stands" if full else f": {closed.filename}" if closed.filename else ""
                )
                said = {"stop": f"{closed.strerror or type(closed).__name__}{what}"}
            answers.write(json.dumps(said) + "\n")
            answers.flush()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except BrokenPipeError:  # whoever asks is gone, and so there is nobody to tell
        os._exit(0)
