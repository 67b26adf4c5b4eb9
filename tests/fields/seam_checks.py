"""The contract of a field's finders, run on one field's own module before it stands in FIELDS."""

from __future__ import annotations

from scr_extract.fields.seam import Field
from scr_extract.values import show
from tests.made import reading, unmark

NONSENSE = ["", " ", "\n\n", "\x00\x01\x02", "Colourless green dreams sleep furiously.", "🙂 " * 9, ") ( ] [ * +", "A" * 3000]


def check(field: Field) -> None:
    for finder in field.finders:
        assert finder.rule_id.startswith(field.name + ".")
        assert finder.examples
        assert finder.counter_examples
        for example in finder.examples:
            text, marks = unmark(example.text)
            found = [(c.evidence.span, show(c.value)) for c in finder.find(reading(text))]
            assert (marks[0], example.value) in found, f"{finder.rule_id}: {example.text!r} read {found}"
            assert all(c.field == field.name and c.evidence.rule_id == finder.rule_id and isinstance(c.value, field.type) for c in finder.find(reading(text)))
        for text in finder.counter_examples:
            assert [show(c.value) for c in finder.find(reading(text))] == [], finder.rule_id
    for text in NONSENSE:
        entry = reading(text)
        assert [c for finder in field.finders for c in finder.find(entry)] == []
        field.wide(field.resolver(entry, []))
