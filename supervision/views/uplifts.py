"""One session more, soon: asked for by whoever supervises or manages the worker, and taken back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workforce_assurance.common.views import RecordForm, may_or_404, saying

from .. import commands
from ..enums import UpliftReason
from ..models import Uplift
from ..queries import next_session_of, uplifts_of
from ..uplift_page import UpliftForm, next_words, rows_of
from .edge import Edge, edge, worker_or_404

PERMISSION = "supervision.add_uplift"


class AddUplift(RecordForm):
    """One form: within how many days, and for which reason."""

    title, submit, template_name = "Add a session soon", "Add the session", "supervision/uplift_form.html"
    lead = "One session more, on top of the cadence. A session that is due by then anyway serves for it."

    def load(self, worker_id: uuid.UUID) -> tuple[Any, Edge]:
        return worker_or_404(self.request, worker_id, PERMISSION), edge(self.request.user)

    def way_back(self, _worker: Any) -> str:
        return reverse("supervision:cadence")

    def shown(self, worker: Any, at: Edge) -> dict[str, Any]:
        return {"caption": worker.full_name, "rows": rows_of(uplifts_of(worker, on=at.today), at.zone)}

    def form(self, _worker: Any, _at: Edge, typed: Any = None) -> UpliftForm:
        return UpliftForm(typed, initial={"within_days": 7})

    def act(self, form: UpliftForm, worker: Any, at: Edge) -> str:
        reason, days = UpliftReason(form.cleaned_data["reason"]), form.cleaned_data["within_days"]
        commands.add_uplift(worker=worker, reason=reason, within_days=days, by=self.request.user, now=at.now)
        return f"The session is asked for. {next_words(next_session_of(worker), at.zone)}"


@require_POST
def withdraw_uplift(request: HttpRequest, uplift_id: uuid.UUID) -> HttpResponse:
    """Take back what was asked for."""
    uplift = get_object_or_404(Uplift.objects.standing().select_related("worker"), pk=uplift_id)
    may_or_404(request, PERMISSION, uplift.worker)
    with saying(request, "It is taken back. The plan follows the cadence again."):
        commands.withdraw_uplift(uplift=uplift, by=request.user, now=edge(request.user).now)
    return redirect("supervision:cadence")
