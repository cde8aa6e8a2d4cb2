"""What is typed when two incidents are linked; checks it and saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, TextField

from .enums import LinkKind
from .exceptions import LinkedAlready
from .models import Incident
from .querysets import IncidentQuerySet


class LinkForm(Form):
    """The other incident: of those around the same time, or by its reference."""

    AT = {LinkedAlready: "other"}
    other = forms.ChoiceField(
        label="Which incident?", required=False, help_text="Those of its service around that time."
    )
    reference = TextField(
        label="Or its reference", required=False, max_length=20, help_text="Such as 7KQ2M-9XDPB, from its page."
    )
    kind = forms.ChoiceField(label="How do they hang together?", choices=LinkKind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, near: list[tuple[str, str]], visible: IncidentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = visible
        self.fields["other"].choices = [("", "Not on this list"), *near]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not {"other", "reference"} & set(self.errors):
            self.incident = self._chosen(found)
        return found

    def _chosen(self, said: dict[str, Any]) -> Incident | None:
        typed = said["reference"].strip().upper()
        if bool(typed) == bool(said["other"]):
            self.add_error("other", "Choose one on the list, or give its reference; not both.")
            return None
        asked = {"reference": typed} if typed else {"pk": said["other"]}
        chosen: Incident | None = self.visible.filter(**asked).first()
        if chosen is None:
            self.add_error("reference", "There is no incident with this reference that you may see. Check each letter.")
        return chosen
