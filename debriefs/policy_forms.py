"""What is typed about policies; checks it and saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from workforce_assurance.action_log.forms import person_field
from workforce_assurance.common.forms import Form, Option, TextField

from .exceptions import CannotBeHandedTo, PolicyNameTaken

LONGEST_NAME = 120


class PolicyForm(Form):
    AT = {PolicyNameTaken: "name", CannotBeHandedTo: "owner"}
    name = TextField(label="What is it called?", max_length=LONGEST_NAME)

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(
            "Who owns it?", people, required=False, empty="Nobody yet",
            hint="Whoever can change it: when a debrief finds it in the way or missing, they are asked to open a change task.",
        )  # fmt: skip


class ChangePolicyForm(PolicyForm):
    in_use = forms.ChoiceField(
        label="Is it in use?", widget=forms.RadioSelect,
        choices=[("yes", Option("Yes")), ("no", Option("No, it is retired", "Debriefs do not ask for it any more."))],
    )  # fmt: skip
    field_order = ("name", "owner", "in_use")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)


class PolicyFilter(Form):
    """Years that are over; they share no month, so that no two of them can be subtracted from each other."""

    SERVICES, TEAMS = "services", "teams"
    period = forms.ChoiceField(label="Period", required=False)
    by = forms.ChoiceField(label="By", required=False, choices=[(SERVICES, "Service"), (TEAMS, "Team")])

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
