"""What supervision's views share: the clock read once, and a session that the viewer may do something with."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, ListAtNow, edge

from ..models import Session

__all__ = ["Edge", "ListAtNow", "edge", "session_or_404", "worker_or_404"]


def session_or_404(request: HttpRequest, session_id: uuid.UUID, permission: str) -> Session:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = Session.objects.select_related("worker", "supervisor", "team", "policy")
    session = get_object_or_404(rows, pk=session_id)
    may_or_404(request, permission, session)
    return session


def worker_or_404(request: HttpRequest, worker_id: uuid.UUID, permission: str) -> Any:
    """:raises Http404: when there is none, or they are none of theirs"""
    worker = people.person_by_id(worker_id)
    if worker is None:
        raise Http404
    may_or_404(request, permission, worker)
    return worker
