"""Kinds answered in rows: agreed adjustments, and the repeating group of other kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from workforce_assurance.common.forms import DateField, LongTextField

from ..asked import Asked
from ..conditions import is_required
from ..enums import QuestionKind
from .base import Asking, Kind, Shown, Typed, Value, World, choices_of, joined
from .facts import day_in_words, person_field

MOST_ROWS = 30
ROW = "row"
ROW_KEY = re.compile(r"[0-9a-z]{1,16}")
FIRST_ROW = "1"


def rows_typed(asking: Asking) -> list[str]:
    """The keys of the rows in the form, in order; one to begin with. What is no key of a row is passed over."""
    keys = dict.fromkeys(key for key in asking.given(ROW) if ROW_KEY.fullmatch(key))
    return list(keys)[:MOST_ROWS] or [FIRST_ROW]


class _Rows(Kind):
    template = "records/kinds/_rows.html"
    has_rows = True

    def is_used(self, asking: Asking, row: str) -> bool:
        """Whether anything was typed in the row."""
        start = joined(asking.name, row, "")
        return any(value.strip() for name, values in asking.typed.items() if name.startswith(start) for value in values)

    def used(self, asking: Asking) -> list[str]:
        return [row for row in rows_typed(asking) if self.is_used(asking, row)]


class Adjustments(_Rows):
    """What was agreed in practice: what kind, in words what, who sees to it, from when to when, and when it is looked at again."""

    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for number, row in enumerate(rows_typed(asking)):
            needed = self.is_used(asking, row) or (asking.required and number == 0)
            fields |= {joined(asking.name, row, part): field for part, field in self._row(asking, row, needed).items()}
        return fields

    def _row(self, asking: Asking, row: str, needed: bool) -> dict[str, forms.Field]:
        kinds = [("", "Choose a kind"), *choices_of(asking.asked)]
        owner = person_field(asking.world, asking.given(row, "owner"), label="Who sees to it", required=needed)
        return {
            "kind": forms.ChoiceField(choices=kinds, label="Kind of adjustment", required=needed),
            "what": LongTextField(label="What was agreed", required=needed),
            "owner": owner,
            "starts_on": DateField(label="From", required=needed),
            "ends_on": _LaterField(("starts_on",), asking, row, label="Until (if it ends)", required=False),
            "check_on": _LaterField(("starts_on",), asking, row, label="Look at it again on", required=needed),
        }

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        rows = [self._coded(asking, row, cleaned) for row in self.used(asking)]
        words = {row: cleaned.get(joined(asking.name, row, "what")) or "" for row in self.used(asking)}
        return Value(coded=rows, words=words) if rows else None

    def _coded(self, asking: Asking, row: str, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        coded: dict[str, Any] = {"row": row}
        for part in ("kind", "owner", "starts_on", "ends_on", "check_on"):
            given = cleaned.get(joined(asking.name, row, part))
            coded[part] = given.isoformat() if hasattr(given, "isoformat") else given or None
        return coded

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        typed: Typed = {joined(name, ROW): [row["row"] for row in value.coded or []]}
        for row in value.coded or []:
            for part in ("kind", "owner", "starts_on", "ends_on", "check_on"):
                typed[joined(name, row["row"], part)] = [row.get(part) or ""]
            typed[joined(name, row["row"], "what")] = [(value.words or {}).get(row["row"], "")]
        return typed

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        return Shown(rows=tuple(self._shown_row(asked, row, value.words or {}, world) for row in value.coded or []))

    def _shown_row(
        self, asked: Asked, row: dict[str, Any], words: dict[str, str], world: World
    ) -> tuple[tuple[str, Shown], ...]:
        def fact(text: str) -> Shown:
            return Shown(facts=(text,)) if text else Shown()

        return (
            ("Kind", fact(asked.label_of(row.get("kind") or ""))),
            ("What was agreed", Shown(text=words.get(row["row"], ""))),
            ("Who sees to it", fact(world.names.get(row.get("owner") or "", ""))),
            ("From", fact(_day(row.get("starts_on")))),
            ("Until", fact(_day(row.get("ends_on")))),
            ("Look at it again on", fact(_day(row.get("check_on")))),
        )

    def people_in(self, asked: Asked, value: Value) -> set[str]:
        return {row["owner"] for row in value.coded or [] if row.get("owner")}


class Group(_Rows):
    """The same few questions for each of several things."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds

    def inner(self, asking: Asking, row: str, inner: Asked, *, required: bool = False) -> Asking:
        return Asking(inner, joined(asking.name, row, inner.key), asking.typed, asking.world, required)

    def fields(self, asking: Asking) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for number, row in enumerate(rows_typed(asking)):
            counts = self.is_used(asking, row) or (asking.required and number == 0)
            for question in asking.asked.inner:
                needed = counts and is_required(question, asking.asked.inner, asking.typed, joined(asking.name, row))
                fields |= self.kinds[question.kind].fields(self.inner(asking, row, question, required=needed))
        return fields

    def value(self, asking: Asking, cleaned: Mapping[str, Any]) -> Value | None:
        coded: list[dict[str, Any]] = []
        words: dict[str, dict[str, Any]] = {}
        for row in self.used(asking):
            values = {q.key: self.kinds[q.kind].value(self.inner(asking, row, q), cleaned) for q in asking.asked.inner}
            coded.append({"row": row, "answers": {k: v.coded for k, v in values.items() if v and v.coded is not None}})
            words[row] = {k: v.words for k, v in values.items() if v and v.words is not None}
        return Value(coded=coded, words=words) if coded else None

    def typed(self, asked: Asked, name: str, value: Value) -> Typed:
        typed: Typed = {joined(name, ROW): [row["row"] for row in value.coded or []]}
        for row, question, inner in self._cells(asked, value):
            typed |= self.kinds[question.kind].typed(question, joined(name, row, question.key), inner)
        return typed

    def shown(self, asked: Asked, value: Value, world: World) -> Shown:
        rows: dict[str, list[tuple[str, Shown]]] = {}
        for row, question, inner in self._cells(asked, value):
            rows.setdefault(row, []).append((question.text, self.kinds[question.kind].shown(question, inner, world)))
        return Shown(rows=tuple(tuple(cells) for cells in rows.values()))

    def people_in(self, asked: Asked, value: Value) -> set[str]:
        cells = self._cells(asked, value)
        return {key for _, question, inner in cells for key in self.kinds[question.kind].people_in(question, inner)}

    def _cells(self, asked: Asked, value: Value) -> list[tuple[str, Asked, Value]]:
        return [
            (
                row["row"],
                question,
                Value(row["answers"].get(question.key), (value.words or {}).get(row["row"], {}).get(question.key)),
            )
            for row in value.coded or []
            for question in asked.inner
            if question.kind not in (QuestionKind.SCRIPT, QuestionKind.SPOKEN)
        ]


class _LaterField(DateField):
    """A day that does not lie before the day in another field of the same row."""

    def __init__(self, start: tuple[str, ...], asking: Asking, row: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start = asking.given(row, *start)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        first = _parsed(self.start)
        if day and first and day < first:
            raise ValidationError(
                f"Enter a day that is not before {day_in_words(first.isoformat())}, when it starts.",
                code="before_start",
            )
        return day


def _parsed(given: list[str]) -> Any:
    try:
        return DateField(required=False).clean(given[-1] if given else "")
    except ValidationError:
        return None


def _day(iso: str | None) -> str:
    return day_in_words(iso) if iso else ""
