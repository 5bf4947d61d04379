"""The memory: cases, sanctions, the journal, evidence and the outbox, in one database.

`unit.py` is the door: everything that one batch of updates changes is one transaction.
"""
