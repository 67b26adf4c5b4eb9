"""The evaluation as one HTML page: tables and inline SVG, no script, no request, readable without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WIDTH, LEFT, ROW, LABEL = 720, 190, 22, 26
"""Points of the chart: its width, where its scale begins, and the height of a field's row; and the characters a row's name may have."""


def page(found: Mapping[str, Any], title: str) -> str:
    """The page of a `summary`. All text is escaped; the page's own policy forbids scripts and requests."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("scr_extract.evaluation"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"percent": _percent, "words": _words}
    groups = {"layout": found["by_layout"], "format": found["by_format"]}
    return environment.get_template("evaluation.html").render(
        title=title,
        found=found,
        chart=_chart(found["fields"]),
        groups=groups,
        group_charts={what: _chart({name: group["all_fields"] for name, group in named.items()}) for what, named in groups.items()},
        matrices={field: _matrix(cells) for field, cells in found["confusion"].items()},
    )


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _words(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _chart(scores: Mapping[str, Any]) -> dict[str, Any]:
    """Where the marks of a chart stand: precision a circle, recall a square, F1 a bar with its interval."""
    span = WIDTH - LEFT - 30

    def x(value: float) -> float:
        return round(LEFT + value * span, 1)

    rows = []
    for n, (name, t) in enumerate(scores.items()):
        points = {kind: x(t[kind]["value"]) for kind in ("precision", "recall") if t[kind]["value"] is not None}
        f1 = {k: x(v or 0.0) for k, v in t["f1"].items()}
        rows.append({"name": _label(name), "y": 30 + n * ROW, "f1": f1, **points, "told": t})
    ticks = [{"x": x(t / 10), "label": f"{t / 10:.1f}"} for t in range(0, 11, 2)]
    return {"rows": rows, "ticks": ticks, "width": WIDTH, "height": 40 + len(rows) * ROW, "left": LEFT}


def _label(name: str) -> str:
    """A name that fits beside its row: the end of a long media type."""
    return name if len(name) <= LABEL else "…" + name[-LABEL + 1 :]


def _matrix(cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Gold down, read across, with the share of gold's row as a shade of blue."""
    gold, read = sorted({c["gold"] for c in cells}), sorted({c["read"] for c in cells})
    count = {(c["gold"], c["read"]): c["entries"] for c in cells}
    rows = []
    for g in gold:
        whole = sum(count.get((g, r), 0) for r in read)
        numbers = [count.get((g, r), 0) for r in read]
        rows.append({"gold": g, "cells": [{"n": n, "shade": round(0.6 * n / whole, 2), "same": g == r} for n, r in zip(numbers, read, strict=True)]})
    return {"read": read, "rows": rows}
