"""Reading one record for an audit: what it says without names beside the checks, kept as often as one likes, and given once."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404
from workforce_assurance.people.views.edge import Edge, edge

from ...models import AuditReading
from .. import commands, reading_page
from ..enums import PassedBecause
from ..forms import ChecksForm, HandOnForm
from ..readers import who_may_read


class ReadOne(RecordForm):
    """What is read on one side, the checks on the other."""

    submit = "Save the answers"
    template_name = "audits/read.html"

    def load(self, reading_id: uuid.UUID) -> tuple[AuditReading, Edge]:
        rows = AuditReading.objects.select_related("unit__audit", "unit__team")
        reading = get_object_or_404(rows, pk=reading_id)
        may_or_404(self.request, "governance.read_for_audit", reading)
        return reading, edge(self.request.user)

    def form(self, reading: AuditReading, _at: Edge, typed: Any = None) -> ChecksForm:
        checks, codes = reading_page.checks_and_codes(reading)
        return ChecksForm(typed, checks=checks, initial={str(key): code for key, code in codes.items()})

    def act(self, form: ChecksForm, reading: AuditReading, at: Edge) -> str:
        said = {"reading": reading, "codes": form.cleaned_data, "by": self.request.user, "now": at.now}
        self.given = "give" in self.request.POST
        if self.given:
            commands.give_reading(**said)
            return "Thank you. Your reading is given."
        commands.keep_codes(**said)
        return "The answers are saved. Nobody else sees them yet."

    def answer(self, reading: AuditReading) -> HttpResponse:
        """The next one that waits for them, once this is given."""
        if not self.given:
            return redirect("governance:audit_reading", reading.pk)
        following = AuditReading.objects.of(self.request.user).waiting().filter(unit__audit=reading.unit.audit).first()
        if following is None:
            return redirect("governance:audit", reading.unit.audit_id)
        return redirect("governance:audit_reading", following.pk)

    def way_back(self, reading: AuditReading) -> str:
        return reverse("governance:audit", args=[reading.unit.audit_id])

    def shown(self, reading: AuditReading, at: Edge) -> dict[str, Any]:
        return reading_page.page(reading, self.request.user, at.now, at.zone)


class HandOn(RecordForm):
    """Let somebody else read it: from the beginning, and without what was begun."""

    title, submit = "Hand a reading on", "Hand it on"
    lead = "Whoever takes it over begins anew, and sees nothing of what was answered. That stays with whoever wrote it, and counts nowhere."

    def load(self, reading_id: uuid.UUID) -> tuple[AuditReading, Edge]:
        rows = AuditReading.objects.select_related("unit__audit", "unit__team", "reader")
        reading = get_object_or_404(rows, pk=reading_id)
        may_or_404(self.request, "governance.hand_on_reading", reading)
        return reading, edge(self.request.user)

    def form(self, reading: AuditReading, at: Edge, typed: Any = None) -> HandOnForm:
        return HandOnForm(typed, readers=who_may_read(reading.unit, on=at.today))

    def act(self, form: HandOnForm, reading: AuditReading, at: Edge) -> str:
        to, because = form.readers[form.cleaned_data["to"]], PassedBecause(form.cleaned_data["because"])
        commands.pass_reading(reading=reading, to=to, because=because, by=self.request.user, now=at.now)
        return f"{to.full_name} is asked to read number {reading.unit.number}."

    def way_back(self, reading: AuditReading) -> str:
        return reverse("governance:audit", args=[reading.unit.audit_id])
