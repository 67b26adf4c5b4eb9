from __future__ import annotations

from scr_extract.fields.keywords import FIELD
from tests.fields.seam_checks import check


def test_seam() -> None:
    check(FIELD)
