"""What stood in the chat before a lone answer: was anything asked, and who else answered so?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rules.language.smalltalk import asks, is_a_lone_answer
from rules.regulation.message import Message, Role


def run_of_answers(
    message: Message, in_chat: Sequence[Message], window: timedelta
) -> Iterator[Message]:
    """The unbroken run of lone answers just before a message, newest first.

    Answers by a reply stand in it without counting: each says by itself what it answers.
    """
    oldest = message.sent_at - window
    for earlier in reversed(in_chat):
        if earlier.sent_at < oldest or earlier.attachments or not is_a_lone_answer(earlier.text):
            return
        if earlier.reply_to is None:
            yield earlier


def was_asked(message: Message, in_chat: Sequence[Message], window: timedelta) -> bool:
    """Did anybody else ask, request or announce something within the window before it?"""
    oldest = message.sent_at - window
    return any(
        earlier.sent_at >= oldest and earlier.author != message.author and _invites(earlier)
        for earlier in in_chat
    )


def _invites(message: Message) -> bool:
    """A poll, a question, a request; and whatever a moderator says, for it may want a receipt."""
    if any(hung.kind == "poll" for hung in message.attachments) or asks(message.text):
        return True
    return message.role is not Role.MEMBER and not is_a_lone_answer(message.text)
