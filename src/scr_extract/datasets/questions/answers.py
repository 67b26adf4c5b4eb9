"""How an answer is laid out: a frame with its denominator in `of`, and shares of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Processed = str | Path


def frame(rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns)).convert_dtypes()


def shares(answer: pd.DataFrame) -> pd.DataFrame:
    """`reviews` as a part of `of`; null where there is nothing to be a part of."""
    return answer.assign(share=answer["reviews"] / answer["of"].where(answer["of"] > 0))
