"""What is typed about times and places: a series, a move, a room or the link of a call. Checks it and saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from workforce_assurance.common.dates import at_local
from workforce_assurance.common.forms import DateField, Form, Option, TextField, counted_field

from .commands import Chosen, Whereabouts
from .commands.sessions import LONGEST_MINUTES
from .enums import Reason
from .forms import SIDES, ClockField
from .models import Weekday
from .slots import Usual
from .words import long_instant

OWN = "own"
LINK_WORDS = "Enter the whole link, beginning with https://."


class CallLinkField(TextField):
    """The https link of a call; nothing else, and no name or password inside it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Link of the call")
        kwargs.setdefault(
            "help_text", "If you meet by a call: a link beginning with https://. Only the two of you see it."
        )
        super().__init__(max_length=500, required=False, **kwargs)
        self.widget.attrs["inputmode"] = "url"

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        try:
            URLValidator(schemes=["https"])(value)
            has_sign_in = "@" in urlsplit(value).netloc
        except ValueError:
            raise ValidationError(LINK_WORDS, code="not_https") from None
        except ValidationError:
            raise ValidationError(LINK_WORDS, code="not_https") from None
        if has_sign_in:
            raise ValidationError("Leave the name and password out of the link.", code="holds_a_password")


class PlaceFields(forms.Form):
    """A room in words, and the link of a call for whoever may see it."""

    place = TextField(
        label="Room",
        max_length=120,
        required=False,
        help_text="Where you meet in private, such as “Room 2, Quay House”.",
    )
    call_link = CallLinkField()

    @property
    def whereabouts(self) -> Whereabouts:
        said = self.cleaned_data
        return Whereabouts(said["place"].strip(), said["call_link"] if "call_link" in self.fields else None)


class PlaceForm(PlaceFields, Form):
    def __init__(self, *args: Any, sees_link: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sees_link:
            del self.fields["call_link"]


class SeriesForm(PlaceForm):
    """When a worker and their supervisor usually meet. Whoever may not see the link leaves the one there is."""

    weekday = forms.TypedChoiceField(label="Day of the week", choices=Weekday.choices, coerce=int)
    clock = ClockField(label="Time", help_text="For example 10:00.")
    every_weeks = counted_field(
        "Every how many weeks?",
        "A preference, from 1 to 12. The cadence says when a session is due at latest; it comes first.",
        least=1,
        most=12,
    )
    starts_on = DateField(
        label="Weeks are counted from", help_text="The day of the first meeting, or any day of its week."
    )
    minutes = counted_field(
        "Length, in minutes",
        "Only if you meet for longer than the policy asks for.",
        least=10,
        most=LONGEST_MINUTES,
        required=False,
    )
    field_order = ("weekday", "clock", "every_weeks", "starts_on", "minutes", "place", "call_link")

    def __init__(self, *args: Any, kept_link: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_link = kept_link

    @property
    def usual(self) -> Usual:
        said = self.cleaned_data
        return Usual(
            said["weekday"], said["clock"], said["starts_on"], said["every_weeks"], said["minutes"],
            said["place"].strip(), said.get("call_link", self.kept_link),
        )  # fmt: skip


class RowForm(Form):
    """One session of a team's plan, and the time it had when the page was opened."""

    day = DateField(label="Day")
    clock = ClockField(label="Time")
    place = TextField(label="Room", max_length=120, required=False)
    seen = forms.DateTimeField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, session: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(session.pk), **kwargs)
        self.session, self.zone = session, zone

    @property
    def to(self) -> datetime:
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)

    @property
    def chosen(self) -> Chosen:
        # A clock has no seconds: the same minute is the same time.
        to, had = self.to, self.session.planned_at
        to = had if to == had.replace(second=0, microsecond=0) else to
        return Chosen(self.session, to, self.cleaned_data["seen"], Whereabouts(self.cleaned_data["place"].strip()))


class WhyForm(Form):
    """Why times that were agreed before are changed; asked once for all of them."""

    side = forms.ChoiceField(label="Who needs it?", choices=SIDES, widget=forms.RadioSelect, required=False)
    reason = forms.ChoiceField(label="Why?", choices=[("", "Choose a reason"), *Reason.choices], required=False)

    def ask_for_both(self, names: Sequence[str]) -> None:
        """Say what is missing when the times of these people had been agreed before."""
        who = ", ".join(dict.fromkeys(names))
        for field, words in (("side", "Say who needs the change"), ("reason", "Say why")):
            if not self.cleaned_data.get(field):
                self.add_error(field, f"{words}: you change a time that was agreed before ({who}).")


class PlanFilter(Form):
    """Which sessions of which team, in the address."""

    WEEKS = (("", "4 weeks"), ("2", "2 weeks"), ("6", "6 weeks"))
    team = forms.ChoiceField(label="Team", required=False)
    weeks = forms.ChoiceField(label="Due within", choices=WEEKS, required=False)

    def __init__(self, *args: Any, teams: Sequence[tuple[str, str]], supervises: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [("", "Those I supervise")] if supervises or not teams else []
        choices: Any = self.fields["team"]
        choices.choices = [*mine, *teams]


class PreparationForm(Form):
    """How long before a session each part is reminded to prepare."""

    worker = counted_field(
        "Working days before, for the worker", "From 1 to 10. Empty for no reminder.", least=1, most=10, required=False
    )
    supervisor = counted_field(
        "Working days before, for the supervisor",
        "From 1 to 10. Empty for no reminder.",
        least=1,
        most=10,
        required=False,
    )


class SigningForm(Form):
    """Within how many working days a record is signed."""

    working_days = counted_field(
        "Working days to sign a record",
        "From 1 to 30, counted from the day on which it was finished.",
        least=1,
        most=30,
    )


class MoveForm(PlaceForm):
    """A free time to choose, or one's own."""

    slot = forms.ChoiceField(label="Which time?", widget=forms.RadioSelect, required=False)
    day = DateField(label="Your own day", required=False)
    clock = ClockField(label="Your own time", help_text="For example 10:00.", required=False)
    side = forms.ChoiceField(label="Who needs it moved?", choices=SIDES, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Why?", choices=Reason.choices, widget=forms.RadioSelect,
        help_text="A reason in general. What is personal belongs in the record, or nowhere.",
    )  # fmt: skip
    field_order = ("slot", "day", "clock", "place", "call_link", "side", "reason")

    def __init__(self, *args: Any, zone: ZoneInfo, slots: Sequence[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.slots = {slot.isoformat(): slot for slot in slots}
        free = [(key, long_instant(slot, zone)) for key, slot in self.slots.items()]
        own = (OWN, Option("Another time", "Give the day and the time below."))
        choices: Any = self.fields["slot"]
        choices.choices = [*free, own]
        choices.error_messages["invalid_choice"] = "This time is no longer free. Choose one of those on the list."
        if not free:
            del self.fields["slot"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self._chosen() or "slot" in self.errors:
            return found
        for name, words in (("day", "Choose a time above, or give the day."), ("clock", "Give the time of day.")):
            if not self.errors.get(name) and found.get(name) is None:
                self.add_error(name, words)
        return found

    @property
    def to(self) -> datetime:
        chosen = self._chosen()
        return chosen or at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)

    def _chosen(self) -> datetime | None:
        return self.slots.get(self.cleaned_data.get("slot", ""))
