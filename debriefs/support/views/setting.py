"""Set-up: which kinds of support the organisation offers, and who answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from workforce_assurance.common.views import RecordForm, may_or_404

from ...views.edge import Edge, edge
from .. import commands, queries
from ..forms import SupportSettingsForm


class SetSupport(RecordForm):
    """One page that stays where it is when it is saved."""

    title, submit = "Support for staff", "Save"
    lead = "What people can be offered and ask for. Whoever answers a kind hears who asks for it, and nobody else does."

    def load(self) -> tuple[None, Edge]:
        may_or_404(self.request, "debriefs.set_up_support")
        return None, edge(self.request.user)

    def way_back(self, _record: None) -> str:
        return reverse("people:set_up")

    def answer(self, _record: None) -> HttpResponse:
        return redirect(self.request.path)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"caption": "Set-up"}

    def form(self, _record: None, _at: Edge, typed: Any = None) -> SupportSettingsForm:
        kinds = queries.all_kinds()
        offered = {f"{kind.code}_offered": kind.is_offered for kind in kinds}
        answered = {f"{kind.code}_answered_by": kind.answered_by for kind in kinds}
        initial = {**offered, **answered, "recent_days": queries.settings().recent_days}
        return SupportSettingsForm(typed, kinds=kinds, initial=initial)

    def act(self, form: SupportSettingsForm, _record: None, at: Edge) -> str:
        days = form.cleaned_data["recent_days"]
        commands.set_support(kinds=form.kinds_said(), recent_days=days, by=self.request.user, now=at.now)
        return "It is saved."
