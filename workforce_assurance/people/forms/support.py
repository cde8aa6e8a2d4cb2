"""One support contact: who, how they are reached, when, and for whose people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from workforce_assurance.common.forms import ClockField, Form, TextField

from ..enums import SupportWay
from ..models import Service, Team
from .people import RowChoiceField

DAYS = list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
NUMBER = RegexValidator(
    r"^\+?[0-9][0-9 ()./-]*$", "Write the number in digits, such as 0800 123 456 or +44 20 7946 0000."
)


class SupportForm(Form):
    name = TextField(label="Name", max_length=120, help_text="Who answers: “Employee assistance”, “On-call manager”.")
    phone = TextField(label="Number to call", required=False, max_length=40, validators=[NUMBER])
    text = TextField(label="Number for text messages", required=False, max_length=40, validators=[NUMBER])
    web = forms.URLField(
        label="Web page", required=False, max_length=300, assume_scheme="https", help_text="Begins with https://."
    )
    hours = TextField(
        label="When, in words", required=False, max_length=120, help_text="Such as “Any hour” or “Mon to Fri, 9 to 5”."
    )
    days = forms.TypedMultipleChoiceField(
        label="Days on which they answer", choices=DAYS, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With the two times, “Get support” says whether they answer now. Leave all three empty if it varies.",
    )  # fmt: skip
    opens = ClockField(label="From", required=False, help_text="In your organisation's zone.")
    closes = ClockField(
        label="Until",
        required=False,
        help_text="The same time as “From” is round the clock; an earlier one is on the next day.",
    )
    kind = forms.ChoiceField(
        label="Which kind of support is it?", required=False, choices=[("", "None of these"), *SupportWay.choices],
        help_text="Shown beside that kind on “Support”, where nobody is named who answers.",
    )  # fmt: skip
    service = RowChoiceField(
        label="For whom",
        queryset=Service.objects.all(),
        required=False,
        empty_label="Everybody, signed in or not",
        help_text="What is for one service is shown to its own people once they have signed in.",
    )

    team = RowChoiceField(
        label="Or for one team", queryset=Team.objects.select_related("service"), required=False,
        empty_label="No team alone",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned["service"] and cleaned["team"]:
            self.add_error("team", "Choose a service or a team, not both.")
        hours = [bool(cleaned.get("days")), *(cleaned.get(name) is not None for name in ("opens", "closes"))]
        if not self.errors and any(hours) and not all(hours):
            self.add_error("days", "Give days and both times, or none of the three.")
        if not self.errors and not any(cleaned.get(way) for way in ("phone", "text", "web")):
            self.add_error("phone", "Give a number to call, a number for messages or a web page.")
        return cleaned
