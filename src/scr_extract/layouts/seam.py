"""What a layout family is made of: cues. The segmenter alone turns cues into entries.

A cue says that something at a place looks like a part of an entry: its heading, its fact line, a header line with
board or author, words that speak of one review, or its end. Labels (`Findings include:`) come from
resources/labels.py. Families differ in their cues, never in how entries are cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from scr_extract.resources.sought import Sought


class Role(StrEnum):
    HEADING = "heading"
    """The title of an entry; an entry begins here."""
    FACT = "fact"
    """The fact line (`Death of a 3-month-old ...`): begins the body; begins the entry where no heading stands above."""
    HEADER = "header"
    """Board, author or date lines that belong with a heading."""
    PROOF = "proof"
    """Words anywhere in a paragraph that speak of one review (its author, its publication): the inside of an entry."""
    END = "end"
    """The last words of an entry (`Full report here`)."""
    TOPIC = "topic"
    """A heading that governs the entries below it."""
    STOP = "stop"
    """What follows is not an entry: resources, navigation, notices."""


@dataclass(frozen=True, slots=True)
class Cue:
    """`regex` runs over the plain view line by line unless `anywhere`; `weight` is in tenths of an entry's proof.

    `examples` are lines with the cue marked `[[so]]`; `counter_examples` lines it must not match.
    """

    name: str
    role: Role
    regex: re.Pattern[str]
    weight: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    anywhere: bool = False
    sought: Sought = field(init=False, repr=False)
    """The same regex as it is looked for in documents."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sought", Sought.of(self.regex))


@dataclass(frozen=True, slots=True)
class Layout:
    """A family of sources that arrange entries alike. `description` names where it is met (FORMATS section 1)."""

    name: str
    cues: tuple[Cue, ...]
    description: str
