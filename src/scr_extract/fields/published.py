"""The review's own date: on the cover, in the header beside the board, or in the board's dated notice of it.

Never a page's update, a post or an upload, the incident, the commissioning, adoption or submission of the review, nor a
citation; but where a report says nothing else, the year in which its board had it. A season gives a year and no month.
"""

from __future__ import annotations

from collections.abc import Mapping

from scr_extract.fields.published_rules import RULES
from scr_extract.fields.seam import Field, first
from scr_extract.model import Resolution
from scr_extract.values import PartialDate


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0] if resolution.chosen else None
    if chosen is None or not isinstance(chosen.value, PartialDate):
        return {"published_year": None, "published_month": None, "published_as_written": None}
    return {
        "published_year": chosen.value.year,
        "published_month": chosen.value.month,
        "published_as_written": " ".join(chosen.evidence.quote.split()) or None,
    }


FIELD = Field(
    "published",
    PartialDate,
    RULES,
    first,
    "The review's own date of publication, from cover, header or the board's dated notice; never that of a page, a post or the incident.",
    _wide,
)
