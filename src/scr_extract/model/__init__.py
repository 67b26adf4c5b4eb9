"""The nouns of scr-extract: spans, blocks, documents, segments, evidence, candidates, records, issues.

All are frozen: a document's text is made once in `formats` and every offset below points into it.
Offsets are half-open pairs of code points; pages count from 1; boxes are in points from the page's top left.
"""

from __future__ import annotations

from scr_extract.model.documents import Block, BlockKind, Document, Page, Status
from scr_extract.model.issues import Issue, Severity
from scr_extract.model.records import REVIEWER, Candidate, Evidence, Found, Record, Resolution
from scr_extract.model.segments import Part, Segment, SegmentKind
from scr_extract.model.spans import Box, Link, Run, Span

__all__ = [
    "REVIEWER",
    "Block",
    "BlockKind",
    "Box",
    "Candidate",
    "Document",
    "Evidence",
    "Found",
    "Issue",
    "Link",
    "Page",
    "Part",
    "Record",
    "Resolution",
    "Run",
    "Segment",
    "SegmentKind",
    "Severity",
    "Span",
    "Status",
]
