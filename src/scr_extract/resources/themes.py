"""What a recommendation or finding is about, and what a recommendation asks for, by the coding frame (practice_theme, recommendation_action)."""

from __future__ import annotations

from scr_extract.plain import plain
from scr_extract.resources.coded import rows, signs

THEMES, ACTIONS = "themes", "actions"


def themes(words: str) -> tuple[str, ...]:
    """Every theme whose words the statement holds, in the frame's order; none where it holds no such words."""
    view = plain(words)
    return tuple(row.ids[0] for row, pattern in signs(THEMES).rows if pattern.search(view) is not None)


def action(words: str) -> str | None:
    """What the recommendation asks for: the row of the lowest rank in lexicons/actions.toml, then the words that stand first.

    `other` where it asks for something that no row knows, None for no words at all.
    """
    view = plain(words)
    found = [(row.option("rank") or "9", m.start(), row.number) for row, pattern in signs(ACTIONS).rows if (m := pattern.search(view)) is not None]
    return rows(ACTIONS)[min(found)[2]].ids[0] if found else "other" if view.strip() else None
