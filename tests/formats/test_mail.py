"""E-mails and Outlook messages: the body as it reads, what is attached as files of their own. All are made up."""

from __future__ import annotations

import sys
from email.message import EmailMessage

import pytest

from scr_extract.formats import attachments, read
from scr_extract.model import Status
from tests.formats.ole import message, ole
from tests.formats.test_html import page
from tests.formats.test_text import PROSE, links


def mail(subject: str = "Made-up bulletin") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Date"], made["Subject"] = "ann@example.org", "bo@example.org", "Mon, 01 Feb 2016 10:00:00 +0000", subject
    made["Message-ID"] = "<1@example.org>"
    return made


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_plain_mails(transfer: str, charset: str) -> None:
    made = mail("Zoë – bulletin")
    made.set_content(f"Child Q – Zoë\nAuthor: Ann Example\n\n{PROSE}\n\n> quoted\n", charset=charset, cte=transfer)
    document = read(made.as_bytes(), "made")
    assert document.media_type == "message/rfc822"
    assert document.title == "Zoë – bulletin"
    assert document.text == f"Child Q – Zoë\nAuthor: Ann Example\n\n{PROSE}\n\n> quoted"


def test_the_richer_form_is_read() -> None:
    made = mail()
    made.set_content("plain words")
    made.add_alternative(page("<h1>Rich</h1><p>See <a href='https://example.org/r'>the report</a></p><img src='cid:1'>"), subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<1>")  # type: ignore[index, union-attr]
    document = read(made.as_bytes(), "made.eml")
    assert document.text == "Rich\n\nSee the report"
    assert links(document) == [("the report", "https://example.org/r")]
    assert attachments(made.as_bytes(), "made.eml") == ()


def test_an_empty_rich_form_is_not() -> None:
    made = mail()
    made.set_content("plain words")
    made.add_alternative("<html><body><img src=x></body></html>", subtype="html")
    assert read(made.as_bytes(), "made").text == "plain words"


def test_text_on_both_sides_of_an_attachment() -> None:
    made = mail()
    made.set_content("before")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../etc/réport.pdf")
    made.add_attachment("a,b", subtype="csv", filename="x.csv")
    later = EmailMessage()
    later.set_content("after")
    made.attach(later)
    assert read(made.as_bytes(), "made").text == "before\n\nafter"
    assert attachments(made.as_bytes(), "made") == (("../../etc/réport.pdf", b"%PDF-1.4"), ("x.csv", b"a,b\n"))


def test_a_mail_in_a_mail() -> None:
    inner, made = mail("Inner – one"), mail()
    inner.set_content("inner words")
    made.set_content("outer words")
    made.add_attachment(inner)
    ((name, raw),) = attachments(made.as_bytes(), "made")
    assert name == "Inner – one.eml"
    assert read(raw, name).text == "inner words"


def test_flowed_lines_run_on() -> None:
    made = mail()
    made.set_content("This line \nruns on.\n\n-- \nAnn\n> quoted \n> words\n")
    made.set_param("format", "flowed")
    assert read(made.as_bytes(), "made").text == "This line runs on.\n\n--\nAnn\n> quoted\n> words"


def test_a_page_saved_in_one_file() -> None:
    saved = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/reviews\r\nSubject: Reviews\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><h1>Child =C3=89</h1></body></html>\r\n--b\r\nContent-Type: text/css\r\n\r\np {}\r\n--b--\r\n"
    )
    document = read(saved, "made.mht")
    assert (document.text, document.source_url) == ("Child É", "https://example.org/reviews")
    assert attachments(saved, "made.mht") == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: =?utf-8?q?=ff=fe?=\nMessage-ID: <a>\n\nwords",
        b"Subject: =?x-unknown?b?AAAA?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\n\nwords",
        b"MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/mixed\n\nwords",
        b"MIME-Version: 1.0\nSubject: a\nContent-Transfer-Encoding: base64\n\n@@@@",
        b"MIME-Version: 1.0\nSubject: a\nContent-Type: message/rfc822\n\n",
        b"MIME-Version: 1.0\nSubject: a\nContent-Type: application/pdf; name*0*=x'y\n\nwords",
        b"Received: x\nFrom: =?=?=\nContent-Disposition: attachment; filename*=utf-8''%ff\n\nwords",
    ],
)
def test_odd_mails_end_in_a_status(raw: bytes) -> None:
    document = read(raw, "made.eml")
    assert document.media_type == "message/rfc822"
    assert document.text or document.status is not Status.OK
    attachments(raw, "made.eml")


def test_parts_without_end_are_a_limit() -> None:
    deep = b"MIME-Version: 1.0\nSubject: a\n" + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(1200)) + b"\nwords"
    assert read(deep, "made.eml").status is Status.LIMIT
    assert attachments(deep, "made.eml") == ()


def test_an_encrypted_mail() -> None:
    raw = b'MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/encrypted; boundary="b"\n\n--b\n\nx\n--b--'
    assert read(raw, "made.eml").status is Status.ENCRYPTED


def test_text_that_begins_like_a_mail_is_text() -> None:
    assert read(b"Date: May 2016\nSubject: Child Q\n\nDeath of a boy.", "made.txt").media_type == "text/plain"
    assert read(b"Author: A B\nLSCB: C\nMessage-ID: none", "made.txt").media_type == "text/plain"


def test_an_outlook_message() -> None:
    inner = message("Inner", "inner words", files={"a.txt": b"deep"}, top=False)
    made = ole(message("Made-up – bulletin", "Child Q\r\nAuthor: Ann\r\n", files={"..\\r.pdf": b"%PDF-1.4", "inner": inner}))
    document = read(made, "made")
    assert (document.title, document.text, document.media_type) == ("Made-up – bulletin", "Child Q\nAuthor: Ann", "application/vnd.ms-outlook")
    (pdf, held) = attachments(made, "made")
    assert pdf == ("..\\r.pdf", b"%PDF-1.4")
    assert held[0] == "Inner.eml"
    assert read(held[1], held[0]).text == "inner words"
    assert attachments(held[1], held[0]) == (("a.txt", b"deep"),)


def test_an_outlook_message_in_html() -> None:
    document = read(ole(message("S", "plain", page("<h1>Rich</h1><p>words</p>").encode())), "made.msg")
    assert document.text == "Rich\n\nwords"


def test_a_damaged_outlook_message() -> None:
    made = ole(message("S", "words" * 100))
    for cut in range(600, len(made), 300):
        assert read(made[:cut] + b"\xff" * 40 + made[cut + 40 :], "made.msg").status in Status


def test_without_the_library_a_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    document = read(ole(message("S", "words")), "made.msg")
    assert document.status is Status.UNSUPPORTED
    assert "scr-extract[msg]" in document.issues[0].message
    assert attachments(ole(message("S", "words")), "made.msg") == ()
