"""The pages for what went wrong, in plain words: what happened, what was kept, what to do."""

from __future__ import annotations

import logging
import sys
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse

from . import context

KEPT = "errors/kept.html"
log = logging.getLogger(__name__)

TRY_AGAIN_SECONDS = 30
# Everything that was sent is given back but these; the account pages give back nothing at all.
NOT_GIVEN_BACK = ("csrfmiddlewaretoken", "password")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when it was simply too much."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, "413.html", 413)
    too_many = isinstance(exception, TooManyFieldsSent | TooManyFilesSent)
    log.warning("Refused a request that cannot be read or stored: %s", type(exception).__name__)
    return _page(request, "400.html", 400, too_many=too_many)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404.html", 404)


def not_allowed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """405: an address that only takes what a button sends, or that only shows."""
    response = _page(request, "405.html", 405)
    response["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or the truth when it is known: the database is away, or the input cannot be stored."""
    exception = sys.exc_info()[1]
    if exception is not None and cannot_be_stored(exception):
        return bad_request(request, exception if isinstance(exception, Exception) else None)
    if isinstance(exception, OperationalError | InterfaceError):
        return unavailable(request)
    return _page(request, "500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = _page(request, "503.html", 503)
    response["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return response


def cannot_be_stored(exception: BaseException) -> bool:
    """Whether it was refused for a NUL, a lone surrogate or a value beyond what its column can hold."""
    if isinstance(exception, ValueError) and "NUL (0x00)" in str(exception):
        return True
    return isinstance(exception, DataError | UnicodeEncodeError)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is out of date, mostly because of a sign-in in another tab: give back what was typed."""
    log.warning("Refused a form: %s", reason)
    if _is_ours(request) and not request.path.startswith(reverse("account_login").rsplit("/", 2)[0]):
        return kept(request, status=403)
    return _page(request, "403_csrf.html", 403)


def kept(request: HttpRequest, *, status: int) -> HttpResponse:
    """A page with everything that was sent, and a button that sends it again once signed in."""
    if not _is_ours(request):
        return _page(request, "403_csrf.html", 403)
    fields = [
        {"name": name, "value": value, "long": len(value) > 40 or "\n" in value}
        for name, values in request.POST.lists()
        if not name.lower().startswith(NOT_GIVEN_BACK)
        for value in values
    ]
    found = {
        "fields": fields,
        "action": request.get_full_path(),
        "signed_out": status == 401,
        "sign_in_url": reverse("account_login") + "?" + urlencode({"next": reverse("signed_in")}),
        "had_files": bool(request.FILES),
    }
    return _page(request, KEPT, status, **found)


def sign_in_url(request: HttpRequest) -> str:
    """Where to sign in, and back to the page that is open."""
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    return resolve_url(settings.LOGIN_URL) + "?" + urlencode({"next": here.path or "/"})


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form was sent from one of our own pages: no other page may have its content shown and sent again."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(sent_from) and urlsplit(sent_from).netloc == request.get_host()


def _page(request: HttpRequest, template: str, status: int, **found: object) -> HttpResponse:
    """Without the session: an error page asks nothing of the database, which may be what is away."""
    found |= context.interface(request)
    # Only the page that gives text back needs a token.
    asks = request if template == KEPT else None
    return HttpResponse(render_to_string(template, found, request=asks), status=status)
