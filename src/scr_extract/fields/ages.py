"""The ages of a stretch of text: which words are an age. Whose age it is, `holders` decides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.age_lists import listed
from scr_extract.fields.age_old import old
from scr_extract.fields.age_plain import birthdays, plain
from scr_extract.fields.age_short import short
from scr_extract.fields.age_values import Age
from scr_extract.model import Span


@lru_cache(maxsize=4096)
def ages(view: str, span: Span) -> tuple[Age, ...]:
    """Every age in the span, in order of place, without overlap. Gestation, sentences and offence names are left out.

    Several fields ask for the same sentences: each is read once.
    """
    return tuple(_ages(view, span))


def _ages(view: str, span: Span) -> Iterator[Age]:
    hits = [*old(view, span), *listed(view, span), *birthdays(view, span), *plain(view, span), *short(view, span)]
    end = span.start
    for hit in sorted(hits, key=lambda a: (a.place.start, -a.place.end, a.span.start)):
        if hit.span.start >= end:
            yield hit
            end = hit.span.end
