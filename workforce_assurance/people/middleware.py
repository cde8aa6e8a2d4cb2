"""The zone in which a page shows its times, the organisation's as for every deadline; and the pages at which guests end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from . import guests
from .queries import zone_for


class _ZoneWhenAsked(tzinfo):
    """The organisation's zone, found out at the first time that a page shows: many show none, and some must do without the database."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def zone(self) -> ZoneInfo:
        return zone_for(self.request.user)

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return moment and self.zone.utcoffset(moment)

    def dst(self, moment: datetime | None) -> timedelta | None:
        return moment and self.zone.dst(moment)

    def tzname(self, moment: datetime | None) -> str | None:
        return self.zone.tzname(moment)

    def fromutc(self, moment: datetime) -> datetime:
        return self.zone.fromutc(moment.replace(tzinfo=self.zone)).replace(tzinfo=self)

    def __str__(self) -> str:
        return self.zone.key


class OrganisationsTime:
    """Makes the organisation's zone the current one, so that every `|date` of a template shows it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(_ZoneWhenAsked(request)):
            return self.get_response(request)


class GuestsStayWithTheirs:
    """For somebody from outside every address but theirs is missing, whatever its page would say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Callable[..., Any], _args: Any, _keys: Any) -> None:
        """:raises Http404: when a guest asks for a page that is not for guests"""
        if not getattr(view_func, "login_required", True):
            return
        found: Any = request.resolver_match
        if getattr(request.user, "is_guest", False) and not guests.may_open(found.route, found.namespaces):
            raise Http404
