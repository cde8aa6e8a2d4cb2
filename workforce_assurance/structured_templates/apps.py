"""The structured_templates app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class StructuredTemplatesConfig(AppConfig):
    name = "workforce_assurance.structured_templates"

    def ready(self) -> None:
        from workforce_assurance.common.banners import BannerSource, register_banner
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
        from workforce_assurance.common.shipped import Shipped, register_shipped
        from workforce_assurance.common.watched import register_watched

        from . import checks, held, note_keys
        from .rules import manages_templates

        held.register()
        register(checks.note_keys_open_what_was_sealed, Tags.database)
        register_watched("notes", note_keys.watched)
        register_banner(BannerSource("structured_templates.note_keys", note_keys.banner))
        register_shipped(Shipped("structured_templates.note_keys", 90, lambda _now: note_keys.look_at_start()))

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
