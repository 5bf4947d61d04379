"""The rules and the ladder over an exported chat history, on the history's own clock.

    read a file → order it → judge (pure) → decide (pure) → count → show

Nothing is stored and nothing is sent: cases live in memory for the length of one run.
"""
