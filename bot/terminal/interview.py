"""The questions of `dezhurny init`; what was said on the command line is not asked again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import SecretStr

from bot.errors import ConfigError, Fault
from bot.ports import Refused, Revoked, Unavailable
from bot.roster.links import link_of
from bot.terminal.acquaintance import Acquaintance, Community
from bot.terminal.answers import (
    USUAL_SCHOOL,
    Answers,
    Given,
    read_group,
    read_member,
    read_mode,
    read_school,
    read_token,
    read_zone,
    zone_of_machine,
)
from bot.terminal.voice import Voice, agreed, until_fit
from bot.vk.survey import KEYS
from rules.regulation.policy import Mode

Read = TypeVar("Read")

_WHERE = f"""\
Ключ доступа — на странице сообщества:
  {KEYS} → Создать ключ;
отметьте «управление сообществом» и «сообщения сообщества».
Когда вставите его, на экране ничего не появится: так и надо."""
_LACKING = "Спросить не у кого, а ответ нужен: {}"
_TOKEN = "--token-file ФАЙЛ или переменную DEZHURNY_VK__TOKEN"  # noqa: S105 - a name, no secret


@dataclass(slots=True)
class Interview:
    """Asks `voice`; where there is none, takes the usual or refuses."""

    given: Given
    voice: Voice | None
    environ: Mapping[str, str]
    vk: Callable[[SecretStr], Acquaintance] | None  # None: VK is not to be asked
    own: Community | None = None  # whose key this is, as VK says
    trouble: str = ""  # what VK has against the key, or why it could not be asked
    is_wrong: bool = False  # the trouble is the key's or the number's, not the network's

    def answers(self) -> Answers:
        """Raises ConfigError for what is missing or cannot be."""
        token = self._token()
        return Answers(
            token=token,
            group_id=self._group(),
            school=self._said("school", read_school, "Название школы", USUAL_SCHOOL),
            zone=self._said(
                "zone", read_zone, "Город или часовой пояс школы", zone_of_machine(self.environ)
            ),
            admins=self._admins(token),
            mode=self._mode(),
            api_url=self.given.api_url,
        )

    def _token(self) -> SecretStr:
        if self.given.token is not None:
            token = _taken(read_token, self.given.token, _TOKEN)
            self._meet(token)
            return token
        voice = self.voice
        if voice is None:
            raise _refusal(_LACKING.format("ключ сообщества"), f"укажите {_TOKEN}")
        voice.say(_WHERE)
        while True:
            token = until_fit(voice, lambda: voice.secret("Ключ доступа"), read_token)
            self._meet(token)
            if not self.is_wrong or not agreed(voice, "Ввести другой ключ?", default=True):
                return token

    def _meet(self, token: SecretStr) -> None:
        """Ask VK whose key this is, and tell."""
        self.own, self.trouble, self.is_wrong = None, "", False
        if self.vk is None:
            return
        try:
            self.own = self.vk(token).community()
        except Revoked as error:
            self.trouble, self.is_wrong = f"{error}", True
        except (Refused, Unavailable) as error:
            self.trouble = f"{error}; ключ не проверен"
        if self.own is not None and self.own.lacks:
            self.trouble = f"у ключа нет прав: {', '.join(self.own.lacks)}"
            self.is_wrong = True
        if self.voice is not None and self.own is not None:
            self.voice.say(f"  Ключ от сообщества «{self.own.name}», vk.com/club{self.own.number}.")
        if self.voice is not None and self.trouble:
            self.voice.say(f"  {self.trouble[0].upper()}{self.trouble[1:]}.")

    def _group(self) -> int:
        own, given = self.own, self.given.group_id
        if given is not None:
            number = _taken(read_group, given, "--group-id")
            if own is not None and own.number != number:
                self.trouble = f"ключ не от сообщества {number}, а от «{own.name}» ({own.number})"
                self.is_wrong = True
            return number
        if own is not None:
            return own.number
        if self.voice is None:
            raise _refusal(_LACKING.format("номер сообщества"), "укажите --group-id НОМЕР")
        voice = self.voice
        return until_fit(voice, lambda: voice.ask("Адрес или номер сообщества", ""), read_group)

    def _said(self, name: str, read: Callable[[str], Read], question: str, usual: str) -> Read:
        given, voice = getattr(self.given, name), self.voice
        if given is not None:
            return _taken(read, given, f"--{name}")
        if voice is None:
            return read(usual)
        return until_fit(voice, lambda: voice.ask(question, usual), read)

    def _admins(self, token: SecretStr) -> tuple[int, ...]:
        def read(word: str) -> int | None:
            return self._person(word, token)

        if self.given.admins:
            found = [_taken(read, word, "--admin") for word in self.given.admins]
            return tuple(number for number in found if number is not None)
        if self.voice is None:
            return ()
        voice = self.voice
        voice.say("Администратор школы видит все чаты и журнал. Пустая строка — назначить позже.")
        number = until_fit(voice, lambda: voice.ask("Ваша страница, vk.com/…", ""), read)
        return () if number is None else (number,)

    def _person(self, word: str, token: SecretStr) -> int | None:
        link = link_of(word)
        if link is None or link.member:
            return read_member(link.member) if link and link.member else None
        try:
            number = self.vk(token).person(link.name) if self.vk else None
        except (Refused, Unavailable, Revoked):
            number = None
        if number is None:
            raise ValueError(
                f"Чья страница «{link.name}», узнать не вышло: напишите её номер, vk.com/id1."
            )
        return number

    def _mode(self) -> Mode:
        if self.given.mode is not None:
            return _taken(read_mode, self.given.mode, "--mode")
        question = "Сначала только наблюдать, ничего не удаляя?"
        if self.voice is None or agreed(self.voice, question, default=True):
            return Mode.OBSERVE
        return Mode.ENFORCE


def _taken(read: Callable[[str], Read], word: str, flag: str) -> Read:
    """What was said on the command line. Raises ConfigError when it does not fit."""
    try:
        return read(word)
    except ValueError as error:
        sentence = str(error)
    raise _refusal(sentence.rstrip("."), f"исправьте {flag}")


def _refusal(problem: str, remedy: str) -> ConfigError:
    return ConfigError(Fault(problem=problem, remedy=remedy))
