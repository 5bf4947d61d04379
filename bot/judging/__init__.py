"""What a person decides of a case: one way for commands, buttons, cards and signatures.

Who may, who is a side (2.8), who signs, who was first: asked here, of the database, each time.
"""

from bot.judging.annulment import annul, take_back
from bot.judging.charges import breach
from bot.judging.pointing import Charge
from bot.judging.ruling import Ruling, barred
from bot.judging.signed import SecondSignatures, decline, sign
from bot.judging.words import confirm, dismiss

__all__ = [
    "Charge",
    "Ruling",
    "SecondSignatures",
    "annul",
    "barred",
    "breach",
    "confirm",
    "decline",
    "dismiss",
    "sign",
    "take_back",
]
