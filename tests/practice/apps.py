"""The tests' practice registers what it offers as every practice does."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "tests.practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workforce_assurance.escalations.registry import Obligation, register_obligation

        from . import dates

        register_obligation(
            Obligation(
                kind=dates.KIND,
                singular="practice date",
                plural="practice dates",
                claim=dates.claim,
                due=dates.due,
                unmet=dates.unmet,
                page=lambda subject_id: f"/practice/{subject_id}/",
                may_know=dates.may_know,
            )
        )
