"""Splits the text of a labelled section (`Recommendations include: ...`) into its items, as a careful reader counts them.

Bulletins join items with `;`, the last one by `; and`; short noun phrases with commas; or they print bullets, numbers,
whole sentences or paragraphs (FORMATS §8). A `; and` in mid list goes on with the item before it. A list ends at the full
stop that closes it, at a sentence about the review itself, and at the link to the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scr_extract.fields.inline_marks import inline_marks
from scr_extract.fields.parts import comma_parts, list_words, parts, that_parts, unstopped
from scr_extract.fields.reading import Reading, Section, sentences
from scr_extract.fields.tail import keyword_line
from scr_extract.model import BlockKind, Span


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of a list: its exact words without separators, and its number as printed."""

    span: Span
    number: str | None = None


_MARK = re.compile(
    r"(?:(?<=\n)|(?<=\s)(?=•))[ ]*(?:•|[*o>-](?=\s)|\[[ xX]?\](?=\s)"
    r"|(?:(?i:recommendation|finding|learning\s+point|lesson|issue)\s+)?\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,4}"
    r"|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)(?=[.:]\s+[A-Z]))[.):](?!\d))\s*"
)
_NUMBERED = re.compile(r"\s(?P<number>\d{1,2}(?:\.\d{1,2})?|[A-Z])\s*[:.-]$")
"""A label of one statement: `Recommendation 3:`."""
_SLIDE = re.compile(r"^[ ]*(?P<number>\d{1,3})[.)][ ]+(?=[A-Z])", re.M)
_DASHED = re.compile(r"(?:(?<=\s)|^)[-*o][ ]+(?=\S)")
_BLANK = re.compile(r"\n\s*\n")
_OPENING = re.compile(r"[\s,;:.•*>_-]*(?:(?i:and|&)\s+(?=\S))?")
_THAT = re.compile(r"\bthat$", re.I)
_OPENS_THAT = re.compile(r"that\s+")
_GOES_ON = re.compile(r"\s*(?:This|These|They|It|Such|That|He|She)\b")


def items(reading: Reading, section: Section) -> tuple[Item, ...]:
    """The items of a labelled section, in order; none where it announces no list or says that it holds nothing."""
    if not section.label.listed:
        return ()
    span = _cut(reading, _on_slide(reading.view, section))
    if not len(span) or list_words()["nothing"].match(reading.view, span.start, span.end):
        return ()
    label = section.label_span.of(reading.view)
    numbered = _NUMBERED.search(label)
    if numbered:
        item = _tidy(reading.view, Item(_first(reading.view, span), numbered["number"]))
        return (item,) if item else ()
    own_line = not len(section.label_span) or "\n" in reading.view[section.label_span.end : span.start]
    found = _marked(reading, span) or (_paragraphs(reading, span, label) if own_line else _run(reading.view, _first(reading.view, span), label))
    return tuple(item for raw in found if (item := _tidy(reading.view, raw)) is not None)


def _on_slide(view: str, section: Section) -> Span:
    """The section up to the next slide, where its label stands in the numbered title of one (`4. Child V: key messages • ...`)."""
    line = view.rfind("\n", 0, section.label_span.start) + 1
    own = _SLIDE.match(view, line, section.label_span.start)
    for m in _SLIDE.finditer(view, section.span.start, section.span.end) if own else ():
        if own and int(m["number"]) == int(own["number"]) + 1:
            return Span(section.span.start, m.start()).trimmed(view)
    return section.span


def _cut(reading: Reading, span: Span) -> Span:
    """The section up to a line that begins something else, and without a last line of keywords that lost its label."""
    view, end = reading.view, span.end
    line = keyword_line(reading)
    if line is not None and span.start < line.start < end:
        end = line.start
    for m in re.compile(r"\n[ ]*(?=\S)").finditer(view, span.start, end):
        if list_words()["stop"].match(view, m.end(), end) and view[span.start : m.start()].rstrip()[-1:] in tuple(".;!?)]\"'"):
            end = m.start()
            break
    return Span(span.start, end).trimmed(view)


def _marked(reading: Reading, span: Span) -> list[Item]:
    """Items set apart by the page: bullets, printed numbers, list blocks. Nothing where they do not make up the whole section."""
    view = reading.view
    starts = {m.start(): m for m in _MARK.finditer(view, max(0, span.start - 1), span.end) if m.end() > span.start}
    found = [(m.end(), m["number"], m.start()) for m in starts.values()]
    blocks = [b.span for b in reading.document.blocks if b.kind is BlockKind.LIST_ITEM and b.span.overlaps(span)]
    for block in blocks:
        start = max(block.start, span.start)
        if view[block.start : start].strip(" \n•*-"):
            continue  # the entry itself stands in a list
        if not any(start - 1 <= at <= start + 6 or start <= end <= start + 8 for end, _, at in found):
            found.append((start, None, start))
    inline = inline_marks(view, span) if not found or (len(found) == 1 and found[0][2] <= span.start and found[0][1]) else []
    if not found and not inline and _DASHED.match(view, span.start, span.end):  # a list of dashes in one line
        found = [(m.end(), None, m.start()) for m in _DASHED.finditer(view, span.start, span.end) if view[m.start()] == view[span.start]]
    if inline:
        found = inline
        one_each = all(len(list(sentences(view, Span(a[0], b[2])))) == 1 for a, b in pairwise(found))
        last_told = next(sentences(view, Span(found[-1][0], span.end)), None)
        if one_each and last_told is not None:
            span = Span(span.start, last_told.end)
    found.sort()
    if not found or (len(found) == 1 and not inline and len(blocks) != 1 and "•" not in span.of(view) and found[0][2] > span.start):
        return []
    lead = Span(span.start, max(span.start, found[0][2])).trimmed(view)
    if len(lead) and not (view[lead.end - 1] == ":" or len(found) > 1):
        return []
    ends = [at for _, _, at in found[1:]] + [span.end]
    last = len(found) - 1
    return [
        Item(_to_paragraph_end(view, Span(start, max(start, end))) if n == last else Span(start, max(start, end)), number)
        for n, ((start, number, _), end) in enumerate(zip(found, ends, strict=True))
    ]


def _to_paragraph_end(view: str, span: Span) -> Span:
    blank = _BLANK.search(view, span.start, span.end)
    return Span(span.start, blank.start()) if blank else span


def _first(view: str, span: Span) -> Span:
    """The first paragraph, with those that a list runs on into: after `;` or a comma, or before a small letter."""
    end = span.end
    for m in _BLANK.finditer(view, span.start, span.end):
        if view[m.start() - 1] not in ";,:" and not view[m.end() : m.end() + 1].islower():
            end = m.start()
            break
    return Span(span.start, end)


def _paragraphs(reading: Reading, span: Span, label: str) -> list[Item]:
    """What stands under a label on a line of its own: paragraphs, lines or the sentences of the one paragraph."""
    view, found, start = reading.view, list[Span](), span.start
    while start < span.end:
        part = _first(view, Span(start, span.end).trimmed(view))
        if not len(part) or list_words()["stop"].match(view, part.start, part.end):
            break
        found.append(part)
        start = part.end
    if len(found) > 1 and view[found[0].end - 1] == ":":
        found = found[1:]
    if len(found) == 1:
        lines = _lines(view, found[0])
        return [Item(line) for line in lines] if lines else _run(view, found[0], label)
    return [item for part in found for item in (_run(view, part, label) if len(parts(view, part)) > 1 else [Item(part)])]


def _lines(view: str, span: Span) -> list[Span]:
    """The lines of a paragraph where each is an item: all begin with a capital and end alike."""
    lines = [Span(*m.span()).trimmed(view) for m in re.compile(r"[^\n]+").finditer(view, span.start, span.end) if m[0].strip()]
    ends = {view[line.end - 1] for line in lines}
    alike = ends <= set(".;") or not ends & set(".,;:-")
    capitals = all(view[line.start].isupper() or view[line.start] in "'\"" for line in lines)
    return lines if len(lines) >= (3 if not ends <= set(".;") else 2) and alike and capitals else []


def _run(view: str, span: Span, label: str) -> list[Item]:
    """The items of running text: parts between semicolons, short phrases between commas, or whole sentences."""
    told = _whole(view, list(sentences(view, span)))
    ends = next((n for n, s in enumerate(told) if n and list_words()["stop"].match(view, s.start, s.end)), len(told))
    told = told[:ends]
    if not told:
        return []
    parted = [n for n, s in enumerate(told) if len(parts(view, s)) > 1]
    if parted:
        last = next((n for n in range(parted[0], len(told)) if n + 1 not in parted), parted[-1])
        if parted[0] > 1:  # a list so far on is another list
            return _sentences(view, told, label)
        return [item for s in _joined(view, told[: last + 1]) for item in map(Item, unstopped(view, parts(view, s)))]
    that = _OPENS_THAT.match(view, told[0].start, told[0].end)
    thats = that_parts(view, told[0]) if _THAT.search(label) else that_parts(view, Span(that.end(), told[0].end)) if that else []
    if thats:
        return [Item(s) for s in unstopped(view, thats)]
    if not list_words()["topical"].search(label):
        commas = comma_parts(view, told[0])
        if commas:
            return [Item(s) for s in unstopped(view, commas)]
    return _sentences(view, told, label)


def _whole(view: str, told: list[Span]) -> list[Span]:
    """Sentences, with a list that runs over a paragraph's end put together again."""
    whole: list[Span] = []
    for s in told:
        if whole and view[whole[-1].end - 1] in ";,":
            whole[-1] = Span(whole[-1].start, s.end)
        else:
            whole.append(s)
    return whole


def _sentences(view: str, told: list[Span], label: str) -> list[Item]:
    if view[told[0].start].islower() or not re.search(r"(?i)\binclud|:\s*$|^[^:]*$", label) or list_words()["topical"].search(label):
        return [Item(unstopped(view, [told[0]])[0])]
    if re.search(r"(?i)\binclud|\brecommends|\bmakes?\b|\bmade\b", label):
        more = [s for s in told[1:] if list_words()["duty"].search(view, s.start, s.end)] if "ecommend" in label else []
        return [Item(s) for s in (told[0], *more)]
    return [Item(s) for s in told]


def _joined(view: str, told: list[Span]) -> Iterator[Span]:
    """Sentences of one list; one that takes up the item before it (`It ...`) stays with it."""
    start = told[0].start
    for this, after in zip(told, [*told[1:], None], strict=True):
        if after is None or not _GOES_ON.match(view, after.start, after.end):
            yield Span(start, this.end)
            start = after.start if after else this.end


def _tidy(view: str, item: Item) -> Item | None:
    """The item without separators, leading `and` and marks; None where no word is left or it only says there is none."""
    start = item.span.start
    opening = _OPENING.match(view, start, item.span.end)
    start = opening.end() if opening else start
    end = item.span.end
    while end > start and (view[end - 1].isspace() or view[end - 1] in ";,:*_>•-["):
        end -= 1
    m = re.compile(r"[,;]\s*(?:and|&)$").search(view, start, end)
    end = m.start() if m else end
    span = Span(start, max(start, end)).trimmed(view)
    if sum(c.isalpha() for c in span.of(view)) < 2 or list_words()["nothing"].fullmatch(view, span.start, span.end):
        return None
    return Item(span, item.number)
