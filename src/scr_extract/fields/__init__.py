"""Fields: what is read of an entry. One file per field, one line in FIELDS, its examples beside its finders."""
