"""The escalations app."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "workforce_assurance.escalations"
