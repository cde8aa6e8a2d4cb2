"""What changes mails: queueing them and sending what waits."""

from .delivery import send_waiting
from .queueing import enqueue, keep_back, mail_for_each, release

__all__ = ["enqueue", "keep_back", "mail_for_each", "release", "send_waiting"]
