"""Drift signs and the restorative share of one worker's records, for the two people of each."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workforce_assurance.audit.commands import record_read

from ..over_time import page
from .edge import edge, worker_or_404


@require_safe
def over_time(request: HttpRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Each record is shown to its two people alone, so everybody sees their own part of the years."""
    worker = worker_or_404(request, worker_id, "supervision.see_over_time")
    at = edge(request.user)
    found = page(worker, request.user, at.zone)
    record_read(
        action="records.codes_read", subject_type="supervision.over_time", subject_id=worker.pk, by=request.user,
        now=at.now, about=worker.pk, facts={"records": found["number"]},
    )  # fmt: skip
    own = worker.pk == request.user.pk
    title = "My supervision over time" if own else f"Supervision of {worker.full_name} over time"
    return render(request, "supervision/over_time.html", found | {"worker": worker, "own": own, "title": title})
