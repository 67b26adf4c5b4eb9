"""Writes the pictures of docs/images from the made-up samples: the queue, an entry, and an entry of a PDF, in a real browser.

    python tests/make_screenshots.py [FOLDER]

Needs chromium. The pictures change with the pages; nothing checks them but eyes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    from PIL import Image
    from playwright.sync_api import sync_playwright

    from scr_extract import load
    from scr_extract.ingest import ingest
    from tests.desk.running import FLAGS, chromium, threaded

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        processed = Path(place) / "processed"
        ingest([ROOT / "raw" / "samples"], processed)
        entries = load("entries", processed=processed)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with threaded(processed, "Ann Other") as desk:
            page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
            record = entries[entries.title == "Tobias"].iloc[0].record_id
            page.goto(f"{desk.address}/entries/{record}")
            page.get_by_role("button", name="Do not show this note again").click()
            for name in ("title", "topic", "review_type"):
                page.locator(f"#confirm-{name}").click()
                page.locator(f"#field-{name}.confirmed").wait_for()
            page.locator("#label-incident_date a").click()
            page.locator("#label-children a").click()
            page.evaluate("scrollTo(0, 0)")
            page.locator("#said").evaluate("(said) => { said.textContent = ''; }")
            page.screenshot(path=folder / "desk-entry.png")
            page.goto(desk.address)
            page.screenshot(path=folder / "desk-queue.png")
            pdf = entries[entries.pages.map(len) > 0].iloc[0].record_id
            page.goto(f"{desk.address}/entries/{pdf}")
            page.locator("svg.sheet image").wait_for()
            page.locator("#edit-board").click()
            page.locator("#v-board-0").fill("kirk")
            page.locator(".options li").first.wait_for()
            page.wait_for_load_state("networkidle")
            page.locator("svg.sheet").scroll_into_view_if_needed()
            page.locator("#field-board").scroll_into_view_if_needed()
            page.screenshot(path=folder / "desk-page.png")
        browser.close()
    for path in sorted(folder.glob("desk-*.png")):
        Image.open(path).convert("RGB").quantize(96).save(path, optimize=True)
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
