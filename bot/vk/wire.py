"""VK's JSON, read also where one member has put into it what strict readers refuse.

Half of a surrogate pair (a text cut inside an emoji) makes an answer unreadable for orjson, and
a batch of updates would come again and again for ever. Such signs become «?».
"""

import json
from typing import Any

import orjson


def from_json(answer: bytes) -> Any:
    """Raises ValueError for what is no JSON at all."""
    try:
        return orjson.loads(answer)
    except orjson.JSONDecodeError:
        return orjson.loads(_mended(answer))


def _mended(answer: bytes) -> bytes:
    try:
        told = json.loads(answer.decode("utf-8", "replace"))
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    except RecursionError as error:
        raise ValueError("nested without an end") from error
