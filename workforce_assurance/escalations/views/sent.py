"""What was sent: the last sweep, what waits, and what could not be delivered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from workforce_assurance.common.forms import Form
from workforce_assurance.common.views import ListPage, MayOr404
from workforce_assurance.outbox.queries import STATES, all_mail, health

from ..queries import last_sweep

TONES = {"waiting": "info", "sent": "done", "superseded": "plain", "dead": "error"}


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
        rows = [(mail, TONES[mail.state]) for mail in found["page_obj"]]
        return found | {"rows": rows, "health": health(), "sweep": last_sweep()}
