"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "workforce_assurance.people"
