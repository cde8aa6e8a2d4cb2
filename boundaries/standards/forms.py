"""What is typed about boundary standards; checks it and saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, LongTextField, Option, TextField

from ..models import Scenario, Standard, StandardVersion
from .commands import Asked, Scene, Worded
from .enums import Category, ExceptionAnswer, ExceptionBecause, Said
from .exceptions import CodeTaken, ScenarioUnanswered, StandardIncomplete, WrongDays

LINES = "One sentence to a line."
SCENES = 3


class StandardForm(Form):
    """A card: its words, whom it concerns, and up to three scenes."""

    AT = {CodeTaken: "title", StandardIncomplete: "can"}

    title = TextField(label="Title", max_length=80)
    category = forms.ChoiceField(label="What is it about?", choices=Category.choices, widget=forms.RadioSelect)
    can = LongTextField(label="What we can do", max_length=2_000, help_text=LINES)
    cannot = LongTextField(label="What we cannot do", max_length=2_000, help_text=LINES)
    say = LongTextField(label="How we say it", max_length=2_000, help_text=LINES)
    plain = LongTextField(
        label="In plain words, for whoever uses the service", max_length=2_000,
        help_text="One sentence to a line. It is printed and given by hand.",
    )  # fmt: skip
    job_titles = forms.MultipleChoiceField(
        label="Whom does it concern?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Leave all of them empty for everybody.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, job_titles: Iterable[str], version: StandardVersion | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), **(_kept(version) if version else {})}
        super().__init__(*args, **kwargs)
        held = version.job_titles if version else []
        names = sorted({*job_titles, *held})
        self.fields["job_titles"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        for number in range(1, SCENES + 1):
            self.fields |= _scene_fields(number)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for number in range(1, SCENES + 1):
            told, because = found.get(f"told_{number}", ""), found.get(f"because_{number}", "")
            if bool(told) != bool(because):
                self.add_error(
                    f"told_{number}", "Tell the scene, and say why it fits or does not; or leave both empty."
                )
        return found

    @property
    def worded(self) -> Worded:
        said = self.cleaned_data
        scenes = [
            Scene(said[f"told_{number}"], said[f"fits_{number}"] == "yes", said[f"because_{number}"])
            for number in range(1, SCENES + 1)
            if said[f"told_{number}"]
        ]
        return Worded(
            said["title"], Category(said["category"]), said["can"], said["cannot"], said["say"], said["plain"],
            said["job_titles"], scenes,
        )  # fmt: skip


def _scene_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"told_{number}": TextField(label=f"Scene {number}", max_length=300, required=False),
        f"fits_{number}": forms.ChoiceField(
            label=f"Does scene {number} fit the standard?", choices=[("yes", "It fits"), ("no", "It does not fit")],
            required=False, initial="yes", widget=forms.RadioSelect,
        ),
        f"because_{number}": TextField(label=f"Why, in scene {number}?", max_length=300, required=False),
    }  # fmt: skip


def _kept(version: StandardVersion) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: getattr(version, name) for name in ("title", "category", "can", "cannot", "say", "plain", "job_titles")
    }
    for one in version.scenarios.all():
        number = one.position
        found |= {
            f"told_{number}": one.told,
            f"because_{number}": one.because,
            f"fits_{number}": "yes" if one.fits else "no",
        }
    return found


class PublishForm(Form):
    """Whether its meaning changed, and when it is read again."""

    material = forms.ChoiceField(
        label="Does its meaning change?", widget=forms.RadioSelect,
        choices=[
            ("yes", Option("Yes", "Everybody whom it concerns is asked to read and attest what changed.")),
            ("no", Option("No", "It says the same in better words. Nobody is asked again.")),
        ],
    )  # fmt: skip
    review_on = DateField(label="By when does somebody read whether it still holds?", required=False)


class AttestForm(Form):
    """A question for each scene."""

    def __init__(self, *args: Any, scenarios: Iterable[Scenario], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scenarios = list(scenarios)
        for one in self.scenarios:
            self.fields[str(one.pk)] = forms.ChoiceField(
                label=one.told, choices=Said.choices, widget=forms.RadioSelect,
                error_messages={"required": "Choose an answer; “I am not sure” is one."},
            )  # fmt: skip
        self.AT = {ScenarioUnanswered: str(self.scenarios[0].pk)} if self.scenarios else {}

    @property
    def answers(self) -> dict[uuid.UUID, Said]:
        return {one.pk: Said(self.cleaned_data[str(one.pk)]) for one in self.scenarios}


class ExceptionForm(Form):
    """What a team does instead for a while."""

    AT = {WrongDays: "ends_on"}

    standard = forms.ChoiceField(label="Of which standard?")
    team = forms.ChoiceField(label="For which team?")
    because = forms.ChoiceField(label="Why?", choices=ExceptionBecause.choices, widget=forms.RadioSelect)
    instead = TextField(
        label="What is done instead?", max_length=200,
        help_text="Read by everybody who works here. About how the team works: never about one person.",
    )  # fmt: skip
    starts_on = DateField(label="From which day?")
    ends_on = DateField(label="Until which day?", help_text="It is over by itself then. Three months at most.")
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, standards: Iterable[tuple[Standard, str]], teams: Iterable[Any], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        found = list(standards)
        self.standards = {str(one.pk): one for one, _title in found}
        self.teams = {str(one.pk): one for one in teams}
        titles = [(str(one.pk), title) for one, title in found]
        self.fields["standard"].choices = [("", "Choose"), *titles]  # type: ignore[attr-defined]
        self.fields["team"].choices = [(key, one.name) for key, one in self.teams.items()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            self.standards[said["standard"]], self.teams[said["team"]], ExceptionBecause(said["because"]),
            said["instead"], said["starts_on"], said["ends_on"],
        )  # fmt: skip


class AnswerForm(Form):
    answer = forms.ChoiceField(label="Is it approved?", choices=ExceptionAnswer.choices, widget=forms.RadioSelect)
