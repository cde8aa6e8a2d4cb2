"""An action that the viewer may do something with."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from workforce_assurance.common.views import may_or_404

from ..models import Action
from ..queries import with_history


def action_or_404(request: HttpRequest, action_id: uuid.UUID, permission: str) -> Action:
    """:raises Http404: when there is none, or it is none of theirs"""
    action = with_history(Action.objects.filter(pk=action_id)).first()
    if action is None:
        raise Http404
    may_or_404(request, permission, action)
    return action
