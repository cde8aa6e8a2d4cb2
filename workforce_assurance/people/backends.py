"""Who may sign in, and stay signed in: people who are active and have not left."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from .models import Person
from .queries import today


class InPostBackend(AuthenticationBackend):
    """Asked at sign-in and again at every request, so that leaving ends a session at the next one."""

    def user_can_authenticate(self, user: Person | None) -> bool:
        if user is None or not user.is_active:
            return False
        return user.left_on is None or user.left_on >= today(now=timezone.now())
