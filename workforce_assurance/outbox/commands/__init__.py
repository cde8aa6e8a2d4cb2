"""What changes mails: queueing them and sending what waits."""

from .delivery import send_waiting
from .queueing import enqueue, mail_for_each

__all__ = ["enqueue", "mail_for_each", "send_waiting"]
