"""What an entry is about, and which boards a place has had: what analysts and the bulletin pick reviews by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from scr_extract.datasets.one_per_review import NOT_STATED, Row
from scr_extract.errors import NotFoundError
from scr_extract.resources.loader import gazetteer


def several(value: str | Sequence[str] | None) -> Iterable[str]:
    return [value] if isinstance(value, str) else dict.fromkeys(value) if value else [NOT_STATED]


def about(entry: Row, topic: str) -> str | None:
    """Where an entry speaks of a topic: the name of the first column that does; None where none does."""
    asked = topic.strip().casefold()
    coded = asked.replace(" ", "_").replace("-", "_")
    for column in ("outcome", "death_category", "harm_category", "source_of_harm", "parent_factors", "legal_status"):
        if coded in several(entry[column]):
            return column
    words = re.compile(rf"(?<!\w){re.escape(asked)}(?!\w)")
    for column in ("topic", "keywords"):
        if any(words.search(said.casefold()) for said in several(entry[column])):
            return column
    return None


def boards_of(place: str) -> frozenset[str]:
    """The ids of every board, then and now, of the areas a place's boards have covered. Raises NotFoundError for a place unknown."""
    asked, rows = place.strip().casefold(), gazetteer("boards")
    first = [row for row in rows if asked in _names(row)]
    if not first:
        raise NotFoundError(f"no board of {place!r} in the gazetteer; give a local authority, or a board's full name")
    areas = {code for row in first for code in row["ons_codes"].split(";") if code}
    return frozenset({row["id"] for row in first} | {row["id"] for row in rows if areas & set(row["ons_codes"].split(";"))})


def _names(row: Mapping[str, str]) -> frozenset[str]:
    several = ";".join((row["authorities"], row["place_names"], row["aliases"], row["acronyms"]))
    return frozenset(name.strip().casefold() for name in (row["id"], row["name"], *several.split(";")) if name.strip())
