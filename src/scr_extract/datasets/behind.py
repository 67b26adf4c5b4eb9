"""From a count back to the words it rests on, and how far those words can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets.opening import opened

if TYPE_CHECKING:
    import pandas as pd


def quotes(records: Mapping[str, str], fields: tuple[str, ...], snapshot: str | None, processed: str | Path) -> pd.DataFrame:
    """The values of these fields with their exact words; `records` gives the review of each record."""
    import pandas as pd

    found = opened(processed, snapshot)
    columns = ["record_id", "field", "value", "status", "origin", "quote", "document_id", "start", "end", "rule_id"]
    rows = [r for r in found.arrow("values", columns).to_pylist() if r["record_id"] in records and r["field"] in fields]
    return pd.DataFrame([{"review_id": records[r["record_id"]], **r} for r in rows], columns=["review_id", *columns])


def how_accurate(snapshot: str | None = None, *, processed: str | Path = "processed") -> pd.DataFrame:
    """Of each field: values found, how many of them people stand behind, and the measured precision of the rules that read them.

    `right` is the mean, over the found values whose rule was measured, of the share that rule got right; `measured` is how many
    of the values that is. Null where none was.
    """
    import pandas as pd

    found = opened(processed, snapshot)
    rows = [r for r in found.arrow("values", ["field", "status", "origin", "rule_right"]).to_pylist() if r["status"] == "found"]
    made: list[dict[str, Any]] = []
    for field in sorted({r["field"] for r in rows}):
        mine = [r for r in rows if r["field"] == field]
        shares = [r["rule_right"] for r in mine if r["rule_right"] is not None]
        reviewed = sum(r["origin"] in ("confirmed", "corrected") for r in mine)
        right = sum(shares) / len(shares) if shares else None
        made.append({"field": field, "of": len(mine), "reviewed": reviewed, "measured": len(shares), "right": right})
    return pd.DataFrame(made, columns=["field", "of", "reviewed", "measured", "right"]).convert_dtypes()
