"""How allauth behaves here: an administrator makes the accounts, and every mail is a row in the outbox first."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from . import guests
from .backends import InPostBackend
from .commands import accounts
from .models import Person


class MailOutsideTheOutbox(Exception):
    """allauth asked for a mail that no registered kind prepares."""


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: Person, *, redirect_url: str | None, **kwargs: Any
    ) -> HttpResponse:
        """A guest lands on one of their own pages, whatever they asked for: no other is there for them."""
        if user.is_guest:
            wanted = redirect_url or request.POST.get("next") or request.GET.get("next") or ""
            redirect_url = wanted if wanted.startswith(reverse(guests.home())) else reverse(guests.home())
        return super().post_login(request, user, redirect_url=redirect_url, **kwargs)

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """Passkeys ask no backend whether the account may still be used: ask here."""
        if not InPostBackend().user_can_authenticate(user):
            return redirect("account_inactive")
        return super().pre_login(request, user, **kwargs)

    def send_password_reset_mail(self, user: Person, _email: str, _context: dict[str, Any]) -> None:
        # The link in the context is dropped: the mail makes its own when it leaves, so that no table ever holds one.
        accounts.send_reset_link(person=user, now=timezone.now())

    def send_notification_mail(self, template_prefix: str, user: Person, *_: Any, **__: Any) -> None:
        accounts.tell_of_change(person=user, what=template_prefix.rpartition("/")[2], now=timezone.now())

    def send_mail(self, template_prefix: str, _email: str, _context: dict[str, Any]) -> None:
        raise MailOutsideTheOutbox(template_prefix)
