"""What is typed about themes; checks it and saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, Option


class ThemesForm(Form):
    """Which themes an incident has."""

    themes = forms.MultipleChoiceField(
        label="What does it have in common with others?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="About how the service works, never about a person. Those of what contributed are chosen already.",
    )  # fmt: skip

    def __init__(self, *args: Any, themes: list[tuple[str, Option]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]
