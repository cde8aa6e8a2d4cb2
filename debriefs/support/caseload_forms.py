"""What is typed about caseload adjustments; checks it and saves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, Option

from ..models import Incident
from .caseload_words import ABOUT
from .commands import Lightened
from .enums import CaseloadKind, CaseloadState, ProlongedBecause

STATES = [("", "All"), ("stands", "In force or proposed"), ("over", "Over or not wanted")]
SESSION = [("", "No"), ("3", "Yes, within 3 days"), ("7", "Yes, within a week"), ("14", "Yes, within two weeks")]
OVER = (CaseloadState.ENDED, CaseloadState.LAPSED, CaseloadState.DECLINED)


class CaseloadFilter(Form):
    state = forms.ChoiceField(label="Show", choices=STATES, required=False)


class ProposeForm(Form):
    worker = forms.ChoiceField(label="For whom?")
    kind = forms.ChoiceField(
        label="What is lighter?", widget=forms.RadioSelect,
        choices=[(kind.value, Option(kind.label, ABOUT[kind])) for kind in CaseloadKind],
    )  # fmt: skip
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", help_text="It ends by itself then. At most half a year; it can be prolonged.")
    review_on = DateField(label="When do the two of you look at it?", help_text="Between the first day and the last.")
    session_within_days = forms.TypedChoiceField(
        label="One session of supervision more?", choices=SESSION, required=False, coerce=int, empty_value=None,
        help_text="Planned when they say yes. Its reason reads “a change in the caseload”, and nothing else.",
    )  # fmt: skip
    incident = forms.ChoiceField(
        label="After an incident?", required=False,
        help_text="Those that you may see and they were involved in. Only its reference is shown, to those who may see it.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Any], incidents: Iterable[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.incidents = {str(incident.pk): incident for incident in incidents}
        workers = [("", "Choose a colleague"), *((key, person.full_name) for key, person in self.people.items())]
        after = [("", "No, or not said"), *((key, found.reference) for key, found in self.incidents.items())]
        self.fields["worker"].choices = workers  # type: ignore[attr-defined]
        self.fields["worker"].error_messages["invalid_choice"] = "Choose somebody from the list."
        self.fields["incident"].choices = after  # type: ignore[attr-defined]

    def clean_worker(self) -> Any:
        return self.people[self.cleaned_data["worker"]]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        incident, worker = self.incidents.get(found.get("incident", "")), found.get("worker")
        if incident and worker and not incident.colleagues.filter(person=worker).exists():
            self.add_error("incident", "They were not involved in that one. Choose another, or none.")
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What the command takes."""
        data = self.cleaned_data
        lightened = Lightened(
            CaseloadKind(data["kind"]), data["starts_on"], data["ends_on"], data["review_on"],
            data["session_within_days"],
        )  # fmt: skip
        return {
            "worker": data["worker"], "lightened": lightened, "incident": self.incidents.get(data["incident"] or ""),
        }  # fmt: skip


class ProlongForm(Form):
    ends_on = DateField(label="New last day")
    review_on = DateField(label="When do the two of you look at it again?")
    because = forms.ChoiceField(label="Why?", choices=ProlongedBecause.choices, widget=forms.RadioSelect)
