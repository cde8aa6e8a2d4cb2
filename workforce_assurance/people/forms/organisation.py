"""The organisation, its calendar, and the first run."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password

from workforce_assurance.common.forms import DateField, Form, TextField

from ..commands.organisation import HolidayAlreadyThere
from ..holiday_calendar import countries, parts_of
from ..models import Person


@cache
def _zones() -> list[tuple[str, str]]:
    """Zones by place, as people say them; the bare offsets and the old names are left out."""
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]


class OrganisationForm(Form):
    name = TextField(label="Name of the organisation", max_length=200)
    time_zone = forms.ChoiceField(
        label="Time zone", choices=_zones, help_text="Days begin and end by it.", initial="Europe/London"
    )
    country = forms.ChoiceField(
        label="Country",
        choices=lambda: countries().items(),
        help_text="Whose public holidays are days off.",
        initial="GB",
    )
    subdivision = TextField(
        label="Part of the country",
        required=False,
        max_length=10,
        help_text="A code such as ENG, SCT, NY, where parts have holidays of their own.",
        initial="ENG",
    )
    safety_net_email = forms.EmailField(
        label="Safety-net mailbox",
        help_text="Receives what would otherwise reach nobody. A shared mailbox that somebody reads every working day.",
    )
    smallest_group = forms.IntegerField(
        label="Smallest group that is shown",
        min_value=3,
        max_value=20,
        initial=5,
        help_text="Numbers about fewer people than this are never shown. From 3 to 20.",
    )
    largest_span = forms.IntegerField(
        label="Most workers of one supervisor",
        min_value=1,
        max_value=100,
        initial=10,
        help_text="Supervisors with more are marked in the oversight of supervision; nothing is stopped. From 1 to 100.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        part = cleaned["subdivision"] = cleaned.get("subdivision", "").upper()
        known = parts_of(cleaned.get("country", ""))
        if part and known and part not in known:
            shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
            self.add_error("subdivision", f"Choose one of this country's codes, or leave it empty: {shown}.")
        if part and not known:
            cleaned["subdivision"] = ""
        return cleaned


class FirstRunForm(OrganisationForm):
    administrator_name = TextField(label="Your name", max_length=150)
    administrator_email = forms.EmailField(label="Your e-mail address", help_text="You sign in with it.")
    password = forms.CharField(
        label="Your password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text="At least 12 characters. Three or four words that do not belong together are easy to keep in mind.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("password"):
            person = Person(
                full_name=cleaned.get("administrator_name", ""), email=cleaned.get("administrator_email", "").lower()
            )
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class HolidayForm(Form):
    AT = {HolidayAlreadyThere: "day"}
    day = DateField(label="Day")
    name = TextField(label="Name", max_length=100, help_text="Such as “Founders' day”.")
