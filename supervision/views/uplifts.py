"""One session more, soon: asked for by whoever supervises or manages the worker, and taken back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import may_or_404

from .. import commands
from ..enums import UpliftReason
from ..exceptions import Refused
from ..models import Uplift
from ..queries import next_session_of, uplifts_of
from ..uplift_page import UpliftForm, next_words, rows_of
from .edge import Edge, edge, say_refusal, worker_or_404

PERMISSION = "supervision.add_uplift"


class AddUplift(View):
    """One form: within how many days, and for which reason."""

    def get(self, request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
        worker, at = worker_or_404(request, worker_id, PERMISSION), edge(request.user)
        return self._page(request, worker, at, UpliftForm(initial={"within_days": 7}))

    def post(self, request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
        worker, at = worker_or_404(request, worker_id, PERMISSION), edge(request.user)
        form = UpliftForm(request.POST)
        if form.is_valid():
            reason, days = UpliftReason(form.cleaned_data["reason"]), form.cleaned_data["within_days"]
            try:
                commands.add_uplift(worker=worker, reason=reason, within_days=days, by=request.user, now=at.now)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"The session is asked for. {next_words(next_session_of(worker), at.zone)}")
                return redirect("supervision:cadence")
        return self._page(request, worker, at, form)

    def _page(self, request: HttpRequest, worker: Any, at: Edge, form: UpliftForm) -> HttpResponse:
        context = {
            "form": form,
            "title": "Add a session soon",
            "caption": worker.full_name,
            "lead": "One session more, on top of the cadence. A session that is due by then anyway serves for it.",
            "submit": "Add the session",
            "cancel_url": reverse("supervision:cadence"),
            "rows": rows_of(uplifts_of(worker, on=at.today), at.zone),
        }
        return render(request, "supervision/uplift_form.html", context)


@require_POST
def withdraw_uplift(request: HttpRequest, uplift_id: uuid.UUID) -> HttpResponse:
    """Take back what was asked for."""
    uplift = get_object_or_404(Uplift.objects.standing().select_related("worker"), pk=uplift_id)
    may_or_404(request, PERMISSION, uplift.worker)
    try:
        commands.withdraw_uplift(uplift=uplift, by=request.user, now=edge(request.user).now)
    except Refused as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, "It is taken back. The plan follows the cadence again.")
    return redirect("supervision:cadence")
