"""The journal asked without a browser, as one who does not keep to its pages would."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, DummyCookieJar

from bot.sandbox.vk_state import Person
from tests.bot.web.office import Office

_CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@dataclass
class Answer:
    status: int
    text: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str]


@dataclass
class Caller:
    """One who sends what he likes; his cookies are what he was given."""

    office: Office
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""

    def get(self, path: str, **more: Any) -> Answer:
        return self._ask("GET", path, **more)

    def post(self, path: str, form: Mapping[str, str] | None = None, **more: Any) -> Answer:
        return self._ask("POST", path, data={"csrf": self.csrf, **(form or {})}, **more)

    def enter(self, who: Person) -> "Caller":
        """Sign in, as a browser would."""
        path = self.office.link(who).removeprefix(self.office.address)
        door = self.get(path)
        self.csrf = csrf_in(door)
        self.cookies |= door.cookies
        self.cookies |= self.post(path).cookies
        self.csrf = csrf_in(self.get("/"))
        return self

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        headers = {**more.pop("headers", {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())

        async def ask() -> Answer:
            async with (
                ClientSession(cookie_jar=DummyCookieJar()) as session,
                session.request(
                    method,
                    f"{self.office.address}{path}",
                    headers=headers,
                    allow_redirects=False,
                    **more,
                ) as response,
            ):
                text = await response.text()
                given = {name: morsel.value for name, morsel in response.cookies.items()}
                return Answer(response.status, text, response.headers, given)

        return self.office.run(ask())


def csrf_in(answer: Answer) -> str:
    found = _CSRF.search(answer.text)
    assert found, answer.text[:300]
    return found[1]
