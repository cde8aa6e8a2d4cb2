"""Choosing a file of people, and correcting how it was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from workforce_assurance.common import reading_forms
from workforce_assurance.common.forms import Form
from workforce_assurance.common.uploaded_tables import EMPTY, LARGEST, TOO_LARGE

from ..columns import COLUMNS


class UploadForm(Form):
    file = forms.FileField(
        label="File of people",
        help_text="CSV, with a line of column names, in any encoding and with any delimiter.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        error_messages={
            "required": "Choose a file.",
            "empty": EMPTY,
        },
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ReadAsForm(reading_forms.ReadAsForm):
    """Encoding, delimiter, and what of a person each column holds."""

    def __init__(self, *args: Any, header: list[str], **kwargs: Any) -> None:
        columns = [(column.key, column.label) for column in COLUMNS]
        super().__init__(*args, header=header, columns=columns, **kwargs)
