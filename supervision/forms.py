"""What is typed about sessions, policies and filters; checks it and saves nothing."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.dates import at_local
from workforce_assurance.common.forms import ClockField, DateField, Form, Option, TextField, counted_field

from .commands.sessions import LONGEST_MINUTES
from .enums import AdjustmentEffect, AdjustmentOutcome, NewDateReason, Reason, Side

SIDES = [
    (Side.WORKER, Option("The worker", "They could not come, or asked for another time.")),
    (Side.SUPERVISOR, Option("The supervisor", "You, or whoever was to hold it.")),
    (Side.SERVICE, Option("The service", "Cover, an emergency, a building: nobody's choice.")),
]
HELD, PARTLY, MISSED, NOT_NEEDED = "held", "partly_held", "missed", "not_needed"


class CancelForm(Form):
    side = forms.ChoiceField(label="Who cancels it?", choices=SIDES, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label="Why?", choices=Reason.choices, widget=forms.RadioSelect)


class OutcomeForm(Form):
    """Which questions count depends on the first; the others are shown and may stay empty."""

    outcome = forms.ChoiceField(label="What became of the session?", widget=forms.RadioSelect)
    day = DateField(label="On which day did it take place?", required=False, recent=True)
    clock = ClockField(label="At what time?", required=False, help_text="Roughly is enough, for example 10:00.")
    minutes = counted_field(
        "For how many minutes?",
        "The real minutes, interruptions taken off.",
        least=1,
        most=LONGEST_MINUTES,
        required=False,
    )
    side = forms.ChoiceField(
        label="On whose side did it fall through?", choices=SIDES, widget=forms.RadioSelect, required=False
    )
    reason = forms.ChoiceField(label="Why?", choices=Reason.choices, widget=forms.RadioSelect, required=False)

    OUTCOMES = {
        HELD: Option("It was held", "You met for as long as you needed."),
        PARTLY: Option("It was partly held", "It was cut short or interrupted; the real minutes count."),
        MISSED: Option(
            "It was missed", "It did not take place and was not moved. The next one is planned to catch up."
        ),
        NOT_NEEDED: Option("It was not needed", "Because of leave, for example. It counts in no figure."),
    }
    NEEDED = {
        HELD: ("day", "clock", "minutes"),
        PARTLY: ("day", "clock", "minutes"),
        MISSED: ("side", "reason"),
        NOT_NEEDED: ("reason",),
    }

    def __init__(self, *args: Any, zone: ZoneInfo, outcomes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        choices = self.fields["outcome"]
        choices.choices = [(code, self.OUTCOMES[code]) for code in outcomes]  # type: ignore[attr-defined]
        if HELD not in outcomes:
            for name in ("day", "clock", "minutes"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in self.NEEDED.get(found.get("outcome", ""), ()):
            if not self.errors.get(name) and found.get(name) in (None, ""):
                self.add_error(name, f"Answer “{self.fields[name].label}”.")
        return found

    @property
    def held_at(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"] or time(12), self.zone)


class CheckAdjustmentForm(Form):
    helped = forms.ChoiceField(label="Did it help?", choices=AdjustmentEffect.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label="What becomes of it?", choices=AdjustmentOutcome.choices, widget=forms.RadioSelect
    )


class NewDateForm(Form):
    check_on = DateField(label="Look at it again on")
    reason = forms.ChoiceField(
        label="Why on another day?",
        choices=NewDateReason.choices,
        widget=forms.RadioSelect,
        help_text="What needs words belongs in the record of the session, where the two of you read it.",
    )


class AdjustmentFilter(Form):
    """What the list of adjustments can be narrowed to, in its address."""

    WHOSE = (
        ("", "All that I can see"),
        ("owner", "Those I see to"),
        ("worker", "About my own work"),
        ("supervised", "Of those I supervise"),
    )
    STATES = (("", "All"), ("open", "Open"), ("past", "Past their check"), ("checked", "Checked"))
    whose = forms.ChoiceField(label="Whose", choices=WHOSE, required=False)
    state = forms.ChoiceField(label="Status", choices=STATES, required=False)


class TopicForm(Form):
    text = TextField(
        label="What do you want to talk about?",
        help_text="A few words that help the two of you remember. Case references only, never a name.",
    )


class SessionFilter(Form):
    """What a list of sessions can be narrowed to, in its address."""

    STATES = (
        ("", "All"),
        ("open", "Open"),
        ("past", "Past their date"),
        ("held", "Held"),
        ("not_held", "Missed or cancelled"),
    )
    state = forms.ChoiceField(label="Status", choices=STATES, required=False)
    name = TextField(label="Name", required=False, max_length=100)
    due_from = DateField(label="Due from", required=False)
    due_to = DateField(label="Due to", required=False)


class GroupFilter(Form):
    SHOWN = (("", "All"), ("mine", "Mine"), ("open", "Planned"), ("held", "Held"), ("cancelled", "Cancelled"))
    shown = forms.ChoiceField(label="Show", choices=SHOWN, required=False)


class CadenceFilter(Form):
    SHOWN = (("", "Everybody"), ("past", "Past their date"), ("soon", "Due in 7 days"), ("none", "Nothing planned"))
    shown = forms.ChoiceField(label="Show", choices=SHOWN, required=False)
    name = TextField(label="Name", required=False, max_length=100)


class PeriodForm(Form):
    """The periods are fixed, so that no two of them can be subtracted from each other."""

    PERIODS = (("12", "Last 12 months"), ("24", "Last 2 years"), ("36", "Last 3 years"))
    months = forms.ChoiceField(label="Period", choices=PERIODS, required=False)


class QuarterForm(Form):
    """Quarters that are over; they share no month, so that no two of them can be subtracted from each other."""

    quarter = forms.ChoiceField(label="Quarter", required=False)

    def __init__(self, *args: Any, quarters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = quarters


class CompletionFilter(PeriodForm):
    name = TextField(label="Team or service", required=False, max_length=100)
