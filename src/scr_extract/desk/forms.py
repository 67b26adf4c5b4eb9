"""A field's values as lines of a form, and the lines of a form as values: what is typed, and the words it stands on.

A line keeps what its form does not show (`before`), so that changing a child's sex does not lose an age.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scr_extract.corrections.aged import aged
from scr_extract.corrections.correction import Words
from scr_extract.desk import reading_words, telling
from scr_extract.desk.digits import digits
from scr_extract.desk.marks import words_at
from scr_extract.errors import InvalidCorrectionError
from scr_extract.model import Span
from scr_extract.resources.agencies import addressees
from scr_extract.values import Board, Child, Choice, Statement, Text, Value, parse, show

_NAMED = re.compile(r"v(\d{1,3})\.([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One value as its form shows it. `start` and `end` are the offsets of `words` in the document's text, -1 where unknown."""

    parts: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    start: int = -1
    end: int = -1
    before: str = ""

    @property
    def blank(self) -> bool:
        return not any(v.strip() for k, v in self.parts.items() if k not in ("role", "age_at", "output_type", "unknown"))


class UnfitError(InvalidCorrectionError):
    """A line that is no value of its field; `line` counts from 0."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def line_of(name: str, shown: str, words: Words | None) -> Line:
    """The line of a value as `values.value` holds it."""
    place = (words.quote, words.start, words.end) if words else ("", -1, -1)
    value = _read(telling.kind(name), shown)
    return Line({"value": shown} if value is None else _parts(name, value), *place, before=shown)


def _read(kind: str, shown: str) -> Value | None:
    """A value as the tables hold it; None for none, and for one that is of another type than its field has now."""
    try:
        return parse(kind, shown) if shown else None
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _parts(name: str, value: Value) -> dict[str, str]:
    match value:
        case Child():
            age = value.age_text or telling.ages(value) or ""
            return {"name": value.name or "", "role": value.role, "age": age, "age_at": value.age_at or "", "sex": value.sex or ""}
        case Statement():
            return {"text": value.text, "output_type": value.output_type, "number": value.number or ""}
        case Board():
            return {"value": telling.board(value.id, value.name) or value.as_written, "unknown": "" if value.id or value.anonymous else "yes"}
        case _:
            return {"value": telling.told(name, value)}


def lines(form: Mapping[str, str]) -> list[Line]:
    """The lines of a sent form, in the order of their numbers."""
    held: dict[int, dict[str, str]] = {}
    for key, value in form.items():
        m = _NAMED.fullmatch(key)
        if m:
            held.setdefault(int(m[1]), {})[m[2]] = value.replace("\r\n", "\n")
    return [_line(parts) for _, parts in sorted(held.items())]


def _line(parts: dict[str, str]) -> Line:
    words, before = parts.pop("words", ""), parts.pop("before", "")
    start, end = (digits(parts.pop(key, "")) for key in ("start", "end"))
    return Line(parts, words, -1 if start is None else start, -1 if end is None else end, before)


def values(name: str, given: Sequence[Line], text: str, within: Span) -> list[tuple[str, Words | None]]:
    """Each line that is filled in as a value and the words it stands on. Raises UnfitError for the first that is none, or has words alone."""
    out = []
    for number, line in enumerate(given):
        if line.blank:
            if line.words.strip() and telling.kind(name) != "statement":
                raise UnfitError(number, "say what these words mean, or clear them too")
            continue
        try:
            out.append((show(_value(name, line)), _words(name, line, text, within)))
        except InvalidCorrectionError as unfit:
            raise UnfitError(number, str(unfit)) from None
    return out


def differ(shown: Sequence[Line], sent: Sequence[Line]) -> bool:
    """Whether a sent form holds other values than the page showed. A browser's inputs keep no line breaks: white space does not count."""

    def said(lines: Sequence[Line]) -> list[dict[str, str]]:
        own = ({k: "".join(v.split()) for k, v in line.parts.items() if k != "cut"} for line in lines if not line.blank)
        return [{k: v for k, v in parts.items() if v} for parts in own]

    return bool(sent) and said(shown) != said(sent)


def _value(name: str, line: Line) -> Value:
    kind, said = telling.kind(name), line.parts.get("value", "").strip()
    before = _read(kind, line.before)
    if before is not None and _parts(name, before) == {k: v for k, v in line.parts.items() if k != "cut"} | _unsent(line):
        return before
    match kind:
        case "choice":
            chosen = reading_words.chosen(name, said)
            same = isinstance(before, Choice) and before.id == chosen.id
            return before if same and before is not None else Choice(chosen.id, " ".join(line.words.split()) or None)
        case "board":
            return reading_words.board(said, unknown=line.parts.get("unknown") == "yes")
        case "partialdate":
            return reading_words.dated(said)
        case "number":
            return reading_words.counted(said)
        case "child":
            return _child(line.parts, before if isinstance(before, Child) else None)
        case "statement":
            return _statement(line.parts, before if isinstance(before, Statement) else None)
        case _:
            return Text(" ".join(said.split()))


def _unsent(line: Line) -> dict[str, str]:
    """A box that is not ticked is not sent."""
    return {"unknown": ""} if "value" in line.parts and "unknown" not in line.parts and line.before.startswith("{") and '"as_written"' in line.before else {}


def _child(parts: Mapping[str, str], before: Child | None) -> Child:
    age = " ".join(parts.get("age", "").split())
    kept = before is not None and age == (before.age_text or telling.ages(before) or "")
    low, high = (before.age_min, before.age_max) if kept and before else aged(age) if age else (None, None)
    words = before.age_text if kept and before else age or None
    at = parts.get("age_at") or ("incident" if age else None)
    return Child(" ".join(parts.get("name", "").split()) or None, parts.get("role") or "subject", low, high, words, at, parts.get("sex") or None)


def _statement(parts: Mapping[str, str], before: Statement | None) -> Statement:
    """Other words may be addressed to others and be about other things: both are read anew from them."""
    text = " ".join(parts.get("text", "").split())
    kept = before or Statement(text, "recommendation")
    kept = replace(kept, number=parts.get("number", "").strip() or None, output_type=parts.get("output_type") or kept.output_type)
    return kept if text == kept.text and before else replace(kept, text=text, addressees=addressees(text), themes=(), action=None)


def _words(name: str, line: Line, text: str, within: Span) -> Words | None:
    """The words a value stands on: where they were selected, else where they are found first; None where none are given."""
    if telling.kind(name) == "statement" and (not line.words or " ".join(line.words.split()) != " ".join(line.parts.get("text", "").split())):
        found = words_at(text, line.parts.get("text", ""), (within,))
        return Words(found.start, found.end, found.of(text)) if found else None
    if not line.words.strip():
        return None
    there = text[line.start : line.end] if 0 <= line.start < line.end <= len(text) else ""
    if there and there.split() == line.words.split():  # a form's line folds white space
        return Words(line.start, line.end, there)
    found = words_at(text, line.words, (within, Span(0, len(text))))
    if found is None:
        raise InvalidCorrectionError("the document does not hold the words given as its place: copy them as they stand, or leave them out")
    return Words(found.start, found.end, found.of(text))


def changed(given: Sequence[Line], op: str) -> tuple[list[Line], int]:
    """The lines after one step (`up:2`, `down:0`, `merge:1`, `split:3`, `remove:2`, `add:0`), and the line to go on from."""
    what, _, at = op.partition(":")
    n = min(digits(at) or 0, max(0, len(given) - 1))
    held = list(given)
    match what:
        case "up" if n > 0:
            held[n - 1], held[n] = held[n], held[n - 1]
            return held, n - 1
        case "down" if n + 1 < len(held):
            held[n + 1], held[n] = held[n], held[n + 1]
            return held, n + 1
        case "remove" if held:
            del held[n]
            return held, max(0, n - 1)
        case "merge" if n + 1 < len(held):
            held[n : n + 2] = [_joined(held[n], held[n + 1])]
            return held, n
        case "split" if held:
            held[n : n + 1] = _parted(held[n])
            return held, n
        case _:
            return [*held, Line()], len(held)


def _joined(first: Line, second: Line) -> Line:
    text = f"{first.parts.get('text', '').rstrip()} {second.parts.get('text', '').lstrip()}"
    return replace(first, parts={**first.parts, "text": text}, words="", start=-1, end=-1)


def _parted(line: Line) -> list[Line]:
    """Two lines, cut where the cursor stood, else at the first blank line, else after the first sentence."""
    text, cut = line.parts.get("text", ""), line.parts.get("cut", "")
    said = digits(cut)
    at = said if said is not None and 0 < said < len(text) else None
    m = re.search(r"\n\s*\n", text) or re.search(r"(?<=[.;!?])\s+", text)
    at = at if at is not None else m.end() if m else None
    if at is None or not text[:at].strip() or not text[at:].strip():
        return [line]
    parts = {k: v for k, v in line.parts.items() if k != "cut"}
    second = {**parts, "number": ""}
    return [
        Line({**parts, "text": text[:at].strip()}, before=line.before),
        Line({**second, "text": text[at:].strip()}, before=line.before),
    ]


def with_selection(name: str, given: Sequence[Line], words: Words, into: int | None) -> tuple[list[Line], int]:
    """The lines with what was selected: the value that the words say, or the words alone for the reviewer to say what they mean."""
    found = reading_words.selected(name, words.quote)
    new = Line({}, words.quote, words.start, words.end) if found is None else replace(line_of(name, show(found), words), before="")
    held = [line for line in given if not line.blank]
    if isinstance(found, Child) and found.name is None and held:
        at = next((n for n, line in enumerate(held) if into is not None and into < len(given) and line is given[into]), 0)
        told = {k: v for k, v in new.parts.items() if v and k in ("age", "age_at", "sex")}
        held[at] = replace(held[at], parts={**held[at].parts, **told}, words=words.quote, start=words.start, end=words.end)
        return held, at
    if not telling.field(name).several:
        kept = held[0].parts if found is None and held else new.parts
        return [replace(new, parts=kept)], 0
    return [*held, new], len(held)
