"""What a VK message says: the author's own words, the words of others, what hangs on it.

Authored: the text, captions, a link's title, a poll's question and answers, a document's name,
VK's own transcript of a voice message. Quoted: the message answered, forwarded messages, the
wall post that is shared. Quoted words never count against the person who quotes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.regulation.message import Attachment

DEEPEST = 8  # forwards within forwards; VK shows no more than a few
MOST_QUOTED = 16_384  # characters

_CAPTIONS: Mapping[str, tuple[str, ...]] = {
    "photo": ("text",),
    "video": ("title", "description"),
    "doc": ("title",),
    "link": ("title", "caption", "description"),
    "audio_message": ("transcript",),
    "poll": ("question",),
    "market": ("title", "description"),
    "audio": ("artist", "title"),
    "article": ("title",),
    "podcast": ("title",),
    "story": (),
}
_QUOTED = {"wall", "wall_reply"}


def authored_text(raw: Mapping[str, Any]) -> str:
    """Everything that a reader takes for the author's words, a line for each part."""
    text = _text(raw, "text")
    attached = raw.get("attachments")
    if not attached:
        return text
    parts = [text, *(words for kind, thing in _things(raw) for words in _said(kind, thing))]
    return "\n".join(part for part in parts if part)


def quoted_text(raw: Mapping[str, Any]) -> str:
    """The words of others that the message shows."""
    if not (raw.get("reply_message") or raw.get("fwd_messages") or raw.get("attachments")):
        return ""
    return "\n".join(_others(raw, 0))[:MOST_QUOTED]


def attachments_of(raw: Mapping[str, Any]) -> tuple[Attachment, ...]:
    if not raw.get("attachments") and not raw.get("geo"):
        return ()
    found = [
        Attachment(kind, _text(thing, "title"), _text(thing, "url") if kind == "link" else "")
        for kind, thing in _things(raw)
    ]
    if raw.get("geo"):
        found.append(Attachment("geo"))
    return tuple(found)


def _things(raw: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    attached = raw.get("attachments")
    if not isinstance(attached, list):
        return
    for item in attached:
        if not isinstance(item, dict):
            continue
        kind = item.get("type")
        if isinstance(kind, str):
            thing = item.get(kind)
            yield kind, thing if isinstance(thing, dict) else {}


def _said(kind: str, thing: Mapping[str, Any]) -> Iterator[str]:
    for name in _CAPTIONS.get(kind, ()):
        yield _text(thing, name)
    answers = thing.get("answers") if kind == "poll" else None
    if isinstance(answers, list):
        yield from (_text(answer, "text") for answer in answers if isinstance(answer, dict))


def _others(raw: Mapping[str, Any], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        return
    forwarded = raw.get("fwd_messages")
    messages = forwarded if isinstance(forwarded, list) else []
    for message in (raw.get("reply_message"), *messages):
        if isinstance(message, dict):
            yield authored_text(message)
            yield from _others(message, depth + 1)
    for kind, thing in _things(raw):
        if kind in _QUOTED:
            yield _text(thing, "text")


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""
