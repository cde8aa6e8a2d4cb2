"""The base of every form: fields that refuse what cannot be stored, in words, and keep what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.utils import flatatt, pretty_name
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .case_references import why_not_a_case_reference

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y")
SHORT = 200
LONG = 20_000

NOT_STORABLE = (
    "Part of this text cannot be stored (a character that is not visible). Type it again rather than paste it."
)
TOO_LONG = "This is %(show_value)d characters long. Shorten it to %(limit_value)d or fewer."


class Option(str):
    """A choice's label with a hint beside it."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, label: str, hint: str = "") -> Self:
        option = super().__new__(cls, label)
        option.hint = hint
        return option


def is_storable(text: str) -> bool:
    """Whether a database and a page can hold it: no NUL, no lone surrogate."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def check_storable(value: str) -> None:
    """Refuse NUL and lone surrogates, which neither the database nor a page can hold."""
    if not is_storable(value):
        raise ValidationError(NOT_STORABLE, code="not_storable")


def _showable(value: Any) -> Any:
    """What was typed, with what no page can carry replaced by the sign for it."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return value


class ShortTextInput(forms.TextInput):
    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """What Django's own template gives, in a tenth of its time: a section page holds many of these."""
        return _input(self.input_type, name, self.format_value(value), self.build_attrs(self.attrs, attrs))

    def format_value(self, value: Any) -> Any:
        return _showable(super().format_value(value))


class LongTextInput(forms.Textarea):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5} | (attrs or {}))

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        shown = self.format_value(value)
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<textarea name="{}"{}>\n{}</textarea>', name, attributes, "" if shown is None else shown)

    def format_value(self, value: Any) -> Any:
        return _showable(super().format_value(value))


def _input(kind: str, name: str, value: Any, attrs: dict[str, Any]) -> SafeString:
    shown = "" if value is None else format_html(' value="{}"', value)
    return format_html('<input type="{}" name="{}"{}{}>', kind, name, shown, flatatt(attrs))


class DateInput(forms.DateInput):
    """A native date input; what is no date stays as it was typed, in a text input."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None, *, recent: bool = False) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
        # Offers Today and Yesterday.
        self.recent = recent

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"] = _showable(context["widget"]["value"])
        if shown and not _is_iso(shown):
            context["widget"]["type"] = "text"
            context["widget"]["attrs"]["class"] = "input-date-text"
        else:
            # Without it a browser goes on taking digits of the year after the fourth.
            context["widget"]["attrs"].setdefault("max", "9999-12-31")
        return context


def _is_iso(value: str) -> bool:
    try:
        return str(date.fromisoformat(value)) == value
    except ValueError:
        return False


class TextField(forms.CharField):
    """Text with a longest length that is counted as the counter on the page counts it."""

    default_length = SHORT
    widget = ShortTextInput

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=max_length or self.default_length, **kwargs)
        self.error_messages.setdefault("max_length", TOO_LONG)
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = TOO_LONG
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]
        self.validators.insert(0, check_storable)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength: a browser would cut what is pasted without a word.
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class LongTextField(TextField):
    """A narrative: a text area that counts down near its end."""

    default_length = LONG
    widget = LongTextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"data-max-length": self.max_length}


class DateField(forms.DateField):
    """A day between two sane bounds; `recent=True` offers Today and Yesterday."""

    def __init__(
        self, *, earliest: date = EARLIEST, latest: date = LATEST, recent: bool = False, **kwargs: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        kwargs.setdefault("widget", DateInput(recent=recent))
        kwargs.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Enter a day that exists, such as 27/3/2026."

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not self.earliest <= value <= self.latest:
            between = f"{self.earliest:%-d %B %Y} and {self.latest:%-d %B %Y}"
            raise ValidationError(f"Enter a day between {between}.", code="out_of_bounds")


class ClockField(forms.TimeField):
    """A time of day, such as 10:00 or 2pm."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        formats = ("%H:%M", "%H.%M", "%H:%M:%S", "%I:%M%p", "%I%p")
        super().__init__(input_formats=formats, **kwargs)
        self.error_messages["invalid"] = "Enter a time, such as 10:00."


def counted_field(label: str, hint: str, *, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number between two bounds, refused in one sentence."""
    field = forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=most, **kwargs)
    words = f"Enter a whole number from {least} to {most}."
    field.error_messages |= {"min_value": words, "max_value": words, "invalid": words}
    for validator in field.validators:
        validator.message = words  # type: ignore[attr-defined]
    field.widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return field


class CaseReferenceField(TextField):
    """The organisation's own code for a person served; refuses what would name them."""

    default_length = 40

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Your organisation's own code. Never a name, a date of birth or an NHS number.")
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if why := why_not_a_case_reference(value):
            raise ValidationError(why, code="names_a_person")


class AccessibleForm:
    """What forms of this house have in common: words for errors, no colon, crispy without a form tag."""

    error_css_class = "field--error"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            _use_our_words(field, str(field.label or pretty_name(name)))

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


def _use_our_words(field: forms.Field, label: str) -> None:
    words = field.error_messages
    if words.get("required") == forms.Field.default_error_messages["required"]:
        choose = isinstance(field, forms.ChoiceField)
        words["required"] = f"Choose an answer to “{label}”." if choose else f"Fill in “{label}”."
    if isinstance(field, forms.ChoiceField):
        words["invalid_choice"] = "Choose one of the answers on the list."
    if isinstance(field, forms.IntegerField):
        words["invalid"] = "Enter a number, such as 45."


class Form(AccessibleForm, forms.Form):
    """Checks what was typed and saves nothing; `AT` names the question that an exception of a command is about."""

    AT: dict[type[Exception], str] = {}

    def refuse(self, refusal: Exception) -> None:
        """Say a command's refusal at the question that it is about, or above the form."""
        at = self.AT.get(type(refusal))
        self.add_error(at if at in self.fields else None, str(refusal))
