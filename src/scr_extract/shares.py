"""Shares with their uncertainty: the equal-tailed 95 % interval of the posterior under Jeffreys' prior, Beta(1/2, 1/2).

The prior adds half a right and half a wrong value to what was counted: three of three is not certainty (0.47 to 1), and nothing counted is
nothing known (0 to 1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

PRIOR = 0.5
"""Both parameters of the Beta prior."""
_TAIL = 0.025
_STEPS = 60
_TERMS = 300
_SMALL = 1e-300


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `low` and `high` bound the share with 95 % probability."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The plain share; None where nothing was counted."""
        return self.right / self.of if self.of else None

    @property
    def low(self) -> float:
        return 0.0 if self.right == 0 else _quantile(_TAIL, self.right + PRIOR, self.of - self.right + PRIOR)

    @property
    def high(self) -> float:
        return 1.0 if self.right == self.of else _quantile(1 - _TAIL, self.right + PRIOR, self.of - self.right + PRIOR)


@lru_cache(maxsize=4096)
def _quantile(p: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _below(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Numerical Recipes' form of Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _below(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            total *= d * c
        if abs(d * c - 1) < 1e-12:
            break
    return front * total


def _away(x: float) -> float:
    """Never quite zero: it divides."""
    return x if abs(x) > _SMALL else _SMALL
