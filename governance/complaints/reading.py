"""Reading what is said in a complaint and what was found: by whoever may, and never without a row in the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404

from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for
from workforce_assurance.structured_templates.refusals import MayNotRead

from ..models import Complaint, ComplaintHandling
from .enums import ACCOUNT_PURPOSE, ANSWER_PURPOSE
from .states import WITH_ANSWER


def account_for(viewer: Any, complaint: Complaint, *, now: datetime) -> dict[str, Any]:
    """What is said, for whoever wrote it down, handles it or manages the team.

    :raises Http404: for everybody else, whatever else they see of it
    """
    response = response_for(ACCOUNT_PURPOSE, complaint.pk)
    if response is None:
        raise Http404
    return {"by": complaint.recorded_by.full_name, "sections": _read(response, viewer, now)}


def answer_for(viewer: Any, handling: ComplaintHandling, *, now: datetime) -> dict[str, Any]:
    """What one of those who handled it wrote, once it is answered or handed on; until then it is its writer's alone.

    :raises Http404: when they may not read it
    """
    response = response_for(ANSWER_PURPOSE, handling.pk)
    is_written = handling.ended_at is not None or handling.complaint.state in WITH_ANSWER
    if response is None or not (is_written or handling.handler_id == viewer.pk):
        raise Http404
    return {"by": handling.handler.full_name, "sections": _read(response, viewer, now)}


def _read(response: Any, viewer: Any, now: datetime) -> Any:
    try:
        return records.read_by_rule(response=response, by=viewer, now=now)
    except MayNotRead:
        raise Http404 from None
