"""Somebody who is signed in and asks for pages by raw WSGI calls, without a client's own work in the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client

CSRF = "b" * 32
FORM = "application/x-www-form-urlencoded"


class PageRefused(Exception):
    """A page that is measured did not answer as it should."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


class Visitor:
    """One person's session with the application."""

    def __init__(self, application: Callable[..., Any], person: Any) -> None:
        self._application = application
        client = Client()
        client.force_login(person)
        self.cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, b"")

    def post(self, address: str, typed: dict[str, Any]) -> Answer:
        return self._ask("POST", address, urlencode({"csrfmiddlewaretoken": CSRF, **typed}, doseq=True).encode())

    def _ask(self, method: str, address: str, body: bytes) -> Answer:
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie, "CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        statuses: list[str] = []
        response = self._application(environ, lambda status, *_: statuses.append(status))
        answered = b"".join(response)
        response.close()
        status = int(statuses[0].split()[0])
        if status >= 300:
            raise PageRefused(f"{method} {path} answered {statuses[0]}")
        return Answer(status, answered)
