"""Published tables in an object store (`s3://bucket/prefix`): the names are those of a processed folder, and this is the one door to it.

    snapshots/<id>/<table>.parquet, snapshots/<id>/manifest.json     written once, the manifest last
    CURRENT                                                          the one object that is ever written over

CURRENT is put on condition that it is still the one that was looked at (If-Match, or If-None-Match where there was none), so of
two that publish at once one is refused and nothing is lost. Endpoint and credentials come from the usual environment:
AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scr_extract.datasets import read
from scr_extract.datasets.packaging import CROISSANT, DATAPACKAGE
from scr_extract.datasets.read import CURRENT, MANIFEST, SNAPSHOTS, TOMBSTONE
from scr_extract.datasets.tables import BY_NAME
from scr_extract.datasets.tables import table as known
from scr_extract.errors import NotFoundError, ObjectStoreError, PublishError, WithdrawnError

if TYPE_CHECKING:
    import pyarrow as pa
    from obstore.store import S3Store
    from pyarrow.fs import S3FileSystem


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart, and the clients for it: `store` for single objects and conditions, `files` for tables."""

    address: str
    root: str
    store: S3Store
    files: S3FileSystem


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot in an object store; reads as one in a folder does."""

    id: str
    manifest: dict[str, Any]
    place: Place

    def arrow(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """A table of this snapshot as Arrow; of columns that are not asked for nothing is fetched."""
        import pyarrow.parquet as pq

        with told(self.place.address), self.place.files.open_input_file(f"{self.place.root}{SNAPSHOTS}/{self.id}/{known(table).name}.parquet") as file:
            return pq.ParquetFile(file).read(columns=columns)

    @property
    def published(self) -> str | None:
        """The day it was published at this address (ISO 8601, UTC): that on which its manifest was put there."""
        with told(self.place.address):
            put = self.place.store.head(f"{SNAPSHOTS}/{self.id}/{MANIFEST}")["last_modified"]
        return put.astimezone(UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What `mirror` did: the snapshot that counts there now, the one before it, and snapshots that were withdrawn and removed."""

    snapshot: str
    before: str | None
    removed: tuple[str, ...]


def opened(address: str) -> Place:
    """The clients for an address. Raises ObjectStoreError where the `s3` extra is missing or the address names no bucket."""
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc or {".", ".."} & set(parts.path.split("/")):
        raise ObjectStoreError(f"{address} is no address of an object store that is known here; it looks like s3://bucket/prefix")
    try:
        from obstore.store import S3Store
    except ModuleNotFoundError:
        raise ObjectStoreError("an object store needs the extra `s3`: pip install scr-extract[s3]") from None
    from pyarrow.fs import S3FileSystem

    prefix = parts.path.strip("/")
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    if endpoint and not _is_endpoint(endpoint):  # the client would panic
        raise ObjectStoreError("AWS_ENDPOINT_URL is no address of a server; it looks like https://host or http://host:9000")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    plain = bool(endpoint and endpoint.startswith("http://"))
    store = S3Store(parts.netloc, prefix=prefix or None, endpoint=endpoint, client_options={"allow_http": plain}, config={"region": region} if region else {})
    files = S3FileSystem(endpoint_override=endpoint, scheme="http" if plain else "https", region=region)
    return Place(address, f"{parts.netloc}/{prefix}/" if prefix else f"{parts.netloc}/", store, files)


def _is_endpoint(said: str) -> bool:
    try:
        parts = urlsplit(said)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and said.isascii() and not any(c.isspace() for c in said)
    except ValueError:
        return False


@contextmanager
def told(address: str) -> Iterator[None]:
    """Whatever the store refuses becomes an error that names the address and the kind of refusal, never a key or a secret."""
    import obstore.exceptions as refused

    try:
        yield
    except (refused.PermissionDeniedError, refused.UnauthenticatedError):
        raise ObjectStoreError(f"{address}: access is refused; look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY") from None
    except (refused.GenericError, refused.NotFoundError, refused.InvalidPathError, OSError) as broken:
        raise ObjectStoreError(f"{address} cannot be used ({type(broken).__name__}); is the bucket there, and AWS_ENDPOINT_URL right?") from None


def mirror(processed: str | Path, address: str, over: tuple[str | None, str | None] | None = None) -> Mirrored:
    """Make the current snapshot of a processed folder the one that counts at `address`. Repeating it changes nothing.

    Snapshots that were withdrawn here are removed there, their tombstones in their place. Raises PublishError where somebody
    else published there meanwhile, and leaves theirs: since `over` was looked at (`pointer`), or since this began where it is not given.
    """
    root = Path(processed)
    found, place = read.current(root), opened(address)
    with told(address):
        before, version = over or pointer(place)
        if before != found.id:
            _upload(place, found)
            _switch(place, found.id, version)
        return Mirrored(found.id, before, tuple(_withdrawn(place, root)))


def current(address: str) -> Stored:
    """The snapshot that CURRENT names there. Raises NotFoundError where nothing is published."""
    place = opened(address)
    with told(address):
        id, _ = pointer(place)
    if id is None:
        raise NotFoundError(f"nothing is published at {address}; type `scr-extract publish --to {address}` first")
    return _stored(place, id)


def snapshot(address: str, id: str) -> Stored:
    """The snapshot of that id. Raises NotFoundError where there is none, WithdrawnError where it held a document that was withdrawn."""
    return _stored(opened(address), id)


def _stored(place: Place, id: str) -> Stored:
    if not (id.isascii() and id.isalnum()):
        raise NotFoundError(f"{id!r} is no id of a snapshot")
    with told(place.address):
        stone = _get(place, f"{SNAPSHOTS}/{id}{TOMBSTONE}")
        manifest = _get(place, f"{SNAPSHOTS}/{id}/{MANIFEST}")
    if stone is not None:
        raise WithdrawnError(_said(id, stone, place.address))
    if manifest is None:
        raise NotFoundError(f"no snapshot {id!r} at {place.address}")
    return Stored(id, _fitting(id, manifest, place.address), place)


def _said(id: str, stone: bytes, address: str) -> str:
    """What a tombstone answers; of one that is not of our making only that it is there."""
    try:
        return read.withdrawn(id, json.loads(stone))
    except (ValueError, RecursionError, KeyError, TypeError):
        return f"snapshot {id} was withdrawn at {address}; its tombstone does not say why"


def _fitting(id: str, raw: bytes, address: str) -> dict[str, Any]:
    """A manifest as we write them. Its names become files of this machine, so one that speaks of others is refused."""
    try:
        said = json.loads(raw)
        named = said["snapshot"] == id and said["tables"].keys() <= BY_NAME.keys() and said["files"].keys() <= {CROISSANT, DATAPACKAGE}
        whole = said["tables"]["corrections"]["rows"] >= 0 and all("sha256" in f for part in ("tables", "files") for f in said[part].values())
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        named = whole = False
    if not (named and whole):
        raise ObjectStoreError(f"{address}: the manifest of snapshot {id} is not what this version writes; where a newer one did, install that")
    return dict(said)


def pointer(place: Place) -> tuple[str | None, str | None]:
    """The id of the snapshot that counts there, and the version (ETag) of the object that says so; none of either where nothing is published."""
    import obstore
    from obstore.exceptions import NotFoundError as MissingError

    try:
        found = obstore.get(place.store, CURRENT)
    except (MissingError, FileNotFoundError):
        return None, None
    return bytes(found.bytes()).decode("ascii", "replace").strip(), found.meta["e_tag"]


def _switch(place: Place, id: str, version: str | None) -> None:
    import obstore
    from obstore.exceptions import AlreadyExistsError, PreconditionError

    try:
        obstore.put(place.store, CURRENT, f"{id}\n".encode(), mode={"e_tag": version} if version else "create")
    except (AlreadyExistsError, PreconditionError):
        raise PublishError(f"somebody else published at {place.address} meanwhile, and theirs stands; look at it, then publish again") from None


def _upload(place: Place, found: read.Snapshot) -> None:
    """Every file of the snapshot, the manifest last: where it stands the rest stands too."""
    import obstore

    manifest = (found.path / MANIFEST).read_bytes()
    if _get(place, f"{SNAPSHOTS}/{found.id}/{MANIFEST}") == manifest:
        return
    for table in found.manifest["tables"]:
        target = f"{place.root}{SNAPSHOTS}/{found.id}/{table}.parquet"
        with found.file(table).open("rb") as file, place.files.open_output_stream(target) as out:
            shutil.copyfileobj(file, out, 8 * 2**20)
    for name in found.manifest.get("files", {}):
        obstore.put(place.store, f"{SNAPSHOTS}/{found.id}/{name}", (found.path / name).read_bytes())
    obstore.put(place.store, f"{SNAPSHOTS}/{found.id}/{MANIFEST}", manifest)


def _withdrawn(place: Place, processed: Path) -> Iterator[str]:
    import obstore

    for stone in sorted((processed / SNAPSHOTS).glob(f"*{TOMBSTONE}")):
        id = stone.name.removesuffix(TOMBSTONE)
        there = [row["path"] for batch in obstore.list(place.store, f"{SNAPSHOTS}/{id}") for row in batch]
        if there:
            obstore.put(place.store, f"{SNAPSHOTS}/{stone.name}", stone.read_bytes())
            obstore.delete(place.store, there)
            yield id


def _get(place: Place, name: str) -> bytes | None:
    import obstore
    from obstore.exceptions import NotFoundError as MissingError

    try:
        return bytes(obstore.get(place.store, name).bytes())
    except (MissingError, FileNotFoundError):
        return None
