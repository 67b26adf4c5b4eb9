"""What a user would try first: plain regexes over pdfplumber's text, in some fifty lines. Compared with in docs/accuracy.md, used by nothing."""

from __future__ import annotations

import io
import re
from typing import Any

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_MONTHS = "January February March April May June July August September October November December"
NUMBERS = {w: n for n, w in enumerate(_NUMBERS.split(), 1)}
MONTHS = {m: n for n, m in enumerate(_MONTHS.split(), 1)}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
NAME = re.compile(r"\b(?:Child|Baby|Sibling|Young [Pp]erson|Infant)\s+['‘\"]?[A-Z][A-Za-z0-9]*")
HEADING = re.compile(rf"^#*\s*(?=.{{3,140}}$).*(?:[Ss]erious [Cc]ase [Rr]eview|SCR|{NAME.pattern}).*$", re.M)
AGE = re.compile(rf"\b({NUMBER})[- ](day|week|month|year)s?[- ]old|\baged ({NUMBER})(?: (day|week|month|year)s?)?", re.I)
DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})?\s*((?:19|20)\d\d)\b")
_PERSON = r"(?:[A-Z][a-z'-]+(?:[A-Z][a-z]+)? ?){2,3}"
AUTHOR = re.compile(rf"(?:Authors?|[Ww]ritten by|Independent [Rr]eviewer|Lead [Rr]eviewer)\s*:?\s*({_PERSON}(?:(?:,| and) {_PERSON})*)")
BOARD = re.compile(r"\b((?:[A-Z][\w'-]+ (?:and |& |of )?){1,5}(?:Local )?Safeguarding (?:Children'?s? )?(?:Board|Partnership))|LSCB:\s*([^\n(,]+)")
METHOD = re.compile(
    r"SCIE|Learning Together|SILP|Significant Incident Learning Process|Welsh model|systems (?:approach|model|methodology)|root cause analysis"
    r"|[Ii]ndividual [Mm]anagement [Rr]eviews?"
)
UNIT = {"day": 1 / 30.4375, "week": 7 / 30.4375, "month": 1.0, "year": 12.0}


def text_of(name: str, raw: bytes) -> str:
    """The file as plain text."""
    if name.endswith(".pdf"):
        import pdfplumber

        with pdfplumber.open(io.BytesIO(raw)) as pdf:
            return "\n".join(page.extract_text() or "" for page in pdf.pages)
    if name.endswith(".docx"):
        import docx

        try:
            return "\n".join(p.text for p in docx.Document(io.BytesIO(raw)).paragraphs)
        except ValueError:  # python-docx knows only packages whose parts are declared as Word declares them
            return ""
    words = raw.decode("utf-8", "replace")
    return re.sub(r"<[^>]+>", "\n", words) if name.endswith((".html", ".eml")) else words


def entries(text: str) -> list[tuple[str, str]]:
    """Heading and text of each entry: a heading names a child or a review."""
    starts = [m.start() for m in HEADING.finditer(text)] or [0]
    cut = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [(piece.split("\n", 1)[0].strip("# "), piece) for piece in cut if len(piece) > 150]


def read(heading: str, text: str) -> dict[str, Any]:
    """The columns of one entry."""
    header, body, age, dates = text[:300], text[len(heading) :], AGE.search(text), list(DATE.finditer(text))
    number = (lambda w: NUMBERS.get(w.lower()) or int(w)) if age else None
    unit = UNIT[((age[2] or age[4] or "year").lower())] if age else 0.0
    low = number(age[1] or age[3]) * unit if age and number else None
    board, author = BOARD.search(text), AUTHOR.search(text)
    incident = next((m for m in DATE.finditer(body) if m[2] and not AUTHOR.search(body[max(0, m.start() - 60) : m.start()])), None)
    bracketed = re.search(r"\((?:[A-Z][a-z]+ )?((?:19|20)\d\d)\)", header)
    years = [int(bracketed[1])] if bracketed else [int(m[3]) for m in DATE.finditer(header)] or [int(m[3]) for m in dates[-1:]]
    asked = re.search(r"[Rr]ecommendations?[^:\n]{0,40}:(.*)", text, re.S)
    return {
        "title": heading,
        "text": text,
        "child_names": list(dict.fromkeys(NAME.findall(heading))),
        "child_age_months_min": low,
        "child_age_months_max": None if low is None else low + (11 if unit == 12 else 0.2 if unit < 1 else 0),
        "child_sex": "male" if re.search(r"\b(boy|son|he)\b", text) else "female" if re.search(r"\b(girl|daughter|she)\b", text) else None,
        "fatal": bool(re.search(r"\b(death|died|killed|murder|suicide)", text, re.I)),
        "outcome": "fatal" if re.search(r"\b(death|died|killed|murder|suicide)", text, re.I) else "serious_harm",
        "incident_date": f"{incident[3]}-{MONTHS[incident[2]]:02}" if incident else None,
        "lscb": (board[1] or board[2]).strip() if board else None,
        "authors": [a.strip() for a in re.split(r",| and ", author[1]) if a.strip()] if author else [],
        "published_year": years[0] if years else None,
        "methodology_as_written": m[0] if (m := METHOD.search(text)) else None,
        "keywords": [k.strip() for k in m[1].split(",")] if (m := re.search(r"[Kk]eywords?:\s*([^\n]+)", text)) else [],
        "n_recommendations": len(re.findall(r";|\n\s*[•*\-\d]", asked[1])) + 1 if asked else 0,
    }
