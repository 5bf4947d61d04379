"""How a member of the sandbox's school comes to apologise, and what is said to him."""

from contextlib import asynccontextmanager

from tests.bot.running import a_school

SORRY = "/извинение Простите меня, пожалуйста, я погорячилась"


@asynccontextmanager
async def an_apologising_school(tmp_path):
    """The people of the chat may be written to, and an apology is shown for an hour and a half."""
    async with a_school(tmp_path, apology={"objection_window": "90m"}) as school:
        for person in (school.anna, school.boris, school.teacher):
            school.world.allow_private(person)
        yield school


def told(school, person):
    """What the community wrote to a person, oldest first."""
    return [m.text for m in school.world.private(person) if m.from_id == -school.vk.group_id]


def with_button(school, place, label):
    """The newest message of a place (a person's dialog or a chat) that carries a button."""
    found = [
        m
        for m in school.world.conversation(place).messages
        if m.keyboard and not m.deleted and label in str(m.keyboard)
    ]
    assert found, f"nobody was shown «{label}»"
    return found[-1]


async def answered(school, event):
    """The passing word to one who pressed."""
    await school.until(lambda: event in school.world.answers)
    return school.world.answers[event]["text"]


async def blocked(school, app):
    """Four breaches, each told, and the block that the fourth brings."""
    await school.four_breaches()
    await school.settle(app)
    assert school.anna.id in school.world.restricted(school.chat)


async def apologised(school, app):
    school.world.write_private(school.anna, SORRY)
    await school.settle(app)
    return with_button(school, school.chat.peer_id, "Возражаю")
