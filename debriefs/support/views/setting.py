"""Set-up: which kinds of support the organisation offers, and who answers."""

from __future__ import annotations

from typing import Any

from workforce_assurance.people.views.edge import SetUpForm

from ...views.edge import Edge
from .. import commands, queries
from ..forms import SupportSettingsForm


class SetSupport(SetUpForm):
    permission, title = "debriefs.set_up_support", "Support for staff"
    lead = "What people can be offered and ask for. Whoever answers a kind hears who asks for it, and nobody else does."

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
