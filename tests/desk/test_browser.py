"""The desk in a real browser, over a real server: from the queue to corrected Parquet, with and without scripts, by keyboard, by two at once."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from scr_extract import load
from scr_extract.corrections.store import opened
from tests.desk.running import COMMAND, FLAGS, Running, Threaded, chromium, running, threaded

pytestmark = pytest.mark.real

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "raw" / "samples"
_REFUSED = re.compile(r"status of (404|409|422)")
"""What the browser itself says of an answer that a test asks for."""
WREN, OTTAVIA, QUILL = "Child Wren", "Ottavia 𝒦", "Child Quill"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up bulletin and a made-up PDF, ingested as users do it."""
    chromium()
    folder = tmp_path_factory.mktemp("browser")
    pdf = SAMPLES / "harrowdale_bulletin_autumn_2017.pdf"
    subprocess.run([COMMAND, "ingest", HERE / "fernleigh.md", pdf, "--processed", folder / "processed"], check=True, capture_output=True)
    return folder / "processed"


@pytest.fixture
def processed(ingested: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ingested, tmp_path / "processed"))


@pytest.fixture
def desk(processed: Path) -> Iterator[Threaded]:
    with threaded(processed, "Ann Other") as found:
        yield found


def context(browser: Browser, **options: Any) -> BrowserContext:
    made = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce", **options)
    made.set_default_timeout(10_000)
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose scripts must not fail, whose policy must not be broken, and which asks this machine alone."""
    held = context(browser)
    made = held.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda told: wrong.append(told.text) if told.type == "error" and not _REFUSED.search(told.text) else None)
    made.on("request", lambda request: None if request.url.startswith("http://127.0.0.1:") else wrong.append(request.url))
    yield made
    held.close()
    assert wrong == []


def open_entry(page: Page, desk: Running | Threaded, title: str) -> None:
    page.goto(desk.address)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def select(page: Page, words: str) -> None:
    """Drag the mouse over words of the entry, as a reviewer does."""
    box = page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.querySelector("#words"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                node.parentElement.scrollIntoView({ block: "center" });
                const rects = [...range.getClientRects()];
                return { x0: rects[0].left, y0: rects[0].top + rects[0].height / 2, x1: rects.at(-1).right, y1: rects.at(-1).bottom - rects.at(-1).height / 2 };
            }
        }""",
        words,
    )
    page.mouse.move(box["x0"] + 0.5, box["y0"])
    page.mouse.down()
    page.mouse.move((box["x0"] + box["x1"]) / 2, box["y1"])
    page.mouse.move(box["x1"] - 0.5, box["y1"])
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") == words


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_have_text(re.compile(words))
    page.wait_for_load_state("load")  # the words stand there before the scripts that hear the next key


def entry(processed: Path, title: str) -> Any:
    frame = load("entries", processed=processed)
    return frame[frame.title == title].iloc[0]


def test_from_the_queue_to_corrected_parquet(desk: Running | Threaded, page: Page) -> None:
    open_entry(page, desk, WREN)
    page.locator("#label-children a").click()
    select(page, "aged 11 weeks")
    page.get_by_role("button", name="Use for children").click()
    expect(page.locator("#v-children-0-age")).to_have_value("aged 11 weeks")
    page.keyboard.press("Enter")  # the save button has the focus
    said(page, "Saved: Children")
    expect(page.locator("#field-children")).to_contain_text("corrected")
    page.locator("#field-children").focus()
    page.keyboard.press("Shift+C")
    said(page, "Confirmed: 21 fields")
    expect(page.locator("#far")).to_have_text("22 of 22 fields reviewed")

    open_entry(page, desk, OTTAVIA)
    page.locator("#label-board a").click()
    page.keyboard.press("e")
    field = page.get_by_role("combobox", name="Publishing board 1")
    field.fill("kirkl")
    page.get_by_role("option", name=re.compile("Kirklees Safeguarding Children Board")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile("Kirklees"))
    page.locator("#field-board input[type=checkbox]").uncheck()
    page.keyboard.press("Control+Enter")
    said(page, "Saved: Publishing board")
    for label in ("Authors", "Date of publication", "Methodology"):
        page.keyboard.press("j")
        page.keyboard.press("c")
        said(page, f"Confirmed: {label}")

    page.goto(f"{desk.address}/publish")
    page.get_by_role("button", name="Publish a new snapshot").click()
    expect(page.locator(".done")).to_contain_text("Published: snapshot")
    wren = entry(desk.processed, WREN)
    assert (wren.child_age_text, wren.child_age_months_min, wren.check_status) == ("aged 11 weeks", pytest.approx(77 / 30.4375), "corrected")
    assert entry(desk.processed, OTTAVIA).lscb_id == "lscb-kirklees"
    values = load("values", processed=desk.processed)
    child = values[(values.record_id == wren.record_id) & (values.field == "children")].iloc[0]
    assert (child.origin, child.quote) == ("corrected", "aged 11 weeks")


def test_confirm_and_correct_without_scripts(desk: Running | Threaded, browser: Browser) -> None:
    held = context(browser, java_script_enabled=False)
    page = held.new_page()
    open_entry(page, desk, OTTAVIA)
    page.locator("#confirm-outcome").click()
    said(page, "Saved: Outcome")
    expect(page.locator("#field-outcome")).to_contain_text("confirmed")
    page.locator("#edit-children").click()
    page.locator("#v-children-0-age").fill("9 years")
    page.locator("#save-children").click()
    said(page, "Saved: Children")
    expect(page.locator("#field-children .values")).to_contain_text("9 years")
    page.locator("#edit-incident_date").click()
    page.locator("#v-incident_date-0").fill("when it was")
    page.locator("#save-incident_date").click()
    expect(page.locator("#field-incident_date .wrong")).to_contain_text("no date")
    expect(page.locator("#v-incident_date-0")).to_have_value("when it was")
    held.close()
    with opened(desk.processed) as store:
        assert [(w.field, str(w.kind)) for w in store.words()] == [("outcome", "confirm"), ("children", "correct")]


def test_everything_by_keyboard(desk: Running | Threaded, page: Page) -> None:
    open_entry(page, desk, WREN)
    for _ in range(20):  # on a busy machine the page may be there before it listens
        page.keyboard.press("?")
        if page.get_by_role("dialog").is_visible():
            break
        page.wait_for_timeout(250)
    expect(page.get_by_role("dialog")).to_contain_text("Confirm all the rest")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    for _ in range(4):
        page.keyboard.press("j")
    expect(page.locator(".field.on h2")).to_have_text("Ethnicity")
    page.keyboard.press("t")
    page.evaluate(  # to the words wanted, as holding the arrow key would
        """() => {
            const piece = [...document.querySelectorAll("#words [data-start]")].find((p) => p.textContent.includes("Wren was seen"));
            const at = piece.firstChild.data.indexOf("Wren was");
            getSelection().setBaseAndExtent(piece.firstChild, at - 1, piece.firstChild, at);
        }"""
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("getSelection().toString()").strip() == "Wren was"
    page.keyboard.press("Enter")
    expect(page.locator("#v-ethnicity-0")).to_have_value("Wren was")
    page.keyboard.press("Control+Enter")
    said(page, "Saved: Ethnicity")
    with opened(desk.processed) as store:
        word = store.words()[-1]
    (words,) = word.evidence
    assert words is not None
    assert words.quote == "Wren was"
    page.keyboard.press("u")
    said(page, "Undone: Ethnicity")
    expect(page.locator("#field-ethnicity .values")).to_contain_text("Not stated")
    page.keyboard.press("x")
    said(page, "Saved: Ethnicity")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text(OTTAVIA)
    page.goto(f"{desk.address}/help")
    page.get_by_role("button", name="Turn single-key shortcuts off").click()
    open_entry(page, desk, QUILL)
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    expect(page.locator("#far")).to_have_text("0 of 22 fields reviewed")


def test_recommendations_are_split_where_the_cursor_stands(desk: Running | Threaded, page: Page) -> None:
    open_entry(page, desk, OTTAVIA)
    page.locator("#edit-recommendations").click()
    area = page.locator("#v-recommendations-0-text")
    area.evaluate("(area) => { area.focus(); area.setSelectionRange(18, 18); }")
    page.locator("#v-recommendations-0-split").click()
    expect(page.locator("#v-recommendations-0-text")).to_have_value("the council should")
    expect(page.locator("#v-recommendations-1-text")).to_have_value("list such houses")
    page.locator("#v-recommendations-0-down").click()
    expect(page.locator("#v-recommendations-1-text")).to_have_value("the council should")
    page.locator("#save-recommendations").click()
    said(page, "Saved: Recommendations")
    with opened(desk.processed) as store:
        assert [json.loads(v)["text"] for v in json.loads(store.words()[-1].value or "")] == ["list such houses", "the council should"]


def test_what_is_typed_is_not_lost_in_passing(desk: Running | Threaded, page: Page) -> None:
    """Nor is anything confirmed over it."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    open_entry(page, desk, WREN)
    page.locator("#edit-children").click()
    page.locator("#v-children-0-age").fill("4 months")
    page.locator("#confirm-all").click()
    said(page, "what you changed in Children is not saved")
    expect(page.locator(".field.on h2")).to_have_text("Children")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.locator("#v-children-0-age")).to_have_value("4 months")
    page.locator("#edit-recommendations").click()
    for _ in range(2):  # back to what stands, again and again, while another field holds a change
        page.locator("#v-recommendations-0-remove").click()
        expect(page.locator("#v-recommendations-1-text")).to_have_count(0)
        page.locator("#field-recommendations").get_by_role("link", name="Leave as it was").click()
        expect(page.locator("#v-recommendations-1-text")).to_have_count(1)
        page.locator("#edit-recommendations").click()
    expect(page.locator("#v-children-0-age")).to_have_value("4 months")
    page.locator("#save-children").click()
    said(page, "Saved: Children")
    page.locator("#confirm-all").click()
    said(page, "Confirmed: ")
    page.keyboard.press("Shift+U")
    said(page, "Undone: ")
    page.keyboard.press("Shift+C")
    said(page, "Confirmed: ")
    assert asked == ["beforeunload"]
    with opened(desk.processed) as store:
        assert "4 months" in str(store.words()[0].value)
        assert len({w.field for w in store.words()}) > 10


def test_two_browsers_on_one_field(processed: Path, browser: Browser) -> None:
    with threaded(processed) as desk:
        pages = []
        for name in ("Ann Other", "Ben Oakes"):
            page = context(browser).new_page()
            page.goto(desk.address)
            page.get_by_label("Your name").fill(name)
            page.get_by_role("button", name="Start reviewing").click()
            open_entry(page, desk, WREN)
            page.locator("#edit-ethnicity").click()
            page.locator("#v-ethnicity-0").fill(f"what {name} read")
            pages.append(page)
        ann, ben = pages
        ann.locator("#save-ethnicity").click()
        said(ann, "Saved: Ethnicity")
        ben.locator("#save-ethnicity").click()
        said(ben, "Not saved")
        conflict = ben.locator("#field-ethnicity .conflict")
        expect(conflict).to_contain_text("Ann Other saved this meanwhile")
        expect(conflict).to_contain_text("what Ann Other read")
        expect(conflict).to_contain_text("what Ben Oakes read")
        with opened(processed) as store:
            assert [w.reviewer for w in store.words()] == ["Ann Other"]
        ben.get_by_role("button", name="Save mine after all").click()
        said(ben, "Saved: Ethnicity")
        with opened(processed) as store:
            assert [(w.reviewer, w.value) for w in store.words()] == [("Ann Other", "what Ann Other read"), ("Ben Oakes", "what Ben Oakes read")]
        for page in pages:
            page.context.close()


def test_what_is_typed_outlives_the_session(processed: Path, browser: Browser) -> None:
    with threaded(processed) as desk:
        held = context(browser)

        def named() -> Page:
            page = held.new_page()
            page.goto(desk.address)
            page.get_by_label("Your name").fill("Ann Other")
            page.get_by_role("button", name="Start reviewing").click()
            page.locator("table.queue").wait_for()
            return page

        page = named()
        open_entry(page, desk, WREN)
        page.locator("#edit-ethnicity").click()
        page.locator("#v-ethnicity-0").fill("White British")
        held.clear_cookies()
        page.locator("#save-ethnicity").click()
        said(page, "no longer knows who you are. Open it in another tab")
        named()
        page.locator("#save-ethnicity").click()
        said(page, "Saved: Ethnicity")
        held.close()


def test_an_acknowledged_save_outlives_kill_9(processed: Path, page: Page, browser: Browser) -> None:
    """And a page whose desk is gone says that nothing was saved."""
    with running(processed, "--reviewer", "Ann Other") as desk:
        open_entry(page, desk, QUILL)
        page.locator("#confirm-outcome").click()
        said(page, "Confirmed: Outcome")
        desk.kill()
        with opened(processed) as store:
            assert [(w.field, w.reviewer) for w in store.words()] == [("outcome", "Ann Other")]
            assert store.faults() == []
        other = context(browser).new_page()  # what fails in it fails on purpose
        with running(processed, "--reviewer", "Ann Other", port=int(desk.address.rpartition(":")[2])) as again:
            page.reload()
            expect(page.locator("#field-outcome")).to_contain_text("confirmed")
            open_entry(other, again, QUILL)
        other.locator("#confirm-title").click()
        said(other, "Not saved: the desk does not answer")
        other.context.close()


def test_nothing_is_inaccessible_on_any_page(desk: Running | Threaded, page: Page) -> None:
    """Every page and every state of a page, by the rules of axe for WCAG 2.0 to 2.2, A and AA, and its best practices."""
    found: dict[str, list[str]] = {}

    def check(state: str) -> None:
        options = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        violations = Axe().run(page, options=options).response["violations"]
        if violations:
            found[state] = [f"{v['id']}: {v['nodes'][0]['target']} {v['nodes'][0].get('failureSummary', '')}" for v in violations]

    record, report = entry(desk.processed, WREN), entry(desk.processed, "Petra")
    document = f"/documents/{record.document_id}"
    for path in ("/", "/second", "/agreement", "/publish", "/help", "/reviewer", "/sign-in", "/no-such-page", document, f"/second{document}"):
        page.goto(desk.address + path)
        check(path)
    page.goto(f"{desk.address}/entries/{record.record_id}")
    check("entry")
    page.locator("#confirm-outcome").click()
    said(page, "Confirmed")
    page.locator("#field-outcome .history summary").click()
    for name in ("children", "board", "recommendations"):
        page.locator(f"#edit-{name}").click()
    page.locator("#v-board-0").fill("kent")
    page.locator(".options li").first.wait_for()
    check("entry, with forms, suggestions and a history open")
    page.locator("#v-board-0").fill("nowhere at all")
    page.locator("#save-board").click()
    page.locator("#field-board .wrong").wait_for()
    page.locator("#field-outcome input[name=version]").evaluate("(input) => { input.value = 'another'; }")
    page.locator("#undo-outcome").click()
    page.locator("#field-outcome .conflict").wait_for()
    check("entry, with what is refused and a conflict")
    page.locator("#field-title").focus()
    page.keyboard.press("?")
    page.locator("dialog h2").wait_for()
    check("keys")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Hide narrative").first.click()
    page.locator(".veil").first.wait_for()
    check("entry, narrative hidden")
    page.get_by_role("button", name="Show narrative").click()
    page.goto(f"{desk.address}/entries/{report.record_id}/pages/{report.pages[0]}")
    check("page of a PDF")
    page.goto(f"{desk.address}/second/{report.record_id}")
    page.locator("svg.sheet image").first.wait_for()
    check("second review, of a PDF")
    assert found == {}


def test_nothing_is_wider_than_a_narrow_window(desk: Running | Threaded, page: Page) -> None:
    """320 pixels, which is also a wide window at 400 per cent (WCAG 2.2, 1.4.10); a table that scrolls for itself may be wider."""
    record, report = entry(desk.processed, WREN), entry(desk.processed, "Petra")
    page.set_viewport_size({"width": 320, "height": 740})
    paths = ["/", "/second", "/agreement", "/publish", "/help", f"/documents/{report.document_id}", f"/entries/{record.record_id}"]
    for path in [*paths, f"/entries/{report.record_id}", f"/entries/{report.record_id}/pages/{report.pages[0]}"]:
        page.goto(desk.address + path)
        for name in ("children", "board", "recommendations") if page.locator(".fields").count() else ():
            page.locator(f"#edit-{name}").click()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
