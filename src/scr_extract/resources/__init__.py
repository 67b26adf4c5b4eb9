"""Words as data: gazetteers (boards), lexicons (terms that signal a concept) and lookups (source string to canonical value)."""
