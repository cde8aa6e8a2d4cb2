"""The field that brings a form's text back to its writer."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from workforce_assurance.structured_templates.kept import CARRY, carry_for

register = template.Library()


@register.simple_tag(takes_context=True)
def carry(context: dict[str, Any]) -> SafeString:
    """`{% carry %}` inside a form: says, signed, who had it open and where."""
    return format_html('<input type="hidden" name="{}" value="{}">', CARRY, carry_for(context["request"]))
