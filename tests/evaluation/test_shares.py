"""Intervals are those of the books (Brown, Cai and DasGupta 2001: Jeffreys' interval)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_extract.shares import Share


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2172), (5, 10, 0.2235, 0.7765), (10, 10, 0.7828, 1.0), (1, 2, 0.0608, 0.9392), (95, 100, 0.8939, 0.9807)],
)
def test_known_intervals(right: int, of: int, low: float, high: float) -> None:
    share = Share(right, of)
    assert [share.low, share.high] == pytest.approx([low, high], abs=2e-4)


def test_nothing_counted_is_nothing_known() -> None:
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, 0.0, 1.0)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_share_lies_within_its_interval_and_mirrors(right: int, wrong: int) -> None:
    share, mirror = Share(right, right + wrong), Share(wrong, right + wrong)
    if share.value is not None:
        assert share.low <= share.value <= share.high
    assert share.low == pytest.approx(1 - mirror.high, abs=1e-9)
