"""Set-up: within how many working days a record is signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from workforce_assurance.common.views import MayOr404

from .. import commands, signing
from ..planning_forms import SigningForm
from .edge import edge


class SetSigningTime(MayOr404, View):
    """One number of working days."""

    permission_required = "supervision.set_up_cadence"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, SigningForm(initial={"working_days": signing.signing_time().working_days}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SigningForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        commands.set_signing_time(**form.cleaned_data, by=request.user, now=edge(request.user).now)
        messages.success(request, "The time to sign is saved. Records that are finished already keep theirs.")
        return redirect("supervision:signing_time")

    def _page(self, request: HttpRequest, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": "Time to sign",
            "caption": "Set-up",
            "lead": "How long the two people of a session have to sign its record. Who is told after that stands under Ladders.",
            "submit": "Save",
            "cancel_url": reverse("people:set_up"),
        }
        return render(request, "supervision/signing_form.html", context)
