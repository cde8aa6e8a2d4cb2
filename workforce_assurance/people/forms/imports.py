"""Choosing a file of people, and correcting how it was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from workforce_assurance.common.forms import Form

from ..columns import COLUMNS
from ..tables import DELIMITERS, ENCODINGS, LARGEST

LEAVE_OUT = "Leave this column out"


class UploadForm(Form):
    file = forms.FileField(
        label="File of people",
        help_text="CSV, with a line of column names, in any encoding and with any delimiter.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Choose one with a header line and a line for each person.",
        },
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "This file is larger than 5 MB. Leave out columns that are not about people, or split it."
            )
        return file


class ReadAsForm(Form):
    """Encoding, delimiter, and one choice for each column of the file."""

    encoding = forms.ChoiceField(label="Encoding", choices=ENCODINGS.items())
    delimiter = forms.ChoiceField(label="Delimiter", choices=DELIMITERS.items())

    def __init__(self, *args: Any, header: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", LEAVE_OUT), *((column.key, column.label) for column in COLUMNS)]
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
