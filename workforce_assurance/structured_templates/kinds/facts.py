"""Kinds answered by one fact: a number, a day, a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from workforce_assurance.common.forms import DateField, ShortTextInput

from ..asked import Asked
from .base import Asking, Kind, Shown, Typed, Value, World, labelled

LARGEST = Decimal(10) ** 9
GONE = "Somebody who is not here any more"


class _Fact(Kind):
    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {name: [value.coded or ""]}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown(facts=(self.reads(value.coded, world),)) if value.coded else Shown()

    def reads(self, coded: str, world: World) -> str:
        return coded


class Number(_Fact):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        # A text input: browsers throw away what somebody typed into a number input when it is no number.
        widget = ShortTextInput(attrs={"inputmode": "decimal", "class": "input-short"})
        field = forms.DecimalField(
            min_value=-LARGEST, max_value=LARGEST, max_digits=14, decimal_places=4, widget=widget, **labelled(asking)
        )
        # The first refuses what is no number before the others count its digits.
        for code in ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"):
            field.error_messages[code] = "Enter a number, such as 45 or 7.5."
        for validator in field.validators:
            if hasattr(validator, "messages"):
                validator.messages = dict.fromkeys(
                    validator.messages, "Enter a number with at most 4 decimals, below a billion."
                )
            else:
                validator.message = "Enter a number below a billion."
        return {asking.name: field}

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        number = cleaned.get(asking.name)
        return None if number is None else Value(coded=plain(number))


class Date(_Fact):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {asking.name: DateField(**labelled(asking))}

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        day = cleaned.get(asking.name)
        return Value(coded=day.isoformat()) if day else None

    def reads(self, coded: str, world: World) -> str:
        return day_in_words(coded)


class Person(_Fact):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {asking.name: person_field(asking.world, asking.given(), **labelled(asking))}

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        key = cleaned.get(asking.name)
        return Value(coded=key) if key else None

    def reads(self, coded: str, world: World) -> str:
        return world.names.get(coded, GONE)

    def people_in(self, asked: Asked, value: Value) -> set[str]:
        return {value.coded} if value.coded else set()


def person_field(world: World, given: list[str], **told: Any) -> forms.ChoiceField:
    """A list of the people whom the writer may name, and of whom the stored answer names already."""
    offered = list(world.people)
    known = {key for key, _ in offered}
    offered += [(key, world.names[key]) for key in given if key in world.names and key not in known]
    return forms.ChoiceField(choices=[("", "Choose a person"), *offered], **told)


def day_in_words(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"


def plain(number: Decimal) -> str:
    """Without zeros that say nothing: 7.50 is 7.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text
