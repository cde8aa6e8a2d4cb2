"""Widgets as the house gives them are those of Django's own templates."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from workforce_assurance.common.form_renderer import QUICK, FormRenderer

CHOICES = [("", "All"), ("a", "A & <b>"), ("Group", [("b", 'B "quoted"'), (3, "Three")])]


def plain(html: str) -> str:
    """Without the spaces between tags, and with attributes in one order."""
    return re.sub(
        r"<(\w+)([^>]*)>", lambda tag: f"<{tag[1]} {sorted(tag[2].split())}>", re.sub(r">\s+<", "><", html.strip())
    )


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=CHOICES, attrs={"class": "form-select", "required": True, "disabled": False}), "b"),
        (forms.Select(choices=CHOICES), None),
        (forms.Select(choices=CHOICES), 3),
        (forms.Select(choices=()), ""),
        (forms.TextInput(attrs={"autofocus": True}), '<script>"&'),
        (forms.TextInput(), None),
        (forms.DateInput(), "2026-11-10"),
        (forms.TimeInput(), "14:30"),
        (forms.NumberInput(attrs={"min": 0}), 0),
        (forms.HiddenInput(), "x"),
    ],
)
def test_a_widget_is_that_of_django_s_template(widget, value):
    ours, theirs = (
        widget.render("field", value, {"id": "id_field"}, renderer()) for renderer in (FormRenderer, DjangoTemplates)
    )
    assert widget.template_name in QUICK
    assert plain(ours) == plain(theirs)


def test_another_widget_is_left_to_its_template():
    widget = forms.CheckboxSelectMultiple(choices=CHOICES[:2])
    ours, theirs = (widget.render("field", ["a"], {}, renderer()) for renderer in (FormRenderer, DjangoTemplates))
    assert ours == theirs
