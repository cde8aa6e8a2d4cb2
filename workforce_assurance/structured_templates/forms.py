"""The form of one section, built from what the version asks; it checks what was typed and saves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from workforce_assurance.common.forms import AccessibleForm, Form, LongTextField, TextField

from .asked import Asked, AskedSection, Option
from .conditions import ROOT, is_required
from .kinds import KINDS, Asking, Shown, Typed, Value, World, joined
from .kinds.rows import MOST_ROWS, ROW, rows_typed
from .readers import Readers


@dataclass(frozen=True)
class Block:
    """A question as the page shows it: its fields, or its rows of fields."""

    asked: Asked
    template: str
    name: str
    required: bool
    readers: Readers | None
    fields: tuple[BoundField, ...] = ()
    rows: tuple[RowBlock, ...] = ()
    # "name=value" for the script that hides what is not asked, and the sentence for pages without scripts.
    shown_if: str = ""
    when: str = ""
    in_row: bool = False
    # How it reads now, when it is worked out and not typed.
    total: Shown | None = None

    @property
    def quiet(self) -> bool:
        """Whether "(optional)" is not said beside each label: it is needed, it says so itself, or its row does."""
        return self.required or self.in_row

    @property
    def parts(self) -> list[Part]:
        """Its fields, each box for words with who can read it; "(optional)" is said of the first alone."""
        return [
            Part(
                bound,
                self.quiet or number > 0,
                self.readers if _takes_words(bound) else None,
                bound.form.hints.get(bound.html_name),
            )
            for number, bound in enumerate(self.fields)
        ]

    @property
    def explained(self) -> list[Option]:
        """The steps of its scale that say what they mean."""
        return [option for option in self.asked.options if option.help]

    @property
    def may_grow(self) -> bool:
        return len(self.rows) < MOST_ROWS


@dataclass(frozen=True)
class Part:
    field: BoundField
    quiet: bool
    readers: Readers | None
    # Hints at its wordings; None when it has none at any time.
    hints: Sequence[Any] | None


def _takes_words(bound: BoundField) -> bool:
    return isinstance(bound.field, TextField)


@dataclass(frozen=True)
class RowBlock:
    key: str
    number: int
    fields: tuple[BoundField, ...] = ()
    blocks: tuple[Block, ...] = ()


class SectionForm(AccessibleForm, forms.Form):
    """Bound to what was sent when it is to be checked; else it shows what was typed, right or wrong, without complaint."""

    def __init__(
        self, section: AskedSection, *, typed: Typed, world: World, check: bool, readers: Mapping[str, Readers]
    ) -> None:
        self.section, self.typed, self.world, self.readers = section, typed, world, readers
        # By the name of the box; set where there are any (`hints.hints_in`).
        self.hints: Mapping[str, Sequence[Any]] = {}
        self.base_fields = {
            name: field
            for asked in section.questions
            for name, field in KINDS[asked.kind].fields(self.asking(asked)).items()
        }
        data = MultiValueDict(typed) if check else None
        super().__init__(data=data, initial=None if check else self._initial())

    def asking(self, asked: Asked) -> Asking:
        required = is_required(asked, self.section.questions, self.typed)
        return Asking(asked, joined(ROOT, asked.key), self.typed, self.world, required)

    def _initial(self) -> dict[str, Any]:
        several = {n for n, f in self.base_fields.items() if isinstance(f, forms.MultipleChoiceField)}
        return {n: v if n in several else v[-1] for n, v in self.typed.items() if v and n in self.base_fields}

    def values(self) -> dict[str, Value | None]:
        """The answer to each question by its key, after `is_valid()`; nothing for one that was not answered."""
        return {
            asked.key: KINDS[asked.kind].value(self.asking(asked), self.cleaned_data)
            for asked in self.section.answered
            if not asked.is_computed
        }

    @property
    def blocks(self) -> list[Block]:
        return [self._block(asked, self.section.questions, ROOT) for asked in self.section.questions]

    def _block(self, asked: Asked, siblings: Sequence[Asked], prefix: str, layer: str = "") -> Block:
        kind, name = KINDS[asked.kind], joined(prefix, asked.key)
        asking = Asking(asked, name, self.typed, self.world)
        fields = () if kind.has_rows else self._fields_under(name)
        wrong = self.is_bound and any(bound.errors for bound in fields)
        return Block(
            asked=asked,
            template=kind.template,
            name=name,
            required=is_required(asked, siblings, self.typed, prefix),
            readers=self.readers.get(layer or asked.layer) if asked.is_answered and not asked.is_computed else None,
            fields=fields,
            rows=tuple(self._rows(asked, asking)) if kind.has_rows else (),
            # What has to be put right is never hidden.
            shown_if=""
            if wrong or not asked.shown_if
            else f"{joined(prefix, asked.shown_if.key)}={asked.shown_if.value}",
            when=_when(asked, siblings),
            in_row=bool(layer),
            total=self._total(asked),
        )

    def _total(self, asked: Asked) -> Shown | None:
        if not asked.is_computed:
            return None
        value, kind = self.world.totals.get(asked.id), KINDS[asked.kind]
        return kind.shown(asked, value, self.world) if value else kind.unanswered(asked)

    def _rows(self, asked: Asked, asking: Asking) -> Iterator[RowBlock]:
        for number, row in enumerate(rows_typed(asking), start=1):
            start = joined(asking.name, row)
            if asked.inner:
                blocks = tuple(self._block(inner, asked.inner, start, asked.layer) for inner in asked.inner)
                yield RowBlock(row, number, blocks=blocks)
            else:
                yield RowBlock(row, number, fields=self._fields_under(start))

    def _fields_under(self, name: str) -> tuple[BoundField, ...]:
        return tuple(self[n] for n in self.fields if n == name or n.startswith(joined(name, "")))


def _when(asked: Asked, siblings: Sequence[Asked]) -> str:
    if asked.shown_if is None:
        return ""
    other = next((question for question in siblings if question.key == asked.shown_if.key), None)
    if other is None:
        return ""
    label = (
        {"yes": "Yes", "no": "No"}.get(asked.shown_if.value)
        if not other.options
        else other.label_of(asked.shown_if.value)
    )
    return f"Only if the answer to “{other.text}” is “{label}”."


def typed_in(sent: Mapping[str, Any]) -> Typed:
    """Everything of a section that was sent, as it was typed."""
    lists = sent.lists() if hasattr(sent, "lists") else sent.items()
    return {name: list(values) for name, values in lists if name.startswith(f"{ROOT}.")}


def with_row(typed: Typed, name: str, row: str) -> Typed:
    """One more row of that question."""
    keys = typed.get(joined(name, ROW)) or ["1"]
    return typed | {joined(name, ROW): [*keys, row]} if len(keys) < MOST_ROWS else typed


def without_row(typed: Typed, name: str, row: str) -> Typed:
    kept = {n: v for n, v in typed.items() if not n.startswith(joined(name, row, ""))}
    return kept | {joined(name, ROW): [key for key in typed.get(joined(name, ROW), []) if key != row]}


def meaning(typed: Typed) -> dict[str, list[str]]:
    """What was typed without what means nothing: empty fields, and how a browser ends a line."""
    plain = {
        n: [v.replace("\r\n", "\n").strip() for v in values] for n, values in typed.items() if not n.endswith(f".{ROW}")
    }
    return {name: found for name, values in plain.items() if (found := [value for value in values if value])}


class StatementForm(Form):
    text = LongTextField(
        label="Your statement", help_text="Your own words beside this record, when you see something differently."
    )


class SignForm(Form):
    """Signing, with a statement for whoever sees something differently."""

    agreed = forms.BooleanField(label="I have read this record, and I sign it")
    text = LongTextField(
        label="Your statement, if you see something differently",
        required=False,
        help_text="It stands beside the record, in your own words.",
    )


class AmendmentForm(Form):
    section = forms.ChoiceField(label="Which part is it about?", required=False)
    reason = LongTextField(label="Why does this need adding?", max_length=1000)
    text = LongTextField(
        label="What is added or put right?", help_text="The record stays as it was signed; this stands beside it."
    )

    def __init__(self, *args: Any, sections: Sequence[AskedSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [("", "The record as a whole"), *((one.key, one.title) for one in sections)]
