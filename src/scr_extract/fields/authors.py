"""Those who wrote the review: from the header, the cover, a sentence that says who wrote it, or a bare line of a name.

Never the chair of a board or panel, an endorser, a presenter, a poster or an uploader (FORMATS §9, §11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scr_extract.fields import author_names
from scr_extract.fields.author_citations import CITED, EXTENT
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Text


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The names of the first rule that has any, each once, in source order, without initials of a name that is there in full; others are alternatives.

    Bare lines are one rule, whether the general model's word was needed for a name or not.
    """
    if not candidates:
        return Resolution(Found.NOT_STATED)
    rule = _rule(candidates[0])
    chosen: list[Candidate] = []
    seen: set[str] = set()
    for c in sorted((c for c in candidates if _rule(c) == rule), key=lambda c: c.evidence.span.start):
        key = _key(c)
        if key not in seen:
            chosen.append(c)
            seen.add(key)
    whole = [c for c in chosen if not any(_is_short_for(_key(c), _key(other)) for other in chosen)]
    others = tuple(c for c in candidates if _key(c) not in {_key(w) for w in whole})
    return Resolution(Found.FOUND, tuple(whole), others)


def _is_short_for(key: str, other: str) -> bool:
    """`m ellery`, the signature of `maud ellery`, who is named beside it."""
    (*initials, surname), (*given, family) = key.split() or [""], other.split() or [""]
    return (
        surname == family and 0 < len(initials) <= len(given) and key != other and all(len(i) == 1 and i == g[0] for i, g in zip(initials, given, strict=False))
    )


def _rule(c: Candidate) -> str:
    return c.evidence.rule_id.removesuffix(".ner")


def _key(c: Candidate) -> str:
    return re.sub(r"\W+", " ", c.value.text).lower() if isinstance(c.value, Text) else ""


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {"authors": [c.value.text for c in resolution.chosen if isinstance(c.value, Text)]}


_FINDERS = (
    Finder(
        "authors.cell",
        author_names.in_cells,
        examples=(
            Example("| Child | Child V |\n| Lead reviewers | [[Maud Ellery]] & Tom Ashby |\n| Summary | A boy died. |", "Maud Ellery"),
            Example("| Child | Child V |\n| Written by | Dr [[Maud Ellery]], MA |\n| Summary | A boy died. |", "Maud Ellery"),
        ),
        counter_examples=(
            "| Child | Child V |\n| Author | Not stated |\n| Summary | A boy died. |",
            "| Child | Child V |\n| IMR authors | Maud Ellery |\n| Summary | A boy died. |",
            "| Child | Child V |\n| Independent chair | Maud Ellery |\n| Summary | A boy died. |",
        ),
    ),
    CITED,
    EXTENT,
    Finder(
        "authors.label",
        author_names.after("author", "label", colon=True),
        examples=(
            Example("Serious case review: Child V Author: [[Maud Ellery]] LSCB: Luton LSCB (2016)\n\nDeath of a boy.", "Maud Ellery"),
            Example("Serious case review: Child V\nAuthors: Maud Ellery and [[Tom Ashby-Cole]]\n\nDeath of a boy.", "Tom Ashby-Cole"),
            Example("Child V\nAUTHOR: D/Supt (retd) [[Maud Ellery]] QPM\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nIndependent author: Former DCI [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nChair/author [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nReport Author - Dr [[Maud Ellery]] OBE\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nLead Reviewer / Author: [[MAUD ELLERY]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nAuthor [[Maud Ellery]] LSCB: Luton LSCB (2016)\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V | Author | [[Maud Ellery]] | 2019\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nAuthor: [[Ellery, Maud]]\n\nDeath of a boy.", "Maud Ellery"),
        ),
        counter_examples=(
            "Board Chair: Maud Ellery",
            "The author met Maud at home.",
            "Author: Anonymous",
            "Panel Chair: Maud Ellery. The author thanks her.",
            "Authors of agency reports met Ann Other.",
        ),
    ),
    Finder(
        "authors.by",
        author_names.after("by", "by", colon=True),
        examples=(
            Example("Child V\nReport by: [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nSummary prepared by:- [[Maud Ellery]], MA\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nOverview report by [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\n\nDeath of a boy. Overview report also available (PDF, 90 Kb) by Mrs [[Maud Ellery]].", "Maud Ellery"),
        ),
        counter_examples=(
            "Published by Maud Ellery on 4 May.",
            "Presented by Maud Ellery",
            "Chaired by Maud Ellery",
            "Upload: others",
            "Page created by Maud Ellery",
        ),
    ),
    Finder(
        "authors.reviewer",
        author_names.after("reviewer", "reviewer", colon=True),
        examples=(
            Example("Child V\nIndependent Reviewer: [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nIndependent Lead Reviewer\n[[Maud Ellery]]\n\nDeath.", "Maud Ellery"),
            Example("Child V\nReview team leaders: [[Maud Ellery]] and Tom Ashby\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nReviewers:  Maud Ellery, Service Manager (Luton)\n  [[Tom Ashby]], Named Nurse\nPanel chair: Ann Other\n\nDeath.", "Tom Ashby"),
            Example("Child V\nREVIEWER 1   Maud Ellery       REVIEWER 2 (as      [[Tom Ashby]]\n                appropriate)\n\nDeath.", "Tom Ashby"),
            Example("Lessons for multi-agency practice\n\nIndependent Lead Reviewer: Dr [[Maud Ellery]], MA\n\nDeath of a boy.", "Maud Ellery"),
        ),
        counter_examples=(
            "The reviewer met Maud Ellery at home.",
            "Reviewers asked about the Marsh Estate.",
            "Reviewers: anonymous, of Luton\nTom Ashby, Chair of the Panel\n\nDeath of a boy.",
        ),
    ),
    Finder(
        "authors.role",
        author_names.before("role", "role"),
        examples=(
            Example("Child V\n[[Maud Ellery]], Independent Reviewer\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\n[[Maud Ellery]]\nIndependent Author\n\nDeath of a boy.", "Maud Ellery"),
            Example("Child V\nMaud Ellery and [[Tom Ashby]] (Lead Reviewers)\n\nDeath of a boy.", "Tom Ashby"),
        ),
        counter_examples=("Maud Ellery, Independent Chair", "Maud Ellery - Designated Nurse"),
    ),
    Finder(
        "authors.was",
        author_names.after("was", "was"),
        examples=(Example("He died in 2014. The independent authors were Maud Ellery and [[Tom Ashby Cole]].", "Tom Ashby Cole"),),
        counter_examples=("The authors were grateful to all.", "The chair was Maud Ellery."),
    ),
    Finder(
        "authors.written",
        author_names.after("written", "written"),
        examples=(
            Example("It was written by Maud Ellery and [[Tom Ashby]], who are independent.", "Tom Ashby"),
            Example("The serious case review was undertaken by [[Maud Ellery]].", "Maud Ellery"),
            Example("A boy died. The review, by [[Maud Ellery]], finds drift.", "Maud Ellery"),
            Example("A boy died. The board's report, by Tom Ashby and [[Maud Ellery]], makes six recommendations.", "Maud Ellery"),
        ),
        counter_examples=(
            "The review, by Luton Safeguarding Children Board, finds drift.",
            "The review was published by Maud Ellery.",
            "The letter was written by Maud Ellery.",
            "The review was chaired by Maud Ellery.",
        ),
    ),
    Finder(
        "authors.named",
        author_names.after("named", "named"),
        examples=(
            Example("The board turned to an independent author, [[Maud Ellery]], for the report.", "Maud Ellery"),
            Example("She told the reviewer, [[Maud Ellery]], that nobody asked.", "Maud Ellery"),
            Example("SCR Child V: Luton LSCB, published April 2011, authors Maud Ellery and [[Tom Mc Ashby]]\n\nA boy died.", "Tom Mc Ashby"),
        ),
        counter_examples=(
            "The IMR author, Maud Ellery, was new.",
            "The author is anonymous.",
            "Author: name withheld",
            "Reviewer: Name Withheld",
            "The independent reviewer met Maud Ellery.",
            "The independent chair, Maud Ellery, spoke.",
        ),
    ),
    Finder(
        "authors.wrote",
        author_names.before("wrote", "wrote"),
        examples=(
            Example("Maud Ellery and [[Jane Ashby]] carried out this learning review.", "Jane Ashby"),
            Example("A boy died. [[Jane Ashby]], who wrote the review, is independent.", "Jane Ashby"),
            Example("A boy died. [[Jane Ashby]] was the independent reviewer.", "Jane Ashby"),
        ),
        counter_examples=(
            "Maud Ellery carried out a home visit.",
            "Jane Ashby was the independent chair.",
            "Jane Ashby, who wrote to the school, was his aunt.",
        ),
    ),
    Finder(
        "authors.asked",
        author_names.asked,
        examples=(Example("The Board asked [[Maud Ellery]] to lead it and to write this report.", "Maud Ellery"),),
        counter_examples=("The nurse asked Maud Ellery to come back.",),
    ),
    Finder(
        "authors.appointed",
        author_names.before("appointed", "appointed"),
        examples=(Example("[[Jane Ellery]] was appointed to write this overview report.", "Jane Ellery"),),
        counter_examples=("Jane Ellery was appointed to the school.",),
    ),
    Finder(
        "authors.titled",
        author_names.titled,
        examples=(Example("Overview report on Child V by [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),),
        counter_examples=("Report on the care given by Maud Ellery was late, he said, so we waited\n\nHe died.", "Report on harm by Luton LSCB\n\nHe died."),
    ),
    Finder(
        "authors.bare",
        author_names.bare("bare", by_model=False),
        examples=(
            Example("Serious case review: Child V\n\nOn 9 May he died.\n\n[[Dennis Ellery]]\nLuton Safeguarding Children Board", "Dennis Ellery"),
            Example("LUTON SAFEGUARDING CHILDREN BOARD\nCHILD V\n[[MARTIN ELLERY]]\n07.09.18\n\nHe died.", "Martin Ellery"),
        ),
        counter_examples=(
            "Serious case review: Child V\n\nThursday, 7 May 2015 | Jane Ellery\n\nLuton LSCB",
            "In respect of\nMartin Ellery\nBorn 3 May 2011\n\nHe died.",
            "Rowan\n\nI thank all who spoke.\n\nMartin Ellery\nIndependent Chair, Luton Safeguarding Children Board",
        ),
    ),
    Finder(
        "authors.bare.ner",
        author_names.bare("bare.ner", by_model=True),
        examples=(Example("Serious case review: Child V\n\nOn 9 May he died.\n\n[[Tadhg Ellery]]\nLuton Safeguarding Children Board", "Tadhg Ellery"),),
        counter_examples=(
            "Serious case review: Child V\n\nOn 9 May he died.\n\nMarlock Bridge\nLuton Safeguarding Children Board",
            "Serious case review: Child V\n\nThursday, 7 May 2015 | Tadhg Ellery\n\nLuton LSCB",
            "In respect of\nTadhg Ellery\nBorn 3 May 2011\n\nHe died.",
        ),
    ),
)

FIELD = Field(
    "authors",
    Text,
    _FINDERS,
    _resolve,
    "Those who wrote the review, given name first, titles, degrees and honours dropped, in source order.",
    _wide,
    several=True,
)
