"""What holds for every request: no cache keeps it, bad input is answered in words, and what was typed survives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_header_parameters

from . import errors

GetResponse = Callable[[HttpRequest], HttpResponse]
METHOD_NOT_ALLOWED = 405
UTF_8 = {"utf-8", "utf8", ""}


class SignedInRequired(LoginRequiredMiddleware):
    """Ask for a sign-in; whoever was signed out while writing gets back what they sent instead of losing it."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        """What is open to everybody does not wait for who asks: it answers while the database is away."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:
        if wants_data(request):
            return JsonResponse({"message": "You are signed out."}, status=401)
        if request.method == "POST":
            return errors.kept(request, status=401)
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Redirect": errors.sign_in_url(request)})
        return super().handle_no_permission(request, view_func)


class NoStore:
    """Pages of somebody who is signed in stay in no cache, that of the browser included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        # Anonymous pages hold forms with tokens; only what never asks for the user may be kept.
        if user is not None and "Cache-Control" not in response and "Cookie" in response.get("Vary", ""):
            patch_cache_control(response, no_store=True, private=True)
        return response


class PlainRefusals:
    """Answer what cannot be read or stored with a page that says so, never with an error of ours."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _holds_nul(request) or not _is_utf_8(request):
            return errors.bad_request(request, BadRequest("The address or the form holds what cannot be read."))
        response = self.get_response(request)
        if response.status_code == METHOD_NOT_ALLOWED and not response.content:
            return errors.not_allowed(request, allowed=response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if errors.cannot_be_stored(exception):
            return errors.bad_request(request, exception)
        if isinstance(exception, OperationalError | InterfaceError) and not isinstance(exception, DataError):
            return errors.unavailable(request)
        return None


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asks, such as autosave."""
    return "X-Autosave" in request.headers


def _holds_nul(request: HttpRequest) -> bool:
    """Text fields of forms say it themselves and keep what was typed; addresses have nobody to say it."""
    address = request.META.get("QUERY_STRING", "")
    return "\x00" in request.path_info or "%00" in address or "\x00" in address


def _is_utf_8(request: HttpRequest) -> bool:
    """Other encodings can smuggle in lone surrogates, which nothing after this can write."""
    _, parameters = parse_header_parameters(request.META.get("CONTENT_TYPE", ""))
    return parameters.get("charset", "").lower().strip("\"'") in UTF_8
