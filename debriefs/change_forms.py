"""What is typed when a learning debrief proposes changes: a few rows, each an action of the log; saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from workforce_assurance.action_log.commands import Agreed
from workforce_assurance.action_log.enums import ActionKind, Strength
from workforce_assurance.action_log.forms import ONE_LINE, SHORT_DAY, TITLE_LENGTH, OpenForm, person_field
from workforce_assurance.common.forms import DateField, Form, TextField

from .exceptions import ChangeRefused

ROWS = 4
# What a row needs besides its title, and how it is asked for.
NEEDED = {
    "owner": "Choose who sees to it.",
    "due_on": "Give a day.",
    "kind": "Choose what kind of action it is.",
    "strength": "Choose how strong it is.",
}
TITLE_OF_A_ROW = "Say in one line what has to change, or empty this row."
CHOOSE = ("", "Choose")


class ChangesForm(Form):
    """Rows of proposed changes; one without a title is left out."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, owners: QuerySet, themes: Sequence[Any], lines: Sequence[str] = (), **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"once": uuid.uuid4()} | {f"title_{row}": line for row, line in enumerate(lines[:ROWS])}
        super().__init__(*args, **kwargs)
        for row in range(ROWS):
            self.fields |= {f"{name}_{row}": field for name, field in _fields(row, owners, themes).items()}

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each row."""
        return [[self[f"{name}_{row}"] for name in ("title", *NEEDED, "theme")] for row in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for row in range(ROWS):
            self._check(row, found)
        if not self.errors and not self._filled():
            self.add_error("title_0", "Say in one line what has to change.")
        return found

    def _check(self, row: int, found: dict[str, Any]) -> None:
        """A row is whole, or empty."""
        said = [name for name in NEEDED if found.get(f"{name}_{row}")]
        if f"title_{row}" in self.errors:
            return
        if not found.get(f"title_{row}"):
            if said:
                self.add_error(f"title_{row}", TITLE_OF_A_ROW)
            return
        for name, words in NEEDED.items():
            if name not in said and f"{name}_{row}" not in self.errors:
                self.add_error(f"{name}_{row}", words)

    def _filled(self) -> list[int]:
        return [row for row in range(ROWS) if self.cleaned_data.get(f"title_{row}")]

    def said(self) -> list[Agreed]:
        names = ("title", *NEEDED, "theme")
        return [Agreed(**{name: self.cleaned_data[f"{name}_{row}"] for name in names}) for row in self._filled()]

    def refuse(self, refusal: Exception) -> None:
        """Say it in the row that it is about."""
        if not isinstance(refusal, ChangeRefused):
            self.add_error(None, str(refusal))
            return
        at = f"{OpenForm.AT.get(type(refusal.why), '')}_{self._filled()[refusal.line]}"
        self.add_error(at if at in self.fields else None, str(refusal))


def _fields(row: int, owners: QuerySet, themes: Sequence[Any]) -> dict[str, forms.Field]:
    """The fields of a row; what the first says about them holds for all."""
    one_line, short_day = ("", "") if row else (ONE_LINE, SHORT_DAY)
    return {
        "title": TextField(label="What has to change?", help_text=one_line, max_length=TITLE_LENGTH, required=False),
        "owner": person_field("Who sees to it?", owners, required=False),
        "due_on": DateField(label="By when?", help_text=short_day, required=False),
        "kind": _choice("What kind of action is it?", [CHOOSE, *ActionKind.choices]),
        "strength": _choice("How strong is it?", [CHOOSE, *Strength.choices]),
        "theme": _choice("Theme", [("", "No theme"), *((theme.code, theme.label) for theme in themes)]),
    }


def _choice(label: str, options: list[Any]) -> forms.ChoiceField:
    field = forms.ChoiceField(label=label, choices=options, required=False)
    field.error_messages["invalid_choice"] = "Choose one of the answers on the list."
    return field
