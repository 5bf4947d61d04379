"""VK's HTTP: the API at `/method/<name>` and Bots Long Poll at `/longpoll/<community>`."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from bot.sandbox.call_rate import CallRate
from bot.sandbox.errors import VKError
from bot.sandbox.faults import DroppedError, Faults, GarbledError, PollError
from bot.sandbox.long_poll import encode_batch
from bot.sandbox.methods import METHODS, USERS_ONLY, Invocation
from bot.sandbox.parameters import Parameters
from bot.sandbox.updates import encode
from bot.sandbox.vk_state import Call, Community
from bot.sandbox.world import World

LONGEST_WAIT = 90  # seconds; VK's own limit for a long poll
_MANAGE = ("groups.getLongPollServer", "groups.getLongPollSettings", "groups.setLongPollSettings")


class VKServer:
    """The handlers; `attach` puts them on an application."""

    def __init__(self, world: World, faults: Faults | None = None) -> None:
        self.world = world
        self.faults = faults or Faults()
        self._rate = CallRate(world.ticks)

    def attach(self, app: web.Application) -> None:
        app.router.add_route("*", "/method/{name}", _garbling(self.method))
        app.router.add_route("*", "/longpoll/{community}", _garbling(self.long_poll))
        app.cleanup_ctx.append(self._serving)
        app.on_shutdown.append(self._hang_up)

    async def _serving(self, app: web.Application) -> AsyncIterator[None]:
        for community in self.world.communities.values():
            community.log.open()
        yield

    async def _hang_up(self, app: web.Application) -> None:
        for community in self.world.communities.values():
            community.log.close()

    async def method(self, request: web.Request) -> web.Response:
        """One API call: answered with status 200 whether VK does it or refuses it."""
        received, name = self.world.ticks(), request.match_info["name"]
        given = await _parameters(request)
        token = _token(request, given)
        community: Community | None = None
        error: int | None = None
        try:
            community = self._authorised(token)
            answer = await self._call(request, community, name, given)
            return _json(encode({"response": answer}))
        except VKError as refusal:
            error = refusal.code
            return _json(_error(refusal, name, given))
        finally:
            number = community.id if community else 0
            self.world.log.append(Call(received, number, name, given, error))

    async def _call(
        self, request: web.Request, community: Community, name: str, given: dict[str, Any]
    ) -> Any:
        method = METHODS.get(name)
        if method is None:
            raise VKError(27 if name in USERS_ONLY else 3)
        self._rate.take(community.id, self.world.behaviour.calls_per_second)
        _check_scope(community, name)
        await self.faults.before(name, community.id)
        origin = f"{request.scheme}://{request.host}"
        call = Invocation(self.world, community, name, Parameters(given), origin, self.faults)
        answer = method(call)
        await self.faults.after(name, community.id)
        return answer

    def _authorised(self, token: str) -> Community:
        for community in self.world.communities.values():
            if token and community.token == token:
                return community
        raise VKError(5)

    async def long_poll(self, request: web.Request) -> web.Response:
        """Waiting events at once, otherwise the first to come within `wait` seconds."""
        number = request.match_info["community"]
        community = self.world.communities.get(int(number)) if number.isdecimal() else None
        if community is None:
            return _json(encode({"failed": 3}))
        asked = {**request.query, **(await _parameters(request))}
        key, ts = str(asked.get("key", "")), str(asked.get("ts", ""))[:20]
        wait = str(asked.get("wait", "25"))[:20]
        seconds = min(int(wait), LONGEST_WAIT) if wait.isdecimal() else 25
        log = community.log
        try:
            await self.faults.before_poll(community.id)
            failure = log.failure(key, ts)
            if failure is None:
                await log.wait(int(ts), seconds)
                failure = log.failure(key, ts)
        except PollError as fault:
            failure = {"failed": fault.code}
            if fault.code == 1:
                failure["ts"] = str(log.next_ts)
        if failure is not None:
            return _json(encode(failure))
        events = log.since(int(ts))
        next_ts = int(ts) + len(events)
        return _json(encode_batch(next_ts, self.faults.updates(community.id, events)))


def create_vk_app(world: World, faults: Faults | None = None) -> web.Application:
    """An application that serves VK alone, without the page."""
    app = web.Application(client_max_size=4 * 1024 * 1024)
    VKServer(world, faults).attach(app)
    return app


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _garbling(handler: Handler) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except GarbledError as fault:
            return web.Response(
                status=fault.status, body=fault.body, content_type=fault.content_type
            )
        except DroppedError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()  # goes nowhere: the connection is cut

    return handle


async def _parameters(request: web.Request) -> dict[str, Any]:
    """The parameters of a query, a form or a JSON body; the body's win."""
    given: dict[str, Any] = dict(request.query)
    if not request.body_exists:
        return given
    if request.content_type == "application/json":
        try:
            body = orjson.loads(await request.read() or b"{}")
        except orjson.JSONDecodeError:
            return given
        return given | body if isinstance(body, dict) else given
    if request.content_type.startswith("multipart/"):
        return given | {name: str(value) for name, value in (await request.post()).items()}
    text = (await request.read()).decode("utf-8", "replace")
    return given | dict(parse_qsl(text, keep_blank_values=True, max_num_fields=1000))


def _token(request: web.Request, given: dict[str, Any]) -> str:
    """The token, taken out of the parameters so that no log can hold it."""
    from_field = str(given.pop("access_token", ""))
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    return from_field or (credentials.strip() if scheme.lower() == "bearer" else "")


def _check_scope(community: Community, name: str) -> None:
    needed = "messages" if name.startswith("messages.") else "manage" if name in _MANAGE else None
    if needed is not None and needed not in community.permissions:
        raise VKError(15, f"no access to call this method (scope {needed} is needed)")


def _error(refusal: VKError, name: str, given: dict[str, Any]) -> bytes:
    asked = [{"key": key, "value": str(value)} for key, value in given.items()]
    error = {"error_code": refusal.code, "error_msg": refusal.message}
    params = [{"key": "method", "value": name}, *asked]
    return encode({"error": {**error, **refusal.extra, "request_params": params}})


def _json(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="application/json", charset="utf-8")
