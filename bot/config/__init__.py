"""`config.toml` → frozen settings; every fault names file, line, key and remedy.

The only folder that imports pydantic: import it inside the commands that need it.
"""

from bot.config.load import load, settings_from
from bot.config.rulebook import Rulebook, default_rulebook
from bot.config.settings import Settings

__all__ = ["Rulebook", "Settings", "default_rulebook", "load", "settings_from"]
