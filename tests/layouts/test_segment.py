"""Where entries of made-up pages begin and end, and what governs them."""

from __future__ import annotations

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import Document, Segment, SegmentKind, Span

FACT = "Death of a 5-week-old boy in May 2016. Findings include: a late plan; no one asked. Recommendations include: ask early."


def page(text: str, name: str = "page.txt") -> tuple[Document, tuple[Segment, ...]]:
    document = read(text.encode(), name)
    return document, segment(document)


def entries(text: str, name: str = "page.txt") -> list[tuple[str | None, str | None, str]]:
    """(heading, topic, body's first words) of every entry."""
    document, parts = page(text, name)

    def words(span: Span | None) -> str | None:
        return None if span is None else " ".join(span.of(document.text).split())

    return [(words(s.heading), words(s.topic), " ".join(s.span.of(document.text).split())) for s in parts if s.kind is SegmentKind.ENTRY]


def headings(text: str, name: str = "page.txt") -> list[str | None]:
    return [heading for heading, _, _ in entries(text, name)]


def test_topics_govern_the_entries_below_them_and_reading_is_no_entry() -> None:
    text = (
        "Neglect\n\nSerious Case Reviews:\n\nSerious case review: Child V\n\nAuthor: Ann Other LSCB: Poole Safeguarding Children Board (2015)\n\n"
        f"{FACT} Full report here\n\nLinked Research & Resources:\n\nA film tells of a boy who died. Findings include: grief. Find the film here\n\n"
        f"Safe sleeping\n\nSerious\n\nCase Reviews:\n\nSerious case review: Baby W\n\n{FACT} Full report here\n\n"
    )
    assert [(h, t) for h, t, _ in entries(text)] == [("Serious case review: Child V", "Neglect"), ("Serious case review: Baby W", "Safe sleeping")]
    assert [s.kind for s in page(text)[1]].count(SegmentKind.RESOURCE) == 1


def test_an_entry_without_a_heading_begins_with_its_fact_line() -> None:
    text = f"Serious case review: Child V\n\n{FACT} Full report here\n\nSerious injury of a 3-year-old girl. Findings include: none asked. Full report here\n"
    assert headings(text) == ["Serious case review: Child V", None]


def test_a_heading_broken_over_two_lines_is_one() -> None:
    assert headings(f"Serious case review: services given to\nChild V and Family\n\n{FACT}\n") == ["Serious case review: services given to Child V and Family"]


def test_a_topic_broken_over_two_lines_is_one() -> None:
    text = f"Parents in the\nJustice System\n==========\n\nSerious case reviews:\n\nSerious case review: Child V\n\n{FACT}\n"
    assert [topic for _, topic, _ in entries(text, "page.md")] == ["Parents in the Justice System"]


def test_entries_run_together_are_cut_after_the_link_to_the_report() -> None:
    text = (
        f"{FACT}Keywords: sleep, debt> Read the overview report, Serious injuries to a baby girl.Learning: ask early.Keywords: debt> Read the overview report, "
    )
    assert [body[:16] for _, _, body in entries(text)] == ["Death of a 5-wee", "Serious injuries"]


def test_a_list_of_contents_gives_no_second_entry() -> None:
    text = f"Child V\n\nChild W\n\nChild V\n\n{FACT} Full report here\n\nChild W\n\n{FACT} Full report here\n"
    assert headings(text) == ["Child V", "Child W"]


def test_a_bare_name_is_a_heading_where_the_text_says_it_again() -> None:
    assert headings("Rowan\n\nIn June 2021 Rowan, a 14 year old boy, died at home.\n\nPrevention\n\nIn June 2021 a boy of the county died.\n") == ["Rowan"]


def test_a_date_heading_governs_the_reports_below_it() -> None:
    text = "Reviews\n\nDate of publication: 3rd May 2014\n\nOverview Report Child V\n\nOverview Report Child W\n\nLSCB media statement Child W\n"
    document, parts = page(text)
    assert [[s.of(document.text) for s in p.governing] for p in parts if p.kind is SegmentKind.ENTRY] == [["Date of publication: 3rd May 2014"]] * 2


def test_the_page_s_own_board_governs_unless_entries_name_theirs() -> None:
    own = f"Devon Safeguarding Children Board\n\nOur reviews\n\nChild V\n\n{FACT}\n\nChild W\n\n{FACT}\n"
    digest = f"Devon Safeguarding Children Board\n\nReviews\n\nSerious case review: Child V\nLSCB: Poole Safeguarding Children Board (2015)\n\n{FACT}\n"
    assert all(s.governing for s in page(own)[1] if s.kind is SegmentKind.ENTRY)
    assert not any(s.governing for s in page(digest)[1] if s.kind is SegmentKind.ENTRY)


def test_a_row_of_a_table_is_an_entry_and_knows_its_columns() -> None:
    text = "Ref\tChild\tAge\tBoard\n1\tChild V\t5 weeks\tPoole Safeguarding Children Board\n2\tChild W\t2 years\tDevon LSCB\n"
    document, parts = page(text)
    found = [s for s in parts if s.kind is SegmentKind.ENTRY]
    assert [{column: span.of(document.text) for column, span in s.cells} for s in found] == [
        {"Ref": "1", "Child": "Child V", "Age": "5 weeks", "Board": "Poole Safeguarding Children Board"},
        {"Ref": "2", "Child": "Child W", "Age": "2 years", "Board": "Devon LSCB"},
    ]


def test_a_record_may_print_its_title_after_its_summary() -> None:
    text = f"AB12345\n{FACT}\nTitle: Serious case review: Child V. LSCB: Poole Safeguarding Children Board Author: Ann Other Date of publication: 2015\n"
    assert headings(text) == ["Serious case review: Child V"]


def test_talk_about_reviews_is_no_review() -> None:
    text = (
        "Serious case review guidance\n\nA serious case review must be held when a child dies and abuse is suspected. Notify within five days.\n\n"
        "Triennial analysis of serious case reviews\n\nDeath of an infant is often linked to unsafe sleep. Findings include: half were under one.\n"
    )
    assert entries(text) == []
