"""What is typed about an import of decisions; checks it and saves nothing."""

from __future__ import annotations

from typing import Any

from workforce_assurance.common.forms import Form
from workforce_assurance.common.reading_forms import ReadAsForm, UploadField

from .columns import LABELS
from .exceptions import FileIsUnreadable


class FileForm(Form):
    AT = {FileIsUnreadable: "file"}

    file = UploadField(what="a line for each decision that is over")


class ColumnsForm(ReadAsForm):
    """How the file was read: its encoding and delimiter where it is text, and what each column holds."""

    AT = {FileIsUnreadable: "encoding"}

    def __init__(self, *args: Any, header: list[str], is_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, header=header, columns=LABELS.items(), **kwargs)
        if not is_text:
            del self.fields["encoding"], self.fields["delimiter"]
            self.AT = {FileIsUnreadable: self.columns[0]}
