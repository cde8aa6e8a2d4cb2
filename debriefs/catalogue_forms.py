"""What is typed about the next version of the catalogue; checks it and saves nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from workforce_assurance.common.forms import Form, Option, TextField, counted_field

from .commands.catalogue_drafts import code_for
from .enums import Recipient, Strand

SPARE_ROWS, MOST_ROWS = 3, 60
A_YEAR_OF_HOURS = 8784
CODE = re.compile(r"[\w-]{1,40}")


class AddTypeForm(Form):
    label = TextField(label="What is it called?", max_length=80, help_text="As somebody looks for it on a phone.")


class TypeForm(Form):
    """What a kind of incident is called, and who inside hears of it."""

    label = TextField(label="What is it called?", max_length=80)
    hint = TextField(label="What helps to recognise it?", max_length=200, required=False)
    is_critical = forms.ChoiceField(
        label="Is it critical?", choices=[("yes", Option("Yes")), ("no", Option("No"))], widget=forms.RadioSelect
    )
    recipients = forms.MultipleChoiceField(
        label="Who is told that one was logged?", choices=Recipient.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        return self.cleaned_data | {"is_critical": self.cleaned_data["is_critical"] == "yes"}


class RowsForm(Form):
    """Rows of a draft, with some to spare; an empty one is left out, so that emptying it takes it out."""

    what = ""
    needed: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, rows: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(data)
        posted = sum(name.startswith("code_") for name in data or ())
        self.number = min(max(len(rows) + SPARE_ROWS, posted), MOST_ROWS)
        for place in range(self.number):
            known = rows[place] if place < len(rows) else {}
            self.fields[f"code_{place}"] = forms.RegexField(
                CODE, required=False, initial=known.get("code", ""), widget=forms.HiddenInput
            )
            for name, field in self.columns().items():
                field.required, field.initial = False, known.get(name)
                self.fields[f"{name}_{place}"] = field

    def columns(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    @property
    def groups(self) -> list[list[Any]]:
        """The fields of each row."""
        names = ("code", *self.columns())
        return [[self[f"{name}_{place}"] for name in names] for place in range(self.number)]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        names = list(self.columns())
        for place in range(self.number):
            said = {name for name in names if found.get(f"{name}_{place}") not in (None, "")}
            for name in self.needed if said else ():
                if name not in said and f"{name}_{place}" not in self.errors:
                    label = self.fields[f"{name}_{place}"].label
                    self.add_error(f"{name}_{place}", f"Fill in “{label}”, or empty the row.")
        return found

    def rows(self) -> list[dict[str, Any]]:
        """The rows that were filled in; a new one has no code yet."""
        said = self.cleaned_data
        names = ("code", *self.columns())
        rows = [{name: said[f"{name}_{place}"] for name in names} for place in range(self.number)]
        return [row for row in rows if row[self.needed[0]] not in (None, "")]


class SubCategoriesForm(RowsForm):
    what, needed = "Closer word", ("label",)

    def columns(self) -> dict[str, forms.Field]:
        return {"label": TextField(label="What is it called?", max_length=80)}


class StrandsForm(RowsForm):
    what, needed = "Conversation", ("strand", "opens_after_hours", "closes_after_hours")

    def columns(self) -> dict[str, forms.Field]:
        return {
            "strand": forms.ChoiceField(label="Which?", choices=[("", "None"), *Strand.choices]),
            "opens_after_hours": counted_field("From how many hours after it?", "", least=0, most=A_YEAR_OF_HOURS),
            "closes_after_hours": counted_field("Until how many hours after it?", "", least=1, most=A_YEAR_OF_HOURS),
        }

    def rows(self) -> list[dict[str, Any]]:
        """Several of one strand are numbered by their hours."""
        found: list[dict[str, Any]] = []
        for row in sorted(super().rows(), key=lambda row: row["closes_after_hours"]):
            before = sum(other["strand"] == row["strand"] for other in found)
            found.append({name: value for name, value in row.items() if name != "code"} | {"position": before + 1})
        return found


class NotificationsForm(RowsForm):
    what, needed = "Line", ("whom", "within_hours", "proof")

    def columns(self) -> dict[str, forms.Field]:
        return {
            "whom": TextField(label="Who outside is told?", max_length=120),
            "hint": TextField(label="When has it to be done?", max_length=200),
            "within_hours": counted_field("Within how many hours?", "", least=1, most=A_YEAR_OF_HOURS),
            "proof": TextField(label="What proves it?", max_length=120),
        }


class SchemesForm(RowsForm):
    """What it is called in schemes outside, such as a regulator's list."""

    what, needed = "Scheme", ("scheme", "called")

    def __init__(self, data: Any = None, *, rows: Mapping[str, str]) -> None:
        super().__init__(data, rows=[{"scheme": scheme, "called": called} for scheme, called in rows.items()])

    def columns(self) -> dict[str, forms.Field]:
        return {
            "scheme": TextField(label="Which scheme?", max_length=40, help_text="Such as riddor."),
            "called": TextField(label="What is it called there?", max_length=80),
        }

    def mapped_to(self) -> dict[str, str]:
        return {row["scheme"]: row["called"] for row in self.rows()}


class FactorsForm(RowsForm):
    what, needed = "Factor", ("label", "group")

    def __init__(self, data: Any = None, *, rows: Sequence[Mapping[str, Any]], themes: list[tuple[str, str]]) -> None:
        self.themes = themes
        super().__init__(data, rows=rows)

    def columns(self) -> dict[str, forms.Field]:
        return {
            "label": TextField(label="What in the system may contribute?", max_length=120),
            "group": TextField(label="Under which heading?", max_length=60),
            "theme": forms.ChoiceField(label="Theme", choices=[("", "No theme"), *self.themes]),
        }


def with_codes(
    rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], *, named: str
) -> list[dict[str, Any]]:
    """Known rows keep their code and what is not asked for; a new one gets a code of its own, from the column `named`."""
    known = {row["code"]: row for row in before}
    taken, found = set(known), []
    for row in rows:
        code = row["code"] if row["code"] in known else code_for(row[named], taken)
        taken.add(code)
        found.append({**known.get(code, {}), **row, "code": code})
    return found
