"""The escalations app."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "workforce_assurance.escalations"

    def ready(self) -> None:
        from workforce_assurance.common.banners import BannerSource, register_banner
        from workforce_assurance.common.navigation import Entry, register_entry
        from workforce_assurance.common.panels import PanelSource, register_panel
        from workforce_assurance.common.shipped import Shipped, register_shipped
        from workforce_assurance.outbox.registry import MailKind, register_mail_kind

        from . import today
        from .commands import MAIL_KIND, alerts_ended, prepare_alerts, ship_ladders
        from .views.health import missed_sweep

        register_mail_kind(MailKind(MAIL_KIND, "Alerts of what ran out", prepare_alerts, alerts_ended))
        register_shipped(Shipped("escalations.ladders", 50, lambda now: ship_ladders(now=now)))
        register_entry(Entry("alerts", "Alerts", "/my/alerts/", 30, also=("/escalations/",)))
        register_panel(PanelSource("escalations.waiting", 20, today.waiting_for_my_answer))
        register_panel(PanelSource("escalations.open", 60, today.open_escalations))
        register_panel(PanelSource("escalations.sent", 80, today.sweep_and_outbox))
        register_banner(BannerSource("escalations.sweep", missed_sweep))
