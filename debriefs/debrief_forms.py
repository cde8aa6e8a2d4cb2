"""What is typed about a debrief; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.dates import at_local
from workforce_assurance.common.forms import ClockField, DateField, Form, LongTextField, Option

from .commands.debriefs import MOST_THERE
from .enums import NotHeldReason, PolicyEffect
from .models import GuidancePolicy

REASONS = [
    (reason.value, Option(reason.label, "Nobody has to take part; that is all right."))
    if reason == NotHeldReason.DECLINED
    else (reason.value, Option(reason.label))
    for reason in NotHeldReason
]
NOT_SAID = "Not spoken of"


class LeadForm(Form):
    facilitator = forms.ChoiceField(
        label="Who leads it?",
        help_text="Somebody who was not involved, if you can. You may choose otherwise; it is said beside it.",
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].choices = people  # type: ignore[attr-defined]


class HeldForm(Form):
    day = DateField(label="On which day did it take place?", recent=True)
    clock = ClockField(label="At what time?", help_text="Roughly is enough, for example 14:30.")
    head_count = forms.IntegerField(
        label="How many were there?", min_value=1, max_value=MOST_THERE,
        help_text="A number, no names. Whoever wants to stand there by name does that themselves.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        words = f"Enter a whole number from 1 to {MOST_THERE}."
        field = self.fields["head_count"]
        field.error_messages |= {"min_value": words, "max_value": words, "invalid": words}
        for validator in field.validators:
            validator.message = words  # type: ignore[attr-defined]

    @property
    def held_at(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)


class NotHeldForm(Form):
    reason = forms.ChoiceField(
        label="What stood in the way?", choices=REASONS, widget=forms.RadioSelect,
        help_text="Counted as a barrier of the service, never as anybody's fault.",
    )  # fmt: skip


class PauseForm(Form):
    why = LongTextField(label="Why does it wait?", max_length=2000)


class PoliciesForm(Form):
    """One question for each policy in force; all may be skipped."""

    def __init__(self, *args: Any, policies: Iterable[GuidancePolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for policy in policies:
            field = forms.ChoiceField(
                label=policy.name, choices=[("", NOT_SAID), *PolicyEffect.choices], required=False
            )
            field.error_messages["invalid_choice"] = "Choose one of the answers on the list."
            self.fields[str(policy.pk)] = field

    def said(self) -> dict[uuid.UUID, PolicyEffect]:
        return {uuid.UUID(key): PolicyEffect(code) for key, code in self.cleaned_data.items() if code}
