"""The one list of all commands, and the way from a message to its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.blocks import Blocks
from bot.commands.asked import Answer, Asked, Command, Known, Says
from bot.commands.asking import help_, rules, status
from bot.commands.disputes import annul, appeal
from bot.commands.spoken import meant, spoken
from bot.config.settings import Settings
from bot.events import Written
from bot.night import is_night
from bot.people import People
from bot.texts.texts import Texts
from rules.regulation.acts import Act, Kind, Urgency
from storage.unit import Unit

COMMANDS: Mapping[str, tuple[Known, Command]] = MappingProxyType(
    {
        "правила": (Known("/правила", "правила чата"), rules),
        "статус": (Known("/статус", "ваши дела и до какого срока они считаются"), status),
        "обжаловать": (Known("/обжаловать N причина", "не согласиться с делом №N"), appeal),
        "отменить": (Known("/отменить N причина", "отменить дело №N", True), annul),
        "помощь": (Known("/помощь", "что я умею"), help_),
    }
)


@dataclass(frozen=True, slots=True)
class Commands:
    settings: Settings
    texts: Texts
    people: People
    blocks: Blocks

    def concern(self, event: Written) -> bool:
        """Is this message said to the bot? In private everything is."""
        return not event.message.is_edit and (
            event.is_private or spoken(event.message.text) is not None
        )

    async def answer(self, unit: Unit, event: Written, now: datetime) -> None:
        """Answer a command; what is none is helped with in private and let be in a chat."""
        message = event.message
        said = spoken(message.text)
        name = said.name if said else ""
        asked = Asked(
            message.chat,
            message.author,
            self.people.role(message.chat, message.author),
            said.rest if said else "",
            event.is_private,
        )
        if name in COMMANDS:
            answer = await COMMANDS[name][1](asked, self._says, unit, now)
        elif event.is_private and not name:
            answer = await help_(asked, self._says, unit, now)
        elif event.is_private or meant(name, tuple(COMMANDS)):
            answer = self._unknown(name)
        else:
            return  # another bot's command, perhaps: a chat needs no word on it
        await unit.outbox.add(self._reply(asked, answer, now), now)

    @property
    def _says(self) -> Says:
        known = tuple(known for known, _ in COMMANDS.values())
        return Says(self.settings, self.texts, self.people, self.blocks, known)

    def _unknown(self, name: str) -> Answer:
        close = meant(name, tuple(COMMANDS))
        near = f"/{close}" if close else ""
        return Answer(self.texts.render("commands.unknown", given=f"/{name}", meant=near))

    def _reply(self, asked: Asked, answer: Answer, now: datetime) -> Act:
        payload: dict[str, object] = {"to": asked.chat, "text": answer.text}
        quiet = not asked.is_private and is_night(self.settings.rulebook(asked.chat), now)
        if not asked.is_private and (answer.is_personal or quiet):
            payload["to"] = asked.member
            if not quiet:
                payload["otherwise"] = self._invitation(asked)
        elif not asked.is_private:
            payload["vanish"] = self.settings.notices.delete_after.total_seconds()
        return Act(
            kind=Kind.SEND,
            chat=asked.chat,
            target=asked.member,
            urgency=Urgency.REPLY,
            payload=payload,
        )

    def _invitation(self, asked: Asked) -> dict[str, object]:
        """In the chat, to one who cannot be written to: how he can be."""
        text = self.texts.render(
            "commands.write_to_us_first",
            member=asked.member,
            name=self.people.name(asked.chat, asked.member),
            address=f"https://vk.me/club{self.settings.vk.group_id}",
        )
        vanish = self.settings.notices.delete_after.total_seconds()
        return {"to": asked.chat, "text": text, "vanish": vanish}
