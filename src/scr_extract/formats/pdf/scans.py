"""Pages whose own characters are absent or scrambled: read by OCR where it is installed, and named where it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from scr_extract.formats import ocr
from scr_extract.formats.pdf.ink import Frame, Sheet
from scr_extract.formats.pdf.quality import Text, quality
from scr_extract.model import Issue, Severity, Status

_DOUBTFUL = 0.6
"""Mean confidence below which what OCR read is named as doubtful."""
_INSTALL = "install Tesseract (tesseract-ocr with English) and read the file again"


class Worth(NamedTuple):
    """How the reading of a document's pages ended, and what there is to say about it."""

    status: Status
    issues: tuple[Issue, ...]


def seen(pdf: Any, sheets: Sequence[Sheet]) -> tuple[list[Sheet], Worth]:
    """The pages, those without good text read by OCR if it can be; and what could not be read."""
    poor = {sheet.number: kind for sheet in sheets if (kind := quality(sheet)) is not Text.GOOD}
    if not poor:
        return list(sheets), Worth(Status.OK, ())
    installed = ocr.program() is not None
    found = ocr.recognise(pdf, [(s.number, s.frame) for s in sheets if s.number in poor and s.frame.right > s.frame.left])
    body = _body(sheets)
    out = [_replaced(sheet, found[sheet.number], body) if sheet.number in found else sheet for sheet in sheets]
    issues: list[Issue] = []
    left = [n for n in poor if n not in found]
    absent, scrambled = [n for n in left if poor[n] is Text.ABSENT], [n for n in left if poor[n] is Text.SCRAMBLED]
    if absent and not installed:
        issues.append(_issue("page_without_text", Severity.ERROR, f"{_named(absent)}: pictures without text; {_INSTALL}"))
    elif absent:
        issues.append(_issue("page_without_text", Severity.INFO, f"{_named(absent)}: pictures in which OCR found no legible words"))
    if scrambled:
        advice = f"print the file to a new PDF, or {_INSTALL}"
        issues.append(_issue("page_undecodable", Severity.ERROR, f"{_named(scrambled)}: characters that cannot be decoded; {advice}"))
    doubtful = [n for n, page in found.items() if page.confidence < _DOUBTFUL]
    if doubtful:
        issues.append(_issue("ocr_doubtful", Severity.WARNING, f"{_named(doubtful)}: read by OCR with little confidence; check against the paper"))
    if any(sheet.characters for sheet in out):
        lost = bool(scrambled) or (bool(absent) and not installed)
        return out, Worth(Status.PARTIAL if lost else Status.OK, tuple(issues))
    return out, Worth(Status.NO_TEXT, tuple(issues))


def _body(sheets: Sequence[Sheet]) -> float:
    """The type size of most characters of the pages' own, in points."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for ink in sheet.inks:
            sizes[ink.size] += len(ink.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def _replaced(sheet: Sheet, read: ocr.Recognised, body: float) -> Sheet:
    """The page with what OCR read. Its usual letters are taken to be of the document's size: heights are no type sizes."""
    frame = Frame(sheet.frame.left, sheet.frame.bottom, sheet.frame.right, sheet.frame.top, sheet.frame.shown, sheet.frame.shown)
    inks = tuple(ink._replace(size=round(2 * ink.size / read.usual * body) / 2) for ink in read.inks)
    return replace(sheet, frame=frame, inks=inks, aside=(), slanted=(), rulings=(), characters=read.characters, confidence=read.confidence)


def _issue(kind: str, severity: Severity, message: str) -> Issue:
    return Issue(kind, severity, message)


def _named(numbers: Iterable[int]) -> str:
    """`page 4`, `pages 4, 6-9`."""
    parts: list[list[int]] = []
    for n in sorted(numbers):
        if parts and n == parts[-1][1] + 1:
            parts[-1][1] = n
        else:
            parts.append([n, n])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
    return f"page{'s' if len(parts) > 1 or parts[0][0] != parts[0][1] else ''} {shown}"
