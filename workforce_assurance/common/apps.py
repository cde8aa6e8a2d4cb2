"""The common app."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "workforce_assurance.common"
