"""The reviewers' store: words are added one transaction at a time, and a row once there is there for good.

An `add` that returned is on the disk. It says which word it believed to be the last one on the same record and field, and
is refused with ConflictError where somebody else wrote meanwhile. Two stores are made one by exporting and importing:
words are ordered by `made_at`, so the order in which rows arrive changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from scr_extract.corrections import rows, schema
from scr_extract.corrections.codec import as_row, later, timed
from scr_extract.corrections.correction import ConflictError, Correction, in_order, undo
from scr_extract.corrections.place import place, shown
from scr_extract.errors import NotFoundError, ScrExtractError, StoreError

_ROWS = schema.CORRECTIONS


@dataclass(frozen=True)
class Store:
    """An open store. `where` names it without a password."""

    engine: sa.Engine
    where: str

    def add(self, word: Correction, *, seen_version: str | None) -> Correction:
        """Keep one word; returns it with the time it was made. `seen_version` is what `version` said when the reviewer looked.

        Adding the same word again (same correction_id) changes nothing. Raises ConflictError where another word came between
        and InvalidCorrectionError where the value does not fit its field; then nothing is kept.
        """
        return self.add_all([(word, seen_version)])[0]

    def add_all(self, words: Iterable[tuple[Correction, str | None]]) -> tuple[Correction, ...]:
        """Keep all of these words or none, in this order. Of several on one field each names the version before the first."""
        from scr_extract.corrections.checked import fitted

        wanted = [(fitted(word), seen) for word, seen in words]
        with self._writing() as connection:
            here = rows.here(connection, [word for word, _ in wanted])
            by_id, last_of = {w.correction_id: w for w in here}, {rows.line(w): w for w in here}
            stamp = connection.scalar(sa.select(sa.func.max(_ROWS.c.made_at)))
            kept, new, own = list[Correction](), list[Correction](), set[str]()
            for word, seen in wanted:
                known = by_id.get(word.correction_id)
                if known is not None:
                    if replace(known, made_at="") != replace(word, made_at=""):
                        raise ConflictError(word, known)
                    kept.append(known)
                    continue
                last = last_of.get(rows.line(word))
                if (last.correction_id if last else None) != seen and (last is None or last.correction_id not in own):
                    raise ConflictError(word, last)
                stamp = later(stamp)
                made = replace(word, made_at=stamp)
                by_id[made.correction_id] = last_of[rows.line(made)] = made
                own.add(made.correction_id)
                new.append(made)
                kept.append(made)
            if new:
                connection.execute(_ROWS.insert(), [as_row(word) for word in new])
            return tuple(kept)

    def undo(self, correction_id: str, reviewer: str, *, seen_version: str | None, note: str | None = None) -> Correction:
        """Take a word back: one more row, itself undone by undoing it. Raises NotFoundError where there is no such word."""
        found = self.words(correction_id=correction_id)
        if not found:
            raise NotFoundError(f"no correction {correction_id} in this store")
        return self.add(undo(found[0], reviewer, note), seen_version=seen_version)

    def version(self, record_id: str, field: str | None, *, blind: str | None = None) -> str | None:
        """The correction_id of the last word on this record and field, None where there is none; what `seen_version` takes.

        Words of blind second reviews do not count; for such a review `blind` is the reviewer, whose own alone count.
        """
        with self._reading() as connection:
            last = rows.last(connection, record_id, field, blind)
            return last.correction_id if last else None

    def versions(self, record_id: str, *, blind: str | None = None) -> dict[str | None, str]:
        """As `version`, for every field of the record that has one (None: the entry as a whole)."""
        return {w.field: w.correction_id for w in self.words(record_id=record_id) if rows.counts(w, blind)}

    def tally(self) -> tuple[int, str]:
        """How many words there are and when the last was made: what a copy of them is held against, at the cost of one look-up."""
        with self._reading() as connection:
            number, last = connection.execute(sa.select(sa.func.count(), sa.func.max(_ROWS.c.made_at))).one()
            return number, last or ""

    def words(
        self, *, document_id: str | None = None, record_id: str | None = None, correction_id: str | None = None, since: str | None = None
    ) -> tuple[Correction, ...]:
        """Every word ever said, or those on one document or record or made after `since`, in the order they were made; undone ones too."""
        query = sa.select(_ROWS)
        for column, wanted in ((_ROWS.c.document_id, document_id), (_ROWS.c.record_id, record_id), (_ROWS.c.correction_id, correction_id)):
            query = query if wanted is None else query.where(column == wanted)
        query = query if since is None else query.where(_ROWS.c.made_at > since)
        with self._reading() as connection:
            return tuple(sorted(map(rows.as_word, connection.execute(query).mappings()), key=in_order))

    def history(self, record_id: str, field: str | None) -> tuple[Correction, ...]:
        """Who said what of one field when, in order."""
        return tuple(w for w in self.words(record_id=record_id) if w.field == field)

    def take_in(self, words: Sequence[Correction]) -> int:
        """Add the words of another store or a backup as they are; those that are here already, or come twice, are passed by. Returns how many were new.

        Raises StoreError, and adds none, where a word here says otherwise under the same id or time.
        """
        with self._writing() as connection:
            here = {row["correction_id"]: rows.as_word(row) for row in connection.execute(sa.select(_ROWS)).mappings()}
            new = list[Correction]()
            for w in sorted(words, key=in_order):
                if not timed(w.made_at):
                    raise StoreError(f"correction {w.correction_id} has no time as a store gives it; nothing was taken in")
                if w.correction_id not in here:
                    here[w.correction_id] = w
                    new.append(w)
                elif here[w.correction_id] != w:
                    raise StoreError(f"correction {w.correction_id} says something else here; nothing was taken in")
            try:
                if new:
                    connection.execute(_ROWS.insert(), [as_row(w) for w in new])
            except sa.exc.IntegrityError:
                raise StoreError("an undo names a word that is in neither store; nothing was taken in") from None
            return len(new)

    def digest(self) -> str:
        """64 hex digits that change with every word added: part of what a snapshot is made of."""
        with self._reading() as connection:
            ids = connection.execute(sa.select(_ROWS.c.correction_id)).scalars()
            return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()

    def purge(self, document_id: str) -> int:
        """Remove every word on a withdrawn document: the one exception to rows that stay. Returns how many there were.

        Raises StoreError where somebody who is reading an SQLite store keeps them in its side file; doing it again then removes them there too.
        """
        with self._writing() as connection:
            schema.let_rows_go(connection)
            gone = connection.execute(_ROWS.delete().where(_ROWS.c.document_id == document_id)).rowcount
            schema.keep_rows(connection)
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if busy:
                raise StoreError(f"{self.where}-wal still holds words on the document, because another program is reading them: stop it and do this again")
        return gone

    def faults(self) -> list[str]:
        """What is wrong with the store, in words without values; empty where it is whole."""
        found = []
        try:
            with self._reading() as connection:
                if connection.dialect.name == "sqlite":
                    found += [f"{self.where}: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
                    found += [f"{self.where}: a row of {row[0]} names one that is not there" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
            self.words()
        except (sa.exc.DatabaseError, ScrExtractError, ValueError, TypeError) as damaged:
            found.append(f"{self.where} is damaged ({type(damaged).__name__}); import the last export into a new store (docs/corrections.md)")
        if self.engine.dialect.name == "sqlite" and Path(self.where).stat().st_mode & 0o077:
            found.append(f"{self.where} is open to others than its owner; type `chmod go= {self.where}`")
        return found

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self.engine.execution_options(writes=True).begin() as connection:
            schema.take_turn(connection)
            yield connection


def open_store(processed: str | Path = "processed", store: str | None = None) -> Store:
    """The store of this processed folder (see `place`), made where there is none. Close it. Raises StoreError where it cannot be had."""
    url = place(processed, store)
    try:
        engine = schema.engine(url)
        with engine.execution_options(writes=True).begin() as connection:
            schema.create(connection)
            found = schema.format_of(connection)
    except (sa.exc.OperationalError, sa.exc.DatabaseError, sa.exc.NoSuchModuleError, ModuleNotFoundError, OSError) as closed:
        raise StoreError(f"the store of corrections at {shown(url)} cannot be opened ({_why(closed)}); --store or SCR_STORE says where another is") from None
    if found > schema.FORMAT:
        engine.dispose()
        raise StoreError(f"the store at {shown(url)} was made by a newer scr-extract (format {found}); upgrade this one")
    return Store(engine, shown(url))


def _why(closed: Exception) -> str:
    if isinstance(closed, ModuleNotFoundError):
        return "PostgreSQL needs the extra `postgres`: pip install scr-extract[postgres]"
    return closed.strerror or "no access" if isinstance(closed, OSError) else type(closed.__cause__ or closed).__name__


@contextmanager
def opened(processed: str | Path = "processed", store: str | None = None) -> Iterator[Store]:
    """As `open_store`, closed at the end."""
    held = open_store(processed, store)
    try:
        yield held
    finally:
        held.close()


@contextmanager
def existing(processed: str | Path = "processed", store: str | None = None) -> Iterator[Store | None]:
    """The store where there is one; None, and nothing is made, where its SQLite file is not there."""
    url = place(processed, store)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
        yield None
        return
    with opened(processed, store) as held:
        yield held
