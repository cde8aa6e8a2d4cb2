"""What is typed about interaction reviews; checks it and saves nothing."""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing

from workforce_assurance.common.forms import CaseReferenceField, DateField, Form, LongTextField, Option, TextField

from ..models import Criterion
from .commands import Told, Wanted
from .enums import GRADES, SAID, CameFrom, InteractionKind, Score
from .exceptions import HappenedAtAnotherTime, LinesAreWrong, NobodyToReview, NothingToDraw, NotTheirInteraction
from .results import scores_allowed

MARGINS = [
    (5, "± 5 per cent"),
    (10, "± 10 per cent"),
    (15, "± 15 per cent"),
    (20, "± 20 per cent"),
    (25, "± 25 per cent"),
]
SHARES = [(10, "10 per cent"), (15, "15 per cent"), (20, "20 per cent")]
LARGEST = 500_000
# What a page with a preview carries, and for how many seconds it holds.
SALT, HOLDS = "boundaries.interactions", 3600


class FlagForm(Form):
    """The facts of one's own interaction; what happened follows in the account."""

    AT = {HappenedAtAnotherTime: "happened_on", NotTheirInteraction: "happened_on"}

    kind = forms.ChoiceField(label="What made it hard?", choices=InteractionKind.choices, widget=forms.RadioSelect)
    happened_on = DateField(label="When was it?", recent=True)
    case_reference = CaseReferenceField(label="Case reference", required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_case_reference(self) -> str:
        text: str = self.cleaned_data["case_reference"]
        if text and not re.search(r"\d", text):
            raise forms.ValidationError("A case reference has a number in it. Never write a name here.")
        return text

    def told(self, source: tuple[str, uuid.UUID] | None) -> Told:
        said = self.cleaned_data
        return Told(InteractionKind(said["kind"]), said["happened_on"], said["case_reference"], source)


class LeaveOutForm(Form):
    because = forms.ChoiceField(
        label="Why is it in no sample?", choices=[(one.value, one.label) for one in SAID], widget=forms.RadioSelect
    )


class InteractionFilter(Form):
    first = DateField(label="From", required=False)
    last = DateField(label="Until", required=False)
    came_from = forms.ChoiceField(label="Came from", choices=[("", "All"), *CameFrom.choices], required=False)
    left_out = forms.ChoiceField(label="Left out", choices=[("", "All"), ("yes", "Left out")], required=False)


class DrawForm(Form):
    """What a sample is drawn from and how large it is; the system draws."""

    AT = {NobodyToReview: "reviewers", NothingToDraw: "first_on"}

    service = forms.ChoiceField(label="Which service?", required=False)
    first_on = DateField(label="From which day?")
    last_on = DateField(label="Until which day?")
    margin = forms.TypedChoiceField(
        label="How precisely do you need to know?", choices=MARGINS, coerce=int, initial=15,
        help_text="Half the width of the 95 % interval of a share. The size of the sample follows from it.",
    )  # fmt: skip
    second_share = forms.TypedChoiceField(
        label="How many are rated by two people?", choices=SHARES, coerce=int, initial=20,
        help_text="Neither sees what the other says. They are drawn too.",
    )  # fmt: skip
    covers_everybody = forms.BooleanField(
        label="At least one of every worker who has one", required=False, initial=True,
        help_text="It may make the sample a little larger.",
    )  # fmt: skip
    reviewers = forms.MultipleChoiceField(
        label="Who reviews?", widget=forms.CheckboxSelectMultiple,
        help_text="The system shares them out. Nobody rates their own work, or that of whom they supervise.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, services: Iterable[Any], whole: bool, reviewers: Iterable[Any], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.services = {str(one.pk): one for one in services}
        self.people = {str(one.pk): one for one in reviewers}
        every = [("", "All services")] if whole else []
        self._offer("service", [*every, *((key, one.name) for key, one in self.services.items())])
        self.fields["service"].required = not whole
        self._offer("reviewers", [(key, Option(one.full_name, one.job_title)) for key, one in self.people.items()])

    def _offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        first, last = found.get("first_on"), found.get("last_on")
        if first and last and first > last:
            self.add_error("last_on", "Give a day that does not lie before the first.")
        return found

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            said["first_on"], said["last_on"], said["margin"], said["second_share"], said["covers_everybody"],
            [self.people[key] for key in said["reviewers"]], self.services.get(said["service"]),
        )  # fmt: skip


class ScoresForm(Form):
    """A question for each criterion; a score can be left open until the rating is given."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in criteria:
            self.fields[one.code] = forms.ChoiceField(
                label=one.label, help_text=one.question, required=False, widget=forms.RadioSelect,
                choices=[(score, _anchored(one, score)) for score in scores_allowed(one)],
            )  # fmt: skip


def _anchored(criterion: Criterion, score: str) -> Option:
    number = f"{score}. " if score in GRADES else ""
    hint = criterion.behaviours.get(score, "The interaction gave no occasion for it. It counts neither way.")
    return Option(f"{number}{Score(score).label}", hint)


class CalibrationForm(Form):
    held_on = DateField(label="When did you sit together?", recent=True)
    taking_part = forms.IntegerField(label="How many took part?", min_value=2, max_value=100)
    criteria = forms.MultipleChoiceField(label="What did you talk about?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, criteria: Iterable[Criterion], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["criteria"].choices = [(one.code, one.label) for one in criteria]  # type: ignore[attr-defined]

    def clean_held_on(self) -> Any:
        if self.cleaned_data["held_on"] > self.today:
            raise forms.ValidationError("Give today or a day before.")
        return self.cleaned_data["held_on"]


class CriterionForm(Form):
    """The words of a criterion of the draft: itself, its question, and what one would see at each score."""

    label = TextField(label="Criterion", max_length=80)
    question = TextField(label="What is looked for?", max_length=200)

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        words = {f"score_{score}": text for score, text in criterion.behaviours.items()}
        kwargs["initial"] = {"label": criterion.label, "question": criterion.question, **words}
        super().__init__(*args, **kwargs)
        for score in criterion.behaviours:
            self.fields[f"score_{score}"] = LongTextField(
                label=f"What one would see: {Score(score).label.lower()}", max_length=400,
                error_messages={"required": "Describe what one would see."},
            )  # fmt: skip

    @property
    def behaviours(self) -> dict[str, str]:
        return {
            name.removeprefix("score_"): text for name, text in self.cleaned_data.items() if name.startswith("score_")
        }


class FileForm(Form):
    """A file to look at, or what a page that showed one carries, signed: no file is kept."""

    AT = {LinesAreWrong: "file"}

    file = forms.FileField(
        label="File of interactions", help_text="CSV, with a line of column names.", required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        error_messages={"empty": "This file is empty. Choose one with lines below its header."},
    )  # fmt: skip
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 500 KB. Split it.")
        return file

    def clean_content(self) -> bytes:
        text = self.cleaned_data["content"]
        if not text:
            return b""
        try:
            return base64.b64decode(signing.loads(text, salt=SALT, max_age=HOLDS))
        except signing.BadSignature:
            raise forms.ValidationError("This was shown too long ago. Choose the file again.") from None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found.get("file") and not found.get("content"):
            self.add_error("file", "Choose a file.")
        return found
