"""The report to the head of school: a week or a month in figures, against the one before.

    period → figures of the memory → Report (pure) → text, terminal, page, workbook

Nobody is named unless it is asked for, and no message is quoted ever.
"""
