"""The board that published a review, as headers, slots, covers and prose name it."""

from __future__ import annotations

import pytest

from scr_extract.fields.board import FIELD
from scr_extract.model import Found, Resolution
from tests.fields.seam_checks import check
from tests.made import reading


def resolved(text: str) -> Resolution:
    entry = reading(text)
    return FIELD.resolver(entry, [c for f in FIELD.finders for c in f.find(entry)])


def test_finders_keep_their_examples() -> None:
    check(FIELD)


@pytest.mark.parametrize(
    ("header", "ids"),
    [
        ("Serious case review: Rowan\nAuthor: Ann Other LSCB: Leeds Safeguarding Children Board (Mar 2015)", ["lscb-leeds"]),
        ("Serious case review: Rowan Author: Ann Other LSCB: Salford Safeguarding Children Board (Autumn 2014)", ["lscb-salford"]),
        ("Serious case review: Rowan\nLSCB: Stoke-on-Trent Safeguarding Children Board(Feb 2016)", ["lscb-stoke-on-trent"]),
        ("Serious case review: Rowan\nLSCB: Windsor and Maidenhead LSCB and Slough LSCB (2013)", ["lscb-windsor-and-maidenhead", "lscb-slough"]),
        ("Rowan\nBoard: Redbridge\nYear: 2015", ["lscb-redbridge"]),
        ("Rowan\nPublished by the NSPCC on behalf of Wokingham LSCB (2015)", ["lscb-wokingham"]),
        ("June 2014 - Lancashire - Child R", ["lscb-lancashire"]),
        ("2018 – Kingston and Richmond – Chris", ["lscb-kingston-and-richmond"]),
        ("2021 – Northamptonshire – Child Ab", ["scp-northamptonshire-2021"]),
        ("March 2015 – Fife - Child S", ["cpc-fife"]),
        ("2016 - Northern Ireland - Child Q", ["sbni"]),
        ("2016 – Rochdale, Bury – Child V", ["lscb-rochdale-borough", "lscb-bury"]),
        ("2018 – Ealing and Barnsley – Child V", ["lscb-ealing", "lscb-barnsley"]),
        ("2015 – London Borough of Ealing – Child V", ["lscb-ealing"]),
        ("2015 – Herefordshire LSCB – HR", ["lscb-herefordshire"]),
        ("Child V - Wiltshire - 2014", ["lscb-wiltshire"]),
        ("Child V (Wiltshire, September 2014)", ["lscb-wiltshire"]),
        ("Wiltshire: Child V (2014)", ["lscb-wiltshire"]),
        ("Child V, Devon LSCB, 2014", ["lscb-devon"]),
        ("Rowan - briefing\nPortsmouth Serious Case Review: March 2017", ["lscb-portsmouth"]),
        ("Rowan\nKeeping Bristol Safe Partnership 2021", ["scp-bristol"]),
        ("Rowan\nA joint serious case review for Derby and Derbyshire Safeguarding Children Boards\nMay 2014", ["lscb-derby", "lscb-derbyshire"]),
        ("2017 - Child V - Overview report", []),
        ("Devon", []),
        ("Serious case review: Chelsea", []),
    ],
)
def test_a_header_names_its_board(header: str, ids: list[str]) -> None:
    wide = FIELD.wide(resolved(f"{header}\n\nDeath of a boy whose family had moved from Rotherham."))
    assert wide["lscb_ids"] == ids
    assert wide["lscb_id"] == (ids[0] if ids else None)


@pytest.mark.parametrize(
    "header",
    [
        "2017 – Anonymous - Child AB",
        "2017 - Anonymous- Child L",
        "March 2013NSPCC on behalf of unnamed LSCB - Child QZ",
        "Rowan\nPublished by NSPCC on behalf of an unnamed London safeguarding children board (Spring 2013)",
        "Rowan\nLSCB: Anonymous (2015)",
        "Rowan\nLSCB: Unnamed London LSCB (2015)",
        "Serious Case Review\nNo: 2013/C5550\nPublished by the NSPCC\nOn behalf of an unnamed local safeguarding children board",
    ],
)
def test_a_name_withheld_is_withheld(header: str) -> None:
    found = resolved(f"{header}\n\nDeath of a boy. Recommendations include: Barnsley LSCB should act.")
    wide = FIELD.wide(found)
    assert found.status is Found.WITHHELD
    assert wide["lscb_anonymous"] is True
    assert wide["lscb"] is None
    assert wide["lscb_ids"] == []


def test_an_unnamed_london_board_still_has_a_region() -> None:
    assert FIELD.wide(resolved("Rowan\nPublished by NSPCC on behalf of an unnamed London LSCB\n\nDeath of a boy."))["region"] == "London"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Rowan\nLSCB: Marlhaven and Tidewell Safeguarding Children Board (2013)", "Marlhaven and Tidewell Safeguarding Children Board"),
        ("2013 – Marlhaven & Tidewell – Rowan", "Marlhaven & Tidewell"),
        ("MARLHAVEN SAFEGUARDING CHILDREN BOARD\nSERIOUS CASE REVIEW ROWAN", "Marlhaven Safeguarding Children Board"),
    ],
)
def test_an_unknown_board_keeps_its_words_and_makes_noise(header: str, name: str) -> None:
    found = resolved(f"{header}\n\nDeath of a boy.")
    assert FIELD.wide(found)["lscb"] == name
    assert FIELD.wide(found)["lscb_id"] is None
    assert [i.kind for i in found.issues] == ["unknown_board"]


@pytest.mark.parametrize(
    ("body", "board_id"),
    [
        ("The Kirklees Safeguarding Children Board (KSCB) commissioned a review of the case.", "lscb-kirklees"),
        ("This report was commissioned by Medway Safeguarding Children Board. Kent Safeguarding Children Board had trained the staff.", "lscb-medway"),
        ("Death of a girl. The family came from York. Recommendations include: Ealing LSCB should look at housing.", "lscb-ealing"),
        ("Death of a girl whose family moved to Rochdale from Leeds.", None),
        ("Death of a girl in a London Borough.", None),
        ("A 14 year old Wandsworth girl took an overdose.", None),
    ],
)
def test_prose_names_a_board_only_where_it_acts(body: str, board_id: str | None) -> None:
    assert FIELD.wide(resolved(f"Rowan\n\n{body}"))["lscb_id"] == board_id


def test_nothing_stated_is_not_stated() -> None:
    found = resolved("Rowan\n\nDeath of a boy.")
    assert found.status is Found.NOT_STATED
    assert FIELD.wide(found)["lscb_anonymous"] is False
