"""What becomes of an agreed adjustment: it is checked, looked at on another day, or carried to the next session."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import may_or_404

from .. import commands
from ..exceptions import Refused
from ..forms import CheckAdjustmentForm, NewDateForm
from ..models import Adjustment
from ..words import long_day
from .edge import edge, say_refusal, session_or_404


class AdjustmentForm(View):
    """A page with one form about one adjustment; it leads back to the session that it was opened from."""

    form_class: Any
    submit = "Record"

    def get(self, request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
        return self.page(adjustment_or_404(request, adjustment_id), self.form_class())

    def post(self, request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
        adjustment = adjustment_or_404(request, adjustment_id)
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(adjustment, form.cleaned_data))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect(self.way_back())
        return self.page(adjustment, form)

    def act(self, adjustment: Adjustment, said: dict[str, Any]) -> str:
        """Call the one command; gives the sentence that says what was done."""
        raise NotImplementedError

    def page(self, adjustment: Adjustment, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": adjustment.get_kind_display(),
            "caption": f"Agreed adjustment for {adjustment.worker.full_name}",
            "lead": _lead(adjustment),
            "submit": self.submit,
            "cancel_url": self.way_back(),
        }
        return render(self.request, "supervision/adjustment_check.html", context)

    def way_back(self) -> str:
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

    def act(self, adjustment: Adjustment, said: dict[str, Any]) -> str:
        by, now = self.request.user, edge(self.request.user).now
        commands.check_adjustment(adjustment=adjustment, by=by, now=now, **said)
        return "Recorded. The adjustment is closed."


class NewCheckDate(AdjustmentForm):
    """When it is looked at instead, and why."""

    form_class = NewDateForm
    submit = "Set the new day"

    def act(self, adjustment: Adjustment, said: dict[str, Any]) -> str:
        commands.set_check_date(adjustment=adjustment, by=self.request.user, now=edge(self.request.user).now, **said)
        return f"It is looked at again on {long_day(said['check_on'])}. The day before that stays readable."


@require_POST
def carry(request: HttpRequest, session_id: uuid.UUID, adjustment_id: uuid.UUID) -> HttpResponse:
    """Carry it to the next session as it is."""
    session = session_or_404(request, session_id, "supervision.open_record")
    adjustment = adjustment_or_404(request, adjustment_id)
    try:
        commands.carry_adjustment(adjustment=adjustment, session=session, by=request.user, now=edge(request.user).now)
    except Refused as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, f"“{adjustment.get_kind_display()}” is carried to the next session.")
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
