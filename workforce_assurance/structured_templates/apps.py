"""The structured_templates app."""

from django.apps import AppConfig


class StructuredTemplatesConfig(AppConfig):
    name = "workforce_assurance.structured_templates"
