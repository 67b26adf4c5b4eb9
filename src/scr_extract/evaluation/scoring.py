"""Gold against tables: every answer judged, with the layout and format of its document and the words it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scr_extract.corrections.gold import Checked
from scr_extract.evaluation.evidence import Quote, quotes
from scr_extract.evaluation.gold import Gold, Negative
from scr_extract.evaluation.judging import Answer, Verdict, answers
from scr_extract.evaluation.pairing import pair
from scr_extract.evaluation.sameness import norm
from scr_extract.evaluation.tables import Tables, by_record, file_names
from scr_extract.shares import Share

Row = Mapping[str, Any]

ENTRY, NO_REVIEW = "entry", "no_review_here"
NOWHERE = "(not in the snapshot)"
_UNKNOWN: Row = {"media_type": NOWHERE, "layout": NOWHERE}


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer of one gold entry and what became of it: a right value, a wrong one, one where the text gives none, or none read."""

    field: str
    verdict: Verdict
    gold: object
    mine: object
    file: str
    title: str
    layout: str
    media_type: str
    record_id: str | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Values right, values that should not stand there (precision), values that are not there (recall). A wrong value is both."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @classmethod
    def of(cls, judged: Iterable[Judged | Answer]) -> Tally:
        found = [j.verdict for j in judged]
        return cls(found.count("right"), found.count("wrong") + found.count("invented"), found.count("wrong") + found.count("missed"))

    @property
    def precision(self) -> Share:
        return Share(self.right, self.right + self.false)

    @property
    def recall(self) -> Share:
        return Share(self.right, self.right + self.missed)

    @property
    def agreement(self) -> Share:
        """Right of all that is right, false or missed: F1 = 2a / (1 + a), so that its bounds are F1's bounds."""
        return Share(self.right, self.right + self.false + self.missed)

    @property
    def f1(self) -> float | None:
        """None where nothing was asked for or read."""
        whole = 2 * self.right + self.false + self.missed
        return 2 * self.right / whole if whole else None

    @property
    def f1_bounds(self) -> tuple[float, float]:
        low, high = self.agreement.low, self.agreement.high
        return 2 * low / (1 + low), 2 * high / (1 + high)


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold entry and the row that speaks of it (None where none does), with that record's rows of the other tables."""

    gold: Gold
    row: Row | None
    children: tuple[Row, ...]
    values: tuple[Row, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Evaluation:
    """All that was judged. `absent` names gold files that the tables do not hold: their entries count as missed."""

    judged: tuple[Judged, ...]
    pairs: tuple[Pair, ...]
    absent: tuple[str, ...] = ()
    reviewed: tuple[Checked, ...] = field(default=())
    """Values that reviewers judged, as the snapshot has them: the second source of answers."""

    def tallies(self) -> Mapping[str, Tally]:
        """Precision and recall per field, in the order the fields are judged."""
        return {name: Tally.of(group) for name, group in grouped(self.judged, lambda j: j.field).items()}

    def errors(self) -> tuple[Judged, ...]:
        return tuple(j for j in self.judged if j.verdict != "right")


def grouped(judged: Iterable[Judged], key: Any) -> Mapping[str, list[Judged]]:
    out: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        out[key(one)].append(one)
    return out


def evaluate(tables: Tables, golds: Sequence[Gold], negatives: Sequence[Negative] = (), reviewed: Iterable[Checked] = ()) -> Evaluation:
    """Judge the tables by gold, file by file. A missed entry misses every field. `reviewed` are values that reviewers judged."""
    documents = file_names(tables["documents"])
    of_document: dict[str, list[Row]] = defaultdict(list)
    for entry in tables["entries"]:
        of_document[entry["document_id"]].append(entry)
    children, values = by_record(tables["children"]), by_record(tables.get("values", ()))
    by_file: dict[str, list[Gold]] = defaultdict(list)
    for gold in golds:
        by_file[gold.file].append(gold)
    judged: list[Judged] = []
    pairs: list[Pair] = []
    for file, asked in by_file.items():
        document = documents.get(file, _UNKNOWN)
        found = pair(asked, of_document.get(document.get("document_id", ""), ()))
        judged += _entries(file, document, found.pairs, found.missed, found.extra)
        both: list[tuple[Gold, Row | None]] = [*found.pairs, *((g, None) for g in found.missed)]
        for gold, row in both:
            id = row["record_id"] if row else ""
            mine = tuple(children.get(id, ()))
            one = Pair(gold, row, mine, tuple(values.get(id, ())), answers(gold, row or {}, mine))
            pairs.append(one)
            judged += _answers(one, file, document)
    judged += _negatives(negatives, documents, of_document)
    absent = tuple(sorted({*by_file, *(n.file for n in negatives)} - documents.keys()))
    return Evaluation(tuple(judged), tuple(pairs), absent, tuple(reviewed))


def _entries(file: str, document: Row, pairs: Sequence[tuple[Gold, Row]], missed: Sequence[Gold], extra: Sequence[Row]) -> Iterator[Judged]:
    where = (document.get("layout") or "none", document["media_type"])
    yield from (Judged(ENTRY, "right", g.title, row.get("title"), file, g.title, *where, row["record_id"]) for g, row in pairs)
    yield from (Judged(ENTRY, "invented", None, "an entry", file, str(row.get("title") or ""), *where, row["record_id"], _opening(row)) for row in extra)
    yield from (Judged(ENTRY, "missed", "an entry", None, file, g.title, *where) for g in missed)


def _opening(row: Row) -> tuple[Quote, ...]:
    words = str(row.get("text") or "")[:80]
    start = int(row.get("start") or 0)
    return (Quote(words, "layout", start, start + len(words), 1),) if words else ()


def _answers(one: Pair, file: str, document: Row) -> Iterator[Judged]:
    where = (document.get("layout") or "none", document["media_type"])
    id = one.row["record_id"] if one.row else None
    for a in one.answers:
        yield Judged(a.field, a.verdict, _plain(a.gold), _plain(a.mine), file, one.gold.title, *where, id, quotes(a.field, one.values))


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _negatives(negatives: Sequence[Negative], documents: Mapping[str, Row], of_document: Mapping[str, Sequence[Row]]) -> Iterator[Judged]:
    for negative in negatives:
        document = documents.get(negative.file, _UNKNOWN)
        where = (document.get("layout") or "none", document["media_type"])
        rows = of_document.get(document.get("document_id", ""), ())
        if not rows:
            yield Judged(NO_REVIEW, "right", 0, 0, negative.file, "", *where)
        else:
            yield Judged(NO_REVIEW, "invented", 0, len(rows), negative.file, "", *where, rows[0]["record_id"], _opening(rows[0]))


def openings(evaluation: Evaluation) -> Mapping[str, Share]:
    """How entries were cut, beyond being found: of those whose opening words gold gives, how many hold them, and how many hold no other entry's."""
    told = [(p, norm(p.gold.get("body_starts")), norm(p.row.get("text"))) for p in evaluation.pairs if p.row is not None and p.gold.get("body_starts")]
    by_file: dict[str, list[str]] = defaultdict(list)
    for p in evaluation.pairs:
        if p.gold.get("body_starts"):
            by_file[p.gold.file].append(norm(p.gold.get("body_starts")))
    alone = [not any(o in text for o in by_file[p.gold.file] if o != opening) for p, opening, text in told]
    ordered = _ordered(evaluation)
    return {
        "holds its opening words": Share(sum(opening in text for _, opening, text in told), len(told)),
        "holds no other entry's opening": Share(sum(alone), len(told)),
        "in the order of the source": Share(sum(ordered), len(ordered)),
    }


def _ordered(evaluation: Evaluation) -> list[bool]:
    """For each two entries of one file that follow one another in gold: whether their rows do."""
    placed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for p in evaluation.pairs:
        if p.row is not None and p.gold.get("position"):
            placed[p.gold.file].append((p.gold.get("position"), p.row.get("position") or 0))
    return [a[1] < b[1] for both in placed.values() for a, b in zip(sorted(both), sorted(both)[1:], strict=False)]
