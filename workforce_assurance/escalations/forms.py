"""What is typed about episodes and ladders: checked here, saved nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form
from workforce_assurance.people import queries as people

from .commands import AlreadyTold, CannotBeHandedTo, PutOffTooLong, Step
from .commands.reactions import LONGEST_PUT_OFF
from .enums import Recipient
from .models import Episode, Reaction
from .queries import who_may_take_on

MOST_RUNGS = 6


class HandOverForm(Form):
    """To whom: only those whom the viewer may see, who may know of it and who are at work."""

    AT = {CannotBeHandedTo: "to", AlreadyTold: "to"}
    to = forms.ModelChoiceField(label="Who takes it on?", queryset=None, empty_label="Choose a person")

    def __init__(self, *args: Any, episode: Episode, viewer: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = people.today(now=now)
        self.fields["to"].queryset = who_may_take_on(episode, on=on).exclude(pk=viewer.pk).visible_to(viewer, on=on)
        self.fields["to"].error_messages["invalid_choice"] = CannotBeHandedTo.words


class PutOffForm(Form):
    """For how long and why; a code and no words."""

    AT = {PutOffTooLong: "working_days"}
    working_days = forms.IntegerField(
        label="For how many working days?",
        min_value=1,
        max_value=LONGEST_PUT_OFF,
        help_text=f"1 to {LONGEST_PUT_OFF}. Until then nobody above you is told.",
    )
    reason = forms.ChoiceField(label="Why?", choices=Reaction.Reason.choices, widget=forms.RadioSelect)


class LadderForm(Form):
    """The rungs of a draft: who is told and after how many working days; a rung without a recipient is left out."""

    acknowledgement_holds = forms.IntegerField(
        label="Working days for which an acknowledgement holds the next rung back", min_value=0, max_value=30
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Nobody"), *Recipient.choices]
        for position in range(MOST_RUNGS):
            name = "Reminder" if position == 0 else f"Rung {position}"
            days = "working days before the due date" if position == 0 else "working days after the date ran out"
            self.fields[f"recipient_{position}"] = forms.ChoiceField(
                label=f"{name}: who is told", choices=choices, required=False
            )
            self.fields[f"working_days_{position}"] = forms.IntegerField(
                label=f"{name}: {days}", min_value=0, max_value=250, required=False
            )

    def steps(self) -> list[Step]:
        """The rungs that were filled in."""
        cleaned = self.cleaned_data
        return [
            Step(position, cleaned[f"recipient_{position}"], cleaned[f"working_days_{position}"] or 0)
            for position in range(MOST_RUNGS)
            if cleaned.get(f"recipient_{position}")
        ]
