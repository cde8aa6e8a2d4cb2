"""HTML to PDF, and the files that people ask for."""

from django.apps import AppConfig


class RenderingConfig(AppConfig):
    name = "workforce_assurance.rendering"

    def ready(self) -> None:
        from . import held
        from .doorbell import doorbell
        from .ringing import ring

        held.register()
        doorbell.connect(ring)
