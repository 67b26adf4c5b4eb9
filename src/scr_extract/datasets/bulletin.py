"""A new bulletin from the tables: what was published since a day, on a topic, of an area, in the arrangement bulletins have had.

An entry that came from a bulletin keeps its own words; of a report, which has no such paragraph, the facts are put into the
sentences a bulletin would use. What it says can be read back: `scr-extract ingest` gives the same entries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract.datasets.about import about, boards_of
from scr_extract.datasets.intervals import first_and_last
from scr_extract.datasets.one_per_review import Row, read
from scr_extract.datasets.opening import opened
from scr_extract.datasets.read import Snapshot
from scr_extract.datasets.vocabularies import vocabulary
from scr_extract.resources.loader import gazetteer

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Stored

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SERIES_HEAD = re.compile(r"^(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d(?=\D).*\s[–-]\s+(?P<name>\S.*)$")
"""A heading of a yearly list, `2017 – Board - Child X`, sometimes glued to the year: date and board have lines of their own here."""
_LINK_LINE = re.compile(r"\s*(?:>\s*)?(?:Full|Read\s+the(?:\s+overview)?|Overview)\s+report\b[^.;\n]{0,40}$", re.I)
_AT_MOST = 6
"""Statements of a report that its summary lists; how many there are is said."""
_HEADER = ("title", "authors", "board", "published")
_FACTS = ("outcome", "incident_date")


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
    """The passages, the reviews they speak of, and how many could not be placed for want of a date of publication."""

    passages: tuple[Passage, ...]
    reviews: tuple[str, ...]
    undated: int


def bulletin(processed: str | Path, since: str | None = None, *, topic: str | None = None, area: str | None = None, snapshot: str | None = None) -> Bulletin:
    """The bulletin of what was published on or after a day (`2017`, `2017-03` or `2017-03-14`), on a topic, by an area's boards.

    A review published in a month or year is in where any day of it is late enough. An area is a region or a place with a board of
    its own. Raises NotFoundError for a place the gazetteer does not know, ValueError for a day that is none.
    """
    found = opened(processed, snapshot)
    first = first_and_last(since, None)
    reviews = [r for r in read(found.id, processed=processed).reviews if (not topic or about(r, topic)) and (not area or _of(r, area))]
    dated = [(r, _published(r)) for r in reviews]
    chosen = [r for r, days in dated if first is None or (days is not None and days >= first[0])]
    undated = sum(days is None for _, days in dated) if first else 0
    return Bulletin(tuple(_passages(found, chosen, since, topic, area)), tuple(r["review_id"] for r in chosen), undated)


def _of(review: Row, area: str) -> bool:
    if (review["region"] or "").casefold() == area.strip().casefold():
        return True
    if any(row["region"].casefold() == area.strip().casefold() for row in gazetteer("boards")):
        return False
    return bool(boards_of(area) & set(review["lscb_ids"] or ()))


def _published(review: Row) -> date | None:
    """The last day on which it may have been published."""
    year, month = review["published_year"], review["published_month"]
    days = first_and_last(f"{year}-{month:02}" if year and month else str(year) if year else None, None)
    return days[1] if days else None


def _passages(found: Snapshot | Stored, chosen: Sequence[Row], since: str | None, topic: str | None, area: str | None) -> Iterator[Passage]:
    asked = "".join((f" since {since}" if since else "", f" on {topic}" if topic else "", f" in {area}" if area else ""))
    yield Passage(1, (Words("News and learning from reviews"),))
    yield _prose(f"This issue lists reviews published{asked}, from tables made with scr-extract (snapshot {found.id}). Please share it with your team.")
    if not chosen:
        yield _prose("Nothing is listed in this issue.")
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for review in chosen:
        by_topic[review["topic"] or ""].append(review)
    known = _Known.of(found, {record for review in chosen for record in review["records"]})
    for heading in sorted(by_topic):  # those without a topic first, where no heading stands above them
        if heading:
            yield Passage(2, (Words(heading),))
        yield Passage(0, (Words("Serious Case Reviews:", bold=True),))
        for review in by_topic[heading]:
            yield from _entry(review, known)
    if chosen:
        yield Passage(2, (Words("Sources"),))
        yield _prose(f"Read from: {'; '.join(_sources(chosen, known))}.")


def _sources(chosen: Sequence[Row], known: _Known) -> list[str]:
    """The documents, each once, in the order of their names."""
    return sorted({known.names[known.entries[record]["document_id"]] for review in chosen for record in review["records"]})


@dataclass(frozen=True, slots=True)
class _Known:
    """What is printed of each record: its words, where its values stand, its statements and the name of its document."""

    entries: dict[str, Row]
    values: dict[str, list[Row]]
    statements: dict[str, list[Row]]
    names: dict[str, str]

    @staticmethod
    def of(found: Snapshot | Stored, records: set[str]) -> _Known:
        def rows(table: str, columns: list[str]) -> Iterator[Row]:
            return (row for row in found.arrow(table, ["record_id", *columns]).to_pylist() if row["record_id"] in records)

        values: dict[str, list[Row]] = defaultdict(list)
        statements: dict[str, list[Row]] = defaultdict(list)
        for row in rows("values", ["field", "start", "end"]):
            values[row["record_id"]].append(row)
        for table in ("findings", "recommendations"):
            for row in rows(table, ["ordinal", "text", "output_type"]):
                statements[row["record_id"]].append(row)
        entries = {row["record_id"]: row for row in rows("entries", ["document_id", "kind", "start", "text"])}
        documents = found.arrow("documents", ["document_id", "name"]).to_pylist()
        return _Known(entries, values, statements, {d["document_id"]: d["name"] for d in documents})


def _entry(review: Row, known: _Known) -> Iterator[Passage]:
    told = next((r for r in review["records"] if known.entries[r]["kind"] != "report"), None)
    if review["title"]:
        yield _prose(f"{_kind(review)}: {printed_title(review)}")
    header = []
    if review["authors"]:
        header.append(f"{'Author' if len(review['authors']) == 1 else 'Authors'}: {_listed(review['authors'])}")
    when = _when(review)
    if review["lscb"] or review["lscb_anonymous"]:
        header.append(f"LSCB: {review['lscb'] or 'Anonymous'}{f' ({when})' if when else ''}")
    elif when:
        header.append(f"Published {when}")
    yield from map(_prose, header)
    summary = _summary(review, known, next(iter(review["records"]))) if told is None else _own_words(known.entries[told], known.values[told])
    link = (Words("Full report "), Words("here", target=review["report_url"])) if review["report_url"] else ()
    if summary or link:
        yield Passage(0, (Words(f"{summary} " if link and summary else summary), *link))


def _kind(review: Row) -> str:
    label = vocabulary("review_type").get(review["review_type"] or "scr", "Serious case review")
    name = re.sub(r"\s*\(.*\)$", "", label)
    return name[0] + name[1:].lower() if name == "Serious Case Review" else name


def printed_title(review: Row) -> str:
    """The title in a bulletin: without the date and board that a yearly list puts before the name."""
    title = " ".join(review["title"].split())
    m = _SERIES_HEAD.match(title)
    return m["name"].strip() if m else title


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _when(review: Row) -> str | None:
    year, month, written = review["published_year"], review["published_month"], review["published_as_written"]
    if not year:
        return None
    if month:
        return f"{_MONTHS[month - 1]} {year}"
    return written.strip(" ()") if written and re.fullmatch(rf"\W*(?:[A-Za-z]+\s+)?{year}\W*", written) else str(year)


def _own_words(entry: Row, values: Sequence[Row]) -> str:
    """The entry without its header and its line with a link, both of which are printed anew."""
    text, at = entry["text"], entry["start"]
    placed = [(v["field"], v["start"] - at, v["end"] - at) for v in values if v["start"] is not None]
    facts = min((start for name, start, _ in placed if name in _FACTS), default=len(text))
    head = max((end for name, start, end in placed if name in _HEADER and start < facts and end <= facts), default=0)
    line = text.find("\n", head)
    rest = text[head : line if line >= 0 else len(text)]
    if head and (line < 0 or line <= facts) and len(rest) < 40:
        head += len(rest)  # what still stands on the header's last line: honours, a bracket
    body, keywords = text[head:], [(start - head, end - head) for name, start, end in placed if name == "keywords" and start >= head]
    if keywords and "keywords" not in body.casefold():  # a line of them without a label would be a sentence once it is part of the paragraph
        first, last = min(start for start, _ in keywords), max(end for _, end in keywords)
        body = f"{_LINK_LINE.sub('', body[:first] + body[last:]).rstrip()} Keywords: {body[first:last]}."
    return " ".join(_LINK_LINE.sub("", body).split()).lstrip(" )].,:;-–*")


def _summary(review: Row, known: _Known, record: str) -> str:
    """Sentences of a bulletin from the facts of a report."""
    child = " ".join(filter(None, (review["child_age_text"], {"female": "girl", "male": "boy"}.get(review["child_sex"] or "", "child"))))
    what = {"fatal": "Death of", "serious_harm": "Serious harm to", "abuse_or_exploitation": "Abuse of"}.get(review["outcome"] or "")
    said = [f"{what} {_article(child)} {child}{_in(review)}."] if what else []
    for kinds, label in ((("finding", "learning_point", "issue"), "Findings include"), (("recommendation",), "Recommendations include")):
        texts = [s["text"].rstrip(" .;") for s in known.statements[record] if s["output_type"] in kinds]
        if texts:
            more = f"The review makes {len(texts)} recommendations including" if kinds == ("recommendation",) and len(texts) > _AT_MOST else label
            said.append(f"{more}: {'; '.join(texts[:_AT_MOST])}.")
    return " ".join(said)


def _article(words: str) -> str:
    return "an" if re.match(r"[aeiou]|8|11\b|18\b", words, re.I) else "a"


def _in(review: Row) -> str:
    when, precision = review["incident_date"], review["incident_precision"]
    if not when or precision not in ("day", "month", "year"):
        return ""
    parts = [int(p) for p in when.split("-")]
    day = f"{parts[2]} " if len(parts) > 2 else ""
    return f" {'on' if day else 'in'} {day}{f'{_MONTHS[parts[1] - 1]} ' if len(parts) > 1 else ''}{parts[0]}"


def _prose(text: str) -> Passage:
    return Passage(0, (Words(text),))
