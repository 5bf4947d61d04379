"""Reading a method's parameters as VK does: leniently in type, strictly in sense."""

from typing import Any

import orjson

from bot.sandbox.errors import VKError

_REQUIRED: Any = object()
_LARGEST = 2**63 - 1


class Parameters:
    """Parameters by name; whatever does not fit is VK's error 100."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given

    def has(self, name: str) -> bool:
        return self.given.get(name) not in (None, "")

    def number(
        self,
        name: str,
        default: Any = _REQUIRED,
        low: int = -_LARGEST,
        high: int = _LARGEST,
    ) -> int:
        """A whole number from `low` to `high`."""
        if not self.has(name):
            return int(self._default(name, default))
        value = _whole(name, self.given[name])
        if not low <= value <= high:
            raise VKError(100, f"{name} should be from {low} to {high}")
        return value

    def numbers(self, name: str, at_most: int) -> list[int]:
        """Whole numbers: a list, or text with commas."""
        items = self.words(name)
        if len(items) > at_most:
            raise VKError(100, f"{name} has more than {at_most} elements")
        return [_whole(name, item) for item in items]

    def words(self, name: str) -> list[Any]:
        value = self.given.get(name)
        if isinstance(value, list):
            return value
        if isinstance(value, str):
            return [word.strip() for word in value.split(",") if word.strip()]
        return [] if value is None else [value]

    def text(self, name: str, default: Any = _REQUIRED) -> str:
        if self.given.get(name) is None:
            return str(self._default(name, default))
        return str(self.given[name])

    def flag(self, name: str) -> bool:
        return str(self.given.get(name, "")).lower() in ("1", "true")

    def json(self, name: str) -> Any:
        """Decoded JSON, or None when not given."""
        value = self.given.get(name)
        if value is None or value == "" or not isinstance(value, str):
            return value or None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise VKError(100, f"{name} is not JSON") from None

    def _default(self, name: str, default: Any) -> Any:
        if default is _REQUIRED:
            raise VKError(100, f"{name} is undefined")
        return default


def _whole(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise VKError(100, f"{name} is not integer") from None
