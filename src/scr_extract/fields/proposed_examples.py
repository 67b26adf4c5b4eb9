"""Made-up sentences that our own model must read, and such as it must leave alone, for each of its finders."""

from __future__ import annotations

from collections.abc import Mapping

from scr_extract.fields.seam import Example

EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "authors.scr_en": (Example("Serious case review: Child V\nLead reviewer: [[Maud Ellery]]\n\nDeath of a boy.", "Maud Ellery"),),
    "board.scr_en": (
        Example(
            "Serious case review: Child V\nPublished by [[Barnsley LSCB]]\n\nDeath of a boy.",
            '{"as_written": "Barnsley LSCB", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    "children.name.scr_en": (Example("Serious case review: [[Child V]]\n\nDeath of a boy.", '{"name": "Child V", "role": "subject"}'),),
    "children.age.scr_en": (
        Example(
            "Death of a [[17-month-old]] boy in March 2014.",
            '{"age_at": "incident", "age_max": 17.0, "age_min": 17.0, "age_text": "17-month-old", "role": "subject"}',
        ),
    ),
    "incident_date.scr_en": (Example("Death of a 17-month-old boy in [[March 2014]].", "2014-03"),),
    "published.scr_en": (Example("Serious case review: Child V\nPublished: [[March 2014]]\n\nDeath of a boy.", "2014-03"),),
    "methodology.scr_en": (Example("A boy died. The review used the [[SILP methodology]].", '{"as_written": "SILP methodology", "id": "silp"}'),),
    "outcome.scr_en": (Example("[[Death]] of a 17-month-old boy in March 2014.", '{"as_written": "Death", "id": "fatal"}'),),
}

COUNTER_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "authors.scr_en": ("Serious case review: Child V\nIndependent chair: Maud Ellery\n\nDeath of a boy.", "The chair was Maud Ellery."),
    "board.scr_en": ("The family moved to Barnsley in 2012.",),
    "children.name.scr_en": ("His mother was 19 when he was born.",),
    "children.age.scr_en": (
        "His mother was 19 years old when he was born.",
        "His 34-year-old mother was arrested.",
        "A lodger was convicted in 1991 of an attack on a girl of 9.",
    ),
    "incident_date.scr_en": ("The family moved to Leeds in March 2014.", "An inquest in May 2015 recorded an open verdict."),
    "published.scr_en": ("Serious case review: Child V\nUploaded 3 May 2016\n\nDeath of a boy.", "The family moved to Leeds in March 2014."),
    "methodology.scr_en": ("Boards must hold such reviews under Working Together 2015.", "The school used a systems approach to bullying."),
    "outcome.scr_en": ("His grandmother died in 2012.", "An inquest in May 2015 recorded an open verdict."),
}
