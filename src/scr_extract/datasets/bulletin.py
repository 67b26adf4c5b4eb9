"""A new bulletin from the tables: what was published since a day, on a topic, of an area, in the arrangement bulletins have had.

An entry that came from a bulletin keeps its own words; of a report, which has no such paragraph, the facts are put into the
sentences a bulletin would use. What it says can be read back: `scr-extract ingest` gives the same entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract.datasets.about import about, boards_of
from scr_extract.datasets.bulletin_entry import header, kind_of, own_words, printed_title
from scr_extract.datasets.bulletin_report import name_of, summary
from scr_extract.datasets.intervals import first_and_last
from scr_extract.datasets.one_per_review import Row, read
from scr_extract.datasets.opening import opened
from scr_extract.datasets.read import Snapshot
from scr_extract.errors import NotFoundError
from scr_extract.resources.loader import gazetteer
from scr_extract.values import PartialDate, parse

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Stored


@dataclass(frozen=True, slots=True)
class Words:
    """Characters set alike, perhaps a link."""

    text: str
    bold: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph; `level` is a heading's depth, 0 for prose."""

    level: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The passages, the reviews they speak of by the title printed, and how many could not be placed for want of a date of publication."""

    passages: tuple[Passage, ...]
    titles: dict[str, str | None]
    undated: int

    @property
    def reviews(self) -> tuple[str, ...]:
        return tuple(self.titles)


def bulletin(processed: str | Path, since: str | None = None, *, topic: str | None = None, area: str | None = None, snapshot: str | None = None) -> Bulletin:
    """The bulletin of what was published on or after a day (`2017`, `2017-03` or `2017-03-14`), on a topic, by an area's boards.

    A review published in a month or year is in where any day of it is late enough. An area is a region or a place with a board of
    its own. Raises NotFoundError for a place the gazetteer does not know and where there is no such review, ValueError for a day that is none.
    """
    found = opened(processed, snapshot)
    first = first_and_last(since, None)
    reviews = [r for r in read(found.id, processed=processed).reviews if (not topic or about(r, topic)) and (not area or _of(r, area))]
    dated = [(r, _published(r)) for r in reviews]
    chosen = [r for r, days in dated if first is None or (days is not None and days >= first[0])]
    chosen.sort(key=_topic)  # those without a topic first, where no heading stands above them
    undated = sum(days is None for _, days in dated) if first else 0
    if not chosen:
        raise NotFoundError(_none(since, topic, area, undated))
    known = _Known.of(found, {record for review in chosen for record in review["records"]})
    titles = {r["review_id"]: _title(r, known) for r in chosen}
    return Bulletin(tuple(_passages(found, chosen, titles, known, since, topic, area)), titles, undated)


def _none(since: str | None, topic: str | None, area: str | None, undated: int) -> str:
    asked = _asked(since, topic, area)
    more = f" ({undated} that state no date of publication are left out; without --since they are in)" if undated else ""
    return f"no review{f' was published{asked}' if asked else ' is published'}{more}; ask for less, or ingest what is missing. Nothing was written"


def _asked(since: str | None, topic: str | None, area: str | None) -> str:
    return "".join((f" since {since}" if since else "", f" on {topic}" if topic else "", f" in {area}" if area else ""))


def _of(review: Row, area: str) -> bool:
    if (review["region"] or "").casefold() == area.strip().casefold():
        return True
    if any(row["region"].casefold() == area.strip().casefold() for row in gazetteer("boards")):
        return False
    return bool(boards_of(area) & set(review["lscb_ids"] or ()))


def _topic(row: Row) -> str:
    return " ".join((row["topic"] or "").split()).casefold()


def _published(review: Row) -> date | None:
    """The last day on which it may have been published."""
    year, month = review["published_year"], review["published_month"]
    days = first_and_last(f"{year}-{month:02}" if year and month else str(year) if year else None, None)
    return days[1] if days else None


def _passages(
    found: Snapshot | Stored,
    chosen: Sequence[Row],
    titles: Mapping[str, str | None],
    known: _Known,
    since: str | None,
    topic: str | None,
    area: str | None,
) -> Iterator[Passage]:
    asked = _asked(since, topic, area)
    yield Passage(1, (Words("News and learning from reviews"),))
    yield _prose(f"This issue lists reviews published{asked}, from tables made with scr-extract (snapshot {found.id}). Please share it with your team.")
    yield _prose(f"Sources: {'; '.join(_sources(chosen, known))}.")
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for review in chosen:
        by_topic[_topic(review)].append(review)
    for heading in by_topic:
        if heading:
            yield Passage(2, (Words(by_topic[heading][0]["topic"]),))  # as the first of them prints it
        yield Passage(0, (Words(_label(by_topic[heading]), bold=True),))
        for review in by_topic[heading]:
            yield from _entry(review, titles[review["review_id"]], known)
        yield from _resources(heading, by_topic[heading], known)


def _label(reviews: Sequence[Row]) -> str:
    """What stands above the reviews of a topic: their kind where it is the serious case review, as where none is stated; else what all of them are."""
    return "Serious Case Reviews:" if all(r["review_type"] in (None, "scr") for r in reviews) else "Case reviews:"


def _sources(chosen: Sequence[Row], known: _Known) -> list[str]:
    """The documents, each once, in the order of their names."""
    return sorted({known.names[known.entries[record]["document_id"]] for review in chosen for record in review["records"]})


@dataclass(frozen=True, slots=True)
class _Known:
    """What is printed of each record: its words, where its values stand, its incident, its subject children, its statements, the name of its
    document and what that names for reading."""

    entries: dict[str, Row]
    values: dict[str, list[Row]]
    incidents: dict[str, PartialDate]
    children: dict[str, list[Row]]
    statements: dict[str, list[Row]]
    names: dict[str, str]
    resources: list[Row]

    @staticmethod
    def of(found: Snapshot | Stored, records: set[str]) -> _Known:
        def rows(table: str, columns: list[str]) -> Iterator[Row]:
            return (row for row in found.arrow(table, ["record_id", *columns]).to_pylist() if row["record_id"] in records)

        values: dict[str, list[Row]] = defaultdict(list)
        children: dict[str, list[Row]] = defaultdict(list)
        statements: dict[str, list[Row]] = defaultdict(list)
        incidents: dict[str, PartialDate] = {}
        for row in rows("values", ["field", "start", "end", "value"]):
            values[row["record_id"]].append(row)
            if row["field"] == "incident_date" and row["value"] and isinstance(when := parse("partialdate", row["value"]), PartialDate):
                incidents.setdefault(row["record_id"], when)
        for row in rows("children", ["role", "sex", "age_months_min", "age_months_max"]):
            if row["role"] == "subject":
                children[row["record_id"]].append(row)
        for table in ("findings", "recommendations"):
            for row in rows(table, ["ordinal", "text", "output_type"]):
                statements[row["record_id"]].append(row)
        entries = {row["record_id"]: row for row in rows("entries", ["document_id", "kind", "title", "start", "text"])}
        documents = found.arrow("documents", ["document_id", "name"]).to_pylist()
        resources = found.arrow("linked_resources", ["document_id", "topic", "text", "urls"]).to_pylist()
        return _Known(entries, values, incidents, children, statements, {d["document_id"]: d["name"] for d in documents}, resources)


def _entry(review: Row, title: str | None, known: _Known) -> Iterator[Passage]:
    told = _told(review, known)
    if title:
        yield _prose(f"{kind_of(review)}: {title}")
    yield from map(_prose, header(review))
    if told is None:
        first = next(iter(review["records"]))
        text = summary(review, known.children[first], known.statements[first], known.incidents.get(first))
    else:
        text = own_words(known.entries[told], known.values[told])
    link = (Words("Full report "), Words("here", target=review["report_url"])) if review["report_url"] else ()
    if text or link:
        yield Passage(0, (Words(f"{text} " if link and text else text), *link))


def _told(review: Row, known: _Known) -> str | None:
    """The record whose own words are printed: the first that is no report."""
    return next((r for r in review["records"] if known.entries[r]["kind"] != "report"), None)


def _title(review: Row, known: _Known) -> str | None:
    told = _told(review, known)
    if told is None:
        return name_of(review)
    title = known.entries[told]["title"]
    return printed_title(title) if title else None


def _resources(topic: str, chosen: Sequence[Row], known: _Known) -> Iterator[Passage]:
    """What the bulletins that these entries come from name for reading under the same topic, each once."""
    documents = {known.entries[record]["document_id"] for review in chosen for record in review["records"]}
    once: dict[str, Row] = {}
    for row in known.resources:
        if row["document_id"] in documents and _topic(row) == topic:
            once.setdefault(" ".join(row["text"].split()).casefold(), row)
    if topic and once:
        yield _prose("Linked Research & Resources:")
        yield from map(_resource, once.values())


def _resource(row: Row) -> Passage:
    """Its words; the link stands on the `here` with which they end, or after them."""
    text, urls = " ".join(row["text"].split()), row["urls"]
    if not urls:
        return _prose(text)
    before, last = (text[: -len("here")], "here") if text.endswith(" here") else (f"{text} ", "here")
    return Passage(0, (Words(before), Words(last, target=urls[0]), *(Words(f" {url}", target=url) for url in urls[1:])))


def _prose(text: str) -> Passage:
    return Passage(0, (Words(text),))
