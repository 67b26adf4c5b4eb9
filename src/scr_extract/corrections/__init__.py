"""Reviewers' words: kept beside the extraction, never inside it, and laid over it when tables are published.

    with store.opened(place) as held:              where they are kept (SQLite, or PostgreSQL by URL)
        held.add(correct(seen, "..."), seen_version=held.version(record_id, field))
    standing(held.words())                         which of them stand: undone and superseded ones set apart
    overlay.laid(extraction, words, text)          the state table of DESIGN section 8

One word (`Correction`) speaks of one field of one record, or of a whole entry:

- **One value.** `value` is what `values.show` prints. No value is said with `value=None` and its status: not_stated or withheld.
- **A field with several values** (`Field.several`: children, authors, recommendations, ...). `ordinal=None` speaks of the whole
  list: `value` is a JSON array of shown values (`several(...)`), None for none. That is also how a list is split, merged and
  put in another order. `ordinal=n` speaks of one value, which is found again by what was seen of it, wherever it stands now.
- **An entry.** `field=None`: reject_entry (this is no review), add_entry (its words are the evidence), confirm (it is one).
- **Evidence** is one `Words` or None for each value: the span that the reviewer chose, and its words.
"""
