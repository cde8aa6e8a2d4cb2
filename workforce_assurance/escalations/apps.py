"""The escalations app."""

from typing import Any

from django.apps import AppConfig


def _sets_ladders(viewer: Any) -> bool:
    return bool(viewer.has_perm("escalations.manage_ladders"))


def _sees_sent(viewer: Any) -> bool:
    return bool(viewer.has_perm("escalations.see_what_was_sent"))


# The pages under Set-up by the last part of their address.
SET_UP = (
    ("ladders", "Ladders", "Who is told of what runs out, and when.", 60, _sets_ladders),
    ("sent", "What was sent", "Every mail, why it went out, what became of it.", 90, _sees_sent),
)


class EscalationsConfig(AppConfig):
    name = "workforce_assurance.escalations"

    def ready(self) -> None:
        from workforce_assurance.common.banners import BannerSource, register_banner
        from workforce_assurance.common.navigation import Entry, register_entry
        from workforce_assurance.common.panels import PanelSource, RowsSource, register_panel
        from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
        from workforce_assurance.common.shipped import Shipped, register_shipped
        from workforce_assurance.outbox.registry import MailKind, register_mail_kind

        from . import charges, held, today
        from .commands import MAIL_KIND, alerts_ended, prepare_alerts, ship_ladders
        from .views.health import missed_sweep, waits_for_a_word

        held.register()
        charges.register()
        register_mail_kind(MailKind(MAIL_KIND, "Alerts of what ran out", prepare_alerts, alerts_ended))
        register_shipped(Shipped("escalations.ladders", 50, lambda now: ship_ladders(now=now)))
        register_entry(Entry("alerts", "Alerts", "/my/alerts/", 30, also=("/escalations/",), gives_way=2))
        for key, title, about, order, may in SET_UP:
            register_set_up_page(SetUpPage(key, title, f"/set-up/{key}/", about, order, may))
        register_panel(RowsSource("escalations.waiting", 20, today.waiting_for_my_answer, today.to_answer))
        register_panel(PanelSource("escalations.open", 60, today.open_escalations))
        register_panel(PanelSource("escalations.sent", 80, today.sweep_and_outbox))
        register_panel(PanelSource("escalations.word", 5, today.waits_for_a_word))
        register_banner(BannerSource("escalations.sweep", missed_sweep))
        register_banner(BannerSource("escalations.word", waits_for_a_word, shown_to=_sees_sent))
