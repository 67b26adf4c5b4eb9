"""One entry of a bulletin in its own words, and the lines above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scr_extract.datasets.bulletin_report import MONTHS, listed
from scr_extract.datasets.one_per_review import Row
from scr_extract.resources.loader import lexicon

_SERIES_HEAD = re.compile(r"^(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d(?=\D).*\s[–-]\s+(?P<name>\S.*)$")
"""A heading of a yearly list, `2017 – Board - Child X`, sometimes glued to the year: date and board have lines of their own here."""
_LINK_LINE = re.compile(r"\s*(?:>\s*)?(?:Full|Read\s+the(?:\s+overview)?|Overview)\s+report\b[^.;\n]{0,40}$", re.I)
_HEADER = ("title", "authors", "board", "published")
_FACTS = ("outcome", "incident_date")


def kind_of(review: Row) -> str:
    """The kind of review as it stands before the name; one not stated is what bulletins list, a serious case review."""
    printed: str = lexicon("review_types")["printed"][review["review_type"] or "scr"]
    return printed


def printed_title(title: str) -> str:
    """The title of an entry as a bulletin prints it: without the date and board that a yearly list puts before the name."""
    title = " ".join(title.split())
    m = _SERIES_HEAD.match(title)
    return m["name"].strip() if m else title


def header(review: Row) -> list[str]:
    """The lines between title and paragraph: authors, board and date."""
    lines = []
    if review["authors"]:
        lines.append(f"{'Author' if len(review['authors']) == 1 else 'Authors'}: {listed(review['authors'])}")
    when = _when(review)
    if review["lscb"] or review["lscb_anonymous"]:
        lines.append(f"LSCB: {review['lscb'] or 'Anonymous'}{f' ({when})' if when else ''}")
    elif when:
        lines.append(f"Published {when}")
    return lines


def _when(review: Row) -> str | None:
    year, month, written = review["published_year"], review["published_month"], review["published_as_written"]
    if not year:
        return None
    if month:
        return f"{MONTHS[month - 1]} {year}"
    return written.strip(" ()") if written and re.fullmatch(rf"\W*(?:[A-Za-z]+\s+)?{year}\W*", written) else str(year)


def own_words(entry: Row, values: Sequence[Row]) -> str:
    """The entry without its header and its line with a link, both of which are printed anew."""
    text, at = entry["text"], entry["start"]
    placed = [(v["field"], v["start"] - at, v["end"] - at) for v in values if v["start"] is not None]
    facts = min((start for name, start, _ in placed if name in _FACTS), default=len(text))
    head = max((end for name, start, end in placed if name in _HEADER and start < facts and end <= facts), default=0)
    line = text.find("\n", head)
    rest = text[head : line if line >= 0 else len(text)]
    if head and (line < 0 or line <= facts) and len(rest) < 40:
        head += len(rest)  # what still stands on the header's last line: honours, a bracket
    body, keywords = text[head:], [(start - head, end - head) for name, start, end in placed if name == "keywords" and start >= head]
    if keywords and "keywords" not in body.casefold():  # a line of them without a label would be a sentence once it is part of the paragraph
        first, last = min(start for start, _ in keywords), max(end for _, end in keywords)
        body = f"{_LINK_LINE.sub('', body[:first] + body[last:]).rstrip()} Keywords: {body[first:last]}."
    return " ".join(_LINK_LINE.sub("", body).split()).lstrip(" )].,:;-–*")
