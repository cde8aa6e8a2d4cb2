"""What is typed about actions: checked here, saved nowhere."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from workforce_assurance.common.forms import DateField, Form, Option, TextField, counted_field
from workforce_assurance.people.forms.people import PersonField, RowChoiceField

from . import exceptions
from .enums import (
    BY_HAND,
    ActionKind,
    CancelReason,
    Decision,
    EvidenceKind,
    ExtensionReason,
    HandOverReason,
    RefusedBecause,
    ReopenReason,
    Strength,
)
from .models.actions import TITLE_LENGTH
from .models.clocks import EVIDENCE_LENGTH
from .sources import SOURCES

# A list with more people than this is typed into instead of chosen from.
MOST_TO_CHOOSE_FROM = 60
KINDS = [
    (ActionKind.IMMEDIATE, Option("Immediate", "To make it safe now.")),
    (ActionKind.CORRECTIVE, Option("Corrective", "So that the same does not happen again.")),
    (ActionKind.IMPROVEMENT, Option("Improvement", "To make something better than it was.")),
]
STRENGTHS = [
    (
        Strength.SYSTEM,
        Option("System change", "Building, equipment or system: the work cannot go wrong in the old way."),
    ),
    (Strength.SIMPLER, Option("Simpler or standard way of working", "Fewer steps, or the same steps everywhere.")),
    (Strength.STAFFING, Option("Staffing or workload", "More people, other hours, fewer cases.")),
    (Strength.TOOL, Option("Checklist, form or software", "Something that helps to remember at the right moment.")),
    (Strength.POLICY, Option("Policy or procedure", "A rule that is new or changed.")),
    (Strength.TRAINING, Option("Training", "People are shown how.")),
    (Strength.REMINDER, Option("Reminder", "People are asked to keep something in mind. The weakest.")),
]
ONE_LINE = "One line about the work. Never a name, a date of birth or a number of somebody served."
SHORT_DAY = "It can be extended later; whether it was on time is measured by this day."


class TypedPersonField(PersonField):
    """Somebody of these people, typed by staff number, address or full name."""

    def __init__(self, *, among: QuerySet, **kwargs: Any) -> None:
        self.among = among
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and not self.among.filter(pk=found.pk).exists():
            raise forms.ValidationError("Choose somebody who works here and whom you may give this to.")
        return found


def person_field(
    label: str, among: QuerySet, *, hint: str = "", required: bool = True, empty: str = "Choose a person"
) -> forms.Field:
    """Somebody of these people: chosen from a list, or typed when the list would be long."""
    field: forms.Field
    if among[: MOST_TO_CHOOSE_FROM + 1].count() > MOST_TO_CHOOSE_FROM:
        typed = f"{hint} Their staff number, e-mail address or full name.".strip()
        field = TypedPersonField(label=label, among=among, help_text=typed, required=required)
    else:
        field = RowChoiceField(label=label, queryset=among, help_text=hint, required=required, empty_label=empty)
        field.error_messages["invalid_choice"] = "Choose one of the people on the list."
    field.error_messages["required"] = f"Choose an answer to “{label}”."
    return field


class OpenForm(Form):
    """A new action."""

    AT = {
        exceptions.WordsNameAPerson: "title",
        exceptions.WordsMissing: "title",
        exceptions.DueOutOfReach: "due_on",
        exceptions.OwnerNotHere: "owner",
        exceptions.OwnersCheckNothingOfTheirs: "checker",
        exceptions.ThemeNotInUse: "theme",
    }
    title = TextField(label="What is to be done?", help_text=ONE_LINE, max_length=TITLE_LENGTH)
    due_on = DateField(label="By when?", help_text=SHORT_DAY)
    kind = forms.ChoiceField(label="What kind of action is it?", choices=KINDS, widget=forms.RadioSelect)
    strength = forms.ChoiceField(
        label="How strong is it?", choices=STRENGTHS, widget=forms.RadioSelect,
        help_text="The stronger, the less it leaves to memory and good will.",
    )  # fmt: skip
    theme = forms.ChoiceField(
        label="Which theme is it about?", required=False,
        help_text="With a theme it can be seen later whether it came back.",
    )  # fmt: skip
    # What makes a form that is sent twice one action.
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("title", "owner", "due_on", "kind", "strength", "theme", "checker", "once")

    def __init__(self, *args: Any, owners: QuerySet, checkers: QuerySet, themes: list[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field("Who does it?", owners, hint="One person, who is accountable for it.")
        self.fields["checker"] = person_field(
            "Who checks it?", checkers, required=False, empty="You, or whoever is above you",
            hint="Somebody else. Left as it is, you; and when you do it yourself, whoever is above you.",
        )  # fmt: skip
        self.fields["theme"].choices = [("", "No theme"), *((theme.code, theme.label) for theme in themes)]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)


class EvidenceForm(Form):
    AT = {exceptions.WordsNameAPerson: "words", exceptions.WordsMissing: "words"}
    kind = forms.ChoiceField(label="By what can others see it?", choices=EvidenceKind.choices, widget=forms.RadioSelect)
    words = TextField(
        label="Where can they find it?", max_length=EVIDENCE_LENGTH,
        help_text=f"For example: Night rota from 1 March, shared drive. {ONE_LINE}",
    )  # fmt: skip


class CheckForm(Form):
    """Done as agreed, or given back with a reason and a day."""

    DONE, BACK = "done", "back"
    AT = {exceptions.DueOutOfReach: "due_on"}
    found = forms.ChoiceField(
        label="Is it done as agreed?", widget=forms.RadioSelect,
        choices=[(DONE, Option("Yes, it is done", "The action is closed.")), (BACK, Option("Not yet", "It goes back."))],
    )  # fmt: skip
    because = forms.ChoiceField(
        label="What is missing?", choices=RefusedBecause.choices, widget=forms.RadioSelect, required=False
    )
    due_on = DateField(label="By when is it to be done?", required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("found") == self.BACK:
            for name in ("because", "due_on"):
                if not self.errors.get(name) and not found.get(name):
                    self.add_error(name, f"Answer “{self.fields[name].label}”.")
        return found


class ExtendForm(Form):
    AT = {exceptions.DueOutOfReach: "due_on"}
    due_on = DateField(label="Until when?", help_text="Whether it was on time is still measured by the first date.")
    reason = forms.ChoiceField(label="Why?", choices=ExtensionReason.choices, widget=forms.RadioSelect)


class ReopenForm(Form):
    AT = {exceptions.DueOutOfReach: "due_on"}
    reason = forms.ChoiceField(label="Why?", choices=ReopenReason.choices, widget=forms.RadioSelect)
    due_on = DateField(label="By when is it to be done?")


class HandOverForm(Form):
    AT = {
        exceptions.OwnerNotHere: "to",
        exceptions.AlreadyTheirs: "to",
        exceptions.OwnersCheckNothingOfTheirs: "to",
    }
    reason = forms.ChoiceField(label="Why?", choices=HandOverReason.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, label: str, among: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = person_field(label, among)
        self.order_fields(("to", "reason"))


class FromForm(Form):
    """Whose actions are to be handed over."""

    def __init__(self, *args: Any, among: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field("Whose actions?", among)


class CancelForm(Form):
    reason = forms.ChoiceField(label="Why?", choices=CancelReason.choices, widget=forms.RadioSelect)


class LookForm(Form):
    decision = forms.ChoiceField(
        label="What do you decide?", widget=forms.RadioSelect,
        choices=[
            (Decision.KEEP, Option("Keep it", "It works, or it is worth keeping.")),
            (Decision.ADAPT, Option("Adapt it", "It helps too little as it is. You can open what follows next.")),
            (Decision.ABANDON, Option("Abandon it", "It does not help, or does harm.")),
        ],
    )  # fmt: skip


class BoardForm(Form):
    AT = {exceptions.WordsNameAPerson: "words", exceptions.WordsMissing: "words"}
    words = TextField(
        label="How does it read for everybody?", max_length=TITLE_LENGTH, required=False,
        help_text=f"Left as it is, the action's title. {ONE_LINE}",
    )  # fmt: skip


class BoardFilter(Form):
    """What the board of changes can be narrowed to, in its address."""

    theme = forms.ChoiceField(label="Theme", required=False)
    service = forms.ChoiceField(label="Where", required=False)
    strength = forms.ChoiceField(label="Strength", choices=[("", "Every strength"), *Strength.choices], required=False)

    def __init__(
        self, *args: Any, themes: list[tuple[str, str]], services: Mapping[uuid.UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), name) for key, name in services.items()]
        self.fields["theme"].choices = [("", "Every theme"), *themes]  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", "Everywhere"), *named]  # type: ignore[attr-defined]


class ActionFilter(Form):
    """What a list of actions can be narrowed to, in its address."""

    SHOWN = (
        ("", "All that are not closed"),
        ("past", "Past their date"),
        ("check", "Waiting for their check"),
        ("look", "To be looked at"),
        ("done", "Done and checked"),
        ("cancelled", "Cancelled"),
        ("all", "All"),
    )
    show = forms.ChoiceField(label="Show", choices=SHOWN, required=False)
    source = forms.ChoiceField(label="From", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "Every kind"), *ActionKind.choices], required=False)
    strength = forms.ChoiceField(label="Strength", choices=[("", "Every strength"), *Strength.choices], required=False)
    owner = TextField(label="Owner's name", required=False, max_length=100)

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = [(source.kind, source.label) for source in SOURCES.values()]
        self.fields["source"].choices = [("", "Everywhere"), (BY_HAND, "Opened by hand"), *sources]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", "Every theme"), *themes]  # type: ignore[attr-defined]


class TimesForm(Form):
    check_within_working_days = counted_field(
        "Working days within which what is done is checked", "From when it is handed in.", least=1, most=60
    )
    look_after_days = counted_field(
        "Days after which it is looked at whether it worked", "From when it was closed.", least=14, most=730
    )
    look_within_working_days = counted_field(
        "Working days within which somebody looks", "From that day on.", least=1, most=60
    )


class ThemesForm(Form):
    """The lines of a draft: a code, a label, what it means; a line without a code is left out."""

    EMPTY_LINES = 3

    def __init__(self, *args: Any, themes: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [(theme.code, theme.label, theme.meaning) for theme in themes]
        self.lines = range(len(lines) + self.EMPTY_LINES)
        for number in self.lines:
            code, label, meaning = lines[number] if number < len(lines) else ("", "", "")
            place = f"Theme {number + 1}"
            self.fields[f"code_{number}"] = TextField(
                label=f"{place}: code", required=False, max_length=30, initial=code
            )
            self.fields[f"label_{number}"] = TextField(
                label=f"{place}: name", required=False, max_length=80, initial=label
            )
            self.fields[f"meaning_{number}"] = TextField(
                label=f"{place}: what it means", required=False, max_length=200, initial=meaning
            )

    def themes(self) -> list[tuple[str, str, str]]:
        """The lines that were filled in."""
        said = self.cleaned_data
        lines = [(said[f"code_{n}"], said[f"label_{n}"], said[f"meaning_{n}"]) for n in self.lines]
        return [(code, label, meaning) for code, label, meaning in lines if code or label or meaning]
