"""What is typed about a coaching goal; its words are a record of their own. Checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, Option

from .commands import Observed
from .enums import GoalState, ReobservationState
from .exceptions import AnotherDay, NotOnThePolicy, OwnEvidence

DAY_AFTER = "A day after today, within a year."


class GoalForm(Form):
    """In which skill, and by when it is seen again."""

    AT = {NotOnThePolicy: "skill", AnotherDay: "due_on"}

    skill = forms.ChoiceField(label="Which skill is it part of?", widget=forms.RadioSelect)
    due_on = DateField(label="By which day is it seen again?", help_text=DAY_AFTER)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, skills: Mapping[str, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["skill"].choices = list(skills.items())  # type: ignore[attr-defined]


class ObservedForm(Form):
    """What was seen, on which day and by whom."""

    AT = {AnotherDay: "took_place_on", OwnEvidence: "observed_by"}

    outcome = forms.ChoiceField(
        label="Was it seen?", widget=forms.RadioSelect,
        choices=[
            (ReobservationState.SHOWN.value, Option("Shown", "It closes the goal, and counts as observed practice.")),
            (
                ReobservationState.NOT_YET.value,
                Option("Not yet shown", "The goal stays open. It is kept here alone, and counts nowhere."),
            ),
        ],
    )  # fmt: skip
    took_place_on = DateField(label="On which day?", recent=True)
    observed_by = forms.ChoiceField(label="Who observed it?", help_text="Never the person themselves.")
    next_on = DateField(label="If not yet shown: by which day is it seen again?", required=False, help_text=DAY_AFTER)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, observers: Iterable[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in observers}
        self.fields["observed_by"].choices = [(key, one.full_name) for key, one in self.people.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        waits = found.get("outcome") == ReobservationState.NOT_YET
        if waits and not found.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Say by which day it is seen again. A goal that is not shown yet stays open.")
        return found

    @property
    def observed(self) -> Observed:
        said = self.cleaned_data
        return Observed(
            shown=said["outcome"] == ReobservationState.SHOWN, took_place_on=said["took_place_on"],
            observed_by=self.people[said["observed_by"]], next_on=said["next_on"],
        )  # fmt: skip


class LogFilter(Form):
    state = forms.ChoiceField(label="Goals", required=False, choices=[("", "All"), *GoalState.choices])
