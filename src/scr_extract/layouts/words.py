"""Pieces of regex that the families share: how a review, a child and an outcome are worded.

Patterns only; the words themselves are enumerable and stand in lexicons/layouts.toml, so that adding one is a data edit.
"""

from __future__ import annotations

from scr_extract.resources.loader import lexicon

_WORDS = lexicon("layouts")


def one_of(name: str) -> str:
    """An alternation over the terms of one list of lexicons/layouts.toml, longest first; spaces match any white space."""
    terms = sorted(_WORDS[name], key=len, reverse=True)
    return "(?:" + "|".join(t.replace(" ", r"\s+") for t in terms) + ")"


def word_list(name: str) -> list[str]:
    """The plain words of one list of lexicons/layouts.toml."""
    return list(_WORDS[name])


REVIEW = rf"(?:(?i:{one_of('reviews')})|\b(?:{'|'.join(_WORDS['review_acronyms'])})\b)"
"""What a review is called, in words or as an acronym."""

_LABEL = (
    rf"(?!(?i:{'|'.join(_WORDS['not_pseudonyms'])})\b)"
    r"(?:[A-Z]{1,12}\d{0,3}|\d{1,3}|'[A-Z][\w'-]*'|\"[A-Z][\w'-]*\"|[A-Z][a-z]+(?!\w))"
)
_JOIN = r"\s*(?:,|&|/|\+|\b(?:and|AND)\b|,\s*and\b)\s*"
PSEUDONYM = rf"(?:\b(?i:{one_of('child_words')})\s+{_LABEL}(?:{_JOIN}(?:(?i:{one_of('child_words')})\s+)?{_LABEL}){{0,8}})"
"""`Child B`, `Siblings W and X`, `Baby Liam`, `Children K, L & M`, `Young Person J`."""

FORENAMES = rf"(?:'?[A-Z][a-z]+(?:-[A-Z][a-z]+)?'?(?:{_JOIN}'?[A-Z][a-z]+'?){{0,5}})"
"""`Katie`, `Polly, Rose and Sam`: pseudonyms that look like first names."""

CHILD = rf"(?i:{one_of('child_nouns')})"
OUTCOME_NOUN = rf"(?i:{one_of('outcome_nouns')})"
OUTCOME_VERB = rf"(?i:{one_of('outcome_verbs')})"
MONTH = rf"(?:(?:{'|'.join(_WORDS['months'])})\.?)"
YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
DASH = r"\s*[-:|]\s*"
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_WORDS['number_words'])})"
AGE = (
    rf"(?i:\b{_NUMBER}(?:\s*-\s*|\s+)(?:years?|months?|weeks?|days?|hours?)(?:\s*-\s*|\s+)?(?:old)?\b"
    rf"|\baged?\s+(?:only\s+|just\s+|about\s+|between\s+)?{_NUMBER}\b)"
)
BOARD = (
    r"(?:Safeguarding\s+(?:Children(?:'?s)?\s+)?(?:Board|Partnership)|Safeguarding\s+Childrens?'?\s+(?:Board|Partnership)"
    r"|Child\s+Protection\s+Committee|\bL?SC[BP]\b|\bLSCB)"
)
HARM = tuple(_WORDS["harm_verbs"])
