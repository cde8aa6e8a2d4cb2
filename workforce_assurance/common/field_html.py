"""One question with its label, hint, error, input and counter as HTML, put together without templates: pages hold dozens of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.utils import flatatt
from django.utils.html import conditional_escape as text
from django.utils.safestring import SafeString, mark_safe

from .icons import icon

RECENT = (
    '<button class="btn btn-secondary js-only" type="button" data-set-date="{0}" data-days-ago="0">Today</button>'
    '<button class="btn btn-secondary js-only" type="button" data-set-date="{0}" data-days-ago="1">Yesterday</button>'
)
COUNTER = (
    '<div class="counter" id="{}-counter" hidden><span data-seen aria-hidden="true"></span>'
    '<span class="visually-hidden" data-heard role="status"></span></div>'
)
OPTIONAL = ' <span class="field__optional">(optional)</span>'
LISTS = ("radioselect", "checkboxselectmultiple")


def field_html(
    field: BoundField, *, readers: Any = "", private: Any = False, quiet: bool = False, heading: bool = False,
    row: bool = False,
) -> SafeString:  # fmt: skip
    """The field as it stands on every page.

    `readers` and `private` say who can read what is typed; `quiet` leaves out "(optional)"; `heading` makes the label the
    heading of the page; `row` puts choices beside each other.
    """
    if field.is_hidden:
        return str(field)
    if field.widget_type == "checkbox":
        return mark_safe(_checkbox(field))  # noqa: S308
    name, group, hint, error = field.auto_id, field.use_fieldset, field.help_text, _error(field)
    above = [_label(field, group=group, quiet=quiet, heading=heading)]
    if hint:
        above.append(f'<span class="field__hint" id="{name}_helptext">{text(hint)}</span>')
    if readers:
        above.append(visibility(readers, private=private))
    within = "".join((*above, error, _input(field, row=row)))
    if group:
        described = f' aria-describedby="{field.aria_describedby}"' if hint or error else ""
        within = f"<fieldset{described}>{within}</fieldset>"
    # Each part is escaped where it is made.
    return mark_safe(_framed(field, "field", error, within))  # noqa: S308


def visibility(readers: str, *, private: Any = False, name: str = "") -> SafeString:
    """The line that says who can read what is typed below it."""
    look, drawing = (" visibility--private", "lock") if private else ("", "eye")
    named = f' id="{text(name)}"' if name else ""
    return mark_safe(  # noqa: S308
        f'<p class="visibility{look}"{named}>{icon(drawing)}<span>Who can read this: {text(readers)}</span></p>'
    )


def _framed(field: BoundField, look: str, error: str, within: str) -> str:
    wrong = " field--error" if error else ""
    return f'<div class="{look}{wrong}" id="field-{field.html_name}">{within}</div>'


def _label(field: BoundField, *, group: bool, quiet: bool, heading: bool) -> str:
    words = f"<h1>{text(field.label)}</h1>" if heading else text(field.label)
    if not (field.field.required or quiet):
        words += OPTIONAL
    if group:
        return f"<legend>{words}</legend>"
    return f'<label class="field__label" for="{field.id_for_label}">{words}</label>'


def _error(field: BoundField) -> str:
    if not field.errors:
        return ""
    words = " ".join(text(error) for error in field.errors)
    return (
        f'<div class="field__error" id="{field.auto_id}_error">{icon("alert")}'
        f'<span><span class="visually-hidden">Error: </span>{words}</span></div>'
    )


def _input(field: BoundField, *, row: bool) -> str:
    if field.widget_type in LISTS:
        look = "choices choices--row" if row else "choices"
        return f'<div class="{look}">{"".join(_choice(option) for option in field)}</div>'
    given = str(field)
    if getattr(field.field.widget, "recent", False):
        given = f'<div class="date-buttons">{given}{RECENT.format(field.id_for_label)}</div>'
    # The longest length is what its counter counts down from.
    counted = field.field.widget.attrs.get("data-max-length")
    return given + COUNTER.format(field.id_for_label) if counted else given


def _choice(option: BoundWidget) -> str:
    data = option.data
    hint = getattr(option.choice_label, "hint", "")
    told = f'<span class="choice__hint">{text(hint)}</span>' if hint else ""
    label = f'<label for="{option.id_for_label}">{text(option.choice_label)}</label>'
    return f'<div class="choice">{choice_input(data)}{label}{told}</div>'


def choice_input(data: Mapping[str, Any]) -> str:
    """The radio or checkbox of one choice, as the widget's own template gives it."""
    named = f'type="{data["type"]}" name="{text(data["name"])}" value="{text(str(data["value"]))}"'
    return f"<input {named}{flatatt(data['attrs'])}>"


def _checkbox(field: BoundField) -> str:
    error, hint = _error(field), ""
    if field.help_text:
        hint = f'<span class="choice__hint" id="{field.auto_id}_helptext">{text(field.help_text)}</span>'
    label = f'<label for="{field.id_for_label}">{text(field.label)}</label>'
    return _framed(field, "field field--check", error, f'{error}<div class="choice">{field}{label}{hint}</div>')
