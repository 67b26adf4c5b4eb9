"""A made-up layout that no grammar of the project has: `learning cards`, in which each fact stands behind a sign of its own.

Thirty cards with their answers are learnt as gold; thirty others, of other names and facts, are what is read afterwards.
"""

from __future__ import annotations

from random import Random

from scr_extract.model import Span
from scr_extract.training.passages import Passage
from scr_extract.training.terminals import TERMINALS

_CARD = (
    "LEARNING CARD >> {CHILD_NAME:child_name} << held by {BOARD:board_name}",
    "(pen) {AUTHOR:person} (stamp) {PUBLICATION_DATE:month_year} (clock) {INCIDENT_DATE:day} (cake) {CHILD_AGE:age_of}",
    "(chair) {:person} (post) {:day} (mother) {:adult_age} (tools) {METHOD:way}",
    "(what) {OUTCOME:fate} (cake) {CHILD_AGE:age_of} (clock) {INCIDENT_DATE:month_year} (court) {:month_year}",
)
_WAYS = ("SILP model", "Learning Together methodology", "hybrid approach", "root cause analysis")
_FATES = ("died", "Serious injuries", "was stabbed", "Neglect", "took his own life")


def cards(number: int, seed: int) -> list[Passage]:
    """So many cards, the lines of each in an order of its own."""
    random = Random(seed)
    return [_card(random) for _ in range(number)]


def _card(random: Random) -> Passage:
    text, spans = "", []
    for line in random.sample(_CARD, len(_CARD)):
        for n, part in enumerate(line.replace("}", "{").split("{")):
            if n % 2:
                label, _, name = part.partition(":")
                words = random.choice(_WAYS if name == "way" else _FATES) if name in ("way", "fate") else TERMINALS[name](random)
                if label:
                    spans.append((Span(len(text), len(text) + len(words)), label))
                part = words
            text += part
        text += "\n"
    return Passage(text.rstrip(), tuple(spans), "gold")
