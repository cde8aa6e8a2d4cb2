"""Audits: the list, planning one with a look before at what it would be, and one audit with what it found."""

from __future__ import annotations

import uuid
from typing import Any

from dateutil.relativedelta import relativedelta
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.dates import month_start
from workforce_assurance.common.views import may_or_404
from workforce_assurance.people import queries as people
from workforce_assurance.people.views.edge import Edge, ListAtNow, NewForm, edge

from ...models import Audit
from .. import audit_page, commands, results_file
from ..forms import PlanForm
from ..querysets import AuditQuerySet
from ..readers import possible, teams_governed_by

PLAN = "governance.plan_audit"


class AuditList(ListAtNow):
    """Audits of the teams that the viewer governs, the latest first, and what they are asked to read."""

    template_name = "audits/audit_list.html"
    title = "Audits"
    lead = "A sample of supervision records or of the action log, read without names. What it finds becomes an action."
    columns = audit_page.COLUMNS
    back = ("governance:home", "What changed")
    make = ("governance:audit_new", "Plan an audit")
    what, caption = "audits", "Audits, the latest first"
    none = ("Audits stand here.", "None was drawn yet. Plan one, and look at what it would be before it is drawn.")

    def get_queryset(self) -> AuditQuerySet:
        may_or_404(self.request, PLAN)
        return Audit.objects.governed_by(self.request.user).with_progress().order_by("-drawn_at", "reference")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {
            "rows": [audit_page.cells(one, self.at.zone) for one in found["page_obj"]],
            "waiting_headings": audit_page.WAITING,
            "waiting": audit_page.waiting_rows(self.request.user, self.at.now, self.at.zone),
        }


class Plan(NewForm):
    """Say what to audit, look at what it would be, and draw."""

    permission = PLAN
    title, submit = "Plan an audit", "Draw it"
    lead = "You say of what and how much. The system draws, with a seed that nobody chooses, and the list is frozen."
    template_name = "audits/plan.html"

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, **keys)
        record, at = self.load(**keys)
        form = self.form(record, at, request.POST)
        self.looked = audit_page.preview(form.wanted, on=at.today) if form.is_valid() else None
        return self.page(record, at, form)

    def form(self, _record: None, at: Edge, typed: Any = None) -> PlanForm:
        first = month_start(at.today) - relativedelta(months=3)
        read_by = people.calendar().add(at.today, commands.WITHIN)
        initial = {"first_on": first, "last_on": at.today, "read_by": read_by, "readers": [str(self.request.user.pk)]}
        teams = teams_governed_by(self.request.user)
        return PlanForm(typed, teams=teams, readers=possible(on=at.today), initial=initial)

    def act(self, form: PlanForm, _record: None, at: Edge) -> str:
        once = uuid.uuid5(form.cleaned_data["once"], str(self.request.user.pk))
        self.made = commands.draw_audit(wanted=form.wanted, once=once, by=self.request.user, now=at.now)
        return f"{self.made.size} of {self.made.population} are drawn. Those who read them see them on Today."

    def way_back(self, _record: None) -> str:
        return reverse("governance:audits")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("governance:audit", self.made.pk)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"preview": getattr(self, "looked", None)}


@require_safe
def audit_detail(request: HttpRequest, audit_id: uuid.UUID) -> HttpResponse:
    """One audit: how it was drawn, whether its seed gives it again, what was found, and what is done about it."""
    audit = get_object_or_404(Audit.objects.select_related("drawn_by"), pk=audit_id)
    may_or_404(request, "governance.see_audit", audit)
    at = edge(request.user)
    return render(request, "audits/audit.html", audit_page.page(audit, request.user, at.now, at.zone))


@require_safe
def results_csv(request: HttpRequest, audit_id: uuid.UUID) -> HttpResponse:
    """What was found, as a file; only its heading while the page shows nothing either."""
    audit = get_object_or_404(Audit, pk=audit_id)
    may_or_404(request, "governance.see_audit", audit)
    rows = results_file.csv_rows(audit, request.user)
    return csv_response(f"audit-{audit.reference}.csv", results_file.CSV_HEADER, rows)
