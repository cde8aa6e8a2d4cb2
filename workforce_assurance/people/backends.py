"""Who may sign in, and stay signed in: people who are active and have not left."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from workforce_assurance.common.dates import local_day

from .models import Person
from .queries import zone_for
from .requester import requester


class InPostBackend(AuthenticationBackend):
    """Asked at sign-in and again at every request, so that leaving ends a session at the next one."""

    def get_user(self, user_id: Any) -> Person | None:
        person = requester(user_id)
        return person if self.user_can_authenticate(person) else None

    def user_can_authenticate(self, user: Person | None) -> bool:
        if user is None or not user.is_active:
            return False
        return user.left_on is None or user.left_on >= local_day(timezone.now(), zone_for(user))
