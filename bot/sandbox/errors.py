"""What can go wrong in the sandbox.

SandboxError
├── VKError             VK's API answers with an error code
├── NotPossibleError    the page or a story asks for what cannot be now; says why in Russian
├── WriteRefusedError   a member tries to write where VK would not let him
└── NotFoundError       a test or the page names a person, chat or message that does not exist
"""

from datetime import datetime

# VK's own wording, so that a bot's log in the sandbox reads like one from the real VK.
MESSAGES = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed: invalid access_token (4).",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    9: "Flood control",
    10: "Internal server error",
    14: "Captcha needed",
    15: "Access denied",
    27: "Group authorization failed: method is unavailable with group auth.",
    29: "Rate limit reached",
    100: "One of the parameters specified was missing or invalid",
    113: "Invalid user id",
    900: "Can't send messages for users from blacklist",
    901: "Can't send messages for users without permission",
    902: "Can't send messages to this user due to their privacy settings",
    909: "Can't edit this message, because it's too old",
    911: "Keyboard format is invalid",
    912: "This is a chat bot feature, change this status in settings",
    914: "Message is too long",
    917: "You don't have access to this chat",
    919: "You can't see invite link for this chat",
    920: "Can't edit this kind of message",
    924: "Can't delete this message for everybody",
    925: "You are not admin of this chat",
    927: "Chat does not exist",
    935: "User not found in chat",
    936: "Contact not found",
    945: "Chat was disabled",
    983: "You are restricted to write to a chat",
    1009: "Unknown reaction",
}


class SandboxError(Exception):
    """Anything the sandbox says no to."""


class VKError(SandboxError):
    """VK's answer `{"error": {"error_code": code, …}}`; `extra` joins the error object."""

    def __init__(self, code: int, detail: str = "", **extra: object) -> None:
        base = MESSAGES.get(code, MESSAGES[1])
        self.code = code
        self.message = f"{base}: {detail}" if detail else base
        self.extra = extra
        super().__init__(f"[{code}] {self.message}")


class WriteRefusedError(SandboxError):
    """The member may not write in this chat now; `until` is None for «forever» or not a member."""

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        self.until = until
        super().__init__(reason)


class NotPossibleError(SandboxError):
    """What the page's reader asked for cannot be; the message is a sentence for him."""


class NotFoundError(SandboxError, LookupError):
    """No such person, chat, message or button in the sandbox."""
