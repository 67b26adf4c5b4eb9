"""The made-up reports by the names they have in gold.jsonl."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.reports import nations, numbered, scie, summary

REPORTS: Mapping[str, Callable[[], bytes]] = {
    "numbered.pdf": numbered.report,
    "scie.pdf": scie.report,
    "summary.pdf": summary.report,
    "welsh.pdf": nations.welsh,
    "scottish.pdf": nations.scottish,
}
