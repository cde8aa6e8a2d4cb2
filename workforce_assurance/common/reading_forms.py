"""Correcting how a file was read: its encoding, its delimiter, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from .forms import Form
from .uploaded_tables import DELIMITERS, EMPTY, ENCODINGS, LARGEST, TOO_LARGE

LEAVE_OUT = "Leave this column out"
ACCEPTED = ".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadField(forms.FileField):
    """A workbook or a text with a line of column names, refused when it is empty or too large. `what` says what a line is."""

    def __init__(self, *, what: str, **kwargs: Any) -> None:
        super().__init__(
            label="File", help_text=f"A workbook (.xlsx, its first sheet) or CSV, with a line of column names: {what}.",
            widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
            error_messages={"required": "Choose a file.", "empty": EMPTY}, **kwargs,
        )  # fmt: skip

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ReadAsForm(Form):
    """Encoding, delimiter, and one choice for each column of the file."""

    encoding = forms.ChoiceField(label="Encoding", choices=ENCODINGS.items())
    delimiter = forms.ChoiceField(label="Delimiter", choices=DELIMITERS.items())

    def __init__(self, *args: Any, header: list[str], columns: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", LEAVE_OUT), *columns]
        for number, name in enumerate(header):
            label = name or f"Column {number + 1}, which has no name"
            self.fields[f"column_{number}"] = forms.ChoiceField(label=label[:100], choices=choices, required=False)
        self.columns = [f"column_{number}" for number in range(len(header))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = [cleaned[name] for name in self.columns if cleaned.get(name)]
        twice = {key for key in chosen if chosen.count(key) > 1}
        for name in self.columns:
            if cleaned.get(name) in twice:
                self.add_error(name, "Choose this for one column only.")
        return cleaned

    @property
    def keys(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.columns]
