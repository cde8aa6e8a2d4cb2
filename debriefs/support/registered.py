"""What support offers to Today, to the outbox, to the person's own data, and to Set-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
from workforce_assurance.common.shipped import Shipped, register_shipped
from workforce_assurance.outbox.registry import Ended, MailKind, register_mail_kind

# The rules are known once they are read.
from . import carried, charges, check_ins, commands, held, panels, request_mail, rules  # noqa: F401
from .enums import CHECK_IN_MAIL, REQUEST_MAIL

ABOUT = "Which kinds of support people are offered and can ask for, and who answers them."


def _sets_up(viewer: Any) -> bool:
    return bool(viewer.has_perm("debriefs.set_up_support"))


def _check_ins_ended(mails: Sequence[Ended], now: datetime) -> None:
    """What was not sent is asked again, for as long as it is due."""
    commands.forget_unsent(mail_ids=[mail.pk for mail in mails if mail.state != "sent"], now=now)


def register() -> None:
    carried.register()
    charges.register()
    panels.register()
    register_mail_kind(MailKind(CHECK_IN_MAIL, "Check-in after an incident", check_ins.write, _check_ins_ended))
    register_mail_kind(MailKind(REQUEST_MAIL, "Somebody asks for support", request_mail.write))
    held.register()
    register_set_up_page(
        SetUpPage("support-offers", "Support for staff", "/set-up/support-offers/", ABOUT, 62, _sets_up)
    )
    register_shipped(Shipped("debriefs.support", 71, lambda now: commands.ship_kinds(now=now)))
