"""Which words stand: undone, superseded and blind ones set apart, in whatever order the rows come."""

from __future__ import annotations

import random
from dataclasses import replace

from scr_extract.corrections.correction import Correction, confirm, correct, undo
from scr_extract.corrections.standing import by_field, effective, live, second, standing
from tests.corrections.made import seen

KEY = ("r1", "title")


def at(words: list[Correction]) -> list[Correction]:
    """The words with times that rise."""
    return [replace(w, made_at=f"2031-01-01T00:00:{n:02}Z") for n, w in enumerate(words)]


def values(words: list[Correction]) -> list[str | None]:
    return [w.value for w in standing(words).get(KEY, ())]


def test_the_last_word_stands_and_an_undo_brings_back_the_one_before() -> None:
    a, b = correct(seen(), "A", "ann"), correct(seen(), "B", "ben")
    assert values(at([a, b])) == ["B"]
    back = undo(b, "ann")
    assert values(at([a, b, back])) == ["A"]
    again = undo(back, "ben")
    assert values(at([a, b, back, again])) == ["B"]
    assert values(at([a, undo(a, "ann")])) == []


def test_the_order_of_rows_changes_nothing() -> None:
    a, b = correct(seen(), "A", "ann"), correct(seen(), "B", "ben")
    words = at([a, b, undo(b, "ann"), confirm(seen("topic"), "ben")])
    wanted = standing(words)
    for n in range(10):
        random.Random(n).shuffle(words)
        assert standing(words) == wanted
        assert [w.value for w in live(words)] == ["A", "Child Y"]


def test_a_blind_word_supersedes_nothing_and_asks_where_it_differs() -> None:
    a, blind = correct(seen(), "A", "ann"), correct(seen(), "B", "ben", blind=True)
    words = at([a, blind])
    assert values(words) == ["A"]
    said = by_field(words)[KEY]
    assert [w.value for w in second(said)] == ["B"]
    decided = at([a, blind, correct(seen(), "B", "cleo")])
    assert values(decided) == ["B"]
    assert second(by_field(decided)[KEY]) == ()


def test_two_blind_words_alone_publish_the_first_ones() -> None:
    words = at([correct(seen(), "A", "ann", blind=True), correct(seen(), "B", "ben", blind=True), correct(seen(), "A2", "ann", blind=True)])
    said = by_field(words)[KEY]
    assert [w.value for w in effective(said)] == ["A2"]
    assert [w.value for w in second(said)] == ["B"]
