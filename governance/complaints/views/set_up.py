"""Within how many working days complaints are acknowledged and answered, as administrators set it."""

from __future__ import annotations

from typing import Any

from workforce_assurance.people.views.edge import Edge, SetUpForm

from ...models import ComplaintPolicy
from .. import commands
from ..forms import PolicyForm


class SetUp(SetUpForm):
    permission, title = "governance.set_up_complaints", "Complaints"
    lead = "Holds for complaints that are put on record from now on. Those that are on record keep their days."

    def form(self, _record: None, _at: Edge, typed: Any = None) -> PolicyForm:
        now = ComplaintPolicy.objects.first()
        initial = (
            {
                "acknowledge": now.acknowledge_working_days,
                "answer": now.answer_working_days,
                "counted_from": now.counted_from,
            }
            if now
            else {}
        )
        return PolicyForm(typed, initial=initial)

    def act(self, form: PolicyForm, _record: None, at: Edge) -> str:
        commands.set_policy(days=form.days(), by=self.request.user, now=at.now)
        return "It is saved, and holds for complaints that are put on record from now on."
