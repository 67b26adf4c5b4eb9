"""The full reports that bulletin entries link to, fetched where sources.toml says so, from the hosts it names."""

from __future__ import annotations

from pathlib import Path

from scr_extract import datasets
from scr_extract.errors import NotFoundError
from scr_extract.sources.fetching import Round
from scr_extract.sources.gathering import Gathered
from scr_extract.sources.settings import REPORTS, Settings
from scr_extract.sources.taking import fetch_all


def addresses(processed: Path) -> tuple[str, ...]:
    """The addresses of full reports that the current snapshot's bulletin entries give, each once, in order."""
    try:
        found = datasets.arrow("entries", processed=processed, columns=["kind", "report_url"])
    except NotFoundError:
        return ()
    rows = zip(found["kind"].to_pylist(), found["report_url"].to_pylist(), strict=True)
    return tuple(dict.fromkeys(url for kind, url in rows if kind == "bulletin_entry" and url and url.startswith(("https://", "http://"))))


def follow(settings: Settings, processed: Path, on: Round) -> Gathered:
    """Fetch the reports that are due. Those on other hosts than `report_hosts` are refused and noted."""
    files, counts = fetch_all(on, addresses(processed), settings.fetching.report_hosts, processed, REPORTS)
    return Gathered(REPORTS, REPORTS, files, tuple(sorted(counts.items())))
