"""A chart for each answer of `questions`, with the denominator in its subtitle. Needs Altair (`pip install scr-extract[notebooks]`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_WIDTH = 480


def _bars(frame: pd.DataFrame, value: str, name: str, title: str, subtitle: str, **more: Any) -> Any:
    import altair as alt

    x, y = alt.X(f"{value}:Q", axis=alt.Axis(tickMinStep=1)), alt.Y(f"{name}:N", sort=None, title=None, axis=alt.Axis(labelLimit=320))
    return alt.Chart(_plain(frame)).mark_bar().encode(x=x, y=y, **more).properties(width=_WIDTH, title=_title(title, subtitle))


def _title(title: str, subtitle: str) -> Any:
    import altair as alt

    return alt.Title(title, subtitle=subtitle, anchor="start")


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that can be drawn, in types that every version of Altair reads."""
    kept = [c for c in frame.columns if not any(isinstance(v, list) for v in frame[c])]
    return frame[kept].astype({c: "float64" if "int" in str(frame[c].dtype).lower() else object for c in kept})


def _of(frame: pd.DataFrame) -> int:
    """The largest denominator of an answer: all that was read."""
    return int(frame["of"].max()) if len(frame) else 0


def age_by_category(answer: pd.DataFrame) -> Any:
    """Age band by category, coloured by what kind of category it is."""
    import altair as alt

    by = ["age_band", "kind", "category", "of"]
    summed = answer.groupby(by, observed=True)["reviews"].sum().rename("reviews").reset_index()
    summed["What"] = summed["kind"] + ": " + summed["category"]
    size = alt.Size("reviews:Q", legend=alt.Legend(tickMinStep=1))
    order = ["unborn", "u1", "1_5", "6_10", "11_15", "16_17", "18_plus", "mixed", "not_stated"]
    return (
        alt.Chart(_plain(summed))
        .mark_circle()
        .encode(x=alt.X("age_band:N", sort=order, title="Age band"), y=alt.Y("What:N", title=None, axis=alt.Axis(labelLimit=320)), size=size, color="kind:N")
        .properties(width=_WIDTH, title=_title("Age band by category of death or harm", f"{int(summed['reviews'].sum())} reviews of {_of(answer)} read"))
    )


def shares(answer: pd.DataFrame, name: str, title: str) -> Any:
    """Reviews by what they state; `not_stated` is the last bar."""
    shown = answer[(answer["reviews"] > 0) | (answer[name].astype(str).str.lower().str.replace(" ", "_") == "not_stated")]
    least = int(answer["of"].min()) if len(answer) else 0
    said = f"of {_of(answer)} reviews read" if least == _of(answer) else f"of {least} reviews that state any; not stated: of {_of(answer)} read"
    return _bars(shown, "reviews", name, title, said)


def recommendations(answer: pd.DataFrame, group: str) -> Any:
    shown = answer[answer["group"] == group].rename(columns={"value": "recommendations"})
    return _bars(shown, "recommendations", "label", f"Recommendations by {group}", f"of {_of(shown)} recommendations; one may count under several")


def repeats(answer: pd.DataFrame) -> Any:
    shown = answer.head(12).assign(words=[f"{text[:60]}..." for text in answer.head(12)["text"]])
    return _bars(shown, "reviews", "words", "Recommendations made again", f"{len(answer)} groups among {_of(answer)} recommendations")


def time_to_publication(answer: pd.DataFrame) -> Any:
    """A line from the least to the most days of each review that states both dates."""
    import altair as alt

    both = answer[answer["days_least"].notna() & answer["days_most"].notna()].sort_values("days_most").assign(review=lambda f: f["review_id"].str[:6])
    unsaid = len(answer) - len(both)
    subtitle = f"{len(both)} of {_of(answer)} reviews; {unsaid} do not state both dates (or only a range)"
    x, x2 = alt.X("days_least:Q", title="Days from incident to publication"), alt.X2("days_most:Q")
    drawn = alt.Chart(_plain(both)).mark_rule(strokeWidth=3).encode(x=x, x2=x2, y=alt.Y("review:N", sort=None, title="Review"))
    return drawn.properties(width=_WIDTH, title=_title("From incident to publication", subtitle))


def methods_over_time(answer: pd.DataFrame) -> Any:
    import altair as alt

    coloured = {"x": alt.X("published_year:N", title="Published"), "y": alt.Y("reviews:Q", axis=alt.Axis(tickMinStep=1)), "color": "methodology:N"}
    subtitle = f"{int(answer['reviews'].sum())} reviews, those that state no method or year shown"
    return alt.Chart(_plain(answer)).mark_bar().encode(**coloured).properties(width=_WIDTH, title=_title("Methods over time", subtitle))


def by_year(answer: pd.DataFrame, title: str) -> Any:
    years = answer.assign(
        year=[
            "not stated" if v is None or v != v else str(int(v)) for v in answer["published_year"].astype(object).where(answer["published_year"].notna(), None)
        ]
    )
    counted = years.groupby(["year", "of"], as_index=False, observed=True).size().rename(columns={"size": "reviews"})
    return _bars(counted, "reviews", "year", title, f"{len(answer)} of {_of(answer)} reviews read")


def missing(answer: pd.DataFrame) -> Any:
    """Stated, withheld and not stated of each, to the same denominator."""
    import altair as alt

    long = answer.melt(id_vars=["what", "of"], value_vars=["stated", "withheld", "not_stated"], var_name="state", value_name="reviews")
    long["state"] = long["state"].str.replace("_", " ")
    color = alt.Color("state:N", sort=["stated", "withheld", "not stated"])
    return _bars(long, "reviews", "what", "What reviews state", f"of {_of(answer)} reviews read", color=color)
