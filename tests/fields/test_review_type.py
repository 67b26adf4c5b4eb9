"""What kind of review it is."""

from __future__ import annotations

import pytest

from scr_extract.fields.review_type import FIELD
from tests.fields.seam_checks import check
from tests.made import reading


def test_finders_keep_their_examples() -> None:
    check(FIELD)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Serious case review: Rowan\n\nDeath of a boy.", "scr"),
        ("Child QZ S.C.R\n\nDeath of a boy.", "scr"),
        ("Rowan SCR\nFife Child Protection Committee\n\nDeath of a boy.", "scr_scotland"),
        ("Significant Case Review: Rowan\n\nDeath of a boy.", "scr_scotland"),
        ("Extended Child Practice Review: Rowan\n\nDeath of a boy.", "cpr_extended"),
        ("LCSPR – Rowan\n\nDeath of a boy.", "lcspr"),
        ("Case Management Review: Rowan\n\nDeath of a boy.", "cmr"),
        ("Joint Serious Case Review and Domestic Homicide Review\n\nDeath of a boy.", "joint_dhr_scr"),
        ("Rowan\nBarnsley Learning Review: May 2018\n\nKey issues: neglect.", "plr"),
        ("# Serious Case Reviews:\nRowan\n\nDeath of a boy.", "scr"),
        ("Rowan\n\nDeath of a boy.", None),
        ("Rowan\n\nDeath of a boy whose plan had a review in 2012.", None),
    ],
)
def test_the_kind_is_by_the_coding_frame(text: str, kind: str | None) -> None:
    entry = reading(text)
    assert FIELD.wide(FIELD.resolver(entry, [c for f in FIELD.finders for c in f.find(entry)]))["review_type"] == kind
