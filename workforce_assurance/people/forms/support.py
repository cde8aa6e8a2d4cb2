"""One support contact: who, how they are reached, when, and for whose people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from workforce_assurance.common.forms import Form, TextField

from ..models import Service
from .people import RowChoiceField

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
        label="When", required=False, max_length=120, help_text="Such as “Any hour” or “Mon to Fri, 9 to 5”."
    )
    service = RowChoiceField(
        label="For whom",
        queryset=Service.objects.all(),
        required=False,
        empty_label="Everybody, signed in or not",
        help_text="What is for one service is shown to its own people once they have signed in.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(way) for way in ("phone", "text", "web")):
            self.add_error("phone", "Give a number to call, a number for messages or a web page.")
        return cleaned
