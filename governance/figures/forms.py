"""What is typed about an import of figures; checks it and saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from workforce_assurance.common.forms import Form
from workforce_assurance.common.reading_forms import ReadAsForm, UploadField

from .enums import FileKind
from .exceptions import FileIsUnreadable
from .kinds import columns_of


class FileForm(Form):
    AT = {FileIsUnreadable: "file"}

    kind = forms.ChoiceField(label="What is the file about?", choices=FileKind.choices, widget=forms.RadioSelect)
    file = UploadField(what="a line for each team and month")


class ColumnsForm(ReadAsForm):
    """How the file was read: its encoding and delimiter where it is text, and what each column holds."""

    AT = {FileIsUnreadable: "encoding"}

    def __init__(self, *args: Any, kind: FileKind, header: list[str], is_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, header=header, columns=columns_of(kind).items(), **kwargs)
        if not is_text:
            del self.fields["encoding"], self.fields["delimiter"]
            self.AT = {FileIsUnreadable: self.columns[0]}
