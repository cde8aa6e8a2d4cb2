"""The escalations app."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "workforce_assurance.escalations"

    def ready(self) -> None:
        from workforce_assurance.common.shipped import Shipped, register_shipped
        from workforce_assurance.outbox.registry import MailKind, register_mail_kind

        from .commands import MAIL_KIND, alerts_ended, prepare_alerts, ship_ladders

        register_mail_kind(MailKind(MAIL_KIND, "Alerts of what ran out", prepare_alerts, alerts_ended))
        register_shipped(Shipped("escalations.ladders", 50, lambda now: ship_ladders(now=now)))
