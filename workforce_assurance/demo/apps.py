"""The demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "workforce_assurance.demo"
