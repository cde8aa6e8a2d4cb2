"""Set-up: the organisation's numbers of working days, to prepare before a session and to sign after it."""

from __future__ import annotations

from typing import Any

from workforce_assurance.people.views.edge import SetUpForm

from .. import commands, preparation, signing
from ..planning_forms import PreparationForm, SigningForm
from .edge import Edge


class _WorkingDays(SetUpForm):
    permission, done = "supervision.set_up_cadence", ""
    # The command that saves what the form holds.
    command: Any = None

    def act(self, form: Any, _record: None, at: Edge) -> str:
        self.command(**form.cleaned_data, by=self.request.user, now=at.now)
        return self.done


class SetPreparationTimes(_WorkingDays):
    """Two numbers of working days; empty for no reminder."""

    title = "Reminders to prepare"
    lead = "Counted in working days before the planned day. Everybody can switch their own reminder off."
    done = "The reminders to prepare are saved."
    command = staticmethod(commands.set_preparation_times)

    def form(self, _record: None, _at: Edge, typed: Any = None) -> PreparationForm:
        times = preparation.times()
        initial = {"worker": times.worker_working_days, "supervisor": times.supervisor_working_days}
        return PreparationForm(typed, initial=initial)


class SetSigningTime(_WorkingDays):
    """One number of working days."""

    title = "Time to sign"
    lead = "How long the two people of a session have to sign its record. Who is told after that stands under Ladders."
    done = "The time to sign is saved. Records that are finished already keep theirs."
    command = staticmethod(commands.set_signing_time)

    def form(self, _record: None, _at: Edge, typed: Any = None) -> SigningForm:
        return SigningForm(typed, initial={"working_days": signing.signing_time().working_days})
