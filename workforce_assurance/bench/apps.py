"""The measuring app: commands only, nothing of it runs in the product."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "workforce_assurance.bench"
