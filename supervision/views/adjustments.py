"""What became of an agreed adjustment."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workforce_assurance.common.views import may_or_404

from .. import commands
from ..exceptions import Refused
from ..forms import CheckAdjustmentForm
from ..models import Adjustment
from ..words import long_day
from .edge import edge


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_check(request: HttpRequest, adjustment_id: uuid.UUID) -> HttpResponse:
    """One question: did it help?"""
    adjustment = get_object_or_404(Adjustment.objects.select_related("worker", "owner"), pk=adjustment_id)
    may_or_404(request, "supervision.check_adjustment", adjustment)
    form = CheckAdjustmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            outcome = form.cleaned_data["outcome"]
            commands.check_adjustment(
                adjustment=adjustment, outcome=outcome, by=request.user, now=edge(request.user).now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded.")
            return redirect("supervision:sessions")
    context = {
        "form": form,
        "title": adjustment.get_kind_display(),
        "caption": f"Agreed adjustment for {adjustment.worker.full_name}",
        "lead": f"Agreed from {long_day(adjustment.starts_on)}, to be looked at on {long_day(adjustment.check_on)}.",
        "submit": "Record",
        "cancel_url": reverse("supervision:sessions"),
    }
    return render(request, "supervision/adjustment_check.html", context)
