"""Counts that are shared: none under five is shown, and none can be worked out, with or without the counts by fewer columns."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from scr_extract.datasets.counting import HIDDEN, LEAST, SUPPRESSED, summary


def counted(cells: dict[str, int]) -> dict[str, object]:
    rows = [{"a": None if name == "not stated" else name} for name, n in cells.items() for _ in range(n)]
    told, of = summary(rows, ["a"])
    assert of == sum(cells.values())
    return {r["a"]: r["rows"] for r in told}


def test_small_cells_are_hidden_and_cannot_be_worked_out() -> None:
    """One small cell alone would follow from the total: the next smallest is hidden with it, and neither says which it is."""
    assert counted({"x": 9, "y": 7, "not stated": 2}) == {"x": 9, "y": HIDDEN, "not stated": HIDDEN}
    assert counted({"x": 9, "y": 7, "z": 3, "not stated": 2}) == {"x": 9, "y": 7, "z": SUPPRESSED, "not stated": SUPPRESSED}
    assert counted({"x": 9, "y": 7}) == {"x": 9, "y": 7}
    assert counted({"x": 2}) == {"x": SUPPRESSED}


def test_two_small_cells_that_add_up_to_few_are_not_left_alone() -> None:
    """Two hidden cells that the total leaves two rows for are one each: a third is hidden with them."""
    assert counted({"x": 9, "y": 7, "z": 1, "w": 1}) == {"x": 9, "y": HIDDEN, "z": HIDDEN, "w": HIDDEN}


def test_counts_by_fewer_columns_do_not_give_a_cell_away() -> None:
    """North has 20 rows by region: with 17 girls shown, three boys would be known."""
    rows = [{"region": "North", "sex": s} for s in "f" * 17 + "m" * 3] + [{"region": "South", "sex": s} for s in "f" * 12 + "m" * 2]
    told, _ = summary(rows, ["region", "sex"])
    assert {r["rows"] for r in told} == {HIDDEN}
    assert {r["region"]: r["rows"] for r in summary(rows, ["region"])[0]} == {"North": 20, "South": 14}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=80))
def test_no_count_under_five_is_shown_or_follows(rows: list[tuple[str, str]]) -> None:
    told, _ = summary([{"a": a, "b": b} for a, b in rows], ["a", "b"])
    true = Counter(rows)
    shown = {(r["a"], r["b"]): r["rows"] for r in told}
    assert shown.keys() == true.keys()
    assert all(n >= LEAST and n == true[cell] for cell, n in shown.items() if isinstance(n, int))
    for kept in (c for many in (0, 1) for c in combinations((0, 1), many)):
        for margin in {tuple(cell[n] for n in kept) for cell in true}:
            group = [cell for cell in true if tuple(cell[n] for n in kept) == margin]
            unseen = [cell for cell in group if not isinstance(shown[cell], int)]
            assert not unseen or len(unseen) == len(group) or (len(unseen) > 1 and sum(true[cell] for cell in unseen) >= LEAST)
