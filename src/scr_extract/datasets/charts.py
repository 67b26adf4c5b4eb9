"""A chart for each answer of `questions`, with the denominator in its subtitle. Needs Altair (`pip install scr-extract[notebooks]`).

What the ids mean is written out, numbers stand at their marks, and *not stated* is drawn like the rest, in grey: nothing is told by
a colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scr_extract.datasets.one_per_review import NOT_STATED
from scr_extract.datasets.vocabularies import vocabulary

if TYPE_CHECKING:
    import pandas as pd

_WIDTH = 480
_LABEL = 420
"""Pixels that a label may take before it is cut: the longest of the coding frame takes less."""
_BLUE, _ORANGE, _GREY = "#1f5a93", "#e8993b", "#b9bec4"
_UNSAID = "Not stated"
_MANY = 60
"""Reviews from which a line each has no room for its name."""


def bars(frame: pd.DataFrame, value: str, name: str, title: str, subtitle: str, *, lines: int = 1) -> Any:
    """A bar for each name, its number at its end; a name may take some `lines`."""
    import altair as alt

    shown = _plain(frame)
    x = alt.X(f"{value}:Q", title=value.capitalize(), axis=alt.Axis(tickMinStep=1, grid=False))
    y = alt.Y(f"{name}:N", sort=None, title=None, axis=alt.Axis(labelLimit=_LABEL, labelExpr="split(datum.value, '\\n')", labelLineHeight=12))
    grey = alt.condition(alt.FieldOneOfPredicate(field=name, oneOf=[_UNSAID]), alt.value(_GREY), alt.value(_BLUE))
    base = alt.Chart(shown).encode(x=x, y=y)
    drawn = base.mark_bar().encode(color=grey) + base.mark_text(align="left", dx=4).encode(text=alt.Text(f"{value}:Q", format=",.0f"))
    return drawn.properties(width=_WIDTH, height=alt.Step(6 + 14 * lines), title=_title(title, subtitle))


def matrix(frame: pd.DataFrame, x: str, y: str, value: str, title: str, subtitle: str, *, across: Sequence[str] = (), down: Sequence[str] = ()) -> Any:
    """A circle for each pair that occurs, as large as its number, which stands beside it. `across` and `down` are the orders of the axes."""
    import altair as alt

    columns = alt.Scale(domain=list(across)) if across else alt.Undefined
    first = alt.X(f"{x}:N", sort=list(across) or None, scale=columns, axis=alt.Axis(labelAngle=-30, labelLimit=_LABEL))
    second = alt.Y(f"{y}:N", sort=list(down) or None, title=None, axis=alt.Axis(labelLimit=_LABEL, grid=True, gridColor="#eeeeee"))
    base = alt.Chart(_plain(frame)).encode(x=first, y=second)
    size = alt.Size(f"{value}:Q", legend=None, scale=alt.Scale(domainMin=0, range=[0, 350]))
    grey = alt.condition(f"datum['{x}'] === '{_UNSAID}' || indexof(datum['{y}'], '{_UNSAID}') === 0", alt.value(_GREY), alt.value(_BLUE))
    drawn = base.mark_circle(opacity=1).encode(size=size, color=grey) + base.mark_text(align="left", dx=13).encode(text=f"{value}:Q")
    return drawn.properties(width=_WIDTH, title=_title(title, subtitle))


def _title(title: str, subtitle: str) -> Any:
    import altair as alt

    return alt.Title(title, subtitle=subtitle, anchor="start")


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that can be drawn, in types that every version of Altair reads."""
    kept = [c for c in frame.columns if not any(isinstance(v, list) for v in frame[c])]
    return frame[kept].astype({c: "float64" if "int" in str(frame[c].dtype).lower() else object for c in kept})


def _of(frame: pd.DataFrame) -> int:
    """The largest denominator of an answer: all that was read."""
    return int(frame["of"].max()) if len(frame) else int(frame.attrs.get("of", 0))


def _said(ids: pd.Series, words: Mapping[str, str]) -> pd.Series:
    """What ids mean; one that the coding frame no longer lists stays as it is."""
    return ids.astype(object).map(lambda id: _UNSAID if id == NOT_STATED else words.get(id, id))


def age_by_category(answer: pd.DataFrame) -> Any:
    """Age band by category of death, where a child died, or of harm, where none did."""
    words = {**vocabulary("death_category"), **vocabulary("harm_category")}
    kinds = {"death": "Death: ", "harm": "Harm: ", NOT_STATED: ""}
    shown = answer.groupby(["age_band", "kind", "category"], observed=True)["reviews"].sum().rename("reviews").reset_index()
    of_each = {"death": vocabulary("death_category"), "harm": vocabulary("harm_category"), NOT_STATED: words}
    shown["What"] = [
        kinds[kind] + (_UNSAID.lower() if kinds[kind] else _UNSAID) if category == NOT_STATED else kinds[kind] + of_each[kind].get(category, category)
        for kind, category in zip(shown["kind"], shown["category"], strict=True)
    ]
    shown["Age band"] = _said(shown["age_band"], vocabulary("age_band"))
    down = [*(f"{kinds[k]}{label}" for k in ("death", "harm") for label in (*of_each[k].values(), _UNSAID.lower())), _UNSAID]
    bands = dict(vocabulary("age_band"))
    across = [bands.pop("unborn"), *(label for id, label in bands.items() if id != NOT_STATED), _UNSAID]
    subtitle = f"{int(shown['reviews'].sum())} reviews of {_of(answer)} read"
    return matrix(shown, "Age band", "What", "reviews", "Age band by category of death or harm", subtitle, across=across, down=down)


def shares(answer: pd.DataFrame, name: str, title: str) -> Any:
    """Reviews by what they state; `not_stated` is the last bar."""
    unsaid = answer[name].astype(str).str.lower().str.replace(" ", "_") == NOT_STATED
    shown = answer[(answer["reviews"] > 0) | unsaid]
    least = int(answer["of"].min()) if len(answer) else 0
    said = f"of {_of(answer)} reviews read" if least == _of(answer) else f"of {least} reviews that state any; not stated: of {_of(answer)} read"
    return bars(shown, "reviews", name, title, said)


def recommendations(answer: pd.DataFrame, group: str) -> Any:
    """Recommendations by agency, theme or action; those that name none are the last bar."""
    mine = answer[answer["group"] == group].rename(columns={"value": "recommendations"})
    shown = mine.assign(unsaid=mine["id"] == NOT_STATED, label=_said(mine["label"], {})).sort_values("unsaid", kind="stable")
    return bars(shown, "recommendations", "label", f"Recommendations by {group}", f"of {_of(shown)} recommendations; one may count under several")


def repeats(answer: pd.DataFrame) -> Any:
    """The recommendations that most reviews make, by their first words."""
    shown = answer.head(12)
    words = ["\n".join(textwrap.wrap(text, 62, max_lines=2, placeholder=" …")) for text in shown["text"]]
    title = f"{len(answer)} groups among {_of(answer)} recommendations" + (f"; the {len(shown)} of most reviews" if len(answer) > len(shown) else "")
    return bars(shown.assign(words=words), "reviews", "words", "Recommendations made again", title, lines=2)


def time_to_publication(answer: pd.DataFrame) -> Any:
    """A line from the least to the most days of each review that states both dates."""
    import altair as alt

    both = answer[answer["days_least"].notna() & answer["days_most"].notna()].sort_values("days_most").assign(review=lambda f: f["review_id"].str[:6])
    subtitle = f"{len(both)} of {_of(answer)} reviews; {len(answer) - len(both)} do not state both dates, or only where a range begins"
    few = len(both) <= _MANY
    y = alt.Y("review:N", sort=None, title="Review (first six signs of its id)" if few else "Reviews", axis=alt.Axis(labels=few, ticks=few))
    base = alt.Chart(_plain(both)).encode(y=y)
    least, most = alt.X("days_least:Q", title="Days from incident to publication, least to most"), alt.X("days_most:Q")
    lines = base.mark_rule(strokeWidth=2, color=_BLUE).encode(x=least, x2="days_most:Q")
    ends = [base.mark_tick(thickness=2, size=9 if few else 2, color=_BLUE).encode(x=end) for end in (least, most)]
    return (lines + ends[0] + ends[1]).properties(width=_WIDTH, height=alt.Step(18 if few else 3), title=_title("From incident to publication", subtitle))


def methods_over_time(answer: pd.DataFrame) -> Any:
    """Reviews by method and year of publication."""
    method, labels = _said(answer["methodology"], vocabulary("methodology")), list(vocabulary("methodology").values())
    shown = answer.assign(Method=method, Published=_said(answer["published_year"], {}))
    subtitle = f"{int(answer['reviews'].sum())} reviews, those that state no method or year shown"
    years = [int(year) for year in shown["Published"] if year != _UNSAID]
    across = [*(str(year) for year in range(min(years, default=1), max(years, default=0) + 1)), _UNSAID]
    down = [*(label for label in labels if label != _UNSAID), _UNSAID]
    return matrix(shown, "Published", "Method", "reviews", "Methods over time", subtitle, across=across, down=down)


def by_year(answer: pd.DataFrame, title: str) -> Any:
    """Reviews by year of publication, years without any between them."""
    import pandas as pd

    years = answer["published_year"].astype("Int64")
    counted = years.value_counts()
    rows = [(str(year), int(counted.get(year, 0))) for year in range(int(years.min()), int(years.max()) + 1)] if len(counted) else []
    shown = pd.DataFrame([*rows, (_UNSAID, int(years.isna().sum()))], columns=["year", "reviews"])
    return bars(shown, "reviews", "year", title, f"{len(answer)} of {_of(answer)} reviews read")


def missing(answer: pd.DataFrame) -> Any:
    """Stated, withheld and not stated of each, to the same denominator."""
    import altair as alt

    states = {"stated": "Stated", "withheld": "Withheld on purpose", "not_stated": _UNSAID}
    long = answer.melt(id_vars=["what", "of"], value_vars=list(states), var_name="state", value_name="reviews")
    order = [what.replace("_", " ").capitalize() for what in answer["what"]]
    long = long[long["reviews"] > 0].assign(
        State=lambda f: f["state"].map(states),
        What=lambda f: f["what"].str.replace("_", " ").str.capitalize(),
        place=lambda f: f["state"].map(list(states).index),
    )
    x = alt.X(
        "reviews:Q", title="Reviews", stack="zero", axis=alt.Axis(tickMinStep=1, grid=False), scale=alt.Scale(domain=[0, max(_of(answer), 1)], nice=False)
    )
    base = alt.Chart(_plain(long)).encode(x=x, y=alt.Y("What:N", sort=order, title=None), order="place:Q")
    scale = alt.Scale(domain=list(states.values()), range=[_BLUE, _ORANGE, _GREY])
    legend = alt.Legend(orient="top", title=None, labelLimit=_LABEL)
    bars = base.mark_bar().encode(color=alt.Color("State:N", scale=scale, legend=legend, sort=list(states.values())))
    light = alt.condition(alt.datum.state == "stated", alt.value("white"), alt.value("black"))
    numbers = base.mark_text(align="right", dx=-4).encode(text=alt.Text("reviews:Q", format=",.0f"), color=light, detail="State:N")
    subtitle = f"of {_of(answer)} reviews read; in each bar from left to right: stated, withheld, not stated"
    return (bars + numbers).properties(width=_WIDTH, title=_title("What reviews state", subtitle))
