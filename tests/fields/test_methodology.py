from __future__ import annotations

from scr_extract.fields.methodology import FIELD
from tests.fields.seam_checks import check
from tests.made import reading


def test_seam() -> None:
    check(FIELD)


def test_annexes_are_no_method() -> None:
    cover = "Concise Child Practice Review\n\nCTSB 4/2017\n\n== Background ==\n\nA girl was hurt.\n\n"
    read = reading(f"{cover}== Appendix 1: Terms of Reference ==\n\nAppendix 2: Family tree\n")
    found = [c for f in FIELD.finders for c in f.find(read)]
    assert [c.evidence.quote for c in FIELD.resolver(read, found).chosen] == ["Concise Child Practice Review"]
