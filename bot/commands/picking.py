"""Which chat a command in private means: the asker picks it by a button."""

from bot.commands.asked import Answer, Press
from bot.desk import Desk
from bot.keyboards import Button, rows

PICK, PICK_PAGE = "in_chat", "more_chats"
ON_A_PAGE = 5  # one chat a row, so that titles can be read on a phone; the sixth row leads on


def chats_to_pick(desk: Desk, chats: tuple[int, ...], page: int = 0) -> Answer:
    """The question, with a button for each chat."""
    pages = max(1, -(-len(chats) // ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = chats[page * ON_A_PAGE :][:ON_A_PAGE]
    buttons = [
        [
            Button(
                desk.people.title(chat) or desk.texts.render("commands.untitled"), PICK, {"c": chat}
            )
        ]
        for chat in shown
    ]
    if pages > 1:
        more = desk.texts.render("commands.more_chats")
        buttons.append([Button(more, PICK_PAGE, {"p": (page + 1) % pages})])
    return Answer(desk.texts.render("commands.which_chat"), buttons=rows(*buttons))


def picked_chat(press: Press, chats: tuple[int, ...]) -> int | None:
    """The chat of the button, if the one who pressed may have it."""
    chat = press.number("c")
    return chat if chat in chats else None
