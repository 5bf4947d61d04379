"""Every sentence that the bot says; nothing is said from anywhere else.

The sentences stand in the TOML files beside, one file a subject. `words.py` has what makes
them Russian and safe, `texts.py` fills them in.
"""

from bot.texts.texts import Texts, templates

__all__ = ["Texts", "templates"]
