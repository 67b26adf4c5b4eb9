"""The field death_category, from made-up entries."""

from __future__ import annotations

from scr_extract.fields.death_category import FIELD
from tests.fields.seam_checks import check


def test_the_finders_keep_their_contract() -> None:
    check(FIELD)
