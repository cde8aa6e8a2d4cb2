"""How the trail is narrowed."""

from __future__ import annotations

from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, TextField

from .models import TrailEntry


class TrailFilter(Form):
    who = TextField(label="Who did it, or whom it is about", required=False, max_length=100)
    action = TextField(
        label="What was done", required=False, max_length=80, help_text="A part of its code: session, role."
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *TrailEntry.Kind.choices])
    first = DateField(label="From", required=False)
    last = DateField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "Choose a day on or after the first.")
        return cleaned
