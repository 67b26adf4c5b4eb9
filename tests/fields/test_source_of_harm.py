"""The field source_of_harm, from made-up entries."""

from __future__ import annotations

from scr_extract.fields.source_of_harm import FIELD
from tests.fields.seam_checks import check


def test_the_finders_keep_their_contract() -> None:
    check(FIELD)
