"""The program's own log: structlog over the standard library's, without a word of a chat.

Four promises are kept here, whatever the callers do: only values under known names are written,
and only plain ones; what looks like a key to VK is cut out of every line; an exception is shown
by its kind and its place but not by its words (they may quote a text or an address with a
password); other libraries' chatter is cut at warnings.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# What may stand in a line. Anything else is refused: nobody can tell what it holds. None of
# these is a text, a name or a title that a member gave; `why` and `reason` are our own words.
_OWN = ("event", "level", "timestamp", "exception", "_record", "_from_structlog")
KNOWN = frozenset(
    {
        *_OWN, "act", "again_at", "chat", "chore", "code", "community", "error", "host", "look",
        "pause", "port", "read", "reason", "rule", "school", "seconds", "silent", "whole", "why",
    }
)  # fmt: skip
HIDDEN = "<скрыто>"
LONGEST = 2000  # characters of one value: a place in the code is long
# A key to VK by its form, and whatever an address calls one.
_SECRET = re.compile(
    r"vk1\.a\.[\w-]+|(?<![0-9a-f])[0-9a-f]{85}(?![0-9a-f])"
    r"|(?<=access_token=)[^\s&\"']+|(?<=\bkey=)[^\s&\"']+|(?<=://)[^\s/@]+:[^\s/@]+(?=@)",
    re.IGNORECASE,
)


def without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Refuse values under unknown names, and all that is not one plain value."""
    return {key: _told(value) if key in KNOWN else HIDDEN for key, value in event.items()}


def _told(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    if value is None or isinstance(value, int | float | logging.LogRecord):
        return value
    return f"<{type(value).__name__}>"


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Cut out what has the form of a key or a password, wherever it stands."""
    return {
        key: _SECRET.sub(HIDDEN, value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def without_exception_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception as its kinds and places: its own words may quote what nobody should read."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    if isinstance(told, BaseException):
        told = (type(told), told, told.__traceback__)
    if isinstance(told, tuple) and told[1] is not None:
        event["exception"] = _places(told[1], told[2])
    return event


def _places(error: BaseException, trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-6:]
    where = " < ".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    cause = error.__cause__
    after = f" from {type(cause).__name__}" if cause else ""
    return f"{type(error).__name__}{after} at {where}"


def _foreign(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of another library's record only its fixed words are kept, not what was filled in.

    Words without anything to fill in may have been filled in before: asyncio puts an exception's
    own words there. Of them the place is told, from which the library's source tells the rest.
    """
    record: logging.LogRecord | None = event.get("_record")
    filled_in = event.pop("positional_args", ())
    if record is not None and event.get("_from_structlog") is False:
        where = f"{record.module}:{record.lineno}"
        fixed = str(record.msg).partition("\n")[0][:200] if filled_in else where
        event["event"] = f"{record.name}: {fixed}"
    return event


def _fallen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Instead of Python's own traceback, whose last line is the exception's words."""
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger("bot").critical("the program fell", exc_info=(kind, error, trace))


def set_up(level: str = "info", style: str = "text") -> None:
    """Send all logs to stderr, as text for people or as JSON for programs."""
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_exception_words,
        without_words,
        without_secrets,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_foreign, *shared],
            pass_foreign_args=True,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level.upper())
    logging.getLogger("storage").setLevel(level.upper())
    sys.excepthook = _fallen


Event = MutableMapping[str, Any]
