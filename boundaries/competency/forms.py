"""What is typed about competency; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, Option, TextField, counted_field

from .commands import Asked, Seen
from .enums import GIVEN_BY_HAND, WITH_AN_OBSERVER, EvidenceKind, Extent, State
from .exceptions import (
    LiesAhead,
    NeedAlreadyThere,
    NobodyObserved,
    NotOnThePolicy,
    SkillAlreadyThere,
    WholeComesTooOften,
)

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
LONGEST_MONTHS = 120


class EvidenceForm(Form):
    """What somebody did or showed."""

    AT = {LiesAhead: "took_place_on", NobodyObserved: "observed_by", NotOnThePolicy: "skill"}

    skill = forms.ChoiceField(label="Which skill?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What was it?", choices=EvidenceKind.choices, widget=forms.RadioSelect)
    extent = forms.ChoiceField(
        label="How much of it?", widget=forms.RadioSelect, initial=Extent.WHOLE,
        choices=[
            (Extent.WHOLE.value, Option(Extent.WHOLE.label, "A full course, or one observation.")),
            (Extent.REFRESH.value, Option(Extent.REFRESH.label, "It renews only with its check passed.")),
        ],
    )  # fmt: skip
    took_place_on = DateField(label="On which day?", recent=True)
    check_passed = forms.ChoiceField(
        label="Was its check passed?", choices=YES_OR_NO, widget=forms.RadioSelect,
        help_text="Choose No where there was none.",
    )  # fmt: skip
    observed_by = forms.ChoiceField(
        label="Who was there and saw it?",
        required=False,
        help_text="Never the person themselves. Leave it for e-learning.",
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, skills: Mapping[str, str], observers: Iterable[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in observers}
        self.fields["skill"].choices = list(skills.items())  # type: ignore[attr-defined]
        self.fields["observed_by"].choices = [  # type: ignore[attr-defined]
            ("", "Nobody (e-learning)"), *((key, one.full_name) for key, one in self.people.items()),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("kind") in WITH_AN_OBSERVER and not found.get("observed_by") and "observed_by" not in self.errors:
            self.add_error("observed_by", NobodyObserved.words)
        return found

    def seen(self, person: Any) -> Seen:
        said = self.cleaned_data
        return Seen(
            person=person, skill=said["skill"], kind=EvidenceKind(said["kind"]), took_place_on=said["took_place_on"],
            check_passed=said["check_passed"] == "yes", is_refresh=said["extent"] == Extent.REFRESH,
            observed_by=self.people.get(said["observed_by"]),
        )  # fmt: skip


class WithdrawForm(Form):
    because = forms.ChoiceField(
        label="Why does it count no more?",
        choices=[(one.value, one.label) for one in GIVEN_BY_HAND],
        widget=forms.RadioSelect,
    )


class MatrixFilter(Form):
    """Which team, and who of it."""

    team = forms.ChoiceField(label="Team", required=False)
    state = forms.ChoiceField(
        label="With a skill that", required=False,
        choices=[
            ("", "Anything"), (State.RUNS_OUT.value, "runs out within 90 days"), (State.RAN_OUT.value, "ran out"),
            (State.NOT_YET.value, "is not there yet"),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, teams: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "All"), *((str(key), name) for key, name in teams)]  # type: ignore[attr-defined]


class SkillForm(Form):
    AT = {SkillAlreadyThere: "label"}

    label = TextField(label="Skill", max_length=80, help_text="Everybody reads it. Say what somebody can do.")
    about = TextField(label="What is it?", max_length=200, required=False, help_text="Everybody reads it.")


class NeedForm(Form):
    """A kind of evidence that a skill needs, and how it is kept up."""

    AT = {WholeComesTooOften: "whole_every_months", NeedAlreadyThere: "kind"}

    job_title = forms.ChoiceField(
        label="Of whom?", required=False, help_text="A title with lines of its own stands by those alone."
    )
    kind = forms.ChoiceField(label="What kind?", choices=EvidenceKind.choices, widget=forms.RadioSelect)
    lasts_months = counted_field("For how many months does it last?", "", least=1, most=LONGEST_MONTHS)
    whole_every_months = counted_field(
        "After how many months is the whole of it due again?",
        "Until then a refresh with its check passed renews it. Leave it empty where it is always taken whole.",
        least=2, most=LONGEST_MONTHS, required=False,
    )  # fmt: skip
    late_days = counted_field(
        "How many days late may a refresh be?", "After that the whole of it is due.", least=0, most=365, initial=0
    )
    needs_check = forms.BooleanField(
        label="The whole counts only with its check passed", required=False, initial=True,
        help_text="A refresh always does.",
    )  # fmt: skip

    def __init__(self, *args: Any, job_titles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job_title"].choices = [  # type: ignore[attr-defined]
            ("", "Everybody without lines of their own"), *((one, one) for one in job_titles),
        ]  # fmt: skip

    @property
    def asked(self) -> Asked:
        return Asked(**self.cleaned_data | {"kind": EvidenceKind(self.cleaned_data["kind"])})
