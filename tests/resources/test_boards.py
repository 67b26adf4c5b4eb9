"""The gazetteer of boards: its rows, and what words are found in it."""

from __future__ import annotations

import pytest

from scr_extract.model import Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import phrases
from scr_extract.resources.loader import gazetteer

KINDS = {"lscb", "scp", "rsb", "cpc", "national", "regional", "crown-dependency", "pseudo"}


def found(text: str, when: str | None = None) -> list[str | None]:
    rows = [boards.chosen(p.bodies, p.form, when) if p.bodies else None for p in phrases(text, Span(0, len(text)))]
    return [row.id if row else None for row in rows]


def test_the_table_fits_its_description() -> None:
    rows = gazetteer("boards")
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert {row["kind"] for row in rows} == KINDS
    for row in rows:
        assert row["name"]
        assert all(successor in ids for successor in row["successor_ids"].split(";") if successor), row["id"]
        assert not row["valid_to"] or not row["valid_from"] or row["valid_from"] <= row["valid_to"], row["id"]


def test_every_board_is_found_by_its_own_name() -> None:
    for row in gazetteer("boards"):
        if row["kind"] in ("pseudo", "national"):
            continue
        when = row["valid_from"] or row["valid_to"] or "2015"
        when = "2020-01-01" if when == boards.LSCB_END else when  # the day on which board and partnership both stood
        assert row["id"] in found(row["name"], when), (row["id"], row["name"], found(row["name"], when))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Brighton & Hove LSCB", ["lscb-brighton-and-hove"]),
        ("BARNSLEY SAFEGUARDING CHILDREN BOARD", ["lscb-barnsley"]),
        ("LONDON BOROUGH OF EALING\nSAFEGUARDING CHILDREN BOARD", ["lscb-ealing"]),
        ("Sunderland Safeguarding\n\nChildren Board", ["lscb-sunderland"]),
        ("St. Helens Safeguarding Children's Board", ["lscb-st-helens"]),
        ("Glouchestershire Safegaurding Childrens Board", ["lscb-gloucestershire"]),
        ("Ealing & Hounslow Safeguarding Children Boards", ["lscb-ealing", "lscb-hounslow"]),
        ("Derby and Derbyshire Safeguarding Children Boards", ["lscb-derby", "lscb-derbyshire"]),
        ("Hartlepool, Stockton and Darlington LSCBs", ["lscb-hartlepool", "lscb-stockton-on-tees", "lscb-darlington"]),
        ("Kensington & Chelsea, Hammersmith & Fulham and Westminster LSCB", ["lscb-tri-borough"]),
        ("Local Safeguarding Children Board for Leeds", ["lscb-leeds"]),
        ("Norfolk Safeguarding Children Partnership", ["scp-norfolk"]),
        ("Keeping Bristol Safe Partnership", ["scp-bristol"]),
        ("Warwickshire Safeguarding Children Board", ["lscb-warwickshire"]),
        ("CYSUR: Mid and West Wales Regional Safeguarding Children Board", ["rsb-mid-and-west-wales"]),
        ("Cardiff & Vale of Glamorgan Regional Safeguarding Children Board", ["rsb-cardiff-and-vale"]),
        ("Perth and Kinross Child Protection Committee", ["cpc-perth-and-kinross"]),
        ("Safeguarding Board for Northern Ireland (SBNI)", ["sbni"]),
        ("Marlhaven and Tidewell Safeguarding Children Board", [None]),
        ("East Norfolk Safeguarding Children Board", [None]),
        ("Barnsley Area Child Protection Committee", [None]),
    ],
)
def test_a_board_is_known_by_its_place_and_tail(text: str, ids: list[str | None]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "the LSCB should look at thresholds",
        "the Association of Independent LSCB Chairs",
        "an initial child protection conference (CPC) in Leeds",
        "Barnsley Safeguarding Adults Board",
        "an unnamed London local safeguarding children board",
        "The family moved from Barnsley to Leeds.",
        "local safeguarding children boards",
    ],
)
def test_words_without_a_board_name_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("place", "form", "when", "board_id"),
    [
        ("Kingston", "board", "2014", "lscb-kingston"),
        ("Kingston", "board", "2018", "lscb-kingston-and-richmond"),
        ("Barnsley", None, "2018-05", "lscb-barnsley"),
        ("Barnsley", None, "2021", "scp-barnsley"),
        ("Barnsley", None, None, "lscb-barnsley"),
        ("Barnsley", "board", "2021", "lscb-barnsley"),
        ("Northamptonshire", "partnership", "2020", "scp-northamptonshire"),
        ("Northamptonshire", "partnership", "2022", "scp-northamptonshire-2021"),
        ("Fife", None, "2015", "cpc-fife"),
        ("London Borough of Ealing", None, "2015", "lscb-ealing"),
        ("Hull City", None, "2015", "lscb-hull"),
    ],
)
def test_time_and_form_choose_among_bodies(place: str, form: str | None, when: str | None, board_id: str) -> None:
    bodies = boards.place(place)
    assert bodies is not None
    row = boards.chosen(bodies, form, when)
    assert row is not None
    assert row.id == board_id


def test_an_acronym_counts_only_where_one_body_uses_it() -> None:
    assert boards.acronym("KSCB") is not None
    assert boards.acronym("BSCB") is None


def test_unknown_places_are_not_bent_into_known_ones() -> None:
    for name in ("Wiltonshire", "Marlhaven", "Tidewell", "Penford", "Westshire"):
        assert boards.place(name, near=True) is None
