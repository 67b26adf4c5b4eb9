"""Every row of the labels lexicon reads its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from scr_extract.model import Span
from scr_extract.resources.labels import label_hits, label_rows
from scr_extract.resources.loader import lexicon
from tests.made import unmark

ROWS = list(enumerate(lexicon("labels")["label"]))
EXAMPLES = [pytest.param(n, e, id=f"{row['kind']}-{n}-{i}") for n, row in ROWS for i, e in enumerate(row["examples"])]
COUNTERS = [pytest.param(n, e, id=f"{row['kind']}-{n}-{i}") for n, row in ROWS for i, e in enumerate(row["counter_examples"])]


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_a_label_is_read(row: int, marked: str) -> None:
    text, marks = unmark(marked)
    want = label_rows()[row].label
    hits = [h for h in label_hits(text, Span(0, len(text))) if h.label == want]
    assert [h.span.of(text) for h in hits] == [m.of(text) for m in marks]


@pytest.mark.parametrize(("row", "text"), COUNTERS)
def test_a_mention_is_no_label(row: int, text: str) -> None:
    want = label_rows()[row].label
    assert [h.span.of(text) for h in label_hits(text, Span(0, len(text))) if h.label == want] == []
