"""Set-up: the organisation's numbers of working days, to prepare before a session and to sign after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.views.generic import FormView

from workforce_assurance.common.views import MayOr404

from .. import commands, preparation, signing
from ..planning_forms import PreparationForm, SigningForm
from .edge import edge


class _WorkingDays(MayOr404, FormView):
    """One page of set-up that stays where it is when it is saved."""

    permission_required = "supervision.set_up_cadence"
    template_name = "layouts/form_page.html"
    title = lead = done = ""
    # The command that saves what the form holds.
    command: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        type(self).command(**form.cleaned_data, by=self.request.user, now=edge(self.request.user).now)
        messages.success(self.request, self.done)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": self.title, "lead": self.lead, "caption": "Set-up", "submit": "Save"}
        return super().get_context_data(cancel_url=reverse_lazy("people:set_up"), **words, **kwargs)


class SetPreparationTimes(_WorkingDays):
    """Two numbers of working days; empty for no reminder."""

    form_class = PreparationForm
    title = "Reminders to prepare"
    lead = "Counted in working days before the planned day. Everybody can switch their own reminder off."
    done = "The reminders to prepare are saved."
    success_url = reverse_lazy("supervision:preparation_times")
    command = commands.set_preparation_times

    def get_initial(self) -> dict[str, Any]:
        times = preparation.times()
        return {"worker": times.worker_working_days, "supervisor": times.supervisor_working_days}


class SetSigningTime(_WorkingDays):
    """One number of working days."""

    form_class = SigningForm
    title = "Time to sign"
    lead = "How long the two people of a session have to sign its record. Who is told after that stands under Ladders."
    done = "The time to sign is saved. Records that are finished already keep theirs."
    success_url = reverse_lazy("supervision:signing_time")
    command = commands.set_signing_time

    def get_initial(self) -> dict[str, Any]:
        return {"working_days": signing.signing_time().working_days}
