"""The project's own model, `scr_en`: what in a passage of a review is a child's age, an author, the date of the incident.

It proposes and decides nothing: fields parse what it points at with their own parsers, and ask it only where their rules found nothing.
The weights lie in resources/models, trained by `make train`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract.errors import ModelMissingError
from scr_extract.model import Span

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "scr_en"
LABELS = ("ADDRESSEE", "AUTHOR", "BOARD", "CHILD_AGE", "CHILD_NAME", "INCIDENT_DATE", "METHOD", "OUTCOME", "PUBLICATION_DATE")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of LABELS and the span of the document that it is proposed for."""

    label: str
    span: Span


def models() -> Path:
    """The folder of trained models."""
    return Path(str(files("scr_extract.resources"))) / "models"


@lru_cache(maxsize=1)
def folder() -> Path:
    """The newest model's folder, `scr_en-<version>`. Raises ModelMissingError where there is none."""
    found = sorted(models().glob(f"{NAME}-*/meta.json"), key=lambda p: [int(n) for n in p.parent.name.rpartition("-")[2].split(".")])
    if not found:
        raise ModelMissingError(f"the model {NAME} is not in this installation; type `make train`, or reinstall scr-extract")
    return found[-1].parent


@lru_cache(maxsize=1)
def own_version() -> str:
    """Name, version and the first 8 hex digits of a hash over the weights."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder().rglob("*") if p.is_file() and p.suffix != ".md"):
        digest.update(path.relative_to(folder()).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{NAME}-{json.loads((folder() / 'meta.json').read_bytes())['version']}+{digest.hexdigest()[:8]}"


@lru_cache(maxsize=4)
def load(path: Path) -> Language:
    """A trained model from its folder."""
    language: Language = import_module("spacy").load(path)
    return language


def proposals(view: str, span: Span) -> tuple[Proposal, ...]:
    """What the model points at in one passage, in order. Raises ModelMissingError where the model is not installed."""
    found = _read(span.of(view))
    return tuple(Proposal(label, Span(span.start + start, span.start + end)) for label, start, end in found)


@lru_cache(maxsize=512)
def _read(passage: str) -> tuple[tuple[str, int, int], ...]:
    """The last passages are remembered: several fields ask about the same one."""
    nlp = load(folder())
    with nlp.memory_zone():
        return tuple((e.label_, e.start_char, e.end_char) for e in nlp(passage).ents)
