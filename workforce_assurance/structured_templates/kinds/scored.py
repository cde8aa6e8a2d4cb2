"""Kinds that are counted: several items on one scale, and a total that is worked out and never typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from ..asked import Asked, Item
from .base import Asking, Kind, Shown, Typed, Value, World, joined
from .words import Unanswered

NOT_COMPUTABLE = "Not computable: an answer that it needs is missing"


class Matrix(Kind):
    """One choice on the same anchored scale for each of several items; only codes are stored."""

    template = "records/kinds/_matrix.html"

    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {joined(asking.name, item.code): self._field(asking, item) for item in asking.asked.items}

    def _field(self, asking: Asking, item: Item) -> forms.ChoiceField:
        choices = [(option.code, option.label) for option in asking.asked.options]
        if not asking.required and any(asking.given(item.code)):
            choices.append(("", "Leave this unanswered"))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=item.label, required=asking.required)

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        chosen = {item.code: cleaned.get(joined(asking.name, item.code)) for item in asking.asked.items}
        coded = {item: code for item, code in chosen.items() if code}
        return Value(coded=coded) if coded else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {joined(name, item): [code] for item, code in (value.coded or {}).items()}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        coded = value.coded or {}
        cells = ((item.label, coded[item.code]) for item in asked.items if item.code in coded)
        return Shown(rows=(tuple((label, Shown(facts=(asked.label_of(code),))) for label, code in cells),))


class Total(Unanswered):
    """Read only: the server works it out from other answers whenever they are saved."""

    template = "records/kinds/_total.html"
    can_be_required = False

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown(facts=(str(value.coded),))

    def unanswered(self, asked: Asked) -> Shown:
        return Shown(facts=(NOT_COMPUTABLE,))
