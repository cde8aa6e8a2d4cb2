"""What is chosen when a template begins: its name, its purpose, another version or a file."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, TextField

from ..enums import VersionState
from ..exchange.files import LARGEST
from ..models import Template, TemplateVersion
from ..purposes import PURPOSES

TOO_LARGE = "This file is larger than 1 MB. A template is much smaller: choose another file."
Choices = list[tuple[str, str]]


def purposes_on_offer() -> Choices:
    return [(key, purpose.label) for key, purpose in PURPOSES.items()]


class NewTemplateForm(Form):
    name = TextField(label="Name", max_length=120, help_text="As it stands above the records that are written with it.")
    purpose = forms.ChoiceField(label="What is it for?")
    copied_from = forms.ChoiceField(label="Begin with", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes_on_offer()
        versions = TemplateVersion.objects.filter(state=VersionState.PUBLISHED).select_related("template")
        copies = [(str(each.pk), f"A copy of {each.template.name}, version {each.number}") for each in versions]
        self.fields["copied_from"].choices = [("", "Nothing: an empty draft"), *copies]

    def clean_copied_from(self) -> TemplateVersion | None:
        key = self.cleaned_data["copied_from"]
        return TemplateVersion.objects.select_related("template").get(pk=uuid.UUID(key)) if key else None


class ImportForm(Form):
    """The file at first; afterwards what it came to is sent again in its place."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text="JSON that was exported here, or a FHIR R4 Questionnaire in JSON; at most 1 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
        error_messages={"empty": "This file is empty. Choose one that holds a template."},
    )
    purpose = forms.ChoiceField(label="What is it for?", help_text="Used when the file does not say it itself.")
    into = forms.ChoiceField(label="Where to?", required=False)
    again = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2 * LARGEST, strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes_on_offer()
        templates = [(str(each.pk), f"A draft of {each.name}") for each in Template.objects.all()]
        self.fields["into"].choices = [("", "A new template"), *templates]

    def clean_into(self) -> Template | None:
        key = self.cleaned_data["into"]
        return Template.objects.get(pk=uuid.UUID(key)) if key else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        file = data.get("file")
        if file is not None and file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
        elif file is None and not data.get("again") and "file" not in self.errors:
            self.add_error("file", "Choose a file.")
        return data

    def content(self) -> bytes:
        file = self.cleaned_data.get("file")
        return file.read() if file is not None else self.cleaned_data["again"].encode("utf-8", "surrogatepass")
