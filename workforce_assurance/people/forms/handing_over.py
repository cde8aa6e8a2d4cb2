"""Who takes over from somebody: one successor for everything, or one for each kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, Form, Option

from ..charges import Holds
from ..commands.handing_over import CannotTakeOver, LastDayTooFarBack, NothingToHandOver
from ..models import Person
from ..reach import is_administrator, people_visible_to
from .people import WHO, PersonField

LEAVES, MOVES = "leaves", "moves"
WHAT = [
    (MOVES, Option("They move, and hand over", "They stay and keep what nobody is named for.")),
    (LEAVES, Option("They leave", "Everything passes on. Their account closes once their last day has come.")),
]


class HandOverForm(Form):
    AT = {LastDayTooFarBack: "last_day"}
    what = forms.ChoiceField(label="What happens?", choices=WHAT, widget=forms.RadioSelect, initial=MOVES)
    last_day = DateField(label="Last day", required=False)
    everything = PersonField(label="One successor for everything", required=False)

    def __init__(
        self, *args: Any, held: Iterable[Holds], viewer: Person, may_let_go: bool, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.on = viewer, on
        self.kinds: dict[str, str] = {}
        gives_all = is_administrator(viewer)
        for holds in held:
            if holds.charge.asks_for_a_successor and (gives_all or not holds.charge.administrators_only):
                self._add(holds)
        if not self.kinds:
            del self.fields["everything"]
        if may_let_go:
            self.fields["last_day"].initial = on
        else:
            del self.fields["what"], self.fields["last_day"]

    def _add(self, holds: Holds) -> None:
        name = "to_" + holds.charge.key.replace(".", "_")
        self.kinds[holds.charge.key] = name
        hint = f"Leave it empty for the one above. {WHO}"
        self.fields[name] = PersonField(
            label=f"{holds.charge.title} ({len(holds.things)})", required=False, help_text=hint
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("everything", *self.kinds.values()):
            person = cleaned.get(name)
            if person and not people_visible_to(self.viewer, on=self.on).filter(pk=person.pk).exists():
                typed = str(self.data.get(name, ""))[:60]
                self.add_error(name, f"Nobody has the staff number, address or name “{typed}”.")
        if self.leaves and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", "Give their last day.")
        return cleaned

    @property
    def leaves(self) -> bool:
        return self.cleaned_data.get("what") == LEAVES

    @property
    def successors(self) -> dict[str, Person]:
        """By the key of each kind: who was named for it, else the one for everything."""
        said = self.cleaned_data
        found = {key: said.get(name) or said.get("everything") for key, name in self.kinds.items()}
        return {key: person for key, person in found.items() if person}

    def refuse(self, refusal: Exception) -> None:
        if isinstance(refusal, CannotTakeOver):
            for key, sentence in refusal.why.items():
                self.say(key, sentence)
        elif isinstance(refusal, NothingToHandOver) and not self.kinds:
            self.add_error(None, "There is nothing to hand over.")
        else:
            super().refuse(refusal)

    def say(self, key: str, sentence: str) -> None:
        """Put a sentence beside the field of a kind, where somebody was named for it."""
        name = self.kinds.get(key)
        said = self.cleaned_data
        self.add_error(name if said.get(name or "") or not said.get("everything") else "everything", sentence)
