"""The calendar feed behind a secret link, and the page on which its owner makes, replaces and revokes it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from .. import commands, feeds, preparation
from .edge import edge


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The file for calendars: whoever has the link reads it. Unknown, revoked and closed accounts look alike."""
    now = timezone.now()
    owner = feeds.owner_of(token, now=now)
    if owner is None:
        raise Http404
    content = feeds.file_for(owner, now=now)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="supervision.ics"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response) or response
    # Kept by its owner's calendar alone, and asked for again each time.
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The link for one's own calendar, and whether one is reminded to prepare."""
    return _page(request)


@require_POST
def make_link(request: HttpRequest) -> HttpResponse:
    """Make the link, or another in its place; it stands on this answer and nowhere else."""
    token = commands.make_calendar_link(person=request.user, now=timezone.now())
    address = settings.SITE_URL + reverse("supervision:calendar_feed", args=[token])
    return _page(request, address=address)


@require_POST
def revoke_link(request: HttpRequest) -> HttpResponse:
    commands.revoke_calendar_link(person=request.user, now=timezone.now())
    messages.success(
        request, "The link opens nothing any more. Calendars that used it will stop showing your sessions."
    )
    return redirect("supervision:my_calendar")


@require_POST
def be_reminded(request: HttpRequest) -> HttpResponse:
    """Switch the reminder to prepare on or off."""
    wants = request.POST.get("reminded") == "yes"
    commands.prefer_reminders(person=request.user, wants=wants, now=timezone.now())
    messages.success(request, "You are reminded to prepare." if wants else "You are not reminded to prepare any more.")
    return redirect("supervision:my_calendar")


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    feed, at = feeds.feed_in_use(request.user), edge(request.user)
    since = feed and feed.created_at.astimezone(at.zone)
    context = {
        "feed": feed,
        "since": since,
        "reminded": preparation.is_reminded(request.user),
        "when": preparation.when_words(),
        **more,
    }
    return render(request, "supervision/my_calendar.html", context)
