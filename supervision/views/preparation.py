"""Set-up: how long before a session people are reminded to prepare."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from workforce_assurance.common.views import MayOr404

from .. import commands, preparation
from ..planning_forms import PreparationForm
from .edge import edge


class SetTimes(MayOr404, View):
    """Two numbers of working days; empty for no reminder."""

    permission_required = "supervision.set_up_cadence"

    def get(self, request: HttpRequest) -> HttpResponse:
        times = preparation.times()
        known = {"worker": times.worker_working_days, "supervisor": times.supervisor_working_days}
        return self._page(request, PreparationForm(initial=known))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PreparationForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        commands.set_preparation_times(**form.cleaned_data, by=request.user, now=edge(request.user).now)
        messages.success(request, "The reminders to prepare are saved.")
        return redirect("supervision:preparation_times")

    def _page(self, request: HttpRequest, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": "Reminders to prepare",
            "caption": "Set-up",
            "lead": "Counted in working days before the planned day. Everybody can switch their own reminder off.",
            "submit": "Save",
            "cancel_url": reverse("people:set_up"),
        }
        return render(request, "supervision/preparation_form.html", context)
