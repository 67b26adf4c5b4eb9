"""A processed folder that is kept at an address (`s3://bucket/prefix`), and worked on in a folder of this machine.

    state/store|texts/<...>, state/cache/<key>/<...>    as in a processed folder, under the same names: they come from content, so each is put once
    state/ledger.json                                   what was ingested and what was withdrawn: the one object of the state that is written over
    snapshots/, CURRENT                                 the published tables (datasets/objects)

What is done here is pulled first and pushed last. What was ingested on two machines is put together, never one in the place of the
other: the ledger and CURRENT are each put on condition that they are still those that were pulled, and who comes second is told to
run again. Cut short at any step, the next run of the same command finishes the work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets import disk
from scr_extract.errors import NotFoundError, ObjectStoreError
from scr_extract.ingest import foreign, ledger, spoken, withdrawal, withdrawn
from scr_extract.ingest.addresses import DOCUMENTS, FETCHED, STATE, folder, is_address
from scr_extract.ingest.locking import locked
from scr_extract.ingest.versions import versions

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Place, Stored


@dataclass(frozen=True, slots=True)
class _Pulled:
    """What was there: the versions of the ledger and of the pointer, and the names of the rest of the state."""

    ledger: bytes | None
    version: str | None
    pointer: tuple[str | None, str | None]
    names: frozenset[str]


@contextmanager
def working(processed: str | Path, store: str | None = None, waiting: Callable[[], None] | None = None) -> Iterator[Path]:
    """The folder to work in: that folder itself or, of an address, its working folder, brought up to date; what the block did there is
    pushed at its end, unless it raised.

    Other runs of this machine on the same address wait. Raises NotFoundError where nothing is named, ObjectStoreError where the address cannot be used,
    PublishError where another machine was faster, and StoreError where reviewers spoke of these tables and their words are not at hand, so that publishing
    would drop them.
    """
    if not str(processed).strip():
        raise NotFoundError("no folder is named for the tables: what was given is empty, as of a variable that is not set")
    if not is_address(processed):
        yield Path(processed)
        return
    from scr_extract.datasets import objects

    place, root = objects.opened(str(processed)), folder(str(processed))
    with locked(root, waiting):
        pulled = _pull(place, root, store)
        yield root
        _push(place, root, pulled)


def _pull(place: Place, root: Path, store: str | None) -> _Pulled:
    from scr_extract.datasets import carrying, objects

    with objects.told(place.address):
        pointer = objects.pointer(place)
    raw, version = carrying.get(place, DOCUMENTS) or (None, None)
    pulled = _Pulled(raw, version, pointer, carrying.names(place, STATE))
    said = foreign.ledger(pulled.ledger, place.address)
    for document_id, note in sorted(said["withdrawn"].items()):
        _withdraw(root, document_id, note, store)
    gone = frozenset(withdrawn.noted(root))
    for document_id, known in sorted(said["documents"].items()):
        if document_id not in gone:
            ledger.note(root, ledger.Known(document_id, tuple(known["names"]), known["size"], tuple(known["parents"]), known["source_url"], known["at"]))
    wanted = [name for name in sorted(pulled.names) if _belongs(name, gone) and not (root / name.removeprefix(f"{STATE}/")).is_file()]
    carrying.get_all(place, wanted, partial(_keep, place, root))
    ledger.sync(root)
    if pointer[0] is not None:
        _take_in(place, root, pointer[0], store)
    return pulled


def _withdraw(root: Path, document_id: str, note: dict[str, Any], store: str | None) -> None:
    """What was withdrawn on another machine is withdrawn here."""
    path = withdrawn.note_file(root, document_id)
    if not path.is_file():
        disk.make_dir(path.parent)
        disk.write(path, json.dumps(note, ensure_ascii=False, indent=1).encode())
    for copy in (root / FETCHED).glob(f"{document_id}.*"):
        disk.remove(copy)
    if document_id in ledger.known(root):
        withdrawal.withdraw(root, document_id, note["reason"], store)


def _belongs(name: str, gone: frozenset[str]) -> bool:
    """Whether an object of the state is of use here: extractions by other versions are not, nor is what was withdrawn or is called as nothing of ours is."""
    if not foreign.is_state(name):
        return False
    kind, _, rest = name.removeprefix(f"{STATE}/").partition("/")
    if kind == ledger.CACHE:
        return rest.startswith(f"{versions().key}/") and _hash(name) not in gone
    return _hash(name) not in gone


def _keep(place: Place, root: Path, name: str, raw: bytes) -> None:
    """Extractions carry their own hash, and are made again where they are torn; of the rest the name is the hash."""
    path = root / name.removeprefix(f"{STATE}/")
    if path.parent.parent.name != ledger.CACHE and hashlib.sha256(raw).hexdigest() != path.stem:
        raise ObjectStoreError(f"{place.address}: {name} is not what its name says; remove that object and ingest its file again")
    disk.make_dir(path.parent)
    disk.put(path, raw)


def _take_in(place: Place, root: Path, id: str, store: str | None) -> None:
    """Make the snapshot that counts there the current one here: entries keep the ids they have in it."""
    from scr_extract.datasets import objects
    from scr_extract.datasets.publish import switch

    found = objects.snapshot(place.address, id)
    spoken.refuse_lost(root, store, found)
    _fetch(place, root, found)
    switch(root, id)


def take_in_all(address: str, root: Path, document_id: str) -> None:
    """Bring what a withdrawal of the document has to look at into the working folder of an address: every snapshot there is, and what other versions
    extracted of it and of what it carried, which tells of the texts that they made."""
    from scr_extract.datasets import carrying, objects
    from scr_extract.datasets.read import MANIFEST, SNAPSHOTS

    place, of = objects.opened(address), withdrawal.carried(root, document_id)
    cached = (n for n in carrying.names(place, f"{STATE}/{ledger.CACHE}") if foreign.is_state(n) and _hash(n) in of)
    carrying.get_all(place, [n for n in sorted(cached) if not (root / n.removeprefix(f"{STATE}/")).is_file()], partial(_keep, place, root))
    for name in sorted(carrying.names(place, SNAPSHOTS)):
        if name.endswith(f"/{MANIFEST}"):
            _fetch(place, root, objects.snapshot(address, name.split("/")[1]))


def _fetch(place: Place, root: Path, found: Stored) -> None:
    from scr_extract.datasets import carrying
    from scr_extract.datasets.publish import take_in
    from scr_extract.datasets.read import SNAPSHOTS, on_disk

    if found.id in {s.id for s in on_disk(root)}:
        return
    within, files = f"{SNAPSHOTS}/{found.id}/", dict[str, bytes]()
    wanted = [*(f"{t}.parquet" for t in found.manifest["tables"]), *found.manifest["files"]]
    carrying.get_all(place, (within + name for name in wanted), lambda name, raw: files.__setitem__(name.removeprefix(within), raw))
    take_in(root, found.manifest, files)


def _push(place: Place, root: Path, pulled: _Pulled) -> None:
    from scr_extract.datasets import carrying, objects

    known = ledger.known(root)
    gone: dict[str, Any] = {d: withdrawn.said(root, d) for d in withdrawn.noted(root)}
    key = versions().key
    files = [p for part in (ledger.STORE, ledger.TEXTS, f"{ledger.CACHE}/{key}") for p in sorted((root / part).glob("[0-9a-f]*"))]
    ours = {f"{STATE}/{path.relative_to(root).as_posix()}": path for path in files}
    carrying.put_all(place, {name: path.read_bytes for name, path in ours.items() if name not in pulled.names and path.suffix != ".reading"})
    documents = {d: {"names": k.names, "size": k.size, "parents": k.parents, "source_url": k.source_url, "at": k.at} for d, k in known.items()}
    said = {"format": foreign.FORMAT, "documents": documents, "withdrawn": gone}
    raw = json.dumps(said, ensure_ascii=False, sort_keys=True, indent=0).encode()
    if raw != pulled.ledger:
        carrying.put_over(place, DOCUMENTS, raw, pulled.version)
    objects.mirror(root, place.address, pulled.pointer)
    texts = {sha for note in gone.values() for sha in note["texts"]}  # those that another document shares are still here
    carrying.remove(place, (n for n in pulled.names if foreign.is_state(n) and n not in ours and _hash(n) in gone.keys() | texts))


def _hash(name: str) -> str:
    """The document, or text, that an object of the state is of."""
    return name.rpartition("/")[2].partition(".")[0]
