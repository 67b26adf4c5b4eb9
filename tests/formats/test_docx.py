"""Word documents: what is printed is read, what was deleted is not, and no package unpacks without end."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx as python_docx
import pytest

from scr_extract.formats import read
from scr_extract.model import BlockKind, Status
from tests.formats.test_text import links
from tests.formats.word import EXTRA, W, docx, item, p, r, styled, table, zipped


def blocks(raw: bytes) -> list[tuple[str, str]]:
    document = read(raw, "made")
    return [(b.kind.value, b.span.of(document.text)) for b in document.blocks]


def test_a_file_that_a_library_wrote() -> None:
    made = python_docx.Document()
    made.add_heading("Made-up bulletin", 0)
    made.add_heading("Child Q", 2)
    made.add_paragraph("Author: Ann Example").add_run("\nLSCB: Exampleshire").bold = True
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("two", style="List Number")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Age", "4 weeks"
    held = BytesIO()
    made.save(held)
    document = read(held.getvalue(), "made.bin")
    assert document.title == "Made-up bulletin"
    assert [(b.kind.value, b.level, b.row, b.span.of(document.text)) for b in document.blocks] == [
        ("heading", 1, None, "Made-up bulletin"),
        ("heading", 2, None, "Child Q"),
        ("body", None, None, "Author: Ann Example\nLSCB: Exampleshire"),
        ("list_item", 1, None, "one"),
        ("list_item", 1, None, "1. two"),
        ("table_cell", None, (0, 0, 0), "Age"),
        ("table_cell", None, (0, 0, 1), "4 weeks"),
    ]


def test_headings_by_style_and_outline() -> None:
    body = styled("A", "H1") + styled("B", "Own") + styled("C", "Out") + p("D", '<w:outlineLvl w:val="1"/>')
    body += p("E", "", "<w:b/>") + p("F", "", '<w:b w:val="0"/>')
    document = read(docx(body), "made")
    assert [(b.kind.value, b.level, b.bold) for b in document.blocks] == [
        ("heading", 1, True),
        ("heading", 1, True),
        ("heading", 3, False),
        ("heading", 2, False),
        ("body", None, True),
        ("body", None, False),
    ]


def test_numbers_that_word_prints_are_text() -> None:
    body = styled("a bullet", "Bul") + item("one", 2) + item("two", 2) + item("inner", 2, 1) + item("inner", 2, 1) + item("deep", 2, 2) + item("three", 2)
    body += item("anew", 3) + item("visit", 4) + item("share", 4) + p("none", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert blocks(docx(body)) == [
        ("list_item", "a bullet"),
        ("list_item", "1. one"),
        ("list_item", "2. two"),
        ("list_item", "(a) inner"),
        ("list_item", "(b) inner"),
        ("body", "2.b.i deep"),
        ("list_item", "3. three"),
        ("list_item", "1. anew"),
        ("body", "Recommendation 1: visit"),
        ("body", "Recommendation 2: share"),
        ("body", "none"),
    ]


def test_tracked_changes_and_hidden_words() -> None:
    body = f"<w:p>{r('kept ')}<w:ins w:id='1'>{r('inserted')}</w:ins><w:del w:id='2'><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    body += f"<w:moveFrom w:id='3'>{r('moved away')}</w:moveFrom>{r(' unseen', '<w:vanish/>')}</w:p>"
    body += f"<w:p><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr>{r('one para')}</w:p>{p('graph')}<w:ins w:id='5'>{p('a new one')}</w:ins>"
    body += "<w:tbl><w:tr><w:trPr><w:del w:id='6'/></w:trPr><w:tc><w:p/></w:tc><w:tc>" + p("gone") + "</w:tc></w:tr></w:tbl>"
    assert [words for _, words in blocks(docx(body))] == ["kept inserted", "one paragraph", "a new one"]


def test_links_by_relation_and_by_field() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/f" \\l "p2" </w:instrText></w:r>'
    body = f"<w:p><w:hyperlink r:id='h1'>{r('the ')}{r('report', '<w:b/>')}</w:hyperlink> {r(' and ')}"
    body += f"{field.format('begin')}{code}{field.format('separate')}{r('a field')}{field.format('end')}{r('.')}</w:p>"
    body += f"<w:p><w:fldSimple w:instr='HYPERLINK https://example.org/s'>{r('simple')}</w:fldSimple>{r(' ')}"
    body += f"<w:hyperlink w:anchor='top'>{r('up')}</w:hyperlink></w:p>"
    body += f"<w:p><w:hyperlink r:id='h2'>{r('script')}</w:hyperlink></w:p>"
    document = read(docx(body, {"h1": "https://example.org/r.pdf", "h2": "javascript:alert(1)"}), "made")
    assert document.text == "the report and a field.\n\nsimple up\n\nscript"
    assert links(document) == [
        ("the report", "https://example.org/r.pdf"),
        ("a field", "https://example.org/f#p2"),
        ("simple", "https://example.org/s"),
        ("up", "#top"),
    ]


def test_a_field_over_two_paragraphs_shows_its_result_only() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    body = f"<w:p>{field.format('begin')}{code}{field.format('separate')}{r('1 Introduction')}<w:r><w:tab/><w:t>3</w:t></w:r></w:p>"
    body += f"<w:p>{r('2 End')}{field.format('end')}</w:p>"
    assert [words for _, words in blocks(docx(body))] == ["1 Introduction\t3", "2 End"]


def test_a_table_of_contents_is_furniture() -> None:
    body = styled("1 Introduction 3", "T1") + styled("Introduction", "H1") + p("words")
    assert blocks(docx(body)) == [("heading", "Introduction"), ("body", "words"), ("furniture", "1 Introduction 3")]


def test_tables_of_data_and_of_layout() -> None:
    data = table((p("Child"), p("Learning")), (p("A"), p("one") + item("two", 1) + item("three", 2)))
    layout = table((styled("Child B", "H1") + p("Words"), p("side")))
    nested = table((p("outer"), table((p("x"), p("y")))))
    assert blocks(docx(data + layout + nested + table((p("box"),)))) == [
        ("table_cell", "Child"),
        ("table_cell", "Learning"),
        ("table_cell", "A"),
        ("table_cell", "one\n• two\n1. three"),
        ("heading", "Child B"),
        ("body", "Words"),
        ("body", "side"),
        ("body", "outer"),
        ("table_cell", "x"),
        ("table_cell", "y"),
        ("body", "box"),
    ]


def test_merged_cells_keep_their_columns() -> None:
    rows = (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("wide")}</w:tc><w:tc>{p("c")}</w:tc></w:tr>'
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("tall")}</w:tc><w:tc>{p("b1")}</w:tc><w:tc>{p("c1")}</w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{p('b2')}</w:tc></w:tr>"
    )
    document = read(docx(f"<w:tbl>{rows}</w:tbl>"), "made")
    assert [(b.row, b.span.of(document.text)) for b in document.blocks] == [
        ((0, 0, 0), "wide"),
        ((0, 0, 2), "c"),
        ((0, 1, 0), "tall"),
        ((0, 1, 1), "b1"),
        ((0, 1, 2), "c1"),
        ((0, 2, 1), "b2"),
    ]


def test_text_boxes_once() -> None:
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    body = f"<w:p>{r('anchor')}<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r></w:p>"
    body += f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert [words for _, words in blocks(docx(body))] == ["anchor", "in the box", "in the box"]


def test_notes_come_after_the_text_and_headers_last() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote><w:footnote w:id="2">{p("A note")}</w:footnote></w:footnotes>'
    body = f"<w:p>{r('in 2013')}<w:r><w:footnoteReference w:id='2'/></w:r>{r('.')}</w:p>{p('next')}"
    raw = docx(body, footnotes=notes, header1=f"<w:hdr {W}>{p('Confidential')}</w:hdr>", header2=f"<w:hdr {W}>{p('Confidential')}</w:hdr>")
    assert blocks(raw) == [("body", "in 2013."), ("body", "next"), ("body", "A note"), ("furniture", "Confidential")]


def test_small_signs() -> None:
    body = "<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>accidental</w:t><w:br/><w:t>a</w:t><w:tab/><w:t>b</w:t>"
    body += "<w:sym w:font='Wingdings' w:char='F04A'/></w:r></w:p>"
    assert blocks(docx(body)) == [("body", "non\u2011accidental\na\tb")]


def test_the_strict_dialect() -> None:
    raw = docx(p("words"))
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(held, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).decode()
            new.writestr(entry.filename, text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/wordprocessingml"))
    assert read(held.getvalue(), "made").text == "words"


def test_bombs_and_damage() -> None:
    many = zipped({"word/document.xml": "", **{f"word/{n}": "" for n in range(5001)}})
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W} {EXTRA}><w:body>{p("&x;")}</w:body></w:document>'
    long = zipped({"word/document.xml": "a" * 3_000_000})
    for raw, status in (
        (many, Status.LIMIT),
        (long, Status.LIMIT),
        (zipped({"word/document.xml": entity}), Status.MALFORMED),
        (zipped({"word/document.xml": entity.encode("utf-16").decode("latin-1")}), Status.MALFORMED),
        (zipped({"word/document.xml": "<broken"}), Status.MALFORMED),
        (zipped({"word/document.xml": f"<w:document {W}/>"}), Status.MALFORMED),
        (zipped({"word/document.xml": "", "../outside": "x"}), Status.MALFORMED),
        (docx(p("words"))[:400], Status.MALFORMED),
    ):
        document = read(raw, "made.docx")
        assert document.status is status
        assert document.text == ""


def test_a_protected_file() -> None:
    raw = bytearray(docx(p("words")))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert read(bytes(raw), "made.docx").status is Status.ENCRYPTED
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    assert read(ole, "made.docx").status is Status.ENCRYPTED


@pytest.mark.parametrize("depth", [200, 5000])
def test_depth_is_bounded(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + p("deep") + "</w:sdtContent></w:sdt>" * depth
    document = read(docx(body), "made.docx")
    assert document.status in (Status.OK, Status.MALFORMED)
    assert BlockKind.BODY in {b.kind for b in document.blocks} or document.issues
