"""One connection to the mail server, kept open, and what its answers mean for a mail."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from .registry import Prepared

if TYPE_CHECKING:
    from .models import Mail

PERMANENT = 500


class Verdict(Enum):
    """What an attempt came to."""

    SENT = "sent"
    # Never to this address.
    REFUSED = "refused"
    # Never this mail, but the address may be good.
    REJECTED = "rejected"
    # Not now, this mail.
    LATER = "later"
    # Nothing now: the server is away.
    DOWN = "down"


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    why: str = ""


class Line:
    """The line to the mail server; opened at the first mail and closed by whoever opened the block."""

    def __init__(self) -> None:
        self._connection = get_connection(timeout=settings.OUTBOX_SMTP_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, mail: Mail, prepared: Prepared) -> Answer:
        """Hand the mail to the server and read its answer; the line stays open unless the server is away."""
        message = self._message(mail, prepared)
        try:
            self._connection.open()
            self._connection.send_messages([message])
        except (smtplib.SMTPException, OSError) as error:
            answer = answer_of(error)
            if answer.verdict is Verdict.DOWN:
                self.close()
            return answer
        return Answer(Verdict.SENT)

    def close(self) -> None:
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            # It was gone already.
            self._connection.connection = None

    def _message(self, mail: Mail, prepared: Prepared) -> EmailMultiAlternatives:
        message = EmailMultiAlternatives(
            prepared.subject,
            prepared.text,
            to=[prepared.to_address],
            reply_to=[prepared.reply_to] if prepared.reply_to else None,
            headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
            connection=self._connection,
        )
        message.attach_alternative(prepared.html, "text/html")
        return message


def answer_of(error: Exception) -> Answer:
    """What an error of the SMTP client means for the mail. The server's words are not kept: they may quote the mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _ in error.recipients.values())
        if code >= PERMANENT:
            return Answer(Verdict.REFUSED, f"The server refused the address for good ({code}).")
        return Answer(Verdict.LATER, f"The server did not take it for this address now ({code}).")
    if isinstance(error, smtplib.SMTPDataError):
        if error.smtp_code >= PERMANENT:
            return Answer(Verdict.REJECTED, f"The server refused the mail for good ({error.smtp_code}).")
        return Answer(Verdict.LATER, f"The server did not take the mail now ({error.smtp_code}).")
    return Answer(Verdict.DOWN, f"The mail server could not be used ({type(error).__name__}).")
