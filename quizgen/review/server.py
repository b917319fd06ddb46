"""The server of the page, for the person at this machine only.

It listens on 127.0.0.1. The page, its script and its style hold nothing of the deck; every other request must carry the token,
which stands in the fragment of the address and so in no request line, no log and no Referer. Host must be this server (or
another site's name could be pointed at it: DNS rebinding), Origin, where there is one, this page. No path names a file.
"""

import json
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from pydantic import ValidationError

from quizgen.errors import QuizgenError
from quizgen.resources import template_folder
from quizgen.review.service import Service

DONE = "/done"  # ends the review
LARGEST = 256 * 1024  # bytes of a request's body; a question is a few hundred
SLOWEST = 30  # seconds that a request may take to come in
TOKEN = "X-Quizgen-Token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/review.js": ("review.js", "text/javascript; charset=utf-8"),
    "/review.css": ("review.css", "text/css; charset=utf-8"),
}
JSON = "application/json; charset=utf-8"


class Reply(NamedTuple):
    """What goes back: status, body, its type, and headers that only this one has."""

    status: HTTPStatus
    body: bytes
    type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


class Server:
    """A server on a free port of 127.0.0.1 that serves until `end`; `address` is what the browser opens."""

    def __init__(self, service: Service) -> None:
        token = secrets.token_urlsafe(32)
        folder = template_folder() / "review"
        pages = {path: Reply(HTTPStatus.OK, (folder / name).read_bytes(), type) for path, (name, type) in FILES.items()}
        self.service = service
        self.http = Local(("127.0.0.1", 0), handler(service, token, pages))
        self.address = f"http://127.0.0.1:{self.http.server_port}/#{token}"

    def serve(self) -> None:
        """Until the page says Done, or KeyboardInterrupt."""
        try:
            self.http.serve_forever(poll_interval=0.1)
        finally:
            self.http.server_close()
            self.service.close()


class Local(ThreadingHTTPServer):
    """A thread for each connection; one that the browser breaks off is nobody's business."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def routes_of(service: Service) -> Mapping[tuple[str, str], Callable[[Any], dict[str, Any]]]:
    """What can be asked for with the token, by method and path."""
    return {
        ("GET", "/deck"): service.deck,
        ("GET", "/state"): service.state,
        ("GET", "/rejected"): service.rejected,
        ("POST", "/decide"): service.decide,
        ("POST", "/undo"): service.undo,
        ("POST", "/check"): service.check,
        ("POST", "/selected"): service.selected,
        ("POST", "/pages"): service.pages,
        ("POST", DONE): lambda _: {},
    }


def handler(service: Service, token: str, pages: Mapping[str, Reply]) -> type[BaseHTTPRequestHandler]:
    """The class that answers requests of this review."""
    routes = routes_of(service)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = SLOWEST
        disable_nagle_algorithm = True

        def _answer(self) -> None:
            reply = self._refusal() or self._reply()
            self.send_response_only(reply.status)
            whole = {"Content-Type": reply.type, "Content-Length": str(len(reply.body))} | HEADERS | dict(reply.headers)
            for name, value in whole.items():
                self.send_header(name, value)
            if reply.status >= HTTPStatus.BAD_REQUEST:  # a body may be left unread
                self.send_header("Connection", "close")
                self.close_connection = True
            self.end_headers()
            self.wfile.write(reply.body if self.command != "HEAD" else b"")
            if self.path == DONE and reply.status is HTTPStatus.OK:
                self.server.shutdown()

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = _answer  # noqa: N815

        def _refusal(self) -> Reply | None:
            """Why a request is not looked at any further."""
            assert isinstance(self.server, Local)
            port = self.server.server_port
            hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
            if self.headers.get_all("Host", []) not in ([host] for host in hosts):
                return refused(HTTPStatus.MISDIRECTED_REQUEST, "another host was meant")
            if (origin := self.headers.get("Origin")) is not None and origin not in (
                f"http://{host}" for host in hosts
            ):
                return refused(HTTPStatus.FORBIDDEN, "another page asked")
            if self.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
                return refused(HTTPStatus.FORBIDDEN, "another page asked")
            methods = [method for method, path in routes if path == self.path] + ["GET"] * (self.path in pages)
            if not methods:
                return refused(HTTPStatus.NOT_FOUND, "there is nothing here")
            if self.command not in methods:
                return refused(HTTPStatus.METHOD_NOT_ALLOWED, f"write {methods[0]}", ("Allow", ", ".join(methods)))
            if self.path in pages:
                return None
            given = self.headers.get(TOKEN, "")
            if not secrets.compare_digest(given.encode("utf-8", "replace"), token.encode()):
                return refused(HTTPStatus.FORBIDDEN, "open the page with the address that quizgen printed")
            length = self.headers.get("Content-Length", "0")
            if "Transfer-Encoding" in self.headers or not re.fullmatch("[0-9]{1,12}", length):
                return refused(HTTPStatus.LENGTH_REQUIRED, "say how long the body is")
            if int(length) > LARGEST:
                return refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too much at once")
            return None

        def _reply(self) -> Reply:
            if self.path in pages:
                return pages[self.path]
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            try:
                said = json.loads(body) if body else None
                found = routes[self.command, self.path](said)
            except (ValueError, RecursionError) as error:  # not JSON, or a ValidationError
                why = (
                    "; ".join(each["msg"] for each in error.errors()[:1]) if isinstance(error, ValidationError) else ""
                )
                return refused(HTTPStatus.BAD_REQUEST, why or "not understood")
            except QuizgenError as error:
                return refused(HTTPStatus.CONFLICT, str(error))
            return Reply(HTTPStatus.OK, json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the terminal shows the address, and what a person did is in the file."""

    return Handler


def refused(status: HTTPStatus, why: str, *headers: tuple[str, str]) -> Reply:
    """A refusal with its reason, for the page to show."""
    return Reply(status, json.dumps({"error": why}).encode(), headers=headers)
