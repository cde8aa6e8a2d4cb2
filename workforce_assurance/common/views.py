"""What views share: whoever may not gets the same answer as whoever asks for what is not there."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest


class MayOr404(PermissionRequiredMixin):
    """Set `permission_required`; denied and missing look alike."""

    def handle_no_permission(self) -> NoReturn:
        raise Http404


def may_or_404(request: HttpRequest, permission: str, record: Any = None) -> None:
    """:raises Http404: when whoever asks may not"""
    if not request.user.has_perm(permission, record):
        raise Http404
