"""What the lists of oversight can be narrowed to, in their address."""

from __future__ import annotations

from django import forms

from workforce_assurance.common.forms import Form, TextField, counted_field

from .coverage import NO_POLICY, NO_SUPERVISOR
from .due_list import LATE as PAST
from .due_list import NOTHING
from .enums import Side
from .supervisors import ABOVE, ALONE, LATE


class CoverageFilter(Form):
    MISSING = (("", "Anything"), (NO_SUPERVISOR, "A supervisor"), (NO_POLICY, "A cadence policy"))
    missing = forms.ChoiceField(label="What is missing", choices=MISSING, required=False)
    name = TextField(label="Name", required=False, max_length=100)


class DueFilter(Form):
    SHOWN = (("", "Everybody"), (PAST, "Sessions past their date"), (NOTHING, "Nothing planned"))
    shown = forms.ChoiceField(label="Show", choices=SHOWN, required=False)
    days = counted_field("Due within days", "", least=0, most=366, required=False)
    place = TextField(label="Team or service", required=False, max_length=100)
    name = TextField(label="Name", required=False, max_length=100)


class SupervisorFilter(Form):
    SHOWN = (
        ("", "Everybody"),
        (ABOVE, "More workers than the span set"),
        (ALONE, "Without supervision of their own"),
        (LATE, "Own session is late"),
    )
    shown = forms.ChoiceField(label="Show", choices=SHOWN, required=False)
    name = TextField(label="Name", required=False, max_length=100)


class CancellingFilter(Form):
    side = forms.ChoiceField(label="Cancelled by", choices=[("", "Any side"), *Side.choices], required=False)
    name = TextField(label="Worker's name", required=False, max_length=100)
