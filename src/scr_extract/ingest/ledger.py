"""What a `processed/` folder remembers: every document's bytes and names, its text, and what was extracted with which versions.

    store/<sha256>                  the bytes as they came, never edited
    ledger/<sha256>.json            the document's names and where it came from
    texts/<sha256 of text>.txt      the canonical text
    cache/<key>/<sha256>.json       what was extracted with the versions of that key; that it is there means that it is done
    cache/<key>/<sha256>.reading    the document with its blocks and boxes, where a reviewer pointed at words of it
    rows/<key>                      rows of documents side by side as they were published last (datasets/portions.py)
    stood                           what the last publication stood on that its snapshot's id does not tell, as a hash

All are written whole, under names that come from their content or its hash: a lost or repeated batch is harmless.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scr_extract.datasets import disk
from scr_extract.errors import InvariantError, LostTextError, NotFoundError
from scr_extract.extract import Extraction
from scr_extract.formats import codec as formats
from scr_extract.ingest import codec
from scr_extract.ingest.versions import versions
from scr_extract.model import Document

STORE, LEDGER, TEXTS, CACHE, STOOD = "store", "ledger", "texts", "cache", "stood"


@dataclass(frozen=True, slots=True)
class Known:
    """A document as the ledger knows it. Names and parents (mails that carried it) are sorted: the order of ingests does not show."""

    document_id: str
    names: tuple[str, ...]
    size: int
    parents: tuple[str, ...] = ()
    source_url: str | None = None
    at: str | None = None
    """When it was fetched, or its file was last written (ISO 8601, UTC); the earliest where it came in more than once."""

    @property
    def name(self) -> str:
        return self.names[0]


def _ledger_file(processed: Path, document_id: str) -> Path:
    return processed / LEDGER / f"{document_id}.json"


def known(processed: Path) -> dict[str, Known]:
    """Every document ever ingested and not withdrawn, by id, in order of id."""
    folder = processed / LEDGER
    names = sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208 - names alone: ten thousand paths take a second
    return {name.removesuffix(".json"): _known(f"{folder}/{name}") for name in names if name.endswith(".json") and not name.startswith(".")}


def holds(processed: Path, document_id: str) -> bool:
    """Whether the document was ever ingested, and not withdrawn since."""
    return _ledger_file(processed, document_id).is_file()


def one(processed: Path, document_id: str) -> Known:
    """One document. Raises NotFoundError where it was never ingested."""
    path = _ledger_file(processed, document_id)
    if not path.is_file():
        raise NotFoundError(f"no document {document_id} in {processed}; `scr-extract documents --processed {processed}` says what is there")
    return _known(str(path))


def _known(path: str) -> Known:
    id = path.rpartition("/")[2].removesuffix(".json")
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            said = json.load(file)
        return Known(id, tuple(said["names"]), said["size"], tuple(said["parents"]), said.get("source_url"), said.get("at"))
    except (ValueError, KeyError, TypeError):
        raise InvariantError(f"{path} is damaged; remove it and ingest the file of document {id} again") from None


def note(processed: Path, document: Known, before: Known | None = None) -> Known:
    """Remember a document, or one more name or parent of it. `before` is what the ledger knew of it, where that was read already."""
    if before is None and (path := _ledger_file(processed, document.document_id)).is_file():
        before = _known(str(path))
    if before is not None:
        names = tuple(sorted({*before.names, *document.names}))
        parents = tuple(sorted({*before.parents, *document.parents}))
        at = min(filter(None, (before.at, document.at)), default=None)
        document = Known(document.document_id, names, document.size, parents, before.source_url or document.source_url, at)
        if document == before:
            return before
    rewrite(processed, document)
    return document


def rewrite(processed: Path, document: Known) -> None:
    """Put this in the place of whatever the ledger knew of the document."""
    path = _ledger_file(processed, document.document_id)
    disk.make_dir(path.parent)
    said = {"names": list(document.names), "size": document.size, "parents": list(document.parents), "source_url": document.source_url, "at": document.at}
    disk.put(path, json.dumps(said, ensure_ascii=False).encode())


def stored(processed: Path) -> frozenset[str]:
    """The documents whose bytes are in the store."""
    folder = processed / STORE
    return frozenset(os.listdir(folder)) if folder.is_dir() else frozenset[str]()  # noqa: PTH208 - as above


def keep(processed: Path, raw: bytes) -> str:
    """Put a document's bytes in the store; its id."""
    document_id = hashlib.sha256(raw).hexdigest()
    path = processed / STORE / document_id
    if not path.is_file():
        disk.make_dir(path.parent)
        disk.put(path, raw)
    return document_id


def raw(processed: Path, document_id: str) -> bytes:
    """A document's bytes. Raises InvariantError where the store no longer holds what it should."""
    path = processed / STORE / document_id
    found = path.read_bytes() if path.is_file() else None
    if found is None or hashlib.sha256(found).hexdigest() != document_id:
        raise InvariantError(f"document {document_id}: its bytes in {STORE}/ are {'missing' if found is None else 'changed'}; ingest the file again")
    return found


def text_file(processed: Path, text_sha256: str) -> Path:
    return processed / TEXTS / f"{text_sha256}.txt"


def keep_text(processed: Path, text: str, text_sha256: str) -> None:
    path = text_file(processed, text_sha256)
    if not path.is_file():
        disk.make_dir(path.parent)
        disk.put(path, text.encode("utf-8"))


def text(processed: Path, text_sha256: str | None) -> str:
    """A canonical text. Empty for a document without one; raises LostTextError where it is gone or was changed."""
    if text_sha256 is None:
        return ""
    path = text_file(processed, text_sha256)
    found = path.read_bytes() if path.is_file() else None
    if found is None or hashlib.sha256(found).hexdigest() != text_sha256:
        raise LostTextError(f"text {text_sha256}: its copy in {TEXTS}/ is {'missing' if found is None else 'changed'}")
    return found.decode("utf-8")


def sync(processed: Path) -> None:
    """Make what was kept and noted last through a power cut."""
    for folder in (STORE, LEDGER, TEXTS):
        if (processed / folder).is_dir():
            disk.sync_dir(processed / folder)


@lru_cache(maxsize=256)
def _hint(suffix: str) -> str:
    """Four hex digits for the end of a document's name: it may tip the reader's choice of format, so it is part of the key."""
    return hashlib.sha256(suffix.lower().encode("utf-8", "surrogatepass")).hexdigest()[:4]


def _cache_name(document: Known) -> str:
    return f"{document.document_id}.{_hint(document.name.rpartition('.')[2])}.json"


def _cache_file(processed: Path, document: Known) -> Path:
    return processed / CACHE / versions().key / _cache_name(document)


def record(processed: Path, document: Known, extraction: Extraction) -> None:
    """Keep what was extracted of a document with the versions at hand."""
    path = _cache_file(processed, document)
    _seal(path, codec.encode(extraction))


def forget(processed: Path, document: Known) -> None:
    """Let the document be extracted anew with the versions at hand, and published anew with what that gives."""
    disk.remove(processed / STOOD)
    disk.remove(_cache_file(processed, document))


def _seal(path: Path, body: bytes) -> None:
    disk.make_dir(path.parent)
    disk.put(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _unsealed(path: Path) -> bytes | None:
    """What was sealed; None where there is nothing, or it was torn by a power cut."""
    if not path.is_file():
        return None
    digest, _, body = path.read_bytes().partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        disk.remove(path)
        return None
    return body


def extraction(processed: Path, document: Known) -> Extraction | None:
    """What was extracted with the versions at hand; None where that is still to do, or was torn by a power cut."""
    body = _unsealed(_cache_file(processed, document))
    return None if body is None else codec.decode(body)


def _reading_file(processed: Path, document: Known) -> Path:
    path = _cache_file(processed, document)
    return path.with_name(f"{path.stem}.reading")


def keep_reading(processed: Path, document: Known, read: Document) -> None:
    """Keep a document as it was read, blocks and boxes too, for those whose entries or words a reviewer pointed at."""
    _seal(_reading_file(processed, document), formats.encode(read))


def reading(processed: Path, document: Known) -> Document | None:
    """The document as it was read with the versions at hand; None where it was not kept."""
    body = _unsealed(_reading_file(processed, document))
    return None if body is None else formats.decode(body)


def sketch(processed: Path, document: Known) -> tuple[str, codec.Sketch] | None:
    """What was extracted of a document in short, and the sha256 of the whole; None as for `extraction`."""
    body = _unsealed(_cache_file(processed, document))
    return None if body is None else (hashlib.sha256(body).hexdigest(), codec.sketch(body))


def text_of(path: Path) -> str | None:
    """The hash of the canonical text that an extraction, by whatever version, was made of; None where it is torn, or there was none."""
    body = _unsealed(path)
    found: str | None = None if body is None else json.loads(body)["facts"]["text_sha256"]
    return found


def texts(processed: Path) -> frozenset[str]:
    """The hashes of the canonical texts that are kept."""
    folder = processed / TEXTS
    return frozenset(name.removesuffix(".txt") for name in os.listdir(folder)) if folder.is_dir() else frozenset[str]()  # noqa: PTH208 - as above


def undone(processed: Path, documents: Iterable[Known]) -> tuple[Known, ...]:
    """The documents that nothing was extracted of with the versions at hand."""
    folder = processed / CACHE / versions().key
    done = frozenset(os.listdir(folder)) if folder.is_dir() else frozenset[str]()  # noqa: PTH208 - names are wanted, not ten thousand paths
    return tuple(d for d in documents if _cache_name(d) not in done)
