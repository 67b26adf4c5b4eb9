"""How fast PDFs are read, beside what others take for the bare text: one run, interleaved, medians.

    python benchmarks/pdf_speed.py [PDF ...] [--rounds 5]

Without arguments a report of 60 pages and a newsletter of 200 pages are made and read. Only pages with text of their own
are compared: a file is left out of the comparison where OCR was needed. The last line is the peak memory of reading the
newsletter alone, in a process of its own.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import pdfplumber
import pypdfium2

from scr_extract.formats import pdf

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

_PEAK = """
import resource, sys
from scr_extract.formats import pdf
raw = sys.stdin.buffer.read()
pages = len(pdf.read(raw, "newsletter.pdf").pages)
print(pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def ours(raw: bytes) -> int:
    """The whole reader: boxes, columns, furniture, paragraphs, tables, links."""
    return len(pdf.read(raw, "made.pdf").pages)


def plumber(raw: bytes) -> int:
    """pdfplumber's bare text."""
    with pdfplumber.open(io.BytesIO(raw)) as opened:
        for page in opened.pages:
            page.extract_text()
            page.close()
        return len(opened.pages)


def pdfium(raw: bytes) -> int:
    """pypdfium2's bare text."""
    opened = pypdfium2.PdfDocument(raw)
    for page in opened:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    count = len(opened)
    opened.close()
    return count


def kreuzberg(raw: bytes) -> int:
    """kreuzberg's text, where it is installed."""
    importlib.import_module("kreuzberg").extract_bytes_sync(raw, "application/pdf")
    return 0


def made() -> dict[str, bytes]:
    """A report of 60 pages and a two-column newsletter of 200."""
    from tests.formats.made_pdf import newsletter, report

    one = pypdfium2.PdfDocument(newsletter())
    out = pypdfium2.PdfDocument.new()
    for _ in range(200):
        out.import_pages(one)
    held = io.BytesIO()
    out.save(held)
    return {"made report, 60 pages": report(60), "made newsletter, 200 pages": held.getvalue()}


def tools() -> dict[str, Callable[[bytes], int]]:
    found: dict[str, Callable[[bytes], int]] = {"scr-extract": ours, "pdfplumber": plumber, "pypdfium2": pdfium}
    return found | {"kreuzberg": kreuzberg} if importlib.util.find_spec("kreuzberg") else found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    samples = made()
    files = {path.name: path.read_bytes() for path in given.files}
    for name, raw in {**files, **samples}.items():
        document = pdf.read(raw, name)
        if any(page.ocr for page in document.pages):
            print(f"{name}: {sum(p.ocr for p in document.pages)} pages need OCR, left out")
            continue
        taken: dict[str, list[float]] = {}
        for _ in range(given.rounds):
            for tool, run in tools().items():
                start = perf_counter()
                run(raw)
                taken.setdefault(tool, []).append(perf_counter() - start)
        mine = median(taken["scr-extract"])
        shown = "  ".join(f"{tool} {len(document.pages) / median(t):7.1f} pages/s ({median(t) / mine:5.2f}x our time)" for tool, t in taken.items())
        print(f"{name} ({len(document.pages)} pages): {shown}")
    told = subprocess.run([sys.executable, "-c", _PEAK], input=samples["made newsletter, 200 pages"], capture_output=True, check=True)
    pages, peak = told.stdout.split()
    print(f"peak memory of reading {pages.decode()} pages: {peak.decode()} MiB")


if __name__ == "__main__":
    main()
