"""The regulation as code: pure and synchronous; no I/O, no clock, no log.

Every file beside `catalogue.py` is one rule, named after the offence. The words
that rules speak (Message, Violation, Clause) and section 2 of the regulation (cases,
strikes, blocks) are in `regulation/`; reading Russian as people write it is in `language/`.
"""
