"""The structured_templates app."""

from django.apps import AppConfig


class StructuredTemplatesConfig(AppConfig):
    name = "workforce_assurance.structured_templates"

    def ready(self) -> None:
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page

        from .rules import manages_templates

        register_set_up_page(
            SetUpPage(
                key="templates",
                label="Templates",
                url="/set-up/templates/",
                about="What is asked in each kind of record: copy, change, compare and publish versions.",
                order=40,
                shown_to=manages_templates,
            )
        )
