"""The school's list of people: read from a table, compared with the kept one, its families."""
