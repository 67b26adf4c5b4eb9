"""The incident's date where no known word of harm stands beside it: the only date of the opening story that nothing else claims.

Whatever befell a child is told in more words than can be listed, but an entry dates little else than the incident; courts, moves,
births and publications are left out by their own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.fates import outcome
from scr_extract.fields.incident_clauses import acts_alone, claimed, clause_of, is_apart, one_of
from scr_extract.fields.incident_marks import hit_at
from scr_extract.fields.published_rules import published_at
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import DateHit, dates

_SENTENCES = 6
"""Sentences of the opening story."""
_LONGEST = 900
"""Characters of a sentence; what is longer is a page without full stops."""
_SAYS = 3
"""Words without a capital in the shortest line that says something."""
_PLAIN_WORD = re.compile(r"(?<![\w'])[a-z]{2,}")
_SINCE = re.compile(r"\b(?:since|until|till|from|before|after|by|for|due|next|age[ds]?)\s+(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid-?\s?)?$", re.I)
_NOW = re.compile(r"\b(?:is|are|will|hope[ds]?|expected|currently|now)\b[^.;,]{0,60}$", re.I)


@lru_cache(maxsize=1)
def _elsewhere() -> re.Pattern[str]:
    """What tells of the life before the incident or of what boards and courts did after it."""
    return re.compile(
        rf"\b(?:{one_of('not_subject')}|{one_of('death')}|{one_of('no_event')}|{one_of('claiming')}|{one_of('reviewing')}|{one_of('before_it')})\b", re.I
    )


def _free(reading: Reading) -> Iterator[tuple[DateHit, Span]]:
    view = reading.view
    for sentence in reading.story[:_SENTENCES]:
        if len(sentence) > _LONGEST:
            continue
        for hit in dates(view, sentence):
            clause = clause_of(view, sentence, hit.span)
            if _in_prose(view, hit.span) and not claimed(view, clause, hit.span) and not _elsewhere().search(view, clause.start, clause.end):
                yield hit, sentence


def _in_prose(view: str, at: Span) -> bool:
    """Whether the date's own line says something with it; one with a name or nothing beside it is a byline or a stamp."""
    end = view.find("\n", at.end)
    line = view[view.rfind("\n", 0, at.start) + 1 : at.start] + view[at.end : end if end >= 0 else len(view)]
    return "|" not in line and len(_PLAIN_WORD.findall(line)) >= _SAYS


def _only(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    found = () if reading.is_report or outcome(reading) in (None, "unclear", "no_index_child") else tuple(_free(reading))
    if len({hit.value.iso for hit, _ in found}) != 1:
        return
    hit, sentence = found[0]
    published = published_at(reading)
    if published and published.overlaps(hit.span):
        return
    clause = clause_of(view, sentence, hit.span)
    left = view[sentence.start : hit.span.start]
    if (
        hit.value.precision != "range"
        and not _SINCE.search(left)
        and not _NOW.search(left)
        and not is_apart(view, clause)
        and not acts_alone(view, clause, hit.span)
    ):
        yield hit_at(reading, hit, "incident_date.only")


ONLY = Finder(
    "incident_date.only",
    _only,
    examples=(
        Example("Rowan was smothered. He was ten months old. That was in [[September 2011]].", "2011-09"),
        Example("Petrol was lit in the hall in [[June 2012]] while the boys slept. None of them survived.", "2012-06"),
    ),
    counter_examples=(
        "Rowan was smothered. The family had lived in the town since 2009.",
        "Rowan was smothered. The review was published in June 2014.",
        "Rowan was smothered. His father was jailed in June 2014.",
        "Rowan was smothered. In May 2010 and again in June 2011 nobody came.",
        "Rowan\n\nThursday, 7 April 2016 | Ann Other\n\nThe report is about a baby who died.",
        "Rowan\n\n02/02/2012. Rowan was groomed by a man of 40 and told a friend.",
        "Rowan is three. In May 2010 a boat was bought.",
    ),
)
