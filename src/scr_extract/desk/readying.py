"""What the pages of a desk rest on, read before the first of them is asked for: nobody waits for the queue because they are the first."""

from __future__ import annotations

from collections.abc import Callable

from scr_extract.corrections.store import Store
from scr_extract.datasets import current
from scr_extract.desk import queue, shelf
from scr_extract.desk.forgetting import forget_withdrawn
from scr_extract.desk.said import Said
from scr_extract.desk.settings import Settings


def readied(settings: Settings, store: Store, told: Callable[[str], None]) -> Said:
    """Read the snapshot and every word of the store, and work the queue out; `told` how much there is, first. Some 10 seconds where ten thousand
    entries have 220,000 words. Raises NotFoundError where nothing is published yet."""
    forget_withdrawn(settings.processed)  # it forgets what is held once, and not again until something is withdrawn
    entries = current(settings.processed).manifest["tables"]["entries"]["rows"]
    number, _ = store.tally()
    told(f"Reading {entries:,} {'entry' if entries == 1 else 'entries'} and {number:,} {'word' if number == 1 else 'words'} of reviewers ...")
    said = Said(store)
    queue.ready(shelf.shelf(settings.processed), said.now())
    return said
