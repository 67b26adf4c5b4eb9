"""Every error this package raises on purpose: one base, a small tree, messages that say what to do.

Messages carry ids, hashes, offsets and rule names, never text of a review (DESIGN: error stance).
"""

from __future__ import annotations


class ScrExtractError(Exception):
    """Base of all errors raised on purpose by scr-extract."""


class InvariantError(ScrExtractError):
    """A broken promise of the code itself: a quote that is not where it says, overlapping entries."""


class LostTextError(InvariantError):
    """A canonical text whose copy is missing or changed."""


class ReadError(ScrExtractError):
    """A document that cannot be read. `status` is the word of `documents.status` it becomes."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(message)
        self.status = status


class ResourceError(ScrExtractError):
    """A gazetteer, lexicon or lookup that is missing or does not fit its own description."""


class ModelMissingError(ScrExtractError):
    """The language model is not installed."""


class PublishError(ScrExtractError):
    """Tables that break their schema or the stated bounds; the previous snapshot stays."""


class InvalidCorrectionError(ScrExtractError):
    """A reviewer's word that cannot be kept: a value that does not fit its field, or a term that no vocabulary has."""


class WorkbookError(ScrExtractError):
    """A workbook that cannot be read, or holds what no export of ours does."""


class StoreError(ScrExtractError):
    """The store of corrections cannot be reached, was made by a newer version, or is damaged."""


class DeskError(ScrExtractError):
    """The desk cannot be started or asked like this; the message says what to do instead."""


class NotFoundError(ScrExtractError):
    """A snapshot, record or field that was asked for and is not there."""


class WithdrawnError(NotFoundError):
    """A snapshot that held a document which was withdrawn: its tombstone says when, why and what took its place."""


class DamagedError(NotFoundError):
    """A snapshot whose files are not all there as they were published."""


class GoldError(ScrExtractError):
    """Answers that are not in the shape of docs/evaluation.md; the message names file and line."""


class TrainingError(ScrExtractError):
    """Passages, gold or settings that a model cannot be taught with."""


class SourceError(ScrExtractError):
    """A source of documents that is not as sources.toml needs it, or cannot be asked."""


class ObjectStoreError(ScrExtractError):
    """An object store that is not there, cannot be reached, or refuses."""
