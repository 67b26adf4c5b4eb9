"""Reviews as citations in libraries' lists and lists of references, and the lists of books and guidance that hold no entry."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind as Kind
from scr_extract.model import Span
from scr_extract.plain import plain
from scr_extract.resources.citations import citation, makers

STYLES = {
    "Marsh, Una (2019). Child FW: serious case review. Poole Safeguarding Children Board. 48 pp. R 362.76 MAR": (
        "Una Marsh",
        "2019",
        "Child FW: serious case review",
    ),
    "Marsh, U. (2019) 'Child FW: serious case review'. Poole: Poole LSCB. Available at: https://example.org (Accessed: 11 February 2020).": (
        "U. Marsh",
        "2019",
        "Child FW: serious case review",
    ),
    "Marsh, U., 2019. Child FW: serious case review. Poole: Poole LSCB.": ("U. Marsh", "2019", "Child FW: serious case review"),
    "Marsh, U., & Pole, G. B. (2019, March). Child FW: Serious case review. Poole LSCB. https://example.org": (
        "U. Marsh; G. B. Pole",
        "2019",
        "Child FW: Serious case review",
    ),
    "12. Marsh U, Pole GB. Serious case review: Child FW [Internet]. Poole: Poole LSCB; 2019 [cited 2020 Feb 11].": (
        "U Marsh; GB Pole",
        "2019",
        "Serious case review: Child FW",
    ),
    "Marsh, Una. Child FW: Serious Case Review. Poole: Poole LSCB, 2019.": ("Una Marsh", "2019", "Child FW: Serious Case Review"),
    "Una Marsh and Ged Pole, Child FW: Serious Case Review (Poole LSCB, 2019)": ("Una Marsh; Ged Pole", "2019", "Child FW: Serious Case Review"),
    "Poole Safeguarding Children Board. (2019). Serious case review: Child FW. Author.": ("", "2019", "Serious case review: Child FW"),
    "[4] Child Protection Committee (Fife) (2019) Learning review: Young Person 3. 22 pp.": ("", "2019", "Learning review: Young Person 3"),
    "[Anonymous] (2019). Serious case review no: 2019/C1. NSPCC.": ("", "2019", "Serious case review no: 2019/C1"),
    "Marsh, Una and Pole, Ged (March 2019). Learning review: ‘Ivy’ and ‘Max’. Hull SCP.": (
        "Una Marsh; Ged Pole",
        "March 2019",
        "Learning review: ‘Ivy’ and ‘Max’",
    ),
    "Serious case review : Child FW / Una Marsh and Ged Pole. - Poole : Poole LSCB, 2019. - 48p.": (
        "Una Marsh; Ged Pole",
        "2019",
        "Serious case review : Child FW",
    ),
    "The overview report on Child FW / by Una Marsh for Poole LSCB. - Sept. 2019. - ISBN none": ("Una Marsh", "Sept. 2019", "The overview report on Child FW"),
    "Child FW / Poole Safeguarding Children Board. - Leaflet, 2p. - July 2019": ("", "July 2019", "Child FW"),
}
NO_CITATIONS = [
    "Mother / father and child. - See the form of 2014 for both.",
    "A boy / girl of 3 died in May 2014 - nobody knew.",
    "In 2014 the board met. It said (2013) that all was well.",
    "Death of a boy, aged 3 (2014). A review was held.",
    "The board (2014) Serious case review.",
    "Child W (2014). A boy of 3 died.",
    "Author: Una Marsh (2014). Board: Poole.",
]
ALONE = """Reviews added this term

Marsh, U. (2019) Child FW: serious case review. Poole: Poole LSCB. (Accessed: 11 February 2020).
Poole LSCB (2018) Serious case review: Olive. Poole: Poole LSCB.
Durham LSCB (2011) Executive summary in the case of Child W.
"""
WITH_ABSTRACTS = """New on the shelf

Marsh, Una (2019). Child FW: serious case review. Poole Safeguarding Children Board. 48 pp.
   A boy, eleven weeks, who died in 2017 on a sofa. Keywords: infant deaths; alcohol.

Poole, Ged (2018). Child Practice Review: extended. Ref. CYSUR 9/2018. Mid and West Wales Safeguarding Children Board.
   Neglect of a disabled girl of fourteen. Keywords: disabled children.
"""
BOOKS = """Neglect: a briefing for staff

Ask what each day is like for the child.

Further sources

Brown, M. (2012) New learning from serious case reviews: a two year report. London: DfE.
HM Government (2018) Working together to safeguard children. London: DfE.
Poole LSCB (2009) Serious Case Review: Baby Perry. Poole: Poole LSCB.
Lane, H. (2003) Conducting a serious case review: a handbook. London: HMSO.
"""
SOURCES_BELOW = """Serious case review: Child Fern

Death of a 4-month-old girl in May 2016 after she was shaken by her father.

Poole LSCB (2017) Serious case review overview report: Fern. Poole: Poole LSCB.

Serious case review: Child Moss

Neglect of a 3-year-old boy in 2015, who was found alone at home.

Devon LSCB (2017) Serious case review overview report: Moss. Exeter: Devon LSCB.
"""


def starts(text: str) -> list[str]:
    document = read(text.encode(), "made.txt")
    return [s.span.of(document.text)[:11] for s in segment(document) if s.kind is Kind.ENTRY]


@pytest.mark.parametrize("line", STYLES)
def test_makers_date_and_title_are_told_apart_in_every_style(line: str) -> None:
    view = plain(line)
    found = citation(view, 0, len(view))
    assert found is not None
    assert found.date is not None
    names = "; ".join(p.name for p in makers(view, found))
    assert (names, found.date.of(line), found.title.of(line)) == STYLES[line]


@pytest.mark.parametrize("line", NO_CITATIONS)
def test_a_year_in_brackets_makes_no_citation(line: str) -> None:
    assert citation(line, 0, len(line)) is None


def test_a_list_of_reviews_holds_an_entry_for_each() -> None:
    assert starts(ALONE) == ["Marsh, U. (", "Poole LSCB ", "Durham LSCB"]
    assert starts(WITH_ABSTRACTS) == ["Marsh, Una ", "Poole, Ged "]


def test_the_title_of_a_citation_is_the_entrys() -> None:
    document = read(WITH_ABSTRACTS.encode(), "made.txt")
    found = [s for s in segment(document) if s.kind is Kind.ENTRY]
    assert [s.heading.of(document.text) for s in found if s.heading] == ["Child FW: serious case review", "Child Practice Review: extended"]
    assert all(s.header is not None and s.header.covers(Span(s.span.start, s.span.start + 20)) for s in found)


def test_books_and_guidance_are_no_entries_nor_is_one_review_among_them() -> None:
    assert starts(BOOKS) == []


def test_a_citation_below_a_story_is_its_source() -> None:
    assert starts(SOURCES_BELOW) == ["Serious cas", "Serious cas"]
