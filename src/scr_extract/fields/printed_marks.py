"""How a report marks its statements: by name and number, by bullets and letters, and what belongs to one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scr_extract.model import Block, BlockKind, Span
from scr_extract.resources.loader import lexicon

NUMBER = r"(?:[A-Z]{0,4}\.?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z]|[ivx]{1,5})"
NAMED = re.compile(
    rf"(?:[•*]\s*)?(?P<name>(?:key\s+|priority\s+|practice\s+|overview\s+|board\s+|national\s+|local\s+)?(?:recommendation|finding|learning\s+point|lesson|learning))"
    rf"\s+(?:no\.?\s*|number\s+)?(?P<number>{NUMBER}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b\s*(?:\((?P<whom>[^()\n\d]{{3,80}})\)\s*(?=[:.-]))?(?P<mark>[:.)-])?\s*",
    re.I,
)
UNNUMBERED = re.compile(r"(?P<name>recommendation|key\s+recommendation|learning\s+point)\s*:\s+(?=\S)", re.I)
DIGITS = r"[A-Z]{0,4}\.?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?"
_WORD = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)"
PRINTED = re.compile(
    rf"(?:[•*●-]\s+|\(?(?P<number>{NUMBER}(?=[.):])|{_WORD}(?=[.:]\s+[A-Z])|{DIGITS}(?=\s+[^a-z])|[A-Z]{{1,4}}\d{{1,3}}(?=\s+\w))[.):]*\s+(?=\S)|\((?P<letter>[a-z]|[ivx]{{1,4}})\)\s*)"
)
"""A bullet or number before a statement. A letter needs its mark (`A. Nurses`, not `A nurse`), a bare number a capital after it, a number in words both
(`One. The Board`)."""
ENDED = re.compile(r"[.;:?!]['\")\]]*$")
SHORT = 60
_PARAGRAPH_LONG = 300
"""Characters of a numbered paragraph that is more than a statement."""
ASKED_OF = re.compile(
    r"\b(?:(?:is|are)\s+(?:asked|invited|required|requested|recommended|urged)\s+to|should|must|recommend(?:s|ed)?\s+that(?:\s+the\s+\w+)?)\s*:$", re.I
)
"""The end of a line that asks somebody for all that is listed below it."""
LAST_WORDS = re.compile(r"[;,]?\s*(?:\band)?\s*$", re.I)
LETTER = re.compile(r"\w+")
PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,3}[.):]?\s+(?=\S)")
SENTENCE = re.compile(r"[.!?]['\")\]]*(?:\s|$)")
PART_OF = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s|[•*●-]\s", re.I)


@lru_cache(maxsize=1)
def statement_words() -> dict[str, re.Pattern[str]]:
    """The regexes of lexicons/report_statements.toml by name."""
    return {name: re.compile("|".join(terms).replace(" ", r"\s+"), re.I) for name, terms in lexicon("report_statements").items()}


def after_whom(view: str, start: int, end: int) -> int:
    """Where the statement begins: below a first line that only says for whom it is (`Recommendation 1 - for health`)."""
    line = view.find("\n", start, end)
    first = view[start:line] if line > start else ""
    whole = first and len(first) <= SHORT and not ENDED.search(first.rstrip()) and view[line:end].lstrip()[:1].isupper()
    return line + 1 if whole and not statement_words()["directs"].search(first) else start


def says(view: str, start: int, end: int) -> bool:
    """True where a capital opens the words after a number with no mark: `Recommendation 3 The Board should`."""
    return view[start:end][:1].isupper() and end - start > 20


def kind_of_name(name: str) -> str:
    """The coding frame's output type of a statement printed under this name."""
    word = name.lower().split()[-1]
    return {"recommendation": "recommendation", "finding": "finding"}.get(word, "learning_point")


def tells_in_paragraphs(view: str, blocks: Sequence[Block]) -> bool:
    """Whether the numbers of a section (`3.1.2`) are those of its paragraphs, so that they list nothing.

    One of more than one sentence shows it where something else is marked too; where nothing is, one that is long, or most of more than one.
    """
    numbered = [(m.end(), s.end) for s in (b.span for b in blocks) if (m := PARAGRAPH.match(view, s.start, s.end))]
    counts = [len(SENTENCE.findall(view[start:end])) for start, end in numbered]
    several = sum(n > 1 for n in counts)
    if len(numbered) < sum(b.kind is BlockKind.LIST_ITEM or PRINTED.match(view, b.span.start, b.span.end) is not None for b in blocks):
        return several > 0
    return 2 * several > len(counts) or any(n > 2 for n in counts) or any(end - start > _PARAGRAPH_LONG for start, end in numbered)


def mark_of(marked: str) -> str:
    """What kind of mark opens a statement: a bullet, a letter or a number."""
    found = marked.strip(" ().:")
    return "•" if not found[:1].isalnum() else "a" if found.isalpha() else "1"


def with_parts(view: str, span: Span, after: tuple[Block, ...], mark: str | None = None) -> Span:
    """A statement with what belongs to it: the lettered parts after its colon, and the rest of a sentence cut by a page.

    What is marked as the statement itself is (`mark`) is the next of its list and no part of it, whatever sign stands between.
    """
    end = span.end
    for block in after:
        printed = PRINTED.match(view, block.span.start, block.span.end)
        own = mark_of(printed[0]) if printed else "•" if block.kind is BlockKind.LIST_ITEM else None
        if mark is not None and own == mark and end == span.end:
            break
        if (
            block.kind in (BlockKind.HEADING, BlockKind.TABLE_CELL)
            or UNNUMBERED.match(view, block.span.start, block.span.end)
            or NAMED.match(view, block.span.start, block.span.end)
        ):
            break
        done = view[:end].rstrip()[-1:] if end else ""
        lettered = bool(PART_OF.match(view, block.span.start, block.span.end))
        if (done in ":;," and (lettered or view[block.span.start].islower())) or (
            not ENDED.search(view[max(0, end - 4) : end]) and view[block.span.start].islower()
        ):
            end = block.span.end
        else:
            break
    return Span(span.start, end)


def asked_of_one(view: str, words: Span, after: Sequence[Block]) -> Iterator[tuple[Span, str | None]]:
    """The parts below `The Board is asked to:`: each is a recommendation of its own, the line above says only whom it addresses."""
    if not ASKED_OF.search(view, words.start, words.end):
        return
    for block in after:
        m = PART_OF.match(view, block.span.start, block.span.end)
        if block.kind is BlockKind.HEADING or (m is None and block.kind is not BlockKind.LIST_ITEM):
            return
        start = m.end() if m else block.span.start
        end = LAST_WORDS.search(view, start, block.span.end)
        yield Span(start, end.start() if end else block.span.end).trimmed(view), (LETTER.search(m[0]) or [None])[0] if m else None
