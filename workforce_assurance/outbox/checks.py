"""What the settings of the outbox must satisfy."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def a_lease_outlasts_three_time_outs(**_: Any) -> list[CheckMessage]:
    """A sender that hangs on one mail must still hold it when the server's answer comes."""
    if settings.OUTBOX_LEASE >= 3 * settings.OUTBOX_SMTP_TIMEOUT:
        return []
    return [Error("OUTBOX_LEASE must be at least 3 times OUTBOX_SMTP_TIMEOUT.", id="outbox.E001")]
