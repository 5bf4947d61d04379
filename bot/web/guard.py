"""What stands before every page: the host, the headers, the session, the form's token, the rate.

A page is behind the session unless its route is named in `OPEN`: a forgotten one is closed.
"""

from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.web.house import HOUSE
from bot.web.limits import Limit
from bot.web.render import error_page
from bot.web.sessions import Cookie, is_csrf_of, viewer_at
from bot.web.viewer import Viewer
from storage.errors import DatabaseError

log = structlog.get_logger(__name__)

OPEN = frozenset({"static", "door", "enter"})  # routes that need no session
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not «no-referrer»: then a form would not tell where it stands.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
KEPT_YEAR = "max-age=31536000"
VIEWER = web.RequestKey("viewer", Viewer)
FORM: web.RequestKey[dict[str, str]] = web.RequestKey("form", dict)


@dataclass(frozen=True, slots=True)
class Guard:
    hosts: frozenset[str]  # under which people come here: another site's name is none of them
    entering: Limit  # dead links, by the address they are tried from
    changing: Limit  # forms, by session

    def middleware(self) -> Middleware:
        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await self._answered(request, handler)
            if not response.prepared:  # a stream is, and has set them itself
                set_headers(request, response)
            return response

        return guarded

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await self._let_in(request, handler)
        except web.HTTPException as answer:
            if answer.status < 400:
                set_headers(request, answer)
                raise
            return error_page(request, answer.status, request.get(VIEWER))
        except ConnectionError:
            raise  # the browser has gone: there is nobody to tell
        except DatabaseError as error:
            log.error("a page could not be made", why=str(error))
            return error_page(request, 503, None)
        except Exception as error:  # a page that fails may not stop the others
            route = request.match_info.route.name or ""
            log.exception("a page failed", look=route, error=type(error).__name__)
            return error_page(request, 500, request.get(VIEWER))

    async def _let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host.lower() not in self.hosts:
            raise web.HTTPMisdirectedRequest
        name = request.match_info.route.name
        if name == "static":
            return await handler(request)
        if name in OPEN:
            return await self._at_the_door(request, handler)
        house = request.app[HOUSE]
        viewer = await viewer_at(house, request, used=name != "events")
        if viewer is None:
            raise web.HTTPUnauthorized
        request[VIEWER] = viewer
        if request.method == "POST":
            await self._check_form(request, Cookie.of(house, "journal").value(request))
            if not self.changing.take(viewer.session.digest):
                raise web.HTTPTooManyRequests
        elif request.method in ("GET", "HEAD"):
            house.look_again(viewer)
        else:
            raise web.HTTPMethodNotAllowed(request.method, ("GET", "POST"))
        return await handler(request)

    async def _at_the_door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Whoever comes with dead links is sent away for a while; one's own link costs nothing."""
        caller = request.remote or ""
        if not self.entering.has(caller):
            raise web.HTTPTooManyRequests
        try:
            if request.method == "POST":
                secret = Cookie.of(request.app[HOUSE], "door").value(request)
                await self._check_form(request, secret)
            response = await handler(request)
        except web.HTTPForbidden:
            self.entering.take(caller)
            raise
        if response.status == web.HTTPGone.status_code:
            self.entering.take(caller)
        return response

    async def _check_form(self, request: web.Request, secret: str) -> None:
        """Only a form of ours, filled in on a page of ours, in this browser."""
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() not in self.hosts:
            raise web.HTTPForbidden
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise web.HTTPForbidden
        if request.content_type != "application/x-www-form-urlencoded":
            raise web.HTTPUnsupportedMediaType
        given = await request.post()
        form = {name: value for name, value in given.items() if isinstance(value, str)}
        if not is_csrf_of(secret, form.get("csrf", "")):
            raise web.HTTPForbidden
        request[FORM] = form


def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    if request.secure or request.app[HOUSE].desk.settings.web.public.startswith("https://"):
        response.headers["Strict-Transport-Security"] = KEPT_YEAR
    response.headers.setdefault("Cache-Control", "no-store")


def entering_limit() -> Limit:
    """Thirty dead links at once, then one in two seconds: behind a proxy all share an address."""
    return Limit(30, 0.5, monotonic)


def changing_limit() -> Limit:
    return Limit(60, 2, monotonic)
