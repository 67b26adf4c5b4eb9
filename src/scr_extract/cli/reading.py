"""`scr-extract entries` and `explain`: what was read, and the words it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scr_extract.cli.console import Json, Processed, counted, data, print_fitting, say_json, shown, told, typed
from scr_extract.cli.listing import SHORT, Document, named
from scr_extract.errors import NotFoundError

if TYPE_CHECKING:
    from rich.text import Text

Row = dict[str, Any]

_ORIGINS = {
    "confirmed": "confirmed by a reviewer",
    "corrected": "a reviewer's word",
    "stale_correction": "a reviewer's word; source and reading have changed since, so it is to be looked at again",
}

_ABSENT = {
    "not_stated": "not stated in the entry",
    "withheld": "withheld by the source on purpose",
    "ambiguous": "ambiguous: several readings, none preferred",
    "not_found": "not read by this version",
}
_COLUMNS = ("record", "document", "entry", "children", "age", "sex", "outcome", "board", "published", "recs")
_SPARE = ("document", "board", "recs", "children", "sex", "published", "outcome")
"""The columns of `entries` that a narrow window does without, the first first."""


def entries(
    processed: Processed = Path("processed"),
    json: Json = False,
    document: Document = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="NUMBER", help="At most this many.")] = None,
) -> None:
    """List the entries of the current snapshot."""
    from scr_extract.datasets import current

    found = current(processed)
    documents = {row["document_id"]: row for row in found.arrow("documents").to_pylist()}
    rows: list[Row] = found.arrow("entries").to_pylist()
    if document is not None:
        wanted = named(document, list(documents.values()))
        rows = [row for row in rows if row["document_id"] in wanted]
    shortened = rows[:limit]
    if json:
        say_json([{"name": documents[row["document_id"]]["name"]} | row for row in shortened])
        return
    console = data()
    if not rows:
        console.print(f"No entries; {typed('documents', processed)} lists what was read, {typed('issues', processed)} what was not understood.", soft_wrap=True)
        return
    lines = [_line(row, documents) for row in shortened]
    print_fitting(console, _COLUMNS, lines, spare=_SPARE, right=frozenset({"recs"}), whole=frozenset({"record", "published"}))
    console.print(f"{len(shortened)} of {counted(len(rows), 'entry')}; {typed('explain RECORD', processed)} shows the words behind one.", soft_wrap=True)


def _line(row: Row, documents: dict[str, Row]) -> tuple[object, ...]:
    published = f"{row['published_year']}-{row['published_month']:02}" if row["published_month"] else row["published_year"]
    board = "(withheld)" if row["lscb_anonymous"] else row["lscb"]
    return (
        row["record_id"],
        documents[row["document_id"]]["name"],
        row["title"],
        row["child_names"],
        row["child_age_text"] or row["age_band"],
        row["child_sex"],
        row["outcome"],
        board,
        published,
        row["n_recommendations"],
    )


def explain(
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help="The record's id, or a beginning of it that no other has.")],
    field: Annotated[str | None, typer.Argument(metavar="[FIELD]", help="Only this field: its name, or a column of entries.")] = None,
    processed: Processed = Path("processed"),
    json: Json = False,
) -> None:
    """Show where each value of an entry was read: the quote in its sentence, the rule, and what else was read."""
    from scr_extract.datasets import current

    found = current(processed)
    entry = _entry(found.arrow("entries").to_pylist(), record_id, processed)
    rows: list[Row] = [row for row in found.arrow("values").to_pylist() if row["record_id"] == entry["record_id"]]
    wanted = _field(field, {row["field"] for row in rows}) if field else None
    rows = [row for row in rows if wanted in (None, row["field"])]
    if json:
        say_json({"record_id": entry["record_id"], "document_id": entry["document_id"], "title": entry["title"], "values": rows})
        return
    documents = {row["document_id"]: row for row in found.arrow("documents").to_pylist()}
    document = documents[entry["document_id"]]
    console = data()
    console.print(
        f"{entry['record_id']}  {shown(entry['title'])}  ({shown(document['name'])}, entry {entry['position']}, document {document['document_id'][:SHORT]})"
    )
    for row in rows:
        console.print()
        for line in _explained(row, entry):
            console.print(line, soft_wrap=True)


def _entry(rows: list[Row], record_id: str, processed: Path) -> Row:
    found = [row for row in rows if row["record_id"].startswith(record_id)]
    exact = [row for row in found if row["record_id"] == record_id]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        some = ", ".join(row["record_id"] for row in found[:5])
        raise NotFoundError(f"{len(found)} records begin with {shown(record_id)} ({some}); give more of the id")
    raise NotFoundError(f"no record {shown(record_id)}; {typed('entries', processed)} lists them")


def _field(wanted: str, there: set[str]) -> str:
    """The field of that name, or the one that fills the column of that name."""
    from scr_extract.datasets.entries import ENTRIES

    by_column = {column.name: column.field for column in ENTRIES.columns if column.field}
    name = wanted if wanted in there else by_column.get(wanted)
    if name not in there:
        raise NotFoundError(f"no field {shown(wanted)}; there are {', '.join(sorted(there))}")
    return str(name)


def _explained(row: Row, entry: Row) -> list[Text]:
    from rich.text import Text

    name = row["field"] if row["ordinal"] == 1 else f"{row['field']} ({row['ordinal']})"
    absent = _ABSENT.get(row["status"])
    value = told(row["value"]) if row["value"] is not None else absent or ""
    lines = [Text.assemble((name, "bold"), ": ", value, f"  [{row['status']}]" if row["value"] is not None and absent else "")]
    if row["quote"] is not None:
        lines.append(Text("  ").append_text(_sentence(row, entry)))
        by = f"rule {row['rule_id']}{_measured(row)}" if row["rule_id"] else "words that a reviewer chose"
        lines.append(Text(f"  {_where(row)}; {by}", style="dim"))
    if row["origin"] != "extracted":
        read = f"; the extractor reads {told(row['reading'])}" if row["reading"] is not None else ""
        lines.append(Text(f"  {_ORIGINS[row['origin']]}{read}", style="dim"))
    for more in row["also"]:
        lines.append(Text(f"  also: {shown(more['quote'])!r} [{more['start']}, {more['end']}) by {more['rule_id']}", style="dim"))
    for loser in row["alternatives"]:
        words = (
            f", from {shown(loser['quote'])!r} [{loser['start']}, {loser['end']}) by {loser['rule_id'] or 'a reviewer'}" if loser["quote"] is not None else ""
        )
        lines.append(Text(f"  not chosen: {told(loser['value'])}{words}"))
    return lines


def _measured(row: Row) -> str:
    """How often the rule was right when it was checked, with the 95 % interval, and on texts that no rule was written with."""
    if not row["rule_checked"]:
        return " (never checked)"
    unseen = row["rule_unseen_checked"]
    new = f"; on texts no rule was written with {row['rule_unseen_right']:.0%} of {unseen}" if unseen else "; none of it on texts no rule was written with"
    return f" (right in {row['rule_right']:.0%} of {row['rule_checked']} checked, 95 %: {row['rule_low']:.0%} to {row['rule_high']:.0%}{new})"


def _where(row: Row) -> str:
    pages = row["pages"]
    on = f", page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}" if pages else ""
    return f"characters {row['start']} to {row['end']}{on}{_boxes(row['boxes'])}"


def _boxes(boxes: list[Row]) -> str:
    """One box a page, around all that stands there, in points from the page's top left: `p 7 (72, 640)-(523, 790)`."""
    around = []
    for page in sorted({b["page"] for b in boxes}):
        mine = [b for b in boxes if b["page"] == page]
        left, top = min(b["x0"] for b in mine), min(b["y0"] for b in mine)
        around.append(f"p {page} ({left:.0f}, {top:.0f})-({max(b['x1'] for b in mine):.0f}, {max(b['y1'] for b in mine):.0f})")
    return f", {', '.join(around)}" if around else ""


def _sentence(row: Row, entry: Row) -> Text:
    """The quote, marked, within the sentences it stands in; alone where it stands outside the entry (a topic heading)."""
    from rich.text import Text

    from scr_extract.fields.reading import sentences
    from scr_extract.model import Span
    from scr_extract.plain import plain

    text, start, end = entry["text"], row["start"] - entry["start"], row["end"] - entry["start"]
    before = after = ""
    if start >= 0 and end <= len(text):
        around = [s for s in sentences(plain(text), Span(0, len(text))) if s.start < end and start < s.end]
        before = text[min([start, *(s.start for s in around)]) : start]
        after = text[end : max([end, *(s.end for s in around)])]
    return Text.assemble(shown(before), ("[[" + shown(row["quote"]) + "]]", "bold reverse"), shown(after))
