"""The recommendations: the seam's contract, and where a numbered section of them ends."""

from __future__ import annotations

import pytest

from scr_extract.extract import extract
from scr_extract.fields.recommendations import FIELD
from scr_extract.formats import read
from tests.fields.seam_checks import check


def test_seam() -> None:
    check(FIELD)


ONE_NUMBER_AFTER_THE_OTHER = """Child Ffion

11. What happened?
Ffion was 14 years old when she died in July 2020.

12. Recommendations
13. The Board should ask early.
14. Schools should tell the local authority of absent pupils.
"""
QUESTIONS = """Child Ffion

1. What happened?
Ffion was 14 years old when she died in July 2020.

2. What do we recommend?
(i) The Board should ask early.
(ii) Schools should tell the local authority of absent pupils.

3. Who wrote the review?
Two people of the Board wrote it.
"""


@pytest.mark.parametrize("text", [ONE_NUMBER_AFTER_THE_OTHER, QUESTIONS])
def test_a_numbered_section_ends_at_the_next_heading_and_at_no_paragraph(text: str) -> None:
    (record,) = extract(read(text.encode(), "a.txt")).records
    texts = [str(getattr(c.value, "text", "")) for c in record.fields["recommendations"].chosen]
    assert texts == ["The Board should ask early.", "Schools should tell the local authority of absent pupils."]
