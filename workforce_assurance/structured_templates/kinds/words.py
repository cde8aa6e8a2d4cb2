"""Kinds answered in words: nothing of them stands in the clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from workforce_assurance.common.forms import CaseReferenceField, LongTextField, TextField

from ..asked import Asked
from .base import Asking, Kind, Shown, Typed, Value, World, labelled


class _Words(Kind):
    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        text = cleaned.get(asking.name)
        return Value(words=text) if text else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {name: [value.words or ""]}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown(text=value.words or "")


class ShortText(_Words):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {asking.name: TextField(**labelled(asking))}


class LongText(_Words):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {asking.name: LongTextField(**labelled(asking))}


class CaseReference(_Words):
    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        told = labelled(asking)
        if not told["help_text"]:
            del told["help_text"]
        return {asking.name: CaseReferenceField(**told)}


class Unanswered(Kind):
    """Text to read, or to talk about: nothing is typed, nothing is stored."""

    template = "records/kinds/_text.html"

    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        return {}

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        return None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        return {}

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown()
