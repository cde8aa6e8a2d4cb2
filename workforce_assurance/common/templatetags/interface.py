"""The parts that every template may use: icons, the menu, banners, error links, fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workforce_assurance.common import banners as all_banners
from workforce_assurance.common import icons, navigation, tables
from workforce_assurance.common.field_html import field_html, visibility

register = template.Library()
register.simple_tag(icons.icon)
register.simple_tag(icons.shape)
# `{% field form.case quiet=True %}`
register.simple_tag(field_html, name="field")
register.simple_tag(visibility)


STYLES = (
    "vendor/bootstrap-5.3.9.subset.css",
    "css/tokens.css",
    "css/base.css",
    "css/forms.css",
    "css/components.css",
)
MODULES = ("js/forms.js", "js/reveal.js", "js/counter.js", "js/swaps.js", "js/autosave.js")
HTMX = "vendor/htmx-2.0.10.min.js"
PAGES = (
    *("help_now", "who_sees_what", "accessibility", "menu", "theme"),
    *("account_login", "account_logout", "account_change_password", "mfa_index"),
)


@cache
def _addresses_of_styles() -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in STYLES))


@cache
def _addresses_of_scripts() -> SafeString:
    modules = format_html_join("\n", '<script src="{}" type="module"></script>', ((static(path),) for path in MODULES))
    return format_html('<script src="{}" defer></script>\n{}', static(HTMX), modules)


@cache
def _addresses_of_pages() -> dict[str, str]:
    return {name: reverse(name) for name in PAGES}


@register.simple_tag
def styles() -> SafeString:
    """The style sheets of every page, put together once in each process."""
    return _addresses_of_styles()


@register.simple_tag
def scripts() -> SafeString:
    """The scripts of every page, put together once in each process."""
    return _addresses_of_scripts()


@register.simple_tag
def pages() -> dict[str, str]:
    """`{% pages as to %}`: the addresses that every page links to, looked up once in each process."""
    return _addresses_of_pages()


@register.simple_tag
@cache
def address(name: str) -> str:
    """`{% address "debriefs:log" %}`: of a page that needs no key, looked up once in each process."""
    return reverse(name)


@register.simple_tag
def status_tag(tone: str, words: str) -> SafeString:
    """`{% status_tag "past_date" "9 days past its date" %}`; nothing at all when there are no words."""
    return tables.status_tag(tone, words)


@register.simple_tag
def table_rows(headings: Sequence[str], rows: Iterable[Iterable[Any]]) -> SafeString:
    """`{% table_rows headings rows %}`: rows of words and `tables.Cell`s."""
    return tables.rows_of(headings, rows)


@register.inclusion_tag("components/_navigation.html", takes_context=True)
def site_navigation(context: dict[str, Any]) -> dict[str, Any]:
    request = context["request"]
    entries = navigation.entries_for(request.user)
    return {"entries": [(entry, entry.holds(request.path)) for entry in entries]}


@register.inclusion_tag("components/_banners.html", takes_context=True)
def banners(context: dict[str, Any]) -> dict[str, Any]:
    return {"banners": all_banners.banners_for(context["request"].user)}


@register.filter
def is_kind(field: BoundField, kinds: str) -> bool:
    """`{% if field|is_kind:"radioselect checkboxselectmultiple" %}`."""
    return field.widget_type in kinds.split()


@register.filter
def error_links(source: BaseForm | Iterable[BaseForm]) -> list[tuple[str, str]]:
    """(anchor, sentence) for every error of a form, of several forms or of a formset."""
    if isinstance(source, BaseForm):
        return _links_of(source)
    links = [link for form in source for link in _links_of(form)]
    whole = getattr(source, "non_form_errors", list)
    return [("", str(error)) for error in whole()] + links


def _links_of(form: BaseForm) -> list[tuple[str, str]]:
    links = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        links += [(anchor_of(field), str(error)) for error in field.errors]
    return links


@register.filter
def anchor_of(field: BoundField) -> str:
    """The id of the first input that belongs to the field."""
    first = f"{field.auto_id}_0" if field.use_fieldset else ""
    return field.id_for_label or first or field.auto_id


_TONES = {"success": "done", "warning": "due_soon", "debug": "info"}


@register.filter
def tone_of(name: str) -> str:
    """A tone, from itself or from the level of a message."""
    last = str(name or "info").split(" ")[-1]
    return _TONES.get(last, last)


@register.filter
def in_list(thing: Any) -> list[Any]:
    """One thing, for a component that takes several."""
    return [thing]
