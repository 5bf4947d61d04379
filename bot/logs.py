"""The program's own log: structlog over the standard library's, without a word of a chat.

Three promises are kept here, whatever the callers do: an event carries no message text, an
exception is shown by its kind and its place but not by its words (they may quote a text or an
address with a password), and other libraries' chatter is cut at warnings.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Names under which somebody might one day log what was written in a chat.
WORDS = frozenset({"text", "message", "fragment", "evidence", "quoted", "payload", "raw", "body"})
HIDDEN = "<скрыто>"


def without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the values under names that could hold a message's words."""
    return {key: HIDDEN if key in WORDS else value for key, value in event.items()}


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
    """Of another library's record only its own fixed words are kept, not what was filled in."""
    record: logging.LogRecord | None = event.get("_record")
    if record is not None and event.get("_from_structlog") is False:
        event["event"] = f"{record.name}: {str(record.msg)[:200]}"
    return event


def set_up(level: str = "info", style: str = "text") -> None:
    """Send all logs to stderr, as text for people or as JSON for programs."""
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_words,
        without_exception_words,
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
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level.upper())
    logging.getLogger("storage").setLevel(level.upper())


Event = MutableMapping[str, Any]
