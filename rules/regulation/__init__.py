"""The language of the regulation: its clauses, its nouns, and section 2 as pure functions."""
