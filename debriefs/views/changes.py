"""What a learning debrief proposes to change: entered by whoever leads it, and in the action log at once."""

from __future__ import annotations

from typing import Any

from workforce_assurance.action_log.queries import themes_in_use
from workforce_assurance.common.words import counted

from .. import commands
from ..change_forms import ChangesForm
from ..changes import lines_to_take_over
from ..models import Debrief
from ..queries import who_may_own_a_change
from .debriefs import DebriefForm
from .edge import Edge


class Changes(DebriefForm):
    permission = "debriefs.propose_changes"
    title, submit = "What has to change", "Open these actions"
    lead = (
        "Each row becomes an action with one owner and a date, with this debrief as its source. Whoever manages the team "
        "checks it. More than four? Open these first and come back."
    )
    template_name = "debriefs/changes.html"

    def form(self, debrief: Debrief, at: Edge, typed: Any = None) -> ChangesForm:
        owners = who_may_own_a_change(self.request.user, debrief.incident.team, on=at.today)
        lines = lines_to_take_over(debrief, self.request.user, at.now) if typed is None else ()
        return ChangesForm(typed, owners=owners, themes=themes_in_use(), lines=lines)

    def act(self, form: ChangesForm, debrief: Debrief, at: Edge) -> str:
        opened = commands.propose_changes(
            debrief=debrief, changes=form.said(), once=form.cleaned_data["once"], by=self.request.user, now=at.now
        )
        return f"{counted(len(opened), 'action')} opened. Each owner finds theirs on their Today."
