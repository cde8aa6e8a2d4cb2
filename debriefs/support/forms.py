"""What is typed about support; checks it and saves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, Option
from workforce_assurance.people.enums import SupportWay
from workforce_assurance.people.forms.people import PersonField

from ..enums import CheckInWish, OfferAnswer
from ..models import SupportKind
from .commands import KindSaid
from .enums import ASKED_FOR
from .words import ABOUT

WEEKS = [("1", "in a week"), ("2", "in two weeks"), ("4", "in four weeks")]


class OfferForm(Form):
    to = forms.ChoiceField(label="To whom?")
    kind = forms.ChoiceField(
        label="What do you offer?", widget=forms.RadioSelect,
        help_text="They answer yes, later or no, and owe nobody a reason.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Any], kinds: Sequence[SupportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.kinds = {kind.code: kind for kind in kinds}
        chosen = [("", "Choose a colleague"), *((key, person.full_name) for key, person in self.people.items())]
        self.fields["to"].choices = chosen  # type: ignore[attr-defined]
        self.fields["to"].error_messages["invalid_choice"] = "Choose somebody from the list."
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (code, Option(str(kind), ABOUT[SupportWay(code)])) for code, kind in self.kinds.items()
        ]

    def clean_to(self) -> Any:
        return self.people[self.cleaned_data["to"]]

    def clean_kind(self) -> SupportKind:
        return self.kinds[self.cleaned_data["kind"]]


class AnswerForm(Form):
    answer = forms.ChoiceField(choices=OfferAnswer.choices)
    weeks = forms.TypedChoiceField(choices=WEEKS, coerce=int, required=False, empty_value=1)


class CheckInForm(Form):
    wish = forms.ChoiceField(choices=CheckInWish.choices)


class PreferenceForm(Form):
    """Whether one is asked by mail, and who hears of a wish to talk."""

    by_mail = forms.BooleanField(label="Ask me by mail after something hard at work", required=False)
    talk_with = forms.ChoiceField(label="When I would like a talk, tell", required=False)

    def __init__(self, *args: Any, kinds: Sequence[SupportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.code: kind for kind in kinds}
        named = [
            (code, f"{kind.answered_by.full_name} ({kind})") for code, kind in self.kinds.items() if kind.answered_by
        ]
        self.fields["talk_with"].choices = [("", "My supervisor"), *named]  # type: ignore[attr-defined]

    def clean_talk_with(self) -> SupportKind | None:
        return self.kinds.get(self.cleaned_data["talk_with"])


class SupportSettingsForm(Form):
    """Each kind with two questions, and one number."""

    def __init__(self, *args: Any, kinds: Sequence[SupportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [kind.code for kind in kinds]
        for kind in kinds:
            self.fields[f"{kind.code}_offered"] = forms.BooleanField(
                label=f"We offer: {kind}", required=False, help_text=ABOUT[SupportWay(kind.code)]
            )
            if kind.code in ASKED_FOR:
                self.fields[f"{kind.code}_answered_by"] = PersonField(label=f"Who answers: {kind}", required=False)
        words = "Enter a whole number from 1 to 60."
        self.fields["recent_days"] = forms.IntegerField(
            label="For how many days is an event recent?", min_value=1, max_value=60,
            help_text="So long a supervisor sees on Today with whom nobody has spoken since.",
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"min_value": words, "max_value": words, "invalid": words},
        )  # fmt: skip

    def kinds_said(self) -> dict[str, KindSaid]:
        said = self.cleaned_data
        return {code: KindSaid(said[f"{code}_offered"], said.get(f"{code}_answered_by")) for code in self.codes}
