"""Made-up files of every format, written in the test and never stored."""

from __future__ import annotations

from tests.formats import word
from tests.formats.ole import message, ole

MARKDOWN = """# Made-up bulletin

## Child Q

Author: Ann Example
LSCB: Exampleshire (2016)

Death of a 3-month-old girl in **May 2015**; see [the report](https://example.org/q.pdf) or <https://example.org>.

1. Ensure that visits happen.
2. Share what is known:
   - with health;
   - with schools.

| Age | Board |
|-----|-------|
| 4 weeks | Exampleton |
"""

TEXT = """MADE-UP BULLETIN

Child Q
Author: Ann Example
LSCB: Exampleshire (2016)

Death of a 3-month-old girl; 3 * 4 < 13 and under_score. See https://example.org/q.pdf.

• Ensure that visits happen.
• Share what is known.
"""


HTML = """<!DOCTYPE html><html lang="en"><head><title>Made-up bulletin</title><script>var a = "<p>no</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><main><h1>Made-up bulletin</h1><h2>Child Q</h2>
<p>Author: Ann Example<br>LSCB: Exampleshire (2016)</p>
<p>Death of a 3-month-old girl in <b>May 2015</b>; see <a href="https://example.org/q.pdf">the report</a>.</p>
<ol><li>Ensure that visits happen.</li><li>Share what is known.</li></ol>
<table><tr><th>Age</th><th>Board</th></tr><tr><td>4 weeks</td><td>Exampleton</td></tr></table></main><footer>Made up</footer></body></html>
"""


def pdf(line: str) -> bytes:
    """A PDF of one page with one line in Helvetica."""
    words = b"BT /F1 11 Tf 72 720 Td (" + line.encode("cp1252") + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return raw + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, table, size, len(raw))


def samples(name: str) -> tuple[bytes, ...]:
    """Whole files of the named format."""
    match name:
        case "markdown":
            return (MARKDOWN.encode(), MARKDOWN.replace("\n", "\r\n").encode("utf-16"))
        case "docx":
            body = word.styled("Made-up bulletin", "H1") + word.p("Death of a 3-month-old girl in May 2015.") + word.item("Visit.", 2)
            return (word.docx(body + word.table((word.p("Age"), word.p("Board")))),)
        case "email":
            head = b"From: ann@example.org\nSubject: Made-up\nMessage-ID: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n"
            return (head + TEXT.encode(), b"MIME-Version: 1.0\nSubject: Made-up\nContent-Type: text/html\n\n" + HTML.encode())
        case "msg":
            return (ole(message("Made-up", TEXT)), ole(message("Made-up", "", HTML.encode())))
        case "pdf":
            return (pdf("Death of a 3-month-old girl in May 2015."),)
        case "html":
            return (HTML.encode(), HTML.encode("utf-16"))
        case "text":
            return (TEXT.encode(), TEXT.encode("utf-16-le"), b"\xef\xbb\xbf" + TEXT.encode())
        case _:
            raise AssertionError(f"no made-up sample of {name}: a format without examples")
