"""Single objects below an address, put and got many at a time; and the one that several machines write, put on condition that nobody else did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC

from scr_extract.datasets.objects import Place, opened, told
from scr_extract.errors import ObjectStoreError, PublishError

_AT_ONCE = 16
"""Requests under way at a time: each waits for the network far longer than it works."""


@dataclass(frozen=True, slots=True)
class Object:
    """One object below an address: its name from there on, its version and when it was put (ISO 8601, UTC), its size in bytes."""

    name: str
    etag: str | None
    last_modified: str
    size: int


def listed(address: str) -> tuple[Object, ...]:
    """Everything below an address, in order of names. Raises ObjectStoreError where it cannot be looked at."""
    import obstore

    place = opened(address)
    with told(address):
        rows = [row for batch in obstore.list(place.store) for row in batch]
    found = [Object(r["path"], r["e_tag"], r["last_modified"].astimezone(UTC).isoformat(timespec="seconds"), r["size"]) for r in rows]
    return tuple(sorted(found, key=lambda f: f.name))


def fetched(address: str, name: str) -> bytes:
    """One object's bytes. Raises ObjectStoreError where it is not there any more."""
    found = get(opened(address), name)
    if found is None:
        raise ObjectStoreError(f"{address}: an object that was listed is gone")
    return found[0]


def names(place: Place, below: str) -> frozenset[str]:
    """The names of all objects below `below/`, that included."""
    import obstore

    with told(place.address):
        return frozenset(row["path"] for batch in obstore.list(place.store, below) for row in batch)


def get(place: Place, name: str) -> tuple[bytes, str | None] | None:
    """An object's bytes and its version (ETag); None where there is none."""
    import obstore
    from obstore.exceptions import NotFoundError as MissingError

    with told(place.address):
        try:
            found = obstore.get(place.store, name)
            return bytes(found.bytes()), found.meta["e_tag"]
        except (MissingError, FileNotFoundError):
            return None


def get_all(place: Place, wanted: Iterable[str], keep: Callable[[str, bytes], None]) -> None:
    """Hand each object's name and bytes to `keep`, in any order. Raises ObjectStoreError where one is not there any more."""

    def one(name: str) -> None:
        found = get(place, name)
        if found is None:
            raise ObjectStoreError(f"{place.address}: {name} was listed and is gone; try again")
        keep(name, found[0])

    with ThreadPoolExecutor(_AT_ONCE) as some:
        for _ in some.map(one, wanted):
            pass


def put_all(place: Place, given: Mapping[str, Callable[[], bytes]]) -> None:
    """Put every object under its name; the bytes are asked for when their turn comes."""
    import obstore

    def one(name: str) -> None:
        with told(place.address):
            obstore.put(place.store, name, given[name]())

    with ThreadPoolExecutor(_AT_ONCE) as some:
        for _ in some.map(one, given):
            pass


def put_over(place: Place, name: str, raw: bytes, version: str | None) -> None:
    """Put an object on condition that it is still of that version, or still absent where that is None. Raises PublishError where it is not."""
    import obstore
    from obstore.exceptions import AlreadyExistsError, PreconditionError

    with told(place.address):
        try:
            obstore.put(place.store, name, raw, mode={"e_tag": version} if version else "create")
        except (AlreadyExistsError, PreconditionError):
            raise PublishError(f"somebody else worked on {place.address} meanwhile; the same command again goes on from theirs") from None


def remove(place: Place, gone: Iterable[str]) -> None:
    import obstore

    listed = sorted(gone)
    if listed:
        with told(place.address):
            obstore.delete(place.store, listed)
