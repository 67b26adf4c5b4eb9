"""What a PDF must come to: one text in reading order, whole paragraphs, furniture last, each character with page and box."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from scr_extract.errors import ReadError
from scr_extract.formats import pdf
from scr_extract.formats.pdf import pages
from scr_extract.model import Block, BlockKind, Document, Status
from tests.contracts.test_formats import check
from tests.formats.made_pdf import HEIGHT, LEARNING, PLOUGH, WIDTH, finished, made, newsletter, put, report, table


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if not kinds or b.kind in kinds]


def body(document: Document) -> str:
    return "\n".join(b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.FURNITURE)


def read(raw: bytes) -> Document:
    document = pdf.read(raw, "made.pdf")
    check(document)
    return document


def where(document: Document, words: str) -> Block:
    at = document.text.index(words)
    return next(b for b in document.blocks if b.span.start <= at < b.span.end)


def test_a_report_reads_as_headings_and_whole_paragraphs_with_furniture_last() -> None:
    document = read(report(4))
    assert document.status is Status.OK
    assert document.media_type == "application/pdf"
    assert document.title == "A made-up review"
    assert [p.number for p in document.pages] == [1, 2, 3, 4]
    heads = [b for b in document.blocks if b.kind is BlockKind.HEADING]
    assert [b.span.of(document.text) for b in heads] == [f"{n}. Section with the number {n}" for n in range(1, 5)]
    assert {b.level for b in heads} == {1}
    assert all(b.size == 15.0 and b.bold for b in heads)
    paragraphs = texts(document, BlockKind.BODY)
    assert all(p.split(" ", 1)[1] in (PLOUGH, LEARNING) for p in paragraphs[:-1])
    furniture = [b for b in document.blocks if b.kind is BlockKind.FURNITURE]
    header = "Exampleshire SCB - Child Q - OFFICIAL"
    assert [b.span.of(document.text) for b in furniture][:4] == [header, "Page 1 of 4", header, "Page 2 of 4"]
    assert [b.page for b in furniture] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_paragraph_over_a_page_break_is_one_block_with_boxes_on_both_pages() -> None:
    document = read(report(3))
    broken = [b for b in document.blocks if b.kind is BlockKind.BODY and len({r.box.page for r in b.runs}) == 2]
    assert len(broken) == 2
    for block in broken:
        assert block.span.of(document.text).split(" ", 1)[1] in (PLOUGH, LEARNING)
        assert document.where(block.span)[0] == (block.page, (block.page or 0) + 1)


def test_boxes_hold_the_words_they_stand_for() -> None:
    canvas, out = made()
    put(canvas, "Above", 100, 200, size=12)
    put(canvas, "Below", 300, 400, size=12)
    document = read(finished(canvas, out))
    above, below = (where(document, w).runs[0].box for w in ("Above", "Below"))
    assert (round(above.x0), round(below.x0)) == (100, 300)
    assert above.y0 < 200 < above.y1 < 210 < 385 < below.y0 < 400 < below.y1
    assert (document.pages[0].width, document.pages[0].height) == (WIDTH, HEIGHT)


@pytest.mark.parametrize(("columns", "by_rows"), [(2, False), (2, True), (3, False), (3, True)])
def test_columns_are_read_one_after_the_other_however_they_are_drawn(columns: int, by_rows: bool) -> None:
    document = read(newsletter(by_rows=by_rows, columns=columns))
    assert texts(document)[0] == "Exampleshire Safeguarding News"
    wanted = [f"Column {c} {w} opens. {PLOUGH} {LEARNING} Column {c} {w} closes." for c in range(columns) for w in ("alpha", "beta")]
    assert texts(document, BlockKind.BODY) == wanted
    assert texts(document, BlockKind.HEADING)[1:] == [f"Serious case review: Child {w} {c}" for c in range(columns) for w in ("alpha", "beta")]
    assert texts(document, BlockKind.FURNITURE) == ["Exampleshire Safeguarding Children Board - page 1"]


def test_a_heading_over_both_columns_parts_what_is_above_it_from_what_is_below() -> None:
    canvas, out = made()
    for top, part in ((80, "first"), (420, "second")):
        put(canvas, f"The {part} heading that stands over both of the columns below", 48, top, size=16, font="Helvetica-Bold", width=499)
        for n, x in enumerate((48, 306)):
            put(canvas, f"The {part} part in column {n} opens. {PLOUGH}", x, top + 40, width=235, size=9)
    order = body(read(finished(canvas, out)))
    marks = [f"The {part} {what}" for part in ("first", "second") for what in ("heading", "part in column 0", "part in column 1")]
    assert [order.index(m) for m in marks] == sorted(order.index(m) for m in marks)
    assert order.count(PLOUGH) == 4


def test_a_side_bar_does_not_cut_the_text_beside_it() -> None:
    canvas, out = made()
    put(canvas, PLOUGH, 48, 100, width=340)
    put(canvas, LEARNING, 48, 200, width=340)
    key = "Key facts for staff in a hurry. Nobody saw the baby. Keys were held by three agencies and used by one of them only."
    put(canvas, key, 420, 104, width=125, size=9)
    found = texts(read(finished(canvas, out)))
    assert PLOUGH in found
    assert LEARNING in found
    assert found[-1] == key


def test_a_pull_quote_between_columns_stands_after_them() -> None:
    canvas, out = made()
    left, right = wrapped_columns = (f"Left opens. {PLOUGH} {LEARNING}", f"Right opens. {PLOUGH} {LEARNING}")
    for text, x in zip(wrapped_columns, (48, 306), strict=True):
        put(canvas, text, x, 100, width=235, size=9)
    put(canvas, "Nobody saw the baby", 230, 345, size=20, font="Helvetica-Bold")
    found = texts(read(finished(canvas, out)))
    assert left in found
    assert right in found


def test_lines_that_were_meant_stay_lines() -> None:
    canvas, out = made()
    y = put(canvas, "Serious case review: Child Q", 72, 80, font="Helvetica-Bold")
    for line in ("Author: Ann Example", "LSCB: Exampleshire (2016)"):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, HEIGHT - y, line)
        y += 12.5
    put(canvas, PLOUGH, 72, y)
    document = read(finished(canvas, out))
    lines = body(document).split("\n")
    assert lines == ["Serious case review: Child Q", "Author: Ann Example", "LSCB: Exampleshire (2016)", PLOUGH]


def test_contents_with_leaders_are_one_block_a_line() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 10)
    for n, name in enumerate(("Introduction", "Methodology", "Findings", "Recommendations")):
        canvas.drawString(72, HEIGHT - 100 - 13 * n, f"{n + 1} {name} {'.' * 60} {n + 3}")
    assert len(texts(read(finished(canvas, out)))) == 4


def test_list_items_keep_numbers_and_are_whole() -> None:
    canvas, out = made()
    y = put(canvas, "The Board should:", 72, 80)
    for n, text in enumerate((LEARNING, PLOUGH, "Tell the public.")):
        canvas.drawString(80, HEIGHT - y, f"{n + 1}.")
        y = put(canvas, text, 100, y, width=420) - 7
    for text in (PLOUGH, "Publish."):
        canvas.drawString(80, HEIGHT - y - 10, "•")
        y = put(canvas, text, 100, y + 10, width=420) - 7
    found = texts(read(finished(canvas, out)), BlockKind.LIST_ITEM)
    assert found == [f"1. {LEARNING}", f"2. {PLOUGH}", "3. Tell the public.", PLOUGH, "Publish."]


def test_letters_inside_a_sentence_do_not_open_items() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 10)
    lines = [
        "The provider should ensure that where the score is high (a) a further visit takes place in a week;",
        "(b) the doctor is told in writing, and this is noted on the file that follows the child; and (c) all is",
        "recorded.",
    ]
    for n, line in enumerate(lines):
        canvas.drawString(72, HEIGHT - 100 - 12.5 * n, line)
    assert texts(read(finished(canvas, out))) == [" ".join(lines)]


def test_words_divided_at_line_ends_are_whole_again() -> None:
    canvas, out = made()
    registerFont(TTFont("Vera", "Vera.ttf"))
    canvas.setFont("Vera", 10)
    lines = [
        "The injuries were thought to be non-",
        "accidental, and the multi-",
        "agency meeting gave one exam-",
        "ple of a 17-month-",
        "old boy whose assess\u00ad",
        "ment was a long-",
        "term one. It was a good example.",
    ]
    for n, line in enumerate(lines):
        canvas.drawString(72, HEIGHT - 100 - 12.5 * n, line)
    text = read(finished(canvas, out)).text
    for word in ("non-accidental", "multi-agency", "17-month-old", "assessment", "long-term"):
        assert word in text
    assert text.count("example") == 2


def test_a_line_that_ends_in_a_slash_is_joined_without_a_space() -> None:
    canvas, out = made()
    put(canvas, "Children with additional needs and/or substance abuse in the family", 72, 100, width=190, size=14, font="Helvetica-Bold")
    canvas.setFont("Helvetica", 10)
    for n, line in enumerate(("Read it at https://example.org/reviews/", "childq.pdf and tell others about it.")):
        canvas.drawString(72, HEIGHT - 200 - 12.5 * n, line)
    document = read(finished(canvas, out))
    assert [link.target for link in document.links] == ["https://example.org/reviews/childq.pdf"]


def test_bold_by_printing_twice_is_read_once() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 10)
    for shift in (0, 0.4):
        canvas.drawString(72 + shift, HEIGHT - 100, "Recommendation one")
    canvas.drawString(72, HEIGHT - 130, "TThhee  BBooaarrdd")
    assert body(read(finished(canvas, out))) == "Recommendation one\nThe Board"


def test_links_keep_anchor_and_target_and_only_their_words() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, HEIGHT - 100, "Read the full report here if you can.")
    x0 = 72 + stringWidth("Read the ", "Helvetica", 10)
    x1 = 72 + stringWidth("Read the full report", "Helvetica", 10)
    canvas.linkURL("https://example.org/q.pdf", (x0, HEIGHT - 103, x1, HEIGHT - 90))
    document = read(finished(canvas, out))
    (link,) = document.links
    assert link.span.of(document.text) == "full report"
    assert link.target == "https://example.org/q.pdf"


def test_a_note_number_does_not_lengthen_the_year_before_it() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, HEIGHT - 100, "It was published in 2013")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(72 + 121, HEIGHT - 96, "1")
    canvas.setFont("Helvetica", 11)
    second = "by the Board on the 24"
    canvas.drawString(72 + 127, HEIGHT - 100, second)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(72 + 127 + stringWidth(second, "Helvetica", 11), HEIGHT - 96, "th")
    document = read(finished(canvas, out))
    assert "20131" not in document.text
    assert "2013 ¹ by" in document.text
    assert document.text.endswith("24th")


def test_characters_set_one_by_one_are_words() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 10)
    x = 72.0
    for char in "The review found nothing new.":
        if char != " ":
            canvas.drawString(x, HEIGHT - 100, char)
        x += stringWidth(char, "Helvetica", 10)
    assert texts(read(finished(canvas, out))) == ["The review found nothing new."]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_are_those_of_the_page_as_shown(turn: int) -> None:
    canvas, out = made()
    canvas.setPageRotation(turn)
    put(canvas, PLOUGH, 72, 400)
    document = read(finished(canvas, out))
    assert texts(document) == [PLOUGH]
    page = document.pages[0]
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    for run in document.blocks[0].runs:
        box = run.box
        assert 0 <= box.x0 < box.x1 <= page.width
        assert 0 <= box.y0 < box.y1 <= page.height
        assert (box.x1 - box.x0 > box.y1 - box.y0) is (turn == 180)


def test_text_set_sideways_reads_like_any_other() -> None:
    canvas, out = made()
    canvas.rotate(90)
    canvas.translate(0, -WIDTH)
    canvas.setFont("Helvetica", 10)
    for n, line in enumerate(wrapped_lines := [PLOUGH[:90], PLOUGH[90:180]]):
        canvas.drawString(50, WIDTH - 100 - 12.5 * n, line)
    document = read(finished(canvas, out))
    assert "".join(texts(document)).replace(" ", "") == "".join(wrapped_lines).replace(" ", "")
    box = document.blocks[0].runs[0].box
    assert box.y1 - box.y0 > 10 * (box.x1 - box.x0)


def test_a_watermark_is_furniture() -> None:
    canvas, out = made()
    put(canvas, PLOUGH, 72, 100)
    canvas.saveState()
    canvas.translate(150, 300)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()
    document = read(finished(canvas, out))
    assert texts(document) == [PLOUGH, "DRAFT"]
    assert document.blocks[-1].kind is BlockKind.FURNITURE


def test_a_ruled_table_goes_on_over_the_page_and_its_cells_are_whole() -> None:
    canvas, out = made()
    head = ("Ref", "Recommendation", "Agency")
    rows = [(f"R{n}", f"Recommendation {n} asks that {LEARNING}", "Exampleshire Council") for n in range(1, 7)]
    put(canvas, "Appendix: action plan", 72, 80, size=14, font="Helvetica-Bold")
    table(canvas, [head, *rows[:3]], 500)
    canvas.showPage()
    y = table(canvas, [head, *rows[3:]], 60)
    put(canvas, PLOUGH, 72, y + 30)
    document = read(finished(canvas, out))
    cells = {b.row: b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.TABLE_CELL}
    assert cells == {(0, r, c): cell for r, row in enumerate([head, *rows]) for c, cell in enumerate(row)}
    assert texts(document, BlockKind.FURNITURE) == list(head)
    assert [b.page for b in document.blocks if b.row == (0, 4, 1)] == [2]
    assert texts(document, BlockKind.BODY) == [PLOUGH]


def test_a_row_that_the_page_break_cut_is_one_row() -> None:
    canvas, out = made()
    table(canvas, [("1", "First things are to be done by the end of the year.", "Health"), ("2", "Second things are to be", "Police and")], 600)
    canvas.showPage()
    table(canvas, [("", "done when the first are finished.", "schools"), ("3", "Third things follow.", "Housing")], 60)
    cells = {b.row: b.span.of(d.text) for d in (read(finished(canvas, out)),) for b in d.blocks if b.kind is BlockKind.TABLE_CELL}
    assert cells[0, 1, 1] == "Second things are to be done when the first are finished."
    assert cells[0, 1, 2] == "Police and schools"
    assert cells[0, 2, 0] == "3"


def test_a_box_around_text_is_no_table() -> None:
    canvas, out = made()
    put(canvas, PLOUGH, 72, 100, width=400)
    canvas.rect(66, HEIGHT - 180, 420, 95)
    assert texts(read(finished(canvas, out)), BlockKind.BODY) == [PLOUGH]


def test_numbers_centred_beside_their_text_come_before_it() -> None:
    canvas, out = made()
    put(canvas, "Single-agency recommendations", 72, 80, size=14, font="Helvetica-Bold")
    y = 120.0
    for n in range(1, 4):
        end = put(canvas, f"Item {n}. {LEARNING}", 110, y, width=380)
        canvas.drawString(72, HEIGHT - (y + (end - 19.5)) / 2, f"CS{n}")
        y = end + 14
    document = read(finished(canvas, out))
    flat = " ".join(body(document).split())
    for n in range(1, 4):
        assert f"CS{n} Item {n}. {LEARNING}" in flat


def test_an_unruled_table_of_three_columns_has_rows() -> None:
    canvas, out = made()
    canvas.setFont("Helvetica", 10)
    rows = [("Name used", "Who", "Age"), ("Sibling A", "Daughter", "8"), ("Sibling B", "Son", "5"), ("Ms C", "Mother", "30")]
    for r, row in enumerate(rows):
        for x, cell in zip((72, 200, 340), row, strict=True):
            canvas.drawString(x, HEIGHT - 100 - 24 * r, cell)
    document = read(finished(canvas, out))
    assert {b.row: b.span.of(document.text) for b in document.blocks} == {(0, r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}


@pytest.mark.parametrize(
    ("title", "kept"),
    [("Child Q: the overview report", True), ("Microsoft Word - childq final v3.docx", False), ("q_report_v2", False), ("untitled", False)],
)
def test_the_title_is_the_metadata_s_unless_it_is_a_file_s_name(title: str, kept: bool) -> None:
    canvas, out = made()
    canvas.setTitle(title)
    put(canvas, PLOUGH, 72, 100)
    assert read(finished(canvas, out)).title == (title if kept else None)


def test_what_cannot_be_read_says_why() -> None:
    canvas, out = made(encrypt="secret")
    put(canvas, PLOUGH, 72, 100)
    for raw, status in ((finished(canvas, out), "encrypted"), (b"%PDF-1.7\nnothing more", "malformed")):
        with pytest.raises(ReadError) as caught:
            pdf.read(raw, "made.pdf")
        assert caught.value.status == status
        assert "PDF" in str(caught.value)


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 3)
    with pytest.raises(ReadError, match=r"4 pages.*split") as caught:
        pdf.read(report(4), "made.pdf")
    assert caught.value.status == "limit"
    monkeypatch.setattr(pages, "MOST_PAGES", 9)
    monkeypatch.setattr(pages, "MOST_CHARACTERS", 50)
    with pytest.raises(ReadError, match="page 1 holds"):
        pdf.read(report(4), "made.pdf")


def test_a_second_reading_gives_the_same() -> None:
    assert read(newsletter()) == read(bytes(bytearray(newsletter())))
