"""Fetched documents on their way in: copies under their content's hash, each with the note of where it came from."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from scr_extract.datasets import disk
from scr_extract.ingest import sidecars
from scr_extract.ingest.addresses import is_store
from scr_extract.ingest.discovery import clean
from scr_extract.ingest.sidecars import Sidecar
from scr_extract.sources.fetching import Answer

_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "message/rfc822": ".eml",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


def store(inbox: Path, answer: Answer, url: str, source: str) -> tuple[str, Path]:
    """Put what `url` gave into the inbox; its document_id and file. The note is written first, so that no file ever lies there without it."""
    document_id = hashlib.sha256(answer.raw).hexdigest()
    path = inbox / f"{document_id}{_suffix(answer)}"
    if not path.is_file():
        disk.make_dir(inbox)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = Sidecar(document_id, called(url), url, answer.url, now, source, answer.content_type, answer.etag, answer.last_modified)
        sidecars.put(path, made)
        disk.write(path, answer.raw)
    return document_id, path


def called(url: str) -> str:
    """What people would call a document fetched from there: the end of the address's path. Data only."""
    return clean(_last(url))[:200] or urlsplit(url).hostname or "document"


def _last(url: str) -> str:
    """The end of the path; of an object in a store that is its name as it stands: `Review #3.md` has no fragment, `100%25.md` no escape."""
    if is_store(url):
        return PurePosixPath(url).name
    return unquote(PurePosixPath(urlsplit(url).path).name)


def _suffix(answer: Answer) -> str:
    """By what the server calls it, else by its address; the reader goes by the content in the end."""
    kind = (answer.content_type or "").partition(";")[0].strip().lower()
    suffix = PurePosixPath(_last(answer.url)).suffix.lower()
    return _SUFFIXES.get(kind) or (suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 8 else ".bin")
