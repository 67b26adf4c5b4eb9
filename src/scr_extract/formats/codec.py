"""A document as JSON and back: `decode(encode(document)) == document`, and what is not a document does not come back.

The reading child sends its documents so, and the ledger may keep them so. The one who decodes need not trust the sender:
every span lies in the text, every word of a vocabulary is known, and nothing is executed.
"""

from __future__ import annotations

import json
from typing import Any

from scr_extract.errors import InvariantError
from scr_extract.model import Block, BlockKind, Box, Document, Issue, Link, Page, Run, Severity, Span, Status

Json = Any


def encode(document: Document) -> bytes:
    """The document as JSON in ASCII, the same bytes for the same document."""
    said = {
        "id": document.document_id,
        "name": document.name,
        "type": document.media_type,
        "reader": document.reader_version,
        "status": document.status.value,
        "title": document.title,
        "url": document.source_url,
        "parent": document.parent_id,
        "text": document.text,
        "pages": [[p.number, p.width, p.height, p.characters, p.ocr, p.ocr_confidence] for p in document.pages],
        "blocks": [_block(block) for block in document.blocks],
        "issues": [_issue(issue) for issue in document.issues],
    }
    return json.dumps(said, separators=(",", ":"), allow_nan=False).encode("ascii")


def decode(raw: bytes) -> Document:
    """Read back what `encode` wrote. Raises ValueError for anything else."""
    try:
        said = json.loads(raw, parse_constant=_refuse)
        text = _text(said["text"])
        return Document(
            document_id=_text(said["id"]),
            name=_text(said["name"]),
            media_type=_text(said["type"]),
            text=text,
            blocks=tuple(_to_block(block, len(text)) for block in said["blocks"]),
            reader_version=_text(said["reader"]),
            pages=tuple(_to_page(page) for page in said["pages"]),
            status=Status(said["status"]),
            title=_maybe_text(said["title"]),
            source_url=_maybe_text(said["url"]),
            parent_id=_maybe_text(said["parent"]),
            issues=tuple(_to_issue(issue) for issue in said["issues"]),
        )
    except (KeyError, TypeError, IndexError, InvariantError, RecursionError) as error:
        raise ValueError("these bytes are not a document") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of a document")


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _maybe_text(value: Json) -> str | None:
    return None if value is None else _text(value)


def _whole(value: Json) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is missing")
    return value


def _maybe_whole(value: Json) -> int | None:
    return None if value is None else _whole(value)


def _number(value: Json) -> float:
    if type(value) not in (int, float):
        raise TypeError("a number is missing")
    return float(value)


def _flag(value: Json) -> bool:
    if type(value) is not bool:
        raise TypeError("a yes or no is missing")
    return value


def _to_span(pair: Json, length: int) -> Span:
    start, end = pair
    span = Span(_whole(start), _whole(end))
    if span.end > length:
        raise ValueError("a span leaves the text")
    return span


def _block(block: Block) -> Json:
    return [
        [block.span.start, block.span.end],
        block.kind.value,
        block.level,
        block.page,
        block.size,
        block.bold,
        list(block.row) if block.row else None,
        [[run.span.start, run.span.end, run.box.page, run.box.x0, run.box.y0, run.box.x1, run.box.y1] for run in block.runs],
        [[link.span.start, link.span.end, link.target] for link in block.links],
    ]


def _to_block(said: Json, length: int) -> Block:
    span, kind, level, page, size, bold, row, runs, links = said
    return Block(
        span=_to_span(span, length),
        kind=BlockKind(kind),
        level=_maybe_whole(level),
        page=_maybe_whole(page),
        runs=tuple(Run(_to_span(run[:2], length), _to_box(run[2:])) for run in runs),
        links=tuple(Link(_to_span(link[:2], length), _text(link[2])) for link in links),
        size=None if size is None else _number(size),
        bold=_flag(bold),
        row=None if row is None else _to_row(row),
    )


def _to_row(said: Json) -> tuple[int, int, int]:
    table, row, column = said
    return _whole(table), _whole(row), _whole(column)


def _to_box(said: Json) -> Box:
    page, x0, y0, x1, y1 = said
    return Box(_whole(page), _number(x0), _number(y0), _number(x1), _number(y1))


def _to_page(said: Json) -> Page:
    number, width, height, characters, ocr, confidence = said
    sure = None if confidence is None else _number(confidence)
    return Page(_whole(number), _number(width), _number(height), _whole(characters), _flag(ocr), sure)


def _issue(issue: Issue) -> Json:
    span = [issue.span.start, issue.span.end] if issue.span else None
    return [issue.kind, issue.severity.value, issue.message, issue.document_id, issue.record_id, issue.field, span]


def _to_issue(said: Json) -> Issue:
    kind, severity, message, document_id, record_id, field, span = said
    return Issue(
        _text(kind),
        Severity(severity),
        _text(message),
        _maybe_text(document_id),
        _maybe_text(record_id),
        _maybe_text(field),
        None if span is None else Span(_whole(span[0]), _whole(span[1])),
    )
