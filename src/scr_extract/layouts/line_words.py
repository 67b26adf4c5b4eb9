"""What whole lines say by their words: a group of reviews, a date, a stop, a note on the page; and whether they name a board."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.layouts.words import BOARD, MONTH, YEAR, one_of
from scr_extract.resources.sought import Sought

_SUBJECT = rf"(?<![\w-])(?i:{one_of('subjects')})(?![\w-])"
_WITH = r"(?:\s*[,/&:-]\s*(?:and\s+)?|\s+(?:(?i:and|or|of|in|by|from|to|with|among|under|for|on|after)\s+)?(?:the\s+)?)"
"""What stands between the subjects that one heading gathers: `Neglect and home conditions`, `Suicide in custody`."""
_MAKER = r"[A-Z]{2}[A-Z'-]+,\s+(?:[A-Z][a-z]+|[A-Z]\.)(?:\s+(?:[A-Z][a-z]+|[A-Z]\.))?"
"""`ELLERY, Maud`: whom a library's card stands under; not what it is about."""


@lru_cache(maxsize=1)
def board_named() -> Sought:
    return Sought(
        rf"\b(?!(?:The|An?|Each|Every|Our|Your|This|Local|Safeguarding|What|When|How)\b)[A-Z][\w'&-]+[^\n.]{{0,60}}?{BOARD}|\bSafeguarding\s+(?:Children\s+)?(?:Board|Partnership)\s+(?:for|of)\s+(?:the\s+)?[A-Z]"
    )


@lru_cache(maxsize=1)
def line_words() -> dict[str, re.Pattern[str]]:
    """Regexes for whole lines that are no part of any entry, and the words that unmake a heading."""
    return {
        "stop": re.compile(rf"(?:[•*#-]\s*)?(?i:{one_of('stops')})\s*[:.]?\s*$"),
        "stop_words": re.compile(rf"\b(?i:{one_of('stop_words')})\b"),
        "group": re.compile(rf"(?:[•*#-]\s*)?(?i:{one_of('groups')})\s*[:.]?\s*$"),
        "name_column": re.compile(rf"(?i:{one_of('name_columns')})"),
        "reference_column": re.compile(rf"(?i:{one_of('reference_columns')})\W*"),
        "columns": re.compile(rf"\b(?i:{one_of('review_columns')})\b"),
        "plural": re.compile(rf"(?:[\w'&-]+\s+){{0,6}}(?i:{one_of('plural_reviews')})(?:\s+[\w'&-]+){{0,6}}\s*:?"),
        "date": re.compile(rf"(?i:{one_of('date_headings')})\s*:?\s+[^\n]{{0,20}}?{YEAR}\s*$|(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\s+)?{YEAR}\s*:?\s*$"),
        "not_one": re.compile(rf"\b(?i:{one_of('not_one_review')})\b"),
        "opening": re.compile(r"(?:[•*-]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+)?[A-Z\"']"),
        "labelled": re.compile(r"(?:[•*-]\s*)?[A-Z][A-Za-z' -]{2,40}:\s"),
        "subject": re.compile(rf"{_SUBJECT}(?:{_WITH}{_SUBJECT}){{0,5}}\s*:?"),
        "notes": re.compile(rf"(?i:{one_of('page_notes')})\b|[^\n]*\b{YEAR}\b|{_MAKER}\s*$|[^\n]*\s\|\s|(?=[^\n]*\d)[A-Z\d./ -]+$"),
    }
