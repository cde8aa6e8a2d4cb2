"""Kinds answered by choosing: the codes stand in the clear, a "why" is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from workforce_assurance.common.forms import LongTextField

from ..asked import Asked
from .base import Asking, Kind, Shown, Typed, Value, World, choice_field, choices_of, joined, labelled

YES_NO = (("yes", "Yes"), ("no", "No"))


class OneOf(Kind):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {asking.name: choice_field(asking, choices_of(asking.asked))}

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        code = cleaned.get(asking.name)
        return Value(coded=code) if code else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {name: [value.coded or ""]}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown(facts=(asked.label_of(value.coded),)) if value.coded else Shown()


class SeveralOf(Kind):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {asking.name: several_field(choices_of(asking.asked), **labelled(asking))}

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        codes = cleaned.get(asking.name)
        return Value(coded=list(codes)) if codes else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {name: list(value.coded or [])}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown(facts=in_order(asked, value.coded or []))


class YesNo(Kind):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {asking.name: choice_field(asking, list(YES_NO))}
        if asking.asked.holds_words:
            fields[joined(asking.name, "why")] = LongTextField(label="Why? (optional)", required=False)
        return fields

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        code, why = cleaned.get(asking.name), cleaned.get(joined(asking.name, "why"))
        return Value(coded=code or None, words=why or None) if code or why else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {name: [value.coded or ""], joined(name, "why"): [value.words or ""]}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        facts = tuple(label for code, label in YES_NO if code == value.coded)
        return Shown(facts=facts, text=value.words or "")


class DriftSigns(Kind):
    """Coded early warnings in two views, which may differ, and a note."""

    template = "records/kinds/_drift_signs.html"
    can_be_required = False
    views = ("worker", "supervisor")

    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        choices = choices_of(asking.asked)
        fields: dict[str, forms.Field] = {
            joined(asking.name, view): several_field(choices, label=label, required=False)
            for view, label in self._labels(asking.world)
        }
        if asking.asked.holds_words:
            fields[joined(asking.name, "note")] = LongTextField(label="Anything to add (optional)", required=False)
        return fields

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        coded = {view: list(cleaned.get(joined(asking.name, view)) or []) for view in self.views}
        note = cleaned.get(joined(asking.name, "note"))
        return Value(coded=coded, words=note or None) if note or any(coded.values()) else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        views = {joined(name, view): list((value.coded or {}).get(view, [])) for view in self.views}
        return views | {joined(name, "note"): [value.words or ""]}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        row = tuple(
            (label, Shown(facts=in_order(asked, (value.coded or {}).get(view, [])) or ("None",)))
            for view, label in self._labels(world)
        )
        return Shown(text=value.words or "", rows=(row,))

    def _labels(self, world: World) -> list[tuple[str, str]]:
        return [("worker", f"{world.worker}: own view"), ("supervisor", f"{world.supervisor}: supervisor's view")]


def several_field(choices: list[tuple[str, str]], **told: Any) -> forms.MultipleChoiceField:
    field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    field.error_messages["invalid_list"] = "Choose from the answers on the list."
    return field


def in_order(asked: Asked, codes: list[str]) -> tuple[str, ...]:
    """The labels of these codes in the order in which they were offered; a code no longer offered reads as itself."""
    offered = [option.code for option in asked.options]
    known = [option.label for option in asked.options if option.code in codes]
    return (*known, *(code for code in codes if code not in offered))
