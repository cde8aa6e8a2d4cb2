"""What becomes of an agreed adjustment: it is checked, looked at on another day, or carried to the next session."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, may_or_404, saying

from .. import commands
from ..forms import CheckAdjustmentForm, NewDateForm
from ..models import Adjustment
from ..words import long_day
from .edge import Edge, edge, session_or_404


class AdjustmentForm(RecordForm):
    """A page with one form about one adjustment; it leads back to the session that it was opened from."""

    submit = "Record"

    def load(self, adjustment_id: uuid.UUID) -> tuple[Adjustment, Edge]:
        return adjustment_or_404(self.request, adjustment_id), edge(self.request.user)

    def shown(self, adjustment: Adjustment, _at: Edge) -> dict[str, Any]:
        return {
            "title": adjustment.get_kind_display(),
            "caption": f"Agreed adjustment for {adjustment.worker.full_name}",
            "lead": _lead(adjustment),
        }

    def way_back(self, _adjustment: Adjustment) -> str:
        """The page of the session that the address names, when it is one of the viewer's; else the list of adjustments."""
        try:
            asked = uuid.UUID(self.request.GET.get("session", ""))
            return reverse("supervision:session", args=[session_or_404(self.request, asked, MAY_RETURN).pk])
        except (ValueError, Http404):
            return reverse("supervision:adjustments")


MAY_RETURN = "supervision.see_session"


class Check(AdjustmentForm):
    """Two questions: did it help, and what becomes of it?"""

    form_class = CheckAdjustmentForm

    def act(self, form: CheckAdjustmentForm, adjustment: Adjustment, at: Edge) -> str:
        commands.check_adjustment(adjustment=adjustment, by=self.request.user, now=at.now, **form.cleaned_data)
        return "Recorded. The adjustment is closed."


class NewCheckDate(AdjustmentForm):
    """When it is looked at instead, and why."""

    form_class = NewDateForm
    submit = "Set the new day"

    def act(self, form: NewDateForm, adjustment: Adjustment, at: Edge) -> str:
        said = form.cleaned_data
        commands.set_check_date(adjustment=adjustment, by=self.request.user, now=at.now, **said)
        return f"It is looked at again on {long_day(said['check_on'])}. The day before that stays readable."


@require_POST
def carry(request: HttpRequest, session_id: uuid.UUID, adjustment_id: uuid.UUID) -> HttpResponse:
    """Carry it to the next session as it is."""
    session = session_or_404(request, session_id, "supervision.open_record")
    adjustment = adjustment_or_404(request, adjustment_id)
    with saying(request, f"“{adjustment.get_kind_display()}” is carried to the next session."):
        commands.carry_adjustment(adjustment=adjustment, session=session, by=request.user, now=edge(request.user).now)
    return redirect("supervision:session", session.pk)


def adjustment_or_404(request: HttpRequest, adjustment_id: uuid.UUID) -> Adjustment:
    """:raises Http404: when there is none, or it is none of theirs"""
    adjustment = get_object_or_404(Adjustment.objects.select_related("worker", "owner"), pk=adjustment_id)
    may_or_404(request, "supervision.check_adjustment", adjustment)
    return adjustment


def _lead(adjustment: Adjustment) -> str:
    since = f"Agreed from {long_day(adjustment.starts_on)}, to be looked at on {long_day(adjustment.check_on)}"
    before = [long_day(moved.moved_from) for moved in adjustment.dates.all()]
    return f"{since} (before that, on {', then on '.join(before)})." if before else f"{since}."
