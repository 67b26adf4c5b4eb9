"""Lists as bulletins print them, and how many statements a careful reader counts."""

from __future__ import annotations

import pytest

from scr_extract.fields.report_statements import rows
from scr_extract.fields.statements import items
from tests.made import reading, report

CASES = [
    ("Findings include: late plans; and no one asked. The mother moved.", ["late plans", "no one asked"]),
    ("Findings include: late plans (core; initial); weak supervision.", ["late plans (core; initial)", "weak supervision"]),
    ("Recommendations include: check bruises; and tell nurses; train staff.", ["check bruises; and tell nurses", "train staff"]),
    ("Key themes: sleep; and debt; and dogs.", ["sleep", "debt", "dogs"]),
    ("Key issues: Debt, cold homes, and dogs.", ["Debt", "cold homes", "dogs"]),
    ("Key issues: debt, drug and alcohol misuse.", ["debt", "drug and alcohol misuse"]),
    ("Findings include: the need for plans, trust and time.", ["the need for plans, trust and time"]),
    ("Recommendations are made around sleep, debt and dogs.", ["sleep, debt and dogs"]),
    ("Makes recommendations around sleep; debt; and dogs. Full report here", ["sleep", "debt", "dogs"]),
    ("Learning: See the child alone. Ask the father. Uses the SCIE model.", ["See the child alone.", "Ask the father."]),
    ("Learning points:\n\n• See the child\nalone\n• Ask\n\nRead the report", ["See the child alone", "Ask"]),
    ("Learning points:\n\nSee the child alone.\n\nAsk the father.", ["See the child alone.", "Ask the father."]),
    ("Learning points focus on: hidden men;\n\ndebt; sleep.\n\nA note.", ["hidden men", "debt", "sleep"]),
    ("Recommendations include: ask early; and refer on\nNeglect, young parents, unknown men", ["ask early", "refer on"]),
    ("Recommendations: none.", []),
    ("Recommendations: the report makes no recommendations; a plan of 30 points is held.", []),
    ("Identifies learning for the police, the courts and schools.", []),
    ("Recommendations:", []),
    ("4. Child V: key messages • Ask early • See him\n\n5. On Monday • Ring the school", ["Ask early", "See him"]),
    ("Recommendations: (a) ask early; (b) see him. Staff were kind.", ["ask early", "see him."]),
    ("Findings: 1. It was late. 2. It was cold.", ["It was late.", "It was cold."]),
    ("Learning: - ask early - see him", ["ask early", "see him"]),
    ("Recommendations: (a) one only.", ["one only."]),
    ("Findings include: he was (a) tall; he was late.", ["he was (a) tall", "he was late"]),
]


@pytest.mark.parametrize(("text", "want"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_list_is_split(text: str, want: list[str]) -> None:
    entry = reading("Child V\n\nA boy died.\n\n" + text)
    assert [entry.words(i.span) for s in entry.sections for i in items(entry, s)] == want


def test_printed_numbers_are_kept_apart() -> None:
    entry = reading(
        "Child V\n\nA boy died.\n\nRecommendations\n\n1. Train staff.\n2. Ask\nearly.\n\nRecommendation 3: The Board should write. It should do so soon."
    )
    found = [(i.number, entry.words(i.span)) for s in entry.sections for i in items(entry, s)]
    assert found == [("1", "Train staff."), ("2", "Ask early."), ("3", "The Board should write. It should do so soon.")]


def test_a_number_in_running_text_begins_no_item() -> None:
    entry = reading("Child V\n\nA boy died. Findings include: 3 agencies met; he was seen in 2014.")
    assert [entry.words(i.span) for s in entry.sections for i in items(entry, s)] == ["3 agencies met", "he was seen in 2014"]


@pytest.mark.parametrize(
    ("below", "numbers"),
    [
        ("Finding one - Nobody asked the father anything.\nFinding two - Visits ended\nwhen they went well.", ["one", "two"]),
        (
            "The Partnership is asked to:\nR1 fund a cot scheme for all;\nR2 put the same questions to all;\nR3 look again in a year at who was asked.",
            ["R1", "R2", "R3"],
        ),
        ("4.1 The Board should ask. It should ask again.\n4.2 Schools should tell.\n4.3 The police should ring.", ["4.1", "4.2", "4.3"]),
        ("2 December 2010 was a cold day.\n3 nurses were on leave and nobody had told them.", []),
    ],
)
def test_lines_of_one_paragraph_are_statements_of_their_own(below: str, numbers: list[str]) -> None:
    heading = "Findings" if below.startswith("Finding") else "Recommendations"
    assert [row.number for row in rows(report(f"SCR: Child V\n\n== {heading} ==\n\n{below}\n"))] == numbers
