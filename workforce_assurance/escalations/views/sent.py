"""What was sent: the last sweep, what waits, and what could not be delivered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views import View

from workforce_assurance.common import banners
from workforce_assurance.common.forms import Form
from workforce_assurance.common.views import ListPage, MayOr404
from workforce_assurance.outbox.queries import STATES, all_mail, health, minutes_to_send, to_whom

from .. import commands
from ..models import Hold
from ..queries import kept_back, last_sweep, open_hold

TONES = {"waiting": "info", "kept_back": "due_soon", "sent": "done", "superseded": "plain", "dead": "error"}


class SentFilter(Form):
    state = forms.ChoiceField(label="Show", required=False, choices=[("", "All mail"), *STATES])


class SentList(MayOr404, ListPage):
    """Every mail with its end; what it said is references and dates by design."""

    permission_required = "escalations.see_what_was_sent"
    template_name = "escalations/sent_list.html"
    filter_form = SentFilter

    def get_queryset(self) -> QuerySet:
        return all_mail()

    def filtered(self, rows: QuerySet, *, state: str) -> QuerySet:
        return rows.filter(state=state) if state else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [(mail, to_whom(mail), TONES[mail.state]) for mail in found["page_obj"]]
        hold = open_hold()
        kept = kept_back(hold) if hold else None
        found |= {"kept": kept, "kept_minutes": minutes_to_send(kept.mails) if kept else 0}
        return found | {"rows": rows, "health": health(), "sweep": last_sweep()}


class SendHeld(MayOr404, View):
    """Let the mails of a storm go."""

    permission_required = "escalations.see_what_was_sent"

    def post(self, request: HttpRequest, hold_id: UUID) -> HttpResponse:
        hold = get_object_or_404(Hold, pk=hold_id)
        try:
            commands.confirm_hold(hold=hold, by=request.user, now=timezone.now())
            messages.success(request, "They are on their way. What was done in the meantime is left out.")
        except commands.HoldConfirmed:
            messages.info(request, "These were sent before. Nothing was changed.")
        banners.forget()
        return redirect("sent")
