"""The pages that belong to no app: Today, the menu, the theme, who is signed in, and those open to everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from . import context, navigation
from .panels import panels_for
from .support import contacts, from_file

YEAR_SECONDS = 365 * 24 * 60 * 60


@login_not_required
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """That the web process answers; whether all is well is asked at /healthz."""
    return HttpResponse("alive", content_type="text/plain")


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What do I have to do today?"""
    now = timezone.now()
    return render(request, "today.html", {"panels": panels_for(request.user, now=now), "now": now})


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """Everything that the menu leads to, as a page: for phones, and for what "More" stands for."""
    return render(request, "menu.html", {"entries": navigation.all_entries_for(request.user)})


@never_cache
@login_not_required
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Tells a page that was open for long who is signed in now, and the token that its form needs."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": "You are signed out."}, status=401)
    return JsonResponse({"person": str(request.user.pk), "token": get_token(request)})


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where a sign-in in another tab ends: back to the tab with the text."""
    return render(request, "signed_in.html")


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme that was chosen, in this browser only."""
    chosen = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in context.THEMES and chosen:
        response.set_cookie(
            context.THEME_COOKIE,
            chosen,
            max_age=YEAR_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(context.THEME_COOKIE, samesite="Lax")
    return response


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Numbers to call for support. It answers also when the database cannot say who asks."""
    try:
        viewer = request.user if request.user.is_authenticated else None
    except (OperationalError, InterfaceError):
        found = {"contacts": from_file(), "layout": "layouts/plain.html"}
        return HttpResponse(render_to_string("public/help_now.html", found | context.interface(request)))
    return render(
        request, "public/help_now.html", {"contacts": contacts(viewer, now=timezone.now()), "layout": "base.html"}
    )


@login_not_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    return render(request, "public/who_sees_what.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")
