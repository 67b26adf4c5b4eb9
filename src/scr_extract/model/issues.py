"""What was not understood, as a row of `issues`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scr_extract.model.spans import Span


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something not understood, as a row. `message` never holds text of the source."""

    kind: str
    severity: Severity
    message: str
    document_id: str | None = None
    record_id: str | None = None
    field: str | None = None
    span: Span | None = None
